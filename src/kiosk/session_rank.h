#ifndef KIOSK_SESSION_RANK_H
#define KIOSK_SESSION_RANK_H

/*
 * An order of choices, by touching and by dragging. What is in the order
 * stands on top, the others below as the author wrote them, a bound between.
 */

#include "kiosk/session.h"

/* `value` is a choice's name, which goes to the end of the order or out of it;
 * "<name>.up" or "<name>.down"; "<name>.grip", which like the name puts in, but
 * takes nothing out: a finger may have wanted to carry it. */
void session_rank(struct answer *answer, const struct question *question,
                  const char *value);
/* "answer.<question>.<name>" is carried to action->place among the rows and
 * the bound; below the bound it is in no order, unless all the others are and
 * it was. Let go it stays there. */
void session_lift(struct session *session, const struct kiosk *kiosk,
                  const struct action *action);

/* The rows from the top as they stand, with what is carried where it would be
 * dropped. */
struct rank_rows {
    uint8_t choices[ANSWERS_CHOICES];
    int count, ordered; /* the first `ordered` are in the order */
};
struct rank_rows session_rank_rows(const struct session *session,
                                   const struct question *question,
                                   const struct answer *answer);

#endif
