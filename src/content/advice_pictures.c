#include "base/array.h"
#include "base/str.h"
#include "content/advice.h"
#include "content/model_schema.h"
#include <string.h>

/* A picture seen whole is decoded at up to this many pixels a side
 * (ui/picture.h); a drawing is as wide as the screen. */
enum { WHOLE_PX = 2048, SCREEN_PX = 1920, PIXEL_BYTES = 4, MIB = 1 << 20 };

/* A sixteenth of the memory there is, see FORMAT.md. */
static const struct advice_board boards[] = {
    {"zero2", "Raspberry Pi Zero 2", 32},
    {"pi3", "Raspberry Pi 3", 64},
    {"pi4", "Raspberry Pi 4", 128},
};
const char *const advice_board_names[] = {"zero2", "pi3", "pi4", NULL};

const struct advice_board *advice_board_find(const char *name)
{
    for (size_t i = 0; i < sizeof boards / sizeof *boards; i++)
        if (str_equal(boards[i].name, name))
            return &boards[i];
    return NULL;
}

static int64_t decoded_bytes(const char *path, int width_px, int height_px)
{
    double width = width_px, height = height_px;
    double longer = width > height ? width : height;
    double scale = longer > WHOLE_PX ? WHOLE_PX / longer : 1;

    if (longer <= 0)
        return 0;
    if (str_ends(path, ".svg"))
        scale = SCREEN_PX / longer;
    return (int64_t)(width * scale) * (int64_t)(height * scale) * PIXEL_BYTES;
}

struct weighing {
    struct ARRAY(const char *) paths; /* a picture shown twice weighs once */
    int64_t bytes;
};

static void weigh(struct weighing *weighing, const char *path, int width_px,
                  int height_px)
{
    for (size_t i = 0; i < weighing->paths.count; i++)
        if (str_equal(weighing->paths.items[i], path))
            return;
    array_push(&weighing->paths, path);
    weighing->bytes += decoded_bytes(path, width_px, height_px);
}

static void weigh_picture(struct weighing *weighing,
                          const struct picture *picture)
{
    if (picture && picture->image)
        weigh(weighing, picture->image, picture->width_px, picture->height_px);
}

static void check_page(struct check *check, const struct page *page,
                       const struct advice_board *board)
{
    struct weighing weighing = {0};

    for (size_t i = 0; i < page->blocks.count; i++) {
        const struct block *block = model_object(&page->blocks, i);
        weigh_picture(&weighing, block->figure);
        for (size_t k = 0; k < block->gallery.count; k++)
            weigh_picture(&weighing, model_object(&block->gallery, k));
        if (block->map && block->map->image)
            weigh(&weighing, block->map->image, block->map->width_px,
                  block->map->height_px);
    }
    array_fini(&weighing.paths);
    if (weighing.bytes > (int64_t)board->pictures_mib * MIB)
        message_add(check->messages, FAULT_MEMORY, check_mark(page->node, "id"),
                    WITH(message_number("size", weighing.bytes / MIB + 1),
                         message_text("board", board->called),
                         message_number("most", board->pictures_mib)));
}

static void on_object(void *user, const struct schema *schema, void *object)
{
    struct check *check = user;

    if (schema == &picture_schema) {
        const struct picture *picture = object;
        if (picture->image && !str_ends(picture->image, ".svg") &&
            !yaml_node_key(picture->node, "credit"))
            message_add(check->messages, FAULT_NO_CREDIT,
                        check_mark(picture->node, "image"),
                        WITH(message_text("path", picture->image)));
    } else if (schema == &partner_schema) {
        const struct partner *partner = object;
        if (partner->logo && !yaml_node_key(partner->node, "alt"))
            message_add(check->messages, FAULT_LOGO_ALT,
                        check_mark(partner->node, "logo"),
                        WITH(message_text("path", partner->logo)));
    }
}

void advice_pictures(struct check *check, const struct advice *advice)
{
    const struct model *model = check->model;
    const struct schema_visitor visitor = {.user = check,
                                           .on_object = on_object};

    schema_walk(&model_schema, check->model, &visitor);
    for (size_t i = 0; advice->board && i < model->pages.count; i++)
        check_page(check, model_object(&model->pages, i), advice->board);
}
