#include "kiosk/screen_media.h"

#include "base/str.h"
#include "ui/card.h"

static const struct page *page_now(const struct view *view)
{
    const struct place *here = &view->session->here;
    return model_object(&kiosk_model(view->kiosk, here->host)->pages,
                        (size_t)here->page);
}

/* In landscape it stands beside the page already. */
static bool stands_beside(const struct view *view,
                          const struct picture *picture)
{
    const struct picture *beside = screen_beside(view);
    return screen_has_side(view) && beside &&
           str_equal(beside->image, picture->image) &&
           !picture->caption.count && !picture->credit;
}

/* What of the page a block is: its place among the blocks. */
static int index_of(const struct view *view, const struct block *block)
{
    const struct page *page = page_now(view);

    for (size_t i = 0; i < page->blocks.count; i++)
        if (model_object(&page->blocks, i) == block)
            return (int)i;
    return 0;
}

static const char *picture_id(const struct view *view,
                              const struct block *block, int item)
{
    return arena_printf(view->frame->arena, "picture.%d.%d",
                        index_of(view, block), item);
}

/* As high as the picture is at that width, within what a screen shows. */
static int drawn_height(const struct view *view, const struct picture *picture)
{
    int least = 240, most = screen_is_low(view) ? 420 : 560;
    int width = screen_has_side(view) ? 968 : view->frame->width;
    int height = picture->width_px > 0
                     ? width * picture->height_px / picture->width_px
                     : most;

    return height < least ? least : height > most ? most : height;
}

/* A touch shows it whole. */
static void touched_drawing(struct view *view, struct node *parent,
                            const char *image, const char *id, struct box box)
{
    struct node *stack;

    box.id = id;
    box.axis = AXIS_STACK;
    stack = screen_drawing(view, parent, view->session->here.host, image, box);
    struct node *corner = layout_box(view->frame, stack,
                                     (struct box){.axis = AXIS_ROW,
                                                  .justify = JUSTIFY_END,
                                                  .align = ALIGN_END,
                                                  .pad = EDGES(16)});
    struct node *disc =
        layout_box(view->frame, corner,
                   (struct box){.axis = AXIS_STACK,
                                .align = ALIGN_CENTRE,
                                .width = 64,
                                .height = 64,
                                .radius = 32,
                                .has_fill = true,
                                .fill = view->frame->theme->colours->card});
    layout_icon(view->frame, disc, "expand", 36,
                view->frame->theme->colours->ink, false);
}

void screen_figure(struct view *view, struct node *parent,
                   const struct block *block)
{
    const struct picture *picture = block->figure;
    const struct theme_colours *colours = view->frame->theme->colours;

    if (stands_beside(view, picture))
        return;
    struct node *column =
        layout_box(view->frame, parent, (struct box){.gap = 14});

    touched_drawing(view, column, picture->image, picture_id(view, block, 0),
                    (struct box){.height = drawn_height(view, picture)});
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

/* All at a glance; a touch shows one whole, with the way to the others. */
void screen_pictures(struct view *view, struct node *parent,
                     const struct block *block)
{
    const struct schema_list *pictures = &block->gallery;
    int columns = pictures->count < 3 ? (int)pictures->count : 3;
    struct node *grid = layout_box(
        view->frame, parent,
        (struct box){.columns = columns, .min_column = 280, .gap = 20});

    for (size_t i = 0; i < pictures->count; i++) {
        const struct picture *picture = model_object(pictures, i);
        touched_drawing(view, grid, picture->image,
                        picture_id(view, block, (int)i),
                        (struct box){.height = 250});
    }
}

/* A round mark on the plan, at its place in what is seen of it. */
static void map_mark(struct view *view, struct node *plan, const char *id,
                     int number, const struct map_point *point)
{
    enum { MARK = 76, PARTS = 1000 };
    const struct theme_colours *colours = view->frame->theme->colours;
    int x = (int)(point->at[0] * PARTS), y = (int)(point->at[1] * PARTS);
    bool is_rtl = view->frame->is_rtl; /* a plan is never mirrored */
    struct node *column =
        layout_box(view->frame, plan, (struct box){.weight = 1});

    layout_box(view->frame, column, (struct box){.weight = y + 1});
    struct node *row =
        layout_box(view->frame, column, (struct box){.axis = AXIS_ROW});
    layout_box(view->frame, column, (struct box){.weight = PARTS - y + 1});
    layout_box(view->frame, row,
               (struct box){.weight = (is_rtl ? PARTS - x : x) + 1});
    struct node *mark = layout_box(view->frame, row,
                                   (struct box){.id = id,
                                                .axis = AXIS_STACK,
                                                .align = ALIGN_CENTRE,
                                                .width = MARK,
                                                .height = MARK,
                                                .radius = MARK / 2,
                                                .border = 4,
                                                .border_colour = colours->ink,
                                                .has_fill = true,
                                                .fill = colours->card});
    layout_box(view->frame, row,
               (struct box){.weight = (is_rtl ? x : PARTS - x) + 1});
    layout_text(
        view->frame, mark,
        (struct label){.text = arena_printf(view->frame->arena, "%d", number),
                       .size = 32,
                       .is_bold = true,
                       .align = ALIGN_CENTRE,
                       .colour = colours->ink});
}

static void map_row(struct view *view, struct node *column, const char *id,
                    int number, const struct map_point *point)
{
    const struct theme_colours *colours = view->frame->theme->colours;
    struct node *row = card(view->frame, column,
                            (struct card){.is_flat = true,
                                          .box = {.id = id,
                                                  .axis = AXIS_ROW,
                                                  .align = ALIGN_CENTRE,
                                                  .gap = 20,
                                                  .min_height = 72,
                                                  .pad = {20, 20, 8, 8}}});

    layout_text(
        view->frame, row,
        (struct label){.text = arena_printf(view->frame->arena, "%d", number),
                       .size = 32,
                       .is_bold = true,
                       .colour = colours->quiet});
    screen_text(
        view, row, &point->label,
        (struct label){
            .size = 34, .is_bold = true, .weight = 1, .colour = colours->ink});
}

/* The plan with its points, and the same points as rows: what lies close on
 * the plan can be touched there. */
void screen_map(struct view *view, struct node *parent,
                const struct block *block)
{
    const struct map *shown = block->map;
    const struct theme_colours *colours = view->frame->theme->colours;
    struct picture plan = {.width_px = shown->width_px,
                           .height_px = shown->height_px};
    struct node *stack = screen_drawing(
        view, parent, view->session->here.host, shown->image,
        (struct box){.axis = AXIS_STACK, .height = drawn_height(view, &plan)});

    layout_text(view->frame, parent,
                (struct label){.text = view->words->map_hint,
                               .size = 28,
                               .colour = colours->quiet});
    struct node *rows =
        layout_box(view->frame, parent, (struct box){.gap = 12});
    for (size_t i = 0; i < shown->points.count; i++) {
        const struct map_point *point = model_object(&shown->points, i);
        const char *id = arena_printf(view->frame->arena, "point.%d.%d",
                                      index_of(view, block), (int)i);
        map_mark(view, stack, id, (int)i + 1, point);
        map_row(view, rows, id, (int)i + 1, point);
    }
}

/* The button, and what is said in words: nobody has to hear it. */
void screen_recording(struct view *view, struct node *parent,
                      const struct audio *audio)
{
    const struct theme_colours *colours = view->frame->theme->colours;
    struct node *row = layout_box(
        view->frame, parent,
        (struct box){.axis = AXIS_ROW, .align = ALIGN_CENTRE, .gap = 24});

    screen_listen(view, row, audio->file);
    layout_text(view->frame, row,
                (struct label){.text = view->words->listen,
                               .size = 36,
                               .is_bold = true,
                               .weight = 1,
                               .colour = colours->ink});
    if (!audio->transcript.count)
        return;
    layout_text(view->frame, parent,
                (struct label){.text = view->words->transcript,
                               .size = 28,
                               .is_bold = true,
                               .colour = colours->quiet});
    screen_markdown(view, parent, &audio->transcript, 38);
}

void screen_figure_beside(struct view *view, struct node *parent)
{
    const struct picture *picture = screen_beside(view);
    struct box box = {.weight = 1, .hides_below = 200};
    const struct page *page = page_now(view);

    for (size_t i = 0; i < page->blocks.count; i++) {
        const struct block *block = model_object(&page->blocks, i);
        if (block->kind == BLOCK_FIGURE && block->figure == picture) {
            touched_drawing(view, parent, picture->image,
                            picture_id(view, block, 0), box);
            return;
        }
    }
    screen_drawing(view, parent, view->session->here.host, picture->image, box);
}

const struct picture *screen_beside(const struct view *view)
{
    const struct page *page = page_now(view);

    for (size_t i = 0; i < page->blocks.count; i++) {
        const struct block *block = model_object(&page->blocks, i);
        if (block->kind == BLOCK_FIGURE)
            return block->figure;
    }
    return kiosk_model(view->kiosk, view->session->here.host)->cover;
}
