#include "ui/layout_node.h"

enum { /* design pixels */
       CARET_WIDTH = 4,
       KNOB = 30,
       INSET_PART = 12 /* of a line, above and below what is drawn */
};

static struct caret_text caret_text(struct frame *frame,
                                    const struct node *node)
{
    return typesetter_caret(frame->setter, node->label.text, node->paragraph,
                            node->rect.w, frame->arena);
}

static struct draw_item *add_box(struct draw_list *list, struct rect rect,
                                 uint32_t colour)
{
    struct draw_item *item = draw_list_add(list, DRAW_BOX, rect);
    item->has_fill = true;
    item->colour = colour;
    item->corners = CORNER_ALL;
    return item;
}

void layout_marks_under(struct frame *frame, const struct node *node,
                        struct draw_list *list)
{
    const struct label_marks *marks = node->label.marks;
    struct caret_text text = caret_text(frame, node);
    struct caret_box *boxes;
    size_t count = caret_boxes(&text, marks->from, marks->to, &boxes);
    for (size_t i = 0; i < count; i++) {
        int inset = boxes[i].h / INSET_PART;
        add_box(list,
                (struct rect){node->rect.x + boxes[i].x,
                              node->rect.y + boxes[i].y + inset, boxes[i].w,
                              boxes[i].h - 2 * inset},
                marks->ground);
    }
}

/* A bar at a byte, whole within the text's box. */
static struct rect bar(struct frame *frame, const struct node *node,
                       size_t byte, bool types_rtl)
{
    struct caret_text text = caret_text(frame, node);
    struct caret_box box = caret_at(&text, byte, types_rtl);
    int width = layout_px(frame, CARET_WIDTH), inset = box.h / INSET_PART;
    int x = box.x - width / 2;
    x = x > node->rect.w - width ? node->rect.w - width : x;
    x = x < 0 ? 0 : x;
    return (struct rect){node->rect.x + x, node->rect.y + box.y + inset, width,
                         box.h - 2 * inset};
}

static void add_handle(struct frame *frame, const struct node *node,
                       const char *id, struct rect bar, struct rect clip,
                       struct draw_list *list)
{
    int size = layout_px(frame, KNOB);
    int touch = (int)frame->theme->space->touch;
    touch = layout_px(frame, touch > frame->touch ? touch : frame->touch);
    int x = bar.x + bar.w / 2, y = bar.y + bar.h;
    add_box(list, bar, node->label.marks->ink);
    add_box(list, (struct rect){x - size / 2, y - size / 2, size, size},
            node->label.marks->ink)
        ->radius = size / 2;
    struct rect rect = rect_common(
        (struct rect){x - touch / 2, y - touch / 2, touch, touch}, clip);
    if (rect.w > 0 && rect.h > 0)
        draw_list_touch(
            list, (struct touch_area){.id = id, .rect = rect, .is_drag = true});
}

void layout_marks_over(struct frame *frame, const struct node *node,
                       struct rect clip, struct draw_list *list)
{
    const struct label_marks *marks = node->label.marks;
    if (!marks->has_caret)
        return;
    if (marks->from == marks->to) {
        add_box(list, bar(frame, node, marks->caret, marks->types_rtl),
                marks->ink);
        return;
    }
    /* Each at the edge of the letter that is chosen: the first one's start,
     * the last one's end. */
    add_handle(frame, node, marks->from_id,
               bar(frame, node, marks->from, marks->types_rtl), clip, list);
    add_handle(frame, node, marks->to_id,
               bar(frame, node, marks->to, marks->types_rtl), clip, list);
}
