#include "sync/patience.h"

#include "support/check.h"
#include <string.h>

/* A place that fails as it is told to. */
struct place {
    struct target target; /* first member */
    bool may_pass;
    int64_t asked_s;
};

static bool place_may_pass(const struct target *target, int64_t *ret_asked_s)
{
    const struct place *place = (const struct place *)(const void *)target;

    *ret_asked_s = place->asked_s;
    return place->may_pass;
}

static const struct target_ops ops = {.may_pass = place_may_pass}, none = {0};
static struct clock clock;
static struct rand rnd;
static struct patience patience;
static struct place place;
static struct fail why;

static int set_up(void **state)
{
    (void)state;
    clock = clock_script(1000);
    rnd = rand_seeded(3);
    patience_init(&patience, &clock, &rnd);
    place = (struct place){.target.ops = &ops, .may_pass = true, .asked_s = -1};
    fail_set(&why, FAIL_NO_DEVICE, "lab: nobody answers");
    return 0;
}

static bool again(void)
{
    return patience_again(&patience, &place.target, &why);
}

static void what_may_pass_is_tried_again_after_a_pause(void **state)
{
    (void)state;
    assert_true(again());
    assert_in_range(clock.set_ms, 1000 + 1000, 1000 + 2000);
    place.asked_s = 120;
    clock.set_ms = 0;
    assert_true(again());
    assert_true(clock.set_ms >= 120000);
    assert_int_equal(why.kind, FAIL_NO_DEVICE);
}

static void expect_as_it_was(void)
{
    assert_false(again());
    assert_int_equal(why.kind, FAIL_NO_DEVICE);
    assert_string_equal(why.text, "lab: nobody answers");
    assert_int_equal(clock.set_ms, 1000);
}

static void what_does_not_pass_is_not_waited_for(void **state)
{
    (void)state;
    place.may_pass = false;
    expect_as_it_was();
    place.may_pass = true;
    place.target.ops = &none; /* as a folder */
    expect_as_it_was();
}

static void what_does_not_pass_in_time_is_left_to_the_next_run(void **state)
{
    int tries = 0;

    (void)state;
    while (again())
        tries++;
    assert_in_range(tries, 5, 20);
    assert_int_equal(fail_exit_status(&why), 75);
    assert_string_equal(why.text,
                        "lab: nobody answers; it is left to the next run");
    int64_t ended_ms = clock.set_ms;
    assert_true(ended_ms <= 1000 + 10 * 60 * 1000);
    assert_false(again()); /* the next target, while the network is away */
    assert_int_equal(clock.set_ms, ended_ms);
    patience_worked(&patience);
    assert_true(again());
}

static void who_asks_for_an_hour_is_not_waited_for(void **state)
{
    (void)state;
    place.asked_s = 3600;
    assert_false(again());
    assert_int_equal(why.kind, FAIL_BUSY);
    assert_int_equal(clock.set_ms, 1000);
}

static int64_t told_ms, told_at_ms;

static void on_pause(void *user, const struct fail *fail, int64_t pause_ms)
{
    assert_ptr_equal(user, &place);
    assert_string_equal(fail->text, "lab: nobody answers");
    told_ms = pause_ms;
    told_at_ms = clock.set_ms;
}

static void a_pause_is_told_before_it_begins(void **state)
{
    (void)state;
    patience.on_pause = on_pause;
    patience.user = &place;
    assert_true(again());
    assert_int_equal(told_at_ms, 1000);
    assert_int_equal(clock.set_ms, 1000 + told_ms);
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup(name, set_up)
    const struct CMUnitTest tests[] = {
        CASE(what_may_pass_is_tried_again_after_a_pause),
        CASE(what_does_not_pass_is_not_waited_for),
        CASE(what_does_not_pass_in_time_is_left_to_the_next_run),
        CASE(who_asks_for_an_hour_is_not_waited_for),
        CASE(a_pause_is_told_before_it_begins),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
