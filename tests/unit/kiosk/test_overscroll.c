#include "support/check.h"

#include "kiosk/overscroll.h"

static void the_end_gives_way_less_and_less(void **state)
{
    (void)state;
    struct overscroll end = {0};

    overscroll_pull(&end, 40, 200);
    double first = end.px;
    overscroll_pull(&end, 40, 200);
    double second = end.px - first;
    assert_true(first > 10 && first < 40);
    assert_true(second > 0 && second < first);
    for (int i = 0; i < 1000; i++)
        overscroll_pull(&end, 40, 200);
    assert_true(end.px <= 200);
}

static void going_back_takes_up_what_was_pulled_first(void **state)
{
    (void)state;
    struct overscroll end = {.px = 30};

    assert_int_equal(overscroll_give(&end, -20), 0);
    assert_true(end.px > 9 && end.px < 11);
    assert_int_equal(overscroll_give(&end, -25), -15);
    assert_true(end.px == 0);
    assert_int_equal(overscroll_give(&end, -25), -25);
}

static void let_go_it_is_back_within_a_quarter_second(void **state)
{
    (void)state;
    struct overscroll end = {.px = -60};

    overscroll_release(&end, 1000);
    double before = end.px;
    for (int64_t now = 1016; now <= 1250; now += 16) {
        overscroll_tick(&end, now);
        assert_true(end.px >= before && end.px <= 0);
        before = end.px;
    }
    assert_false(overscroll_tick(&end, 1260));
    assert_true(end.px == 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_end_gives_way_less_and_less),
        cmocka_unit_test(going_back_takes_up_what_was_pulled_first),
        cmocka_unit_test(let_go_it_is_back_within_a_quarter_second),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
