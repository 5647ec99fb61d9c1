#include "kiosk/screen_sheet.h"

#include "ui/button.h"

enum { SHEET_WIDTH = 1400, SHEET_MARGIN = 48, DIM_ALPHA = 190 };

/* A touch beside the sheet closes it; one on it does not. */
static struct node *ground(struct view *view, struct node *stack)
{
    bool is_low = screen_is_low(view);
    int margin = is_low ? 16 : SHEET_MARGIN;

    return layout_box(
        view->frame, stack,
        (struct box){
            .id = "sheet.close",
            .is_plain = true,
            .has_fill = true,
            .fill = view->frame->theme->colours->night,
            .alpha = DIM_ALPHA,
            .align = ALIGN_CENTRE,
            .justify = view->frame->is_portrait ? JUSTIFY_END : JUSTIFY_CENTRE,
            .pad = {margin, margin, view->frame->reach_top + margin, margin}});
}

static void title_words(struct view *view, struct node *parent,
                        const char *title)
{
    layout_text(view->frame, parent,
                (struct label){.text = title,
                               .size = (int)view->frame->theme->type->second,
                               .is_bold = true,
                               .min_size = 34,
                               .colour = view->frame->theme->colours->ink,
                               .weight = 1});
}

static void close_button(struct view *view, struct node *row)
{
    button(view->frame, row,
           (struct button){.id = "sheet.close.button",
                           .icon = "close",
                           .look = BUTTON_OUTLINE});
}

static void title_row(struct view *view, struct node *card, const char *title)
{
    struct node *row = layout_box(
        view->frame, card,
        (struct box){.axis = AXIS_ROW, .align = ALIGN_CENTRE, .gap = 24});

    title_words(view, row, title);
    close_button(view, row);
}

struct node *screen_sheet(struct view *view, struct node *stack,
                          const char *title)
{
    const struct theme *theme = view->frame->theme;
    bool is_low = screen_is_low(view);
    int pad = is_low ? 24 : 44;
    struct node *card =
        layout_box(view->frame, ground(view, stack),
                   (struct box){.id = "sheet.card",
                                .is_plain = true,
                                .width = SHEET_WIDTH,
                                .has_shadow = true,
                                .radius = (int)theme->space->radius,
                                .has_fill = true,
                                .fill = theme->colours->paper,
                                .pad = {pad, pad, pad, pad},
                                .gap = is_low ? 16 : 28});

    bool is_lowest = screen_is_lowest(view) && !view->frame->is_portrait;
    struct node *row = card;

    if (is_lowest)
        row =
            layout_box(view->frame, card,
                       (struct box){.axis = AXIS_ROW, .gap = 16, .weight = 1});
    else
        title_row(view, card, title);
    struct node *window =
        layout_box(view->frame, row,
                   (struct box){.id = "sheet",
                                .weight = 1,
                                .is_scroll = true,
                                .scroll_px = view->session->sheet.scroll_px});
    struct node *column = layout_box(
        view->frame, window, (struct box){.gap = 30, .pad = {.bottom = 8}});
    if (is_lowest) { /* the title gives its room to what it stands over */
        title_words(view, column, title);
        close_button(view, row);
    }
    return column;
}

void screen_languages(struct view *view, struct node *stack)
{
    struct node *column =
        screen_sheet(view, stack, view->words->choose_language);
    struct node *grid =
        layout_box(view->frame, column,
                   (struct box){.columns = 3, .min_column = 420, .gap = 24});

    for (int i = 0; i < view->kiosk->language_count; i++) {
        const struct kiosk_language *language = &view->kiosk->languages[i];
        bool is_chosen = i == view->session->language;
        struct node *row = layout_box(
            view->frame, grid,
            (struct box){.axis = AXIS_ROW, .align = ALIGN_CENTRE, .gap = 12});
        button(
            view->frame, row,
            (struct button){.id = arena_printf(view->frame->arena, "lang.%s",
                                               language->tag),
                            .text = screen_language_name(view, language->tag),
                            .language = language->words_tag,
                            .icon = is_chosen ? "check" : NULL,
                            .look = is_chosen ? BUTTON_PRIMARY : BUTTON_CARD,
                            .weight = 1,
                            .height = 104});
        if (language->sound)
            screen_listen(view, row, language->sound);
    }
}

/* A point of a map and what stands there. */
void screen_point(struct view *view, struct node *stack)
{
    const struct sheet_place *sheet = &view->session->sheet;
    const struct map *map = screen_shown_block(view)->map;
    const struct map_point *point =
        model_object(&map->points, (size_t)sheet->item);
    const struct theme_colours *colours = view->frame->theme->colours;
    struct node *column =
        screen_sheet(view, stack, screen_words(view, &point->label, NULL));

    screen_text(view, column, &point->text,
                (struct label){.size = 38, .colour = colours->ink});
}
