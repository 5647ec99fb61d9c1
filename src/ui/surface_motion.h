#ifndef UI_SURFACE_MOTION_H
#define UI_SURFACE_MOTION_H

/*
 * Private to ui: one screen turning into the next. The pixels that were seen
 * and those to come are kept beside the target, 4 bytes a
 * pixel of the screen each, and composed by copying rows; only fading
 * blends. UI thread.
 */

#include "ui/surface.h"
#include <SDL.h>

struct surface_motion {
    struct motion motion;
    int64_t start_ms;
    bool is_on, has_next;
    SDL_Surface *old, *next;  /* in software */
    SDL_Texture *old_texture; /* with a GPU; the canvas is what comes */
};

/* 0 to 1, never so little that a first picture looks like the one before. */
double surface_motion_share(const struct surface_motion *state, int64_t now_ms);
bool surface_motion_is_over(const struct surface_motion *state, int64_t now_ms);

/* Software: what stands in `pixels` is seen; false: no memory, no motion. */
bool surface_motion_begin(struct surface_motion *state, SDL_Surface *pixels,
                          const struct motion *motion, int64_t now_ms);
/* The same place on the other. */
void surface_motion_put(SDL_Surface *from, SDL_Surface *to, struct rect rect);
/* Before and after drawing what comes into `pixels`. */
void surface_motion_restore(struct surface_motion *state, SDL_Surface *pixels);
void surface_motion_keep(struct surface_motion *state, SDL_Surface *pixels);
void surface_motion_compose(struct surface_motion *state, SDL_Surface *pixels,
                            int64_t now_ms);

/* GPU: `canvas` is seen and will hold what comes. */
bool surface_motion_begin_gpu(struct surface_motion *state,
                              SDL_Renderer *renderer, SDL_Texture *canvas,
                              const struct motion *motion, int64_t now_ms);
/* Onto the present target, which shows the canvas already. */
void surface_motion_compose_gpu(struct surface_motion *state,
                                SDL_Renderer *renderer, SDL_Texture *canvas,
                                int64_t now_ms);
/* Nothing moves any more; the room is kept for the next time. */
void surface_motion_end(struct surface_motion *state);
void surface_motion_fini(struct surface_motion *state);

#endif
