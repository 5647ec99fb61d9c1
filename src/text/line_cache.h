#ifndef TEXT_LINE_CACHE_H
#define TEXT_LINE_CACHE_H

/*
 * Textures by key, of at most LINE_CACHE_BYTES together: what was used
 * longest ago goes first. Private to src/text.
 */

#include <SDL.h>
#include <stdint.h>

enum { LINE_CACHE_BYTES = 8 * 1024 * 1024, LINE_CACHE_BUCKETS = 512 };

struct line_texture {
    uint64_t key;
    SDL_Texture *texture; /* NULL: a line without ink */
    SDL_Rect box;
    size_t bytes;
    struct line_texture *next; /* in the bucket */
    struct line_texture *newer, *older;
};
struct line_cache { /* zeroed: empty */
    struct line_texture *buckets[LINE_CACHE_BUCKETS];
    struct line_texture *newest, *oldest;
    size_t bytes, count;
};

void line_cache_fini(struct line_cache *cache); /* empty again */

/* Counts as a use. NULL if it is not there. */
struct line_texture *line_cache_find(struct line_cache *cache, uint64_t key);
/* Takes the texture over; it stays at least until the next one is added. */
struct line_texture *line_cache_add(struct line_cache *cache, uint64_t key,
                                    SDL_Texture *texture, SDL_Rect box);

#endif
