#ifndef REPORT_PRINT_H
#define REPORT_PRINT_H

/*
 * A page of print as its lines, and written out: as Markdown, which is read
 * as it is, or as an HTML file that needs nothing beside it and prints on A4.
 * What is written in other letters than the page's keeps its own direction.
 */

#include "base/array.h"
#include "base/str.h"
#include <stdbool.h>

enum print_line_kind {
    PRINT_TITLE,
    PRINT_LEAD,    /* below the title */
    PRINT_HEADING, /* of what follows */
    PRINT_TEXT,
    PRINT_FACT,  /* name, text */
    PRINT_FIELD, /* name as a program writes it, text */
    PRINT_CLAIM, /* name of a test, text */
    PRINT_ITEM   /* of a list */
};

struct print_line {
    enum print_line_kind kind;
    const char *name, *text; /* in the arena */
};
struct print {
    const char *language; /* borrowed; also says the direction */
    struct print_lines ARRAY(struct print_line) lines;
    struct arena arena;
};

/* Copies. `name` may be NULL where the kind has none. */
void print_add(struct print *print, enum print_line_kind kind, const char *name,
               const char *text);
void print_fini(struct print *print);

void print_markdown(const struct print *print, struct str *out);
void print_html(const struct print *print, struct str *out);

#endif
