#include "ui/tile.h"

static void tile_sign(struct frame *frame, struct node *row,
                      const struct tile *tile)
{
    struct node *ground = layout_box(frame, row,
                                     (struct box){.axis = AXIS_STACK,
                                                  .align = ALIGN_CENTRE,
                                                  .width = 84,
                                                  .height = 84,
                                                  .radius = 42,
                                                  .has_fill = !tile->is_filled,
                                                  .fill = tile->icon_ground});
    layout_icon(frame, ground, tile->icon, tile->is_filled ? 52 : 44,
                tile->is_filled ? theme_on(frame->theme, tile->fill)
                                : tile->icon_colour,
                tile->icon_points);
}

static void tile_words(struct frame *frame, struct node *row,
                       const struct tile *tile)
{
    const struct theme_colours *colours = frame->theme->colours;
    struct node *words = layout_box(
        frame, row,
        (struct box){.weight = 1, .gap = 2, .justify = JUSTIFY_CENTRE});

    layout_text(
        frame, words,
        (struct label){.text = tile->title,
                       .size = tile->title_size ? tile->title_size : 36,
                       .is_bold = true,
                       .language = tile->language,
                       .colour = tile->is_filled
                                     ? theme_on(frame->theme, tile->fill)
                                     : colours->ink,
                       .max_lines = 2,
                       .min_size = 28});
    if (tile->text)
        layout_text(
            frame, words,
            (struct label){.text = tile->text,
                           .size = 28,
                           .is_tight = true,
                           .language = tile->language,
                           .colour = tile->is_filled
                                         ? theme_on(frame->theme, tile->fill)
                                         : colours->quiet,
                           .max_lines = 2,
                           .min_size = 24});
}

struct node *tile(struct frame *frame, struct node *parent, struct tile tile)
{
    const struct theme *theme = frame->theme;
    struct node *row = layout_box(
        frame, parent,
        (struct box){.id = tile.id,
                     .axis = AXIS_ROW,
                     .align = ALIGN_CENTRE,
                     .gap = 30,
                     .pad = {36, 36, 10, 10},
                     .weight = tile.weight,
                     .min_height = tile.min_height ? tile.min_height : 132,
                     .radius = (int)theme->space->radius,
                     .has_shadow = true,
                     .has_fill = true,
                     .fill =
                         tile.is_filled ? tile.fill : theme->colours->card});

    if (tile.icon)
        tile_sign(frame, row, &tile);
    tile_words(frame, row, &tile);
    if (tile.has_arrow)
        layout_icon(frame, row, "arrow", 40,
                    tile.is_filled ? theme_on(theme, tile.fill)
                                   : theme->colours->ink,
                    true);
    return row;
}
