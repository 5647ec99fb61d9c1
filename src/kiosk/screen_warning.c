#include "kiosk/screen_parts.h"

#include "ui/button.h"

static void countdown(struct view *view, struct node *sheet)
{
    const struct theme_colours *colours = view->frame->theme->colours;
    double share = session_ring_share(view->session, view->kiosk, view->now_ms);
    struct node *ring =
        layout_box(view->frame, sheet,
                   (struct box){.axis = AXIS_STACK, .align = ALIGN_CENTRE});
    int size = screen_is_low(view) ? 150 : 240;
    layout_ring(view->frame, ring, size, size / 11, colours->gold, share);
    layout_icon(view->frame, ring, "hand", size * 9 / 20, colours->gold, false);
}

/* Over the screen that was left, hidden from the next who comes by. Any touch
 * is a sign of life; the button stands low, within reach of all. */
void screen_warning(struct view *view, struct node *stack)
{
    const struct theme *theme = view->frame->theme;
    bool is_lowest = screen_is_lowest(view) ||
                     (screen_is_low(view) && view->frame->text_percent > 125);
    struct node *sheet =
        layout_box(view->frame, stack,
                   (struct box){.has_fill = true,
                                .fill = theme->colours->night,
                                .pad = EDGES(view->frame->is_compact ? 32 : 96),
                                .gap = view->frame->is_compact ? 20 : 48,
                                .align = ALIGN_CENTRE,
                                .justify = JUSTIFY_CENTRE});

    layout_box(view->frame, sheet, (struct box){.weight = 1});
    if (!is_lowest)
        countdown(view, sheet);
    layout_text(view->frame, sheet,
                (struct label){.text = view->words->still_there,
                               .size = is_lowest ? 52 : 86,
                               .is_bold = true,
                               .colour = theme->colours->on_fill,
                               .align = ALIGN_CENTRE,
                               .min_size = is_lowest ? 34 : 56});
    if (answers_given(&view->session->answers))
        layout_text(view->frame, sheet,
                    (struct label){.text = view->words->unsent_gone,
                                   .size = is_lowest ? 30 : 38,
                                   .colour = theme->colours->on_night,
                                   .align = ALIGN_CENTRE});
    layout_box(view->frame, sheet, (struct box){.weight = 1});
    struct node *row = layout_box(
        view->frame, sheet,
        (struct box){.axis = AXIS_ROW, .align = ALIGN_CENTRE, .gap = 28});
    button(view->frame, row,
           (struct button){.id = "still-here",
                           .text = view->words->still_here,
                           .look = BUTTON_CARD,
                           .height = 120});
    screen_ease_button(view, row);
}
