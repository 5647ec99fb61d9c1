#include "ui/layout_node.h"
#include <math.h>

enum { COMPACT_FROM = 40, LARGE_SIZE = 44 }; /* design pixels */

int layout_px(const struct frame *frame, int design_px)
{
    int px = (int)lround(design_px * frame->scale);
    return design_px > 0 && px < 1 ? 1 : px;
}

static struct node *add(struct frame *frame, struct node *parent,
                        enum node_kind kind)
{
    struct node *node = arena_get(frame->arena, sizeof *node);
    node->kind = kind;
    node->parent = parent;
    node->natural = -1;
    if (parent == NULL)
        return node;
    if (parent->last != NULL)
        parent->last->next = node;
    else
        parent->first = node;
    parent->last = node;
    parent->count++;
    return node;
}

/* Large enough for a finger; what was round stays round. */
static void grow_for_touch(const struct frame *frame, struct box *box)
{
    int least = frame->touch;
    bool is_round = box->height > 0 && box->radius * 2 >= box->height;

    if (box->id == NULL || box->is_scroll)
        return;
    if (box->width > 0 && box->width < least)
        box->width = least;
    if (box->height > 0 && box->height < least)
        box->height = least;
    if (box->min_width < least)
        box->min_width = least;
    if (box->min_height < least)
        box->min_height = least;
    if (is_round)
        box->radius = box->height / 2;
}

static int scaled_column(const struct frame *frame, int min_column)
{
    int percent = frame->text_percent > 0 ? frame->text_percent : 100;
    return (int)((int64_t)min_column * percent / 100);
}

struct node *layout_box(struct frame *frame, struct node *parent,
                        struct box box)
{
    struct node *node = add(frame, parent, NODE_BOX);
    grow_for_touch(frame, &box);
    box.min_column = scaled_column(frame, box.min_column);
    int *const sizes[] = {
        &box.gap,        &box.pad.start,   &box.pad.end, &box.pad.top,
        &box.pad.bottom, &box.width,       &box.height,  &box.min_width,
        &box.min_height, &box.max_width,   &box.radius,  &box.border,
        &box.min_column, &box.hides_below,
    };
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
        *sizes[i] = layout_px(frame, *sizes[i]);
    if (box.alpha == 0)
        box.alpha = 255;
    if (box.corners == 0)
        box.corners = CORNER_ALL;
    node->weight = box.weight;
    node->box = box;
    return node;
}

/* Running text follows the visitor's wish in full, what is large already by
 * half; where there is little room headings come down to it. */
static int text_size(const struct frame *frame, int size)
{
    int more = frame->text_percent > 100 ? frame->text_percent - 100 : 0;
    if (frame->is_compact && size > COMPACT_FROM)
        size = COMPACT_FROM + (size - COMPACT_FROM) * 2 / 5;
    int base = size < LARGE_SIZE ? size : LARGE_SIZE + (size - LARGE_SIZE) / 2;
    return size + base * more / 100;
}

struct node *layout_text(struct frame *frame, struct node *parent,
                         struct label label)
{
    struct node *node = add(frame, parent, NODE_TEXT);
    if (label.text == NULL)
        label.text = "";
    if (label.language == NULL)
        label.language = frame->language;
    if (frame->text_percent > 100 && label.max_lines > 0)
        label.max_lines = 0; /* larger, never less of it */
    struct frame plain = *frame;
    plain.text_percent = 100;
    node->word_size = text_size(&plain, label.size);
    label.size = text_size(frame, label.size);
    if (label.size < frame->text)
        label.size = node->word_size = frame->text;
    if (node->word_size < frame->text)
        node->word_size = frame->text;
    if (label.min_size > 0 && label.min_size < frame->text)
        label.min_size = frame->text;
    node->weight = label.weight;
    node->label = label;
    return node;
}

struct node *layout_icon(struct frame *frame, struct node *parent,
                         const char *name, int size, uint32_t colour,
                         bool points)
{
    struct node *node = add(frame, parent, NODE_ICON);
    node->icon = name;
    node->size = layout_px(frame, size);
    node->colour = colour;
    node->points = points;
    return node;
}

struct node *layout_ring(struct frame *frame, struct node *parent, int size,
                         int width, uint32_t colour, double share)
{
    struct node *node = add(frame, parent, NODE_RING);
    node->size = layout_px(frame, size);
    node->line = layout_px(frame, width);
    node->colour = colour;
    node->share = share;
    return node;
}

void layout_run(struct frame *frame, struct node *root, struct draw_list *list)
{
    layout_measure(frame, root, list->screen.w);
    layout_place(frame, root, list->screen);
    layout_emit(frame, root, list);
}
