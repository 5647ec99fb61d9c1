/* All of test_batch_power.c. */

#include "base/log.h"
#include "support/check.h"
#include "support/crash.h"
#include <errno.h>

enum { SEEDS = 1500, STATES = 20000 };

static void nothing_is_lost_by_a_cut_at_any_operation(void **state)
{
    size_t states = 0;

    (void)state;
    for (int day = 0; day < CRASH__COUNT; day++)
        states += crash_cut_everywhere(day, 1, SEEDS);
    print_message("distinct states: %zu\n", states);
    assert_true(states >= STATES);
}

static void no_thanks_are_false_when_any_call_fails(void **state)
{
    static const int numbers[] = {EIO, ENOSPC, EROFS, EINTR};
    size_t calls = 0;

    (void)state;
    for (int day = 0; day < CRASH__COUNT; day++)
        for (int i = 0; i < 8; i++)
            calls += crash_refuse_everywhere(day, 1, numbers[i / 2], i % 2);
    print_message("calls that failed: %zu\n", calls);
}

static void no_thanks_are_false_when_any_sync_fails(void **state)
{
    (void)state;
    for (int day = 0; day < CRASH__COUNT; day++)
        for (int for_good = 0; for_good < 2; for_good++)
            crash_fail_syncs(day, 1, for_good);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_is_lost_by_a_cut_at_any_operation),
        cmocka_unit_test(no_thanks_are_false_when_any_call_fails),
        cmocka_unit_test(no_thanks_are_false_when_any_sync_fails),
    };

    log_open("test");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
