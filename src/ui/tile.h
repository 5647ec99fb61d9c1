#ifndef UI_TILE_H
#define UI_TILE_H

/* A card that leads somewhere: a sign or drawing, a title, a line under it. */

#include "ui/layout.h"

struct tile {
    const char *id;
    const char *icon; /* in a round ground; NULL: none */
    bool icon_points; /* turned round in right-to-left */
    const char *title, *text;
    const char *language;
    uint32_t icon_colour, icon_ground;
    bool is_filled; /* with `fill`, words in white */
    uint32_t fill;
    bool has_arrow;
    int weight, min_height;
    int title_size; /* 0: 36 */
};
struct node *tile(struct frame *frame, struct node *parent, struct tile tile);

#endif
