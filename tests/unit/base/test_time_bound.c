#include "base/time_bound.h"

#include "base/calendar.h"
#include "base/durable.h"
#include "support/check.h"
#include "support/simfs.h"
#include <string.h>

/* Of years in which no program was built yet. */
static const int64_t november_s = 4130870400; /* 2100-11-26 */
static const int64_t year_2000_s = 946684800, year_2199_s = 7226582400;
enum { DAY_S = CALENDAR_DAY_S, RUN = 0x1f3a, OTHER_RUN = 9 };
static const char path[] = "/data/clock", signed_path[] = "/content/signed";

static struct simfs disk;

static int set_up(void **state)
{
    (void)state;
    simfs_init(&disk, 1);
    disk.has_prints = true;
    simfs_patch(&disk, "/data/lock", 0, "", 0);
    simfs_patch(&disk, "/content/lock", 0, "", 0);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    simfs_fini(&disk);
    return 0;
}

static struct wall_time at(int64_t unix_s, bool is_set, uint64_t run,
                           int run_days)
{
    return (struct wall_time){.unix_s = unix_s,
                              .is_set = is_set,
                              .run = run,
                              .run_s = (int64_t)run_days * DAY_S + 60};
}

static void read_it(struct time_bound *bound)
{
    time_bound_read(bound, &disk.fs, path, signed_path);
}

static void raise_it(struct time_bound *bound, struct wall_time time)
{
    struct fail why = {0};

    assert_true(time_bound_raise(bound, &disk.fs, path, &time,
                                 calendar_day_at(time.unix_s), &why));
}

/* After a cut, as another run of the machine that has just begun sees it. */
static int kept_day(void)
{
    struct time_bound bound;
    struct wall_time time = at(year_2000_s, false, OTHER_RUN, 0);

    simfs_reboot(&disk);
    read_it(&bound);
    return time_bound_day(&bound, &time);
}

static void a_program_knows_the_month_it_was_built_in(void **state)
{
    (void)state;
    assert_true(kept_day() > calendar_day("2026-01-01"));
}

static void a_day_that_was_known_is_known_after_a_cut(void **state)
{
    struct time_bound bound;

    (void)state;
    read_it(&bound);
    raise_it(&bound, at(november_s, true, RUN, 2));
    assert_int_equal(kept_day(), calendar_day_at(november_s));
}

static void it_never_goes_down(void **state)
{
    struct time_bound bound;
    int day = calendar_day_at(november_s);

    (void)state;
    read_it(&bound);
    raise_it(&bound, at(november_s, true, RUN, 0));
    raise_it(&bound, at(november_s - 40 * DAY_S, true, RUN, 0));
    raise_it(&bound, at(year_2000_s, true, OTHER_RUN + 1, 0));
    assert_int_equal(kept_day(), day);
    raise_it(&bound, at(november_s + DAY_S, true, RUN, 1));
    assert_int_equal(kept_day(), day + 1);
}

static void a_clock_that_nobody_set_raises_nothing(void **state)
{
    struct time_bound bound;

    (void)state;
    read_it(&bound);
    raise_it(&bound, at(november_s, true, RUN, 0));
    raise_it(&bound, at(year_2199_s, false, OTHER_RUN, 0));
    struct wall_time kept = at(year_2199_s, false, OTHER_RUN, 0);
    kept.is_kept = true; /* a battery may have been empty */
    raise_it(&bound, kept);
    assert_int_equal(kept_day(), calendar_day_at(november_s));
}

static void it_is_set_until_the_machine_stops(void **state)
{
    struct time_bound bound;
    struct wall_time same = at(november_s, false, RUN, 0);
    struct wall_time other = at(november_s, false, OTHER_RUN, 0);
    struct wall_time none = at(november_s, false, 0, 0);

    (void)state;
    read_it(&bound);
    assert_false(time_bound_is_set(&bound, &same));
    assert_false(time_bound_is_set(&bound, &none));
    raise_it(&bound, at(november_s, true, RUN, 0));
    simfs_reboot(&disk); /* the program's disk; the machine ran on */
    read_it(&bound);
    assert_true(time_bound_is_set(&bound, &same));
    assert_false(time_bound_is_set(&bound, &other));
    assert_false(time_bound_is_set(&bound, &none));
}

static void it_grows_by_the_days_a_machine_has_run(void **state)
{
    struct time_bound bound;
    struct wall_time same = at(year_2000_s, false, RUN, 12);
    struct wall_time other = at(year_2000_s, false, OTHER_RUN, 3);
    struct wall_time none = at(year_2000_s, false, 0, 3);
    int day = calendar_day_at(november_s);

    (void)state;
    read_it(&bound);
    raise_it(&bound, at(november_s, true, RUN, 2));
    assert_int_equal(time_bound_day(&bound, &same), day + 12 - 3);
    assert_int_equal(time_bound_day(&bound, &other), day + 3);
    assert_int_equal(time_bound_day(&bound, &none), day);
}

static void a_day_that_was_signed_counts_without_a_run(void **state)
{
    struct time_bound bound;
    struct fail why = {0};
    int built = kept_day();
    struct wall_time time = at(year_2000_s, false, RUN, 30);

    (void)state;
    assert_true(time_bound_sign(&disk.fs, signed_path, built + 20, &why));
    assert_int_equal(kept_day(), built + 20);
    assert_true(time_bound_sign(&disk.fs, signed_path, built + 10, &why));
    assert_true(time_bound_sign(&disk.fs, signed_path, 0, &why));
    read_it(&bound);
    /* When it came is not known: perhaps a moment ago. */
    assert_int_equal(time_bound_day(&bound, &time), built + 20);
    assert_false(time_bound_is_set(&bound, &time));
}

static void a_day_signed_years_ahead_is_not_believed(void **state)
{
    struct fail why = {0};
    int built = kept_day();

    (void)state;
    assert_true(time_bound_sign(&disk.fs, signed_path,
                                calendar_day_at(year_2199_s), &why));
    assert_int_equal(kept_day(), built);
}

static void a_comment_says_a_day_in_our_words_or_minisign_s(void **state)
{
    int day = calendar_day("2026-11-26");

    (void)state;
    assert_int_equal(day, 20783);
    assert_int_equal(
        time_bound_signed_day("id:foo version:1 serial:3 date:2026-11-26"),
        day);
    assert_int_equal(
        time_bound_signed_day("timestamp:1795651200\tfile:MANIFEST\thashed"),
        day);
    assert_int_equal(time_bound_signed_day("by hand"), 0);
    assert_int_equal(time_bound_signed_day("update:2026-11-26"), 0);
    assert_int_equal(time_bound_signed_day("date:2026-11-31"), 0);
    assert_int_equal(time_bound_signed_day("date:2026-1"), 0);
    assert_int_equal(time_bound_signed_day("timestamp:-5"), 0);
    assert_int_equal(time_bound_signed_day("timestamp:99999999999999999999"),
                     0);
}

static void what_no_one_wrote_says_nothing(void **state)
{
    static const char *const rubbish[] = {"", "rubbish", "2100-13-01\n",
                                          "\377\377\377\377"};
    struct time_bound bound;
    struct wall_time time = at(year_2000_s, false, OTHER_RUN, 0);
    int built = kept_day();

    (void)state;
    for (size_t i = 0; i < sizeof rubbish / sizeof *rubbish; i++) {
        struct fail why = {0};
        durable_write(&disk.fs, path, rubbish[i], strlen(rubbish[i]), &why);
        read_it(&bound);
        assert_int_equal(time_bound_day(&bound, &time), built);
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_program_knows_the_month_it_was_built_in),
        TEST(a_day_that_was_known_is_known_after_a_cut),
        TEST(it_never_goes_down),
        TEST(a_clock_that_nobody_set_raises_nothing),
        TEST(it_is_set_until_the_machine_stops),
        TEST(it_grows_by_the_days_a_machine_has_run),
        TEST(a_day_that_was_signed_counts_without_a_run),
        TEST(a_day_signed_years_ahead_is_not_believed),
        TEST(a_comment_says_a_day_in_our_words_or_minisign_s),
        TEST(what_no_one_wrote_says_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
