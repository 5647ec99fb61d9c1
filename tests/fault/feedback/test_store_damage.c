/* A card that loses or garbles sectors, one at a time. */

#include "base/log.h"
#include "feedback/store.h"
#include "support/check.h"
#include "support/found.h"
#include "support/simfs.h"
#include <stdio.h>
#include <string.h>

static const char folder[] = "/data/feedback";
static const char file[] = "/data/feedback/000001.store";

enum { RECORDS = 60, SECTOR_BYTES = 512, SECTORS = 8 /* of a slot */ };

/* Bodies of every size, so that some end in each sector of their slot. */
static void fill(struct simfs *disk)
{
    static char body[STORE_BODY_BYTES];
    struct rand rand = rand_seeded(1);
    struct store *store = NULL;
    struct fail why = {0};

    assert_true(store_open(&disk->fs, &rand, folder, &store, &why));
    for (int i = 0; i < RECORDS; i++) {
        size_t bytes = 60 + (size_t)i * (STORE_BODY_BYTES - 60) / RECORDS;
        memset(body, 'a' + i % 26, sizeof body);
        body[snprintf(body, sizeof body, "{\"n\":%d}", i)] = ' ';
        assert_true(store_save(store, SLOT_PLAIN, body, bytes, &why));
    }
    store_close(store);
}

/* Where the slots of both folders differ, it is at most in this one. */
static void assert_others_equal(const struct found *whole,
                                const struct found *hurt, const char *name)
{
    size_t at = 0;

    for (size_t i = 0; i < whole->slots.count; i++) {
        const struct found_slot *expected = &whole->slots.items[i], *got;
        if (strcmp(expected->name, name) == 0) {
            at += at < hurt->slots.count &&
                  strcmp(hurt->slots.items[at].name, name) == 0;
            continue;
        }
        assert_true(at < hurt->slots.count);
        got = &hurt->slots.items[at++];
        assert_string_equal(got->name, expected->name);
        assert_non_null(got->body);
        assert_int_equal(got->bytes, expected->bytes);
        assert_memory_equal(got->body, expected->body, got->bytes);
    }
    assert_int_equal(at, hurt->slots.count);
}

/* Free slots stay free, used ones are whole or named: never other words. */
static void assert_hurt(struct simfs *disk, const struct found *whole,
                        size_t slot, bool was_used)
{
    struct found hurt;
    char name[64];

    snprintf(name, sizeof name, "000001.store slot %zu", slot);
    found_read(&hurt, &disk->fs, folder);
    assert_others_equal(whole, &hurt, name);
    assert_true(hurt.records >= whole->records - was_used);
    assert_int_equal(hurt.damaged, was_used && hurt.records < whole->records);
    assert_true(was_used || hurt.records == whole->records);
    found_fini(&hurt);
}

static bool is_used(const struct found *found, size_t slot)
{
    char name[64];

    snprintf(name, sizeof name, "000001.store slot %zu", slot);
    for (size_t i = 0; i < found->slots.count; i++)
        if (strcmp(found->slots.items[i].name, name) == 0)
            return true;
    return false;
}

/* Each read takes time, so only the store with records is looked at. */
static void hurt_each_sector(void (*hurt)(uint8_t *sector, size_t at))
{
    uint8_t before[SECTOR_BYTES], after[SECTOR_BYTES];
    struct found whole;
    struct simfs disk;
    size_t count;

    simfs_init(&disk, 1);
    fill(&disk);
    disk.fs.ops->remove(&disk.fs, "/data/feedback/000002.store");
    found_read(&whole, &disk.fs, folder);
    assert_int_equal(whole.records, RECORDS);
    for (size_t at = 0; at < STORE_SLOTS * SECTORS; at++) {
        const uint8_t *bytes = simfs_bytes(&disk, file, &count);
        memcpy(before, bytes + at * SECTOR_BYTES, sizeof before);
        memcpy(after, before, sizeof after);
        hurt(after, at);
        simfs_patch(&disk, file, at * SECTOR_BYTES, after, sizeof after);
        assert_hurt(&disk, &whole, at / SECTORS, is_used(&whole, at / SECTORS));
        simfs_patch(&disk, file, at * SECTOR_BYTES, before, sizeof before);
    }
    found_fini(&whole);
    simfs_fini(&disk);
}

static void zero(uint8_t *sector, size_t at)
{
    (void)at;
    memset(sector, 0, SECTOR_BYTES);
}

static void flip_all(uint8_t *sector, size_t at)
{
    (void)at;
    for (size_t i = 0; i < SECTOR_BYTES; i++)
        sector[i] ^= 0xFF;
}

static void a_zeroed_sector_costs_at_most_its_own_record(void **state)
{
    (void)state;
    hurt_each_sector(zero);
}

static void a_garbled_sector_costs_at_most_its_own_record(void **state)
{
    (void)state;
    hurt_each_sector(flip_all);
}

/* The slot is named when one mark is gone, free when both are. */
static void a_slot_without_marks_is_free_and_takes_a_record(void **state)
{
    static const uint8_t none[SECTOR_BYTES];
    struct rand rand = rand_seeded(2);
    struct store *store = NULL;
    struct fail why = {0};
    struct simfs disk;

    (void)state;
    simfs_init(&disk, 1);
    fill(&disk);
    for (size_t slot = 0; slot < STORE_SLOTS; slot++) {
        size_t at = slot * STORE_SLOT_BYTES;
        simfs_patch(&disk, file, at, none, sizeof none);
        simfs_patch(&disk, file, at + 7 * SECTOR_BYTES, none, sizeof none);
    }
    assert_true(store_open(&disk.fs, &rand, folder, &store, &why));
    assert_int_equal(store_free_slots(store), 2 * STORE_SLOTS);
    assert_true(store_save(store, SLOT_PLAIN, "x", 1, &why));
    store_close(store);
    simfs_fini(&disk);
}

/* Each of the reads of a start fails once; the other stores are still used. */
static void a_store_that_cannot_be_read_stops_nothing(void **state)
{
    enum { EARLIER = 6, READS = 12 };

    (void)state;
    for (int64_t at = EARLIER; at < EARLIER + READS; at++) {
        struct rand rand = rand_seeded(2);
        struct store *store = NULL;
        struct fail why = {0};
        struct found found;
        struct simfs disk;

        simfs_init(&disk, 1);
        fill(&disk);
        disk.fail_at = disk.calls + at;
        store_open(&disk.fs, &rand, folder, &store, &why);
        disk.fail_at = 0;
        if (store)
            assert_true(store_save(store, SLOT_PLAIN, "x", 1, &why));
        store_close(store);
        found_read(&found, &disk.fs, folder);
        assert_int_equal(found.records, RECORDS + found_count(&found, "x"));
        assert_int_equal(found_count(&found, "x"), store != NULL);
        found_fini(&found);
        simfs_fini(&disk);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_zeroed_sector_costs_at_most_its_own_record),
        cmocka_unit_test(a_garbled_sector_costs_at_most_its_own_record),
        cmocka_unit_test(a_slot_without_marks_is_free_and_takes_a_record),
        cmocka_unit_test(a_store_that_cannot_be_read_stops_nothing),
    };

    log_open("test");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
