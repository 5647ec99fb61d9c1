#ifndef UI_PICTURE_H
#define UI_PICTURE_H

/*
 * Private to ui: one picture file, decoded at the size it is shown: SVG drawn
 * at that size, PNG, JPEG and WebP scaled by area, cropped to cover, corners
 * rounded in its alpha. Any thread; takes milliseconds.
 */

#include "base/fail.h"
#include <SDL.h>
#include <stdbool.h>

struct picture_shape {
    int w, h, radius;
    unsigned corners;
    bool is_whole; /* all of it, in its own proportions, to be stretched: no
                      larger than PICTURE_WHOLE a side */
};

enum {
    PICTURE_FILE_BYTES = 32 << 20,
    PICTURE_SIDE = 4096,
    PICTURE_WHOLE = 2048
};

/* ARGB8888, shape.w times shape.h unless it is whole. *ret_is_opaque: but for
 * the corners. */
SDL_Surface *picture_read(const char *path, const struct picture_shape *shape,
                          bool *ret_is_opaque, struct fail *why);

/* An SVG as large as it gets within (is_cover: more than) w times h. */
SDL_Surface *picture_svg(const char *bytes, size_t count, int w, int h,
                         bool is_cover);

/* The part of `source` that covers w times h, scaled to that. */
SDL_Surface *picture_scale(SDL_Surface *source, int w, int h);

#endif
