#include "ui/card.h"

enum { LIFTED_BORDER = 4 }; /* design pixels */

struct node *card(struct frame *frame, struct node *parent, struct card card)
{
    struct box box = card.box;

    /* Its own colour is gone where strong contrast was asked for. */
    if (card.is_flat && box.border == 0) {
        box.border = (int)frame->theme->colours->outline;
        box.border_colour = frame->theme->colours->edge;
    }
    if (card.is_lifted) {
        box.border = LIFTED_BORDER;
        box.border_colour = frame->theme->colours->ink;
    }
    box.radius = (int)frame->theme->space->radius;
    box.has_shadow = !card.is_flat;
    box.has_fill = true;
    box.fill = card.fill ? card.fill : frame->theme->colours->card;
    return layout_box(frame, parent, box);
}
