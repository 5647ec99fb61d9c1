#ifndef TEXT_CARET_H
#define TEXT_CARET_H

/*
 * Where the caret stands in a paragraph: from a byte to a place, from a place
 * to a byte, one step to the left or right, and the boxes of what is chosen.
 * Places are pixels from the top left of a box as wide as the paragraph was
 * set for; lines begin at its left, or its right where the language is written
 * from there.
 *
 * Where directions meet, one byte has two places. The caret stands where the
 * next letter will appear, which depends on the direction it is typed in.
 * A ligature of lam and alef is parted in the middle, letters that join keep
 * the shapes they are seen in.
 */

#include "text/paragraph.h"

struct caret_text { /* a paragraph without newlines, as a whole: not cut */
    const char *utf8;
    const struct paragraph *paragraph;
    const struct paragraph_measure *measure; /* in the paragraph's size */
    int width_px;                            /* of the box */
    struct arena *arena;                     /* for what is reckoned */
};
struct caret_box {
    int x, y, w, h;
};

/* w is 0; the height is a line's. */
struct caret_box caret_at(const struct caret_text *text, size_t byte,
                          bool types_rtl);
/* The letter's edge that is nearest, on the line that is nearest. */
size_t caret_byte(const struct caret_text *text, int x, int y);
/* As seen: to the left if `step` is negative, else to the right. At the end
 * of a line goes to the next or the one before, as it is read. */
size_t caret_step(const struct caret_text *text, size_t byte, bool types_rtl,
                  int step);
/* Several a line where directions mix. Returns how many. */
size_t caret_boxes(const struct caret_text *text, size_t from, size_t to,
                   struct caret_box **ret_boxes);

#endif
