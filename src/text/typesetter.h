#ifndef TEXT_TYPESETTER_H
#define TEXT_TYPESETTER_H

/*
 * Text for the screen: paragraphs, kept while they are used, and their lines
 * as textures, kept in a cache of 8 MiB that drops what was used longest ago.
 * The only door to SDL2_ttf. UI thread only.
 */

#include "base/fail.h"
#include "text/caret.h"
#include "text/paragraph.h"
#include <SDL.h>

struct typesetter;

/* TTF_Init and the fonts of assets_folder/fonts.yaml. */
bool typesetter_open(const char *assets_folder, struct typesetter **ret_setter,
                     struct fail *why);
void typesetter_close(struct typesetter *setter);

/* Laid out at first use, then kept by its contents. Valid until the second
 * typesetter_sweep() after its last use. */
const struct paragraph *typesetter_paragraph(struct typesetter *setter,
                                             const char *utf8,
                                             const struct text_style *style,
                                             const struct text_span *bold,
                                             size_t bold_count, int width_px,
                                             int max_lines);
/* Once a frame: forgets paragraphs that were not used since the one before. */
void typesetter_sweep(struct typesetter *setter);

/* The line as a texture trimmed to its ink, colour (0xRRGGBB) baked in,
 * blended. *ret_box is where it goes: offsets from the line box's left edge
 * and top, and its size. NULL when the line has no ink. Owned by the cache,
 * valid until the next call. */
SDL_Texture *typesetter_line(struct typesetter *setter, SDL_Renderer *renderer,
                             const struct paragraph *paragraph, size_t line,
                             uint32_t colour, SDL_Rect *ret_box);
/* Before the renderer goes: frees all textures. */
void typesetter_drop_textures(struct typesetter *setter);

/* For questions about the caret in a paragraph of this typesetter's, while it
 * is valid; `utf8` is its text, `width_px` the box it stands in. */
struct caret_text typesetter_caret(struct typesetter *setter, const char *utf8,
                                   const struct paragraph *paragraph,
                                   int width_px, struct arena *arena);

/* Whether some font of ours draws this code point. */
bool typesetter_has(struct typesetter *setter, uint32_t code_point);

#endif
