#include "support/check.h"
#include "yaml/tree.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct parsed {
    struct arena arena;
    struct messages messages;
    struct yaml_source source;
    struct yaml_node *root;
};

static void parse(struct parsed *parsed, const char *text)
{
    *parsed = (struct parsed){.source = {"a.yaml", text, strlen(text)}};
    parsed->root =
        yaml_tree_parse(&parsed->source, &parsed->arena, &parsed->messages);
}

static void parsed_fini(struct parsed *parsed)
{
    messages_fini(&parsed->messages);
    arena_fini(&parsed->arena);
}

/* The first message as "line:column: text". */
static const char *first(const struct parsed *parsed)
{
    static char said[300];
    const struct message *message = parsed->messages.items;

    if (parsed->messages.count == 0)
        return "nothing";
    snprintf(said, sizeof said, "%d:%d: %s", message->line, message->column,
             message->text);
    return said;
}

static void expect(const char *text, const char *said)
{
    struct parsed parsed;

    parse(&parsed, text);
    assert_string_equal(first(&parsed), said);
    assert_int_equal(parsed.messages.errors, 1);
    parsed_fini(&parsed);
}

static void a_file_becomes_a_tree_with_places(void **state)
{
    struct parsed parsed;

    (void)state;
    parse(&parsed, "a: [1, \"2\"]\nb:\n  مرحبا: x\n  c: é: \n");
    parsed_fini(&parsed);
    parse(&parsed, "a: [1, \"2\"]\nb:\n  {مرحبا: x, c: 'y'}\n");
    assert_non_null(parsed.root);
    const struct yaml_node *a = yaml_node_get(parsed.root, "a");
    const struct yaml_node *b = yaml_node_get(parsed.root, "b");
    assert_int_equal(a->kind, YAML_SEQUENCE);
    assert_int_equal(a->count, 2);
    assert_true(a->items[0]->is_plain);
    assert_false(a->items[1]->is_plain);
    assert_string_equal(a->items[1]->text, "2");
    const struct yaml_node *c = yaml_node_get(b, "c");
    assert_string_equal(c->text, "y");
    assert_int_equal(c->mark.line, 3);
    assert_int_equal(c->mark.column, 17); /* in letters, not bytes */
    assert_int_equal(parsed.source.bytes[c->mark.offset], '\'');
    assert_null(yaml_node_get(b, "d"));
    assert_string_equal(yaml_node_key(b, "c")->text, "c");
    assert_int_equal(parsed.messages.count, 0);
    parsed_fini(&parsed);
}

static void words_stay_words(void **state)
{
    struct parsed parsed;

    (void)state;
    parse(&parsed, "a: NO\nb: 01234\nc: 12:30\nd: 1.10\ne: ~\n");
    assert_string_equal(yaml_node_get(parsed.root, "a")->text, "NO");
    assert_string_equal(yaml_node_get(parsed.root, "b")->text, "01234");
    assert_string_equal(yaml_node_get(parsed.root, "c")->text, "12:30");
    assert_string_equal(yaml_node_get(parsed.root, "d")->text, "1.10");
    assert_string_equal(yaml_node_get(parsed.root, "e")->text, "~");
    parsed_fini(&parsed);
}

static void an_empty_file_is_an_empty_map(void **state)
{
    static const char *const files[] = {"", "\n", "# nothing\n", "\xEF\xBB\xBF",
                                        "---\n"};

    (void)state;
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        struct parsed parsed;
        parse(&parsed, files[i]);
        assert_non_null(parsed.root);
        assert_int_equal(parsed.root->kind, YAML_MAPPING);
        assert_int_equal(parsed.root->count, 0);
        assert_int_equal(parsed.messages.count, 0);
        parsed_fini(&parsed);
    }
}

static void files_of_notepad_are_read(void **state)
{
    struct parsed parsed;

    (void)state;
    parse(&parsed, "\xEF\xBB\xBF"
                   "a: b\r\nc: d\r\n");
    assert_string_equal(yaml_node_get(parsed.root, "a")->text, "b");
    const struct yaml_node *c = yaml_node_key(parsed.root, "c");
    assert_int_equal(c->mark.line, 2);
    assert_int_equal(c->mark.column, 1);
    assert_int_equal(parsed.source.bytes[c->mark.offset], 'c');
    parsed_fini(&parsed);
}

static void the_break_after_a_folded_text_is_left_out(void **state)
{
    struct parsed parsed;

    (void)state;
    parse(&parsed, "a: >\n  one\n  two\n\nb: |\n  x\n\n  y\n\n");
    assert_string_equal(yaml_node_get(parsed.root, "a")->text, "one two");
    assert_string_equal(yaml_node_get(parsed.root, "b")->text, "x\n\ny");
    parsed_fini(&parsed);
}

static void a_repeated_key_is_named_and_the_first_stays(void **state)
{
    struct parsed parsed;

    (void)state;
    parse(&parsed, "a: 1\nb: 2\na: 3\nc: {a: 4}\n");
    assert_string_equal(first(&parsed),
                        "3:1: 'a' stands here a second time; the first is in "
                        "line 1");
    assert_non_null(parsed.root);
    assert_int_equal(parsed.root->count, 3);
    assert_string_equal(yaml_node_get(parsed.root, "a")->text, "1");
    parsed_fini(&parsed);
}

static void what_we_do_not_use_is_refused_at_its_place(void **state)
{
    (void)state;
    expect("a: &b c\n", "1:4: anchors are not used here");
    expect("a: *b\n", "1:4: aliases are not used here");
    expect("a: !b c\n", "1:4: tags are not used here");
    expect("a: {b: [!c d]}\n", "1:9: tags are not used here");
    expect("a: !!map {}\n", "1:4: tags are not used here");
    expect("a: &b []\n", "1:4: anchors are not used here");
    expect("a: b\n---\nc: d\n", "2:1: a second document begins here ('---')");
    expect("[a, b]: c\n", "1:1: a key must be a word, not a list or a map");
    expect("a: \"\\a\"\n",
           "1:4: an escape in this text is a control character");
    expect("a: \"\\0\"\n",
           "1:4: an escape in this text is a control character");
}

static void faults_of_syntax_are_said_in_an_authors_words(void **state)
{
    (void)state;
    expect("a: b: c\n", "1:5: ': ' inside a text without quotes");
    expect("a: b\n  c: d\n", "2:4: ': ' where no key can stand");
    expect("a:\n\tb: c\n", "2:1: a tab in the indentation");
    expect("a: \"b\nc: d\n", "1:4: this quote is never closed");
    expect("a: 'b\nc: d\n", "1:4: this quote is never closed");
    expect("a: [b, c\n", "1:4: this '[' is never closed");
    expect("a: {b: c\nd: e\n",
           "2:2: the '{' of line 1 is not closed, or a ',' is missing");
    expect("a: [b c] d\n", "1:10: this line does not fit the lines above");
    expect("a: 'l'atelier'\n", "1:7: a text goes on behind its closing quote");
    expect("a: **b**\n",
           "1:4: a text that begins with '*' must stand in quotes");
    expect("a: @b\n", "1:4: a text that begins with '@' must stand in quotes");
    expect("a: \"\\q\"\n",
           "1:5: this letter after '\\' means nothing in double quotes");
    expect("a: - b\n", "1:4: a list cannot begin here");
    expect("a: |b\n  c\n", "1:5: nothing may follow '|' or '>' in its line");
    expect("- a\n b\n- c\nd: e\n",
           "4:1: this line does not fit the list above");
}

static void depth_is_counted_to_32(void **state)
{
    char text[80] = "";
    struct parsed parsed;

    (void)state;
    memset(text, '[', 32);
    memset(text + 32, ']', 32);
    parse(&parsed, text);
    assert_non_null(parsed.root);
    parsed_fini(&parsed);
    memset(text, '[', 33);
    memset(text + 33, ']', 33);
    expect(text, "1:33: lists and maps inside each other deeper than 32");
}

static void brackets_in_texts_are_no_depth(void **state)
{
    char text[400] = "a: \"";
    struct parsed parsed;

    (void)state;
    memset(text + 4, '[', 200);
    strcpy(text + 204, "\"\nb: |\n  [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\n"
                       "# [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\n");
    parse(&parsed, text);
    assert_int_equal(parsed.messages.count, 0);
    assert_int_equal(yaml_node_get(parsed.root, "a")->length, 200);
    parsed_fini(&parsed);
}

static void a_text_of_16_kib_is_the_longest(void **state)
{
    char *text = calloc(1, 16 * 1024 + 20);
    struct parsed parsed;

    (void)state;
    strcpy(text, "a: ");
    memset(text + 3, 'x', 16 * 1024);
    parse(&parsed, text);
    assert_int_equal(parsed.messages.count, 0);
    parsed_fini(&parsed);
    text[3 + 16 * 1024] = 'x';
    expect(text, "1:4: a text of 17 KiB; 16 KiB is the most");
    free(text);
}

static void other_encodings_are_named(void **state)
{
    struct parsed parsed;

    (void)state;
    parse(&parsed, "a: b\nc: d\xE9j\xE0\n");
    assert_string_equal(first(&parsed), "2:5: not UTF-8: byte 0xE9");
    assert_non_null(strstr(parsed.messages.items[0].help, "Windows-1252"));
    parsed_fini(&parsed);
    parse(&parsed, "a: \xE3\xD1\xCD\xC8\xC7\n");
    assert_non_null(strstr(parsed.messages.items[0].help, "Windows-1256"));
    parsed_fini(&parsed);
    expect("a: \xC0\xAF\n", "1:4: not UTF-8: byte 0xC0");
    expect("a: \xED\xA0\x80\n", "1:4: not UTF-8: byte 0xED");
    expect("a: b\x07\n", "1:5: control character 0x07");
    expect("a: \xC2\x9B"
           "x\n",
           "1:4: control character 0xC2");
    struct parsed wide = {.source = {"a.yaml",
                                     "\xFF\xFE"
                                     "a\0:\0",
                                     6}};
    assert_null(yaml_tree_parse(&wide.source, &wide.arena, &wide.messages));
    assert_string_equal(wide.messages.items[0].text, "is UTF-16, not UTF-8");
    parsed_fini(&wide);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_becomes_a_tree_with_places),
        cmocka_unit_test(words_stay_words),
        cmocka_unit_test(an_empty_file_is_an_empty_map),
        cmocka_unit_test(files_of_notepad_are_read),
        cmocka_unit_test(the_break_after_a_folded_text_is_left_out),
        cmocka_unit_test(a_repeated_key_is_named_and_the_first_stays),
        cmocka_unit_test(what_we_do_not_use_is_refused_at_its_place),
        cmocka_unit_test(faults_of_syntax_are_said_in_an_authors_words),
        cmocka_unit_test(depth_is_counted_to_32),
        cmocka_unit_test(brackets_in_texts_are_no_depth),
        cmocka_unit_test(a_text_of_16_kib_is_the_longest),
        cmocka_unit_test(other_encodings_are_named),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
