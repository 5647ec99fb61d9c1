#include "ui/dots.h"

struct node *dots(struct frame *frame, struct node *parent, int count, int at)
{
    const struct theme_colours *colours = frame->theme->colours;
    struct node *row = layout_box(
        frame, parent,
        (struct box){.axis = AXIS_ROW, .align = ALIGN_CENTRE, .gap = 12});

    for (int i = 0; i < count; i++)
        layout_box(frame, row,
                   (struct box){.width = i == at ? 56 : 14,
                                .height = 14,
                                .radius = 7,
                                .has_fill = i <= at || colours->outline == 0,
                                .fill = i <= at ? colours->ink : colours->edge,
                                .border = i <= at ? 0 : (int)colours->outline,
                                .border_colour = colours->edge});
    return row;
}
