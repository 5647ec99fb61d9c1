#include "sync/retry.h"

#include "support/check.h"

enum { SEEDS = 200 };

struct world {
    struct clock clock;
    struct rand rand;
    struct retry retry;
};

static void begin(struct world *world, uint64_t seed)
{
    world->clock = clock_script(5000);
    world->rand = rand_seeded(seed);
    retry_init(&world->retry, &world->clock, &world->rand);
}

static int64_t pause_of(struct world *world, int64_t asked_s)
{
    int64_t pause_ms = -1;

    assert_true(retry_failed(&world->retry, asked_s, &pause_ms));
    return pause_ms;
}

static void pauses_grow_from_two_seconds_to_a_minute(void **state)
{
    static const int64_t most_ms[] = {2000,  4000,  8000,  16000, 32000,
                                      64000, 64000, 64000, 64000};
    struct world world;

    (void)state;
    for (uint64_t seed = 0; seed < SEEDS; seed++) {
        begin(&world, seed);
        for (size_t i = 0; i < sizeof most_ms / sizeof *most_ms; i++)
            assert_in_range(pause_of(&world, -1), most_ms[i] / 2, most_ms[i]);
    }
}

static void kiosks_that_failed_together_come_back_apart(void **state)
{
    int64_t earliest_ms = INT64_MAX, latest_ms = 0;
    struct world world;

    (void)state;
    for (uint64_t seed = 0; seed < SEEDS; seed++) {
        begin(&world, seed);
        int64_t at_ms = pause_of(&world, 120);
        earliest_ms = at_ms < earliest_ms ? at_ms : earliest_ms;
        latest_ms = at_ms > latest_ms ? at_ms : latest_ms;
    }
    assert_true(latest_ms - earliest_ms > RETRY_FIRST_MS / 4);
}

static void what_a_server_asks_for_is_never_undercut(void **state)
{
    struct world world;

    (void)state;
    for (uint64_t seed = 0; seed < SEEDS; seed++) {
        begin(&world, seed);
        assert_in_range(pause_of(&world, 120), 120000, 121000);
        assert_in_range(pause_of(&world, 1), 2000, 4000);
        assert_in_range(pause_of(&world, 0), 4000, 8000);
        assert_in_range(pause_of(&world, INT64_MIN), 8000, 16000);
    }
}

static void who_asks_for_longer_than_a_run_is_left_to_the_next(void **state)
{
    static const int64_t asked_s[] = {601, 24 * 60 * 60, INT64_MAX};
    struct world world;
    int64_t pause_ms;

    (void)state;
    for (size_t i = 0; i < sizeof asked_s / sizeof *asked_s; i++) {
        begin(&world, i);
        assert_false(retry_failed(&world.retry, asked_s[i], &pause_ms));
        assert_false(retry_failed(&world.retry, -1, &pause_ms));
    }
}

/* A try takes as long as a silent server is waited for. */
static void no_try_begins_later_than_ten_minutes_after_the_first(void **state)
{
    struct world world;
    int64_t pause_ms, began_ms;

    (void)state;
    for (uint64_t seed = 0; seed < SEEDS; seed++) {
        begin(&world, seed);
        began_ms = world.clock.set_ms;
        while (retry_failed(&world.retry, -1, &pause_ms)) {
            world.clock.set_ms += pause_ms;
            assert_true(world.clock.set_ms - began_ms <= 10 * 60 * 1000);
            world.clock.set_ms += 90 * 1000;
        }
        assert_true(world.clock.set_ms - began_ms > 5 * 60 * 1000);
    }
}

static void it_ends_though_no_time_passes(void **state)
{
    struct world world;
    int64_t pause_ms;
    int pauses = 0;

    (void)state;
    begin(&world, 1);
    while (retry_failed(&world.retry, -1, &pause_ms))
        assert_true(++pauses < RETRY_FAILURES);
    assert_int_equal(pauses, RETRY_FAILURES - 1);
    assert_false(retry_failed(&world.retry, -1, &pause_ms));
}

static void after_what_worked_patience_is_whole_again(void **state)
{
    struct world world;
    int64_t pause_ms;

    (void)state;
    begin(&world, 1);
    while (retry_failed(&world.retry, -1, &pause_ms))
        world.clock.set_ms += pause_ms;
    world.clock.set_ms += 60 * 60 * 1000;
    retry_worked(&world.retry);
    assert_in_range(pause_of(&world, -1), 1000, 2000);
    assert_in_range(pause_of(&world, -1), 2000, 4000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pauses_grow_from_two_seconds_to_a_minute),
        cmocka_unit_test(kiosks_that_failed_together_come_back_apart),
        cmocka_unit_test(what_a_server_asks_for_is_never_undercut),
        cmocka_unit_test(who_asks_for_longer_than_a_run_is_left_to_the_next),
        cmocka_unit_test(no_try_begins_later_than_ten_minutes_after_the_first),
        cmocka_unit_test(it_ends_though_no_time_passes),
        cmocka_unit_test(after_what_worked_patience_is_whole_again),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
