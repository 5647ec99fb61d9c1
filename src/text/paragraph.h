#ifndef TEXT_PARAGRAPH_H
#define TEXT_PARAGRAPH_H

/*
 * One paragraph set into lines of a given width: bidi levels, runs of one
 * level, face, script and weight, breaking opportunities, measured widths,
 * visual order. Widths come through a callback, so that all of it is tested
 * without a font. Sizes are pixels, offsets bytes of the text.
 *
 * Order: UAX 9; lines are filled greedily at the opportunities of UAX 14;
 * trailing spaces hang. A word wider than the line is broken between grapheme
 * clusters; a soft hyphen that breaks shows '-'; a text with more than
 * max_lines ends in an ellipsis. '\n' ends a line; "" has no line at all.
 */

#include "base/arena.h"
#include <stdbool.h>
#include <stdint.h>

struct text_span { /* bytes [start, end) are bold; given in ascending order */
    size_t start, end;
};

struct text_style {
    const char *language; /* BCP 47: base direction, line breaking */
    int size_px;
    bool is_bold;
    int line_px; /* distance of baselines; 0: by size and language */
};

struct paragraph_run { /* in visual order, from the left */
    size_t start, end;
    int x_px, width_px; /* x from the line's left edge */
    uint8_t level;
    bool is_bold;
    int face;
    uint32_t script;   /* ISO 15924 as a tag, 'Arab' */
    const char *shown; /* what is drawn: the bytes without controls, with a
                          hyphen or an ellipsis; NUL-terminated */
};
struct paragraph_line {
    size_t start, end; /* with the spaces that hang, without the newline */
    int width_px;
    bool is_forced; /* broken inside a word */
    struct paragraph_run *runs;
    size_t run_count;
};
struct paragraph {
    int width_px;  /* of the widest line */
    int height_px; /* lines times line_px */
    int size_px;
    int line_px;
    bool is_rtl;
    bool is_cut; /* an ellipsis stands at the end */
    struct paragraph_line *lines;
    size_t line_count;
    uint64_t hash; /* of text and style: same hash, same pixels */
};

struct paragraph_measure {
    int (*width_px)(void *user, int face, bool is_bold, uint32_t script,
                    bool is_rtl, const char *utf8);
    int (*face)(void *user, uint32_t code_point, uint32_t script, int previous);
    void *user;
};

/* `width_px` <= 0: one line as wide as it is. `max_lines` 0: all. Any valid
 * UTF-8; bad bytes become U+FFFD, control characters are left out. Result
 * and its strings live in the arena. */
struct paragraph *paragraph_set(const char *utf8,
                                const struct text_style *style,
                                const struct text_span *bold, size_t bold_count,
                                int width_px, int max_lines,
                                const struct paragraph_measure *measure,
                                struct arena *arena);

/* Distance of baselines for a size in a language. */
int line_height_px(int size_px, const char *language);

#endif
