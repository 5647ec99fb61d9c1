#ifndef TEXT_LETTERS_H
#define TEXT_LETTERS_H

/*
 * The text between two newlines as code points, each with all that decides
 * where it is drawn. Behind the last stands one more that is never shown, as
 * an empty text would be drawn. Private to src/text.
 */

#include "base/str.h"
#include "text/paragraph.h"

struct letters {
    size_t count;
    uint32_t *code_points;
    size_t *offsets; /* bytes of the text; count + 1, the last is the end */
    uint8_t *levels;
    uint8_t *breaks; /* enum break_kind, after the letter */
    uint32_t *scripts;
    int *faces;
    bool *is_bold;
    bool is_rtl;
};

struct letters_source {
    const char *utf8;
    size_t length;
    const struct text_style *style;
    const struct text_span *bold; /* ascending */
    size_t bold_count;
    const struct paragraph_measure *measure;
};

/* Reads from byte *at to the next newline (or U+2028, U+2029) or the end and
 * moves *at behind it. */
void letters_read(const struct letters_source *source, size_t *at,
                  struct arena *arena, struct letters *ret_letters);

/* The end of the run that begins at `start`: what is drawn in one go, of one
 * level, face, script and weight. *ret_model is a letter that says which; a
 * run with nothing to show is one of its hidden letters. */
size_t letters_run_end(const struct letters *letters, size_t start, size_t end,
                       size_t *ret_model);
/* Adds what is drawn of [start, end). */
void letters_show(const struct letters *letters, size_t start, size_t end,
                  struct str *out);
/* The end of [start, end) without what hangs at a line's end. */
size_t letters_trim(const struct letters *letters, size_t start, size_t end);

#endif
