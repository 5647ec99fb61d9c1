#include "ui/segmented.h"

enum {
    SIZE = 30,
    LEAST_SIZE = 24,
    SIGN = 32,
    LINE = 3,
    INSET = 8, /* between the ground's edge and what stands on it */
    HEIGHT = 76
};

static struct node *ground(struct frame *frame, struct node *parent,
                           const struct segmented *segmented)
{
    const struct theme *theme = frame->theme;
    bool is_disabled = segmented->is_disabled;

    return layout_box(frame, parent,
                      (struct box){.columns = segmented->count,
                                   .min_column = segmented->min_column,
                                   .gap = INSET,
                                   .pad = EDGES(INSET),
                                   .radius = (int)theme->space->radius,
                                   .border = is_disabled ? 0 : LINE,
                                   .border_colour = theme->colours->edge,
                                   .has_fill = true,
                                   .fill = is_disabled ? theme->colours->soft
                                                       : theme->colours->card});
}

static struct box segment_box(const struct theme *theme, bool is_chosen,
                              bool is_disabled)
{
    const struct theme_colours *colours = theme->colours;
    struct box box = {.axis = AXIS_ROW,
                      .align = ALIGN_CENTRE,
                      .justify = JUSTIFY_CENTRE,
                      .gap = 12,
                      .min_height = HEIGHT,
                      .pad = {12, 12, 6, 6},
                      .radius = (int)theme->space->radius - INSET};

    if (is_chosen && is_disabled) {
        box.border = LINE;
        box.border_colour = colours->quiet;
    } else if (is_chosen) {
        box.has_fill = true;
        box.fill = colours->ink;
    }
    return box;
}

static void segment(struct frame *frame, struct node *parent,
                    const struct segment *segment, bool is_chosen,
                    bool is_disabled)
{
    const struct theme_colours *colours = frame->theme->colours;
    uint32_t colour = is_disabled ? colours->quiet
                      : is_chosen ? colours->on_ink
                                  : colours->ink;
    struct box box = segment_box(frame->theme, is_chosen, is_disabled);

    box.id = is_disabled ? NULL : segment->id;
    struct node *node = layout_box(frame, parent, box);
    if (is_chosen)
        layout_icon(frame, node, "check", SIGN, colour, false);
    layout_text(frame, node,
                (struct label){.text = segment->text,
                               .language = segment->language,
                               .size = segment->size ? segment->size : SIZE,
                               .is_bold = is_chosen,
                               .min_size = LEAST_SIZE,
                               .align = ALIGN_CENTRE,
                               .colour = colour});
}

struct node *segmented(struct frame *frame, struct node *parent,
                       struct segmented segmented)
{
    struct node *node = ground(frame, parent, &segmented);

    for (int i = 0; i < segmented.count; i++)
        segment(frame, node, &segmented.segments[i], i == segmented.chosen,
                segmented.is_disabled);
    return node;
}
