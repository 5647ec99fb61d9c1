#include "support/check.h"
#include "yaml/tree.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *printed(struct messages *messages, size_t limit)
{
    char *text = NULL;
    size_t bytes = 0;
    FILE *out = open_memstream(&text, &bytes);

    assert_non_null(out);
    messages_print(messages, limit, out);
    fclose(out);
    return text;
}

static void expect_printed(struct messages *messages, size_t limit,
                           const char *wanted)
{
    char *text = printed(messages, limit);

    assert_string_equal(text, wanted);
    free(text);
    messages_fini(messages);
}

#define HERE "error[E140]: an escape in this text is a control character"

/* One error at the first `place` in `text`. */
static void add_at(struct messages *messages, const char *text,
                   const char *place)
{
    struct yaml_source source = {"b.yaml", text, strlen(text)};
    struct yaml_mark mark =
        yaml_mark_at(&source, (size_t)(strstr(text, place) - text));

    message_add(messages, FAULT_ESCAPE_CONTROL, mark, NULL);
}

static void a_fault_is_said_as_a_compiler_does(void **state)
{
    const char *text = "a: b\n        labell: Who they are\n";
    struct yaml_source source = {"content/foo/bundle.yaml", text, strlen(text)};
    struct messages messages = {0};

    (void)state;
    message_add(
        &messages, FAULT_UNKNOWN_KEY, yaml_mark_at(&source, 13),
        WITH(message_text("key", "labell"), message_text("nearest", "label")));
    expect_printed(
        &messages, 10,
        "content/foo/bundle.yaml:2:9: error[E201]: unknown key 'labell'\n"
        "    labell: Who they are\n"
        "    ^\n"
        "help: did you mean 'label'?\n"
        "1 error\n");
}

static void messages_come_by_file_and_place(void **state)
{
    struct messages messages = {0};

    (void)state;
    add_at(&messages, "one\ntwo\n", "two");
    add_at(&messages, "one\ntwo\n", "ne");
    message_add_path(&messages, FAULT_UNUSED, "a.yaml", NULL);
    expect_printed(
        &messages, 10,
        "a.yaml: warning[W434]: nothing in the bundle names this file\n"
        "help: delete it, or name it where it belongs\n"
        "b.yaml:1:2: " HERE "\n    one\n     ^\n"
        "b.yaml:2:1: " HERE "\n    two\n    ^\n"
        "2 errors, 1 warning\n");
}

static void the_caret_stands_under_the_letter(void **state)
{
    struct messages messages = {0};

    (void)state;
    add_at(&messages, "\xC3\xA9t\xC3\xA9 e\xCC\x81 x\n", "x");
    expect_printed(&messages, 10,
                   "b.yaml:1:8: " HERE "\n"
                   "    \xC3\xA9t\xC3\xA9 e\xCC\x81 x\n"
                   "          ^\n1 error\n");
}

static void in_a_line_of_arabic_the_token_is_quoted(void **state)
{
    struct messages messages = {0};

    (void)state;
    add_at(&messages, "  titel: {ar: مرحبا, fr: x}\n", "titel");
    expect_printed(&messages, 10,
                   "b.yaml:1:3: " HERE "\n"
                   "    titel: {ar: مرحبا, fr: x}\n"
                   "    here: \"titel\"\n1 error\n");
}

static void a_long_line_is_cut_around_the_place(void **state)
{
    struct messages messages = {0};
    char text[5001];

    (void)state;
    memset(text, 'a', 5000);
    text[5000] = '\0';
    text[2500] = 'X';
    add_at(&messages, text, "X");
    char *said = printed(&messages, 10);
    char *line = strchr(said, '\n') + 1, *caret = strchr(line, '\n') + 1;
    char *under = strchr(caret, '^'), *place = strchr(line, 'X');
    assert_true(caret - line < 120);
    /* two dots of three bytes each stand before the place as one column */
    assert_int_equal(under - caret, place - line - 2);
    free(said);
    messages_fini(&messages);
}

static void a_file_cannot_write_to_the_terminal(void **state)
{
    struct messages messages = {0};

    (void)state;
    add_at(&messages,
           "a\x1B[31m \xE2\x80\xAE"
           "b\r",
           "b");
    message_add_path(&messages, FAULT_UNKNOWN_KEY, "x\x07y",
                     WITH(message_text("key", "\xC2\x9B"
                                              "2J"),
                          message_text("nearest", "\x1B]0;\x07")));
    char *said = printed(&messages, 10);
    assert_null(strchr(said, '\x1B'));
    assert_null(strchr(said, '\x07'));
    assert_null(strchr(said, '\r'));
    assert_null(strstr(said, "\xC2\x9B"));
    assert_null(strstr(said, "\xE2\x80\xAE"));
    free(said);
    messages_fini(&messages);
}

static void more_than_the_limit_is_counted(void **state)
{
    struct messages messages = {0};

    (void)state;
    for (int i = 0; i < 1000; i++)
        message_add_path(&messages, FAULT_NO_BUNDLE, "a", NULL);
    assert_int_equal(messages.count, MESSAGES_KEPT);
    assert_true(messages_full(&messages));
    expect_printed(&messages, 2,
                   "a: error[E404]: has no bundle.yaml\n"
                   "a: error[E404]: has no bundle.yaml\n"
                   "998 more are not shown\n1000 errors\n");
}

static void without_messages_nothing_is_printed(void **state)
{
    struct messages messages = {0};

    (void)state;
    expect_printed(&messages, 10, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_fault_is_said_as_a_compiler_does),
        cmocka_unit_test(messages_come_by_file_and_place),
        cmocka_unit_test(the_caret_stands_under_the_letter),
        cmocka_unit_test(in_a_line_of_arabic_the_token_is_quoted),
        cmocka_unit_test(a_long_line_is_cut_around_the_place),
        cmocka_unit_test(a_file_cannot_write_to_the_terminal),
        cmocka_unit_test(more_than_the_limit_is_counted),
        cmocka_unit_test(without_messages_nothing_is_printed),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
