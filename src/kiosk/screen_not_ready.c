#include "kiosk/screen_parts.h"

/* Said in every language there is: nobody has chosen one. */
void screen_not_ready(struct view *view, struct node *root)
{
    const struct theme *theme = view->frame->theme;
    int side = (int)theme->space->margin;
    struct node *column =
        screen_window(view, root, theme->colours->paper,
                      (struct box){.weight = 1,
                                   .gap = screen_is_low(view) ? 28 : 56,
                                   .pad = EDGES(side),
                                   .align = ALIGN_CENTRE,
                                   .justify = JUSTIFY_CENTRE});

    layout_icon(view->frame, column, "hourglass", 96, theme->colours->quiet,
                false);
    for (int i = 0; i < view->kiosk->language_count; i++) {
        const struct kiosk_language *language = &view->kiosk->languages[i];
        struct node *words = layout_box(
            view->frame, column, (struct box){.gap = 8, .align = ALIGN_CENTRE});
        layout_text(view->frame, words,
                    (struct label){.text = language->words->not_ready_title,
                                   .language = language->words_tag,
                                   .size = (int)theme->type->second,
                                   .is_bold = true,
                                   .colour = theme->colours->ink,
                                   .align = ALIGN_CENTRE});
        layout_text(view->frame, words,
                    (struct label){.text = language->words->not_ready_text,
                                   .language = language->words_tag,
                                   .size = (int)theme->type->lead,
                                   .colour = theme->colours->quiet,
                                   .align = ALIGN_CENTRE});
    }
}
