#include "base/utf8.h"
#include "content/advice.h"
#include "content/model_schema.h"
#include <string.h>

/* Embeddings, overrides and isolates of UAX 9, which a line must close again.
 * They are invisible, so that nobody finds one that was pasted in. */
enum { DEPTH = 32 };

static const char *name_of(uint32_t c)
{
    static const char *const embeddings[] = {"LRE", "RLE", "PDF", "LRO", "RLO"};
    static const char *const isolates[] = {"LRI", "RLI", "FSI", "PDI"};

    if (c >= 0x202A && c <= 0x202E)
        return embeddings[c - 0x202A];
    return c >= 0x2066 && c <= 0x2069 ? isolates[c - 0x2066] : NULL;
}

struct found {
    size_t offset; /* in the text */
    uint32_t c;
};

struct scan {
    struct check *check;
    const struct text_entry *entry;
    struct found open[DEPTH];
    int depth;
};

/* The offset, in the file, of the mark that is number `order` in a value. */
static size_t find_in_source(struct yaml_mark mark, int order, uint32_t wanted)
{
    const struct yaml_source *source = mark.source;

    for (size_t at = mark.offset; at < source->length;) {
        uint32_t c;
        size_t bytes = utf8_decode(source->bytes + at, source->length - at, &c);
        if (name_of(c) && order-- == 0)
            return c == wanted ? at : mark.offset;
        at += bytes;
    }
    return mark.offset; /* it was written as an escape */
}

static int order_of(const char *text, size_t offset)
{
    int order = 0;

    for (size_t at = 0; at < offset;) {
        uint32_t c;
        at += utf8_decode(text + at, offset - at, &c);
        order += name_of(c) != NULL;
    }
    return order;
}

static void tell(struct scan *scan, enum fault fault, struct found found)
{
    const struct text_entry *entry = scan->entry;
    size_t offset = find_in_source(
        entry->mark, order_of(entry->utf8, found.offset), found.c);
    struct yaml_mark mark = yaml_mark_at(entry->mark.source, offset);

    mark.bytes = offset > entry->mark.offset ? 3 : 0;
    message_add(scan->check->messages, fault, mark,
                WITH(message_text("mark", name_of(found.c))));
}

static bool closes(uint32_t close, uint32_t open)
{
    return (close == 0x2069) == (open >= 0x2066);
}

static void take(struct scan *scan, struct found found)
{
    bool is_close = found.c == 0x202C || found.c == 0x2069;

    if (!is_close && scan->depth < DEPTH)
        scan->open[scan->depth++] = found;
    else if (is_close && scan->depth > 0 &&
             closes(found.c, scan->open[scan->depth - 1].c))
        scan->depth--;
    else if (is_close)
        tell(scan, FAULT_BIDI_CLOSE, found);
}

static void end_line(struct scan *scan)
{
    while (scan->depth > 0)
        tell(scan, FAULT_BIDI_OPEN, scan->open[--scan->depth]);
}

static void scan_entry(struct check *check, const struct text_entry *entry)
{
    struct scan scan = {.check = check, .entry = entry};
    size_t length = strlen(entry->utf8);

    for (size_t at = 0; at < length;) {
        struct found found = {.offset = at};
        at += utf8_decode(entry->utf8 + at, length - at, &found.c);
        if (found.c == '\n')
            end_line(&scan);
        else if (name_of(found.c))
            take(&scan, found);
    }
    end_line(&scan);
}

static void on_text(void *user, const struct schema_field *field,
                    struct text *text)
{
    (void)field;
    for (size_t i = 0; i < text->count; i++) /* all begin with E2 80 or 81 */
        if (text->entries[i].utf8 && strstr(text->entries[i].utf8, "\xE2"))
            scan_entry(user, &text->entries[i]);
}

void advice_marks(struct check *check)
{
    const struct schema_visitor visitor = {.user = check, .on_text = on_text};

    schema_walk(&model_schema, check->model, &visitor);
}
