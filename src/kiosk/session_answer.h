#ifndef KIOSK_SESSION_ANSWER_H
#define KIOSK_SESSION_ANSWER_H

/* What a touch on an answer does to the answers. */

#include "kiosk/session.h"

/* `id` is "<question>.<choice>": a choice's name, a number, an action's word.
 * Only answers to the question on the screen count. A single choice moves on
 * by itself a little later, unless it is the last question. */
void session_answer(struct session *session, const struct kiosk *kiosk,
                    const char *id, int64_t now_ms);

#endif
