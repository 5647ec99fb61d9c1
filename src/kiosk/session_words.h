#ifndef KIOSK_SESSION_WORDS_H
#define KIOSK_SESSION_WORDS_H

/*
 * Words of the visitor's own: the keyboard opens when the field is touched,
 * each key changes the answer, and when it closes nothing of what was written
 * is left but the answer.
 */

#include "kiosk/session.h"

/* "words", and all that is touched while the keyboard is open; false: it is
 * something else. Returns true with the effect of an answer done. */
bool session_tap_words(struct session *session, const struct kiosk *kiosk,
                       const struct action *action);
void session_hold_words(struct session *session, const struct kiosk *kiosk,
                        const struct action *action);
void session_put_caret(struct session *session, const struct action *action);
/* What is written as a text to work on; it lives in the session. */
struct edit session_edit(struct session *session);

#endif
