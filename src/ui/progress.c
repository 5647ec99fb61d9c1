#include "ui/progress.h"

enum { PARTS = 1000, HEIGHT = 16, LEAST_WIDTH = 120 };

/* Where lines stand for shadows, what is not filled yet is only a line. */
static struct node *track(struct frame *frame, struct node *parent,
                          struct box box)
{
    const struct theme_colours *colours = frame->theme->colours;

    box.axis = AXIS_ROW;
    box.radius = box.height / 2;
    box.has_fill = true;
    if (colours->outline > 0) {
        box.fill = colours->paper;
        box.border = (int)colours->outline;
        box.border_colour = colours->edge;
    } else {
        box.fill = colours->line;
    }
    return layout_box(frame, parent, box);
}

struct node *progress(struct frame *frame, struct node *parent,
                      struct progress progress)
{
    int height = progress.height ? progress.height : HEIGHT;
    double share = progress.share;
    int parts = !(share > 0) ? 0 : share > 1 ? PARTS : (int)(share * PARTS);
    int touch = progress.id ? (int)frame->theme->space->touch : 0;
    struct node *outer = layout_box(frame, parent,
                                    (struct box){.id = progress.id,
                                                 .is_drag = progress.id != NULL,
                                                 .is_plain = true,
                                                 .weight = progress.weight,
                                                 .min_width = LEAST_WIDTH,
                                                 .min_height = touch,
                                                 .justify = JUSTIFY_CENTRE});
    struct node *bar = track(frame, outer, (struct box){.height = height});

    if (parts > 0)
        layout_box(frame, bar,
                   (struct box){.weight = parts,
                                .min_width = height,
                                .radius = height / 2,
                                .has_fill = true,
                                .fill = progress.colour
                                            ? progress.colour
                                            : frame->theme->colours->ink});
    if (parts < PARTS)
        layout_box(frame, bar, (struct box){.weight = PARTS - parts});
    return outer;
}
