#include "base/durable.h"
#include "base/str.h"
#include "support/check.h"
#include "support/tmpdir.h"
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static struct tmpdir dir;

static int set_up(void **state)
{
    (void)state;
    tmpdir_init(&dir);
    return 0;
}

/* The real file system, told of each call; call number `fails` (from 1)
 * fails with `error` before it does anything. */
static struct {
    struct str calls;
    int count, fails, error, opened;
} disk;

static int tear_down(void **state)
{
    (void)state;
    tmpdir_fini(&dir);
    str_fini(&disk.calls);
    return 0;
}

static bool refused(const char *name, const char *path)
{
    str_addf(&disk.calls, "%s%s%s\n", name, path ? " " : "",
             !path                        ? ""
             : str_starts(path, dir.path) ? path + strlen(dir.path) + 1
                                          : path);
    if (++disk.count != disk.fails)
        return false;
    errno = disk.error;
    return true;
}

static int disk_open(const struct fs *fs, const char *path, int flags)
{
    int file =
        refused("open", path) ? -1 : fs_system()->ops->open(fs, path, flags);

    disk.opened += file >= 0;
    return file;
}

static int disk_close(const struct fs *fs, int file)
{
    bool fails = refused("close", NULL);
    int rc = fs_system()->ops->close(fs, file);

    disk.opened--;
    return fails ? -1 : rc;
}

static int64_t disk_write(const struct fs *fs, int file, const void *bytes,
                          size_t count, int64_t offset)
{
    return refused("write", NULL)
               ? -1
               : fs_system()->ops->write_at(fs, file, bytes, count, offset);
}

static int disk_sync(const struct fs *fs, int file)
{
    return refused("sync", NULL) ? -1 : fs_system()->ops->sync_file(fs, file);
}

static int disk_sync_folder(const struct fs *fs, const char *path)
{
    return refused("sync_folder", path)
               ? -1
               : fs_system()->ops->sync_folder(fs, path);
}

static int disk_rename(const struct fs *fs, const char *from, const char *to)
{
    return refused("rename", from) ? -1
                                   : fs_system()->ops->rename(fs, from, to);
}

static int disk_make_link(const struct fs *fs, const char *target,
                          const char *path)
{
    return refused("make_link", path)
               ? -1
               : fs_system()->ops->make_link(fs, target, path);
}

static int disk_remove(const struct fs *fs, const char *path)
{
    return refused("remove", path) ? -1 : fs_system()->ops->remove(fs, path);
}

static const struct fs_ops disk_ops = {
    .open = disk_open,
    .close = disk_close,
    .write_at = disk_write,
    .sync_file = disk_sync,
    .sync_folder = disk_sync_folder,
    .rename = disk_rename,
    .remove = disk_remove,
    .make_link = disk_make_link,
};
static const struct fs disk_fs = {&disk_ops};

static void start_disk(int fails, int error)
{
    str_clear(&disk.calls);
    disk.count = disk.opened = 0;
    disk.fails = fails;
    disk.error = error;
}

static const char *at(const char *name)
{
    return tmpdir_path(&dir, name);
}

static void expect_file(const char *name, const char *text)
{
    struct fail why = {0};
    size_t bytes;
    char *held = fs_read_file(fs_system(), at(name), 1000, &bytes, &why);

    assert_non_null(held);
    assert_string_equal(held, text);
    free(held);
}

static void what_is_written_is_synced_before_it_takes_the_name(void **state)
{
    struct fail why = {0};

    (void)state;
    tmpdir_write_text(&dir, "w/a", "old");
    start_disk(0, 0);
    assert_true(durable_write(&disk_fs, at("w/a"), "new", 3, &why));
    assert_string_equal(disk.calls.text, "remove w/a.new\nopen w/a.new\nwrite\n"
                                         "sync\nclose\nrename w/a.new\n"
                                         "sync_folder w\n");
    expect_file("w/a", "new");
    assert_int_equal(access(at("w/a.new"), F_OK), -1);
}

static void a_stray_unfinished_file_is_replaced(void **state)
{
    struct fail why = {0};

    (void)state;
    tmpdir_write_text(&dir, "s/a.new", "much longer than the new text");
    assert_true(durable_write(fs_system(), at("s/a"), "short", 5, &why));
    expect_file("s/a", "short");
    assert_int_equal(access(at("s/a.new"), F_OK), -1);
}

static void whatever_fails_leaves_the_old_or_the_new_and_no_rest(void **state)
{
    struct fail why = {0};
    int step = 1;
    bool ok = false;

    (void)state;
    for (; !ok; step++) {
        bool is_new;
        tmpdir_write_text(&dir, "x/a", "old");
        start_disk(step, EIO);
        ok = durable_write(&disk_fs, at("x/a"), "new", 3, &why);
        assert_int_equal(disk.opened, 0);
        assert_int_equal(access(at("x/a.new"), F_OK), -1);
        is_new = ok || strstr(disk.calls.text, "sync_folder");
        expect_file("x/a", is_new ? "new" : "old");
        if (ok)
            break;
        assert_int_equal(why.kind, FAIL_IO);
        assert_non_null(strstr(why.text, strerror(EIO)));
    }
    assert_int_equal(step, 8); /* each of the seven calls failed once */
}

static void a_full_disk_is_said_to_be_full(void **state)
{
    struct fail why = {0};

    (void)state;
    for (int step = 2; step <= 4; step++) {
        start_disk(step, ENOSPC);
        assert_false(durable_write(&disk_fs, at("full"), "new", 3, &why));
        assert_int_equal(why.kind, FAIL_FULL);
        assert_int_equal(access(at("full"), F_OK), -1);
        assert_int_equal(access(at("full.new"), F_OK), -1);
    }
}

static void pieces_make_one_file_and_none_without_commit(void **state)
{
    struct fail why = {0};
    struct durable file;

    (void)state;
    assert_true(durable_begin(&file, fs_system(), at("p"), &why));
    assert_true(durable_add(&file, "one ", 4, &why));
    assert_true(durable_add(&file, "", 0, &why));
    assert_true(durable_add(&file, "two", 3, &why));
    assert_int_equal(file.size, 7);
    assert_int_equal(access(at("p"), F_OK), -1);
    assert_true(durable_commit(&file, &why));
    durable_fini(&file);
    expect_file("p", "one two");

    assert_true(durable_begin(&file, fs_system(), at("p"), &why));
    assert_true(durable_add(&file, "never", 5, &why));
    durable_fini(&file);
    durable_fini(&file);
    expect_file("p", "one two");
    assert_int_equal(access(at("p.new"), F_OK), -1);
}

static void a_begin_that_failed_needs_no_care(void **state)
{
    struct fail why = {0};
    struct durable file, never = {0};

    (void)state;
    assert_false(durable_begin(&file, fs_system(), at("none/a"), &why));
    assert_int_equal(why.kind, FAIL_MISSING);
    durable_fini(&file);
    durable_fini(&never);
}

static void a_path_too_long_is_refused_not_cut(void **state)
{
    char path[600];
    struct fail why = {0};

    (void)state;
    memset(path, 'a', sizeof path);
    path[512] = '\0';
    assert_false(durable_write(fs_system(), path, "x", 1, &why));
    assert_int_equal(why.kind, FAIL_INVALID);
    memset(path, '/', 512);
    memcpy(path, at(""), strlen(at("")));
    path[510] = 'a';
    path[511] = '\0';
    assert_true(durable_write(fs_system(), path, "x", 1, &why));
    expect_file("a", "x");
}

static void a_rename_syncs_the_new_place_before_the_old(void **state)
{
    struct fail why = {0};

    (void)state;
    tmpdir_write_text(&dir, "r/a", "text");
    tmpdir_make_folder(&dir, "q");
    start_disk(0, 0);
    assert_true(durable_rename(&disk_fs, at("r/a"), at("q/b"), &why));
    assert_string_equal(disk.calls.text,
                        "rename r/a\nsync_folder q\nsync_folder r\n");
    expect_file("q/b", "text");
    start_disk(0, 0);
    assert_true(durable_rename(&disk_fs, at("q/b"), at("q/c"), &why));
    assert_string_equal(disk.calls.text, "rename q/b\nsync_folder q\n");
    for (int step = 1; step <= 3; step++) {
        tmpdir_write_text(&dir, "r/a", "text");
        start_disk(step, EIO);
        assert_false(durable_rename(&disk_fs, at("r/a"), at("q/b"), &why));
        assert_int_equal(why.kind, FAIL_IO);
    }
    assert_false(durable_rename(fs_system(), at("r/none"), at("q/b"), &why));
    assert_int_equal(why.kind, FAIL_MISSING);
}

static void a_removal_is_synced(void **state)
{
    struct fail why = {0};

    (void)state;
    tmpdir_write_text(&dir, "d/a", "text");
    start_disk(0, 0);
    assert_true(durable_remove(&disk_fs, at("d/a"), &why));
    assert_string_equal(disk.calls.text, "remove d/a\nsync_folder d\n");
    assert_int_equal(access(at("d/a"), F_OK), -1);
    assert_false(durable_remove(&disk_fs, at("d/a"), &why));
    assert_int_equal(why.kind, FAIL_MISSING);
    tmpdir_write_text(&dir, "d/a", "text");
    start_disk(2, EIO);
    assert_false(durable_remove(&disk_fs, at("d/a"), &why));
}

static void expect_link(const char *name, const char *target)
{
    char held[64];

    assert_int_equal(
        fs_system()->ops->read_link(fs_system(), at(name), held, sizeof held),
        0);
    assert_string_equal(held, target);
}

static void a_link_is_replaced_by_one_rename(void **state)
{
    struct fail why = {0};

    (void)state;
    tmpdir_write_text(&dir, "l/stray", "text");
    start_disk(0, 0);
    assert_true(durable_link(&disk_fs, "one", at("l/now"), &why));
    expect_link("l/now", "one");
    assert_string_equal(disk.calls.text, "remove l/now.new\nmake_link "
                                         "l/now.new\nrename l/now.new\n"
                                         "sync_folder l\n");
    for (int fails = 1; fails <= 3; fails++) {
        start_disk(fails, EIO);
        assert_false(durable_link(&disk_fs, "two", at("l/now"), &why));
        expect_link("l/now", "one");
    }
    start_disk(4, EIO);
    assert_false(durable_link(&disk_fs, "two", at("l/now"), &why));
    expect_link("l/now", "two");
    assert_int_equal(access(at("l/now.new"), F_OK), -1);
}

static void a_name_without_a_folder_is_in_this_one(void **state)
{
    struct fail why = {0};
    int here = open(".", O_RDONLY);

    (void)state;
    assert_int_equal(chdir(dir.path), 0);
    start_disk(0, 0);
    assert_true(durable_write(&disk_fs, "here", "x", 1, &why));
    assert_true(str_ends(disk.calls.text, "rename here.new\nsync_folder .\n"));
    start_disk(0, 0);
    assert_true(durable_remove(&disk_fs, "here", &why));
    assert_string_equal(disk.calls.text, "remove here\nsync_folder .\n");
    assert_int_equal(fchdir(here), 0);
    close(here);
}

static int mode_of(const char *path)
{
    struct stat about;

    assert_int_equal(stat(path, &about), 0);
    return (int)(about.st_mode & 0777);
}

static void a_private_file_is_for_its_owner_alone(void **state)
{
    const char *path = tmpdir_path(&dir, "secret");
    struct fail why;

    (void)state;
    assert_true(durable_write(fs_system(), path, "x", 1, &why));
    assert_true(mode_of(path) & 0044);
    assert_true(durable_write_private(fs_system(), path, "y", 1, &why));
    assert_int_equal(mode_of(path), 0600);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_written_is_synced_before_it_takes_the_name),
        cmocka_unit_test(a_stray_unfinished_file_is_replaced),
        cmocka_unit_test(whatever_fails_leaves_the_old_or_the_new_and_no_rest),
        cmocka_unit_test(a_full_disk_is_said_to_be_full),
        cmocka_unit_test(pieces_make_one_file_and_none_without_commit),
        cmocka_unit_test(a_begin_that_failed_needs_no_care),
        cmocka_unit_test(a_path_too_long_is_refused_not_cut),
        cmocka_unit_test(a_rename_syncs_the_new_place_before_the_old),
        cmocka_unit_test(a_removal_is_synced),
        cmocka_unit_test(a_link_is_replaced_by_one_rename),
        cmocka_unit_test(a_name_without_a_folder_is_in_this_one),
        cmocka_unit_test(a_private_file_is_for_its_owner_alone),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
