#ifndef UI_ICON_CACHE_H
#define UI_ICON_CACHE_H

/* Private to ui: icons, drawn from assets/icons/NAME.svg at the size asked
 * for; of the file only the opacity counts, the colour is the caller's. What
 * cannot be read is said once and left out. */

#include <SDL.h>
#include <stdbool.h>
#include <stdint.h>

struct icon_cache;

struct icon_cache *icon_cache_new(const char *assets_folder);
void icon_cache_free(struct icon_cache *cache);
/* size times size; owned by the cache, valid until the next call. */
SDL_Texture *icon_cache_get(struct icon_cache *cache, SDL_Renderer *renderer,
                            const char *name, int size, uint32_t colour,
                            bool is_mirrored);
void icon_cache_drop_textures(struct icon_cache *cache);

#endif
