#include "kiosk/screen_block.h"
#include "kiosk/screen_media.h"

#include "base/str.h"
#include "ui/button.h"
#include "ui/card.h"
#include "ui/chip.h"

static void facts(struct view *view, struct node *parent,
                  const struct schema_list *list)
{
    const struct theme_colours *colours = view->frame->theme->colours;
    struct theme_accent accent = screen_accent(view, view->session->here.host);
    int columns = list->count == 2 ? 2 : 3;
    struct node *grid = layout_box(
        view->frame, parent,
        (struct box){.columns = columns, .min_column = 270, .gap = 24});

    for (size_t i = 0; i < list->count; i++) {
        const struct fact *fact = model_object(list, i);
        /* The accent shows as a crescent above the white. */
        struct node *edge = card(
            view->frame, grid,
            (struct card){.fill = accent.fill, .box = {.pad = {.top = 12}}});
        struct node *ground = layout_box(
            view->frame, edge,
            (struct box){.radius = (int)view->frame->theme->space->radius,
                         .weight = 1,
                         .has_fill = true,
                         .fill = colours->card});
        struct node *words =
            layout_box(view->frame, ground,
                       (struct box){.pad = {34, 34, 24, 34}, .gap = 6});
        layout_text(view->frame, words,
                    (struct label){.text = fact->value,
                                   .size = 60,
                                   .is_bold = true,
                                   .colour = accent.dark,
                                   .max_lines = 1,
                                   .min_size = 36});
        screen_text(view, words, &fact->label,
                    (struct label){.size = 29, .colour = colours->quiet});
    }
}

static void quote(struct view *view, struct node *parent,
                  const struct quote *quoted)
{
    const struct theme_colours *colours = view->frame->theme->colours;
    struct theme_accent accent = screen_accent(view, view->session->here.host);
    const char *language;
    const char *words = screen_words(view, &quoted->text, &language);
    struct node *row = layout_box(view->frame, parent,
                                  (struct box){.axis = AXIS_ROW, .gap = 32});

    layout_box(
        view->frame, row,
        (struct box){
            .width = 8, .radius = 4, .has_fill = true, .fill = accent.fill});
    struct node *column =
        layout_box(view->frame, row, (struct box){.weight = 1, .gap = 12});
    layout_text(
        view->frame,
        screen_heard(view, column, view->session->here.host, &quoted->text, 0),
        (struct label){
            .text = screen_fill(view, view->words->quoted, "text", words),
            .language = language,
            .size = 40,
            .is_bold = true,
            .colour = colours->ink});
    screen_text(view, column, &quoted->by,
                (struct label){.size = 29, .colour = colours->quiet});
}

static void timeline(struct view *view, struct node *parent,
                     const struct schema_list *list)
{
    const struct theme_colours *colours = view->frame->theme->colours;
    struct theme_accent accent = screen_accent(view, view->session->here.host);
    struct node *column =
        layout_box(view->frame, parent, (struct box){.gap = 22});

    for (size_t i = 0; i < list->count; i++) {
        const struct timeline_item *item = model_object(list, i);
        struct node *row =
            layout_box(view->frame, column,
                       (struct box){.axis = AXIS_ROW,
                                    .wraps = true,
                                    .align = ALIGN_START,
                                    .gap = view->frame->is_compact ? 12 : 28});
        chip(view->frame, row,
             (struct chip){.text = item->when,
                           .ground = accent.light,
                           .ink = accent.dark,
                           .width = 270});
        screen_text(
            view, row, &item->what,
            (struct label){.size = 36, .colour = colours->ink, .weight = 1});
    }
}

void screen_learning(struct view *view, struct node *parent,
                     const struct learning *learning)
{
    const struct theme_colours *colours = view->frame->theme->colours;
    int host = view->session->here.host;
    struct theme_accent accent = screen_accent(view, host);
    struct node *column = card(
        view->frame, parent,
        (struct card){
            .fill = accent.light,
            .is_flat = true,
            .box = {.pad = {44, 44, 40, 40}, .gap = 22, .align = ALIGN_START}});

    layout_text(view->frame, column,
                (struct label){.text = view->words->learned,
                               .size = 29,
                               .is_bold = true,
                               .colour = accent.dark});
    screen_text(view, column, &learning->text,
                (struct label){.size = 40,
                               .is_bold = true,
                               .colour = colours->ink,
                               .min_size = 32});
    if (screen_can_say(view, host) &&
        (!screen_is_low(view) || screen_is_lowest(view)))
        button(view->frame, column,
               (struct button){.id = "say",
                               .text = view->words->what_would_you_say,
                               .icon = "arrow",
                               .icon_points = true,
                               .icon_last = true,
                               .fill = accent.fill,
                               .height = 92});
}

void screen_learning_short(struct view *view, struct node *parent)
{
    int host = view->session->here.host;

    if (!screen_can_say(view, host))
        return;
    button(view->frame, parent,
           (struct button){.id = "say",
                           .text = view->words->what_would_you_say,
                           .icon = "arrow",
                           .icon_points = true,
                           .icon_last = true,
                           .fill = screen_accent(view, host).fill,
                           .height = 92});
}

void screen_block(struct view *view, struct node *parent,
                  const struct block *block)
{
    switch ((enum block_kind)block->kind) {
    case BLOCK_TEXT:
        screen_markdown(view, parent, &block->text, 38);
        break;
    case BLOCK_FIGURE:
        screen_figure(view, parent, block);
        break;
    case BLOCK_GALLERY:
        screen_pictures(view, parent, block);
        break;
    case BLOCK_FACTS:
        facts(view, parent, &block->facts);
        break;
    case BLOCK_QUOTE:
        quote(view, parent, block->quote);
        break;
    case BLOCK_TIMELINE:
        timeline(view, parent, &block->timeline);
        break;
    case BLOCK_MAP:
        screen_map(view, parent, block);
        break;
    case BLOCK_AUDIO:
        screen_recording(view, parent, block->audio);
        break;
    case BLOCK_LEARNING:
        break; /* always in sight beside the page */
    }
}
