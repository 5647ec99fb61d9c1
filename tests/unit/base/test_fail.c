#include "base/fail.h"
#include "base/utf8.h"
#include "support/check.h"
#include <errno.h>
#include <stdio.h>
#include <string.h>

static void a_sentence_and_its_kind_are_kept(void **state)
{
    struct fail why = {0};

    (void)state;
    assert_false(fail_set(&why, FAIL_BUSY, "%s is held by %d", "store", 7));
    assert_int_equal(why.kind, FAIL_BUSY);
    assert_string_equal(why.text, "store is held by 7");
}

static void context_is_put_in_front_and_the_kind_stays(void **state)
{
    struct fail why = {0};

    (void)state;
    fail_set(&why, FAIL_CORRUPT, "bad sum");
    assert_false(fail_within(&why, "slot %d", 3));
    assert_false(fail_within(&why, "open %s", "a.store"));
    assert_int_equal(why.kind, FAIL_CORRUPT);
    assert_string_equal(why.text, "open a.store: slot 3: bad sum");
}

static void the_sentence_itself_may_be_an_argument(void **state)
{
    struct fail why = {0};

    (void)state;
    fail_set(&why, FAIL_IO, "short");
    fail_set(&why, FAIL_IO, "<%s>", why.text);
    assert_string_equal(why.text, "<short>");
    fail_within(&why, "%s twice", why.text);
    assert_string_equal(why.text, "<short> twice: <short>");
}

static void the_system_s_reason_decides_the_kind(void **state)
{
    static const struct {
        int number;
        enum fail_kind kind;
    } rows[] = {
        {ENOSPC, FAIL_FULL},   {EDQUOT, FAIL_FULL},  {ENOENT, FAIL_MISSING},
        {EACCES, FAIL_DENIED}, {EPERM, FAIL_DENIED}, {EROFS, FAIL_DENIED},
        {EIO, FAIL_IO},        {ENOTDIR, FAIL_IO},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct fail why = {0};
        char expected[128];
        errno = rows[i].number;
        assert_false(fail_errno(&why, "write %s", "x"));
        assert_int_equal(why.kind, rows[i].kind);
        snprintf(expected, sizeof expected, "write x: %s",
                 strerror(rows[i].number));
        assert_string_equal(why.text, expected);
    }
}

static void a_long_sentence_is_cut_between_characters(void **state)
{
    (void)state;
    for (size_t lead = 500; lead < 516; lead++) {
        struct fail why = {0};
        char name[600] = {0};
        memset(name, 'a', lead);
        memcpy(name + lead, "\xF0\x9F\x98\x80\xD8\xB3\xE2\x82\xAC", 9);
        fail_set(&why, FAIL_IO, "%s", name);
        assert_true(utf8_valid(why.text, strlen(why.text), NULL));
        assert_in_range(strlen(why.text), 508, 511);
        assert_memory_equal(why.text, name, strlen(why.text));
    }
}

static void context_pushes_the_end_out_between_characters(void **state)
{
    struct fail why = {0};

    (void)state;
    fail_set(&why, FAIL_IO, "start");
    for (int i = 0; i < 400; i++) {
        fail_within(&why, "%s", i % 2 ? "\xD8\xB3" : "x");
        assert_true(utf8_valid(why.text, strlen(why.text), NULL));
    }
    assert_true(strncmp(why.text, "\xD8\xB3: x: \xD8\xB3", 8) == 0);
    assert_in_range(strlen(why.text), 500, 511);
}

static void each_kind_ends_the_program_with_its_sysexit(void **state)
{
    static const int rows[][2] = {
        {FAIL_NONE, 70},    {FAIL_IO, 74},        {FAIL_CORRUPT, 65},
        {FAIL_INVALID, 65}, {FAIL_FULL, 73},      {FAIL_MISSING, 66},
        {FAIL_DENIED, 77},  {FAIL_BUSY, 75},      {FAIL_USAGE, 64},
        {FAIL_CONFIG, 78},  {FAIL_NO_DEVICE, 69},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct fail why = {.kind = (enum fail_kind)rows[i][0]};
        assert_int_equal(fail_exit_status(&why), rows[i][1]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_sentence_and_its_kind_are_kept),
        cmocka_unit_test(context_is_put_in_front_and_the_kind_stays),
        cmocka_unit_test(the_sentence_itself_may_be_an_argument),
        cmocka_unit_test(the_system_s_reason_decides_the_kind),
        cmocka_unit_test(a_long_sentence_is_cut_between_characters),
        cmocka_unit_test(context_pushes_the_end_out_between_characters),
        cmocka_unit_test(each_kind_ends_the_program_with_its_sysexit),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
