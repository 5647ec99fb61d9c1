#include "kiosk/fit_origin.h"

#include "base/array.h"
#include "content/markdown.h"
#include "content/model_schema.h"
#include <stdlib.h>
#include <string.h>

enum { LEAST_BYTES = 3 }; /* that say anything about where they are from */

struct drawn {
    const char *words; /* as they are drawn */
    const char *utf8;  /* the text it is a block of */
};

struct fit_origins {
    struct fit_origin *items; /* by pointer */
    size_t count;
    struct drawn *blocks; /* by words */
    size_t block_count;
};

struct gather {
    struct arena *arena;
    struct ARRAY(struct fit_origin) origins;
    struct ARRAY(struct drawn) blocks;
};

static void add(struct gather *gather, const char *utf8, struct yaml_mark mark,
                bool is_words)
{
    if (utf8 && *utf8)
        array_push(&gather->origins, (struct fit_origin){utf8, mark, is_words});
}

static void add_tree(struct gather *gather, const struct yaml_node *node)
{
    if (node && node->kind == YAML_SCALAR)
        add(gather, node->text, node->mark, strchr(node->text, ' ') != NULL);
    for (size_t i = 0; node && i < node->count; i++)
        add_tree(gather, node->items[i]);
}

static void add_blocks(struct gather *gather, const struct text *text)
{
    for (size_t i = 0; i < text->count; i++) {
        const char *utf8 = text->entries[i].utf8;
        if (!utf8)
            continue;
        struct markdown markdown = markdown_parse(utf8, gather->arena);
        for (size_t b = 0; b < markdown.count; b++)
            array_push(&gather->blocks,
                       (struct drawn){markdown.blocks[b].text, utf8});
    }
}

/* Pages stand in trees of their own where they are files of their own. */
static void on_object(void *user, const struct schema *schema, void *object)
{
    struct gather *gather = user;

    if (schema == &page_schema)
        add_tree(gather, ((const struct page *)object)->node);
    else if (schema == &block_schema)
        add_blocks(gather, &((const struct block *)object)->text);
    else if (schema == &proposal_schema)
        add_blocks(gather, &((const struct proposal *)object)->text);
}

static void on_text(void *user, const struct schema_field *field,
                    struct text *text)
{
    (void)field;
    for (size_t i = 0; i < text->count; i++)
        add(user, text->entries[i].utf8, text->entries[i].mark, true);
}

static int by_pointer(const void *left, const void *right)
{
    const struct fit_origin *a = left, *b = right;

    return (a->utf8 > b->utf8) - (a->utf8 < b->utf8);
}

static int by_words(const void *left, const void *right)
{
    const struct drawn *a = left, *b = right;

    return strcmp(a->words, b->words);
}

static size_t without_twins(struct fit_origin *items, size_t count)
{
    size_t kept = 0;

    for (size_t i = 0; i < count; i++)
        if (kept == 0 || items[kept - 1].utf8 != items[i].utf8)
            items[kept++] = items[i];
        else
            items[kept - 1].is_words |= items[i].is_words;
    return kept;
}

/* A copy in the arena; what was gathered is freed. */
static void *moved(struct arena *arena, void *items, size_t count, size_t bytes)
{
    void *copy = arena_array(arena, count + 1, bytes);

    if (count > 0)
        memcpy(copy, items, count * bytes);
    free(items);
    return copy;
}

const struct fit_origins *fit_origins_of(const struct bundle *bundle,
                                         struct arena *arena)
{
    struct gather gather = {.arena = arena};
    const struct schema_visitor visitor = {
        .user = &gather, .on_object = on_object, .on_text = on_text};
    struct fit_origins *origins = arena_get(arena, sizeof *origins);

    add_tree(&gather, bundle->model->node);
    schema_walk(&model_schema, (void *)bundle->model, &visitor);
    if (gather.origins.count > 0)
        qsort(gather.origins.items, gather.origins.count,
              sizeof *gather.origins.items, by_pointer);
    if (gather.blocks.count > 0)
        qsort(gather.blocks.items, gather.blocks.count,
              sizeof *gather.blocks.items, by_words);
    origins->count = without_twins(gather.origins.items, gather.origins.count);
    origins->items = moved(arena, gather.origins.items, origins->count,
                           sizeof *origins->items);
    origins->block_count = gather.blocks.count;
    origins->blocks = moved(arena, gather.blocks.items, gather.blocks.count,
                            sizeof *origins->blocks);
    return origins;
}

static const struct fit_origin *at_pointer(const struct fit_origins *origins,
                                           const char *utf8)
{
    const struct fit_origin key = {.utf8 = utf8};

    return bsearch(&key, origins->items, origins->count, sizeof key,
                   by_pointer);
}

static const struct fit_origin *of_block(const struct fit_origins *origins,
                                         const char *words)
{
    const struct drawn key = {.words = words};
    const struct drawn *block = bsearch(
        &key, origins->blocks, origins->block_count, sizeof key, by_words);

    return block ? at_pointer(origins, block->utf8) : NULL;
}

static const struct fit_origin *within(const struct fit_origins *origins,
                                       const char *words)
{
    const struct fit_origin *longest = NULL;
    size_t most = LEAST_BYTES - 1;

    for (size_t i = 0; i < origins->count; i++) {
        size_t bytes = strlen(origins->items[i].utf8);
        if (origins->items[i].is_words && bytes > most &&
            strstr(words, origins->items[i].utf8)) {
            longest = &origins->items[i];
            most = bytes;
        }
    }
    return longest;
}

const struct fit_origin *fit_origin_find(const struct fit_origins *origins,
                                         const struct draw_item *item)
{
    const struct fit_origin *found = NULL;

    if (item->kind == DRAW_TEXT)
        found = at_pointer(origins, item->text);
    if (item->kind == DRAW_TEXT && !found)
        found = of_block(origins, item->text);
    if (item->kind == DRAW_TEXT && !found)
        found = within(origins, item->text);
    return found;
}

size_t fit_origin_count(const struct fit_origins *origins)
{
    return origins->count;
}

const struct fit_origin *fit_origin_at(const struct fit_origins *origins,
                                       size_t i)
{
    return &origins->items[i];
}

/* How much of the file a text can take, however it is indented. */
static size_t reach(const struct fit_origin *origin)
{
    enum { INDENTATION = 64 };
    size_t lines = 1, bytes = 0;

    for (; origin->utf8[bytes] != '\0'; bytes++)
        lines += origin->utf8[bytes] == '\n' || origin->utf8[bytes] == ' ';
    return bytes + lines * INDENTATION;
}

struct yaml_mark fit_origin_mark(const struct fit_origin *origin,
                                 const char *word, size_t bytes)
{
    const struct yaml_source *source = origin->mark.source;
    size_t end = origin->mark.offset + reach(origin);

    if (!source || bytes == 0)
        return origin->mark;
    end = end < source->length ? end : source->length;
    for (size_t at = origin->mark.offset; at + bytes <= end; at++) {
        if (memcmp(source->bytes + at, word, bytes) != 0)
            continue;
        struct yaml_mark mark = yaml_mark_at(source, at);
        mark.bytes = bytes;
        return mark;
    }
    return origin->mark;
}
