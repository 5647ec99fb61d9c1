#include "ui/layout_node.h"

#define MORE_CONTRAST    4.5 /* the sign is thin */
#define PRESSED_CONTRAST 1.1 /* less is not seen */

enum {
    SHADOW_REACH = 26, /* design pixels */
    PRESSED_PERCENT = 10,
    PRESSED_MORE = 20,
    PRESSED_ALPHA = 20,
    LIFTED_TIMES = 2, /* a shadow's depth */
    FADE_STEPS = 12,
    FADE_STEP = 6, /* design pixels */
    MORE_ICON = 44
};

/* A touchable box and what of it is seen: its area may grow beyond that, but
 * not over another's box. */
struct hit {
    size_t area;
    struct rect core;
};
struct emit {
    struct frame *frame;
    struct draw_list *list;
    struct hit *hits;
    size_t count, room;
    struct node *lifted; /* comes when what it lies in is done; NULL: none */
    bool is_lifting;
};

static unsigned mirrored_corners(unsigned corners)
{
    unsigned left = CORNER_TOP_LEFT | CORNER_BOTTOM_LEFT;
    return (corners & left) << 1 | ((corners >> 1) & left);
}

static bool is_pressed(const struct frame *frame, const struct box *box)
{
    return box->id != NULL && !box->is_scroll && !box->is_plain &&
           str_equal(box->id, frame->pressed);
}

static void shape(const struct emit *emit, const struct node *node,
                  struct draw_item *item)
{
    const struct box *box = &node->box;
    item->radius = box->radius;
    item->corners =
        emit->frame->is_rtl ? mirrored_corners(box->corners) : box->corners;
}

/* Pressed, a box comes nearer to what stands on it. */
static uint32_t pressed_fill(const struct theme *theme, uint32_t fill)
{
    uint32_t darker = colour_mix(fill, 0x000000, PRESSED_PERCENT);

    if (theme->mode == THEME_LIGHT &&
        colour_contrast(fill, darker) >= PRESSED_CONTRAST)
        return darker;
    return colour_mix(fill, theme_on(theme, fill), PRESSED_MORE);
}

/* Lines say what shadows say elsewhere. */
static int outline_px(const struct emit *emit, const struct box *box)
{
    int outline = (int)emit->frame->theme->colours->outline;
    bool is_card = box->has_shadow || (box->id != NULL && !box->is_plain);

    if (box->border > 0 || outline == 0 || !is_card || !box->has_fill)
        return box->border;
    return layout_px(emit->frame, outline);
}

static void emit_fill(const struct emit *emit, const struct node *node,
                      bool pressed)
{
    const struct box *box = &node->box;
    const struct theme *theme = emit->frame->theme;
    if (!box->has_fill && box->border == 0)
        return;
    struct draw_item *item = draw_list_add(emit->list, DRAW_BOX, node->rect);
    shape(emit, node, item);
    item->has_fill = box->has_fill;
    item->colour = pressed ? pressed_fill(theme, box->fill) : box->fill;
    item->alpha = box->alpha;
    item->border = outline_px(emit, box);
    item->border_colour =
        box->border > 0 ? box->border_colour : theme->colours->edge;
}

static uint8_t shadow_alpha(const struct emit *emit)
{
    int alpha = (int)emit->frame->theme->colours->shadow;
    if (emit->is_lifting)
        alpha *= LIFTED_TIMES;
    return (uint8_t)(alpha < 255 ? alpha : 255);
}

static void emit_box(const struct emit *emit, const struct node *node)
{
    const struct box *box = &node->box;
    const struct theme *theme = emit->frame->theme;
    bool pressed = is_pressed(emit->frame, box);
    if (box->has_shadow && theme->colours->shadow > 0) {
        struct draw_item *item =
            draw_list_add(emit->list, DRAW_SHADOW, node->rect);
        shape(emit, node, item);
        item->colour = theme->mode == THEME_LIGHT ? theme->colours->ink
                                                  : theme->colours->night;
        item->alpha = shadow_alpha(emit);
        item->border = layout_px(emit->frame, SHADOW_REACH);
    }
    emit_fill(emit, node, pressed);
    if (box->picture != NULL) {
        struct draw_item *item = draw_list_add(
            emit->list, box->zoom > 0 ? DRAW_ZOOM : DRAW_PICTURE, node->rect);
        item->zoom = box->zoom;
        item->pan_x = box->pan_x;
        item->pan_y = box->pan_y;
        shape(emit, node, item);
        item->name = box->picture;
        item->colour = box->has_fill ? box->fill : theme->colours->soft;
    }
    if (pressed && (!box->has_fill || box->picture != NULL)) {
        struct draw_item *item =
            draw_list_add(emit->list, DRAW_BOX, node->rect);
        shape(emit, node, item);
        item->has_fill = true;
        item->colour = theme->colours->ink;
        item->alpha = theme->mode == THEME_LIGHT ? PRESSED_ALPHA
                                                 : 255 * PRESSED_MORE / 100;
    }
}

static enum text_align text_align(const struct frame *frame, enum align align)
{
    if (align == ALIGN_CENTRE)
        return TEXT_CENTRE;
    return (align == ALIGN_END) == frame->is_rtl ? TEXT_LEFT : TEXT_RIGHT;
}

static void emit_words(const struct emit *emit, const struct node *node)
{
    if (node->paragraph->line_count == 0)
        return;
    struct rect rect = node->rect;
    rect.h = node->paragraph->height_px;
    struct draw_item *item = draw_list_add(emit->list, DRAW_TEXT, rect);
    item->paragraph = node->paragraph;
    item->text = node->label.text;
    item->is_long = node->most_lines > 0 &&
                    node->paragraph->line_count > (size_t)node->most_lines;
    item->colour = node->label.colour;
    item->align = text_align(emit->frame, node->label.align);
    if (node->label.marks != NULL)
        item->name = node->label.marks->id;
}

static void emit_text(const struct emit *emit, const struct node *node,
                      struct rect clip)
{
    if (node->label.marks != NULL)
        layout_marks_under(emit->frame, node, emit->list);
    emit_words(emit, node);
    if (node->label.marks != NULL)
        layout_marks_over(emit->frame, node, clip, emit->list);
}

static void emit_leaf(const struct emit *emit, const struct node *node,
                      struct rect clip)
{
    if (node->kind == NODE_TEXT) {
        emit_text(emit, node, clip);
        return;
    }
    bool is_icon = node->kind == NODE_ICON;
    struct rect rect = {node->rect.x, node->rect.y, node->size, node->size};
    struct draw_item *item =
        draw_list_add(emit->list, is_icon ? DRAW_ICON : DRAW_ARC, rect);
    item->colour = node->colour;
    item->name = node->icon;
    item->is_mirrored = is_icon && node->points && emit->frame->is_rtl;
    item->border = node->line;
    item->share = node->share;
}

static struct rect grown_to(struct rect rect, int least)
{
    int dx = rect.w < least ? least - rect.w : 0;
    int dy = rect.h < least ? least - rect.h : 0;
    return (struct rect){rect.x - dx / 2, rect.y - dy / 2, rect.w + dx,
                         rect.h + dy};
}

/* What lies higher is only looked at. */
static struct rect within_reach(const struct emit *emit)
{
    struct rect rect = emit->list->screen;
    int top = layout_px(emit->frame, emit->frame->reach_top);

    rect.y += top;
    rect.h -= top;
    return rect;
}

static void emit_touch(struct emit *emit, const struct node *node,
                       struct rect clip)
{
    const struct box *box = &node->box;
    clip = rect_common(clip, within_reach(emit));
    struct rect core = rect_common(node->rect, clip);
    if (box->id == NULL || core.w == 0 || core.h == 0)
        return;
    struct touch_area area = {.id = box->id,
                              .rect = core,
                              .whole = node->rect,
                              .is_drag = box->is_drag,
                              .is_zoom = box->is_zoom,
                              .is_lift = box->is_lift,
                              .wants_hold = box->wants_hold};
    if (box->is_scroll) {
        area.is_scroll = true;
        area.scroll_max = node->scroll_max;
        draw_list_touch(emit->list, area);
        return;
    }
    int least = layout_px(emit->frame, (int)emit->frame->theme->space->touch);
    area.rect = rect_common(grown_to(node->rect, least), clip);
    if (box->is_zoom && area.rect.h < least)
        return;
    if (emit->count == emit->room) {
        size_t room = emit->room ? emit->room * 2 : 32;
        struct hit *hits = arena_array(emit->frame->arena, room, sizeof *hits);
        for (size_t i = 0; i < emit->count; i++)
            hits[i] = emit->hits[i];
        emit->hits = hits;
        emit->room = room;
    }
    emit->hits[emit->count++] = (struct hit){emit->list->area_count, core};
    draw_list_touch(emit->list, area);
}

static struct rect trimmed(struct rect rect, struct rect core,
                           struct rect other)
{
    int right = rect.x + rect.w, bottom = rect.y + rect.h;
    if (other.y >= core.y + core.h) {
        bottom = other.y < bottom ? other.y : bottom;
    } else if (other.y + other.h <= core.y) {
        rect.y = other.y + other.h > rect.y ? other.y + other.h : rect.y;
    } else if (other.x >= core.x + core.w) {
        right = other.x < right ? other.x : right;
    } else if (other.x + other.w <= core.x) {
        rect.x = other.x + other.w > rect.x ? other.x + other.w : rect.x;
    }
    rect.w = right - rect.x;
    rect.h = bottom - rect.y;
    return rect;
}

/* Boxes that lie in one another are left alone: the last one wins. */
static void part_touch_areas(struct emit *emit)
{
    for (size_t i = 0; i < emit->count; i++) {
        struct rect core = emit->hits[i].core;
        struct rect *rect = &emit->list->areas[emit->hits[i].area].rect;
        for (size_t j = 0; j < emit->count; j++) {
            struct rect other = emit->hits[j].core;
            if (rect_common(core, other).w == 0 &&
                rect_common(*rect, other).w > 0)
                *rect = trimmed(*rect, core, other);
        }
    }
}

static bool is_seen(const struct emit *emit, const struct node *node,
                    struct rect clip)
{
    int reach = 0;
    if (node->kind == NODE_BOX && node->box.has_shadow)
        reach = 2 * layout_px(emit->frame, SHADOW_REACH);
    struct rect rect = {node->rect.x - reach, node->rect.y - reach,
                        node->rect.w + 2 * reach, node->rect.h + 2 * reach};
    return rect_common(rect, clip).w > 0;
}

/* What scrolls keeps its shadows at the sides, and above while it is at its
 * beginning. */
static struct rect with_shadows(const struct emit *emit,
                                const struct node *node)
{
    int reach = layout_px(emit->frame, SHADOW_REACH);
    struct rect rect = node->rect;
    rect.x -= reach;
    rect.w += 2 * reach;
    if (node->box.scroll_px <= 0) {
        rect.y -= reach;
        rect.h += reach;
    }
    return rect_common(rect, emit->list->screen);
}

/* A window whose content goes on fades into the paper and says so. */
static void emit_more(const struct emit *emit, const struct node *node,
                      struct rect window)
{
    const struct theme_colours *colours = emit->frame->theme->colours;
    uint32_t ground = node->box.fill ? node->box.fill : colours->paper;
    int step = layout_px(emit->frame, FADE_STEP);
    int icon = layout_px(emit->frame, MORE_ICON);
    /* Not over the edge of a card it lies in. */
    if (node->parent != NULL)
        window = rect_common(window, node->parent->rect);
    int bottom = window.y + window.h;
    if (node->box.scroll_px >= node->scroll_max || step < 1 ||
        node->box.is_plain)
        return;
    for (int i = 1; i <= FADE_STEPS; i++) {
        struct rect strip = {window.x, bottom - (FADE_STEPS - i + 1) * step,
                             window.w, step};
        struct draw_item *item = draw_list_add(emit->list, DRAW_BOX, strip);
        item->has_fill = true;
        item->colour = ground;
        item->alpha = (uint8_t)(255 * i / FADE_STEPS);
    }
    struct rect place = {node->rect.x + (node->rect.w - icon) / 2,
                         bottom - icon, icon, icon};
    struct draw_item *item = draw_list_add(emit->list, DRAW_ICON, place);
    item->name = "down";
    item->colour = colour_contrast(ground, colours->ink) >= MORE_CONTRAST
                       ? colours->ink
                       : colours->on_fill;
}

static void emit_node(struct emit *emit, struct node *node, struct rect clip,
                      bool is_in_scroll);

static void emit_lifted(struct emit *emit, struct rect clip)
{
    struct node *node = emit->lifted;
    if (node == NULL)
        return;
    emit->lifted = NULL;
    emit->is_lifting = true;
    emit_node(emit, node, clip, false);
    emit->is_lifting = false;
}

static void emit_node(struct emit *emit, struct node *node, struct rect clip,
                      bool is_in_scroll)
{
    if (node->kind == NODE_BOX && node->box.slot != NULL)
        draw_list_slot(emit->list, (struct slot){node->box.slot, node->rect});
    if (node->kind == NODE_BOX && node->box.is_lifted && !emit->is_lifting) {
        emit->lifted = node;
        return;
    }
    bool seen = is_seen(emit, node, clip);
    if (!seen && is_in_scroll)
        return;
    if (node->kind != NODE_BOX) {
        if (seen)
            emit_leaf(emit, node, clip);
        return;
    }
    bool is_scroll = node->box.is_scroll;
    if (node->rect.h < node->box.hides_below)
        return;
    if (seen)
        emit_box(emit, node);
    if (node->box.is_stage)
        emit->list->stage = node->rect;
    emit_touch(emit, node, clip);
    struct rect window = node->rect;
    if (is_scroll) {
        window = with_shadows(emit, node);
        clip = rect_common(clip, node->rect);
        draw_list_add(emit->list, DRAW_CLIP, window);
    }
    for (struct node *child = node->first; child; child = child->next)
        emit_node(emit, child, clip, is_in_scroll || is_scroll);
    if (is_scroll) {
        emit_more(emit, node, window);
        emit_lifted(emit, clip);
        draw_list_add(emit->list, DRAW_UNCLIP, node->rect);
    }
}

void layout_emit(struct frame *frame, struct node *root, struct draw_list *list)
{
    struct emit emit = {.frame = frame, .list = list};
    emit_node(&emit, root, list->screen, false);
    emit_lifted(&emit, list->screen);
    part_touch_areas(&emit);
}
