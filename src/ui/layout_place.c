#include "ui/layout_node.h"

/* A child's rect from where it starts in its parent; here it is mirrored. */
static void put(struct frame *frame, const struct node *parent,
                struct node *child, int start, int top, int w, int h)
{
    struct rect rect = {parent->rect.x + start, parent->rect.y + top, w, h};
    if (frame->is_rtl)
        rect.x = parent->rect.x + parent->rect.w - start - w;
    layout_place(frame, child, rect);
}

static int aligned(enum align align, int room, int size)
{
    if (align == ALIGN_CENTRE)
        return (room - size) / 2;
    return align == ALIGN_END ? room - size : 0;
}

static bool stretches_down(const struct node *child)
{
    return child->kind == NODE_TEXT ||
           (child->kind == NODE_BOX && child->box.height == 0);
}

/* How far the i-th child is moved by what is left over. */
static int justified(const struct node *node, int spare, size_t i)
{
    if (spare <= 0)
        return 0;
    switch (node->box.justify) {
    case JUSTIFY_CENTRE:
        return spare / 2;
    case JUSTIFY_END:
        return spare;
    case JUSTIFY_BETWEEN:
        return node->count > 1 ? (int)((int64_t)spare * (int64_t)i /
                                       (int64_t)(node->count - 1))
                               : 0;
    case JUSTIFY_START:
        break;
    }
    return 0;
}

static void place_row(struct frame *frame, struct node *node, int inner_w,
                      int inner_h)
{
    const struct box *box = &node->box;
    int used = node->count > 1 ? box->gap * (int)(node->count - 1) : 0;
    for (struct node *child = node->first; child; child = child->next)
        used += child->w;
    int start = box->pad.start;
    size_t i = 0;
    for (struct node *child = node->first; child; child = child->next, i++) {
        bool fills = box->align == ALIGN_STRETCH && stretches_down(child);
        int h = fills ? inner_h : child->h;
        if (child->kind == NODE_BOX && child->box.is_scroll && h > inner_h)
            h = inner_h;
        put(frame, node, child, start + justified(node, inner_w - used, i),
            box->pad.top + aligned(box->align, inner_h, h), child->w, h);
        start += child->w + box->gap;
    }
}

static void place_column(struct frame *frame, struct node *node, int inner_w,
                         int inner_h)
{
    const struct box *box = &node->box;
    struct share *shares =
        arena_array(frame->arena, node->count + 1, sizeof *shares);
    int used = node->count > 1 ? box->gap * (int)(node->count - 1) : 0;
    size_t i = 0;
    for (struct node *child = node->first; child; child = child->next, i++)
        shares[i] = (struct share){
            .weight = child->weight, .size = child->h, .min = child->min_h};
    layout_share(shares, node->count, inner_h - used);
    for (i = 0; i < node->count; i++)
        used += shares[i].size;
    int top = box->pad.top;
    i = 0;
    for (struct node *child = node->first; child; child = child->next, i++) {
        put(frame, node, child,
            box->pad.start + aligned(box->align, inner_w, child->w),
            top + justified(node, inner_h - used, i), child->w, shares[i].size);
        top += shares[i].size + box->gap;
    }
}

static void place_stack(struct frame *frame, struct node *node, int inner_w,
                        int inner_h)
{
    const struct box *box = &node->box;
    for (struct node *child = node->first; child; child = child->next) {
        bool fills = box->align == ALIGN_STRETCH && stretches_down(child);
        int h = fills ? inner_h : child->h;
        h = h > inner_h && child->min_h <= inner_h ? inner_h : h;
        put(frame, node, child,
            box->pad.start + aligned(box->align, inner_w, child->w),
            box->pad.top + aligned(box->align, inner_h, h), child->w, h);
    }
}

/* Rows are as high as their highest child; rows in which a child has a
 * weight share what is left. */
static void place_grid(struct frame *frame, struct node *node, int inner_w,
                       int inner_h)
{
    const struct box *box = &node->box;
    int columns = box->columns;
    size_t rows = (node->count + (size_t)columns - 1) / (size_t)columns;
    struct share *shares = arena_array(frame->arena, rows + 1, sizeof *shares);
    size_t i = 0;
    for (struct node *child = node->first; child; child = child->next, i++) {
        struct share *share = &shares[i / (size_t)columns];
        share->size = child->h > share->size ? child->h : share->size;
        share->min = child->min_h > share->min ? child->min_h : share->min;
        if (child->weight > share->weight)
            share->weight = child->weight;
    }
    if (rows > 0)
        layout_share(shares, rows, inner_h - box->gap * (int)(rows - 1));
    int top = box->pad.top;
    i = 0;
    for (struct node *child = node->first; child; child = child->next, i++) {
        int at = (int)(i % (size_t)columns);
        if (at == 0 && i > 0)
            top += shares[i / (size_t)columns - 1].size + box->gap;
        int row_h = shares[i / (size_t)columns].size;
        int start = layout_column(inner_w, box->gap, columns, at);
        bool fills = box->align == ALIGN_STRETCH && stretches_down(child);
        int h = fills ? row_h : child->h;
        put(frame, node, child, box->pad.start + start,
            top + aligned(box->align, row_h, h), child->w, h);
    }
}

static int scrolled_px(const struct frame *frame, const struct node *node)
{
    int moved = node->box.scroll_px;
    moved = moved > node->scroll_max ? node->scroll_max : moved;
    return (moved > 0 ? moved : 0) + frame->overscroll_px;
}

/* Where a finger carries it, but no further than it is seen. */
static int lifted_top(const struct frame *frame, const struct node *node, int h)
{
    const struct node *window = node->parent;
    int top = node->box.lifted_px;
    while (window != NULL && !window->box.is_scroll)
        window = window->parent;
    if (window == NULL)
        return top;
    int first = window->rect.y + scrolled_px(frame, window);
    int last = first + window->rect.h - h;
    top = top > last ? last : top;
    return top < first ? first : top;
}

void layout_place(struct frame *frame, struct node *node, struct rect rect)
{
    const struct box *box = &node->box;
    if (box->is_lifted)
        rect.y = lifted_top(frame, node, rect.h);
    node->rect = rect;
    if (node->kind != NODE_BOX || node->first == NULL)
        return;
    int inner_w = rect.w - box->pad.start - box->pad.end;
    int inner_h = rect.h - box->pad.top - box->pad.bottom;
    if (box->is_scroll) {
        /* What is in it is placed as if it were seen whole, moved up. */
        if (node->content_h > inner_h) {
            node->scroll_max = node->content_h - inner_h;
            inner_h = node->content_h;
        }
        node->rect.y -= scrolled_px(frame, node);
    }
    if (box->columns > 0)
        place_grid(frame, node, inner_w, inner_h);
    else if (box->axis == AXIS_ROW)
        place_row(frame, node, inner_w, inner_h);
    else if (box->axis == AXIS_STACK)
        place_stack(frame, node, inner_w, inner_h);
    else
        place_column(frame, node, inner_w, inner_h);
    node->rect = rect;
}
