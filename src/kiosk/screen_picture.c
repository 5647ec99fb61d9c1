#include "kiosk/screen_sheet.h"

#include "ui/button.h"

/* A picture seen whole: stretched and moved by fingers or by buttons. */
enum { CAPTION = 30, CONTROL = 84, LEAST = 160 };

const struct block *screen_shown_block(const struct view *view)
{
    const struct place *here = &view->session->here;
    const struct page *page = model_object(
        &kiosk_model(view->kiosk, here->host)->pages, (size_t)here->page);

    return model_object(&page->blocks, (size_t)view->session->sheet.block);
}

static int picture_count(const struct block *block)
{
    return block->kind == BLOCK_GALLERY ? (int)block->gallery.count : 1;
}

static const struct picture *picture_at(const struct block *block, int item)
{
    return block->kind == BLOCK_GALLERY
               ? model_object(&block->gallery, (size_t)item)
               : block->figure;
}

/* Where a control will stand again. */
static void no_control(struct view *view, struct node *row)
{
    int touch = view->frame->touch;

    layout_box(view->frame, row,
               (struct box){.width = touch > CONTROL ? touch : CONTROL});
}

static void turn_button(struct view *view, struct node *row, int to, int count,
                        bool is_back)
{
    if (to < 0 || to >= count) {
        no_control(view, row);
        return;
    }
    button(view->frame, row,
           (struct button){
               .id = arena_printf(view->frame->arena, "sheet.to.%d", to),
               .icon = is_back ? "back" : "arrow",
               .icon_points = true,
               .height = CONTROL,
               .look = BUTTON_CARD});
}

static const char *position(const struct view *view, int item, int count)
{
    const char *places[] = {
        "n", arena_printf(view->frame->arena, "%d", item + 1), "count",
        arena_printf(view->frame->arena, "%d", count), NULL};
    return strings_fill(view->frame->arena, view->words->picture_of, places);
}

static void caption(struct view *view, struct node *column,
                    const struct picture *picture, int item, int count)
{
    const struct theme_colours *colours = view->frame->theme->colours;
    struct label label = {
        .size = CAPTION, .colour = colours->on_fill, .align = ALIGN_CENTRE};

    if (picture->caption.count)
        screen_text(view, column, &picture->caption, label);
    else
        screen_text(view, column, &picture->alt, label);
    if (count < 2)
        return;
    label.text = position(view, item, count);
    label.colour = colours->on_night;
    layout_text(view->frame, column, label);
}

static void controls(struct view *view, struct node *column, int item,
                     int count)
{
    const struct sheet_place *sheet = &view->session->sheet;
    int gap = view->frame->is_compact ? 12 : 28;
    struct node *row = layout_box(view->frame, column,
                                  (struct box){.axis = AXIS_ROW,
                                               .align = ALIGN_CENTRE,
                                               .justify = JUSTIFY_CENTRE,
                                               .gap = gap});
    struct button control = {.height = CONTROL, .look = BUTTON_CARD};

    if (count > 1)
        turn_button(view, row, item - 1, count, true);
    control.id = "sheet.smaller";
    control.icon = "minus";
    if (sheet->zoom > 1)
        button(view->frame, row, control);
    else
        no_control(view, row);
    control.id = "sheet.bigger";
    control.icon = "plus";
    button(view->frame, row, control);
    control.id = "sheet.close";
    control.icon = "close";
    button(view->frame, row, control);
    if (count > 1)
        turn_button(view, row, item + 1, count, false);
}

void screen_picture(struct view *view, struct node *stack)
{
    const struct theme_colours *colours = view->frame->theme->colours;
    const struct sheet_place *sheet = &view->session->sheet;
    const struct block *block = screen_shown_block(view);
    int count = picture_count(block);
    const struct picture *picture = picture_at(block, sheet->item);
    const struct bundle *bundle =
        kiosk_bundle(view->kiosk, view->session->here.host);
    int side = view->frame->is_compact ? 24 : 48;
    struct node *column = layout_box(view->frame, stack,
                                     (struct box){.id = "sheet.ground",
                                                  .is_plain = true,
                                                  .has_fill = true,
                                                  .fill = colours->night,
                                                  .gap = 20,
                                                  .pad = {.bottom = 28}});

    layout_box(view->frame, column,
               (struct box){.id = "sheet.picture",
                            .is_zoom = true,
                            .is_plain = true,
                            .weight = 1,
                            .min_height = LEAST,
                            .has_fill = true,
                            .fill = colours->night,
                            .zoom = sheet->zoom,
                            .pan_x = sheet->pan_x,
                            .pan_y = sheet->pan_y,
                            .picture = bundle_path(bundle, picture->image,
                                                   view->frame->arena)});
    struct node *window =
        layout_box(view->frame, column,
                   (struct box){.id = "sheet",
                                .is_scroll = true,
                                .min_height = CAPTION * 2,
                                .fill = colours->night,
                                .scroll_px = sheet->scroll_px});
    caption(view,
            layout_box(view->frame, window,
                       (struct box){.gap = 20, .pad = {side, side, 0, 0}}),
            picture, sheet->item, count);
    controls(view,
             layout_box(view->frame, column,
                        (struct box){.pad = {side, side, 0, 0}}),
             sheet->item, count);
}
