#include "kiosk/screen_sheet.h"

#include "ui/button.h"

/* A picture seen whole: stretched and moved by fingers or by buttons. */
enum { CAPTION = 30, CONTROL = 84 };

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

static void turn_button(struct view *view, struct node *row, int to, int count,
                        bool is_back)
{
    if (to < 0 || to >= count) {
        layout_box(view->frame, row, (struct box){.width = CONTROL});
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
    struct label label = {.size = CAPTION,
                          .colour = colours->on_fill,
                          .align = ALIGN_CENTRE,
                          .max_lines = 3};

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
    struct node *row = layout_box(view->frame, column,
                                  (struct box){.axis = AXIS_ROW,
                                               .align = ALIGN_CENTRE,
                                               .justify = JUSTIFY_CENTRE,
                                               .gap = 28});
    struct button control = {.height = CONTROL, .look = BUTTON_CARD};

    if (count > 1)
        turn_button(view, row, item - 1, count, true);
    control.id = "sheet.smaller";
    control.icon = "minus";
    if (sheet->zoom > 1)
        button(view->frame, row, control);
    else
        layout_box(view->frame, row, (struct box){.width = CONTROL});
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
    struct node *column = layout_box(view->frame, stack,
                                     (struct box){.has_fill = true,
                                                  .fill = colours->night,
                                                  .gap = 20,
                                                  .pad = {.bottom = 28}});

    layout_box(view->frame, column,
               (struct box){.id = "sheet.picture",
                            .is_zoom = true,
                            .is_plain = true,
                            .weight = 1,
                            .has_fill = true,
                            .fill = colours->night,
                            .zoom = sheet->zoom,
                            .pan_x = sheet->pan_x,
                            .pan_y = sheet->pan_y,
                            .picture = bundle_path(bundle, picture->image,
                                                   view->frame->arena)});
    struct node *foot = layout_box(
        view->frame, column, (struct box){.gap = 20, .pad = {48, 48, 0, 0}});
    caption(view, foot, picture, sheet->item, count);
    controls(view, foot, sheet->item, count);
}
