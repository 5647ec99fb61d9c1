#include "ui/surface_motion.h"

#include <string.h>

#define FIRST_PART 0.1 /* of the way, in the first picture */

bool surface_motion_is_over(const struct surface_motion *state, int64_t now_ms)
{
    return now_ms - state->start_ms >= state->motion.duration_ms;
}

/* Quick at first, coming to rest: 1 - (1 - t)^3. */
double surface_motion_share(const struct surface_motion *state, int64_t now_ms)
{
    double t = (double)(now_ms - state->start_ms) / state->motion.duration_ms;

    t = t < FIRST_PART ? FIRST_PART : t > 1 ? 1 : t;
    return 1 - (1 - t) * (1 - t) * (1 - t);
}

static uint32_t *pixels_at(SDL_Surface *surface, int x, int y)
{
    char *row = (char *)surface->pixels + (size_t)y * (size_t)surface->pitch;
    return (uint32_t *)(void *)row + x;
}

/* Kept from one motion to the next: asking for 8 MiB anew costs more than
 * filling it. */
static bool has_room(SDL_Surface **surface, const SDL_Surface *pixels)
{
    if (*surface != NULL &&
        ((*surface)->w != pixels->w || (*surface)->h != pixels->h)) {
        SDL_FreeSurface(*surface);
        *surface = NULL;
    }
    if (*surface == NULL)
        *surface = SDL_CreateRGBSurfaceWithFormat(0, pixels->w, pixels->h, 32,
                                                  pixels->format->format);
    return *surface != NULL;
}

static void copy_rows(SDL_Surface *to, int to_x, int to_y, SDL_Surface *from,
                      int from_x, int from_y, int w, int h)
{
    if (w <= 0)
        return;
    for (int y = 0; y < h; y++)
        memcpy(pixels_at(to, to_x, to_y + y),
               pixels_at(from, from_x, from_y + y), (size_t)w * 4);
}

void surface_motion_put(SDL_Surface *from, SDL_Surface *to, struct rect rect)
{
    copy_rows(to, rect.x, rect.y, from, rect.x, rect.y, rect.w, rect.h);
}

bool surface_motion_begin(struct surface_motion *state, SDL_Surface *pixels,
                          const struct motion *motion, int64_t now_ms)
{
    struct rect rect =
        rect_common(motion->rect, (struct rect){0, 0, pixels->w, pixels->h});

    surface_motion_end(state);
    if (rect.w <= 0 || rect.h <= 0 || motion->duration_ms <= 0 ||
        pixels->format->BytesPerPixel != 4)
        return false;
    state->motion = *motion;
    state->motion.rect = rect;
    state->start_ms = now_ms;
    if (!has_room(&state->old, pixels) || !has_room(&state->next, pixels))
        return false;
    surface_motion_put(pixels, state->old, rect);
    state->is_on = true;
    return true;
}

void surface_motion_restore(struct surface_motion *state, SDL_Surface *pixels)
{
    struct rect rect = state->motion.rect;
    if (state->has_next)
        surface_motion_put(state->next, pixels, rect);
}

void surface_motion_keep(struct surface_motion *state, SDL_Surface *pixels)
{
    struct rect rect = state->motion.rect;
    surface_motion_put(pixels, state->next, rect);
    state->has_next = true;
}

static int between(int a, int b, double share)
{
    return a + (int)((b - a) * share);
}

/* On its way from `a` to `b`, from the corner of what moves. */
static struct rect rect_between(struct rect a, struct rect b,
                                struct rect origin, double share)
{
    int x0 = between(a.x, b.x, share) - origin.x;
    int y0 = between(a.y, b.y, share) - origin.y;
    int x1 = between(a.x + a.w, b.x + b.w, share) - origin.x;
    int y1 = between(a.y + a.h, b.y + b.h, share) - origin.y;

    return rect_common((struct rect){x0, y0, x1 - x0, y1 - y0},
                       (struct rect){0, 0, origin.w, origin.h});
}

static void slide(struct surface_motion *state, SDL_Surface *pixels,
                  bool to_left, int gone)
{
    struct rect at = state->motion.rect;
    int left = at.w - gone;

    if (to_left) {
        copy_rows(pixels, at.x, at.y, state->old, at.x + gone, at.y, left,
                  at.h);
        copy_rows(pixels, at.x + left, at.y, state->next, at.x, at.y, gone,
                  at.h);
    } else {
        copy_rows(pixels, at.x + gone, at.y, state->old, at.x, at.y, left,
                  at.h);
        copy_rows(pixels, at.x, at.y, state->next, at.x + left, at.y, gone,
                  at.h);
    }
}

/* `inner` shows one, around it stands the other. */
static void frame(struct surface_motion *state, SDL_Surface *pixels,
                  SDL_Surface *within, SDL_Surface *around, struct rect inner)
{
    struct rect at = state->motion.rect;

    surface_motion_put(around, pixels, at);
    surface_motion_put(
        within, pixels,
        (struct rect){at.x + inner.x, at.y + inner.y, inner.w, inner.h});
}

/* Two channels at a time; 256 parts. */
static uint32_t blended(uint32_t a, uint32_t b, uint32_t part)
{
    uint32_t even = 0x00FF00FFu;
    uint32_t ra = a & even, rb = b & even;
    uint32_t ga = (a >> 8) & even, gb = (b >> 8) & even;
    uint32_t r = (ra * (256 - part) + rb * part) >> 8 & even;
    uint32_t g = (ga * (256 - part) + gb * part) & ~even;
    return r | g;
}

static void fade(struct surface_motion *state, SDL_Surface *pixels,
                 double share)
{
    struct rect at = state->motion.rect;
    uint32_t part = (uint32_t)(share * 256);

    for (int y = 0; y < at.h; y++) {
        const uint32_t *a = pixels_at(state->old, at.x, at.y + y);
        const uint32_t *b = pixels_at(state->next, at.x, at.y + y);
        uint32_t *to = pixels_at(pixels, at.x, at.y + y);
        for (int x = 0; x < at.w; x++)
            to[x] = blended(a[x], b[x], part);
    }
}

void surface_motion_compose(struct surface_motion *state, SDL_Surface *pixels,
                            int64_t now_ms)
{
    const struct motion *motion = &state->motion;
    double share = surface_motion_share(state, now_ms);
    struct rect all = motion->rect;

    switch (motion->kind) {
    case MOTION_LEFT:
    case MOTION_RIGHT:
        slide(state, pixels, motion->kind == MOTION_LEFT, (int)(all.w * share));
        break;
    case MOTION_OPEN:
        frame(state, pixels, state->next, state->old,
              rect_between(motion->from, all, all, share));
        break;
    case MOTION_CLOSE:
        frame(state, pixels, state->old, state->next,
              rect_between(all, motion->from, all, share));
        break;
    default:
        fade(state, pixels, share);
    }
}

bool surface_motion_begin_gpu(struct surface_motion *state,
                              SDL_Renderer *renderer, SDL_Texture *canvas,
                              const struct motion *motion, int64_t now_ms)
{
    int w = 0, h = 0;

    surface_motion_end(state);
    SDL_QueryTexture(canvas, NULL, NULL, &w, &h);
    state->old_texture = SDL_CreateTexture(renderer, SDL_PIXELFORMAT_ARGB8888,
                                           SDL_TEXTUREACCESS_TARGET, w, h);
    if (state->old_texture == NULL || motion->duration_ms <= 0)
        return false;
    state->motion = *motion;
    state->start_ms = now_ms;
    state->is_on = true;
    SDL_SetRenderTarget(renderer, state->old_texture);
    SDL_RenderSetClipRect(renderer, NULL);
    SDL_RenderCopy(renderer, canvas, NULL, NULL);
    SDL_SetTextureBlendMode(state->old_texture, SDL_BLENDMODE_NONE);
    return true;
}

static void put(SDL_Renderer *renderer, SDL_Texture *texture, struct rect from,
                int x, int y)
{
    SDL_Rect source = {from.x, from.y, from.w, from.h};
    SDL_Rect target = {x, y, from.w, from.h};

    if (from.w > 0 && from.h > 0)
        SDL_RenderCopy(renderer, texture, &source, &target);
}

static void slide_gpu(struct surface_motion *state, SDL_Renderer *renderer,
                      SDL_Texture *canvas, int gone)
{
    struct rect at = state->motion.rect;
    int left = at.w - gone;
    bool to_left = state->motion.kind == MOTION_LEFT;
    struct rect old = {at.x + (to_left ? gone : 0), at.y, left, at.h};
    struct rect next = {at.x + (to_left ? 0 : left), at.y, gone, at.h};

    put(renderer, state->old_texture, old, at.x + (to_left ? 0 : gone), at.y);
    put(renderer, canvas, next, at.x + (to_left ? left : 0), at.y);
}

void surface_motion_compose_gpu(struct surface_motion *state,
                                SDL_Renderer *renderer, SDL_Texture *canvas,
                                int64_t now_ms)
{
    const struct motion *motion = &state->motion;
    double share = surface_motion_share(state, now_ms);
    struct rect all = motion->rect;
    bool is_open = motion->kind == MOTION_OPEN;

    if (motion->kind == MOTION_LEFT || motion->kind == MOTION_RIGHT) {
        slide_gpu(state, renderer, canvas, (int)(all.w * share));
    } else if (is_open || motion->kind == MOTION_CLOSE) {
        struct rect inner = is_open
                                ? rect_between(motion->from, all, all, share)
                                : rect_between(all, motion->from, all, share);
        struct rect at = {inner.x + all.x, inner.y + all.y, inner.w, inner.h};
        put(renderer, is_open ? state->old_texture : canvas, all, all.x, all.y);
        put(renderer, is_open ? canvas : state->old_texture, at, at.x, at.y);
    } else {
        SDL_SetTextureBlendMode(state->old_texture, SDL_BLENDMODE_BLEND);
        SDL_SetTextureAlphaMod(state->old_texture, (Uint8)(255 * (1 - share)));
        put(renderer, state->old_texture, all, all.x, all.y);
    }
}

void surface_motion_end(struct surface_motion *state)
{
    if (state->old_texture != NULL)
        SDL_DestroyTexture(state->old_texture);
    state->old_texture = NULL;
    state->is_on = state->has_next = false;
}

void surface_motion_fini(struct surface_motion *state)
{
    surface_motion_end(state);
    SDL_FreeSurface(state->old);
    SDL_FreeSurface(state->next);
    state->old = state->next = NULL;
}
