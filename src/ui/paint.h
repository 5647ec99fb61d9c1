#ifndef UI_PAINT_H
#define UI_PAINT_H

/* Private to ui: one item of a draw list to a renderer. No copy is ever
 * scaled, so that a part drawn alone is the same as in the whole; but for
 * DRAW_ZOOM, which is drawn whole or not at all. */

#include "text/typesetter.h"
#include "ui/draw_list.h"
#include "ui/icon_cache.h"
#include "ui/mask.h"
#include "ui/picture_cache.h"

struct paint {
    SDL_Renderer *renderer;
    struct typesetter *setter;
    struct mask_cache *masks;
    struct icon_cache *icons;
    struct picture_cache *pictures;
};

/* Where the item may leave pixels; paint_item() keeps to it. */
struct rect paint_bounds(const struct draw_item *item);
/* Whether everything under `part` is hidden by the item. */
bool paint_hides(const struct draw_item *item, struct rect part);
void paint_item(struct paint *paint, const struct draw_item *item,
                struct rect clip);
/* Flat, all of rect. */
void paint_fill(struct paint *paint, struct rect rect, uint32_t colour,
                uint8_t alpha);
/* Asks for a picture item's texture; NULL: not there (yet). */
SDL_Texture *paint_picture(struct paint *paint, const struct draw_item *item,
                           bool *ret_is_opaque);

/* paint_box.c */
void paint_box(struct paint *paint, const struct draw_item *item);
void paint_shadow(struct paint *paint, const struct draw_item *item);
int paint_shadow_drop(const struct draw_item *item);

#endif
