/* Any bytes become a tree or a message, never anything else. */
#include "base/fs.h"
#include "base/utf8.h"
#include "fuzz/yaml/mutate.h"
#include "support/check.h"
#include "yaml/schema.h"
#include <stdio.h>

static const char *const seeds[] = {
    "assets/strings/ar.yaml",
    "content/foo/bundle.yaml",
    "tests/data/seeds/words/bundle.yaml",
    "tests/data/seeds/aliases/bundle.yaml",
    "tests/data/seeds/right-to-left/bundle.yaml",
    "tests/data/seeds/utf16/bundle.yaml",
};
enum { SEEDS = sizeof seeds / sizeof *seeds, ROUNDS = 3000 };

/* A node's place is inside the file and at the line that is said. */
static void check_node(const struct yaml_node *node, int depth)
{
    assert_true(depth <= YAML_DEPTH + 1);
    assert_true(node->mark.offset <= node->mark.source->length);
    assert_true(node->mark.line >= 1 && node->mark.column >= 1);
    assert_true(strlen(node->text) == node->length);
    assert_true(utf8_valid(node->text, node->length, NULL));
    assert_true(node->kind != YAML_SCALAR || node->count == 0);
    for (size_t i = 0; i < node->count; i++) {
        if (node->kind == YAML_MAPPING)
            check_node(node->keys[i], depth + 1);
        check_node(node->items[i], depth + 1);
    }
}

static void try_text(const struct str *text, FILE *out)
{
    struct yaml_source source = {"seed.yaml", str_text(text), text->length};
    struct messages messages = {0};
    struct arena arena = {0};
    struct yaml_node *root = yaml_tree_parse(&source, &arena, &messages);

    if (root)
        check_node(root, 0);
    assert_true(root || messages.errors > 0);
    messages_print(&messages, 50, out);
    messages_fini(&messages);
    arena_fini(&arena);
}

static void any_bytes_give_a_tree_or_a_message(void **state)
{
    unsigned long seed = mutate_number("ENCOUNTER_SEED", 1);
    unsigned long rounds = mutate_number("ENCOUNTER_FUZZ_ROUNDS", ROUNDS);
    struct rand rand = rand_seeded(seed);
    FILE *out = fopen("/dev/null", "w");
    struct str text = {0};

    (void)state;
    assert_non_null(out);
    print_message("seed %lu, %lu rounds\n", seed, rounds);
    for (unsigned long i = 0; i < rounds; i++) {
        struct fail why;
        size_t length;
        char *bytes =
            fs_read_file(fs_system(), seeds[i % SEEDS], 1 << 20, &length, &why);
        if (!bytes)
            fail_msg("%s", why.text);
        mutate(&text, bytes, length, &rand);
        try_text(&text, out);
        free(bytes);
    }
    str_fini(&text);
    fclose(out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_bytes_give_a_tree_or_a_message),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
