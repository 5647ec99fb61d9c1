/* Sending while the kiosk's disk or the stick loses power, fills up or
 * refuses: no batch is told sent that is not whole there, nothing half has a
 * final name, the next run finishes, nothing is there twice. */
#include "sync/send.h"

#include "base/arena.h"
#include "base/log.h"
#include "base/str.h"
#include "support/batches.h"
#include "support/check.h"
#include "sync/target_folder.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { SEALED = 3, ON_STICK = SEALED + 1 /* form */ + 1 /* health */ };

/* The kiosk's disk and the stick: each fails by its own plan. */
static struct simfs kiosk, stick;
static char names[SEALED + 1][BATCHES_NAME_BYTES]; /* the last is plain */
static const char *const at_stick = "/ENCOUNTER/feedback/foo-1";

static void put(struct simfs *disk, const char *path, const char *text)
{
    simfs_patch(disk, path, 0, text, strlen(text));
}

static void set_up(uint64_t seed)
{
    simfs_init(&kiosk, seed);
    simfs_init(&stick, seed + 1000);
    put(&kiosk, "/data/health.yaml", "health: 1\n");
    for (int i = 0; i <= SEALED; i++)
        batches_put(&kiosk, "/data/outbox", names[i], "foo-1", i + 1,
                    i == 1 ? 900 : 4, i < SEALED);
    put(&kiosk, "/data/outbox/forms/foo_3.json", "{\"form\":1}\n");
    put(&stick, "/ENCOUNTER/x", "x");
}

static void tear_down(void)
{
    assert_int_equal(simfs_open_count(&kiosk), 0);
    assert_int_equal(simfs_open_count(&stick), 0);
    simfs_fini(&kiosk);
    simfs_fini(&stick);
}

/* As cmd/sync_send.c does it; what was told sent is in *ret_sent. */
static bool send_once(struct sent *ret_sent, struct fail *why)
{
    struct rand rnd = rand_seeded(4);
    struct clock clock = clock_script(0);
    struct patience patience;
    struct target_folder folder;
    struct outbox outbox = {0};
    struct ledger ledger = {.file = -1};
    struct send send = {.outbox = &outbox,
                        .data = "/data",
                        .kiosk = "foo-1",
                        .target = &folder.target,
                        .ledger = &ledger,
                        .patience = &patience};
    bool ok;

    patience_init(&patience, &clock, &rnd);
    *ret_sent = (struct sent){0};
    ok = target_folder_open(&folder, &stick.fs, "/", false, &rnd, why) &&
         folder.target.ops->probe(&folder.target, why) &&
         outbox_read(&outbox, &kiosk.fs, "/data", why) &&
         ledger_open(&ledger, &kiosk.fs, "/data", folder.place, why) &&
         send_all(&send, ret_sent, why);
    ledger_fini(&ledger);
    outbox_fini(&outbox);
    target_folder_fini(&folder);
    return ok;
}

static bool is_same(const char *on_kiosk, const char *on_stick)
{
    size_t wanted = 0, found = 0;
    const uint8_t *a = simfs_bytes(&kiosk, on_kiosk, &wanted);
    const uint8_t *b = simfs_bytes(&stick, on_stick, &found);

    return a && b && wanted == found && memcmp(a, b, found) == 0;
}

static bool is_on_stick(const char *path)
{
    size_t bytes;

    return simfs_bytes(&stick, path, &bytes) != NULL;
}

static bool batch_is_whole(const char *name, bool *ret_is_there)
{
    char from[160], to[160];

    snprintf(from, sizeof from, "/data/outbox/%s", name);
    snprintf(to, sizeof to, "%s/%s", at_stick, name);
    *ret_is_there = is_on_stick(to);
    return is_same(from, to);
}

/* Whatever happened: whole under its name or not there; what the ledger of
 * the kiosk says is there. Returns how many are. */
static size_t look(void)
{
    char **places;
    struct fail why;
    size_t count = 0;
    bool is_there;

    for (int i = 0; i <= SEALED; i++) {
        bool is_whole = batch_is_whole(names[i], &is_there);
        assert_true(is_whole == is_there);
        count += is_whole;
    }
    batch_is_whole(names[SEALED], &is_there);
    assert_false(is_there);
    places = ledger_places(&kiosk.fs, "/data", &why);
    assert_non_null(places);
    for (char **place = places; *place; place++) {
        struct ledger ledger;
        assert_true(ledger_read(&ledger, &kiosk.fs, "/data", *place, &why));
        for (size_t i = 0; i < ledger.lines.count; i++)
            assert_true(batch_is_whole(ledger.lines.items[i].batch, &is_there));
        ledger_fini(&ledger);
    }
    free(places);
    return count;
}

/* Files in the folder of the kiosk and below, on the stick. */
static size_t files_there(void)
{
    size_t count = 0;
    const char *path;

    for (size_t i = 0; (path = simfs_path(&stick, i)) != NULL; i++)
        if (str_starts(path, at_stick) && is_on_stick(path))
            count++;
    return count;
}

static void expect_all_is_there(void)
{
    const uint8_t *health;
    size_t bytes;

    assert_int_equal(look(), SEALED);
    assert_true(is_same("/data/outbox/forms/foo_3.json",
                        "/ENCOUNTER/feedback/foo-1/forms/foo_3.json"));
    health =
        simfs_bytes(&stick, "/ENCOUNTER/feedback/foo-1/health.yaml", &bytes);
    assert_non_null(health);
    assert_memory_equal(health, "health: 1\ndisk: {mb: ", 21);
    assert_int_equal(health[bytes - 1], '\n');
    assert_int_equal(files_there(), ON_STICK);
}

static void reboot_both(void)
{
    simfs_reboot(&kiosk);
    simfs_reboot(&stick);
}

/* After whatever happened, another run, and one more power cut. */
static void the_next_run_finishes(void)
{
    struct sent sent;
    struct fail why = {0};

    if (!send_once(&sent, &why))
        fail_msg("the next run: %s", why.text);
    assert_int_equal(sent.came + sent.were_there, SEALED);
    assert_int_equal(sent.plain, 1);
    expect_all_is_there();
    reboot_both();
    expect_all_is_there();
}

/* What was told sent is there after the power is back. */
static void expect_as_told(const struct sent *sent)
{
    reboot_both();
    assert_true(look() >= sent->came + sent->were_there);
}

static int64_t changes_of(struct simfs *disk)
{
    struct sent sent;
    struct fail why;
    int64_t before;

    set_up(1);
    before = disk->changes;
    assert_true(send_once(&sent, &why));
    assert_int_equal(sent.came, SEALED);
    expect_all_is_there();
    int64_t count = disk->changes - before;
    tear_down();
    return count;
}

/* Power of one disk goes at a change: the stick is pulled, or the kiosk ends
 * and the stick with it, or without. */
static size_t cut_everywhere(struct simfs *disk, bool both)
{
    int64_t changes = changes_of(disk);
    size_t states = 0;

    assert_true(changes > 4);
    for (int64_t cut = 1; cut <= changes; cut++)
        for (uint64_t seed = 1; seed <= 8; seed++, states++) {
            struct sent sent;
            struct fail why;
            set_up(seed);
            disk->cut_at = disk->changes + cut;
            send_once(&sent, &why);
            assert_true(disk->is_cut);
            if (!both && disk == &stick) {
                simfs_end_process(&kiosk);
                simfs_reboot(&stick);
                assert_true(look() >= sent.came + sent.were_there);
            } else {
                expect_as_told(&sent);
            }
            the_next_run_finishes();
            tear_down();
        }
    return states;
}

static void a_stick_pulled_at_any_change_loses_nothing(void **state)
{
    (void)state;
    print_message("states: %zu\n", cut_everywhere(&stick, false));
    print_message("states: %zu\n", cut_everywhere(&stick, true));
}

static void a_kiosk_without_power_at_any_change_loses_nothing(void **state)
{
    (void)state;
    print_message("states: %zu\n", cut_everywhere(&kiosk, true));
}

static void fail_a_call(struct simfs *disk, int64_t call, int number,
                        bool for_good)
{
    struct sent sent;
    struct fail why;
    bool ok;

    set_up((uint64_t)call);
    disk->fail_at = disk->calls + call;
    disk->fail_errno = number;
    disk->fails_for_good = for_good;
    ok = send_once(&sent, &why);
    if (ok)
        assert_int_equal(sent.came + sent.were_there, SEALED);
    expect_as_told(&sent);
    the_next_run_finishes();
    tear_down();
}

static void calls_that_fail_are_told_and_made_up_for(void **state)
{
    static const int numbers[] = {EIO, ENOSPC, EROFS, ENODEV};
    struct simfs *disks[] = {&kiosk, &stick};

    (void)state;
    for (int i = 0; i < 2; i++) {
        struct sent sent;
        struct fail why;
        int64_t calls;
        set_up(1);
        assert_true(send_once(&sent, &why));
        calls = disks[i]->calls;
        tear_down();
        assert_in_range(calls, 20, 2000);
        for (int64_t call = 1; call <= calls; call++)
            for (int j = 0; j < 8; j++)
                fail_a_call(disks[i], call, numbers[j / 2], j % 2);
        print_message("calls: %lld\n", (long long)calls * 8);
    }
}

static void syncs_that_fail_make_no_batch_count(void **state)
{
    (void)state;
    for (int sync = 1; sync < 80; sync++)
        for (int for_good = 0; for_good < 2; for_good++) {
            struct sent sent;
            struct fail why;
            set_up((uint64_t)sync);
            stick.sync_fail_at = sync;
            stick.fails_for_good = for_good;
            send_once(&sent, &why);
            expect_as_told(&sent);
            the_next_run_finishes();
            tear_down();
        }
}

/* The machine goes on, and the stick stays in: what its cache says after a
 * failed sync is not what it has. */
static void what_a_failed_sync_left_in_memory_is_not_believed(void **state)
{
    (void)state;
    for (int sync = 1; sync < 40; sync++) {
        struct sent sent;
        struct fail why;
        set_up((uint64_t)sync);
        stick.sync_fail_at = sync;
        send_once(&sent, &why);
        simfs_end_process(&kiosk);
        simfs_end_process(&stick);
        the_next_run_finishes();
        tear_down();
    }
}

static void what_others_copied_counts_when_the_stick_has_it(void **state)
{
    char path[160];
    size_t bytes;
    struct sent sent;
    struct fail why;
    int file;

    (void)state;
    set_up(1);
    assert_true(send_once(&sent, &why));
    snprintf(path, sizeof path, "%s/%s", at_stick, names[0]);
    assert_int_equal(stick.fs.ops->remove(&stick.fs, path), 0);
    file = stick.fs.ops->open(&stick.fs, path, FS_WRITE | FS_CREATE);
    snprintf(path, sizeof path, "/data/outbox/%s", names[0]);
    const uint8_t *text = simfs_bytes(&kiosk, path, &bytes);
    assert_true(stick.fs.ops->write_at(&stick.fs, file, text, bytes, 0) > 0);
    stick.fs.ops->close(&stick.fs, file);
    assert_true(send_once(&sent, &why));
    assert_int_equal(sent.were_there, SEALED);
    reboot_both();
    expect_all_is_there();
    tear_down();
}

/* A stick that does not keep what it is given. */
static const struct fs_ops *good;

static int64_t write_badly(const struct fs *fs, int file, const void *bytes,
                           size_t count, int64_t offset)
{
    uint8_t *copy = memory_get(count + 1);
    int64_t rc;

    memcpy(copy, bytes, count);
    copy[count / 2] ^= count > 100;
    rc = good->write_at(fs, file, copy, count, offset);
    free(copy);
    return rc;
}

static void a_stick_that_keeps_other_bytes_has_nothing(void **state)
{
    struct fs_ops bad;
    struct sent sent;
    struct fail why;

    (void)state;
    set_up(1);
    good = stick.fs.ops;
    bad = *good;
    bad.write_at = write_badly;
    stick.fs.ops = &bad;
    assert_false(send_once(&sent, &why));
    assert_int_equal(sent.came + sent.were_there, 0);
    assert_non_null(strstr(why.text, "does not read back the same"));
    assert_true(sent.is_at_target);
    stick.fs.ops = good;
    tear_down();
}

static void a_full_stick_takes_what_fits_and_says_so(void **state)
{
    struct sent sent;
    struct fail why;

    (void)state;
    for (int64_t pages = 1; pages < 16; pages++) {
        set_up((uint64_t)pages);
        stick.room_bytes = pages * 4096;
        if (!send_once(&sent, &why)) {
            assert_int_equal(why.kind, FAIL_FULL);
            assert_true(sent.is_at_target || sent.came == 0);
        }
        expect_as_told(&sent);
        stick.room_bytes = 0;
        the_next_run_finishes();
        tear_down();
    }
}

static void one_damaged_batch_holds_up_no_other(void **state)
{
    char path[160];
    struct sent sent;
    struct fail why;

    (void)state;
    set_up(1);
    snprintf(path, sizeof path, "/data/outbox/%s", names[0]);
    simfs_patch(&kiosk, path, 200, "?", 1);
    assert_false(send_once(&sent, &why));
    assert_int_equal(why.kind, FAIL_CORRUPT);
    assert_int_equal(sent.damaged, 1);
    assert_int_equal(sent.came, SEALED - 1);
    assert_false(sent.is_at_target);
    tear_down();
}

static void a_name_that_is_taken_is_told_and_left(void **state)
{
    char path[160];
    size_t bytes;
    struct sent sent;
    struct fail why;

    (void)state;
    set_up(1);
    assert_true(send_once(&sent, &why));
    snprintf(path, sizeof path, "%s/%s", at_stick, names[0]);
    simfs_patch(&stick, path, 200, "?", 1);
    assert_false(send_once(&sent, &why));
    assert_int_equal(why.kind, FAIL_CORRUPT);
    assert_int_equal(sent.refused, 1);
    assert_int_equal(sent.were_there, SEALED - 1);
    assert_true(sent.is_at_target);
    assert_int_equal(simfs_bytes(&stick, path, &bytes)[200], '?');
    tear_down();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_stick_pulled_at_any_change_loses_nothing),
        cmocka_unit_test(a_kiosk_without_power_at_any_change_loses_nothing),
        cmocka_unit_test(calls_that_fail_are_told_and_made_up_for),
        cmocka_unit_test(syncs_that_fail_make_no_batch_count),
        cmocka_unit_test(what_a_failed_sync_left_in_memory_is_not_believed),
        cmocka_unit_test(what_others_copied_counts_when_the_stick_has_it),
        cmocka_unit_test(a_stick_that_keeps_other_bytes_has_nothing),
        cmocka_unit_test(a_full_stick_takes_what_fits_and_says_so),
        cmocka_unit_test(one_damaged_batch_holds_up_no_other),
        cmocka_unit_test(a_name_that_is_taken_is_told_and_left),
    };
    log_open("test");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
