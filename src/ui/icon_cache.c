#include "ui/icon_cache.h"
#include "base/arena.h"
#include "base/fs.h"
#include "base/log.h"
#include "base/str.h"
#include "ui/picture.h"
#include <stdlib.h>
#include <string.h>

enum { ICONS_MOST = 128, NAME_BYTES = 48, FILE_BYTES = 64 << 10 };

struct icon {
    char name[NAME_BYTES];
    int size;
    uint32_t colour;
    bool is_mirrored;
    SDL_Texture *texture; /* NULL: cannot be read */
    uint64_t used;
};
struct icon_cache {
    struct icon icons[ICONS_MOST];
    size_t count;
    uint64_t clock;
    char *folder;
};

struct icon_cache *icon_cache_new(const char *assets_folder)
{
    struct icon_cache *cache = memory_get(sizeof *cache);
    size_t bytes = strlen(assets_folder) + 1;
    cache->folder = memcpy(memory_get(bytes), assets_folder, bytes);
    return cache;
}

void icon_cache_drop_textures(struct icon_cache *cache)
{
    for (size_t i = 0; i < cache->count; i++)
        if (cache->icons[i].texture != NULL)
            SDL_DestroyTexture(cache->icons[i].texture);
    cache->count = 0;
}

void icon_cache_free(struct icon_cache *cache)
{
    icon_cache_drop_textures(cache);
    free(cache->folder);
    free(cache);
}

static SDL_Surface *read_icon(const struct icon_cache *cache, const char *name,
                              int size)
{
    struct str path = {0};
    struct fail why = {0};
    size_t count = 0;
    SDL_Surface *surface = NULL;
    str_addf(&path, "%s/icons/%s.svg", cache->folder, name);
    char *bytes =
        fs_read_file(fs_system(), str_text(&path), FILE_BYTES, &count, &why);
    if (bytes != NULL) {
        surface = picture_svg(bytes, count, size, size, false);
        if (surface == NULL)
            fail_set(&why, FAIL_INVALID, "%s: %s", str_text(&path),
                     SDL_GetError());
    }
    if (surface == NULL)
        log_fail(&why);
    free(bytes);
    str_fini(&path);
    return surface;
}

/* Only opacity is taken over, in the middle of size times size. */
static uint32_t *tinted(SDL_Surface *surface, const struct icon *icon)
{
    int size = icon->size;
    uint32_t *pixels = memory_get((size_t)size * (size_t)size * 4);
    int left = (size - surface->w) / 2, top = (size - surface->h) / 2;
    for (int i = 0; i < size * size; i++)
        pixels[i] = icon->colour;
    for (int y = 0; y < surface->h; y++) {
        const uint32_t *row =
            (const uint32_t *)(const void *)((const char *)surface->pixels +
                                             (size_t)y *
                                                 (size_t)surface->pitch);
        for (int x = 0; x < surface->w; x++) {
            int to_x = icon->is_mirrored ? size - 1 - left - x : left + x;
            int to_y = top + y;
            if (to_x >= 0 && to_x < size && to_y >= 0 && to_y < size)
                pixels[to_y * size + to_x] =
                    (row[x] & 0xFF000000u) | icon->colour;
        }
    }
    return pixels;
}

static SDL_Texture *make(const struct icon_cache *cache, SDL_Renderer *renderer,
                         const struct icon *icon)
{
    SDL_Surface *read = read_icon(cache, icon->name, icon->size);
    if (read == NULL)
        return NULL;
    SDL_Surface *surface =
        SDL_ConvertSurfaceFormat(read, SDL_PIXELFORMAT_ARGB8888, 0);
    SDL_FreeSurface(read);
    if (surface == NULL)
        return NULL;
    uint32_t *pixels = tinted(surface, icon);
    SDL_FreeSurface(surface);
    SDL_Texture *texture =
        SDL_CreateTexture(renderer, SDL_PIXELFORMAT_ARGB8888,
                          SDL_TEXTUREACCESS_STATIC, icon->size, icon->size);
    if (texture != NULL) {
        SDL_UpdateTexture(texture, NULL, pixels, icon->size * 4);
        SDL_SetTextureBlendMode(texture, SDL_BLENDMODE_BLEND);
    }
    free(pixels);
    return texture;
}

static struct icon *free_place(struct icon_cache *cache)
{
    if (cache->count < ICONS_MOST)
        return &cache->icons[cache->count++];
    struct icon *oldest = cache->icons;
    for (size_t i = 1; i < ICONS_MOST; i++)
        if (cache->icons[i].used < oldest->used)
            oldest = &cache->icons[i];
    if (oldest->texture != NULL)
        SDL_DestroyTexture(oldest->texture);
    return oldest;
}

SDL_Texture *icon_cache_get(struct icon_cache *cache, SDL_Renderer *renderer,
                            const char *name, int size, uint32_t colour,
                            bool is_mirrored)
{
    cache->clock++;
    for (size_t i = 0; i < cache->count; i++) {
        struct icon *icon = &cache->icons[i];
        if (icon->size == size && icon->colour == colour &&
            icon->is_mirrored == is_mirrored && str_equal(icon->name, name)) {
            icon->used = cache->clock;
            return icon->texture;
        }
    }
    if (size <= 0 || strlen(name) >= NAME_BYTES)
        return NULL;
    struct icon *icon = free_place(cache);
    *icon = (struct icon){.size = size,
                          .colour = colour,
                          .is_mirrored = is_mirrored,
                          .used = cache->clock};
    memcpy(icon->name, name, strlen(name) + 1);
    icon->texture = make(cache, renderer, icon);
    return icon->texture;
}
