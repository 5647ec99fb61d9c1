#include "base/str.h"
#include "support/check.h"
#include <stdio.h>
#include <string.h>

static void a_string_never_written_reads_as_empty(void **state)
{
    struct str str = {0};

    (void)state;
    assert_string_equal(str_text(&str), "");
    str_clear(&str);
    assert_null(str.text);
    str_add(&str, "");
    assert_non_null(str.text);
    assert_string_equal(str.text, "");
    str_fini(&str);
    assert_null(str.text);
    str_fini(&str);
}

static void pieces_follow_each_other_and_end_in_nul(void **state)
{
    struct str str = {0};

    (void)state;
    str_add(&str, "one");
    str_add_char(&str, ' ');
    str_addf(&str, "%s-%03d", "two", 7);
    str_add_bytes(&str, "\0x", 2);
    assert_int_equal(str.length, 13);
    assert_memory_equal(str.text, "one two-007\0x", 14);
    str_fini(&str);
}

static void ten_thousand_pieces_are_all_there(void **state)
{
    struct str str = {0};
    size_t at = 0;

    (void)state;
    for (int i = 0; i < 10000; i++) {
        str_addf(&str, "%d,", i);
        assert_true(str.length < str.room);
    }
    for (int i = 0; i < 10000; i++) {
        char piece[16];
        snprintf(piece, sizeof piece, "%d,", i);
        assert_memory_equal(str.text + at, piece, strlen(piece));
        at += strlen(piece);
    }
    assert_int_equal(at, str.length);
    str_fini(&str);
}

static void clearing_keeps_the_memory(void **state)
{
    struct str str = {0};
    const char *before;

    (void)state;
    str_addf(&str, "%500s", "x");
    before = str.text;
    str_clear(&str);
    assert_string_equal(str_text(&str), "");
    str_addf(&str, "%500s", "y");
    assert_ptr_equal(str.text, before);
    assert_int_equal(str.length, 500);
    str_fini(&str);
}

static void null_equals_only_null(void **state)
{
    (void)state;
    assert_true(str_equal(NULL, NULL));
    assert_false(str_equal(NULL, ""));
    assert_false(str_equal("", NULL));
    assert_true(str_equal("ab", "ab"));
    assert_false(str_equal("ab", "abc"));
}

static void starts_and_ends_are_seen(void **state)
{
    (void)state;
    assert_true(str_starts("host.foo", "host."));
    assert_true(str_starts("x", ""));
    assert_false(str_starts("hos", "host"));
    assert_true(str_ends("a.yaml", ".yaml"));
    assert_true(str_ends("x", ""));
    assert_false(str_ends("yaml", ".yaml"));
    assert_false(str_ends("a.yaml.new", ".yaml"));
}

static void distance_counts_edits_and_swaps(void **state)
{
    static const struct {
        const char *a, *b;
        int distance;
    } rows[] = {
        {"", "", 0},
        {"label", "label", 0},
        {"", "abc", 3},
        {"label", "labell", 1},
        {"label", "lable", 1},
        {"label", "labour", 3},
        {"kitten", "sitting", 3},
        {"ca", "abc", 3},
        {"ab", "ba", 1},
        {"abcd", "badc", 2},
        {"relevant", "relevent", 1},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_int_equal(str_distance(rows[i].a, rows[i].b), rows[i].distance);
        assert_int_equal(str_distance(rows[i].b, rows[i].a), rows[i].distance);
    }
}

static void words_over_64_bytes_are_far_from_all(void **state)
{
    char long_word[66];

    (void)state;
    memset(long_word, 'a', 65);
    long_word[65] = '\0';
    assert_true(str_distance(long_word, long_word) > 64);
    assert_true(str_distance("a", long_word) > 64);
    assert_int_equal(str_distance(long_word + 1, ""), 64);
    assert_int_equal(str_distance(long_word + 1, long_word + 2), 1);
}

static void the_nearest_word_is_what_the_author_meant(void **state)
{
    static const char *const words[] = {"label",      "hint",       "id",
                                        "appearance", "choices",    "type",
                                        "select_one", "max_length", NULL};

    (void)state;
    assert_string_equal(str_nearest("labell", words), "label");
    assert_string_equal(str_nearest("lable", words), "label");
    assert_string_equal(str_nearest("chioces", words), "choices");
    assert_string_equal(str_nearest("ids", words), "id");
    assert_string_equal(str_nearest("appear", words), "appearance");
    assert_string_equal(str_nearest("max", words), "max_length");
    assert_null(str_nearest("colour", words));
    assert_null(str_nearest("", words));
}

static void short_words_are_not_guessed(void **state)
{
    static const char *const words[] = {"is", "yes", NULL};

    (void)state;
    assert_null(str_nearest("x", words));
    assert_null(str_nearest("no", words));
    assert_null(str_nearest("ye", (const char *const[]){"yesterday", NULL}));
    assert_string_equal(str_nearest("it", words), "is");
}

static void places_of_a_sentence_are_filled(void **state)
{
    static const char *const places[] = {"k",    "5",  "who", "{k}",
                                         "gone", NULL, NULL};
    struct str out = {0};

    (void)state;
    str_fill(&out, "{k} of {who}, {gone}{other} { {", places);
    assert_string_equal(str_text(&out), "5 of {k}, {other} { {");
    str_fini(&out);
}

static void bytes_become_two_digits_each(void **state)
{
    struct str out = {0};

    (void)state;
    str_add(&out, "#");
    str_add_hex(&out, "\x00\x7f\x80\xfe", 4);
    assert_string_equal(str_text(&out), "#007f80fe");
    str_fini(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(places_of_a_sentence_are_filled),
        cmocka_unit_test(bytes_become_two_digits_each),
        cmocka_unit_test(a_string_never_written_reads_as_empty),
        cmocka_unit_test(pieces_follow_each_other_and_end_in_nul),
        cmocka_unit_test(ten_thousand_pieces_are_all_there),
        cmocka_unit_test(clearing_keeps_the_memory),
        cmocka_unit_test(null_equals_only_null),
        cmocka_unit_test(starts_and_ends_are_seen),
        cmocka_unit_test(distance_counts_edits_and_swaps),
        cmocka_unit_test(words_over_64_bytes_are_far_from_all),
        cmocka_unit_test(the_nearest_word_is_what_the_author_meant),
        cmocka_unit_test(short_words_are_not_guessed),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
