#ifndef TEXT_CARET_LINE_H
#define TEXT_CARET_LINE_H

/* One line of a paragraph, letter by letter as it is seen. Private to
 * text/caret. */

#include "text/caret.h"

struct caret_cell {    /* a letter; spaces that hang have one as well */
    size_t start, end; /* bytes */
    int x, w;
    bool is_rtl;
};
struct caret_line {
    struct caret_cell *cells; /* as seen, from the left */
    size_t count;
    size_t start, end; /* bytes */
    int y;
    bool is_rtl;     /* the paragraph */
    int left, right; /* of what stands on it */
};

/* An empty one behind the last. */
struct caret_line caret_line(const struct caret_text *text, size_t index);

#endif
