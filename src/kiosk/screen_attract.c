#include "kiosk/screen_parts.h"

#include "ui/button.h"

static void attract_words(struct view *view, struct node *parent)
{
    const struct theme *theme = view->frame->theme;
    const struct model *model = kiosk_model(view->kiosk, -1);
    struct node *column = layout_box(view->frame, parent,
                                     (struct box){.weight = 1,
                                                  .gap = 28,
                                                  .justify = JUSTIFY_CENTRE,
                                                  .max_width = 940});

    layout_text(view->frame, column,
                (struct label){.text = screen_programme(view, true),
                               .size = 34,
                               .is_bold = true,
                               .colour = theme->colours->gold,
                               .max_lines = 2});
    struct node *title =
        layout_box(view->frame, column, (struct box){.gap = 0});
    const char *lines[] = {view->words->attract_title,
                           view->words->attract_line};
    for (int i = 0; i < 2; i++)
        layout_text(view->frame, title,
                    (struct label){.text = lines[i],
                                   .size = (int)theme->type->attract,
                                   .is_bold = true,
                                   .colour = theme->colours->on_fill,
                                   .max_lines = 3,
                                   .min_size = 64});
    screen_text(view, column, &model->welcome,
                (struct label){.size = 40,
                               .colour = theme->colours->soft,
                               .max_lines = 4});
}

static void attract_tiles(struct view *view, struct node *parent)
{
    const struct library *library = view->kiosk->library;
    bool is_portrait = view->frame->is_portrait;
    struct node *grid =
        layout_box(view->frame, parent,
                   (struct box){.columns = library->host_count > 1 ? 2 : 1,
                                .gap = 24,
                                .width = is_portrait ? 0 : 796});

    for (size_t i = 0; i < library->host_count && i < 4; i++) {
        const struct model *model = library->hosts[i]->model;
        screen_drawing(view, grid, (int)i, model->cover->image,
                       (struct box){.height = is_portrait ? 300 : 288});
    }
}

static void attract_languages(struct view *view, struct node *parent)
{
    const struct kiosk *kiosk = view->kiosk;
    bool is_portrait = view->frame->is_portrait;
    int count = kiosk->language_count;
    struct node *row =
        layout_box(view->frame, parent,
                   (struct box){.columns = is_portrait && count > 3 ? 2 : count,
                                .gap = 24});

    for (int i = 0; i < count; i++) {
        const struct kiosk_language *language = &kiosk->languages[i];
        struct node *start = layout_box(
            view->frame, row,
            (struct box){.id = arena_printf(view->frame->arena, "lang.%s",
                                            language->tag),
                         .axis = AXIS_STACK,
                         .align = ALIGN_CENTRE,
                         .height = 150,
                         .radius = 28,
                         .has_fill = true,
                         .fill = view->frame->theme->colours->card});
        layout_text(view->frame, start,
                    (struct label){.text = language->words->language_name,
                                   .language = language->words_tag,
                                   .size = 44,
                                   .is_bold = true,
                                   .colour = view->frame->theme->colours->ink,
                                   .align = ALIGN_CENTRE,
                                   .max_lines = 1,
                                   .min_size = 28});
    }
}

/* The pattern comes out of the night from the side of the words. */
static void attract_fade(struct view *view, struct node *stack)
{
    enum { STRIPS = 20, STRIP = 16 };
    struct node *row =
        layout_box(view->frame, stack, (struct box){.axis = AXIS_ROW});

    layout_box(view->frame, row, (struct box){.weight = 1});
    for (int i = 0; i < STRIPS; i++)
        layout_box(view->frame, row,
                   (struct box){.width = STRIP,
                                .has_fill = true,
                                .fill = view->frame->theme->colours->night,
                                .alpha = (uint8_t)(255 - i * 255 / STRIPS)});
    layout_box(view->frame, row, (struct box){.width = 920 - STRIPS * STRIP});
}

/* The pattern stays on the side of the drawings, never behind words. */
static void attract_ground(struct view *view, struct node *stack)
{
    const struct theme *theme = view->frame->theme;
    struct node *ground = layout_box(
        view->frame, stack,
        (struct box){
            .axis = AXIS_ROW, .has_fill = true, .fill = theme->colours->night});
    if (view->frame->is_portrait)
        return;
    layout_box(view->frame, ground, (struct box){.weight = 1});
    layout_box(view->frame, ground,
               (struct box){.width = 920,
                            .picture = view->kiosk->pattern,
                            .has_fill = true,
                            .fill = theme->colours->night});
    attract_fade(view, stack);
}

void screen_attract(struct view *view, struct node *root)
{
    bool is_portrait = view->frame->is_portrait;
    int side = is_portrait ? 56 : 96;
    struct node *stack = layout_box(
        view->frame, root, (struct box){.axis = AXIS_STACK, .weight = 1});

    attract_ground(view, stack);
    struct node *column =
        layout_box(view->frame, stack,
                   (struct box){.pad = {side, side, 84, 84}, .gap = 72});
    struct node *upper = layout_box(
        view->frame, column,
        (struct box){.axis = is_portrait ? AXIS_COLUMN : AXIS_ROW,
                     .align = is_portrait ? ALIGN_STRETCH : ALIGN_CENTRE,
                     .weight = 1,
                     .gap = 64});
    attract_words(view, upper);
    attract_tiles(view, upper);
    attract_languages(view, column);
}
