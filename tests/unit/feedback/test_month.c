#include "feedback/month.h"

#include "support/check.h"
#include "support/simfs.h"
#include <string.h>

static const struct wall_time in_november = {4129833600,
                                             false}; /* 2100-11-14 */
enum { NOVEMBER = 2100 * 12 + 10 };

static void assert_month(struct wall_time time, int least,
                         enum month_trust trust, const char *text)
{
    struct month month = month_of(time, least);
    char found[MONTH_TEXT_BYTES];

    month_text(month, found);
    assert_string_equal(found, text);
    assert_int_equal(month.trust, trust);
}

static void a_clock_that_was_set_is_trusted(void **state)
{
    (void)state;
    assert_month((struct wall_time){in_november.unix_s, true}, 0, MONTH_TRUSTED,
                 "2100-11");
    assert_month((struct wall_time){in_november.unix_s, true}, NOVEMBER + 5,
                 MONTH_TRUSTED, "2100-11");
}

static void
a_clock_that_was_not_set_is_a_bound_unless_it_is_surely_wrong(void **state)
{
    (void)state;
    assert_month(in_november, 0, MONTH_BOUNDED, "2100-11");
    assert_month(in_november, NOVEMBER, MONTH_BOUNDED, "2100-11");
    assert_month(in_november, NOVEMBER + 1, MONTH_UNKNOWN, "unknown");
    assert_month((struct wall_time){0, false}, 0, MONTH_UNKNOWN, "unknown");
    /* 2000, before this program was built */
    assert_month((struct wall_time){946684800, false}, 0, MONTH_UNKNOWN,
                 "unknown");
    assert_month((struct wall_time){-1, true}, 0, MONTH_UNKNOWN, "unknown");
    assert_month((struct wall_time){INT64_MAX, true}, 0, MONTH_UNKNOWN,
                 "unknown");
}

static void months_begin_with_their_first_second(void **state)
{
    (void)state;
    assert_month((struct wall_time){951868799, true}, 0, MONTH_TRUSTED,
                 "2000-02"); /* the 29th */
    assert_month((struct wall_time){951868800, true}, 0, MONTH_TRUSTED,
                 "2000-03");
    assert_int_equal(month_start_s((struct month){MONTH_TRUSTED, 24002}),
                     951868800);
    for (int index = 2000 * 12; index < 2400 * 12; index++) {
        struct month month = {MONTH_TRUSTED, index};
        int64_t start = month_start_s(month);
        char text[MONTH_TEXT_BYTES];
        month_text(month, text);
        assert_int_equal(month_read(text), index);
        assert_int_equal(month_of((struct wall_time){start, true}, 0).index,
                         index);
        if (index > 2000 * 12)
            assert_int_equal(
                month_of((struct wall_time){start - 1, true}, 0).index,
                index - 1);
    }
}

static void what_is_no_month_is_not_read(void **state)
{
    static const char *const none[] = {"",        "2100",    "2100-13",
                                       "2100-00", "1999-01", "21-00-1",
                                       "2100-1x", "unknown", "+100-11"};

    (void)state;
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        assert_int_equal(month_read(none[i]), 0);
}

static void a_trusted_month_is_remembered_over_a_cut(void **state)
{
    struct month month = {MONTH_TRUSTED, NOVEMBER};
    struct fail why = {0};
    struct simfs disk;

    (void)state;
    simfs_init(&disk, 1);
    simfs_patch(&disk, "/feedback/lock", 0, "", 0);
    assert_int_equal(month_remembered(&disk.fs, "/feedback"), 0);
    assert_true(month_remember(&disk.fs, "/feedback", month, &why));
    simfs_reboot(&disk);
    assert_int_equal(month_remembered(&disk.fs, "/feedback"), NOVEMBER);
    simfs_patch(&disk, "/feedback/month", 0, "rubbish", 7);
    assert_int_equal(month_remembered(&disk.fs, "/feedback"), 0);
    simfs_fini(&disk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_clock_that_was_set_is_trusted),
        cmocka_unit_test(
            a_clock_that_was_not_set_is_a_bound_unless_it_is_surely_wrong),
        cmocka_unit_test(months_begin_with_their_first_second),
        cmocka_unit_test(what_is_no_month_is_not_read),
        cmocka_unit_test(a_trusted_month_is_remembered_over_a_cut),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
