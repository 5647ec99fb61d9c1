#include "ui/chip.h"

enum { TAG_SIZE = 32, SIZE = 30, LEAST_SIZE = 24, SIGN = 32, LINE = 3 };

static void size_for_touch(const struct theme *theme, struct box *box)
{
    box->min_height = (int)theme->space->touch;
    box->radius = (int)theme->space->touch / 2;
}

/* Nothing of a tag can be touched: no line, unless lines say where it ends. */
static void tag_look(const struct theme *theme, const struct chip *chip,
                     struct box *box)
{
    const struct theme_colours *colours = theme->colours;

    box->radius = (int)theme->space->radius;
    if (chip->id)
        size_for_touch(theme, box);
    box->fill = chip->ground ? chip->ground : colours->soft;
    box->border = chip->is_disabled ? 0 : (int)colours->outline;
    box->border_colour = colours->edge;
}

static void touched_look(const struct theme *theme, const struct chip *chip,
                         struct box *box)
{
    const struct theme_colours *colours = theme->colours;

    box->id = chip->id;
    size_for_touch(theme, box);
    box->fill = chip->is_chosen ? colours->ink : colours->card;
    box->border = LINE;
    box->border_colour = chip->is_chosen ? colours->ink : colours->edge;
}

static uint32_t words_colour(const struct theme *theme, const struct chip *chip,
                             bool is_touched)
{
    if (chip->is_disabled)
        return theme->colours->quiet;
    if (!is_touched)
        return chip->ink ? chip->ink : theme->colours->ink;
    return chip->is_chosen ? theme->colours->on_ink : theme->colours->ink;
}

struct node *chip(struct frame *frame, struct node *parent, struct chip chip)
{
    const struct theme *theme = frame->theme;
    bool is_touched = chip.id != NULL && !chip.is_disabled;
    bool is_tag = chip.id == NULL;
    uint32_t colour = words_colour(theme, &chip, is_touched);
    const char *icon = chip.is_chosen ? "check" : chip.icon;
    struct box box = {.axis = icon ? AXIS_ROW : AXIS_COLUMN,
                      .align = icon ? ALIGN_CENTRE : ALIGN_STRETCH,
                      .justify = JUSTIFY_CENTRE,
                      .gap = 12,
                      .width = chip.width,
                      .pad = {24, 24, 8, 8},
                      .has_fill = true};

    if (is_touched)
        touched_look(theme, &chip, &box);
    else
        tag_look(theme, &chip, &box);
    struct node *pill = layout_box(frame, parent, box);
    if (icon)
        layout_icon(frame, pill, icon, SIGN, colour, false);
    layout_text(frame, pill,
                (struct label){.text = chip.text,
                               .language = chip.language,
                               .size = is_tag ? TAG_SIZE : SIZE,
                               .is_bold = is_tag || chip.is_chosen,
                               .align = ALIGN_CENTRE,
                               .max_lines = 2,
                               .min_size = LEAST_SIZE,
                               .colour = colour});
    return pill;
}
