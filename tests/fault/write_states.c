/* write_states FOLDER COUNT: states of the disk that power cuts leave, for the
 * real programs to start from (see real_start). */

#include "support/check.h"

#include "base/log.h"
#include "support/crash.h"
#include <stdlib.h>

static const char *folder;
static size_t count;

static void the_states_are_written(void **state)
{
    (void)state;
    assert_int_equal(crash_write_states(folder, count), count);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_states_are_written)};

    log_open("write_states");
    if (argc != 3)
        return 64;
    folder = argv[1];
    count = strtoul(argv[2], NULL, 10);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
