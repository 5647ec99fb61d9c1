#include "ui/toggle.h"

enum { LINE = 3, SIZE = 30, SIGN = 32 };

static void state(struct frame *frame, struct node *row,
                  const struct toggle *toggle)
{
    const struct theme *theme = frame->theme;
    const struct theme_colours *colours = theme->colours;
    bool is_filled = toggle->is_on && !toggle->is_disabled;
    uint32_t line = toggle->is_disabled ? colours->quiet
                    : toggle->is_on     ? colours->ink
                                        : colours->edge;
    uint32_t words = toggle->is_disabled ? colours->quiet
                     : toggle->is_on     ? colours->on_ink
                                         : colours->ink;
    struct node *pill =
        layout_box(frame, row,
                   (struct box){.axis = AXIS_ROW,
                                .align = ALIGN_CENTRE,
                                .justify = JUSTIFY_CENTRE,
                                .gap = 10,
                                .min_width = 140,
                                .pad = {18, 18, 10, 10},
                                .radius = (int)theme->space->radius,
                                .has_fill = is_filled,
                                .fill = colours->ink,
                                .border = LINE,
                                .border_colour = line});

    if (toggle->is_on)
        layout_icon(frame, pill, "check", SIGN, words, false);
    layout_text(frame, pill,
                (struct label){.text = toggle->state,
                               .size = SIZE,
                               .is_bold = toggle->is_on,
                               .align = ALIGN_CENTRE,
                               .colour = words});
}

struct node *toggle(struct frame *frame, struct node *parent,
                    struct toggle toggle)
{
    const struct theme *theme = frame->theme;
    bool is_disabled = toggle.is_disabled;
    struct node *row =
        layout_box(frame, parent,
                   (struct box){.id = is_disabled ? NULL : toggle.id,
                                .axis = AXIS_ROW,
                                .wraps = true,
                                .align = ALIGN_CENTRE,
                                .gap = 24,
                                .pad = {26, 26, 18, 18},
                                .radius = (int)theme->space->radius,
                                .has_fill = true,
                                .fill = is_disabled ? theme->colours->soft
                                                    : theme->colours->card,
                                .border = is_disabled ? 0 : LINE,
                                .border_colour = theme->colours->edge});
    struct node *words =
        layout_box(frame, row, (struct box){.weight = 1, .gap = 4});

    state(frame, row, &toggle);
    return words;
}
