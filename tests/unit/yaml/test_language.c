#include "support/check.h"
#include "yaml/schema.h"
#include <string.h>

static void tags_of_rfc_5646_are_known(void **state)
{
    static const char *const good[] = {
        "en",
        "fr",
        "ar",
        "zgh",
        "ar-MA",
        "zh-Hant",
        "zh-Hant-HK",
        "de-CH-1901",
        "es-419",
        "sl-rozaj-biske",
        "sl-nedis",
        "zh-cmn-Hans-CN",
        "en-a-bbb-x-a-ccc",
        "x-whatever",
        "de-DE-u-co-phonebk",
        "hy-Latn-IT-arevela",
        "en-x-US",
        "AR-ma",
    };
    static const char *const bad[] = {
        "",           "e",
        "francais",   "ar_MA",
        "en-",        "-en",
        "en--US",     "en-a",
        "de-419-DE",  "a-DE",
        "ar-a-aaa-b", "e1",
        "en US",      "en-u-x-y",
        "x",          "x-",
        "فر",         "en-123456789",
        "de-CH-190",  "en-aaaaaaaa-bbbbbbbb-cccccccc-dddddddd",
    };

    (void)state;
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        if (!language_is_well_formed(good[i]))
            fail_msg("'%s' is a tag", good[i]);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (language_is_well_formed(bad[i]))
            fail_msg("'%s' is no tag", bad[i]);
}

static void ids_are_small_letters_first(void **state)
{
    char longest[66];

    (void)state;
    assert_true(id_is_well_formed("a"));
    assert_true(id_is_well_formed("equal-design_2"));
    assert_false(id_is_well_formed(""));
    assert_false(id_is_well_formed("2a"));
    assert_false(id_is_well_formed("-a"));
    assert_false(id_is_well_formed("Foo"));
    assert_false(id_is_well_formed("a b"));
    assert_false(id_is_well_formed("é"));
    memset(longest, 'a', 64);
    longest[64] = '\0';
    assert_true(id_is_well_formed(longest));
    longest[64] = 'a';
    longest[65] = '\0';
    assert_false(id_is_well_formed(longest));
}

static void paths_cannot_leave_the_bundle(void **state)
{
    (void)state;
    assert_true(path_is_well_formed("images/a.b-c_2.svg"));
    assert_true(path_is_well_formed("a"));
    assert_true(path_is_well_formed("a..b"));
    assert_false(path_is_well_formed(""));
    assert_false(path_is_well_formed("/etc/passwd"));
    assert_false(path_is_well_formed("../a"));
    assert_false(path_is_well_formed("a/../b"));
    assert_false(path_is_well_formed("a/."));
    assert_false(path_is_well_formed("a//b"));
    assert_false(path_is_well_formed("a/"));
    assert_false(path_is_well_formed(".hidden"));
    assert_false(path_is_well_formed("A.svg"));
    assert_false(path_is_well_formed("a b"));
    assert_false(path_is_well_formed("a\\b"));
}

static struct text_entry entries[] = {
    {.language = "fr", .utf8 = "Bonjour"},
    {.language = "ary", .sound = "audio/a.opus"},
    {.language = "ar-MA", .utf8 = "مرحبا", .sound = "audio/m.opus"},
};
static const struct text text = {.entries = entries, .count = 3};

static void the_nearest_language_with_words_is_found(void **state)
{
    bool is_fallback;

    (void)state;
    assert_ptr_equal(text_find(&text, "FR-be", &is_fallback), &entries[0]);
    assert_false(is_fallback);
    assert_ptr_equal(text_find(&text, "ar-MA-x-y", &is_fallback), &entries[2]);
    assert_false(is_fallback);
    assert_ptr_equal(text_find(&text, "ar", &is_fallback), &entries[0]);
    assert_true(is_fallback);
    assert_ptr_equal(text_find(&text, "ary", NULL), &entries[0]);
    assert_string_equal(text_sound(&text, "ary"), "audio/a.opus");
    assert_string_equal(text_sound(&text, "ar-ma"), "audio/m.opus");
    assert_null(text_sound(&text, "fr"));
}

static void an_absent_text_is_not_found(void **state)
{
    const struct text absent = {0};
    const struct text spoken = {.entries = entries + 1, .count = 1};
    bool is_fallback;

    (void)state;
    assert_null(text_find(&absent, "en", &is_fallback));
    assert_ptr_equal(text_find(&spoken, "en", &is_fallback), &entries[1]);
    assert_true(is_fallback);
    assert_ptr_equal(text_find(&spoken, "ary", &is_fallback), &entries[1]);
    assert_false(is_fallback);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tags_of_rfc_5646_are_known),
        cmocka_unit_test(ids_are_small_letters_first),
        cmocka_unit_test(paths_cannot_leave_the_bundle),
        cmocka_unit_test(the_nearest_language_with_words_is_found),
        cmocka_unit_test(an_absent_text_is_not_found),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
