#ifndef CONTENT_COVERAGE_H
#define CONTENT_COVERAGE_H

/* Which texts of which screen are missing in which language: a grid. */

#include "base/str.h"
#include "content/model.h"
#include "yaml/fault_words.h"

struct coverage_row {
    enum fault_label screen; /* LABEL_start, _page, _feedback, ... */
    const char *id;          /* of a page, or NULL */
    size_t texts;            /* that the screen has */
    size_t *missing;         /* one a language */
};
struct coverage {
    struct arena arena; /* owns all of it */
    const char *bundle; /* its folder as messages show it */
    const char **languages;
    size_t language_count;
    struct coverage_row *rows;
    size_t count;
    size_t missing; /* of all */
};

void coverage_read(struct coverage *coverage, const struct model *model,
                   const char *shown);
void coverage_fini(struct coverage *coverage);

/* The grid as lines of text, or in one line if nothing is missing. */
void coverage_print(const struct coverage *coverage,
                    const struct fault_words *words, FILE *out);
/* As one JSON object in a line. */
void coverage_print_json(const struct coverage *coverage, FILE *out);

#endif
