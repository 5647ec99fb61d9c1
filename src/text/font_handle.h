#ifndef TEXT_FONT_HANDLE_H
#define TEXT_FONT_HANDLE_H

/* The SDL2_ttf font behind a face, for the typesetter alone. */

#include "text/font_set.h"
#include <SDL_ttf.h>

/* Ready for the next call on it and no longer: direction and script are set
 * here, since they stay on a TTF_Font and a missed reset prints Latin
 * backwards. Borrowed. */
TTF_Font *font_set_font(struct font_set *fonts, int face, bool is_bold,
                        int size_px, uint32_t script, bool is_rtl);

#endif
