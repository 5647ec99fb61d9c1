#ifndef UI_SEGMENTED_H
#define UI_SEGMENTED_H

/* One of several, side by side on one ground. The chosen one is filled, its
 * words are bold and have a check: it can be told without any colour. Where
 * there is no room side by side they stand below one another. */

#include "ui/layout.h"

struct segment {
    const char *id;
    const char *text;
    const char *language; /* NULL: the frame's */
    int size;             /* of the text; 0: 30 */
};
struct segmented {
    const struct segment *segments; /* borrowed for the call */
    int count;
    int chosen;       /* -1: none */
    int min_column;   /* none is narrower; 0: always in one row */
    bool is_disabled; /* what is chosen is seen, but cannot be changed */
};
struct node *segmented(struct frame *frame, struct node *parent,
                       struct segmented segmented);

#endif
