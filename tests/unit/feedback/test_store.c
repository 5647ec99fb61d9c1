#include "feedback/store.h"

#include "base/log.h"
#include "support/check.h"
#include "support/found.h"
#include "support/simfs.h"
#include "support/tmpdir.h"
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static const char folder[] = "/data/feedback";

static struct store *open_store(struct simfs *disk, struct rand *rand)
{
    struct store *store = NULL;
    struct fail why = {0};

    if (!store_open(&disk->fs, rand, folder, &store, &why))
        fail_msg("%s", why.text);
    return store;
}

static void save(struct store *store, const char *body)
{
    struct fail why = {0};

    if (!store_save(store, SLOT_PLAIN, body, strlen(body), &why))
        fail_msg("%s", why.text);
}

static void save_numbers(struct store *store, int from, int to)
{
    char body[32];

    for (int i = from; i < to; i++) {
        snprintf(body, sizeof body, "{\"n\":%d}", i);
        save(store, body);
    }
}

static bool has_file(struct simfs *disk, const char *name)
{
    char path[64];
    size_t count;

    snprintf(path, sizeof path, "%s/%s", folder, name);
    return simfs_bytes(disk, path, &count) != NULL;
}

static void the_first_start_makes_the_current_and_the_next_store(void **state)
{
    struct rand rand = rand_seeded(1);
    struct store *store;
    struct simfs disk;
    size_t count;

    (void)state;
    simfs_init(&disk, 1);
    store = open_store(&disk, &rand);
    assert_int_equal(store_free_slots(store), 2 * STORE_SLOTS);
    assert_non_null(simfs_bytes(&disk, "/data/feedback/000001.store", &count));
    assert_int_equal(count, 1048576);
    assert_non_null(simfs_bytes(&disk, "/data/feedback/000002.store", &count));
    assert_int_equal(count, 1048576);
    assert_false(has_file(&disk, "000003.store"));
    store_close(store);
    simfs_fini(&disk);
}

static void records_are_read_back_exactly(void **state)
{
    static char large[STORE_BODY_BYTES + 1];
    struct rand rand = rand_seeded(1);
    struct store *store;
    struct found found;
    struct simfs disk;

    (void)state;
    memset(large, 'L', sizeof large - 1);
    simfs_init(&disk, 1);
    store = open_store(&disk, &rand);
    save(store, "x");
    save(store, "{\"id\":\"1\"}");
    save(store, large);
    found_read(&found, &disk.fs, folder); /* beside the writer */
    assert_int_equal(found.records, 3);
    assert_int_equal(found.damaged, 0);
    assert_int_equal(found_count(&found, "x"), 1);
    assert_int_equal(found_count(&found, "{\"id\":\"1\"}"), 1);
    assert_int_equal(found_count(&found, large), 1);
    assert_int_equal(found.slots.items[0].kind, 0);
    assert_int_equal(store_free_slots(store), 2 * STORE_SLOTS - 3);
    store_close(store);
    found_fini(&found);
    simfs_fini(&disk);
}

static void a_save_is_one_write_and_one_sync(void **state)
{
    struct rand rand = rand_seeded(1);
    struct store *store;
    struct simfs disk;

    (void)state;
    simfs_init(&disk, 1);
    store = open_store(&disk, &rand);
    for (int i = 0; i < STORE_SLOTS; i++) {
        int64_t calls = disk.calls, writes = disk.writes;
        int64_t syncs = disk.syncs, data = disk.data_syncs;
        save_numbers(store, i, i + 1);
        assert_int_equal(disk.calls - calls, 2);
        assert_int_equal(disk.writes - writes, 1);
        assert_int_equal(disk.syncs - syncs, 1);
        assert_int_equal(disk.data_syncs - data, 1);
    }
    store_close(store);
    simfs_fini(&disk);
}

static void preparing_makes_a_store_only_when_one_is_spent(void **state)
{
    struct rand rand = rand_seeded(1);
    struct fail why = {0};
    struct store *store;
    struct simfs disk;
    int64_t calls;

    (void)state;
    simfs_init(&disk, 1);
    store = open_store(&disk, &rand);
    save_numbers(store, 0, STORE_SLOTS - 1);
    calls = disk.calls;
    assert_true(store_prepare(store, &why));
    assert_int_equal(disk.calls, calls);
    save_numbers(store, STORE_SLOTS - 1, STORE_SLOTS);
    assert_false(has_file(&disk, "000003.store"));
    assert_true(store_prepare(store, &why));
    assert_true(has_file(&disk, "000003.store"));
    assert_int_equal(store_free_slots(store), 2 * STORE_SLOTS);
    store_close(store);
    simfs_fini(&disk);
}

/* Nobody prepared: saving goes on, one store after the other. */
static void saving_makes_a_store_when_no_slot_is_left(void **state)
{
    struct rand rand = rand_seeded(1);
    struct store *store;
    struct found found;
    struct simfs disk;

    (void)state;
    simfs_init(&disk, 1);
    store = open_store(&disk, &rand);
    save_numbers(store, 0, 2 * STORE_SLOTS + 1);
    assert_int_equal(store_free_slots(store), 2 * STORE_SLOTS - 1);
    found_read(&found, &disk.fs, folder);
    assert_int_equal(found.records, 2 * STORE_SLOTS + 1);
    store_close(store);
    found_fini(&found);
    simfs_fini(&disk);
}

static void a_second_run_goes_on_with_what_is_free(void **state)
{
    struct rand rand = rand_seeded(1);
    struct store *store;
    struct found found;
    struct simfs disk;

    (void)state;
    simfs_init(&disk, 1);
    store = open_store(&disk, &rand);
    save_numbers(store, 0, 100);
    store_close(store);
    store = open_store(&disk, &rand);
    assert_int_equal(store_free_slots(store), 2 * STORE_SLOTS - 100);
    save_numbers(store, 100, 2 * STORE_SLOTS);
    assert_int_equal(store_free_slots(store), 0);
    found_read(&found, &disk.fs, folder);
    assert_int_equal(found.records, 2 * STORE_SLOTS);
    assert_false(has_file(&disk, "000003.store"));
    store_close(store);
    found_fini(&found);
    simfs_fini(&disk);
}

/* Numbers go up from the highest of any file, whatever became of it. */
static void no_number_comes_twice(void **state)
{
    struct rand rand = rand_seeded(1);
    struct store *store;
    struct simfs disk;

    (void)state;
    simfs_init(&disk, 1);
    simfs_patch(&disk, "/data/feedback/000041.few", 0, "x", 1);
    simfs_patch(&disk, "/data/feedback/000042_2026-11.closed", 0, "x", 1);
    simfs_patch(&disk, "/data/feedback/000999.store.new", 0, "x", 1);
    simfs_patch(&disk, "/data/feedback/notes-77.txt", 0, "x", 1);
    store = open_store(&disk, &rand);
    assert_true(has_file(&disk, "000043.store"));
    assert_true(has_file(&disk, "000044.store"));
    assert_true(has_file(&disk, "000041.few"));
    assert_true(has_file(&disk, "000042_2026-11.closed"));
    assert_true(has_file(&disk, "notes-77.txt"));
    assert_false(has_file(&disk, "000999.store.new"));
    store_close(store);
    simfs_fini(&disk);
}

static void damaged_slots_are_named_and_never_written(void **state)
{
    enum { DAMAGED = 40 };
    static const uint8_t rubbish[512] = {0xE5, 0x53, 0x4C, 0x31, 9, 0};
    struct rand rand = rand_seeded(1);
    struct store *store;
    struct found found;
    struct simfs disk;
    size_t count;

    (void)state;
    simfs_init(&disk, 1);
    store_close(open_store(&disk, &rand));
    for (size_t i = 0; i < DAMAGED; i++)
        simfs_patch(&disk, "/data/feedback/000001.store",
                    i * STORE_SLOT_BYTES + (i % 2 ? 4072 : 0), rubbish, 24);
    store = open_store(&disk, &rand);
    assert_int_equal(store_free_slots(store), 2 * STORE_SLOTS - DAMAGED);
    save_numbers(store, 0, 2 * STORE_SLOTS - DAMAGED);
    found_read(&found, &disk.fs, folder);
    assert_int_equal(found.damaged, DAMAGED);
    assert_int_equal(found.records, 2 * STORE_SLOTS - DAMAGED);
    assert_true(found_is_damaged(&found, "000001.store slot 0"));
    assert_true(found_is_damaged(&found, "000001.store slot 39"));
    for (size_t i = 0; i < DAMAGED; i++)
        assert_memory_equal(
            simfs_bytes(&disk, "/data/feedback/000001.store", &count) +
                i * STORE_SLOT_BYTES + (i % 2 ? 4072 : 0),
            rubbish, 24);
    store_close(store);
    found_fini(&found);
    simfs_fini(&disk);
}

/* Cut short by a broken file system: read what is there, write nothing. */
static void a_store_of_another_size_is_read_and_left_alone(void **state)
{
    static uint8_t before[200 * STORE_SLOT_BYTES + 100];
    struct rand rand = rand_seeded(1);
    struct store *store;
    struct found found, cut;
    struct simfs disk, other;
    const uint8_t *bytes;
    size_t count, whole = 0;

    (void)state;
    simfs_init(&disk, 1);
    simfs_init(&other, 1);
    store = open_store(&disk, &rand);
    save_numbers(store, 0, 150);
    store_close(store);
    bytes = simfs_bytes(&disk, "/data/feedback/000001.store", &count);
    memcpy(before, bytes, sizeof before);
    simfs_patch(&other, "/data/feedback/000001.store", 0, before,
                sizeof before);
    found_read(&found, &disk.fs, folder);
    for (size_t i = 0; i < found.slots.count; i++)
        whole += atoi(strchr(found.slots.items[i].name, ' ') + 6) < 200;

    store = open_store(&other, &rand);
    assert_int_equal(store_free_slots(store), 2 * STORE_SLOTS);
    assert_true(has_file(&other, "000003.store"));
    save_numbers(store, 1000, 1010);
    store_close(store);
    bytes = simfs_bytes(&other, "/data/feedback/000001.store", &count);
    assert_int_equal(count, sizeof before);
    assert_memory_equal(bytes, before, sizeof before);
    found_read(&cut, &other.fs, folder);
    assert_true(whole > 0);
    assert_int_equal(cut.records, whole + 10);
    assert_true(found_is_damaged(&cut, "000001.store"));
    assert_int_equal(cut.damaged, 1);
    found_fini(&found);
    found_fini(&cut);
    simfs_fini(&disk);
    simfs_fini(&other);
}

static void an_empty_and_a_huge_store_do_no_harm(void **state)
{
    struct rand rand = rand_seeded(1);
    struct store *store;
    struct found found;
    struct simfs disk;

    (void)state;
    simfs_init(&disk, 1);
    simfs_patch(&disk, "/data/feedback/000001.store", 0, "", 0);
    simfs_patch(&disk, "/data/feedback/000002.store", 3 << 20, "x", 1);
    simfs_patch(&disk, "/data/feedback/999999999.closed", 0, "x", 1);
    simfs_patch(&disk, "/data/feedback/99999999999999.store", 0, "x", 1);
    simfs_patch(&disk, "/data/feedback/7.store", 0, "x", 1);
    found_read(&found, &disk.fs, folder);
    assert_int_equal(found.records, 0);
    assert_int_equal(found.damaged, 2);
    assert_true(found_is_damaged(&found, "000001.store"));
    assert_true(found_is_damaged(&found, "000002.store"));
    found_fini(&found);
    store = NULL;
    assert_false(store_open(&disk.fs, &rand, folder, &store,
                            &(struct fail){0})); /* no number is left */
    assert_null(store);
    assert_int_equal(simfs_open_count(&disk), 0);
    simfs_fini(&disk);
}

static void a_missing_folder_is_said(void **state)
{
    struct fail why = {0};
    struct simfs disk;

    (void)state;
    simfs_init(&disk, 1);
    assert_false(store_read(&disk.fs, folder, NULL, NULL, &why));
    assert_int_equal(why.kind, FAIL_MISSING);
    assert_non_null(strstr(why.text, folder));
    simfs_fini(&disk);
}

/* Kendall's tau of the arrival (in the body) against the order of slots. */
static double tau_of(const struct found *found)
{
    size_t n = found->slots.count;
    long sum = 0;

    for (size_t i = 0; i < n; i++)
        for (size_t j = i + 1; j < n; j++)
            sum += atoi(found->slots.items[i].body + 5) <
                           atoi(found->slots.items[j].body + 5)
                       ? 1
                       : -1;
    return (double)sum / ((double)n * (double)(n - 1) / 2);
}

static void
the_order_of_slots_tells_nothing_of_the_order_of_arrival(void **state)
{
    enum { RUNS = 20, RECORDS = 200 };
    int within = 0;

    (void)state;
    for (uint64_t seed = 1; seed <= RUNS; seed++) {
        struct rand rand = rand_seeded(seed);
        struct store *store;
        struct found found;
        struct simfs disk;

        simfs_init(&disk, seed);
        store = open_store(&disk, &rand);
        save_numbers(store, 0, RECORDS);
        store_close(store);
        found_read(&found, &disk.fs, folder);
        assert_int_equal(found.records, RECORDS);
        within += fabs(tau_of(&found)) < 0.15;
        found_fini(&found);
        simfs_fini(&disk);
    }
    assert_true(within >= RUNS - 1);
}

/* The body's length is not to be read off the file without reading slots,
 * and what is not body is never the same twice. */
static void free_slots_hold_no_traces(void **state)
{
    struct rand rand = rand_seeded(1);
    struct store *store;
    const uint8_t *bytes;
    struct simfs disk;
    size_t count, zeros = 0;

    (void)state;
    simfs_init(&disk, 1);
    store = open_store(&disk, &rand);
    save_numbers(store, 0, 50);
    store_close(store);
    bytes = simfs_bytes(&disk, "/data/feedback/000001.store", &count);
    for (size_t i = 0; i < count; i++)
        zeros += bytes[i] == 0;
    assert_in_range(zeros, count / 256 - count / 2560,
                    count / 256 + count / 2560);
    simfs_fini(&disk);
}

/* The real disk, with syncs and writes counted on the way. */
static int real_syncs, real_writes;

static int count_sync(const struct fs *fs, int file)
{
    real_syncs++;
    return fs_system()->ops->sync_data(fs, file);
}

static int64_t count_write(const struct fs *fs, int file, const void *bytes,
                           size_t count, int64_t offset)
{
    real_writes++;
    return fs_system()->ops->write_at(fs, file, bytes, count, offset);
}

static void a_real_disk_keeps_records_with_one_sync_each(void **state)
{
    struct fs_ops ops = *fs_system()->ops;
    struct fs fs = {.ops = &ops};
    struct rand rand = rand_system();
    struct store *store = NULL;
    struct fail why = {0};
    struct found found;
    struct tmpdir dir;
    const char *path;

    (void)state;
    ops.sync_data = count_sync;
    ops.write_at = count_write;
    tmpdir_init(&dir);
    path = tmpdir_path(&dir, "data/feedback");
    assert_true(store_open(&fs, &rand, path, &store, &why));
    real_syncs = real_writes = 0;
    save_numbers(store, 0, 20);
    assert_int_equal(real_syncs, 20);
    assert_int_equal(real_writes, 20);
    store_close(store);
    assert_true(store_open(&fs, &rand, path, &store, &why));
    assert_int_equal(store_free_slots(store), 2 * STORE_SLOTS - 20);
    store_close(store);
    found_read(&found, fs_system(), path);
    assert_int_equal(found.records, 20);
    assert_int_equal(found_count(&found, "{\"n\":19}"), 1);
    found_fini(&found);
    tmpdir_fini(&dir);
}

static bool is_free_in_child(const char *path)
{
    pid_t child = fork();
    int status = -1;

    if (child == 0) {
        struct fail why = {0};
        _exit(store_is_free(fs_system(), path, &why) ? 100 : (int)why.kind);
    }
    assert_true(child > 0 && waitpid(child, &status, 0) == child);
    assert_true(WEXITSTATUS(status) == 100 || WEXITSTATUS(status) == FAIL_BUSY);
    return WEXITSTATUS(status) == 100;
}

static int open_in_child(const char *path)
{
    pid_t child = fork();
    int status = -1;

    if (child == 0) {
        struct rand rand = rand_system();
        struct store *store = NULL;
        struct fail why = {0};
        bool ok = store_open(fs_system(), &rand, path, &store, &why);
        _exit(ok ? 100 : (int)why.kind);
    }
    assert_true(child > 0 && waitpid(child, &status, 0) == child);
    return WEXITSTATUS(status);
}

static void a_second_kiosk_is_told_that_the_folder_is_busy(void **state)
{
    struct rand rand = rand_system();
    struct store *store = NULL;
    struct fail why = {0};
    struct found found;
    struct tmpdir dir;
    const char *path;

    (void)state;
    tmpdir_init(&dir);
    path = tmpdir_path(&dir, "feedback");
    assert_true(is_free_in_child(path));
    assert_true(store_open(fs_system(), &rand, path, &store, &why));
    save(store, "{}");
    assert_false(is_free_in_child(path));
    assert_int_equal(open_in_child(path), FAIL_BUSY);
    found_read(&found, fs_system(), path); /* readers ask for no lock ... */
    assert_int_equal(found.records, 1);
    found_fini(&found);
    assert_int_equal(open_in_child(path), FAIL_BUSY); /* and end none */
    store_close(store);
    assert_true(is_free_in_child(path));
    assert_int_equal(open_in_child(path), 100);
    tmpdir_fini(&dir);
}

static void a_folder_that_cannot_be_made_is_said(void **state)
{
    struct rand rand = rand_system();
    struct store *store = NULL;
    struct fail why = {0};
    struct tmpdir dir;

    (void)state;
    tmpdir_init(&dir);
    tmpdir_write_text(&dir, "data", "a file is in the way");
    assert_false(store_open(fs_system(), &rand,
                            tmpdir_path(&dir, "data/feedback"), &store, &why));
    assert_non_null(strstr(why.text, "data/feedback"));
    assert_null(store);
    tmpdir_fini(&dir);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_start_makes_the_current_and_the_next_store),
        cmocka_unit_test(records_are_read_back_exactly),
        cmocka_unit_test(a_save_is_one_write_and_one_sync),
        cmocka_unit_test(preparing_makes_a_store_only_when_one_is_spent),
        cmocka_unit_test(saving_makes_a_store_when_no_slot_is_left),
        cmocka_unit_test(a_second_run_goes_on_with_what_is_free),
        cmocka_unit_test(no_number_comes_twice),
        cmocka_unit_test(damaged_slots_are_named_and_never_written),
        cmocka_unit_test(a_store_of_another_size_is_read_and_left_alone),
        cmocka_unit_test(an_empty_and_a_huge_store_do_no_harm),
        cmocka_unit_test(a_missing_folder_is_said),
        cmocka_unit_test(
            the_order_of_slots_tells_nothing_of_the_order_of_arrival),
        cmocka_unit_test(free_slots_hold_no_traces),
        cmocka_unit_test(a_real_disk_keeps_records_with_one_sync_each),
        cmocka_unit_test(a_second_kiosk_is_told_that_the_folder_is_busy),
        cmocka_unit_test(a_folder_that_cannot_be_made_is_said),
    };

    log_open("test");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
