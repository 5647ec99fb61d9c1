/* Power cuts, full disks and refusing disks under the store. */

#include "base/log.h"
#include "feedback/store.h"
#include "support/check.h"
#include "support/found.h"
#include "support/simfs.h"
#include <errno.h>
#include <stdio.h>
#include <string.h>

static const char folder[] = "/data/feedback";

enum { RECORDS = 8, SEEDS = 6, BODY_BYTES = 400 };

/* What visitors were told. */
struct told {
    char body[RECORDS][BODY_BYTES];
    bool is_tried[RECORDS], is_thanked[RECORDS];
    size_t count;
};

static void write_body(char body[BODY_BYTES], size_t number)
{
    int length = snprintf(body, BODY_BYTES, "{\"id\":\"%032zx\",\"text\":\"",
                          number + 1);

    memset(body + length, 'a' + (int)(number % 26), 300);
    memcpy(body + length + 300, "\"}", 3);
}

/* One visitor: saves, and once more when the screen says it was not. */
static void visit(struct store *store, struct told *told)
{
    size_t i = told->count++;
    char *body = told->body[i];
    struct fail why = {0};

    assert_true(i < RECORDS);
    write_body(body, i);
    told->is_tried[i] = true;
    told->is_thanked[i] =
        store_save(store, SLOT_PLAIN, body, strlen(body), &why) ||
        store_save(store, SLOT_PLAIN, body, strlen(body), &why);
    if (!told->is_thanked[i])
        assert_true(why.kind != FAIL_NONE && why.text[0]);
    store_prepare(store, &why);
}

/* A day at the kiosk. False if it did not even start. */
static bool day(struct simfs *disk, uint64_t seed, int visitors,
                struct told *told)
{
    struct rand rand = rand_seeded(seed);
    struct store *store = NULL;
    struct fail why = {0};
    bool ok = store_open(&disk->fs, &rand, folder, &store, &why);

    if (ok)
        assert_true(store_free_slots(store) > 0);
    else
        assert_true(why.kind != FAIL_NONE && why.text[0]);
    for (int i = 0; ok && i < visitors; i++)
        visit(store, told);
    store_close(store);
    assert_int_equal(simfs_open_count(disk), 0);
    return ok;
}

/* All that was thanked for is there, exactly; nothing that nobody sent. */
static void assert_promise(const struct found *found, const struct told *told)
{
    size_t expected = 0;

    for (size_t i = 0; i < told->count; i++) {
        size_t count = found_count(found, told->body[i]);
        if (told->is_thanked[i])
            assert_true(count >= 1);
        expected += count;
    }
    assert_int_equal(found->records, expected);
}

static void assert_still_damaged(const struct found *before,
                                 const struct found *after)
{
    for (size_t i = 0; i < before->slots.count; i++)
        if (!before->slots.items[i].body)
            assert_true(found_is_damaged(after, before->slots.items[i].name));
}

/* After the cut: the promise holds, and the kiosk works as before. */
static void assert_recovers(struct simfs *disk, uint64_t seed,
                            struct told *told)
{
    struct found before, after;

    found_read(&before, &disk->fs, folder);
    assert_promise(&before, told);
    assert_true(day(disk, seed + 1000, 2, told));
    for (size_t i = told->count - 2; i < told->count; i++)
        assert_true(told->is_thanked[i]);
    simfs_reboot(disk);
    found_read(&after, &disk->fs, folder);
    assert_promise(&after, told);
    assert_still_damaged(&before, &after);
    assert_true(after.records >= before.records + 2);
    found_fini(&before);
    found_fini(&after);
}

static size_t thanked(const struct told *told)
{
    size_t count = 0;

    for (size_t i = 0; i < told->count; i++)
        count += told->is_thanked[i];
    return count;
}

/* Each cut meets at most one record that nobody was thanked for. */
static void every_thanked_record_survives_a_cut_at_every_operation(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= SEEDS; seed++) {
        bool was_cut = true;
        for (int64_t cut_at = 1; was_cut; cut_at++) {
            struct told told = {0};
            struct found found;
            struct simfs disk;

            simfs_init(&disk, seed * 1000 + (uint64_t)cut_at);
            disk.cut_at = cut_at;
            day(&disk, seed, 4, &told);
            was_cut = disk.is_cut;
            simfs_reboot(&disk);
            found_read(&found, &disk.fs, folder);
            assert_true(found.records <= thanked(&told) + 1);
            assert_true(found.damaged <= 1);
            found_fini(&found);
            assert_recovers(&disk, seed, &told);
            simfs_fini(&disk);
        }
    }
}

static void a_cut_while_recovering_from_a_cut_costs_nothing(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= SEEDS * 20; seed++) {
        struct rand rand = rand_seeded(seed);
        struct told told = {0};
        struct simfs disk;

        simfs_init(&disk, seed);
        for (int i = 0; i < 3; i++) {
            disk.cut_at = disk.changes + 1 + rand_below(&rand, 20);
            day(&disk, seed + (uint64_t)i, 2, &told);
            simfs_reboot(&disk);
        }
        assert_recovers(&disk, seed, &told);
        simfs_fini(&disk);
    }
}

/* The program ends anywhere, the machine stays on, the program starts again,
 * and only then power goes: what the second run was built on must hold.
 * The data folder is there before: folders above it that the first run made
 * are beyond what the second can know of. */
static void records_survive_a_crash_and_then_a_cut(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= SEEDS; seed++) {
        bool was_cut = true;
        for (int64_t end_at = 1; was_cut; end_at++) {
            struct told told = {0};
            struct simfs disk;

            simfs_init(&disk, seed * 1000 + (uint64_t)end_at);
            simfs_patch(&disk, "/data/of-others", 0, "x", 1);
            disk.cut_at = end_at;
            day(&disk, seed, 2, &told);
            was_cut = disk.is_cut;
            simfs_end_process(&disk);
            assert_true(day(&disk, seed + 500, 2, &told));
            assert_true(thanked(&told) >= 2);
            simfs_reboot(&disk);
            assert_recovers(&disk, seed, &told);
            simfs_fini(&disk);
        }
    }
}

/* `is_sync`: only syncs are counted. True if the fault was met. */
static bool run_with_fault(int64_t at, bool is_sync, bool for_good, int number)
{
    struct told told = {0};
    struct simfs disk;
    bool is_met;

    simfs_init(&disk, (uint64_t)at);
    disk.fail_at = is_sync ? 0 : at;
    disk.sync_fail_at = is_sync ? at : 0;
    disk.fail_errno = number;
    disk.fails_for_good = for_good;
    /* one fault at the start may stop it; a saved record asks for one store
     * only, so one fault never costs a visitor the thank-you */
    if (day(&disk, 7, 4, &told) && !for_good)
        assert_int_equal(thanked(&told), 4);
    is_met = (is_sync ? disk.syncs : disk.calls) >= at;
    simfs_reboot(&disk);
    assert_recovers(&disk, 7, &told);
    simfs_fini(&disk);
    return is_met;
}

static void no_thanks_are_false_when_any_sync_fails(void **state)
{
    (void)state;
    for (int for_good = 0; for_good < 2; for_good++)
        for (int64_t at = 1; run_with_fault(at, true, for_good, EIO); at++)
            ;
}

static void no_thanks_are_false_when_any_call_fails(void **state)
{
    static const int numbers[] = {EIO, ENOSPC, EACCES, EMFILE};

    (void)state;
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        for (int for_good = 0; for_good < 2; for_good++)
            for (int64_t at = 1;
                 run_with_fault(at, false, for_good, numbers[i]); at++)
                ;
}

/* The record is asked for again and lands in another store: after the next
 * cut it is there once, and the first try is nowhere. */
static void a_record_whose_sync_failed_is_kept_once(void **state)
{
    for (uint64_t seed = 1; seed <= 20; seed++) {
        struct rand rand = rand_seeded(seed);
        struct store *store = NULL;
        struct fail why = {0};
        struct found found;
        struct simfs disk;
        char body[BODY_BYTES];

        (void)state;
        write_body(body, 0);
        simfs_init(&disk, seed);
        assert_true(store_open(&disk.fs, &rand, folder, &store, &why));
        disk.sync_fail_at = disk.syncs + 1;
        assert_false(store_save(store, SLOT_PLAIN, body, strlen(body), &why));
        assert_int_equal(why.kind, FAIL_IO);
        found_read(&found, &disk.fs, folder);
        assert_int_equal(found.records, 0);
        found_fini(&found);
        assert_int_equal(store_free_slots(store), STORE_SLOTS);
        assert_true(store_save(store, SLOT_PLAIN, body, strlen(body), &why));
        store_close(store);
        simfs_reboot(&disk);
        found_read(&found, &disk.fs, folder);
        assert_int_equal(found_count(&found, body), 1);
        assert_int_equal(found.records, 1);
        assert_memory_equal(found.slots.items[0].name, "000002.store ", 13);
        found_fini(&found);
        simfs_fini(&disk);
    }
}

static void a_disk_full_at_any_point_gives_no_false_thanks(void **state)
{
    enum { STEP = 32 * 1024, END = 5 * 1024 * 1024 / 2 };

    (void)state;
    for (int64_t room = 4096; room < END;
         room += room % (1 << 20) < 8192 ? 4096 : STEP) {
        struct told told = {0};
        struct simfs disk;

        simfs_init(&disk, (uint64_t)room);
        disk.room_bytes = room;
        if (day(&disk, 3, 3, &told))
            assert_int_equal(thanked(&told), 3);
        else
            assert_true(room < 1 << 20);
        simfs_reboot(&disk);
        assert_recovers(&disk, 3, &told);
        simfs_fini(&disk);
    }
}

static void fill(struct store *store, int from, int to)
{
    struct fail why = {0};
    char body[BODY_BYTES];

    for (int i = from; i < to; i++) {
        write_body(body, (size_t)i);
        assert_true(store_save(store, SLOT_PLAIN, body, strlen(body), &why));
    }
}

/* A full disk stops new stores, not the slots there are; and when those are
 * used up it is said, until somebody makes room. */
static void a_full_disk_is_said_when_the_last_slot_is_used(void **state)
{
    struct rand rand = rand_seeded(5);
    struct store *store = NULL;
    struct fail why = {0};
    struct found found;
    struct simfs disk;

    (void)state;
    simfs_init(&disk, 5);
    disk.room_bytes = 1536 * 1024;
    assert_true(store_open(&disk.fs, &rand, folder, &store, &why));
    assert_int_equal(store_free_slots(store), STORE_SLOTS);
    fill(store, 0, STORE_SLOTS);
    for (int i = 0; i < 3; i++) {
        why = (struct fail){0};
        assert_false(store_save(store, SLOT_PLAIN, "x", 1, &why));
        assert_int_equal(why.kind, FAIL_FULL);
    }
    assert_false(store_prepare(store, &why));
    assert_int_equal(why.kind, FAIL_FULL);
    disk.room_bytes = 0;
    fill(store, STORE_SLOTS, STORE_SLOTS + 1);
    store_close(store);
    simfs_reboot(&disk);
    found_read(&found, &disk.fs, folder);
    assert_int_equal(found.records, STORE_SLOTS + 1);
    assert_int_equal(found.damaged, 0);
    found_fini(&found);
    simfs_fini(&disk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(
            every_thanked_record_survives_a_cut_at_every_operation),
        cmocka_unit_test(a_cut_while_recovering_from_a_cut_costs_nothing),
        cmocka_unit_test(records_survive_a_crash_and_then_a_cut),
        cmocka_unit_test(no_thanks_are_false_when_any_sync_fails),
        cmocka_unit_test(no_thanks_are_false_when_any_call_fails),
        cmocka_unit_test(a_record_whose_sync_failed_is_kept_once),
        cmocka_unit_test(a_disk_full_at_any_point_gives_no_false_thanks),
        cmocka_unit_test(a_full_disk_is_said_when_the_last_slot_is_used),
    };

    log_open("test");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
