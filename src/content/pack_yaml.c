#include "content/pack_yaml.h"

#include "base/array.h"
#include "yaml/tree.h"
#include <string.h>

struct edit { /* bytes [start, start + count) become `text` */
    size_t start, count;
    const char *text;
};

struct rewriting {
    const struct yaml_source *source;
    const struct pack_names *names;
    struct arena arena;
    struct ARRAY(struct edit) edits;
};

/* The bytes of a scalar between its quotes, if it has any; false if it is not
 * written in one piece. */
static bool find_bytes(const struct yaml_source *source,
                       const struct yaml_node *node, size_t *ret_start,
                       size_t *ret_count)
{
    const char *from = source->bytes + node->mark.offset;
    const char *end = source->bytes + source->length, *at = from + 1;
    char quote = *from;

    *ret_start = node->mark.offset;
    *ret_count = node->length;
    if (node->is_plain)
        return (size_t)(end - from) >= node->length &&
               memcmp(from, node->text, node->length) == 0;
    if (quote != '"' && quote != '\'')
        return false;
    for (; at < end && *at != '\n'; at++) {
        bool is_pair =
            quote == '"' ? *at == '\\' : *at == '\'' && at[1] == '\'';
        if (is_pair) {
            at++;
        } else if (*at == quote) {
            *ret_start = node->mark.offset + 1;
            *ret_count = (size_t)(at - from) - 1;
            return true;
        }
    }
    return false;
}

static void replace(struct rewriting *rewriting, const struct yaml_node *node,
                    const char *text)
{
    struct edit edit = {.text = text};

    if (find_bytes(rewriting->source, node, &edit.start, &edit.count))
        array_push(&rewriting->edits, edit);
}

static void look_at(struct rewriting *rewriting, const struct yaml_node *node)
{
    if (node->kind == YAML_SCALAR) {
        const char *to =
            pack_names_find(rewriting->names, node->text, &rewriting->arena);
        if (to)
            replace(rewriting, node, to);
        return;
    }
    for (size_t i = 0; i < node->count; i++)
        look_at(rewriting, node->items[i]);
}

static int compare(const void *left, const void *right)
{
    const struct edit *a = left, *b = right;

    return (a->start > b->start) - (a->start < b->start);
}

static void write_out(struct rewriting *rewriting, struct str *out)
{
    const struct yaml_source *source = rewriting->source;
    size_t at = 0;

    if (rewriting->edits.count > 0)
        qsort(rewriting->edits.items, rewriting->edits.count,
              sizeof *rewriting->edits.items, compare);
    for (size_t i = 0; i < rewriting->edits.count; i++) {
        const struct edit *edit = &rewriting->edits.items[i];
        str_add_bytes(out, source->bytes + at, edit->start - at);
        str_add(out, edit->text);
        at = edit->start + edit->count;
    }
    str_add_bytes(out, source->bytes + at, source->length - at);
}

void pack_yaml_rewrite(const struct yaml_source *source,
                       const struct pack_names *names, int64_t serial,
                       struct str *out)
{
    struct rewriting rewriting = {.source = source, .names = names};
    struct messages messages = {0};
    const struct yaml_node *root =
        yaml_tree_parse(source, &rewriting.arena, &messages);

    if (root && messages.errors == 0) {
        const struct yaml_node *node =
            root->kind == YAML_MAPPING ? yaml_node_get(root, "serial") : NULL;
        look_at(&rewriting, root);
        if (serial > 0 && node && node->kind == YAML_SCALAR)
            replace(&rewriting, node,
                    arena_printf(&rewriting.arena, "%lld", (long long)serial));
    }
    write_out(&rewriting, out);
    messages_fini(&messages);
    array_fini(&rewriting.edits);
    arena_fini(&rewriting.arena);
}
