#ifndef CONTENT_MARKDOWN_H
#define CONTENT_MARKDOWN_H

/*
 * Markdown (CommonMark by md4c, without HTML) as the kiosk shows it:
 * paragraphs, list items, headings, emphasis as bold. What it cannot show
 * stays as plain text.
 */

#include "base/arena.h"
#include <stdbool.h>

enum markdown_kind { MARKDOWN_PARAGRAPH, MARKDOWN_ITEM, MARKDOWN_HEADING };

struct markdown_span { /* bytes [start, end) of the block's text are bold */
    size_t start, end;
};
struct markdown_block {
    enum markdown_kind kind;
    int level;          /* heading: 2 or 3; item: nesting, from 0 */
    const char *marker; /* item: "•" or "3." */
    const char *text;   /* white space folded, hard breaks as '\n' */
    struct markdown_span *bold;
    size_t bold_count;
};
struct markdown {
    struct markdown_block *blocks;
    size_t count;
    bool has_unshown; /* links, pictures, tables or HTML were met */
};

/* Lives in the arena. Any UTF-8 is accepted. */
struct markdown markdown_parse(const char *text, struct arena *arena);

#endif
