#ifndef UI_LIFT_H
#define UI_LIFT_H

/* Where what a finger carries would be dropped. Pure; pixels. */

#include "ui/draw_list.h"

/* The place among the slots of the list, from 0, of what was lifted out of
 * `name` and has its top at top_px. Another gives way once what is carried
 * covers half of it, or half of what is carried lies beyond a lower one; it
 * returns only after the gap between them was gone back, so nothing flickers.
 * -1: there is no such slot. */
int lift_place(const struct draw_list *list, const char *name, int top_px);

#endif
