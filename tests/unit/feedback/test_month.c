#include "feedback/month.h"

#include "base/calendar.h"
#include "support/check.h"

static const int64_t november_s = 4129747200; /* 2100-11-13 */
static const int64_t year_2000_s = 946684800;
enum { DAY_S = 86400, RUN = 7, OTHER_RUN = 8 };

static int day_of(int64_t unix_s)
{
    return calendar_day_at(unix_s);
}

static void assert_bounded(struct wall_time time, struct time_bound bound,
                           enum month_trust trust, const char *text)
{
    struct month month = month_of(time, &bound);
    char found[MONTH_TEXT_BYTES];

    month_text(month, found);
    assert_string_equal(found, text);
    assert_int_equal(month.trust, trust);
}

static void assert_month(struct wall_time time, int day, enum month_trust trust,
                         const char *text)
{
    assert_bounded(time, (struct time_bound){.day = day}, trust, text);
}

static struct wall_time at(int64_t unix_s, bool is_set)
{
    return (struct wall_time){.unix_s = unix_s, .is_set = is_set};
}

static void a_clock_that_was_set_is_trusted(void **state)
{
    (void)state;
    assert_month(at(november_s, true), 0, MONTH_TRUSTED, "2100-11");
    /* Also by a bound that came of a clock which was set to 2199. */
    assert_month(at(november_s, true), day_of(november_s) + 36525,
                 MONTH_TRUSTED, "2100-11");
}

static void
a_clock_that_was_not_set_is_a_bound_unless_it_is_surely_wrong(void **state)
{
    int day = day_of(november_s);

    (void)state;
    assert_month(at(november_s, false), 0, MONTH_BOUNDED, "2100-11");
    assert_month(at(november_s, false), day, MONTH_BOUNDED, "2100-11");
    assert_month(at(november_s, false), day + 1, MONTH_UNKNOWN, "unknown");
    assert_month(at(0, false), 0, MONTH_UNKNOWN, "unknown");
    /* before this program was built */
    assert_month(at(year_2000_s, false), 0, MONTH_UNKNOWN, "unknown");
    assert_month(at(-1, true), 0, MONTH_UNKNOWN, "unknown");
    assert_month(at(INT64_MAX, true), 0, MONTH_UNKNOWN, "unknown");
}

static void once_set_it_is_trusted_until_the_machine_stops(void **state)
{
    struct time_bound bound = {.day = day_of(november_s), .run = RUN};
    struct wall_time time = {.unix_s = november_s + DAY_S, .run = RUN};

    (void)state;
    assert_bounded(time, bound, MONTH_TRUSTED, "2100-11");
    time.run = OTHER_RUN;
    assert_bounded(time, bound, MONTH_BOUNDED, "2100-11");
    time.run = 0;
    bound.run = 0;
    assert_bounded(time, bound, MONTH_BOUNDED, "2100-11");
    time.run = bound.run = RUN;
    time.unix_s = year_2000_s; /* it jumped since */
    assert_bounded(time, bound, MONTH_UNKNOWN, "unknown");
}

static void
a_clock_with_a_battery_is_trusted_unless_that_was_empty(void **state)
{
    struct wall_time time = {.unix_s = november_s, .is_kept = true};
    int day = day_of(november_s);

    (void)state;
    assert_month(time, day, MONTH_TRUSTED, "2100-11");
    assert_month(time, day + 1, MONTH_UNKNOWN, "unknown");
    time.unix_s = year_2000_s;
    assert_month(time, 0, MONTH_UNKNOWN, "unknown");
}

static void months_begin_with_their_first_second(void **state)
{
    const struct time_bound none = {0};

    (void)state;
    assert_month(at(951868799, true), 0, MONTH_TRUSTED,
                 "2000-02"); /* the 29th */
    assert_month(at(951868800, true), 0, MONTH_TRUSTED, "2000-03");
    assert_int_equal(month_start_s((struct month){MONTH_TRUSTED, 24002}),
                     951868800);
    for (int index = 2000 * 12; index < 2400 * 12; index++) {
        struct month month = {MONTH_TRUSTED, index};
        int64_t start = month_start_s(month);
        char text[MONTH_TEXT_BYTES];
        month_text(month, text);
        assert_int_equal(month_read(text), index);
        assert_int_equal(month_of(at(start, true), &none).index, index);
        if (index > 2000 * 12)
            assert_int_equal(month_of(at(start - 1, true), &none).index,
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_clock_that_was_set_is_trusted),
        cmocka_unit_test(
            a_clock_that_was_not_set_is_a_bound_unless_it_is_surely_wrong),
        cmocka_unit_test(once_set_it_is_trusted_until_the_machine_stops),
        cmocka_unit_test(
            a_clock_with_a_battery_is_trusted_unless_that_was_empty),
        cmocka_unit_test(months_begin_with_their_first_second),
        cmocka_unit_test(what_is_no_month_is_not_read),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
