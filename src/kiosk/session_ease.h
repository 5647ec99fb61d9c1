#ifndef KIOSK_SESSION_EASE_H
#define KIOSK_SESSION_EASE_H

/* What lies over a screen: the sheets, what a visitor may ask for there, and
 * pictures seen whole. */

#include "kiosk/session.h"

void ease_reset(struct ease *ease);
bool ease_is_reset(const struct ease *ease);

/* Whether the touch was one of these. */
bool session_tap_ease(struct session *session, const struct action *action);
void session_zoom(struct session *session, const struct action *action);
/* A finger on a slider: how loud it is. */
bool session_drag_ease(struct session *session, const struct action *action);

#endif
