#ifndef FEEDBACK_ASKING_H
#define FEEDBACK_ASKING_H

/*
 * Which questions of a form a visitor gets, by the kiosk's rules and by what
 * was answered so far (`relevant`), and which answers are accepted. An answer
 * to a question that is no longer asked is taken back, so that no record
 * holds what its visitor does not see.
 */

#include "content/expr.h"
#include "feedback/answer.h"

struct asking {
    const struct model *model;
    const struct answers *answers;
    bool is_closed; /* no feedback is taken here */
    bool no_text;   /* nobody writes words at this kiosk */
    bool is_group;  /* what is about a person is left out */
};

bool asking_asks(const struct asking *asking, size_t question);
/* Whether visitors may write words beside a dialogic answer. */
bool asking_takes_words(const struct asking *asking, size_t question);
/* The next question after `from` (-1: the first), the one before; -1: none. */
int asking_after(const struct asking *asking, int from);
int asking_before(const struct asking *asking, int from);
/* How many of them are to be answered: notes are only read. */
size_t asking_count(const struct asking *asking);

/* Not answered, or as its constraint says. */
bool asking_accepts(const struct asking *asking, size_t question);
/* The first question that keeps the form from being sent: required and not
 * answered, or not accepted; -1: none. */
int asking_missing(const struct asking *asking);
/* Takes back what is no longer asked; `answers` are those of `asking`. */
void asking_forget(const struct asking *asking, struct answers *answers);

#endif
