#include "base/arena.h"
#include "ui/picture.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Scaling in two passes with a triangle as wide as the pixels it gathers:
 * smooth when larger, by area when smaller. Colours are multiplied by their
 * alpha meanwhile, so that what is transparent lends no colour. */

enum { ONE = 1 << 14 };

struct taps { /* which source pixels make one pixel, and how much of each */
    int first, count;
    int weights[];
};

static struct taps **taps_new(double from, double length, int source, int count)
{
    double scale = length / count;
    double support = scale > 1 ? scale : 1;
    size_t most = (size_t)ceil(support * 2) + 2;
    size_t bytes = sizeof(struct taps) + most * sizeof(int);
    bytes = (bytes + 15) / 16 * 16;
    struct taps **taps =
        memory_get((size_t)count * (sizeof *taps + bytes) + 16);
    char *at = (char *)(taps + count);
    at += 15 - ((uintptr_t)at + 15) % 16;
    for (int i = 0; i < count; i++, at += bytes) {
        taps[i] = (struct taps *)(void *)at;
        double middle = from + (i + 0.5) * scale;
        int first = (int)floor(middle - support);
        int last = (int)ceil(middle + support);
        first = first < 0 ? 0 : first;
        last = last > source ? source : last;
        double sum = 0;
        for (int k = first; k < last; k++)
            sum += fmax(0, 1 - fabs(k + 0.5 - middle) / support);
        taps[i]->first = first;
        taps[i]->count = last - first;
        int left = ONE, heaviest = 0;
        for (int k = 0; k < last - first; k++) {
            double part = fmax(0, 1 - fabs(first + k + 0.5 - middle) / support);
            taps[i]->weights[k] = (int)lround(part / sum * ONE);
            left -= taps[i]->weights[k];
            if (taps[i]->weights[k] > taps[i]->weights[heaviest])
                heaviest = k;
        }
        taps[i]->weights[heaviest] += left; /* white stays white */
    }
    return taps;
}

static void multiply_alpha(uint32_t *row, int count)
{
    for (int x = 0; x < count; x++) {
        uint32_t a = row[x] >> 24, p = row[x];
        if (a == 255)
            continue;
        uint32_t r = ((p >> 16 & 255) * a + 127) / 255;
        uint32_t g = ((p >> 8 & 255) * a + 127) / 255;
        uint32_t b = ((p & 255) * a + 127) / 255;
        row[x] = a << 24 | r << 16 | g << 8 | b;
    }
}

static void divide_alpha(uint32_t *row, int count)
{
    for (int x = 0; x < count; x++) {
        uint32_t a = row[x] >> 24, p = row[x], out = a << 24;
        if (a == 255 || a == 0)
            continue;
        for (int shift = 0; shift <= 16; shift += 8) {
            uint32_t c = ((p >> shift & 255) * 255 + a / 2) / a;
            out |= (c > 255 ? 255 : c) << shift;
        }
        row[x] = out;
    }
}

/* `step`: pixels from one tap to the next. */
static uint32_t gathered(const uint32_t *from, size_t step,
                         const struct taps *taps)
{
    int a = ONE / 2, r = ONE / 2, g = ONE / 2, b = ONE / 2;
    from += (size_t)taps->first * step;
    for (int k = 0; k < taps->count; k++, from += step) {
        int weight = taps->weights[k];
        a += (int)(*from >> 24) * weight;
        r += (int)(*from >> 16 & 255) * weight;
        g += (int)(*from >> 8 & 255) * weight;
        b += (int)(*from & 255) * weight;
    }
    return (uint32_t)(a / ONE) << 24 | (uint32_t)(r / ONE) << 16 |
           (uint32_t)(g / ONE) << 8 | (uint32_t)(b / ONE);
}

static void scale_rows(SDL_Surface *source, int w, struct taps **columns,
                       uint32_t *wide)
{
    uint32_t *row = memory_get((size_t)source->w * 4);
    for (int y = 0; y < source->h; y++) {
        const char *pixels =
            (char *)source->pixels + (size_t)y * (size_t)source->pitch;
        SDL_ConvertPixels(source->w, 1, source->format->format, pixels,
                          source->pitch, SDL_PIXELFORMAT_ARGB8888, row,
                          source->w * 4);
        multiply_alpha(row, source->w);
        for (int x = 0; x < w; x++)
            wide[(size_t)y * (size_t)w + (size_t)x] =
                gathered(row, 1, columns[x]);
    }
    free(row);
}

static void resample(SDL_Surface *source, SDL_Surface *target)
{
    int w = target->w, h = target->h;
    double scale = fmin((double)source->w / w, (double)source->h / h);
    double length_x = w * scale, length_y = h * scale;
    struct taps **columns =
        taps_new((source->w - length_x) / 2, length_x, source->w, w);
    struct taps **rows =
        taps_new((source->h - length_y) / 2, length_y, source->h, h);
    uint32_t *wide = memory_get((size_t)source->h * (size_t)w * 4);
    scale_rows(source, w, columns, wide);
    for (int y = 0; y < h; y++) {
        uint32_t *out = (uint32_t *)(void *)((char *)target->pixels +
                                             (size_t)y * (size_t)target->pitch);
        for (int x = 0; x < w; x++)
            out[x] = gathered(wide + x, (size_t)w, rows[y]);
        divide_alpha(out, w);
    }
    free(wide);
    free(rows);
    free(columns);
}

/* Right size already, as an SVG is: only cropped. */
static void crop(SDL_Surface *source, SDL_Surface *target)
{
    SDL_Rect from = {(source->w - target->w) / 2, (source->h - target->h) / 2,
                     target->w, target->h};
    SDL_SetSurfaceBlendMode(source, SDL_BLENDMODE_NONE);
    SDL_BlitSurface(source, &from, target, NULL);
}

SDL_Surface *picture_scale(SDL_Surface *source, int w, int h)
{
    SDL_Surface *target =
        SDL_CreateRGBSurfaceWithFormat(0, w, h, 32, SDL_PIXELFORMAT_ARGB8888);
    if (target == NULL)
        return NULL;
    bool covers = source->w >= w && source->h >= h;
    if (covers && (source->w - w < 2 || source->h - h < 2)) {
        crop(source, target);
        return target;
    }
    SDL_Surface *plain = NULL; /* palettes have no SDL_ConvertPixels() */
    if (SDL_ISPIXELFORMAT_INDEXED(source->format->format)) {
        plain = SDL_ConvertSurfaceFormat(source, SDL_PIXELFORMAT_ARGB8888, 0);
        if (plain == NULL) {
            SDL_FreeSurface(target);
            return NULL;
        }
    }
    resample(plain != NULL ? plain : source, target);
    SDL_FreeSurface(plain);
    return target;
}
