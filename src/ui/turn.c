#include "ui/turn.h"

#include <stddef.h>

/* Columns are written as rows: in tiles that stay in the cache. */
enum { TILE = 32 };

struct rect turn_rect(struct rect drawn, int w, int h, int rotation)
{
    switch (rotation) {
    case 90:
        return (struct rect){h - drawn.y - drawn.h, drawn.x, drawn.h, drawn.w};
    case 180:
        return (struct rect){w - drawn.x - drawn.w, h - drawn.y - drawn.h,
                             drawn.w, drawn.h};
    case 270:
        return (struct rect){drawn.y, w - drawn.x - drawn.w, drawn.h, drawn.w};
    default:
        return drawn;
    }
}

void turn_back(int shown_x, int shown_y, int w, int h, int rotation, int *ret_x,
               int *ret_y)
{
    *ret_x = rotation == 90    ? shown_y
             : rotation == 180 ? w - 1 - shown_x
             : rotation == 270 ? w - 1 - shown_y
                               : shown_x;
    *ret_y = rotation == 90    ? h - 1 - shown_x
             : rotation == 180 ? h - 1 - shown_y
             : rotation == 270 ? shown_x
                               : shown_y;
}

static uint32_t *pixel_at(SDL_Surface *surface, int x, int y)
{
    return (uint32_t *)(void *)((char *)surface->pixels +
                                (size_t)y * (size_t)surface->pitch) +
           x;
}

static void turn_tile(SDL_Surface *drawn, SDL_Surface *shown, struct rect tile,
                      int rotation)
{
    struct rect to = turn_rect(tile, drawn->w, drawn->h, rotation);
    ptrdiff_t line = drawn->pitch / 4;
    ptrdiff_t step = rotation == 90    ? -line
                     : rotation == 180 ? -1
                     : rotation == 270 ? line
                                       : 1;
    for (int y = to.y; y < to.y + to.h; y++) {
        uint32_t *pixel = pixel_at(shown, to.x, y);
        int from_x, from_y;
        turn_back(to.x, y, drawn->w, drawn->h, rotation, &from_x, &from_y);
        const uint32_t *from = pixel_at(drawn, from_x, from_y);
        for (int x = 0; x < to.w; x++)
            pixel[x] = from[x * step];
    }
}

void turn_pixels(SDL_Surface *drawn, SDL_Surface *shown, struct rect rect,
                 int rotation)
{
    rect = rect_common(rect, (struct rect){0, 0, drawn->w, drawn->h});
    int wide = rotation % 180 == 0 ? rect.w : TILE; /* rows stay rows */
    for (int y = rect.y; y < rect.y + rect.h; y += TILE)
        for (int x = rect.x; x < rect.x + rect.w; x += wide) {
            struct rect tile =
                rect_common(rect, (struct rect){x, y, wide, TILE});
            turn_tile(drawn, shown, tile, rotation);
        }
}
