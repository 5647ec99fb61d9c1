#include "yaml/tree.h"
#include "base/array.h"
#include "base/str.h"
#include "yaml/syntax.h"
#include <errno.h>
#include <string.h>

struct level {
    struct yaml_node *node;
    size_t first; /* its first child in `waiting` */
};

struct build {
    const struct yaml_source *source;
    struct arena *arena;
    struct messages *messages;
    struct syntax_walk walk;
    struct level levels[YAML_DEPTH];
    int depth;
    struct ARRAY(struct yaml_node *) waiting; /* children of open levels */
    struct yaml_node *root;
    int documents, events;
};

static struct yaml_node *node_new(struct build *build, enum yaml_kind kind,
                                  const yaml_event_t *event)
{
    struct yaml_node *node = arena_get(build->arena, sizeof *node);

    node->kind = kind;
    node->mark = syntax_mark(&build->walk, event->start_mark);
    node->text = "";
    if (build->depth > 0)
        array_push(&build->waiting, node);
    else if (!build->root)
        build->root = node;
    return node;
}

static bool check_extras(struct build *build, const yaml_event_t *event,
                         const yaml_char_t *anchor, const yaml_char_t *tag)
{
    struct yaml_mark mark = syntax_mark(&build->walk, event->start_mark);

    if (anchor)
        message_add(build->messages, FAULT_ANCHOR, mark, NULL);
    if (tag)
        message_add(build->messages, FAULT_TAG, mark, NULL);
    return !anchor && !tag;
}

/* A scalar that breaks a rule stays in the tree, empty, so that the rest of
 * the file is looked at too. */
static void take_scalar(struct build *build, const yaml_event_t *event)
{
    const char *text = (const char *)event->data.scalar.value;
    size_t length = event->data.scalar.length;
    struct yaml_node *node = node_new(build, YAML_SCALAR, event);

    node->is_plain = event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
    node->is_faulty = true;
    if (!check_extras(build, event, event->data.scalar.anchor,
                      event->data.scalar.tag))
        return;
    if (length > YAML_SCALAR_BYTES) {
        message_add(
            build->messages, FAULT_TEXT_LONG, node->mark,
            WITH(message_number("size", ((int64_t)length + 1023) / 1024),
                 message_number("most", YAML_SCALAR_BYTES / 1024)));
        return;
    }
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)text[i];
        if (c >= 0x20 ? c == 0x7F : c != '\n' && c != '\t' && c != '\r') {
            message_add(build->messages, FAULT_ESCAPE_CONTROL, node->mark,
                        NULL);
            return;
        }
    }
    while (!node->is_plain && length > 0 && text[length - 1] == '\n')
        length--; /* the line break after '|' and '>' means nothing here */
    node->text = arena_string(build->arena, text, length);
    node->length = length;
    node->is_faulty = false;
}

static bool open_level(struct build *build, const yaml_event_t *event)
{
    bool is_map = event->type == YAML_MAPPING_START_EVENT;

    if (build->depth == YAML_DEPTH) {
        message_add(build->messages, FAULT_DEEP,
                    syntax_mark(&build->walk, event->start_mark),
                    WITH(message_number("most", YAML_DEPTH)));
        return false;
    }
    struct yaml_node *node =
        node_new(build, is_map ? YAML_MAPPING : YAML_SEQUENCE, event);
    if (is_map)
        check_extras(build, event, event->data.mapping_start.anchor,
                     event->data.mapping_start.tag);
    else
        check_extras(build, event, event->data.sequence_start.anchor,
                     event->data.sequence_start.tag);
    build->levels[build->depth++] = (struct level){node, build->waiting.count};
    return true;
}

static int compare_keys(const void *left, const void *right)
{
    const struct yaml_node *a = *(struct yaml_node *const *)left;
    const struct yaml_node *b = *(struct yaml_node *const *)right;
    int order = strcmp(a->text, b->text);

    if (order != 0)
        return order;
    return a->mark.offset < b->mark.offset ? -1
                                           : a->mark.offset > b->mark.offset;
}

/* Names each repeated key and takes it out; sorted, since a hostile map may
 * have thousands of keys. */
static void drop_repeated(struct build *build, struct yaml_node *map)
{
    struct yaml_node **sorted =
        memory_grow(NULL, map->count + 1, sizeof *sorted);
    const struct yaml_node *first = NULL;
    size_t kept = 0;

    memcpy(sorted, map->keys, map->count * sizeof *sorted);
    qsort(sorted, map->count, sizeof *sorted, compare_keys);
    for (size_t i = 0; i < map->count; i++) {
        struct yaml_node *key = sorted[i];
        if (!first || strcmp(first->text, key->text) != 0) {
            first = key;
            continue;
        }
        message_add(build->messages, FAULT_KEY_TWICE, key->mark,
                    WITH(message_text("key", key->text),
                         message_number("line", first->mark.line)));
        key->kind = YAML_SEQUENCE; /* to be left out below */
    }
    free(sorted);
    for (size_t i = 0; i < map->count; i++) {
        if (map->keys[i]->kind != YAML_SCALAR)
            continue;
        map->keys[kept] = map->keys[i];
        map->items[kept++] = map->items[i];
    }
    map->count = kept;
}

static void close_map(struct build *build, struct yaml_node *map,
                      struct yaml_node **children, size_t count)
{
    map->keys = arena_array(build->arena, count / 2, sizeof *map->keys);
    map->items = arena_array(build->arena, count / 2, sizeof *map->items);
    for (size_t i = 0; i + 1 < count; i += 2) {
        if (children[i]->kind != YAML_SCALAR)
            message_add(build->messages, FAULT_KEY_NO_WORD, children[i]->mark,
                        NULL);
        map->keys[map->count] = children[i];
        map->items[map->count++] = children[i + 1];
    }
    drop_repeated(build, map);
}

static void close_level(struct build *build)
{
    struct level level = build->levels[--build->depth];
    size_t count = build->waiting.count - level.first;
    struct yaml_node **children =
        count > 0 ? build->waiting.items + level.first : NULL;

    build->waiting.count = level.first;
    if (level.node->kind == YAML_MAPPING) {
        close_map(build, level.node, children, count);
        return;
    }
    level.node->count = count;
    level.node->items =
        arena_array(build->arena, count, sizeof *level.node->items);
    if (count > 0)
        memcpy(level.node->items, children, count * sizeof *children);
}

static bool is_quoted(const yaml_event_t *event)
{
    return event->data.scalar.style == YAML_DOUBLE_QUOTED_SCALAR_STYLE ||
           event->data.scalar.style == YAML_SINGLE_QUOTED_SCALAR_STYLE;
}

/* False: nothing further can be understood or will be read. */
static bool take_event(struct build *build, const yaml_event_t *event)
{
    struct yaml_mark mark;

    switch (event->type) {
    case YAML_DOCUMENT_START_EVENT:
        if (++build->documents == 1)
            return true;
        mark = syntax_mark(&build->walk, event->start_mark);
        message_add(build->messages, FAULT_SECOND_DOCUMENT, mark, NULL);
        return false;
    case YAML_ALIAS_EVENT:
        mark = syntax_mark(&build->walk, event->start_mark);
        message_add(build->messages, FAULT_ALIAS, mark, NULL);
        node_new(build, YAML_SCALAR, event)->is_faulty = true;
        return true;
    case YAML_SCALAR_EVENT:
        take_scalar(build, event);
        return !is_quoted(event) ||
               !syntax_quote_runs_on(build->source, event->start_mark,
                                     event->end_mark, build->messages);
    case YAML_SEQUENCE_START_EVENT:
    case YAML_MAPPING_START_EVENT:
        return open_level(build, event);
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
        close_level(build);
        return true;
    default:
        return true;
    }
}

static bool read_events(struct build *build, yaml_parser_t *parser)
{
    yaml_event_t event;
    bool goes_on = true, is_end = false;

    while (goes_on && !is_end) {
        if (!yaml_parser_parse(parser, &event)) {
            syntax_message(parser, build->source, build->messages);
            return false;
        }
        if (++build->events > YAML_EVENTS) {
            message_add(build->messages, FAULT_MANY_PARTS,
                        syntax_mark(&build->walk, event.start_mark),
                        WITH(message_number("most", YAML_EVENTS)));
            goes_on = false;
        } else {
            goes_on = take_event(build, &event);
        }
        is_end = event.type == YAML_STREAM_END_EVENT;
        yaml_event_delete(&event);
    }
    return goes_on;
}

struct yaml_node *yaml_tree_parse(const struct yaml_source *source,
                                  struct arena *arena,
                                  struct messages *messages)
{
    struct build build = {.source = source,
                          .arena = arena,
                          .messages = messages,
                          .walk = syntax_walk_new(source)};
    yaml_parser_t parser;

    if (!yaml_source_is_text(source, messages))
        return NULL;
    if (!yaml_parser_initialize(&parser)) {
        message_add_path(messages, FAULT_NOT_READABLE, source->path,
                         WITH(message_text("reason", strerror(ENOMEM))));
        return NULL;
    }
    yaml_parser_set_input_string(&parser, (const unsigned char *)source->bytes,
                                 source->length);
    bool ok = read_events(&build, &parser);
    yaml_parser_delete(&parser);
    array_fini(&build.waiting);
    if (!ok) {
        message_add_after(messages, FAULT_FILE_ENDS);
        return NULL;
    }
    if (!build.root || (build.root->kind == YAML_SCALAR &&
                        build.root->is_plain && build.root->length == 0)) {
        build.root = arena_get(arena, sizeof *build.root);
        build.root->kind = YAML_MAPPING;
        build.root->text = "";
        build.root->mark = syntax_walk_new(source).mark;
    }
    return build.root;
}

const struct yaml_node *yaml_node_key(const struct yaml_node *mapping,
                                      const char *key)
{
    for (size_t i = 0; mapping && mapping->keys && i < mapping->count; i++)
        if (strcmp(mapping->keys[i]->text, key) == 0)
            return mapping->keys[i];
    return NULL;
}

const struct yaml_node *yaml_node_get(const struct yaml_node *mapping,
                                      const char *key)
{
    for (size_t i = 0; mapping && mapping->keys && i < mapping->count; i++)
        if (strcmp(mapping->keys[i]->text, key) == 0)
            return mapping->items[i];
    return NULL;
}
