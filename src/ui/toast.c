#include "ui/toast.h"

#include "ui/button.h"
#include "ui/card.h"
#include "ui/progress.h"

enum { WIDEST = 1100, SIZE = 32, SIGN = 44, TIME = 12, MARGIN_COMPACT = 24 };

static void words(struct frame *frame, struct node *row,
                  const struct toast *toast)
{
    uint32_t ink = frame->theme->colours->ink;
    struct node *beside = layout_box(
        frame, row,
        (struct box){
            .axis = AXIS_ROW, .align = ALIGN_CENTRE, .gap = 20, .weight = 1});

    if (toast->icon)
        layout_icon(frame, beside, toast->icon, SIGN, ink, false);
    layout_text(frame, beside,
                (struct label){.text = toast->text,
                               .language = toast->language,
                               .size = SIZE,
                               .is_bold = true,
                               .weight = 1,
                               .colour = ink});
}

struct node *toast(struct frame *frame, struct node *parent, struct toast toast)
{
    struct node *column = card(
        frame, parent,
        (struct card){
            .box = {.max_width = WIDEST, .gap = 18, .pad = {36, 24, 18, 18}}});
    struct node *row = layout_box(
        frame, column,
        (struct box){
            .axis = AXIS_ROW, .wraps = true, .align = ALIGN_CENTRE, .gap = 28});

    words(frame, row, &toast);
    if (toast.action_id)
        button(frame, row,
               (struct button){.id = toast.action_id,
                               .text = toast.action,
                               .icon = toast.action_icon,
                               .icon_points = toast.action_points,
                               .look = BUTTON_OUTLINE});
    if (toast.has_time)
        progress(frame, column,
                 (struct progress){.share = toast.time_left, .height = TIME});
    return column;
}

struct node *toast_over(struct frame *frame, struct node *stack,
                        struct toast what)
{
    int margin =
        frame->is_compact ? MARGIN_COMPACT : (int)frame->theme->space->margin;
    struct node *place = layout_box(frame, stack,
                                    (struct box){.align = ALIGN_CENTRE,
                                                 .justify = JUSTIFY_END,
                                                 .pad = EDGES(margin)});

    return toast(frame, place, what);
}
