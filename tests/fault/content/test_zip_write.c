/* A package on a disk that refuses, fills up or loses power is the old one or
 * the whole new one, and a failure is said. */
#include "content/zip_write.h"

#include "support/check.h"
#include "support/simfs.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { SOURCE_BYTES = 100000, OLD_BYTES = 3 };

static uint8_t source[SOURCE_BYTES];

static void put(struct simfs *disk, const char *path, const void *bytes,
                size_t count)
{
    const struct fs *fs = &disk->fs;
    int file = fs->ops->open(fs, path, FS_WRITE | FS_CREATE);

    assert_true(file >= 0);
    assert_true(fs->ops->write_at(fs, file, bytes, count, 0) >= 0);
    assert_int_equal(fs->ops->sync_file(fs, file), 0);
    fs->ops->close(fs, file);
    assert_int_equal(fs->ops->sync_folder(fs, "/"), 0);
}

static void set_up(struct simfs *disk, uint64_t seed)
{
    for (size_t i = 0; i < sizeof source; i++)
        source[i] = (uint8_t)(i * i >> 7);
    simfs_init(disk, seed);
    put(disk, "/a.jpg", source, sizeof source);
    put(disk, "/p.zip", "old", OLD_BYTES);
}

static bool write_all(const struct fs *fs, struct fail *why)
{
    struct zip_write *zip = zip_write_begin(fs, "/p.zip", why);
    bool ok = zip && zip_write_bytes(zip, "MANIFEST", "x\n", 2, why) &&
              zip_write_file(zip, "a.jpg", "/a.jpg", SOURCE_BYTES, why) &&
              zip_write_commit(zip, why);

    zip_write_free(zip);
    return ok;
}

/* The new one, from a disk where all went well. */
static char *whole(size_t *ret_bytes, int64_t *ret_calls, int64_t *ret_changes)
{
    struct simfs disk;
    struct fail why;
    char *bytes;

    set_up(&disk, 1);
    int64_t calls = disk.calls, changes = disk.changes;
    if (!write_all(&disk.fs, &why))
        fail_msg("%s", why.text);
    *ret_calls = disk.calls - calls;
    *ret_changes = disk.changes - changes;
    bytes = fs_read_file(&disk.fs, "/p.zip", 1 << 20, ret_bytes, &why);
    assert_non_null(bytes);
    simfs_fini(&disk);
    return bytes;
}

/* True: the new one. */
static bool is_new(struct simfs *disk, const char *wanted, size_t bytes)
{
    size_t count;
    struct fail why;
    char *there = fs_read_file(&disk->fs, "/p.zip", 1 << 20, &count, &why);

    if (!there)
        fail_msg("%s", why.text);
    bool is_old = count == OLD_BYTES && memcmp(there, "old", OLD_BYTES) == 0;
    assert_true(is_old ||
                (count == bytes && memcmp(there, wanted, bytes) == 0));
    free(there);
    return !is_old;
}

static void a_disk_that_refuses_leaves_the_old_one_and_is_said(void **state)
{
    static const int numbers[] = {0, ENOSPC};
    int64_t calls, changes;
    size_t bytes;
    char *wanted = whole(&bytes, &calls, &changes);
    struct simfs disk;
    struct fail why;

    (void)state;
    for (int i = 0; i < 2; i++)
        for (int64_t at = 1; at <= calls; at++) {
            set_up(&disk, 1);
            disk.fail_at = disk.calls + at;
            disk.fail_errno = numbers[i];
            why = (struct fail){0};
            bool ok = write_all(&disk.fs, &why);
            assert_true(ok || why.kind != FAIL_NONE);
            disk.fail_at = 0;
            assert_true(!ok || is_new(&disk, wanted, bytes));
            is_new(&disk, wanted, bytes);
            simfs_fini(&disk);
        }
    free(wanted);
}

static void a_power_cut_leaves_the_old_one_or_the_new_one(void **state)
{
    int64_t calls, changes, news = 0, cuts = 0;
    size_t bytes;
    char *wanted = whole(&bytes, &calls, &changes);
    struct simfs disk;
    struct fail why;

    (void)state;
    for (uint64_t seed = 1; seed <= 20; seed++)
        for (int64_t at = 1; at <= changes; at++, cuts++) {
            set_up(&disk, seed);
            disk.cut_at = disk.changes + at;
            assert_false(write_all(&disk.fs, &why));
            simfs_reboot(&disk);
            news += is_new(&disk, wanted, bytes);
            simfs_fini(&disk);
        }
    assert_true(news > 0 && news < cuts);
    free(wanted);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_disk_that_refuses_leaves_the_old_one_and_is_said),
        cmocka_unit_test(a_power_cut_leaves_the_old_one_or_the_new_one),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
