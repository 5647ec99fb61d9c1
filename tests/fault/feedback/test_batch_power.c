/* Power cuts and refusing disks under saving, closing and batches; all of
 * them in test_batch_power_long.c. */

#include "base/log.h"
#include "support/check.h"
#include "support/crash.h"
#include <errno.h>

enum { STRIDE = 3, SEEDS = 12 };

static void nothing_is_lost_by_a_cut_at_many_operations(void **state)
{
    size_t states = 0;

    (void)state;
    for (int day = 0; day < CRASH__COUNT; day++)
        states += crash_cut_everywhere(day, STRIDE, SEEDS);
    print_message("distinct states: %zu\n", states);
    assert_true(states > 200);
}

static void no_thanks_are_false_when_calls_fail(void **state)
{
    static const int numbers[] = {EIO, ENOSPC, EROFS, EINTR};

    (void)state;
    for (int day = 0; day < CRASH__COUNT; day++)
        for (int i = 0; i < 8; i++)
            crash_refuse_everywhere(day, 13 + i, numbers[i / 2], i % 2);
}

static void no_thanks_are_false_when_syncs_fail(void **state)
{
    (void)state;
    for (int day = 0; day < CRASH__COUNT; day++)
        for (int for_good = 0; for_good < 2; for_good++)
            crash_fail_syncs(day, 3, for_good);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_is_lost_by_a_cut_at_many_operations),
        cmocka_unit_test(no_thanks_are_false_when_calls_fail),
        cmocka_unit_test(no_thanks_are_false_when_syncs_fail),
    };

    log_open("test");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
