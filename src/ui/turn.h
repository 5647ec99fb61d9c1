#ifndef UI_TURN_H
#define UI_TURN_H

/*
 * Private to ui: a picture turned clockwise by 0, 90, 180 or 270 degrees, for
 * panels that hang on their side. "Drawn" is as the visitor sees it, "shown"
 * as the panel has it.
 */

#include "ui/draw_list.h"
#include <SDL.h>

/* A drawn rect of a drawing of w times h, where it is shown. */
struct rect turn_rect(struct rect drawn, int w, int h, int rotation);
/* A shown point of a panel, where it was drawn on w times h; both from 0 to
 * the size less 1. */
void turn_back(int shown_x, int shown_y, int w, int h, int rotation, int *ret_x,
               int *ret_y);
/* The drawn rect to its place on `shown`; both have 4 bytes a pixel. */
void turn_pixels(SDL_Surface *drawn, SDL_Surface *shown, struct rect rect,
                 int rotation);

#endif
