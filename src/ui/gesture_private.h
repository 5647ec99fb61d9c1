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
/* The same on a drag area; false: it scrolls from now on. */
bool gesture_drag_move(struct gesture *gesture, struct finger *finger, int x,
                       int y, struct gesture_event *ret_event);
/* A tap on a bar goes there too. */
struct gesture_event gesture_drag_up(const struct finger *finger);
/* Marks the fingers of a palm, now that this one came down. */
void gesture_mark_palm(struct gesture *gesture, const struct finger *finger);

#endif
