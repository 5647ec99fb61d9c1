#include "kiosk/screen_sheet.h"

#include "ui/button.h"
#include "ui/sheet.h"

struct node *screen_sheet(struct view *view, struct node *stack,
                          const char *title)
{
    return sheet(view->frame, stack,
                 (struct sheet){.id = "sheet",
                                .title = title,
                                .scroll_px = view->session->sheet.scroll_px,
                                .is_low = screen_is_low(view),
                                .is_lowest = screen_is_lowest(view)});
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
    const struct sheet_place *place = &view->session->sheet;
    const struct map *map = screen_shown_block(view)->map;
    const struct map_point *point =
        model_object(&map->points, (size_t)place->item);
    const struct theme_colours *colours = view->frame->theme->colours;
    struct node *column =
        screen_sheet(view, stack, screen_words(view, &point->label, NULL));

    screen_text(view, column, &point->text,
                (struct label){.size = 38, .colour = colours->ink});
}
