#include "kiosk/screen_choice.h"

#include "ui/card.h"

void screen_words_field(struct view *view, struct node *parent,
                        const char *hint)
{
    const struct theme_colours *colours = view->frame->theme->colours;
    const char *written = answers_text(&view->session->answers,
                                       (size_t)view->session->here.question);
    bool is_empty = !written[0];
    struct node *field =
        card(view->frame, parent,
             (struct card){.box = {.id = "words",
                                   .axis = AXIS_ROW,
                                   .align = ALIGN_CENTRE,
                                   .gap = 24,
                                   .min_height = 132,
                                   .border = 4,
                                   .border_colour = colours->line,
                                   .pad = {36, 36, 24, 24}}});

    layout_icon(view->frame, field, "keyboard", 56, colours->quiet, false);
    layout_text(
        view->frame, field,
        (struct label){.text = is_empty ? hint : written,
                       .size = 38,
                       .weight = 1,
                       .colour = is_empty ? colours->quiet : colours->ink});
}
