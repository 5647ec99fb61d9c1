#include "kiosk/fit_list.h"

#include "ui/theme.h"
#include <string.h>

enum { DEPTH = 8, OPAQUE_ENOUGH = 100 };

const char *const fit_kind_names[FIT__COUNT] = {
    [FIT_WINDOW_OUTSIDE] = "window outside",
    [FIT_OUTSIDE] = "outside",
    [FIT_CUT] = "text cut",
    [FIT_BROKEN] = "word broken",
    [FIT_LONG] = "more lines than are meant",
    [FIT_WIDE] = "text wider than its place",
    [FIT_HIGH] = "text higher than its place",
    [FIT_SMALL] = "text too small",
    [FIT_ACROSS] = "text across an edge",
    [FIT_COVERED] = "text covered",
    [FIT_ON_PICTURE] = "text on a picture",
    [FIT_PALE] = "too little contrast",
    [FIT_TOUCH_HIGH] = "above reach",
    [FIT_TOUCH_SMALL] = "too small to touch",
    [FIT_TOUCH_SHARED] = "touched with another",
};

/* What becomes of an item on the way to the eye. */
struct seen {
    struct rect rect;   /* what its windows let through */
    struct rect window; /* the innermost it lies in, else the screen */
    struct rect ink;    /* of a text: its lines, not its whole place */
    size_t window_at;   /* what its window holds begins here; 0: none */
    bool is_fade;       /* says that a window goes on, goes when it is moved */
};
struct check {
    const struct fit_shown *shown;
    const struct draw_item *items;
    size_t count, veil; /* what comes before `veil` is hidden */
    struct seen *seen;
    int faults;
};

static void tell(struct check *check, const struct fit_fault *fault)
{
    check->shown->on_fault(check->shown->user, fault);
    check->faults += fault->kind != FIT_LONG;
}

static void fault(struct check *check, enum fit_kind kind,
                  const struct draw_item *item, struct rect rect)
{
    struct fit_fault fault = {
        .kind = kind, .item = item, .of = item->text, .rect = rect};

    tell(check, &fault);
}

static void touch_fault(struct check *check, enum fit_kind kind,
                        const struct touch_area *area)
{
    struct fit_fault fault = {.kind = kind, .of = area->id, .rect = area->rect};

    tell(check, &fault);
}

static bool is_inside(struct rect inner, struct rect outer)
{
    return inner.x >= outer.x - 1 && inner.y >= outer.y - 1 &&
           inner.x + inner.w <= outer.x + outer.w + 1 &&
           inner.y + inner.h <= outer.y + outer.h + 1;
}

static bool is_over(struct rect a, struct rect b)
{
    struct rect common = rect_common(a, b);
    return common.w > 1 && common.h > 1;
}

static struct rect ink_of(const struct draw_item *item)
{
    struct rect ink = item->rect;

    if (item->kind != DRAW_TEXT)
        return ink;
    ink.w = item->paragraph->width_px;
    if (item->align == TEXT_CENTRE)
        ink.x += (item->rect.w - ink.w) / 2;
    else if (item->align == TEXT_RIGHT)
        ink.x += item->rect.w - ink.w;
    return ink;
}

/* A window that goes on ends with strips and a sign, drawn last in it. */
static void mark_fade(struct check *check, size_t end)
{
    if (end == 0 || check->items[end - 1].kind != DRAW_ICON ||
        strcmp(check->items[end - 1].name, "down") != 0)
        return;
    check->seen[end - 1].is_fade = true;
    for (size_t i = end - 1; i-- > 0;) {
        const struct draw_item *item = &check->items[i];
        if (item->kind != DRAW_BOX || item->radius > 0 || item->border > 0)
            break;
        check->seen[i].is_fade = true;
        if (item->alpha < 255 / 8) /* the first of them */
            break;
    }
}

size_t fit_list_veil(const struct draw_list *list)
{
    size_t veil = 0;

    for (size_t i = 0; i < list->count; i++) {
        const struct draw_item *item = &list->items[i];
        if (item->kind == DRAW_BOX && item->has_fill &&
            item->alpha > OPAQUE_ENOUGH && is_inside(list->screen, item->rect))
            veil = i;
    }
    return veil;
}

static void see(struct check *check)
{
    struct rect windows[DEPTH] = {check->shown->list->screen};
    struct rect through[DEPTH] = {check->shown->list->screen};
    size_t starts[DEPTH] = {0};
    int depth = 0;

    for (size_t i = 0; i < check->count; i++) {
        const struct draw_item *item = &check->items[i];
        struct seen *seen = &check->seen[i];
        if (item->kind == DRAW_CLIP && depth < DEPTH - 1) {
            if (!is_inside(item->rect, windows[0]))
                fault(check, FIT_WINDOW_OUTSIDE, item, item->rect);
            windows[depth + 1] = item->rect;
            through[depth + 1] = rect_common(through[depth], item->rect);
            starts[++depth] = i + 1;
        } else if (item->kind == DRAW_UNCLIP) {
            depth--;
            mark_fade(check, i);
        } else {
            seen->ink = ink_of(item);
            seen->rect = rect_common(seen->ink, through[depth]);
            seen->window = windows[depth];
            seen->window_at = starts[depth];
        }
    }
}

/* In a scrolling window only the sides count: its length is free. */
static void stays_on_the_screen(struct check *check, size_t i)
{
    const struct draw_item *item = &check->items[i];
    struct rect outer = check->seen[i].window;

    if (check->seen[i].window_at) {
        outer.y = item->rect.y;
        outer.h = item->rect.h;
    }
    if (item->kind != DRAW_SHADOW && !is_inside(item->rect, outer))
        fault(check, FIT_OUTSIDE, item, item->rect);
}

/* The first line that ends inside a word; their number: none does. */
static size_t broken_line(const struct paragraph *paragraph)
{
    size_t i = 0;

    while (i < paragraph->line_count && !paragraph->lines[i].is_forced)
        i++;
    return i;
}

static void is_whole(struct check *check, const struct draw_item *item)
{
    const struct paragraph *paragraph = item->paragraph;
    struct fit_fault broken = {.kind = FIT_BROKEN,
                               .item = item,
                               .of = item->text,
                               .rect = item->rect,
                               .line = broken_line(paragraph)};

    if (paragraph->is_cut)
        fault(check, FIT_CUT, item, item->rect);
    if (item->is_long)
        fault(check, FIT_LONG, item, item->rect);
    if (broken.line < paragraph->line_count)
        tell(check, &broken);
    if (paragraph->width_px > item->rect.w + 1)
        fault(check, FIT_WIDE, item, item->rect);
    if (paragraph->height_px > item->rect.h + 1)
        fault(check, FIT_HIGH, item, item->rect);
    if (paragraph->size_px < check->shown->text_px)
        fault(check, FIT_SMALL, item, item->rect);
}

static bool draws_a_box(const struct draw_item *item)
{
    return item->kind == DRAW_PICTURE || item->kind == DRAW_ZOOM ||
           (item->kind == DRAW_BOX && (item->has_fill || item->border > 0));
}

/* The last ground that lies under all of it; what is below does not count. */
static size_t ground_at(const struct check *check, size_t text)
{
    for (size_t i = text; i-- > check->veil;) {
        const struct draw_item *item = &check->items[i];
        if (item->kind == DRAW_BOX && item->has_fill && item->alpha == 255 &&
            is_inside(check->seen[text].rect, check->seen[i].rect))
            return i;
    }
    return check->veil;
}

/* Wholly on each box it lies on: on a card or beside it, never across. What
 * lies behind its window counts for what the window shows. */
static void keeps_to_its_box(struct check *check, size_t text)
{
    const struct seen *seen = &check->seen[text];

    for (size_t i = ground_at(check, text); i < text; i++)
        if (draws_a_box(&check->items[i]) && !check->seen[i].is_fade &&
            is_over(check->seen[i].rect, seen->rect) &&
            !is_inside(i < seen->window_at ? seen->rect : seen->ink,
                       check->items[i].rect))
            fault(check, FIT_ACROSS, &check->items[text], seen->ink);
}

/* Nothing that comes later lies on it, in part or as a whole. */
static void is_not_covered(struct check *check, size_t text)
{
    for (size_t i = text + 1; i < check->count; i++) {
        const struct draw_item *item = &check->items[i];
        bool covers = item->kind == DRAW_TEXT || item->kind == DRAW_ICON ||
                      item->kind == DRAW_ARC || draws_a_box(item);
        if (!covers || check->seen[i].is_fade ||
            !is_over(check->seen[i].rect, check->seen[text].rect))
            continue;
        fault(check, FIT_COVERED, &check->items[text], check->seen[text].rect);
        return;
    }
}

/* The colour under a text: what was drawn there before it. */
static bool ground_of(const struct check *check, size_t text, uint32_t *ret)
{
    bool is_known = true;

    *ret = check->shown->list->background;
    for (size_t i = check->veil; i < text; i++) {
        const struct draw_item *item = &check->items[i];
        if (!is_over(check->seen[i].rect, check->seen[text].rect))
            continue;
        if (item->kind == DRAW_PICTURE || item->kind == DRAW_ZOOM)
            is_known = false;
        if (item->kind != DRAW_BOX || !item->has_fill)
            continue;
        is_known = is_known || item->alpha == 255;
        *ret = colour_mix(*ret, item->colour, item->alpha * 100 / 255);
    }
    return is_known;
}

static void stands_out(struct check *check, size_t text)
{
    const struct draw_item *item = &check->items[text];
    uint32_t ground;

    if (!ground_of(check, text, &ground))
        fault(check, FIT_ON_PICTURE, item, item->rect);
    else if (colour_contrast(ground, item->colour) < check->shown->contrast)
        fault(check, FIT_PALE, item, item->rect);
}

static void check_texts(struct check *check)
{
    for (size_t i = check->veil; i < check->count; i++) {
        struct rect seen = check->seen[i].rect;
        if (check->items[i].kind == DRAW_CLIP ||
            check->items[i].kind == DRAW_UNCLIP)
            continue;
        stays_on_the_screen(check, i);
        if (check->items[i].kind != DRAW_TEXT)
            continue;
        is_whole(check, &check->items[i]);
        if (seen.w <= 1 || seen.h <= 1)
            continue;
        keeps_to_its_box(check, i);
        is_not_covered(check, i);
        stands_out(check, i);
    }
}

/* A row that a scrolling window cuts comes into sight when it is moved. */
static bool is_cut_by_window(const struct draw_list *list, struct rect rect)
{
    for (size_t i = 0; i < list->area_count; i++) {
        const struct touch_area *area = &list->areas[i];
        int bottom = area->rect.y + area->rect.h;
        if (!area->is_scroll || area->scroll_max == 0)
            continue;
        if (rect.y + rect.h >= bottom - 1 && rect.y < bottom)
            return true;
        if (rect.y <= area->rect.y + 1 && rect.y + rect.h > area->rect.y)
            return true;
    }
    return false;
}

/* Behind a sheet nothing is touched. */
static bool is_out_of_touch(const struct draw_list *list, size_t at)
{
    for (size_t i = at + 1; i < list->area_count; i++)
        if (!list->areas[i].is_scroll &&
            is_inside(list->areas[at].rect, list->areas[i].rect))
            return true;
    return false;
}

static void has_a_place_of_its_own(struct check *check, size_t at)
{
    const struct draw_list *list = check->shown->list;
    struct rect rect = list->areas[at].rect;

    for (size_t i = 0; i < at; i++) {
        struct rect other = list->areas[i].rect;
        if (!list->areas[i].is_scroll && !is_out_of_touch(list, i) &&
            is_over(rect, other) && !is_inside(rect, other))
            touch_fault(check, FIT_TOUCH_SHARED, &list->areas[at]);
    }
}

static void check_touch(struct check *check)
{
    const struct fit_shown *shown = check->shown;

    for (size_t i = 0; i < shown->list->area_count; i++) {
        const struct touch_area *area = &shown->list->areas[i];
        if (is_out_of_touch(shown->list, i))
            continue;
        if (area->rect.y < shown->top_px)
            touch_fault(check, FIT_TOUCH_HIGH, area);
        if (area->is_scroll || is_cut_by_window(shown->list, area->rect))
            continue;
        if (area->rect.w < shown->touch_px || area->rect.h < shown->touch_px)
            touch_fault(check, FIT_TOUCH_SMALL, area);
        has_a_place_of_its_own(check, i);
    }
}

int fit_list_check(const struct fit_shown *shown)
{
    struct check check = {.shown = shown,
                          .items = shown->list->items,
                          .count = shown->list->count,
                          .veil = fit_list_veil(shown->list)};

    check.seen = arena_array(shown->arena, check.count + 1, sizeof *check.seen);
    see(&check);
    check_texts(&check);
    check_touch(&check);
    return check.faults;
}
