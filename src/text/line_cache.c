#include "text/line_cache.h"
#include "base/arena.h"
#include <stdlib.h>

static struct line_texture **bucket_of(struct line_cache *cache, uint64_t key)
{
    return &cache->buckets[key % LINE_CACHE_BUCKETS];
}

static void unlink_age(struct line_cache *cache, struct line_texture *line)
{
    if (line->newer)
        line->newer->older = line->older;
    else
        cache->newest = line->older;
    if (line->older)
        line->older->newer = line->newer;
    else
        cache->oldest = line->newer;
}

static void link_newest(struct line_cache *cache, struct line_texture *line)
{
    line->newer = NULL;
    line->older = cache->newest;
    if (cache->newest)
        cache->newest->newer = line;
    else
        cache->oldest = line;
    cache->newest = line;
}

static void drop(struct line_cache *cache, struct line_texture *line)
{
    struct line_texture **at = bucket_of(cache, line->key);
    while (*at != line)
        at = &(*at)->next;
    *at = line->next;
    unlink_age(cache, line);
    cache->bytes -= line->bytes;
    cache->count--;
    if (line->texture)
        SDL_DestroyTexture(line->texture);
    free(line);
}

void line_cache_fini(struct line_cache *cache)
{
    while (cache->oldest)
        drop(cache, cache->oldest);
}

struct line_texture *line_cache_find(struct line_cache *cache, uint64_t key)
{
    struct line_texture *line = *bucket_of(cache, key);
    while (line && line->key != key)
        line = line->next;
    if (line && line != cache->newest) {
        unlink_age(cache, line);
        link_newest(cache, line);
    }
    return line;
}

struct line_texture *line_cache_add(struct line_cache *cache, uint64_t key,
                                    SDL_Texture *texture, SDL_Rect box)
{
    struct line_texture *line = memory_get(sizeof *line);
    line->key = key;
    line->texture = texture;
    line->box = box;
    line->bytes = sizeof *line + (size_t)box.w * (size_t)box.h * 4;
    line->next = *bucket_of(cache, key);
    *bucket_of(cache, key) = line;
    link_newest(cache, line);
    cache->bytes += line->bytes;
    cache->count++;
    while (cache->bytes > LINE_CACHE_BYTES && cache->oldest != line)
        drop(cache, cache->oldest);
    return line;
}
