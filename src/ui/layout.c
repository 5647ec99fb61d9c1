#include "ui/layout_node.h"
#include <math.h>

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

struct node *layout_box(struct frame *frame, struct node *parent,
                        struct box box)
{
    struct node *node = add(frame, parent, NODE_BOX);
    int *const sizes[] = {
        &box.gap,        &box.pad.start, &box.pad.end, &box.pad.top,
        &box.pad.bottom, &box.width,     &box.height,  &box.min_width,
        &box.min_height, &box.max_width, &box.radius,  &box.border,
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

struct node *layout_text(struct frame *frame, struct node *parent,
                         struct label label)
{
    struct node *node = add(frame, parent, NODE_TEXT);
    if (label.text == NULL)
        label.text = "";
    if (label.language == NULL)
        label.language = frame->language;
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
