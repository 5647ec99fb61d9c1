#ifndef KIOSK_SESSION_FORM_H
#define KIOSK_SESSION_FORM_H

/*
 * A visitor's way through a form: notice (once a visit), one question after
 * another, what was written once more, the record. What is no longer asked
 * keeps no answer; a form goes out only when nothing required is missing.
 */

#include "kiosk/session.h"

/* Nothing happens where the form asks nothing. `proposal` 0: the bundle's. */
void session_form_begin(struct session *session, const struct kiosk *kiosk,
                        int host, int proposal);
/* From the notice to the first question. */
void session_form_start(struct session *session, const struct kiosk *kiosk);
/* To the question before; false: there is none. */
bool session_form_back(struct session *session, const struct kiosk *kiosk);
/* answer.*, next, skip, send, change.* on a question or before sending;
 * returns the sum of enum effect. */
unsigned session_form_tap(struct session *session, const struct kiosk *kiosk,
                          const char *id, int64_t now_ms);
/* A slider, a row of a rank; false: something else was dragged. */
bool session_form_drag(struct session *session, const struct kiosk *kiosk,
                       const struct action *action);
unsigned session_form_save(struct session *session);

#endif
