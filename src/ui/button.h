#ifndef UI_BUTTON_H
#define UI_BUTTON_H

/* Things to press: pills with words, round ones with a sign. */

#include "ui/layout.h"

enum button_look {
    BUTTON_PRIMARY, /* filled with `fill`, words in white */
    BUTTON_OUTLINE, /* a line around, nothing filled */
    BUTTON_CARD,    /* white with a shadow */
    BUTTON_FLAT     /* nothing but the words */
};

struct button {
    const char *id;
    const char *text; /* NULL: round, with the icon alone */
    const char *icon; /* NULL: none */
    bool icon_points; /* turned round in right-to-left */
    bool icon_last;   /* after the words */
    bool is_disabled; /* there, but it cannot be touched: no line, no shadow */
    enum button_look look;
    uint32_t fill; /* primary; 0: ink */
    int height;    /* 0: the theme's button */
    const char *language;
    int weight;
};
struct node *button(struct frame *frame, struct node *parent,
                    struct button button);

#endif
