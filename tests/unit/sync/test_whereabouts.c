/* What status reckons from the outbox and the ledgers, and what prune takes
 * away. */

#include "base/log.h"
#include "support/batches.h"
#include "support/check.h"
#include "support/simfs.h"
#include "sync/pace.h"
#include "sync/prune.h"
#include <stdio.h>
#include <string.h>

enum { MB = 1000 * 1000 };

static struct simfs disk;
static const char *const markers[] = {"AAAA", "BBBB", "CCCC", "DDDD"};
static char names[4][BATCHES_NAME_BYTES];

static int set_up(void **state)
{
    (void)state;
    simfs_init(&disk, 1);
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

static void put(int i, int number, const char *period)
{
    struct str text = {0};
    char path[256];

    batches_write(&text, "foo-1", period, 5, true, markers[i]);
    batches_name(names[i], "foo-1", number, &text);
    snprintf(path, sizeof path, "/data/outbox/%s", names[i]);
    simfs_patch(&disk, path, 0, text.text, text.length);
    str_fini(&text);
}

static void hash_of(int i, uint8_t ret_sha256[HASH_SHA256_BYTES])
{
    char path[256];
    size_t bytes;
    const uint8_t *text;

    snprintf(path, sizeof path, "/data/outbox/%s", names[i]);
    text = simfs_bytes(&disk, path, &bytes);
    hash_sha256(text, bytes, ret_sha256);
}

static void have(const char *place, const char *called, int i)
{
    uint8_t sha256[HASH_SHA256_BYTES];
    struct ledger ledger;
    struct fail why = {0};

    hash_of(i, sha256);
    assert_true(ledger_open(&ledger, &disk.fs, "/data", place, &why));
    if (called)
        assert_true(ledger_name(&ledger, called, &why));
    assert_true(ledger_add(&ledger, names[i], sha256, &why));
    ledger_fini(&ledger);
}

static void read_all(struct whereabouts *where)
{
    struct fail why = {0};

    if (!whereabouts_read(where, &disk.fs, "/data", &why))
        fail_msg("%s", why.text);
}

static bool is_in_outbox(int i)
{
    char path[256];
    size_t bytes;

    snprintf(path, sizeof path, "/data/outbox/%s", names[i]);
    return simfs_bytes(&disk, path, &bytes) != NULL;
}

static void a_place_is_called_as_it_was_called_last(void **state)
{
    struct whereabouts where;

    (void)state;
    put(0, 1, "2026-11");
    put(1, 2, "2026-11");
    have("webdav-1", "old", 0);
    have("webdav-1", "lab", 1);
    have("stick-1", NULL, 1);
    read_all(&where);
    assert_int_equal(where.ledger_count, 2);
    assert_string_equal(ledger_called(&where.ledgers[0]), "stick-1");
    assert_string_equal(ledger_called(&where.ledgers[1]), "lab");
    assert_int_equal(whereabouts_count(&where, 0), 1);
    assert_int_equal(whereabouts_count(&where, 1), 2);
    whereabouts_fini(&where);
}

static void
a_store_that_no_batch_is_of_is_missed_until_a_ledger_knows_it(void **state)
{
    struct whereabouts where;
    char path[256];

    (void)state;
    put(0, 2, "2026-11");
    put(1, 5, "2026-11");
    put(2, 4, "2026-11");
    have("lab", NULL, 2);
    snprintf(path, sizeof path, "/data/outbox/%s", names[2]);
    assert_int_equal(disk.fs.ops->remove(&disk.fs, path), 0);
    read_all(&where);
    assert_int_equal(where.missing_count, 2);
    assert_int_equal(where.missing[0], 1);
    assert_int_equal(where.missing[1], 3);
    whereabouts_fini(&where);
}

static void room_is_reckoned_by_months_until_the_kiosk_warns(void **state)
{
    static const struct outbox_batch batches[] = {
        {.bytes = 2 * MB, .head.period = "2026-11"},
        {.bytes = 4 * MB, .head.period = "2027-02"},
        {.bytes = 6 * MB, .head.period = "unknown"},
    };
    struct outbox outbox = {.batches = (struct outbox_batch *)batches};
    struct fs_room room = {.bytes = 1000 * (int64_t)MB,
                           .free_bytes = 400 * (int64_t)MB,
                           .used_percent = 60};
    struct pace pace;

    (void)state;
    pace_measure(&outbox, &pace);
    assert_int_equal(pace_batches_left(&pace, &room), -1);
    outbox.batch_count = 1;
    pace_measure(&outbox, &pace);
    assert_int_equal(pace_batches_left(&pace, &room), 150);
    assert_int_equal(pace_months_left(&pace, &room), -1);
    outbox.batch_count = 3;
    pace_measure(&outbox, &pace);
    assert_int_equal(pace_batches_left(&pace, &room), 75);
    assert_int_equal(pace.months, 4);
    assert_int_equal(pace_months_left(&pace, &room), 200);
    room.used_percent = 93;
    assert_int_equal(pace_months_left(&pace, &room), 0);
}

static struct pruned prune(size_t places, bool is_well)
{
    struct whereabouts where;
    struct prune prune = {.where = &where, .places = places};
    struct pruned pruned;
    struct fail why = {0};

    read_all(&where);
    assert_int_equal(prune_all(&prune, &disk.fs, &pruned, &why), is_well);
    whereabouts_fini(&where);
    return pruned;
}

static void only_what_enough_places_hold_is_removed(void **state)
{
    (void)state;
    for (int i = 0; i < 4; i++)
        put(i, i + 1, "2026-11");
    have("lab", NULL, 0);
    have("lab", NULL, 1);
    have("stick-1", NULL, 1);
    have("stick-2", NULL, 2);
    assert_int_equal(prune(2, true).batches, 1);
    assert_false(is_in_outbox(1));
    assert_true(is_in_outbox(0));
    assert_int_equal(prune(1, true).batches, 2);
    assert_false(is_in_outbox(0));
    assert_false(is_in_outbox(2));
    assert_true(is_in_outbox(3));
    simfs_reboot(&disk);
    assert_false(is_in_outbox(0));
    assert_true(is_in_outbox(3));
}

static void what_was_sent_with_other_bytes_stays(void **state)
{
    static const uint8_t other[HASH_SHA256_BYTES] = {1};
    struct ledger ledger;
    struct fail why = {0};

    (void)state;
    put(0, 1, "2026-11");
    put(1, 2, "2026-11");
    have("lab", NULL, 1);
    assert_true(ledger_open(&ledger, &disk.fs, "/data", "lab", &why));
    assert_true(ledger_add(&ledger, names[0], other, &why));
    ledger_fini(&ledger);
    assert_int_equal(prune(1, false).batches, 1);
    assert_true(is_in_outbox(0));
    assert_false(is_in_outbox(1));
}

static void a_place_that_has_other_bytes_does_not_count(void **state)
{
    static const uint8_t other[HASH_SHA256_BYTES] = {1};
    struct ledger ledger;
    struct fail why = {0};

    (void)state;
    put(0, 1, "2026-11");
    have("lab", NULL, 0);
    assert_true(ledger_open(&ledger, &disk.fs, "/data", "stick-1", &why));
    assert_true(ledger_add(&ledger, names[0], other, &why));
    ledger_fini(&ledger);
    assert_int_equal(prune(2, false).batches, 0);
    assert_true(is_in_outbox(0));
    assert_int_equal(prune(1, true).batches, 1);
}

static void more_gaps_than_are_shown_are_counted(void **state)
{
    struct whereabouts where;

    (void)state;
    put(0, 509, "2026-11");
    read_all(&where);
    assert_int_equal(where.missing_count, MISSING_SHOWN);
    assert_int_equal(where.missing_all, 508);
    whereabouts_fini(&where);
}

static void a_damaged_batch_stays(void **state)
{
    char path[256];
    size_t bytes;

    (void)state;
    put(0, 1, "2026-11");
    have("lab", NULL, 0);
    snprintf(path, sizeof path, "/data/outbox/%s", names[0]);
    simfs_bytes(&disk, path, &bytes);
    simfs_patch(&disk, path, bytes - 4, "~", 1);
    assert_int_equal(prune(1, false).batches, 0);
    assert_true(is_in_outbox(0));
}

static void a_failing_disk_is_told_and_removes_nothing_that_waits(void **state)
{
    (void)state;
    for (int call = 1; call < 40; call++) {
        struct whereabouts where;
        struct prune prune = {.where = &where, .places = 1};
        struct pruned pruned;
        struct fail why = {0};
        bool ok, was_reached;

        simfs_fini(&disk);
        set_up(NULL);
        put(0, 1, "2026-11");
        put(1, 2, "2026-11");
        have("lab", NULL, 0);
        read_all(&where);
        disk.fail_at = disk.calls + call;
        disk.fails_for_good = true;
        ok = prune_all(&prune, &disk.fs, &pruned, &why);
        if (!ok)
            assert_true(why.text[0]);
        else
            assert_int_equal(pruned.batches, 1);
        whereabouts_fini(&where);
        was_reached = disk.calls >= disk.fail_at;
        simfs_reboot(&disk);
        assert_true(is_in_outbox(1));
        if (!was_reached) {
            assert_false(is_in_outbox(0));
            return;
        }
    }
    fail_msg("no run came to its end");
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        CASE(a_place_is_called_as_it_was_called_last),
        CASE(a_store_that_no_batch_is_of_is_missed_until_a_ledger_knows_it),
        CASE(room_is_reckoned_by_months_until_the_kiosk_warns),
        CASE(only_what_enough_places_hold_is_removed),
        CASE(what_was_sent_with_other_bytes_stays),
        CASE(a_place_that_has_other_bytes_does_not_count),
        CASE(more_gaps_than_are_shown_are_counted),
        CASE(a_damaged_batch_stays),
        CASE(a_failing_disk_is_told_and_removes_nothing_that_waits),
    };
    log_open("test");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
