#include "support/check.h"
#include "ui/lift.h"

/* Three rows of 100, a bound of 4, a row of 100 and a high one: 16 between. */
struct column {
    struct arena arena;
    struct draw_list list;
};

static int set_up(void **state)
{
    static struct column column;
    static const struct slot slots[] = {
        {"a", {0, 0, 500, 100}},   {"b", {0, 116, 500, 100}},
        {"c", {0, 232, 500, 100}}, {"bound", {0, 348, 500, 4}},
        {"d", {0, 368, 500, 100}}, {"high", {0, 484, 500, 300}}};
    column = (struct column){0};
    draw_list_init(&column.list, &column.arena, (struct rect){0, 0, 500, 800},
                   0xFFFFFF);
    for (size_t i = 0; i < sizeof slots / sizeof *slots; i++)
        draw_list_slot(&column.list, slots[i]);
    *state = &column;
    return 0;
}

static int tear_down(void **state)
{
    struct column *column = *state;
    arena_fini(&column->arena);
    return 0;
}

static void what_hardly_moved_stays_in_its_place(void **state)
{
    struct column *column = *state;
    assert_int_equal(lift_place(&column->list, "b", 116), 1);
    assert_int_equal(lift_place(&column->list, "b", 70), 1);
    assert_int_equal(lift_place(&column->list, "b", 160), 1);
}

static void a_row_gives_way_once_half_of_it_is_covered(void **state)
{
    struct column *column = *state;
    assert_int_equal(lift_place(&column->list, "b", 50), 1);
    assert_int_equal(lift_place(&column->list, "b", 49), 0);
    assert_int_equal(lift_place(&column->list, "b", 182), 1);
    assert_int_equal(lift_place(&column->list, "b", 183), 2);
}

static void a_low_bound_is_passed_with_half_of_what_is_carried(void **state)
{
    struct column *column = *state;
    assert_int_equal(lift_place(&column->list, "c", 298), 2);
    assert_int_equal(lift_place(&column->list, "c", 299), 3);
    assert_int_equal(lift_place(&column->list, "d", 302), 4);
    assert_int_equal(lift_place(&column->list, "d", 301), 3);
}

static void far_beyond_the_ends_is_the_first_and_the_last_place(void **state)
{
    struct column *column = *state;
    assert_int_equal(lift_place(&column->list, "d", -9000), 0);
    assert_int_equal(lift_place(&column->list, "a", 9000), 5);
    assert_int_equal(lift_place(&column->list, "nobody", 0), -1);
}

/* Moved to the place that was found, it is found there again: without this
 * two rows of unlike height would change places with every frame. */
static void what_gave_way_does_not_come_back_by_itself(void **state)
{
    struct column *column = *state;
    struct slot *slots = column->list.slots;
    int top_px = slots[5].rect.y + 150 - 99; /* the high one gives way */

    assert_int_equal(lift_place(&column->list, "d", top_px), 5);
    slots[4] = (struct slot){"high", {0, 368, 500, 300}};
    slots[5] = (struct slot){"d", {0, 684, 500, 100}};
    assert_int_equal(lift_place(&column->list, "d", top_px), 5);
    for (int i = 0; i <= 16; i++)
        assert_int_equal(lift_place(&column->list, "d", top_px - i), 5);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(what_hardly_moved_stays_in_its_place),
        TEST(a_row_gives_way_once_half_of_it_is_covered),
        TEST(a_low_bound_is_passed_with_half_of_what_is_carried),
        TEST(far_beyond_the_ends_is_the_first_and_the_last_place),
        TEST(what_gave_way_does_not_come_back_by_itself),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
