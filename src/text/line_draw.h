#ifndef TEXT_LINE_DRAW_H
#define TEXT_LINE_DRAW_H

/*
 * A line as pixels: its runs on one baseline. Private to src/text.
 */

#include "text/font_set.h"
#include "text/paragraph.h"
#include <SDL.h>

struct line_style {
    int size_px;
    int baseline_px; /* from the line box's top */
};

/* The same for all lines of a size, line height and direction, whatever the
 * letters, so that vocalised and plain Arabic stand on one row. */
int line_baseline_px(const struct paragraph *paragraph, int size_px);

/* ARGB8888 with straight alpha, 0xRRGGBB in every pixel; *ret_box is its
 * place in the line box. NULL if the line has no ink. SDL_FreeSurface(). */
SDL_Surface *line_draw(struct font_set *fonts,
                       const struct paragraph_line *line,
                       const struct line_style *style, uint32_t colour,
                       SDL_Rect *ret_box);

#endif
