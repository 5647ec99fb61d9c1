#include "support/check.h"

#include "code_points.h"

enum { LAST = 0x10FFFF };

static void every_code_point_is_drawn_without_a_crash(void **state)
{
    struct code_points set;
    size_t drawn = 0;

    (void)state;
    assert_true(code_points_open(&set));
    for (uint32_t c = 0; c <= LAST; c++)
        drawn += code_points_draw(&set, c);
    assert_int_equal(drawn, LAST + 1 - 0x800);
    assert_true(set.lines_drawn > drawn);
    code_points_close(&set);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_code_point_is_drawn_without_a_crash),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
