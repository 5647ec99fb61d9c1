#include "sync/ledger.h"

#include "base/log.h"
#include "support/check.h"
#include "support/simfs.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct simfs disk;
static const uint8_t hash[HASH_SHA256_BYTES] = {0xAB, 1, 2, 3};
static const uint8_t other[HASH_SHA256_BYTES] = {0xCD};
static const char path[] = "/data/ledger/stick-1";

static int set_up(void **state)
{
    (void)state;
    simfs_init(&disk, 3);
    simfs_patch(&disk, "/data/x", 0, "", 0);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    assert_int_equal(simfs_open_count(&disk), 0);
    simfs_fini(&disk);
    return 0;
}

static void open_it(struct ledger *ledger)
{
    struct fail why = {0};

    if (!ledger_open(ledger, &disk.fs, "/data", "stick-1", &why))
        fail_msg("%s", why.text);
}

static void add(struct ledger *ledger, const char *batch)
{
    struct fail why = {0};

    if (!ledger_add(ledger, batch, hash, &why))
        fail_msg("%s", why.text);
}

static void three_lines(void)
{
    struct ledger ledger;

    open_it(&ledger);
    add(&ledger, "one");
    add(&ledger, "two");
    add(&ledger, "three");
    ledger_fini(&ledger);
}

static void what_was_added_is_known_after_a_power_cut(void **state)
{
    struct ledger ledger;

    (void)state;
    three_lines();
    simfs_reboot(&disk);
    open_it(&ledger);
    assert_int_equal(ledger.lines.count, 3);
    assert_true(ledger_has(&ledger, "two", hash));
    assert_false(ledger_has(&ledger, "two", other));
    assert_true(ledger_has_name(&ledger, "three"));
    assert_false(ledger_has_name(&ledger, "thre"));
    ledger_fini(&ledger);
}

static void what_is_known_is_not_written_twice(void **state)
{
    size_t before, after;

    (void)state;
    three_lines();
    simfs_bytes(&disk, path, &before);
    three_lines();
    simfs_bytes(&disk, path, &after);
    assert_int_equal(before, after);
}

static void a_damaged_byte_costs_one_line_and_is_counted(void **state)
{
    size_t bytes;

    (void)state;
    three_lines();
    simfs_bytes(&disk, path, &bytes);
    for (size_t i = 0; i < bytes; i++) {
        struct ledger ledger;
        struct simfs copy;
        struct fail why;
        uint8_t was = simfs_bytes(&disk, path, &bytes)[i];
        uint8_t changed = was ^ 1;

        simfs_copy(&copy, &disk, 1);
        simfs_patch(&copy, path, i, &changed, 1);
        assert_true(ledger_read(&ledger, &copy.fs, "/data", "stick-1", &why));
        assert_true(ledger.damaged >= 1);
        assert_in_range(ledger.lines.count, was == '\n' ? 1 : 2, 2);
        ledger_fini(&ledger);
        simfs_fini(&copy);
    }
}

static void a_torn_line_does_not_spoil_the_next(void **state)
{
    static const char torn[] = "have four 01";
    struct ledger ledger;
    size_t bytes;

    (void)state;
    three_lines();
    simfs_bytes(&disk, path, &bytes);
    simfs_patch(&disk, path, bytes, torn, strlen(torn));
    open_it(&ledger);
    assert_int_equal(ledger.damaged, 1);
    add(&ledger, "five");
    ledger_fini(&ledger);
    open_it(&ledger);
    assert_int_equal(ledger.lines.count, 4);
    assert_true(ledger_has(&ledger, "five", hash));
    ledger_fini(&ledger);
}

/* Returns whether the call was reached. */
static bool add_with_failing(int call, bool for_good)
{
    struct ledger ledger;
    struct fail why;
    bool knows = false, was_reached;

    simfs_fini(&disk);
    set_up(NULL);
    three_lines();
    int64_t before = disk.calls;
    disk.fail_at = before + call;
    disk.fails_for_good = for_good;
    if (ledger_open(&ledger, &disk.fs, "/data", "stick-1", &why))
        knows = ledger_add(&ledger, "four", hash, &why);
    ledger_fini(&ledger);
    was_reached = disk.calls >= before + call;
    simfs_reboot(&disk);
    open_it(&ledger);
    assert_true(ledger_has_name(&ledger, "one"));
    assert_true(ledger_has_name(&ledger, "two"));
    assert_true(ledger_has_name(&ledger, "three"));
    if (knows)
        assert_true(ledger_has(&ledger, "four", hash));
    add(&ledger, "four");
    ledger_fini(&ledger);
    simfs_reboot(&disk);
    open_it(&ledger);
    assert_int_equal(ledger.lines.count, 4);
    ledger_fini(&ledger);
    return was_reached;
}

static void a_failing_call_forgets_nothing_and_is_made_up_for(void **state)
{
    int call = 1;

    (void)state;
    while (add_with_failing(call, false) && add_with_failing(call, true))
        call++;
    assert_in_range(call, 8, 40);
}

static void power_cuts_forget_nothing_that_was_told(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed < 200; seed++) {
        struct ledger ledger;
        struct fail why;
        bool knows = false;

        simfs_fini(&disk);
        simfs_init(&disk, seed);
        simfs_patch(&disk, "/data/x", 0, "", 0);
        disk.cut_at = 1 + (int64_t)(seed % 12);
        if (ledger_open(&ledger, &disk.fs, "/data", "stick-1", &why))
            knows = ledger_add(&ledger, "one", hash, &why);
        if (knows && !disk.is_cut)
            ledger_add(&ledger, "two", hash, &why);
        ledger_fini(&ledger);
        simfs_reboot(&disk);
        open_it(&ledger);
        if (knows)
            assert_true(ledger_has(&ledger, "one", hash));
        add(&ledger, "one");
        add(&ledger, "two");
        ledger_fini(&ledger);
        simfs_reboot(&disk);
        open_it(&ledger);
        assert_int_equal(ledger.lines.count, 2);
        ledger_fini(&ledger);
    }
}

static void two_programs_do_not_write_one_ledger(void **state)
{
    struct ledger ledger, second;
    struct fail why = {0};

    (void)state;
    open_it(&ledger);
    assert_false(ledger_open(&second, &disk.fs, "/data", "stick-1", &why));
    assert_int_equal(why.kind, FAIL_BUSY);
    ledger_fini(&second);
    assert_true(ledger_open(&second, &disk.fs, "/data", "stick-2", &why));
    ledger_fini(&second);
    ledger_fini(&ledger);
}

static void places_are_listed_and_none_is_no_fault(void **state)
{
    struct fail why = {0};
    char **places = ledger_places(&disk.fs, "/data", &why);

    (void)state;
    assert_non_null(places);
    assert_null(places[0]);
    free(places);
    three_lines();
    places = ledger_places(&disk.fs, "/data", &why);
    assert_string_equal(places[0], "stick-1");
    assert_null(places[1]);
    free(places);
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        CASE(what_was_added_is_known_after_a_power_cut),
        CASE(what_is_known_is_not_written_twice),
        CASE(a_damaged_byte_costs_one_line_and_is_counted),
        CASE(a_torn_line_does_not_spoil_the_next),
        CASE(a_failing_call_forgets_nothing_and_is_made_up_for),
        CASE(power_cuts_forget_nothing_that_was_told),
        CASE(two_programs_do_not_write_one_ledger),
        CASE(places_are_listed_and_none_is_no_fault),
    };
    log_open("test");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
