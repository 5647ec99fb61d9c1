#ifndef CONTENT_FLAT_H
#define CONTENT_FLAT_H

/*
 * All that a bundle says, as rows: whose it is, under which key, in which
 * language, what. Made by a walk through the schema table, so a key that is
 * added there is in the rows as well. What has an id (a page, a question, a
 * learning, a proposal) owns the rows below it; the rest is the bundle's own.
 * A sound of a text is a row of its own.
 */

#include "base/array.h"
#include "content/model.h"

struct flat_row {
    const char *kind, *id; /* of the owner: "page", "welcome"; "": the bundle */
    const char *key;       /* "title", "picture alt"; "": the owner itself */
    const char *language;  /* "": no text */
    bool is_words;         /* of a text */
    const char *value;
    size_t order; /* as it stands in the bundle */
};
struct flat {
    struct arena arena;
    struct ARRAY(struct flat_row) rows;
};

/* Borrows from the model. Caller: flat_fini(). */
void flat_read(struct flat *flat, const struct model *model);
void flat_fini(struct flat *flat);

#endif
