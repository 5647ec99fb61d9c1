#ifndef KIOSK_SESSION_FACE_H
#define KIOSK_SESSION_FACE_H

/*
 * The one answer that is given before a visit begins: a face on the first
 * screen. It is sent SESSION_FACE_MS after the touch, or at once when a
 * language is chosen meanwhile: whoever goes on means it. Until then it can
 * be taken back without trace, or changed. What became of it stays to be said
 * on whatever screen comes next.
 */

#include "kiosk/session.h"

/* face.1 to face.5, face.undo, on the first screen; true if it was one. */
bool session_tap_face(struct session *session, const struct kiosk *kiosk,
                      const char *id, int64_t now_ms);
/* All return the sum of enum effect. */
unsigned session_send_face(struct session *session);
unsigned session_face_time(struct session *session, int64_t now_ms);
void session_face_saved(struct session *session, bool is_saved, int64_t now_ms);
/* When it changes by itself, or its bar does; -1: never. */
int64_t session_face_deadline_ms(const struct session *session, int64_t now_ms);

#endif
