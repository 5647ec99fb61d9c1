#include "ui/button.h"

static uint32_t words_colour(const struct frame *frame,
                             const struct button *button)
{
    const struct theme *theme = frame->theme;
    uint32_t fill = button->fill ? button->fill : theme->colours->ink;

    if (button->is_disabled)
        return theme->colours->quiet;
    return button->look == BUTTON_PRIMARY ? theme_on(theme, fill)
                                          : theme->colours->ink;
}

static struct box button_box(const struct frame *frame,
                             const struct button *button)
{
    const struct theme *theme = frame->theme;
    int height = button->height ? button->height : (int)theme->space->button;
    struct box box = {
        .id = button->is_disabled ? NULL : button->id,
        .axis = AXIS_ROW,
        .align = ALIGN_CENTRE,
        .justify = JUSTIFY_CENTRE,
        .gap = 18,
        .height = height,
        .min_width = height,
        .radius = height / 2,
        .weight = button->weight,
    };

    if (button->text)
        box.pad = (struct edges){height / 2, height / 2, 0, 0};
    else
        box.width = height;
    if (button->is_disabled) {
        box.has_fill = button->look != BUTTON_FLAT;
        box.fill = theme->colours->soft;
    } else if (button->look == BUTTON_OUTLINE) {
        box.border = 3;
        box.border_colour = theme->colours->edge;
    } else if (button->look != BUTTON_FLAT) {
        box.has_fill = true;
        box.fill = button->look == BUTTON_CARD ? theme->colours->card
                   : button->fill              ? button->fill
                                               : theme->colours->ink;
        box.has_shadow = button->look == BUTTON_CARD;
    }
    return box;
}

struct node *button(struct frame *frame, struct node *parent,
                    struct button button)
{
    uint32_t colour = words_colour(frame, &button);
    struct box box = button_box(frame, &button);
    int icon_size = box.height * 9 / 20;
    struct node *node = layout_box(frame, parent, box);

    if (button.icon && !button.icon_last)
        layout_icon(frame, node, button.icon, icon_size, colour,
                    button.icon_points);
    if (button.text)
        layout_text(frame, node,
                    (struct label){.text = button.text,
                                   .size = box.height > 100 ? 36 : 30,
                                   .is_bold = true,
                                   .colour = colour,
                                   .language = button.language,
                                   .align = ALIGN_CENTRE,
                                   .max_lines = 1,
                                   .min_size = 22});
    if (button.icon && button.icon_last)
        layout_icon(frame, node, button.icon, icon_size, colour,
                    button.icon_points);
    return node;
}
