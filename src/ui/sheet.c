#include "ui/sheet.h"

#include "ui/button.h"
#include "ui/card.h"

enum { WIDTH = 1400, MARGIN = 48, MARGIN_LOW = 16, DIM_ALPHA = 190 };

/* A touch beside the card closes it; one on it does not. */
static struct node *ground(struct frame *frame, struct node *stack,
                           const struct sheet *sheet)
{
    int margin = sheet->is_low ? MARGIN_LOW : MARGIN;

    return layout_box(
        frame, stack,
        (struct box){
            .id = arena_printf(frame->arena, "%s.close", sheet->id),
            .is_plain = true,
            .has_fill = true,
            .fill = frame->theme->colours->night,
            .alpha = DIM_ALPHA,
            .align = ALIGN_CENTRE,
            .justify = frame->is_portrait ? JUSTIFY_END : JUSTIFY_CENTRE,
            .pad = {margin, margin, frame->reach_top + margin, margin}});
}

static void title_words(struct frame *frame, struct node *parent,
                        const char *title)
{
    layout_text(frame, parent,
                (struct label){.text = title,
                               .size = (int)frame->theme->type->second,
                               .is_bold = true,
                               .min_size = 26,
                               .colour = frame->theme->colours->ink,
                               .weight = 1});
}

static void close_button(struct frame *frame, struct node *parent,
                         const char *id)
{
    button(
        frame, parent,
        (struct button){.id = arena_printf(frame->arena, "%s.close.button", id),
                        .icon = "close",
                        .look = BUTTON_OUTLINE});
}

static void title_row(struct frame *frame, struct node *parent,
                      const struct sheet *sheet)
{
    struct node *row = layout_box(
        frame, parent,
        (struct box){.axis = AXIS_ROW, .align = ALIGN_CENTRE, .gap = 24});

    title_words(frame, row, sheet->title);
    close_button(frame, row, sheet->id);
}

static struct node *window(struct frame *frame, struct node *parent,
                           const struct sheet *sheet)
{
    struct node *box = layout_box(frame, parent,
                                  (struct box){.id = sheet->id,
                                               .weight = 1,
                                               .is_scroll = true,
                                               .scroll_px = sheet->scroll_px});
    return layout_box(frame, box,
                      (struct box){.gap = 30, .pad = {.bottom = 8}});
}

struct node *sheet(struct frame *frame, struct node *stack, struct sheet sheet)
{
    int pad = sheet.is_low ? 24 : 44;
    struct node *paper =
        card(frame, ground(frame, stack, &sheet),
             (struct card){
                 .fill = frame->theme->colours->paper,
                 .box = {.id = arena_printf(frame->arena, "%s.card", sheet.id),
                         .is_plain = true,
                         .width = WIDTH,
                         .pad = EDGES(pad),
                         .gap = sheet.is_low ? 16 : 28}});

    bool is_beside = sheet.is_lowest && !frame->is_portrait;
    const char *title = sheet.title;
    struct node *row = paper;

    if (sheet.is_lowest)
        sheet.title = "";
    if (is_beside)
        row =
            layout_box(frame, paper,
                       (struct box){.axis = AXIS_ROW, .gap = 16, .weight = 1});
    else
        title_row(frame, paper, &sheet);
    struct node *column = window(frame, row, &sheet);
    if (sheet.is_lowest)
        title_words(frame, column, title);
    if (is_beside)
        close_button(frame, row, sheet.id);
    return column;
}
