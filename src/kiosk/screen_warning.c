#include "kiosk/screen_parts.h"

#include "ui/button.h"

/* Over the screen that was left, hidden from the next who comes by. Any touch
 * is a sign of life; the button stands low, within reach of all. */
void screen_warning(struct view *view, struct node *stack)
{
    const struct theme *theme = view->frame->theme;
    double share = session_ring_share(view->session, view->kiosk, view->now_ms);
    struct node *sheet = layout_box(view->frame, stack,
                                    (struct box){.id = "still-here",
                                                 .has_fill = true,
                                                 .fill = theme->colours->night,
                                                 .pad = EDGES(96),
                                                 .gap = 48,
                                                 .align = ALIGN_CENTRE,
                                                 .justify = JUSTIFY_CENTRE});

    layout_box(view->frame, sheet, (struct box){.weight = 1});
    struct node *ring =
        layout_box(view->frame, sheet,
                   (struct box){.axis = AXIS_STACK, .align = ALIGN_CENTRE});
    layout_ring(view->frame, ring, 240, 22, theme->colours->gold, share);
    layout_icon(view->frame, ring, "hand", 110, theme->colours->gold, false);
    layout_text(view->frame, sheet,
                (struct label){.text = view->words->still_there,
                               .size = 86,
                               .is_bold = true,
                               .colour = theme->colours->on_fill,
                               .align = ALIGN_CENTRE,
                               .min_size = 56});
    if (answers_given(&view->session->answers))
        layout_text(view->frame, sheet,
                    (struct label){.text = view->words->unsent_gone,
                                   .size = 38,
                                   .colour = theme->colours->soft,
                                   .align = ALIGN_CENTRE});
    layout_box(view->frame, sheet, (struct box){.weight = 1});
    button(view->frame, sheet,
           (struct button){.id = "still-here.button",
                           .text = view->words->still_here,
                           .look = BUTTON_CARD,
                           .height = 120});
}
