#ifndef UI_MASK_H
#define UI_MASK_H

/*
 * Private to ui: smooth round shapes as small textures, colour baked in
 * (colour mod costs seven times as much in software), computed from the
 * distance to the outline. Kept by shape and colour; what was used longest
 * ago goes first.
 */

#include <SDL.h>
#include <stdbool.h>
#include <stdint.h>

struct mask_cache;

enum mask_kind {
    MASK_CORNERS, /* four quarters of a disc, 2 radius wide and high */
    MASK_SHADOW,  /* corners of a soft shadow: radius, line = its reach */
    MASK_ARC      /* a ring of diameter 2 radius, `line` wide, to `share` */
};
struct mask_shape {
    enum mask_kind kind;
    int size; /* of corners and shadow: the radius; of an arc: the diameter */
    int line; /* border, reach, width of the ring */
    int drop; /* of a shadow */
    bool has_fill;
    uint8_t alpha;
    uint32_t fill, edge; /* edge: of the border */
    int share;           /* of an arc, in MASK_SHARES */
};
enum { MASK_SHARES = 1440, MASK_SPAN = 64 };

struct mask_cache *mask_cache_new(void);
void mask_cache_free(struct mask_cache *cache);
void mask_cache_drop_textures(struct mask_cache *cache);
/* Owned by the cache, valid until the next call; NULL if it cannot be made.
 * Corners: quarters meet in the middle. Shadow: a tile of mask_shadow_tile()
 * in each corner, MASK_SPAN of straight edge between them. */
SDL_Texture *mask_get(struct mask_cache *cache, SDL_Renderer *renderer,
                      const struct mask_shape *shape);

/* Width and height of one corner of a shadow, of which `reach` outside. */
int mask_shadow_tile(int radius, int reach, int drop);

/* How much of the pixel at x, y lies in the quarter disc whose middle is at
 * radius, radius. */
double mask_round(int x, int y, double radius);

#endif
