#include "ui/grip.h"

enum { GRIP_WIDTH = 96, GRIP_SIGN = 48 }; /* design pixels */

struct node *grip(struct frame *frame, struct node *parent, const char *id)
{
    struct node *node = layout_box(
        frame, parent,
        (struct box){.id = id,
                     .is_lift = true,
                     .axis = AXIS_STACK,
                     .align = ALIGN_CENTRE,
                     .min_width = GRIP_WIDTH,
                     .corners = CORNER_TOP_RIGHT | CORNER_BOTTOM_RIGHT,
                     .radius = (int)frame->theme->space->radius});

    layout_icon(frame, node, "grip", GRIP_SIGN, frame->theme->colours->quiet,
                false);
    return node;
}
