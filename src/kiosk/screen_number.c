#include "kiosk/screen_choice.h"

#include "ui/card.h"

/* A whole number, as on a telephone: its keys stand left to right in every
 * language, as digits do. */
static void shown_number(struct view *view, struct node *column)
{
    const struct theme_colours *colours = view->frame->theme->colours;
    const struct answer *answer = screen_given(view);
    struct node *place = card(view->frame, column,
                              (struct card){.box = {.axis = AXIS_STACK,
                                                    .align = ALIGN_CENTRE,
                                                    .min_height = 120,
                                                    .pad = {28, 28, 12, 12}}});

    layout_text(
        view->frame, place,
        (struct label){
            .text = answer->is_given ? arena_printf(view->frame->arena, "%lld",
                                                    (long long)answer->number)
                                     : "–",
            .language = "en",
            .size = 68,
            .is_bold = true,
            .align = ALIGN_CENTRE,
            .colour = answer->is_given ? colours->ink : colours->quiet});
}

static void number_key(struct view *view, struct node *grid,
                       const struct question *question, const char *value,
                       const char *text, const char *icon)
{
    const struct theme_colours *colours = view->frame->theme->colours;
    struct node *key = card(
        view->frame, grid,
        (struct card){.box = {.id = screen_answer_id(view, question, value),
                              .axis = AXIS_STACK,
                              .align = ALIGN_CENTRE,
                              .min_height = screen_is_low(view) ? 84 : 112}});

    if (icon)
        layout_icon(view->frame, key, icon, 48, colours->ink, true);
    else
        layout_text(view->frame, key,
                    (struct label){.text = text,
                                   .language = "en",
                                   .size = 46,
                                   .is_bold = true,
                                   .align = ALIGN_CENTRE,
                                   .colour = colours->ink});
}

static void digit_key(struct view *view, struct node *grid,
                      const struct question *question, int digit)
{
    const char *text = arena_printf(view->frame->arena, "%d", digit);

    number_key(view, grid, question,
               arena_printf(view->frame->arena, "digit.%d", digit), text, NULL);
}

static void sign_key(struct view *view, struct node *grid,
                     const struct question *question, bool is_erase)
{
    if (is_erase)
        number_key(view, grid, question, "delete", NULL, "erase");
    else
        number_key(view, grid, question, "minus", NULL, "minus");
}

void screen_number(struct view *view, struct node *parent,
                   const struct question *question)
{
    struct node *middle =
        layout_box(view->frame, parent, (struct box){.align = ALIGN_CENTRE});
    struct node *column =
        layout_box(view->frame, middle, (struct box){.gap = 16, .width = 620});

    shown_number(view, column);
    struct node *grid =
        layout_box(view->frame, column, (struct box){.columns = 3, .gap = 16});
    bool is_rtl = view->frame->is_rtl;
    for (int row = 0; row < 3; row++)
        for (int i = 1; i <= 3; i++)
            digit_key(view, grid, question, 3 * row + (is_rtl ? 4 - i : i));
    sign_key(view, grid, question, is_rtl);
    digit_key(view, grid, question, 0);
    sign_key(view, grid, question, !is_rtl);
}
