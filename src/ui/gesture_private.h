#ifndef UI_GESTURE_PRIVATE_H
#define UI_GESTURE_PRIVATE_H

/* What the parts of gesture share. */

#include "ui/gesture.h"

bool gesture_has_wandered(const struct gesture *gesture,
                          const struct finger *finger);

/* gesture_zoom.c: a finger on a zoom area goes to x, y; it is still where it
 * was. */
struct gesture_event gesture_zoom_move(struct gesture *gesture,
                                       struct finger *finger, int x, int y);
struct gesture_event gesture_zoom_up(struct gesture *gesture,
                                     const struct finger *finger);

/* gesture_drag.c: the same on a drag or lift area; false: it scrolls from now
 * on. */
bool gesture_drag_move(struct gesture *gesture, struct finger *finger, int x,
                       int y, struct gesture_event *ret_event);
/* A tap on a bar goes there too; a grip is only let go. `dy`: how far this
 * moved it. */
struct gesture_event gesture_drag_up(const struct finger *finger, int dy);
/* The finger that carries something, or NULL. */
const struct finger *gesture_carrier(const struct gesture *gesture);
/* Forgets a carrying finger that was long not heard of. */
void gesture_forget_carrier(struct gesture *gesture, int64_t now_ms);
/* How fast the carrying finger pulls what scrolls, px a ms. */
double gesture_pull_speed(const struct gesture *gesture);
struct gesture_event gesture_pull(struct gesture *gesture, int64_t now_ms);

/* Marks the fingers of a palm, now that this one came down; one that carries
 * something is none of them. */
void gesture_mark_palm(struct gesture *gesture, const struct finger *finger);

#endif
