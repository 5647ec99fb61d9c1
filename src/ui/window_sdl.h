#ifndef UI_WINDOW_SDL_H
#define UI_WINDOW_SDL_H

/* Private to ui: what the surface needs to know of the window. */

#include "ui/window.h"
#include <SDL.h>

SDL_Window *window_sdl(const struct window *window);
/* Whether pictures go through a GPU renderer rather than the window's own
 * pixels. */
bool window_uses_gpu(const struct window *window);

/* 0, 90, 180 or 270. */
int window_rotation(const struct window *window);

#endif
