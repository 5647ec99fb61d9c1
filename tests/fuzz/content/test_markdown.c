/* Any text becomes blocks whose bold parts lie inside them, in order. */
#include "base/utf8.h"
#include "content/markdown.h"
#include "fuzz/yaml/mutate.h"
#include "support/check.h"

static const char *const seeds[] = {
    "- a\n  1. b **c *d* e**\n\n     f\n- [g](h) ![i](j)\n",
    "## مرحبا **بكم** &amp; <b>x</b>\n\n| a | b |\n|---|---|\n| *c* | `d` |\n",
    "> > - # q\n\n```\ncode\n```\n***\na  \nb\\\nc **\n",
};
enum { SEEDS = sizeof seeds / sizeof *seeds, ROUNDS = 20000 };

static bool is_boundary(const char *text, size_t at)
{
    return ((unsigned char)text[at] & 0xC0) != 0x80;
}

static void check_block(const struct markdown_block *block)
{
    size_t length = strlen(block->text), at = 0;

    assert_true(length > 0);
    assert_true(utf8_valid(block->text, length, NULL));
    assert_true(block->level >= 0 && block->level < 16);
    assert_true((block->kind == MARKDOWN_ITEM) == (block->marker != NULL));
    for (size_t i = 0; i < block->bold_count; i++) {
        struct markdown_span span = block->bold[i];
        assert_true(at <= span.start && span.start < span.end);
        assert_true(span.end <= length);
        assert_true(is_boundary(block->text, span.start));
        assert_true(is_boundary(block->text, span.end));
        at = span.end;
    }
}

static void any_text_becomes_sound_blocks(void **state)
{
    struct rand rand = rand_seeded(mutate_number("ENCOUNTER_SEED", 1));
    unsigned long rounds = mutate_number("ENCOUNTER_FUZZ_ROUNDS", ROUNDS);
    struct arena arena = {0};
    struct str text = {0};
    size_t blocks = 0;

    (void)state;
    for (unsigned long i = 0; i < rounds; i++) {
        const char *seed = seeds[i % SEEDS];
        mutate(&text, seed, strlen(seed), &rand);
        if (!utf8_valid(str_text(&text), strlen(str_text(&text)), NULL))
            continue;
        struct markdown markdown = markdown_parse(str_text(&text), &arena);
        for (size_t k = 0; k < markdown.count; k++)
            check_block(&markdown.blocks[k]);
        blocks += markdown.count;
        arena_reset(&arena);
    }
    assert_true(blocks > rounds);
    str_fini(&text);
    arena_fini(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_text_becomes_sound_blocks),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
