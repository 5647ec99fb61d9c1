#ifndef UI_CHIP_H
#define UI_CHIP_H

/* A word or two in a pill. With an id it is touched, and chosen is said by a
 * check, bold words and its fill; without one it only says something. */

#include "ui/layout.h"

struct chip {
    const char *id; /* NULL: only looked at */
    const char *text;
    const char *language;
    const char *icon;     /* NULL: none; chosen it is the check */
    uint32_t ground, ink; /* 0: the theme's soft ground and ink; not touched */
    bool is_chosen;
    bool is_disabled; /* there, but it cannot be touched */
    int width;        /* 0: as wide as its words */
};
struct node *chip(struct frame *frame, struct node *parent, struct chip chip);

#endif
