#ifndef TEXT_LINE_FILL_H
#define TEXT_LINE_FILL_H

/*
 * Where lines end: as many words as fit, the spaces behind the last hang.
 * Every word is measured once, at its first trial. Private to src/text.
 */

#include "text/letters.h"

struct line_fill {
    const struct letters *letters;
    const struct paragraph_measure *measure;
    int *words, *gaps; /* widths of what begins at a letter; -1: unknown */
    int filled_px;     /* what the last line's words came to, one by one */
    struct str *scratch;
};

void line_fill_init(struct line_fill *fill, const struct letters *letters,
                    const struct paragraph_measure *measure,
                    struct arena *arena, struct str *scratch);

/* The end of the line that begins at `start`, always beyond it. A width <= 0
 * has room for all. *ret_is_forced: it ends inside a word. */
size_t line_fill_next(struct line_fill *fill, size_t start, int width_px,
                      bool *ret_is_forced);

/* What is shown behind a line's last letter: a hyphen, an ellipsis. */
struct line_tail {
    const char *utf8; /* "" : nothing */
    int width_px, face;
    uint32_t script;
    uint8_t level;
    bool is_bold;
};
/* Drawn like letter `model`, at a level of its own. */
struct line_tail line_tail(const struct line_fill *fill, size_t model,
                           uint8_t level, uint32_t code_point);

/* Whether a line that ends here shows a hyphen. */
bool line_fill_hyphenates(const struct line_fill *fill, size_t end);

#endif
