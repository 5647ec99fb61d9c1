#ifndef UNIT_TEXT_CODE_POINTS_H
#define UNIT_TEXT_CODE_POINTS_H

/*
 * Code points through the whole engine: bidi, breaking, faces, scripts,
 * widths, lines, shaping and pixels. Each alone, between Latin and between
 * Arabic letters; an error of memory ends the test.
 */

#include "text/typesetter.h"
#include <stdint.h>

struct code_points {
    struct typesetter *setter;
    SDL_Surface *surface;
    SDL_Renderer *renderer;
    size_t lines_drawn;
};
bool code_points_open(struct code_points *set);
void code_points_close(struct code_points *set);
/* False for what is no scalar value: it is left out. */
bool code_points_draw(struct code_points *set, uint32_t code_point);

#endif
