#ifndef KIOSK_SESSION_ANSWER_H
#define KIOSK_SESSION_ANSWER_H

/* What a touch on an answer does to the answers. */

#include "kiosk/session.h"

/* `id` is "<question>.<choice>": a choice's name, a number, an action's word;
 * of a whole number "digit.7", "minus", "delete"; of a rank what
 * session_rank.h says. Only answers to the question on the screen count. A
 * single choice moves on by itself a little later, unless it is the last
 * question, is not accepted, or may have words beside it. */
void session_answer(struct session *session, const struct kiosk *kiosk,
                    const char *id, int64_t now_ms);
/* "answer.<question>": a slider that was moved to action->share. */
void session_answer_drag(struct session *session, const struct kiosk *kiosk,
                         const struct action *action);

#endif
