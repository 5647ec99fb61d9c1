#include "kiosk/screen_parts.h"

/* Said in every language there is: nobody has chosen one. First to whoever came
 * to visit, then to whoever can help. */
static void say(struct view *view, struct node *column, const char *text,
                const char *language, struct label label)
{
    label.text = text;
    label.language = language;
    label.align = ALIGN_CENTRE;
    layout_text(view->frame, column, label);
}

static void say_all(struct view *view, struct node *parent,
                    const struct kiosk_language *language)
{
    const struct theme *theme = view->frame->theme;
    const struct strings *words = language->words;
    struct node *column =
        layout_box(view->frame, parent, (struct box){.gap = 8});

    say(view, column, words->not_ready_title, language->words_tag,
        (struct label){.size = (int)theme->type->second,
                       .is_bold = true,
                       .colour = theme->colours->ink});
    say(view, column, words->not_ready_text, language->words_tag,
        (struct label){.size = (int)theme->type->lead,
                       .colour = theme->colours->ink});
    say(view, column,
        view->kiosk->is_unset ? words->not_ready_unset : words->not_ready_empty,
        language->words_tag,
        (struct label){.size = 30, .colour = theme->colours->quiet});
}

void screen_not_ready(struct view *view, struct node *root)
{
    enum { ONE_BELOW_ANOTHER = 3, WIDTH = 1500, LEAST = 640 };
    const struct theme *theme = view->frame->theme;
    int side = (int)theme->space->margin, count = view->kiosk->language_count;
    int gap = screen_is_low(view) ? 28 : 48;
    struct node *column =
        screen_window(view, root, theme->colours->paper,
                      (struct box){.weight = 1,
                                   .gap = gap,
                                   .pad = EDGES(side),
                                   .align = ALIGN_CENTRE,
                                   .justify = JUSTIFY_CENTRE});
    struct node *ground = layout_box(
        view->frame, column,
        (struct box){.align = ALIGN_CENTRE, .justify = JUSTIFY_CENTRE});

    layout_icon(view->frame, ground,
                view->kiosk->is_unset ? "hourglass" : "stick", 96,
                theme->colours->quiet, false);
    struct node *grid =
        layout_box(view->frame, column,
                   (struct box){.columns = count > ONE_BELOW_ANOTHER ? 2 : 1,
                                .min_column = LEAST,
                                .width = WIDTH,
                                .gap = gap});
    for (int i = 0; i < count; i++)
        say_all(view, grid, &view->kiosk->languages[i]);
}
