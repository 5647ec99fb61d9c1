#ifndef UI_PROGRESS_H
#define UI_PROGRESS_H

/* How far something is: a bar that fills the way of reading. With an id it is
 * touched and dragged along: the finger's share of it is the new one. What a
 * ring says (time that runs out) is layout_ring(). */

#include "ui/layout.h"

struct progress {
    const char *id;  /* NULL: only looked at */
    double share;    /* 0 to 1; what lies beyond is taken for the end */
    uint32_t colour; /* 0: ink */
    int height;      /* of the bar; 0: 16 */
    int weight;
};
struct node *progress(struct frame *frame, struct node *parent,
                      struct progress progress);

#endif
