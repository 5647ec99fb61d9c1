#ifndef UI_PICTURE_CACHE_H
#define UI_PICTURE_CACHE_H

/*
 * Private to ui: decoded pictures, by file, size and corners, in 16 MiB. A
 * worker of its own decodes them one after another; all calls here are for
 * the UI thread. What the last frame did not show goes first; what a frame
 * shows stays, even above the budget.
 */

#include "ui/picture.h"

struct picture_cache;

enum { PICTURE_CACHE_BYTES = 16 << 20 };

/* `on_ready` is called by the worker after each picture. */
struct picture_cache *picture_cache_new(void (*on_ready)(void *user),
                                        void *user);
void picture_cache_free(struct picture_cache *cache);
/* Before a frame's pictures are asked for. */
void picture_cache_begin_frame(struct picture_cache *cache);
/* The texture, or NULL until the worker has it (it is asked to) or for ever
 * if the file cannot be read (said once on stderr). */
SDL_Texture *picture_cache_get(struct picture_cache *cache,
                               SDL_Renderer *renderer, const char *path,
                               const struct picture_shape *shape,
                               bool *ret_is_opaque);
/* After it: forgets what is too much. */
void picture_cache_end_frame(struct picture_cache *cache);
/* What is kept now. */
size_t picture_cache_bytes(struct picture_cache *cache);
/* Whether a picture was finished and not asked for since. */
bool picture_cache_has_news(struct picture_cache *cache);
void picture_cache_settle(struct picture_cache *cache);
/* Before the renderer goes. */
void picture_cache_drop_textures(struct picture_cache *cache);

#endif
