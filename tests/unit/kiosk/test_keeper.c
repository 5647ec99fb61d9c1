#include "kiosk/keeper.h"

#include "base/log.h"
#include "base/str.h"
#include "support/check.h"
#include "support/simfs.h"
#include <stdio.h>
#include <string.h>

enum { LEAST = 3, DAY_S = 86400 };
static const int64_t november_s = 4128710400; /* 2100-11-01 */
static const int64_t year_2000_s = 946684800, year_2199_s = 7226582400;

struct keeper_test {
    struct simfs disk;
    struct keeper keeper;
    int count; /* records so far */
};

static void set_up(struct keeper_test *test, int64_t unix_s, bool is_synced)
{
    struct keeper_options options = {.data = "/data",
                                     .kiosk = "foo-1",
                                     .rand = rand_seeded(1),
                                     .least = LEAST};

    test->count = 0;
    simfs_init(&test->disk, 1);
    test->disk.has_prints = true;
    options.fs = &test->disk.fs;
    options.wall = wall_script(unix_s, is_synced);
    keeper_init(&test->keeper, &options);
}

static void tear_down(struct keeper_test *test)
{
    keeper_fini(&test->keeper);
    simfs_fini(&test->disk);
}

static void save(struct keeper_test *test, int count)
{
    struct fail why = {0};
    char body[32];

    while (count-- > 0) {
        snprintf(body, sizeof body, "{\"n\":%d}", test->count++);
        if (!keeper_save(&test->keeper, true, SLOT_PLAIN, body, strlen(body),
                         &why))
            fail_msg("%s", why.text);
        keeper_tend(&test->keeper);
    }
}

static size_t batches(const struct keeper_test *test)
{
    const char *path;
    size_t count = 0;

    for (size_t i = 0; (path = simfs_path(&test->disk, i)); i++)
        count += str_ends(path, ".jsonl");
    return count;
}

static void restart(struct keeper_test *test, int64_t unix_s, bool is_synced)
{
    struct keeper_options options = test->keeper.options;

    keeper_fini(&test->keeper);
    simfs_reboot(&test->disk);
    options.forms = (struct form_files){0};
    options.wall = wall_script(unix_s, is_synced);
    keeper_init(&test->keeper, &options);
}

static void a_month_that_begins_makes_batches_of_what_is_enough(void **state)
{
    struct keeper_test test;
    struct fail why;

    (void)state;
    set_up(&test, november_s + 20 * DAY_S, true);
    save(&test, LEAST);
    assert_int_equal(batches(&test), 0);
    test.keeper.options.wall.set.unix_s += 20 * DAY_S;
    save(&test, 1);
    assert_int_equal(batches(&test), 1);
    save(&test, LEAST);
    restart(&test, november_s + 70 * DAY_S, true); /* off over New Year */
    assert_true(keeper_open(&test.keeper, &why));
    keeper_tend(&test.keeper);
    assert_int_equal(batches(&test), 2);
    tear_down(&test);
}

static void a_clock_that_fell_back_gives_no_month(void **state)
{
    struct keeper_test test;
    struct batches made;
    struct fail why;
    const char *other;

    (void)state;
    set_up(&test, november_s, true);
    save(&test, LEAST);
    restart(&test, 0, false);
    assert_true(keeper_seal(&test.keeper, BATCH_DUE, &made, &why));
    assert_int_equal(made.made.count, 1);
    batches_fini(&made);
    assert_int_equal(test.keeper.origin.month.trust, MONTH_UNKNOWN);
    other = simfs_dated_otherwise(&test.disk, "/data/outbox", 946684800);
    assert_null(other);
    tear_down(&test);
}

/* All bytes of the disk, and no time but the month's. */
static void the_same_records_at_other_minutes_leave_the_same_bytes(void **state)
{
    struct keeper_test early, late;
    struct batches made;
    struct fail why;

    (void)state;
    set_up(&early, november_s, true);
    set_up(&late, november_s + 29 * DAY_S + 86399, true);
    for (int i = 0; i < 2; i++) {
        struct keeper_test *test = i == 0 ? &early : &late;
        for (int n = 0; n < LEAST; n++) {
            save(test, 1);
            test->keeper.options.wall.set.unix_s += i == 0 ? 61 : -3607;
        }
        assert_true(keeper_seal(&test->keeper, BATCH_DUE, &made, &why));
        batches_fini(&made);
        save(test, 2);
        assert_null(simfs_dated_otherwise(&test->disk, "/data", november_s));
        restart(test, november_s, true);
    }
    assert_true(simfs_print(&early.disk) == simfs_print(&late.disk));
    tear_down(&early);
    tear_down(&late);
}

/* As a start finds it with a clock at that time. */
static enum month_trust trust_at(struct keeper_test *test, int64_t unix_s,
                                 bool is_set)
{
    struct fail why;

    restart(test, unix_s, is_set);
    assert_true(keeper_open(&test->keeper, &why));
    keeper_tend(&test->keeper);
    return test->keeper.origin.month.trust;
}

static void no_wrong_clock_spoils_what_is_known(void **state)
{
    struct keeper_test test;

    (void)state;
    set_up(&test, november_s, true);
    save(&test, 1);
    assert_int_equal(trust_at(&test, year_2199_s, false), MONTH_BOUNDED);
    assert_int_equal(trust_at(&test, november_s, false), MONTH_BOUNDED);
    assert_int_equal(trust_at(&test, november_s - DAY_S, false), MONTH_UNKNOWN);
    assert_int_equal(trust_at(&test, year_2000_s, false), MONTH_UNKNOWN);
    assert_int_equal(trust_at(&test, november_s + 40 * DAY_S, true),
                     MONTH_TRUSTED);
    assert_int_equal(trust_at(&test, november_s + 20 * DAY_S, false),
                     MONTH_UNKNOWN);
    /* Set wrongly by who may, and then rightly. */
    assert_int_equal(trust_at(&test, year_2199_s, true), MONTH_TRUSTED);
    assert_int_equal(trust_at(&test, november_s, true), MONTH_TRUSTED);
    tear_down(&test);
}

static void content_says_that_it_is_not_before_it_was_signed(void **state)
{
    struct keeper_test test;

    (void)state;
    set_up(&test, november_s, false);
    save(&test, 1);
    assert_int_equal(test.keeper.origin.month.trust, MONTH_BOUNDED);
    simfs_patch(&test.disk, "/data/content/.signed", 0, "2100-12-05\n", 11);
    assert_int_equal(trust_at(&test, november_s + 30 * DAY_S, false),
                     MONTH_UNKNOWN); /* 1 December */
    assert_int_equal(trust_at(&test, november_s + 35 * DAY_S, false),
                     MONTH_BOUNDED);
    tear_down(&test);
}

static void
a_clock_that_was_set_is_so_after_a_restart_of_the_program(void **state)
{
    struct keeper_test test;
    struct fail why;

    (void)state;
    set_up(&test, november_s, true);
    test.keeper.options.wall.set.run = 77;
    save(&test, 1);
    restart(&test, november_s + 2 * DAY_S, false);
    test.keeper.options.wall.set.run = 77;
    assert_true(keeper_open(&test.keeper, &why));
    assert_int_equal(test.keeper.origin.month.trust, MONTH_TRUSTED);
    restart(&test, november_s + 2 * DAY_S, false);
    test.keeper.options.wall.set.run = 78; /* the machine's */
    assert_true(keeper_open(&test.keeper, &why));
    assert_int_equal(test.keeper.origin.month.trust, MONTH_BOUNDED);
    tear_down(&test);
}

static void a_start_dates_what_a_crash_left_otherwise(void **state)
{
    struct keeper_test test;
    struct fail why;

    (void)state;
    set_up(&test, november_s, true);
    save(&test, 1);
    simfs_patch(&test.disk, "/data/outbox/forms/a", 0, "", 0);
    restart(&test, november_s, true);
    for (size_t i = 0; i < test.disk.file_count; i++)
        if (test.disk.files[i]->is_folder)
            test.disk.files[i]->time_s = SIMFS_NOW;
    assert_true(keeper_open(&test.keeper, &why));
    keeper_tend(&test.keeper);
    assert_null(
        simfs_dated_otherwise(&test.disk, "/data/feedback", november_s));
    tear_down(&test);
}

static void a_group_visit_goes_on_after_a_restart(void **state)
{
    struct keeper_test test;
    struct group_end end;
    struct batches made;
    struct fail why;

    (void)state;
    set_up(&test, november_s, true);
    save(&test, LEAST);
    assert_true(keeper_open_group(&test.keeper, &why));
    save(&test, 1);
    restart(&test, november_s, true);
    assert_true(keeper_open(&test.keeper, &why));
    assert_true(store_is_in_group(test.keeper.store));
    save(&test, LEAST);
    assert_true(keeper_close_group(&test.keeper, "a school", &end, &why));
    assert_int_equal(end.kept, LEAST + 1);
    assert_int_equal(end.few, 0);
    assert_true(keeper_seal(&test.keeper, BATCH_FULL, &made, &why));
    assert_int_equal(made.made.count, 1);
    assert_int_equal(made.waiting, LEAST);
    batches_fini(&made);
    tear_down(&test);
}

static void a_disk_that_is_nearly_full_is_noticed(void **state)
{
    struct keeper_test test;

    (void)state;
    set_up(&test, november_s, true);
    save(&test, 1);
    assert_false(test.keeper.is_nearly_full);
    test.disk.room_bytes = 2200 * 1024;
    save(&test, 1);
    assert_true(test.keeper.is_nearly_full);
    tear_down(&test);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_month_that_begins_makes_batches_of_what_is_enough),
        cmocka_unit_test(a_clock_that_fell_back_gives_no_month),
        cmocka_unit_test(
            the_same_records_at_other_minutes_leave_the_same_bytes),
        cmocka_unit_test(no_wrong_clock_spoils_what_is_known),
        cmocka_unit_test(content_says_that_it_is_not_before_it_was_signed),
        cmocka_unit_test(
            a_clock_that_was_set_is_so_after_a_restart_of_the_program),
        cmocka_unit_test(a_start_dates_what_a_crash_left_otherwise),
        cmocka_unit_test(a_group_visit_goes_on_after_a_restart),
        cmocka_unit_test(a_disk_that_is_nearly_full_is_noticed),
    };

    log_open("test");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
