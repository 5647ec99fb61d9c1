#ifndef UI_DAMAGE_H
#define UI_DAMAGE_H

/* Private to ui: the few rectangles in which two frames differ. */

#include "ui/draw_list.h"

enum { DAMAGE_RECTS = 6 };

struct damage {
    struct rect rects[DAMAGE_RECTS];
    size_t count;
};

/* An item as it was drawn: same hash, same pixels; bounds are those of the
 * pixels. */
struct drawn {
    uint64_t hash;
    struct rect bounds;
};

void damage_add(struct damage *damage, struct rect rect);
/* Adds where items differ, in order: what is the same at the start and at
 * the end stays; in between, item by item if there are as many, else all. */
void damage_compare(struct damage *damage, const struct drawn *old,
                    size_t old_count, const struct drawn *now,
                    size_t now_count);

#endif
