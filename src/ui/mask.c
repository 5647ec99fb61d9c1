#include "ui/mask.h"
#include "base/arena.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MASKS_MOST = 96, BYTES_MOST = 4 << 20 };

struct mask {
    struct mask_shape shape;
    SDL_Texture *texture;
    int side;
    uint64_t used;
};
struct mask_cache {
    struct mask masks[MASKS_MOST];
    size_t count, bytes;
    uint64_t clock;
};

struct mask_cache *mask_cache_new(void)
{
    return memory_get(sizeof(struct mask_cache));
}

static void drop(struct mask_cache *cache, size_t i)
{
    struct mask *mask = &cache->masks[i];
    cache->bytes -= (size_t)mask->side * (size_t)mask->side * 4;
    SDL_DestroyTexture(mask->texture);
    *mask = cache->masks[--cache->count];
}

void mask_cache_drop_textures(struct mask_cache *cache)
{
    while (cache->count > 0)
        drop(cache, 0);
}

void mask_cache_free(struct mask_cache *cache)
{
    mask_cache_drop_textures(cache);
    free(cache);
}

static double between(double value, double min, double max)
{
    return value < min ? min : value > max ? max : value;
}

double mask_round(int x, int y, double radius)
{
    double dx = x + 0.5 - radius, dy = y + 0.5 - radius;
    return between(radius - sqrt(dx * dx + dy * dy) + 0.5, 0, 1);
}

/* Opacity at a distance outside (inside: negative) a shadow's outline. */
static double shadow_share(double distance, int reach)
{
    double part = between((reach - distance) / (2.0 * reach), 0, 1);
    return part * part * (3 - 2 * part);
}

int mask_shadow_tile(int radius, int reach, int drop_px)
{
    return reach + (radius > drop_px ? radius : drop_px);
}

static uint32_t pixel(uint32_t colour, double share)
{
    return (uint32_t)lround(share * 255) << 24 | colour;
}

static uint32_t blend(uint32_t a, uint32_t b, double b_share)
{
    uint32_t out = 0;
    for (int shift = 0; shift <= 16; shift += 8) {
        double x = (a >> shift) & 0xFF, y = (b >> shift) & 0xFF;
        out |= (uint32_t)lround(x + (y - x) * b_share) << shift;
    }
    return out;
}

static uint32_t corner_pixel(const struct mask_shape *shape, int x, int y)
{
    int radius = shape->size;
    double alpha = shape->alpha / 255.0;
    double outer = mask_round(x, y, radius);
    if (shape->line == 0)
        return pixel(shape->fill, outer * alpha);
    double inner = 0;
    if (shape->line < radius)
        inner =
            mask_round(x - shape->line, y - shape->line, radius - shape->line);
    if (!shape->has_fill)
        return pixel(shape->edge, (outer - inner) * alpha);
    double share = outer > 0 ? inner / outer : 0;
    return pixel(blend(shape->edge, shape->fill, share), outer * alpha);
}

static uint32_t shadow_pixel(const struct mask_shape *shape, int side, int x,
                             int y)
{
    int reach = shape->line, radius = shape->size;
    double tile = (side - MASK_SPAN) / 2.0;
    double middle = side / 2.0, straight = MASK_SPAN / 2.0;
    /* From the middle outwards: the outline lies `reach` before the edge. */
    double px = fmax(fabs(x + 0.5 - middle) - straight, 0);
    double py = fmax(fabs(y + 0.5 - middle) - straight, 0);
    double flat = tile - reach - radius;
    double dx = px - flat, dy = py - flat;
    double outside = sqrt((dx > 0 ? dx * dx : 0) + (dy > 0 ? dy * dy : 0));
    double inside = fmin(fmax(dx, dy), 0);
    double distance = outside + inside - radius;
    return pixel(shape->fill,
                 shadow_share(distance, reach) * shape->alpha / 255.0);
}

/* Distance to the two rays that end the arc, at 12 o'clock and clockwise. */
static double arc_share(const struct mask_shape *shape, double dx, double dy)
{
    if (shape->share >= MASK_SHARES)
        return 1;
    double angle = 2 * acos(-1.0) * shape->share / MASK_SHARES;
    double start = between(dx + 0.5, 0, 1);
    double end = between(sin(angle) * -dy - cos(angle) * dx + 0.5, 0, 1);
    return shape->share <= MASK_SHARES / 2 ? fmin(start, end)
                                           : fmax(start, end);
}

static uint32_t arc_pixel(const struct mask_shape *shape, int side, int x,
                          int y)
{
    double middle = side / 2.0, outer = shape->size / 2.0;
    double dx = x + 0.5 - middle, dy = y + 0.5 - middle;
    double distance = sqrt(dx * dx + dy * dy);
    double share = between(outer - distance + 0.5, 0, 1) -
                   between(outer - shape->line - distance + 0.5, 0, 1);
    if (share <= 0)
        return pixel(shape->fill, 0);
    return pixel(shape->fill, share * arc_share(shape, dx, dy));
}

static int side_of(const struct mask_shape *shape)
{
    if (shape->kind == MASK_ARC)
        return shape->size;
    if (shape->kind == MASK_SHADOW)
        return 2 * mask_shadow_tile(shape->size, shape->line, shape->drop) +
               MASK_SPAN;
    return 2 * shape->size;
}

static SDL_Texture *make(SDL_Renderer *renderer, const struct mask_shape *shape,
                         int side)
{
    uint32_t *pixels = memory_get((size_t)side * (size_t)side * 4);
    for (int y = 0; y < side; y++)
        for (int x = 0; x < side; x++) {
            int fx = x < side / 2 ? x : side - 1 - x;
            int fy = y < side / 2 ? y : side - 1 - y;
            pixels[y * side + x] =
                shape->kind == MASK_CORNERS  ? corner_pixel(shape, fx, fy)
                : shape->kind == MASK_SHADOW ? shadow_pixel(shape, side, x, y)
                                             : arc_pixel(shape, side, x, y);
        }
    SDL_Texture *texture =
        SDL_CreateTexture(renderer, SDL_PIXELFORMAT_ARGB8888,
                          SDL_TEXTUREACCESS_STATIC, side, side);
    if (texture != NULL) {
        SDL_UpdateTexture(texture, NULL, pixels, side * 4);
        SDL_SetTextureBlendMode(texture, SDL_BLENDMODE_BLEND);
    }
    free(pixels);
    return texture;
}

static bool same(const struct mask_shape *a, const struct mask_shape *b)
{
    return a->kind == b->kind && a->size == b->size && a->line == b->line &&
           a->drop == b->drop && a->has_fill == b->has_fill &&
           a->alpha == b->alpha && a->fill == b->fill && a->edge == b->edge &&
           a->share == b->share;
}

static void make_room(struct mask_cache *cache, size_t bytes)
{
    while (cache->count > 0 &&
           (cache->count == MASKS_MOST || cache->bytes + bytes > BYTES_MOST)) {
        size_t oldest = 0;
        for (size_t i = 1; i < cache->count; i++)
            if (cache->masks[i].used < cache->masks[oldest].used)
                oldest = i;
        drop(cache, oldest);
    }
}

SDL_Texture *mask_get(struct mask_cache *cache, SDL_Renderer *renderer,
                      const struct mask_shape *shape)
{
    cache->clock++;
    for (size_t i = 0; i < cache->count; i++)
        if (same(&cache->masks[i].shape, shape)) {
            cache->masks[i].used = cache->clock;
            return cache->masks[i].texture;
        }
    int side = side_of(shape);
    if (side <= 0)
        return NULL;
    size_t bytes = (size_t)side * (size_t)side * 4;
    make_room(cache, bytes);
    SDL_Texture *texture = make(renderer, shape, side);
    if (texture == NULL)
        return NULL;
    cache->masks[cache->count++] = (struct mask){.shape = *shape,
                                                 .texture = texture,
                                                 .side = side,
                                                 .used = cache->clock};
    cache->bytes += bytes;
    return texture;
}
