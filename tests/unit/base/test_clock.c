#include "base/clock.h"
#include "support/check.h"
#include "support/tmpdir.h"
#include <stdio.h>
#include <time.h>

static void system_time_goes_on_and_never_back(void **state)
{
    struct clock clock = clock_system();
    int64_t start_ms = clock_now_ms(&clock), before_ms = start_ms;
    struct timespec pause = {0, 5000000};

    (void)state;
    for (int i = 0; i < 1000; i++) {
        int64_t now_ms = clock_now_ms(&clock);
        assert_true(now_ms >= before_ms);
        before_ms = now_ms;
    }
    nanosleep(&pause, NULL);
    assert_true(clock_now_ms(&clock) >= start_ms + 5);
}

static void a_script_s_time_stands_until_it_is_set(void **state)
{
    struct clock clock = clock_script(250);

    (void)state;
    assert_int_equal(clock_now_ms(&clock), 250);
    assert_int_equal(clock_now_ms(&clock), 250);
    clock.set_ms += 90000;
    assert_int_equal(clock_now_ms(&clock), 90250);
}

static void who_sleeps_wakes_no_earlier(void **state)
{
    struct clock clock = clock_system(), script = clock_script(250);
    int64_t start_ms = clock_now_ms(&clock);

    (void)state;
    clock_sleep_ms(&clock, 20);
    clock_sleep_ms(&clock, 0);
    assert_true(clock_now_ms(&clock) >= start_ms + 20);
    clock_sleep_ms(&script, 60000);
    assert_int_equal(clock_now_ms(&script), 60250);
}

/* What the system's own clock shows is not this test's. */
static void write_rtc(const struct tmpdir *dir, int64_t unix_s)
{
    char text[32];

    snprintf(text, sizeof text, "%lld\n", (long long)unix_s);
    tmpdir_write_text(dir, "sys/class/rtc/rtc0/since_epoch", text);
}

static void a_wall_clock_is_set_by_the_network_or_a_person(void **state)
{
    struct tmpdir dir, other;

    (void)state;
    tmpdir_init(&dir);
    tmpdir_init(&other);
    struct wall wall = wall_below(dir.path), by_hand = wall_below(other.path);
    assert_false(wall_now(&wall).is_set);
    assert_false(wall_now(&wall).is_kept);
    tmpdir_write_text(&dir, "run/systemd/timesync/synchronized", "");
    assert_true(wall_now(&wall).is_set);
    tmpdir_write_text(&other, "run/encounter-clock-set", "");
    assert_true(wall_now(&by_hand).is_set);
    tmpdir_fini(&dir);
    tmpdir_fini(&other);
}

static void a_clock_with_a_battery_counts_while_the_two_agree(void **state)
{
    struct tmpdir dir;

    (void)state;
    tmpdir_init(&dir);
    struct wall wall = wall_below(dir.path);
    int64_t now_s = wall_now(&wall).unix_s;
    write_rtc(&dir, now_s);
    assert_false(wall_now(&wall).is_kept); /* the kernel did not take it */
    tmpdir_write_text(&dir, "sys/class/rtc/rtc0/hctosys", "0\n");
    assert_false(wall_now(&wall).is_kept);
    tmpdir_write_text(&dir, "sys/class/rtc/rtc0/hctosys", "1\n");
    assert_true(wall_now(&wall).is_kept);
    write_rtc(&dir, 5); /* its battery was empty; systemd moved the other on */
    assert_false(wall_now(&wall).is_kept);
    write_rtc(&dir, now_s + 86400);
    assert_false(wall_now(&wall).is_kept);
    tmpdir_fini(&dir);
}

static void each_run_of_a_machine_is_another(void **state)
{
    static const char id[] = "proc/sys/kernel/random/boot_id";
    struct tmpdir dir;

    (void)state;
    tmpdir_init(&dir);
    struct wall wall = wall_below(dir.path);
    assert_int_equal(wall_now(&wall).run, 0);
    tmpdir_write_text(&dir, id, "0a1B2c3d-4e5f-6071-8293-a4b5c6d7e8f9\n");
    assert_true(wall_now(&wall).run == UINT64_C(0x0a1b2c3d4e5f6071));
    assert_true(wall_now(&wall).run_s >= 0);
    tmpdir_fini(&dir);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(system_time_goes_on_and_never_back),
        cmocka_unit_test(a_wall_clock_is_set_by_the_network_or_a_person),
        cmocka_unit_test(a_clock_with_a_battery_counts_while_the_two_agree),
        cmocka_unit_test(each_run_of_a_machine_is_another),
        cmocka_unit_test(a_script_s_time_stands_until_it_is_set),
        cmocka_unit_test(who_sleeps_wakes_no_earlier),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
