/* What test_network.c does by chance, more often. */
#include "network.h"

#include "base/log.h"
#include "support/check.h"

static void a_thousand_times_all_arrives_at_last(void **state)
{
    (void)state;
    network_random_runs(1001, 1000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_thousand_times_all_arrives_at_last),
    };
    int failed = network_start();

    if (failed)
        return failed;
    log_open("test");
    failed = cmocka_run_group_tests(tests, NULL, NULL);
    network_stop();
    return failed;
}
