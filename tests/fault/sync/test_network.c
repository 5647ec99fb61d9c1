/* Sending over a network that fails at any point of any request. */
#include "network.h"

#include "base/log.h"
#include "support/check.h"
#include <stdio.h>
#include <string.h>

/* Of a first run: of the collections made by the probe and before the first
 * batch, the looks before and after it, the files that follow. */
static const struct {
    const char *method;
    int number;
} stages[] = {{"MKCOL", 1}, {"MKCOL", 2}, {"MKCOL", 5},
              {"MKCOL", 8}, {"HEAD", 1},  {"PUT", 1},
              {"HEAD", 2},  {"PUT", 2},   {"HEAD", 3}};
enum { STAGES = sizeof stages / sizeof *stages };

static int seed; /* of the last world */

/* A kiosk with a batch at least, one fault at one stage. */
static void begin(struct world *world, const char *store, const char *fault,
                  const char *method, int number)
{
    static char plan[80];

    snprintf(plan, sizeof plan, "%s@%s@%d@%d", fault, method, number, ++seed);
    network_begin(world, store, plan, (uint64_t)seed);
}

/* libcurl itself asks again on another connection where one that it kept ends
 * without a word, or is reset. */
static bool is_felt_always(const char *fault)
{
    return !strstr(fault, "-request") && !strstr(fault, "reset") &&
           strcmp(fault, "cut-reply") != 0 && strcmp(fault, "lost") != 0;
}

/* One run is enough, and the fault was met. */
static void expect_made_up_for(const char *store, const char *fault,
                               const char *method, int number, bool is_felt)
{
    int struck = network_struck(fault, method);
    struct fail why = {0};
    struct world world;

    begin(&world, store, fault, method, number);
    if (!network_send(&world, 0, &why))
        fail_msg("%s, %s: %s", store, world.plan, why.text);
    assert_int_equal(world.came, world.batch_count);
    if (network_struck(fault, method) == struck)
        assert_true(number > 1 && world.batch_count == 1); /* too few files */
    else if (world.pauses > is_felt ||
             (world.pauses < is_felt && is_felt_always(fault)))
        fail_msg("%s, %s: %d pauses", store, world.plan, world.pauses);
    network_end(&world);
}

static const char *const collections[] = {"whole", "torn", "careless"};

static void what_passes_is_made_up_for_in_the_same_run(void **state)
{
    static const char *const faults[] = {
        "cut-request", "reset-request", "stall-request", "busy",
        "later",       "later-date",    "too-many",      "locked",
        "bad-gateway", "garbage",       "lost",          "reset-reply",
        "cut-reply",   "stall-reply"};

    (void)state;
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++)
        for (size_t j = 0; j < STAGES; j++)
            expect_made_up_for(collections[(i + j) % 3], faults[i],
                               stages[j].method, stages[j].number, true);
}

/* Its probe is a PUT as well. */
static void a_bucket_makes_up_for_it_as_well(void **state)
{
    static const char *const faults[] = {
        "cut-request", "reset-request", "stall-request", "busy",     "later",
        "too-many",    "bad-gateway",   "lost",          "cut-reply"};

    (void)state;
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++)
        for (int number = 1; number < 4; number++) {
            expect_made_up_for("bucket", faults[i], "PUT", number, true);
            expect_made_up_for("blind", faults[i], "PUT", number, true);
            expect_made_up_for("bucket", faults[i], "HEAD", number, true);
        }
    expect_made_up_for("bucket", "twice", "PUT", 2, false);
    expect_made_up_for("blind", "twice-first", "PUT", 2, false);
}

static void what_comes_twice_is_there_once(void **state)
{
    (void)state;
    for (size_t i = 0; i < 3; i++)
        for (size_t j = 0; j < STAGES; j++) {
            expect_made_up_for(collections[i], "twice", stages[j].method,
                               stages[j].number, false);
            expect_made_up_for(collections[i], "twice-first", stages[j].method,
                               stages[j].number, false);
        }
}

static void a_server_that_is_silent_is_left_and_asked_again(void **state)
{
    (void)state;
    expect_made_up_for("whole", "silent", "MKCOL", 1, true);
    expect_made_up_for("torn", "silent", "PUT", 1, true);
    expect_made_up_for("whole", "silent", "HEAD", 2, true);
}

/* The run ends at once with that exit status; the next one is done. */
static void expect_left(const char *fault, size_t stage, int status)
{
    struct fail why = {0};
    struct world world;

    begin(&world, collections[stage % 3], fault, stages[stage].method,
          stages[stage].number);
    if (network_send(&world, 0, &why)) {
        assert_true(stages[stage].number > 1 && world.batch_count == 1);
    } else {
        if (fail_exit_status(&why) != status || world.pauses > 0)
            fail_msg("%s: %s", world.plan, why.text);
        network_wait();
        if (!network_send(&world, 0, &why))
            fail_msg("%s, the next run: %s", world.plan, why.text);
    }
    network_end(&world);
}

static void what_does_not_pass_ends_the_run_and_the_next_goes_on(void **state)
{
    (void)state;
    for (size_t stage = 0; stage < STAGES; stage++) {
        expect_left("portal", stage, 69);
        expect_left("redirect", stage, 69);
        expect_left("denied", stage, 77);
        expect_left("full", stage, 73);
        expect_left("hour", stage, 75);
    }
}

/* Of three batches and more the first is too large for the server's taste. A
 * bucket was probed before, twice by then: hours have passed, and its clock is
 * another. */
static void a_batch_that_is_refused_holds_up_no_other(void **state)
{
    static const char *const kinds[] = {"whole", "drop", "bucket", "blind"};

    (void)state;
    for (size_t i = 0; i < 4; i++) {
        struct fail why = {0};
        struct world world;
        do {
            begin(&world, kinds[i], "too-large", "PUT", i < 2 ? 1 : 3);
            if (world.batch_count < 3)
                network_end(&world);
        } while (world.batch_count < 3);
        assert_false(network_send(&world, 0, &why));
        if (fail_exit_status(&why) != 65 || world.came != world.batch_count - 1)
            fail_msg("%s: %zu of %zu came: %s", kinds[i], world.came,
                     world.batch_count, why.text);
        network_wait();
        assert_true(network_send(&world, 0, &why));
        assert_int_equal(world.came, world.batch_count);
        network_end(&world);
    }
}

/* A server that takes half for the whole and says that it is well. */
static void what_came_half_counts_when_it_was_looked_at(void **state)
{
    (void)state;
    for (size_t i = 1; i < 3; i++)
        for (int number = 1; number < 3; number++) {
            struct fail why = {0};
            struct world world;
            begin(&world, collections[i], "half", "PUT", number);
            assert_false(network_send(&world, 0, &why));
            assert_int_equal(fail_exit_status(&why), 74);
            network_wait();
            if (!network_send(&world, 0, &why))
                fail_msg("%s: %s", world.plan, why.text);
            network_end(&world);
        }
}

/* A size that is wrong is believed by nobody, whichever way. */
static void a_wrong_size_makes_no_batch_count(void **state)
{
    static const char *const faults[] = {"longer", "shorter"};

    (void)state;
    for (size_t i = 0; i < 2; i++)
        for (int number = 2; number < 4; number++) {
            struct fail why = {0};
            struct world world;
            begin(&world, "whole", faults[i], "HEAD", number);
            if (!network_send(&world, 0, &why)) {
                network_wait();
                assert_true(network_send(&world, 0, &why));
            }
            network_end(&world);
        }
}

static void a_network_that_is_away_ends_the_run_in_ten_minutes(void **state)
{
    static const char *const faults[] = {"busy", "lost", "stall-request"};

    (void)state;
    for (size_t i = 0; i < 3; i++) {
        int64_t began_ms = network_now_ms();
        struct fail why = {0};
        struct world world;
        begin(&world, "whole", faults[i], "MKCOL", 0);
        assert_false(network_send(&world, 0, &why));
        assert_int_equal(fail_exit_status(&why), 75);
        assert_non_null(strstr(why.text, "left to the next run"));
        assert_true(world.pauses >= 5);
        assert_in_range(network_now_ms() - began_ms, 2 * 60 * 1000,
                        12 * 60 * 1000);
        network_end(&world);
    }
}

/* Bytes come before each wait is over, and it never ends. */
static void a_reply_that_crawls_is_given_up(void **state)
{
    static const char *const methods[] = {"MKCOL", "PUT"};

    (void)state;
    for (size_t i = 0; i < 2; i++) {
        int64_t began_ms = network_now_ms();
        struct fail why = {0};
        struct world world;
        begin(&world, "whole", "crawl", methods[i], 1);
        if (!network_send(&world, 0, &why))
            fail_msg("%s", why.text);
        assert_int_equal(world.pauses, 1);
        assert_non_null(strstr(world.paused_for, "too slowly"));
        assert_true(network_now_ms() - began_ms > 2 * 60 * 1000);
        network_end(&world);
    }
}

static void a_torn_upload_is_made_whole(void **state)
{
    static const char *const faults[] = {"none", "cut-reply", "lost", "busy",
                                         "stall-reply"};

    (void)state;
    for (size_t i = 0; i < 3; i++)
        for (size_t j = 0; j < sizeof faults / sizeof *faults; j++)
            for (size_t part = 0; part < 3; part++) {
                struct fail why = {0};
                struct world world;
                begin(&world, collections[i], faults[j], "GET", 1);
                network_put(&world, 0,
                            part * (network_batch_bytes(&world, 0) - 1) / 2,
                            false);
                if (!network_send(&world, 0, &why))
                    fail_msg("%s: %s", world.plan, why.text);
                assert_int_equal(world.came, world.batch_count);
                network_end(&world);
            }
}

/* Lines were taken out of it, say: that is no beginning. */
static void another_file_of_the_name_is_told_and_left(void **state)
{
    (void)state;
    for (size_t i = 0; i < 3; i++)
        for (size_t part = 2; part < 5; part++) {
            struct fail why = {0};
            struct world world;
            begin(&world, collections[i], "none", "GET", 1);
            size_t bytes = network_batch_bytes(&world, 0) / part;
            network_put(&world, 0, bytes, true);
            assert_false(network_send(&world, 0, &why));
            assert_int_equal(why.kind, FAIL_CORRUPT);
            assert_int_equal(world.came, world.batch_count - 1);
            assert_true(network_has(&world, 0, bytes, true));
            network_end(&world);
        }
}

static void by_chance_all_arrives_at_last(void **state)
{
    (void)state;
    network_random_runs(1, 50);
}

/* One case alone: its name is the argument. */
int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_passes_is_made_up_for_in_the_same_run),
        cmocka_unit_test(a_bucket_makes_up_for_it_as_well),
        cmocka_unit_test(what_comes_twice_is_there_once),
        cmocka_unit_test(a_server_that_is_silent_is_left_and_asked_again),
        cmocka_unit_test(what_does_not_pass_ends_the_run_and_the_next_goes_on),
        cmocka_unit_test(a_batch_that_is_refused_holds_up_no_other),
        cmocka_unit_test(what_came_half_counts_when_it_was_looked_at),
        cmocka_unit_test(a_wrong_size_makes_no_batch_count),
        cmocka_unit_test(a_network_that_is_away_ends_the_run_in_ten_minutes),
        cmocka_unit_test(a_reply_that_crawls_is_given_up),
        cmocka_unit_test(a_torn_upload_is_made_whole),
        cmocka_unit_test(another_file_of_the_name_is_told_and_left),
        cmocka_unit_test(by_chance_all_arrives_at_last),
    };
    int failed = network_start();

    if (failed)
        return failed;
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    log_open("test");
    failed = cmocka_run_group_tests(tests, NULL, NULL);
    network_stop();
    return failed;
}
