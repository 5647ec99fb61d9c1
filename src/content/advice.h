#ifndef CONTENT_ADVICE_H
#define CONTENT_ADVICE_H

/*
 * What authors are told when they ask, and a kiosk need not say at every
 * start: pictures without a maker, drafts, files that nothing names, direction
 * marks, a form that can tell who somebody is, what a page's pictures weigh on
 * a board. Warnings and notes only; FORMAT.md, "What check tells authors", has
 * the rules.
 */

#include "content/check.h"
#include "content/coverage.h"

struct advice_board {
    const char *name;   /* "pi3" */
    const char *called; /* "Raspberry Pi 3" */
    int pictures_mib;   /* for the decoded pictures of one page */
};
/* NULL if there is no such board; `advice_board_names` ends with NULL. */
const struct advice_board *advice_board_find(const char *name);
extern const char *const advice_board_names[];

struct advice {
    int64_t group; /* people among whom nobody is to be told apart */
    int64_t k;     /* how many must share what they answered */
    const struct advice_board *board; /* NULL: none named */
    struct coverage *coverage;        /* filled, if not NULL */
};

void advice_give(struct check *check, const struct advice *advice);

/* Parts of it, a file each. */
void advice_form(struct check *check, const struct advice *advice);
void advice_pictures(struct check *check, const struct advice *advice);
void advice_marks(struct check *check);

#endif
