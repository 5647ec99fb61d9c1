#ifndef KIOSK_FIT_ORIGIN_H
#define KIOSK_FIT_ORIGIN_H

/*
 * From words on a screen back to the place in the author's files. What a
 * screen draws is mostly the model's own string, and that the file's own
 * scalar: then the pointer says it. Markdown draws copies of its blocks,
 * which are found by their words; a sentence of the program's with words of
 * the bundle inside is found by the longest text in it.
 */

#include "content/bundle.h"
#include "ui/draw_list.h"

struct fit_origin {
    const char *utf8; /* the whole text */
    struct yaml_mark mark;
    bool is_words; /* rather than an id, a path, a number */
};

struct fit_origins;

/* Of a bundle, which it borrows from. Lives in the arena. */
const struct fit_origins *fit_origins_of(const struct bundle *bundle,
                                         struct arena *arena);
/* NULL: not words of this bundle. */
const struct fit_origin *fit_origin_find(const struct fit_origins *origins,
                                         const struct draw_item *item);
/* Each once, in no order worth mentioning. */
size_t fit_origin_count(const struct fit_origins *origins);
const struct fit_origin *fit_origin_at(const struct fit_origins *origins,
                                       size_t i);

/* Where in the file `bytes` of `word` stand, which are part of the text; the
 * text's place if they were written otherwise. */
struct yaml_mark fit_origin_mark(const struct fit_origin *origin,
                                 const char *word, size_t bytes);

#endif
