#include "ui/card.h"

struct node *card(struct frame *frame, struct node *parent, struct card card)
{
    struct box box = card.box;

    box.radius = (int)frame->theme->space->radius;
    box.has_shadow = !card.is_flat;
    box.has_fill = true;
    box.fill = card.fill ? card.fill : frame->theme->colours->card;
    return layout_box(frame, parent, box);
}
