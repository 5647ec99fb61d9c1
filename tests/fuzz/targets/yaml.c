/* Any bytes become a tree whose places are right, or a message. */
#include "base/utf8.h"
#include "fuzz/target.h"
#include "yaml/schema.h"
#include <string.h>

static void check_node(const struct yaml_node *node, int depth)
{
    assert(depth <= YAML_DEPTH + 1);
    assert(node->mark.offset <= node->mark.source->length);
    assert(node->mark.line >= 1 && node->mark.column >= 1);
    assert(strlen(node->text) == node->length);
    assert(utf8_valid(node->text, node->length, NULL));
    assert(node->kind != YAML_SCALAR || node->count == 0);
    for (size_t i = 0; i < node->count; i++) {
        if (node->kind == YAML_MAPPING)
            check_node(node->keys[i], depth + 1);
        check_node(node->items[i], depth + 1);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count)
{
    static FILE *nowhere;
    struct messages messages = {0};
    struct arena arena = {0};
    struct yaml_source source = {
        "seed.yaml", arena_string(&arena, (const char *)bytes, count), count};
    const struct yaml_node *root = yaml_tree_parse(&source, &arena, &messages);

    if (!nowhere)
        nowhere = fopen("/dev/null", "w");
    if (root)
        check_node(root, 0);
    assert(root || messages.errors > 0);
    messages_print(&messages, 50, nowhere);
    messages_fini(&messages);
    arena_fini(&arena);
    return 0;
}
