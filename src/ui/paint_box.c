#include "ui/paint.h"
#include <math.h>

enum { DROP_PARTS = 3 };

struct corner_place {
    enum corner corner;
    bool is_right, is_bottom;
};
static const struct corner_place corner_places[] = {
    {CORNER_TOP_LEFT, false, false},
    {CORNER_TOP_RIGHT, true, false},
    {CORNER_BOTTOM_LEFT, false, true},
    {CORNER_BOTTOM_RIGHT, true, true},
};
enum { CORNERS = 4 };

static int smaller(int a, int b)
{
    return a < b ? a : b;
}

static int larger(int a, int b)
{
    return a > b ? a : b;
}

/* A corner that is not round: border on its two outer sides. */
static void square_corner(struct paint *paint, const struct draw_item *item,
                          struct rect at, const struct corner_place *place)
{
    int border = smaller(item->border, at.w), rest = at.w - border;
    int inner_x = at.x + (place->is_right ? 0 : border);
    int inner_y = at.y + (place->is_bottom ? 0 : border);
    int outer_x = place->is_right ? at.x + rest : at.x;
    int outer_y = place->is_bottom ? at.y + rest : at.y;
    paint_fill(paint, (struct rect){at.x, outer_y, at.w, border},
               item->border_colour, item->alpha);
    paint_fill(paint, (struct rect){outer_x, inner_y, border, rest},
               item->border_colour, item->alpha);
    if (item->has_fill)
        paint_fill(paint, (struct rect){inner_x, inner_y, rest, rest},
                   item->colour, item->alpha);
}

static void paint_corners(struct paint *paint, const struct draw_item *item,
                          int r)
{
    struct mask_shape shape = {.kind = MASK_CORNERS,
                               .size = r,
                               .line = item->border,
                               .has_fill = item->has_fill,
                               .alpha = item->alpha,
                               .fill = item->has_fill ? item->colour : 0,
                               .edge = item->border ? item->border_colour : 0};
    SDL_Texture *mask = mask_get(paint->masks, paint->renderer, &shape);
    for (int i = 0; i < CORNERS; i++) {
        const struct corner_place *place = &corner_places[i];
        struct rect at = item->rect;
        at.x += place->is_right ? at.w - r : 0;
        at.y += place->is_bottom ? at.h - r : 0;
        at.w = at.h = r;
        if (!(item->corners & (unsigned)place->corner)) {
            square_corner(paint, item, at, place);
            continue;
        }
        SDL_Rect from = {place->is_right ? r : 0, place->is_bottom ? r : 0, r,
                         r};
        SDL_Rect to = {at.x, at.y, r, r};
        if (mask != NULL)
            SDL_RenderCopy(paint->renderer, mask, &from, &to);
    }
}

/* Between the corners. */
static void paint_border(struct paint *paint, const struct draw_item *item,
                         int r)
{
    struct rect at = item->rect;
    int b = item->border, k = larger(r, b);
    uint32_t colour = item->border_colour;
    paint_fill(paint, (struct rect){at.x + r, at.y, at.w - 2 * r, b}, colour,
               item->alpha);
    paint_fill(paint, (struct rect){at.x + r, at.y + at.h - b, at.w - 2 * r, b},
               colour, item->alpha);
    paint_fill(paint, (struct rect){at.x, at.y + k, b, at.h - 2 * k}, colour,
               item->alpha);
    paint_fill(paint, (struct rect){at.x + at.w - b, at.y + k, b, at.h - 2 * k},
               colour, item->alpha);
}

void paint_box(struct paint *paint, const struct draw_item *item)
{
    struct rect at = item->rect;
    int least = smaller(at.w, at.h);
    int r = smaller(item->radius, least / 2);
    struct draw_item box = *item;
    box.border = smaller(item->border, least / 2);
    if (box.corners == 0)
        r = 0;
    if (r > 0)
        paint_corners(paint, &box, r);
    if (box.border > 0)
        paint_border(paint, &box, r);
    if (!box.has_fill)
        return;
    int b = box.border, k = larger(r, b);
    paint_fill(paint,
               (struct rect){at.x + b, at.y + k, at.w - 2 * b, at.h - 2 * k},
               box.colour, box.alpha);
    paint_fill(paint, (struct rect){at.x + k, at.y + b, at.w - 2 * k, k - b},
               box.colour, box.alpha);
    paint_fill(paint,
               (struct rect){at.x + k, at.y + at.h - k, at.w - 2 * k, k - b},
               box.colour, box.alpha);
}

int paint_shadow_drop(const struct draw_item *item)
{
    return item->border / DROP_PARTS;
}

static void shadow_corners(struct paint *paint, const struct draw_item *item,
                           struct rect at, int r)
{
    int reach = item->border, drop = paint_shadow_drop(item);
    struct mask_shape shape = {.kind = MASK_SHADOW,
                               .size = r,
                               .line = reach,
                               .drop = drop,
                               .alpha = item->alpha,
                               .fill = item->colour};
    SDL_Texture *mask = mask_get(paint->masks, paint->renderer, &shape);
    int tile = mask_shadow_tile(r, reach, drop);
    int w = smaller(tile, reach + at.w / 2),
        h = smaller(tile, reach + at.h / 2);
    if (mask == NULL)
        return;
    for (int i = 0; i < CORNERS; i++) {
        const struct corner_place *place = &corner_places[i];
        SDL_Rect from = {place->is_right ? 2 * tile - w : 0,
                         place->is_bottom ? 2 * tile - h : 0, w, h};
        SDL_Rect to = {
            place->is_right ? at.x + at.w + reach - w : at.x - reach,
            place->is_bottom ? at.y + at.h + reach - h : at.y - reach, w, h};
        SDL_RenderCopy(paint->renderer, mask, &from, &to);
    }
}

/* What lies under the box itself is left out: it is never seen. */
void paint_shadow(struct paint *paint, const struct draw_item *item)
{
    int reach = item->border, drop = paint_shadow_drop(item);
    struct rect at = item->rect;
    int r = smaller(item->radius, smaller(at.w, at.h) / 2);
    if (reach <= 0 || at.w <= 0 || at.h <= 0)
        return;
    at.y += drop;
    shadow_corners(paint, item, at, r);
    int inner = larger(r, drop);
    int dx = smaller(inner, at.w / 2), dy = smaller(inner, at.h / 2);
    for (int i = -reach; i < drop; i++) {
        double share = mask_shadow_share(-i - 0.5, reach);
        uint8_t alpha = (uint8_t)lround(share * item->alpha);
        int line = at.y + at.h - 1 - i;
        paint_fill(paint, (struct rect){at.x + dx, line, at.w - 2 * dx, 1},
                   item->colour, alpha);
        if (i >= 0)
            continue;
        paint_fill(paint, (struct rect){at.x + i, at.y + dy, 1, at.h - 2 * dy},
                   item->colour, alpha);
        paint_fill(
            paint,
            (struct rect){at.x + at.w - 1 - i, at.y + dy, 1, at.h - 2 * dy},
            item->colour, alpha);
        if (i < -drop)
            paint_fill(paint,
                       (struct rect){at.x + dx, at.y + i, at.w - 2 * dx, 1},
                       item->colour, alpha);
    }
}
