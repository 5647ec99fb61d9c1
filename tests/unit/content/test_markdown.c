#include "base/str.h"
#include "content/markdown.h"
#include "support/check.h"
#include <string.h>

/* Blocks as lines: kind and level, marker, text with *bold* marked. */
static void show(struct str *out, const struct markdown *markdown)
{
    for (size_t i = 0; i < markdown->count; i++) {
        const struct markdown_block *block = &markdown->blocks[i];
        size_t at = 0;
        str_addf(out, "%c%d%s%s|", "pih"[block->kind], block -> level,
                 block -> marker ? " " : "",
                 block->marker ? block->marker : "");
        for (size_t k = 0; k < block->bold_count; k++) {
            struct markdown_span span = block->bold[k];
            assert_true(at <= span.start && span.start < span.end);
            assert_true(span.end <= strlen(block->text));
            str_add_bytes(out, block->text + at, span.start - at);
            str_addf(out, "<%.*s>", (int)(span.end - span.start),
                     block->text + span.start);
            at = span.end;
        }
        str_addf(out, "%s\n", block->text + at);
    }
    if (markdown->has_unshown)
        str_add(out, "unshown\n");
}

static void expect(const char *text, const char *wanted)
{
    struct arena arena = {0};
    struct str out = {0};
    struct markdown markdown = markdown_parse(text, &arena);

    show(&out, &markdown);
    assert_string_equal(str_text(&out), wanted);
    str_fini(&out);
    arena_fini(&arena);
}

static void paragraphs_are_folded_into_one_line_each(void **state)
{
    (void)state;
    expect("", "");
    expect("one", "p0|one\n");
    expect("  one\n  two\tthree\n\n\nfour  five\n",
           "p0|one two three\np0|four five\n");
    expect("one  \ntwo\\\nthree", "p0|one\ntwo\nthree\n");
    expect("مرحبا **بكم** هنا", "p0|مرحبا <بكم> هنا\n");
    expect("a\u00A0b", "p0|a\u00A0b\n");
}

static void emphasis_of_both_sorts_is_bold(void **state)
{
    (void)state;
    expect("a **b** *c* d", "p0|a <b> <c> d\n");
    expect("**a *b* c**", "p0|<a b c>\n");
    expect("**all**", "p0|<all>\n");
    expect("2 * 3 * 4 ** 5", "p0|2 * 3 * 4 ** 5\n");
    expect("a\\*b\\*", "p0|a*b*\n");
}

static void lists_have_markers_and_levels(void **state)
{
    (void)state;
    expect("- a\n- b\n  - c\n  - d\n- e\n",
           "i0 •|a\ni0 •|b\ni1 •|c\ni1 •|d\ni0 •|e\n");
    expect("3. a\n4. **b**\n", "i0 3.|a\ni0 4.|<b>\n");
    expect("- a\n\n  more\n\n- b\n", "i0 •|a\ni0 |more\ni0 •|b\n");
    expect("1. a\n   - b\n\n   c\n2. d\n", "i0 1.|a\ni1 •|b\ni0 |c\ni0 2.|d\n");
    expect("- a\n\ntext\n", "i0 •|a\np0|text\n");
    expect("-\n- b\n", "i0 •|b\n");
}

static void headings_have_two_sizes(void **state)
{
    (void)state;
    expect("# a\n## b\n### c\n#### d\ntext\n",
           "h2|a\nh2|b\nh3|c\nh3|d\np0|text\n");
    expect("## **a** b\n", "h2|<a> b\n");
}

static void what_cannot_be_shown_stays_as_text_and_is_told(void **state)
{
    (void)state;
    expect("see [here](https://x.org)", "p0|see here\nunshown\n");
    expect("![alt](a.png)", "p0|alt\nunshown\n");
    expect("<https://x.org>", "p0|https://x.org\nunshown\n");
    expect("a <b>c</b>", "p0|a <b>c</b>\nunshown\n");
    expect("<div>\nx\n</div>", "p0|<div> x </div>\nunshown\n");
    expect("| a | b |\n|---|---|\n| c | d |\n", "p0|a b\np0|c d\nunshown\n");
    expect("1 < 2 and 3 > 2", "p0|1 < 2 and 3 > 2\n");
    expect("> said\n\n---\n\n`code`", "p0|said\np0|code\n");
    expect("```\na\n  b\n```\n", "p0|a\nb\n");
    expect("    indented", "p0|indented\n");
}

static void entities_become_letters(void **state)
{
    (void)state;
    expect("a &amp; b &lt;&#233;&#xE9;&nbsp;c", "p0|a & b <éé\u00A0c\n");
    expect("&unknown; &#xD800; &#0;", "p0|&unknown; &#xD800; &#0;\n");
}

static void very_deep_lists_stay_in_bounds(void **state)
{
    struct str text = {0};
    struct arena arena = {0};

    (void)state;
    for (int i = 0; i < 200; i++)
        str_add(&text, "- ");
    str_add(&text, "deep");
    struct markdown markdown = markdown_parse(text.text, &arena);
    assert_int_equal(markdown.count, 1);
    assert_string_equal(markdown.blocks[0].text, "deep");
    assert_true(markdown.blocks[0].level < 16);
    arena_fini(&arena);
    str_fini(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(paragraphs_are_folded_into_one_line_each),
        cmocka_unit_test(emphasis_of_both_sorts_is_bold),
        cmocka_unit_test(lists_have_markers_and_levels),
        cmocka_unit_test(headings_have_two_sizes),
        cmocka_unit_test(what_cannot_be_shown_stays_as_text_and_is_told),
        cmocka_unit_test(entities_become_letters),
        cmocka_unit_test(very_deep_lists_stay_in_bounds),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
