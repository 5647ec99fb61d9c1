#ifndef KIOSK_SESSION_SOUND_H
#define KIOSK_SESSION_SOUND_H

/* The one recording that may sound: begun, halted, moved in and left. All
 * return the sum of enum effect. */

#include "kiosk/session.h"

/* listen.<recording>, listen.<bundle>:<recording>, sound.pause, sound.close,
 * sound.back, sound.on */
bool session_tap_sound(struct session *session, const struct kiosk *kiosk,
                       const char *id, unsigned *ret_effects);
unsigned session_seek(struct session *session, double share);
unsigned session_sound_stop(struct session *session);
/* Where it is; at its end it stands at the beginning again. */
unsigned session_sound_goes_on(struct session *session,
                               const struct action *action);

#endif
