#include "ui/picture_cache.h"
#include "base/arena.h"
#include "base/log.h"
#include "base/str.h"
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

/* WAITING and WORKING belong to the worker, the others to the UI thread; the
 * change from one to the other happens under the lock. */
enum state { WAITING, WORKING, DECODED, SHOWN, FAILED };

struct picture {
    struct picture *next;
    char *path;
    struct picture_shape shape;
    enum state state;
    SDL_Surface *surface;
    SDL_Texture *texture;
    bool is_opaque;
    size_t bytes;   /* of its pixels */
    uint64_t frame; /* last asked for */
};

struct picture_cache {
    pthread_mutex_t lock;
    pthread_cond_t work, done;
    pthread_t worker;
    bool has_worker, is_ending;
    struct picture *first; /* newest first */
    uint64_t frame;
    void (*on_ready)(void *user);
    void *user;
};

struct picture_cache *picture_cache_new(void (*on_ready)(void *user),
                                        void *user)
{
    struct picture_cache *cache = memory_get(sizeof *cache);
    pthread_mutex_init(&cache->lock, NULL);
    pthread_cond_init(&cache->work, NULL);
    pthread_cond_init(&cache->done, NULL);
    cache->on_ready = on_ready;
    cache->user = user;
    return cache;
}

static struct picture *oldest_waiting(struct picture_cache *cache)
{
    struct picture *found = NULL;
    for (struct picture *at = cache->first; at != NULL; at = at->next)
        if (at->state == WAITING)
            found = at;
    return found;
}

static void decode(struct picture *picture)
{
    struct fail why = {0};
    picture->surface =
        picture_read(picture->path, &picture->shape, &picture->is_opaque, &why);
    if (picture->surface == NULL)
        log_fail(&why);
    else
        picture->bytes =
            (size_t)picture->surface->w * (size_t)picture->surface->h * 4;
}

static void *work(void *user)
{
    struct picture_cache *cache = user;
    pthread_mutex_lock(&cache->lock);
    while (!cache->is_ending) {
        struct picture *picture = oldest_waiting(cache);
        if (picture == NULL) {
            pthread_cond_wait(&cache->work, &cache->lock);
            continue;
        }
        picture->state = WORKING;
        pthread_mutex_unlock(&cache->lock);
        decode(picture);
        pthread_mutex_lock(&cache->lock);
        picture->state = picture->surface != NULL ? DECODED : FAILED;
        pthread_cond_broadcast(&cache->done);
        pthread_mutex_unlock(&cache->lock);
        cache->on_ready(cache->user);
        pthread_mutex_lock(&cache->lock);
    }
    pthread_mutex_unlock(&cache->lock);
    SDL_TLSCleanup(); /* its error texts */
    return NULL;
}

static void picture_free(struct picture *picture)
{
    SDL_FreeSurface(picture->surface);
    if (picture->texture != NULL)
        SDL_DestroyTexture(picture->texture);
    free(picture->path);
    free(picture);
}

void picture_cache_free(struct picture_cache *cache)
{
    if (cache->has_worker) {
        pthread_mutex_lock(&cache->lock);
        cache->is_ending = true;
        pthread_cond_signal(&cache->work);
        pthread_mutex_unlock(&cache->lock);
        pthread_join(cache->worker, NULL);
    }
    while (cache->first != NULL) {
        struct picture *picture = cache->first;
        cache->first = picture->next;
        picture_free(picture);
    }
    pthread_cond_destroy(&cache->done);
    pthread_cond_destroy(&cache->work);
    pthread_mutex_destroy(&cache->lock);
    free(cache);
}

void picture_cache_begin_frame(struct picture_cache *cache)
{
    cache->frame++;
}

static struct picture *find(struct picture_cache *cache, const char *path,
                            const struct picture_shape *shape)
{
    for (struct picture *at = cache->first; at != NULL; at = at->next)
        if (at->shape.w == shape->w && at->shape.h == shape->h &&
            at->shape.radius == shape->radius &&
            at->shape.corners == shape->corners &&
            at->shape.is_whole == shape->is_whole && str_equal(at->path, path))
            return at;
    return NULL;
}

static char *copied(const char *text)
{
    size_t bytes = strlen(text) + 1;
    return memcpy(memory_get(bytes), text, bytes);
}

/* The worker starts with the first picture: a start without is quicker. */
static struct picture *ask(struct picture_cache *cache, const char *path,
                           const struct picture_shape *shape)
{
    struct picture *picture = memory_get(sizeof *picture);
    picture->path = copied(path);
    picture->shape = *shape;
    picture->next = cache->first;
    cache->first = picture;
    if (!cache->has_worker)
        cache->has_worker =
            pthread_create(&cache->worker, NULL, work, cache) == 0;
    if (!cache->has_worker) {
        log_line("no thread for pictures");
        picture->state = FAILED;
    }
    pthread_cond_signal(&cache->work);
    return picture;
}

static void show(struct picture *picture, SDL_Renderer *renderer)
{
    picture->state = FAILED;
    picture->texture = SDL_CreateTexture(
        renderer, SDL_PIXELFORMAT_ARGB8888, SDL_TEXTUREACCESS_STATIC,
        picture->surface->w, picture->surface->h);
    if (picture->texture == NULL) {
        log_line("%s: %s", picture->path, SDL_GetError());
    } else {
        SDL_UpdateTexture(picture->texture, NULL, picture->surface->pixels,
                          picture->surface->pitch);
        picture->state = SHOWN;
        SDL_SetTextureScaleMode(picture->texture, SDL_ScaleModeLinear);
    }
    SDL_FreeSurface(picture->surface);
    picture->surface = NULL;
}

SDL_Texture *picture_cache_get(struct picture_cache *cache,
                               SDL_Renderer *renderer, const char *path,
                               const struct picture_shape *shape,
                               bool *ret_is_opaque)
{
    pthread_mutex_lock(&cache->lock);
    struct picture *picture = find(cache, path, shape);
    if (picture == NULL)
        picture = ask(cache, path, shape);
    picture->frame = cache->frame;
    if (picture->state == DECODED)
        show(picture, renderer);
    bool is_shown = picture->state == SHOWN;
    *ret_is_opaque = is_shown && picture->is_opaque;
    pthread_mutex_unlock(&cache->lock);
    return is_shown ? picture->texture : NULL;
}

static size_t bytes_of(const struct picture *picture)
{
    bool has_pixels = picture->surface != NULL || picture->texture != NULL;
    return has_pixels ? picture->bytes : 0;
}

/* What nobody waits for any more is not decoded, or what is too much kept. */
static struct picture **find_needless(struct picture_cache *cache)
{
    struct picture **oldest = NULL;
    size_t bytes = 0;
    for (struct picture **at = &cache->first; *at; at = &(*at)->next) {
        struct picture *picture = *at;
        if (picture->state == WORKING || picture->frame == cache->frame) {
            bytes += picture->state == WORKING ? 0 : bytes_of(picture);
            continue;
        }
        if (picture->state == WAITING)
            return at;
        bytes += bytes_of(picture);
        if (bytes_of(picture) > 0 &&
            (oldest == NULL || picture->frame < (*oldest)->frame))
            oldest = at;
    }
    return bytes > PICTURE_CACHE_BYTES ? oldest : NULL;
}

void picture_cache_end_frame(struct picture_cache *cache)
{
    pthread_mutex_lock(&cache->lock);
    struct picture **at;
    while ((at = find_needless(cache)) != NULL) {
        struct picture *picture = *at;
        *at = picture->next;
        picture_free(picture);
    }
    pthread_mutex_unlock(&cache->lock);
}

size_t picture_cache_bytes(struct picture_cache *cache)
{
    size_t bytes = 0;
    pthread_mutex_lock(&cache->lock);
    for (struct picture *at = cache->first; at != NULL; at = at->next)
        bytes += at->state == WORKING ? 0 : bytes_of(at);
    pthread_mutex_unlock(&cache->lock);
    return bytes;
}

bool picture_cache_has_news(struct picture_cache *cache)
{
    bool has_news = false;
    pthread_mutex_lock(&cache->lock);
    for (struct picture *at = cache->first; at != NULL; at = at->next)
        if (at->state == DECODED && at->frame == cache->frame)
            has_news = true;
    pthread_mutex_unlock(&cache->lock);
    return has_news;
}

static bool is_busy(const struct picture_cache *cache)
{
    for (struct picture *at = cache->first; at != NULL; at = at->next)
        if (at->state == WAITING || at->state == WORKING)
            return true;
    return false;
}

void picture_cache_settle(struct picture_cache *cache)
{
    pthread_mutex_lock(&cache->lock);
    while (is_busy(cache))
        pthread_cond_wait(&cache->done, &cache->lock);
    pthread_mutex_unlock(&cache->lock);
}

void picture_cache_drop_textures(struct picture_cache *cache)
{
    pthread_mutex_lock(&cache->lock);
    for (struct picture **at = &cache->first; *at != NULL;) {
        struct picture *picture = *at;
        if (picture->state != SHOWN) {
            at = &picture->next;
            continue;
        }
        *at = picture->next;
        picture_free(picture);
    }
    pthread_mutex_unlock(&cache->lock);
}
