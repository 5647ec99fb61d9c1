#include "kiosk/screen_block.h"

#include "base/str.h"
#include "ui/button.h"

/* In landscape it stands beside the page already. */
static bool stands_beside(const struct view *view,
                          const struct picture *picture)
{
    const struct picture *beside = screen_beside(view);
    return !view->frame->is_portrait && beside &&
           str_equal(beside->image, picture->image) &&
           !picture->caption.count && !picture->credit;
}

static void figure(struct view *view, struct node *parent,
                   const struct picture *picture)
{
    const struct theme_colours *colours = view->frame->theme->colours;
    int host = view->session->here.host;

    if (stands_beside(view, picture))
        return;
    struct node *column =
        layout_box(view->frame, parent, (struct box){.gap = 14});

    screen_drawing(view, column, host, picture->image,
                   (struct box){.height = 560, .max_width = 968});
    screen_text(view, column, &picture->caption,
                (struct label){.size = 28, .colour = colours->quiet});
    if (picture->credit)
        layout_text(
            view->frame, column,
            (struct label){.text = screen_fill(view, view->words->credit,
                                               "credit", picture->credit),
                           .size = 24,
                           .colour = colours->quiet});
}

static void gallery(struct view *view, struct node *parent,
                    const struct schema_list *pictures)
{
    for (size_t i = 0; i < pictures->count; i++)
        figure(view, parent, model_object(pictures, i));
}

static void facts(struct view *view, struct node *parent,
                  const struct schema_list *list)
{
    const struct theme_colours *colours = view->frame->theme->colours;
    struct theme_accent accent = screen_accent(view, view->session->here.host);
    int columns = list->count == 2 ? 2 : 3;
    struct node *grid = layout_box(view->frame, parent,
                                   (struct box){.columns = columns, .gap = 24});

    for (size_t i = 0; i < list->count; i++) {
        const struct fact *fact = model_object(list, i);
        /* The accent shows as a crescent above the white. */
        struct node *edge = layout_box(view->frame, grid,
                                       (struct box){.radius = 28,
                                                    .pad = {.top = 12},
                                                    .has_fill = true,
                                                    .fill = accent.fill,
                                                    .has_shadow = true});
        struct node *card = layout_box(view->frame, edge,
                                       (struct box){.radius = 28,
                                                    .weight = 1,
                                                    .has_fill = true,
                                                    .fill = colours->card});
        struct node *words = layout_box(
            view->frame, card, (struct box){.pad = {34, 34, 24, 34}, .gap = 6});
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
    layout_text(view->frame, column,
                (struct label){.text = screen_fill(view, view->words->quoted,
                                                   "text", words),
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
        struct node *row = layout_box(
            view->frame, column,
            (struct box){.axis = AXIS_ROW, .align = ALIGN_START, .gap = 28});
        struct node *when = layout_box(view->frame, row,
                                       (struct box){.width = 270,
                                                    .pad = {24, 24, 8, 8},
                                                    .radius = 28,
                                                    .has_fill = true,
                                                    .fill = accent.light});
        layout_text(view->frame, when,
                    (struct label){.text = item->when,
                                   .size = 32,
                                   .is_bold = true,
                                   .colour = accent.dark,
                                   .align = ALIGN_CENTRE,
                                   .min_size = 24,
                                   .max_lines = 2});
        screen_text(
            view, row, &item->what,
            (struct label){.size = 36, .colour = colours->ink, .weight = 1});
    }
}

/* The points stand under the picture in words: a list can be read at any size.
 */
static void map(struct view *view, struct node *parent, const struct map *shown)
{
    const struct theme_colours *colours = view->frame->theme->colours;
    struct picture plan = {.image = shown->image};

    figure(view, parent, &plan);
    for (size_t i = 0; i < shown->points.count; i++) {
        const struct map_point *point = model_object(&shown->points, i);
        screen_text(view, parent, &point->label,
                    (struct label){
                        .size = 36, .is_bold = true, .colour = colours->ink});
        screen_text(view, parent, &point->text,
                    (struct label){.size = 36, .colour = colours->ink});
    }
}

const struct picture *screen_beside(const struct view *view)
{
    const struct model *model =
        kiosk_model(view->kiosk, view->session->here.host);
    const struct page *page =
        model_object(&model->pages, (size_t)view->session->here.page);

    for (size_t i = 0; i < page->blocks.count; i++) {
        const struct block *block = model_object(&page->blocks, i);
        if (block->kind == BLOCK_FIGURE)
            return block->figure;
    }
    return model->cover;
}

void screen_learning(struct view *view, struct node *parent,
                     const struct learning *learning)
{
    const struct theme_colours *colours = view->frame->theme->colours;
    int host = view->session->here.host;
    struct theme_accent accent = screen_accent(view, host);
    struct node *card = layout_box(view->frame, parent,
                                   (struct box){.pad = {44, 44, 40, 40},
                                                .gap = 22,
                                                .radius = 28,
                                                .align = ALIGN_START,
                                                .has_fill = true,
                                                .fill = accent.light});

    layout_text(view->frame, card,
                (struct label){.text = view->words->learned,
                               .size = 29,
                               .is_bold = true,
                               .colour = accent.dark});
    screen_text(view, card, &learning->text,
                (struct label){.size = 40,
                               .is_bold = true,
                               .colour = colours->ink,
                               .min_size = 32});
    if (form_shown_count(kiosk_model(view->kiosk, host)))
        button(view->frame, card,
               (struct button){.id = "say",
                               .text = view->words->what_would_you_say,
                               .icon = "arrow",
                               .icon_points = true,
                               .icon_last = true,
                               .fill = accent.fill,
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
        figure(view, parent, block->figure);
        break;
    case BLOCK_GALLERY:
        gallery(view, parent, &block->gallery);
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
        map(view, parent, block->map);
        break;
    case BLOCK_AUDIO:
        screen_markdown(view, parent, &block->audio->transcript, 38);
        break;
    case BLOCK_LEARNING:
        break; /* always in sight beside the page */
    }
}
