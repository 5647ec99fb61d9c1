#include "base/clock.h"
#include "support/check.h"
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(system_time_goes_on_and_never_back),
        cmocka_unit_test(a_script_s_time_stands_until_it_is_set),
        cmocka_unit_test(who_sleeps_wakes_no_earlier),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
