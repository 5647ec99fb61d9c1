#include "ui/surface.h"
#include "base/arena.h"
#include "base/log.h"
#include "ui/damage.h"
#include "ui/paint.h"
#include "ui/picture.h"
#include "ui/surface_motion.h"
#include "ui/turn.h"
#include "ui/window_sdl.h"
#include <SDL_image.h>
#include <stdlib.h>
#include <string.h>

enum { CLIPS_MOST = 16 };

struct surface {
    struct window *window;
    struct paint paint;
    SDL_Surface *pixels; /* drawn; NULL with a GPU */
    SDL_Surface *turned; /* the window's own, when it is not `pixels` */
    int rotation;
    SDL_Texture *canvas; /* with a GPU: what was drawn stays here */
    SDL_Texture *stage;  /* ... and what moves is put together here, to be
                            turned; NULL until it is needed */
    struct rect screen;
    struct drawn *drawn, *before; /* this frame, the last one */
    size_t drawn_count, drawn_room, before_count, before_room;
    uint32_t background;
    bool is_lost; /* nothing of the last frame is left */
    struct surface_motion motion;
    struct damage unseen; /* drawn while something moves, shown with it */
};

static SDL_Texture *new_target(SDL_Renderer *renderer, int width, int height)
{
    SDL_Texture *target =
        SDL_CreateTexture(renderer, SDL_PIXELFORMAT_ARGB8888,
                          SDL_TEXTUREACCESS_TARGET, width, height);
    if (target != NULL)
        SDL_SetTextureBlendMode(target, SDL_BLENDMODE_NONE);
    return target;
}

static void upright_size(const struct surface *surface, SDL_Renderer *renderer,
                         int *ret_width, int *ret_height)
{
    *ret_width = *ret_height = 0;
    if (surface->rotation % 180 == 0)
        SDL_GetRendererOutputSize(renderer, ret_width, ret_height);
    else
        SDL_GetRendererOutputSize(renderer, ret_height, ret_width);
}

static bool open_canvas(struct surface *surface, struct fail *why)
{
    SDL_Renderer *renderer =
        SDL_CreateRenderer(window_sdl(surface->window), -1, 0);
    if (renderer == NULL)
        return fail_set(why, FAIL_NO_DEVICE, "no renderer: %s", SDL_GetError());
    int width, height;
    upright_size(surface, renderer, &width, &height);
    surface->canvas = new_target(renderer, width, height);
    if (surface->canvas == NULL) {
        SDL_DestroyRenderer(renderer);
        return fail_set(why, FAIL_NO_DEVICE, "no render target: %s",
                        SDL_GetError());
    }
    surface->screen = (struct rect){0, 0, width, height};
    surface->paint.renderer = renderer;
    return true;
}

static SDL_Surface *turned_like(const SDL_Surface *shown, int rotation)
{
    bool is_upright = rotation % 180 == 0;
    return SDL_CreateRGBSurfaceWithFormat(0, is_upright ? shown->w : shown->h,
                                          is_upright ? shown->h : shown->w, 32,
                                          shown->format->format);
}

static bool open_pixels(struct surface *surface, struct fail *why)
{
    SDL_Surface *pixels = SDL_GetWindowSurface(window_sdl(surface->window));
    if (pixels == NULL)
        return fail_set(why, FAIL_NO_DEVICE, "no window surface: %s",
                        SDL_GetError());
    if (surface->rotation != 0 && pixels->format->BytesPerPixel == 4) {
        surface->turned = pixels;
        pixels = turned_like(pixels, surface->rotation);
        if (pixels == NULL)
            return fail_set(why, FAIL_NO_DEVICE, "no pixels: %s",
                            SDL_GetError());
    }
    SDL_Renderer *renderer = SDL_CreateSoftwareRenderer(pixels);
    if (renderer == NULL) {
        if (surface->turned != NULL)
            SDL_FreeSurface(pixels);
        surface->turned = NULL;
        return fail_set(why, FAIL_NO_DEVICE, "no renderer: %s", SDL_GetError());
    }
    surface->pixels = pixels;
    surface->screen = (struct rect){0, 0, pixels->w, pixels->h};
    surface->paint.renderer = renderer;
    return true;
}

static bool open_target(struct surface *surface, struct fail *why)
{
    surface->is_lost = true;
    surface->before_count = 0;
    return window_uses_gpu(surface->window) ? open_canvas(surface, why)
                                            : open_pixels(surface, why);
}

static void close_target(struct surface *surface)
{
    surface_motion_fini(&surface->motion);
    picture_cache_drop_textures(surface->paint.pictures);
    typesetter_drop_textures(surface->paint.setter);
    icon_cache_drop_textures(surface->paint.icons);
    mask_cache_drop_textures(surface->paint.masks);
    if (surface->canvas != NULL)
        SDL_DestroyTexture(surface->canvas);
    if (surface->stage != NULL)
        SDL_DestroyTexture(surface->stage);
    if (surface->paint.renderer != NULL)
        SDL_DestroyRenderer(surface->paint.renderer);
    if (surface->turned != NULL)
        SDL_FreeSurface(surface->pixels);
    surface->canvas = surface->stage = NULL;
    surface->pixels = surface->turned = NULL;
    surface->paint.renderer = NULL;
}

static void on_picture(void *user)
{
    window_wake(user);
}

bool surface_open(struct window *window, struct typesetter *setter,
                  const char *assets_folder, struct surface **ret_surface,
                  struct fail *why)
{
    struct surface *surface = memory_get(sizeof *surface);
    surface->window = window;
    surface->rotation = window_rotation(window);
    surface->paint =
        (struct paint){.setter = setter,
                       .masks = mask_cache_new(),
                       .icons = icon_cache_new(assets_folder),
                       .pictures = picture_cache_new(on_picture, window)};
    if (!open_target(surface, why)) {
        surface_close(surface);
        return false;
    }
    *ret_surface = surface;
    return true;
}

void surface_forget_pictures(struct surface *surface)
{
    picture_cache_drop_textures(surface->paint.pictures);
    picture_cache_free(surface->paint.pictures);
    surface->paint.pictures = picture_cache_new(on_picture, surface->window);
    surface->is_lost = true;
}

void surface_close(struct surface *surface)
{
    if (surface == NULL)
        return;
    close_target(surface);
    picture_cache_free(surface->paint.pictures);
    icon_cache_free(surface->paint.icons);
    mask_cache_free(surface->paint.masks);
    free(surface->drawn);
    free(surface->before);
    free(surface);
}

/* A console tells of its size once at the start: what it has for that is not
 * thrown away. */
static bool has_its_size(const struct surface *surface)
{
    int width, height;

    if (surface->canvas == NULL)
        return false;
    upright_size(surface, surface->paint.renderer, &width, &height);
    return width == surface->screen.w && height == surface->screen.h;
}

void surface_resized(struct surface *surface)
{
    struct fail why = {0};

    surface->is_lost = true;
    if (has_its_size(surface))
        return;
    close_target(surface);
    if (!open_target(surface, &why))
        log_fail(&why);
}

/* Where things may be drawn, while a list is gone through. */
struct clips {
    struct rect rects[CLIPS_MOST];
    size_t depth;
};

static struct rect clips_now(const struct clips *clips)
{
    return clips->rects[clips->depth];
}

/* Whether the item was one of those that change the clip. */
static bool clips_take(struct clips *clips, const struct draw_item *item)
{
    if (item->kind == DRAW_CLIP && clips->depth + 1 < CLIPS_MOST) {
        struct rect clip = rect_common(clips_now(clips), item->rect);
        clips->rects[++clips->depth] = clip;
    } else if (item->kind == DRAW_UNCLIP && clips->depth > 0) {
        clips->depth--;
    }
    return item->kind == DRAW_CLIP || item->kind == DRAW_UNCLIP;
}

static void note_item(struct surface *surface, const struct draw_item *item,
                      struct rect clip)
{
    if (surface->drawn_count == surface->drawn_room) {
        surface->drawn_room =
            surface->drawn_room ? surface->drawn_room * 2 : 128;
        surface->drawn = memory_grow(surface->drawn, surface->drawn_room,
                                     sizeof *surface->drawn);
    }
    struct drawn *drawn = &surface->drawn[surface->drawn_count++];
    *drawn = (struct drawn){.hash = draw_item_hash(item),
                            .bounds = rect_common(paint_bounds(item), clip)};
    bool is_opaque;
    bool is_picture = item->kind == DRAW_PICTURE || item->kind == DRAW_ZOOM;
    if (is_picture && drawn->bounds.w > 0 &&
        paint_picture(&surface->paint, item, &is_opaque) != NULL)
        drawn->hash = ~drawn->hash; /* no longer the bare colour */
}

static void note_items(struct surface *surface, const struct draw_list *list)
{
    struct clips clips = {.rects = {surface->screen}};
    surface->drawn_count = 0;
    for (size_t i = 0; i < list->count; i++)
        if (!clips_take(&clips, &list->items[i]))
            note_item(surface, &list->items[i], clips_now(&clips));
}

/* What is scaled must not be drawn in parts. */
static void damage_whole(struct damage *damage, struct rect rect)
{
    for (size_t i = 0; i < damage->count; i++)
        if (rect_common(damage->rects[i], rect).w > 0) {
            damage_add(damage, rect);
            return;
        }
}

static void find_damage(struct surface *surface, const struct draw_list *list,
                        bool all, struct damage *ret_damage)
{
    *ret_damage = (struct damage){.count = 0};
    if (all || surface->is_lost || surface->background != list->background)
        damage_add(ret_damage, surface->screen);
    else
        damage_compare(ret_damage, surface->before, surface->before_count,
                       surface->drawn, surface->drawn_count);
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].kind == DRAW_ZOOM)
            damage_whole(ret_damage, list->items[i].rect);
}

/* The last item under which nothing of `part` is seen, or `count`. */
static size_t find_ground(const struct surface *surface,
                          const struct draw_list *list, struct rect part)
{
    struct clips clips = {.rects = {surface->screen}};
    size_t ground = list->count;
    for (size_t i = 0; i < list->count; i++) {
        const struct draw_item *item = &list->items[i];
        if (clips_take(&clips, item) || !paint_hides(item, part))
            continue;
        struct rect seen = rect_common(clips_now(&clips), part);
        if (seen.w == part.w && seen.h == part.h)
            ground = i;
    }
    return ground;
}

static void draw_part(struct surface *surface, const struct draw_list *list,
                      struct rect part)
{
    struct paint *paint = &surface->paint;
    struct clips clips = {.rects = {part}};
    size_t ground = find_ground(surface, list, part);
    bool is_bare = ground == list->count;
    if (is_bare) {
        SDL_RenderSetClipRect(paint->renderer, NULL);
        paint_fill(paint, part, list->background, 255);
    }
    for (size_t i = 0; i < list->count; i++) {
        const struct draw_item *item = &list->items[i];
        if (!clips_take(&clips, item) && (is_bare || i >= ground))
            paint_item(paint, item, clips_now(&clips));
    }
}

/* Onto the display, turned. */
static void put_out(struct surface *surface, SDL_Texture *drawn)
{
    SDL_Renderer *renderer = surface->paint.renderer;
    int width = 0, height = 0;
    SDL_SetRenderTarget(renderer, NULL);
    SDL_RenderSetClipRect(renderer, NULL);
    SDL_GetRendererOutputSize(renderer, &width, &height);
    SDL_Rect at = {(width - surface->screen.w) / 2,
                   (height - surface->screen.h) / 2, surface->screen.w,
                   surface->screen.h};
    SDL_RenderCopyEx(renderer, drawn, NULL, &at, surface->rotation, NULL,
                     SDL_FLIP_NONE);
}

/* Upright, the display itself is the stage. */
static void show_canvas(struct surface *surface, int64_t now_ms)
{
    SDL_Renderer *renderer = surface->paint.renderer;
    bool has_stage = surface->motion.is_on && surface->stage != NULL;

    if (has_stage) {
        SDL_SetRenderTarget(renderer, surface->stage);
        SDL_RenderSetClipRect(renderer, NULL);
        SDL_RenderCopy(renderer, surface->canvas, NULL, NULL);
    } else {
        put_out(surface, surface->canvas);
    }
    if (surface->motion.is_on)
        surface_motion_compose_gpu(&surface->motion, renderer, surface->canvas,
                                   now_ms);
    if (has_stage)
        put_out(surface, surface->stage);
    SDL_RenderPresent(renderer);
}

/* A window that cannot be shown any more is asked for anew. */
static void show_pixels(struct surface *surface, const struct damage *damage)
{
    SDL_Rect rects[DAMAGE_RECTS];
    SDL_RenderSetClipRect(surface->paint.renderer, NULL);
    SDL_RenderFlush(surface->paint.renderer);
    for (size_t i = 0; i < damage->count; i++) {
        struct rect rect = rect_common(damage->rects[i], surface->screen);
        if (surface->turned != NULL)
            turn_pixels(surface->pixels, surface->turned, rect,
                        surface->rotation);
        if (surface->turned != NULL)
            rect = turn_rect(rect, surface->screen.w, surface->screen.h,
                             surface->rotation);
        rects[i] = (SDL_Rect){rect.x, rect.y, rect.w, rect.h};
    }
    if (SDL_UpdateWindowSurfaceRects(window_sdl(surface->window), rects,
                                     (int)damage->count) != 0)
        surface_resized(surface);
}

static void show(struct surface *surface, const struct damage *damage)
{
    if (surface->canvas != NULL)
        show_canvas(surface, 0);
    else
        show_pixels(surface, damage);
}

static void swap_frames(struct surface *surface)
{
    struct drawn *drawn = surface->drawn;
    size_t room = surface->drawn_room;
    surface->drawn = surface->before;
    surface->drawn_room = surface->before_room;
    surface->before = drawn;
    surface->before_room = room;
    surface->before_count = surface->drawn_count;
}

/* What was drawn is shown by the next step. */
static void keep_for_motion(struct surface *surface,
                            const struct damage *damage)
{
    if (surface->canvas == NULL) {
        SDL_RenderFlush(surface->paint.renderer);
        surface_motion_keep(&surface->motion, surface->pixels);
    }
    for (size_t i = 0; i < damage->count; i++)
        damage_add(&surface->unseen, damage->rects[i]);
}

/* What is seen on the way is where the next motion begins; what was to come
 * is drawn on in whole. */
static void move_on(struct surface *surface, const struct motion *motion,
                    int64_t now_ms)
{
    struct surface_motion *state = &surface->motion;
    struct rect before = state->motion.rect;
    SDL_Surface *next = state->next;

    state->next = NULL;
    if (!surface_motion_begin(state, surface->pixels, motion, now_ms))
        surface->motion.is_on = false;
    surface_motion_put(next, surface->pixels, before);
    SDL_FreeSurface(next);
    if (state->is_on)
        surface_motion_keep(state, surface->pixels);
    damage_add(&surface->unseen, before);
}

/* Whether what moves can be shown as it must be. */
static bool has_stage(struct surface *surface)
{
    bool needs_stage = surface->canvas != NULL && surface->rotation != 0;
    if (needs_stage && surface->stage == NULL)
        surface->stage = new_target(surface->paint.renderer, surface->screen.w,
                                    surface->screen.h);
    return !needs_stage || surface->stage != NULL;
}

void surface_move(struct surface *surface, const struct motion *motion,
                  int64_t now_ms)
{
    if (surface->paint.renderer == NULL || surface->is_lost ||
        !has_stage(surface))
        return;
    if (surface->canvas != NULL) {
        surface_motion_begin_gpu(&surface->motion, surface->paint.renderer,
                                 surface->canvas, motion, now_ms);
    } else if (surface->motion.is_on && surface->motion.has_next) {
        move_on(surface, motion, now_ms);
    } else {
        surface->unseen.count = 0;
        surface_motion_begin(&surface->motion, surface->pixels, motion, now_ms);
    }
}

bool surface_step(struct surface *surface, int64_t now_ms)
{
    struct surface_motion *state = &surface->motion;

    if (!state->is_on)
        return false;
    bool is_over = surface_motion_is_over(state, now_ms);
    struct rect rect = state->motion.rect;
    if (surface->canvas != NULL) {
        if (is_over)
            surface_motion_end(state);
        show_canvas(surface, now_ms);
        return !is_over;
    }
    if (is_over)
        surface_motion_restore(state, surface->pixels);
    else
        surface_motion_compose(state, surface->pixels, now_ms);
    if (is_over)
        surface_motion_end(state);
    damage_add(&surface->unseen, rect);
    struct damage unseen = surface->unseen;
    surface->unseen.count = 0;
    show_pixels(surface, &unseen);
    return !is_over;
}

void surface_draw(struct surface *surface, const struct draw_list *list,
                  bool all)
{
    struct damage damage;
    struct fail none;
    /* A display that was gone may be there again. */
    if (surface->paint.renderer == NULL && !open_target(surface, &none))
        return;
    picture_cache_begin_frame(surface->paint.pictures);
    if (surface->canvas != NULL)
        SDL_SetRenderTarget(surface->paint.renderer, surface->canvas);
    else if (surface->motion.is_on)
        surface_motion_restore(&surface->motion, surface->pixels);
    note_items(surface, list);
    find_damage(surface, list, all, &damage);
    for (size_t i = 0; i < damage.count; i++)
        draw_part(surface, list, damage.rects[i]);
    surface->background = list->background;
    surface->is_lost = false; /* unless showing it fails */
    if (surface->motion.is_on)
        keep_for_motion(surface, &damage);
    else if (damage.count > 0)
        show(surface, &damage);
    picture_cache_end_frame(surface->paint.pictures);
    swap_frames(surface);
}

bool surface_has_news(const struct surface *surface)
{
    return picture_cache_has_news(surface->paint.pictures);
}

void surface_settle(struct surface *surface)
{
    picture_cache_settle(surface->paint.pictures);
}

/* As 24-bit colours, whatever the window has. */
static SDL_Surface *copy_pixels(struct surface *surface)
{
    SDL_Rect area = {0, 0, surface->screen.w, surface->screen.h};
    if (surface->pixels != NULL)
        return SDL_ConvertSurfaceFormat(surface->pixels, SDL_PIXELFORMAT_RGB24,
                                        0);
    SDL_Surface *copy = SDL_CreateRGBSurfaceWithFormat(0, area.w, area.h, 24,
                                                       SDL_PIXELFORMAT_RGB24);
    if (copy == NULL || surface->paint.renderer == NULL)
        return copy;
    SDL_SetRenderTarget(surface->paint.renderer, surface->canvas);
    SDL_RenderReadPixels(surface->paint.renderer, &area, SDL_PIXELFORMAT_RGB24,
                         copy->pixels, copy->pitch);
    SDL_SetRenderTarget(surface->paint.renderer, NULL);
    return copy;
}

static size_t write_bytes(SDL_RWops *file, const void *bytes, size_t size,
                          size_t count)
{
    str_add_bytes(file->hidden.unknown.data1, bytes, size * count);
    return count;
}

/* Takes the picture over. NULL: no memory for it. */
static SDL_Surface *made_smaller(SDL_Surface *copy, int width)
{
    if (copy == NULL || width >= copy->w)
        return copy;
    int height = (int)((int64_t)copy->h * width / copy->w);
    SDL_Surface *scaled = picture_scale(copy, width, height > 0 ? height : 1);
    SDL_FreeSurface(copy);
    if (scaled == NULL)
        return NULL;
    copy = SDL_ConvertSurfaceFormat(scaled, SDL_PIXELFORMAT_RGB24, 0);
    SDL_FreeSurface(scaled);
    return copy;
}

/* Frees the picture. */
static bool write_png(SDL_Surface *copy, struct str *out, struct fail *why)
{
    SDL_RWops *file = copy != NULL ? SDL_AllocRW() : NULL;
    bool good = false;
    if (file != NULL) {
        file->type = SDL_RWOPS_UNKNOWN;
        file->write = write_bytes;
        file->hidden.unknown.data1 = out;
        good = IMG_SavePNG_RW(copy, file, 0) == 0;
        SDL_FreeRW(file);
    }
    SDL_FreeSurface(copy);
    return good || fail_set(why, FAIL_IO, "no picture: %s", SDL_GetError());
}

bool surface_png(struct surface *surface, struct str *out, struct fail *why)
{
    return write_png(copy_pixels(surface), out, why);
}

bool surface_png_small(struct surface *surface, int width, struct str *out,
                       struct fail *why)
{
    return write_png(made_smaller(copy_pixels(surface), width), out, why);
}
