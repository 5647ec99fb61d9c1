#include "ui/picture.h"
#include "base/fs.h"
#include "base/str.h"
#include "ui/draw_list.h"
#include "ui/mask.h"
#include <SDL_image.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static SDL_Surface *svg(const char *bytes, size_t count, int w, int h)
{
    SDL_RWops *file = SDL_RWFromConstMem(bytes, (int)count);
    if (file == NULL)
        return NULL;
    SDL_Surface *surface = IMG_LoadSizedSVG_RW(file, w, h);
    SDL_RWclose(file);
    return surface;
}

SDL_Surface *picture_svg(const char *bytes, size_t count, int w, int h,
                         bool is_cover)
{
    /* The last row and column may be covered in part only. */
    int more = is_cover ? 1 : 0;
    SDL_Surface *surface = svg(bytes, count, w + more, 0);
    if (surface == NULL)
        return NULL;
    bool fits = is_cover ? surface->h > h : surface->h <= h;
    if (fits)
        return surface;
    SDL_FreeSurface(surface);
    return svg(bytes, count, 0, h + more);
}

static bool is_too_large(const SDL_Surface *surface)
{
    return surface->w > PICTURE_SIDE || surface->h > PICTURE_SIDE;
}

static SDL_Surface *decode(const char *bytes, size_t count, bool is_svg,
                           const struct picture_shape *shape)
{
    int most = PICTURE_WHOLE;
    if (is_svg && strstr(bytes, "<svg") == NULL) {
        SDL_SetError("no <svg> in it"); /* the library would lose memory */
        return NULL;
    }
    if (is_svg && shape->is_whole) /* sharp still when it is stretched */
        return picture_svg(bytes, count,
                           2 * shape->w < most ? 2 * shape->w : most,
                           2 * shape->h < most ? 2 * shape->h : most, false);
    if (is_svg)
        return picture_svg(bytes, count, shape->w, shape->h, true);
    SDL_RWops *file = SDL_RWFromConstMem(bytes, (int)count);
    return file != NULL ? IMG_Load_RW(file, 1) : NULL;
}

static SDL_Surface *read_source(const char *path,
                                const struct picture_shape *shape,
                                struct fail *why)
{
    size_t count = 0;
    char *bytes =
        fs_read_file(fs_system(), path, PICTURE_FILE_BYTES, &count, why);
    if (bytes == NULL)
        return NULL;
    SDL_Surface *surface = decode(bytes, count, str_ends(path, ".svg"), shape);
    free(bytes);
    if (surface == NULL) {
        fail_set(why, FAIL_INVALID, "%s: %s", path, IMG_GetError());
        return NULL;
    }
    if (is_too_large(surface)) {
        fail_set(why, FAIL_INVALID, "%s is larger than %d x %d", path,
                 PICTURE_SIDE, PICTURE_SIDE);
        SDL_FreeSurface(surface);
        return NULL;
    }
    return surface;
}

static uint32_t *pixels_of(SDL_Surface *surface, int y)
{
    return (uint32_t *)(void *)((char *)surface->pixels +
                                (size_t)y * (size_t)surface->pitch);
}

static bool is_opaque(SDL_Surface *surface)
{
    for (int y = 0; y < surface->h; y++) {
        const uint32_t *row = pixels_of(surface, y);
        for (int x = 0; x < surface->w; x++)
            if (row[x] < 0xFF000000u)
                return false;
    }
    return true;
}

static void fade(uint32_t *pixel, double share)
{
    uint32_t alpha = (uint32_t)lround((*pixel >> 24) * share);
    *pixel = alpha << 24 | (*pixel & 0xFFFFFF);
}

static void round_corners(SDL_Surface *surface,
                          const struct picture_shape *shape)
{
    int right = surface->w - 1, bottom = surface->h - 1;
    for (int y = 0; y < shape->radius; y++)
        for (int x = 0; x < shape->radius; x++) {
            double share = mask_round(x, y, shape->radius);
            if (shape->corners & CORNER_TOP_LEFT)
                fade(&pixels_of(surface, y)[x], share);
            if (shape->corners & CORNER_TOP_RIGHT)
                fade(&pixels_of(surface, y)[right - x], share);
            if (shape->corners & CORNER_BOTTOM_LEFT)
                fade(&pixels_of(surface, bottom - y)[x], share);
            if (shape->corners & CORNER_BOTTOM_RIGHT)
                fade(&pixels_of(surface, bottom - y)[right - x], share);
        }
}

static SDL_Surface *whole(SDL_Surface *source)
{
    int side = source->w > source->h ? source->w : source->h;
    double share = side > PICTURE_WHOLE ? PICTURE_WHOLE / (double)side : 1;
    int w = (int)(source->w * share), h = (int)(source->h * share);
    return picture_scale(source, w > 0 ? w : 1, h > 0 ? h : 1);
}

SDL_Surface *picture_read(const char *path, const struct picture_shape *shape,
                          bool *ret_is_opaque, struct fail *why)
{
    SDL_Surface *source = read_source(path, shape, why);
    if (source == NULL)
        return NULL;
    SDL_Surface *surface = shape->is_whole
                               ? whole(source)
                               : picture_scale(source, shape->w, shape->h);
    SDL_FreeSurface(source);
    if (surface == NULL) {
        fail_set(why, FAIL_INVALID, "%s: %s", path, SDL_GetError());
        return NULL;
    }
    *ret_is_opaque = is_opaque(surface);
    if (!shape->is_whole)
        round_corners(surface, shape);
    return surface;
}
