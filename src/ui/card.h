#ifndef UI_CARD_H
#define UI_CARD_H

/* The ground of what belongs together: round corners and a shadow, or a line
 * where strong contrast was asked for. With an id it is touched. */

#include "ui/layout.h"

struct card {
    struct box box; /* its id, size and how what is in it lies */
    uint32_t fill;  /* 0: the theme's card */
    bool is_flat;   /* no shadow: it lies in the page, as what is quoted */
    bool is_lifted; /* a finger carries it */
};
struct node *card(struct frame *frame, struct node *parent, struct card card);

#endif
