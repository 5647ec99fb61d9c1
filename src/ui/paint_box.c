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

/* A shadow's picture and how it is cut. */
struct shadow {
    SDL_Texture *mask;
    struct rect at; /* the outline, moved down */
    int reach, drop, tile, side;
    int w, h; /* of a corner */
};

static void copy(struct paint *paint, const struct shadow *shadow,
                 SDL_Rect from, int x, int y)
{
    SDL_Rect to = {x, y, from.w, from.h};
    if (from.w > 0 && from.h > 0)
        SDL_RenderCopy(paint->renderer, shadow->mask, &from, &to);
}

static void shadow_corners(struct paint *paint, const struct shadow *shadow)
{
    struct rect at = shadow->at;
    int reach = shadow->reach, side = shadow->side;
    int w = shadow->w, h = shadow->h;
    for (int i = 0; i < CORNERS; i++) {
        const struct corner_place *place = &corner_places[i];
        SDL_Rect from = {place->is_right ? side - w : 0,
                         place->is_bottom ? side - h : 0, w, h};
        copy(paint, shadow, from,
             place->is_right ? at.x + at.w + reach - w : at.x - reach,
             place->is_bottom ? at.y + at.h + reach - h : at.y - reach);
    }
}

/* Above and below, as far as they look out from under the box. */
static void shadow_rows(struct paint *paint, const struct shadow *shadow)
{
    struct rect at = shadow->at;
    int reach = shadow->reach, drop = shadow->drop;
    int end = at.x + at.w + reach - shadow->w, below = reach + drop;
    for (int x = at.x - reach + shadow->w; x < end; x += MASK_SPAN) {
        int w = smaller(MASK_SPAN, end - x);
        copy(paint, shadow, (SDL_Rect){shadow->tile, 0, w, reach - drop}, x,
             at.y - reach);
        copy(paint, shadow,
             (SDL_Rect){shadow->tile, shadow->side - below, w, below}, x,
             at.y + at.h - drop);
    }
}

/* At both sides, and under the start of the box's corners, which begin
 * higher than the shadow's. */
static void shadow_columns(struct paint *paint, const struct shadow *shadow,
                           int radius)
{
    struct rect at = shadow->at;
    int reach = shadow->reach, drop = smaller(shadow->drop, radius);
    int depth = radius - (int)sqrt(radius * radius - drop * drop) + 1;
    int wide = smaller(reach + depth, shadow->w);
    int end = at.y + at.h + reach - shadow->h;
    for (int y = at.y - reach + shadow->h; y < end; y += MASK_SPAN) {
        int h = smaller(MASK_SPAN, end - y);
        copy(paint, shadow, (SDL_Rect){0, shadow->tile, wide, h}, at.x - reach,
             y);
        copy(paint, shadow,
             (SDL_Rect){shadow->side - wide, shadow->tile, wide, h},
             at.x + at.w + reach - wide, y);
    }
}

/* What lies under the box itself is left out: it is never seen. */
void paint_shadow(struct paint *paint, const struct draw_item *item)
{
    int reach = item->border, drop = paint_shadow_drop(item);
    struct rect at = item->rect;
    int radius = smaller(item->radius, smaller(at.w, at.h) / 2);
    if (reach <= 0 || at.w <= 0 || at.h <= 0)
        return;
    at.y += drop;
    const struct mask_shape shape = {.kind = MASK_SHADOW,
                                     .size = radius,
                                     .line = reach,
                                     .drop = drop,
                                     .alpha = item->alpha,
                                     .fill = item->colour};
    int tile = mask_shadow_tile(radius, reach, drop);
    const struct shadow shadow = {
        .mask = mask_get(paint->masks, paint->renderer, &shape),
        .at = at,
        .reach = reach,
        .drop = drop,
        .tile = tile,
        .side = 2 * tile + MASK_SPAN,
        .w = smaller(tile, reach + at.w / 2),
        .h = smaller(tile, reach + at.h / 2)};
    if (shadow.mask == NULL)
        return;
    shadow_corners(paint, &shadow);
    shadow_rows(paint, &shadow);
    shadow_columns(paint, &shadow, radius);
}
