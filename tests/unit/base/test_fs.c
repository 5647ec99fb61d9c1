#include "base/fs.h"
#include "support/check.h"
#include "support/tmpdir.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static struct tmpdir dir;

static int set_up(void **state)
{
    (void)state;
    tmpdir_init(&dir);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    tmpdir_fini(&dir);
    return 0;
}

static const char *at(const char *name)
{
    return tmpdir_path(&dir, name);
}

static void a_file_is_read_whole_and_ended(void **state)
{
    struct fail why = {0};
    size_t bytes = 99;
    char *text;

    (void)state;
    tmpdir_write(&dir, "a", "one\0two", 7);
    text = fs_read_file(fs_system(), at("a"), 7, &bytes, &why);
    assert_non_null(text);
    assert_int_equal(bytes, 7);
    assert_memory_equal(text, "one\0two", 8);
    free(text);
    tmpdir_write(&dir, "empty", "", 0);
    text = fs_read_file(fs_system(), at("empty"), 0, &bytes, &why);
    assert_non_null(text);
    assert_int_equal(bytes, 0);
    assert_string_equal(text, "");
    free(text);
}

static void expect_refused(const char *path, size_t limit, enum fail_kind kind,
                           const char *said)
{
    struct fail why = {0};
    size_t bytes = 99;

    assert_null(fs_read_file(fs_system(), path, limit, &bytes, &why));
    assert_int_equal(bytes, 99);
    assert_int_equal(why.kind, kind);
    assert_non_null(strstr(why.text, said));
    assert_non_null(strstr(why.text, path));
}

static void a_file_over_the_limit_is_refused(void **state)
{
    (void)state;
    tmpdir_write(&dir, "a", "12345678", 8);
    expect_refused(at("a"), 7, FAIL_INVALID, "larger than 7 bytes");
    expect_refused(at("a"), 0, FAIL_INVALID, "larger than 0 bytes");
}

static void what_is_no_file_is_refused_without_waiting(void **state)
{
    (void)state;
    assert_int_equal(mkfifo(at("pipe"), 0600), 0);
    tmpdir_make_folder(&dir, "folder");
    alarm(5); /* ends the program should the pipe hold it */
    expect_refused(at("pipe"), 100, FAIL_INVALID, "not a regular file");
    expect_refused(at("folder"), 100, FAIL_INVALID, "is a folder");
    expect_refused("/dev/zero", 100, FAIL_INVALID, "not a regular file");
    alarm(0);
}

static void a_missing_file_is_named(void **state)
{
    (void)state;
    expect_refused(at("none"), 100, FAIL_MISSING, "cannot read");
    tmpdir_write_text(&dir, "a", "x");
    expect_refused(at("a/b"), 100, FAIL_IO, "cannot read");
}

/* A file whose size is told as `told` and that then holds `held` bytes. */
struct growing {
    struct fs fs;
    int64_t told, held;
};

static int growing_open(const struct fs *fs, const char *path, int flags)
{
    (void)fs, (void)path, (void)flags;
    return 5;
}

static int growing_close(const struct fs *fs, int file)
{
    (void)fs;
    return file == 5 ? 0 : -1;
}

static int64_t growing_size(const struct fs *fs, int file)
{
    (void)file;
    return ((const struct growing *)fs)->told;
}

static int64_t growing_read(const struct fs *fs, int file, void *bytes,
                            size_t count, int64_t offset)
{
    int64_t left = ((const struct growing *)fs)->held - offset;

    (void)file;
    if (left < (int64_t)count)
        count = left < 0 ? 0 : (size_t)left;
    memset(bytes, 'x', count);
    return (int64_t)count;
}

static const struct fs_ops growing_ops = {
    .open = growing_open,
    .close = growing_close,
    .size = growing_size,
    .read_at = growing_read,
};

static void a_file_that_grows_is_read_to_the_limit_and_no_further(void **state)
{
    static const int64_t told[] = {0, 1, 10, 99, 100};
    struct growing file = {{&growing_ops}, 0, 0};
    struct fail why = {0};
    size_t bytes;

    (void)state;
    for (size_t i = 0; i < sizeof told / sizeof *told; i++) {
        char *text;
        file.told = told[i];
        file.held = 100;
        text = fs_read_file(&file.fs, "f", 100, &bytes, &why);
        assert_non_null(text);
        assert_int_equal(bytes, 100);
        assert_int_equal(strlen(text), 100);
        free(text);
        file.held = 101;
        assert_null(fs_read_file(&file.fs, "f", 100, &bytes, &why));
        assert_int_equal(why.kind, FAIL_INVALID);
    }
    file.told = 101;
    file.held = 5;
    assert_null(fs_read_file(&file.fs, "f", 100, &bytes, &why));
}

static int64_t broken_read(const struct fs *fs, int file, void *bytes,
                           size_t count, int64_t offset)
{
    (void)fs, (void)file, (void)bytes, (void)count, (void)offset;
    errno = EIO;
    return -1;
}

static void a_disk_that_does_not_answer_is_named(void **state)
{
    static const struct fs_ops ops = {
        .open = growing_open,
        .close = growing_close,
        .size = growing_size,
        .read_at = broken_read,
    };
    struct growing file = {{&ops}, 10, 10};
    struct fail why = {0};
    size_t bytes;

    (void)state;
    assert_null(fs_read_file(&file.fs, "f", 100, &bytes, &why));
    assert_int_equal(why.kind, FAIL_IO);
    assert_true(strncmp(why.text, "cannot read f: ", 15) == 0);
}

static void names_are_sorted_by_their_bytes(void **state)
{
    struct fail why = {0};
    char **names;

    (void)state;
    tmpdir_write_text(&dir, "l/b", "");
    tmpdir_write_text(&dir, "l/a10", "");
    tmpdir_write_text(&dir, "l/a9", "");
    tmpdir_write_text(&dir, "l/.hidden", "");
    tmpdir_make_folder(&dir, "l/Z");
    names = fs_names(fs_system(), at("l"), &why);
    assert_non_null(names);
    assert_string_equal(names[0], ".hidden");
    assert_string_equal(names[1], "Z");
    assert_string_equal(names[2], "a10");
    assert_string_equal(names[3], "a9");
    assert_string_equal(names[4], "b");
    assert_null(names[5]);
    free(names);
}

static void an_empty_folder_has_no_names_and_a_missing_one_fails(void **state)
{
    struct fail why = {0};
    char **names;

    (void)state;
    tmpdir_make_folder(&dir, "hollow");
    names = fs_names(fs_system(), at("hollow"), &why);
    assert_non_null(names);
    assert_null(names[0]);
    free(names);
    assert_null(fs_names(fs_system(), at("none"), &why));
    assert_int_equal(why.kind, FAIL_MISSING);
    assert_non_null(strstr(why.text, "none"));
}

static int list_many(const struct fs *fs, const char *path,
                     void (*on_name)(void *user, const char *name), void *user)
{
    (void)fs, (void)path;
    for (int i = 0; i < 65537; i++)
        on_name(user, "n");
    return 0;
}

static void a_folder_of_too_many_files_is_refused(void **state)
{
    static const struct fs_ops ops = {.list = list_many};
    struct fs fs = {&ops};
    struct fail why = {0};

    (void)state;
    assert_null(fs_names(&fs, "d", &why));
    assert_int_equal(why.kind, FAIL_INVALID);
}

static bool is_folder(const char *name)
{
    struct stat about;

    return stat(at(name), &about) == 0 && S_ISDIR(about.st_mode);
}

static void folders_are_made_all_the_way(void **state)
{
    struct fail why = {0};

    (void)state;
    assert_true(fs_make_folders(fs_system(), at("m/n/o"), &why));
    assert_true(is_folder("m/n/o"));
    assert_true(fs_make_folders(fs_system(), at("m/n/o"), &why));
    assert_true(fs_make_folders(fs_system(), at("m//p///q//"), &why));
    assert_true(is_folder("m/p/q"));
    assert_true(fs_make_folders(fs_system(), "/", &why));
    assert_true(fs_make_folders(fs_system(), ".", &why));
}

static void folders_are_made_from_here_too(void **state)
{
    struct fail why = {0};
    int here = open(".", O_RDONLY);

    (void)state;
    assert_int_equal(chdir(dir.path), 0);
    assert_true(fs_make_folders(fs_system(), "r/s", &why));
    assert_true(fs_make_folders(fs_system(), "t", &why));
    assert_true(is_folder("r/s"));
    assert_true(is_folder("t"));
    assert_int_equal(fchdir(here), 0);
    close(here);
}

static void a_file_in_the_way_of_a_folder_is_named(void **state)
{
    struct fail why = {0};

    (void)state;
    tmpdir_write_text(&dir, "file", "x");
    assert_false(fs_make_folders(fs_system(), at("file"), &why));
    assert_non_null(strstr(why.text, "file"));
    assert_false(fs_make_folders(fs_system(), at("file/a/b"), &why));
    assert_non_null(strstr(why.text, "file"));
    assert_int_equal(symlink("nowhere", at("link")), 0);
    assert_false(fs_make_folders(fs_system(), at("link/a"), &why));
    assert_false(fs_make_folders(fs_system(), "", &why));
}

/* Notes which folders are made and synced, over the real ones. */
static char noted[1024];

static void note(const char *what, const char *path)
{
    size_t used = strlen(noted);

    assert_true(strncmp(path, dir.path, strlen(dir.path)) == 0);
    snprintf(noted + used, sizeof noted - used, "%s %s\n", what,
             path + strlen(dir.path));
}

static int noting_make(const struct fs *fs, const char *path)
{
    int rc = fs_system()->ops->make_folder(fs, path);

    if (rc == 0)
        note("make", path);
    return rc;
}

static int noting_sync(const struct fs *fs, const char *path)
{
    note("sync", path);
    return fs_system()->ops->sync_folder(fs, path);
}

static void each_new_folder_is_synced_into_the_one_above(void **state)
{
    static const struct fs_ops ops = {.make_folder = noting_make,
                                      .sync_folder = noting_sync};
    struct fs fs = {&ops};
    struct fail why = {0};

    (void)state;
    tmpdir_make_folder(&dir, "top");
    noted[0] = '\0';
    assert_true(fs_make_folders(&fs, at("top/a/b"), &why));
    assert_string_equal(noted, "make /top/a\nsync /top\n"
                               "make /top/a/b\nsync /top/a\n");
}

static char last_synced[64];

static int pretend_make(const struct fs *fs, const char *path)
{
    (void)fs, (void)path;
    return 0;
}

static int pretend_sync(const struct fs *fs, const char *path)
{
    (void)fs;
    snprintf(last_synced, sizeof last_synced, "%s", path);
    return 0;
}

static void a_folder_at_the_top_is_synced_into_the_root(void **state)
{
    static const struct fs_ops ops = {.make_folder = pretend_make,
                                      .sync_folder = pretend_sync};
    struct fs fs = {&ops};
    struct fail why = {0};

    (void)state;
    assert_true(fs_make_folders(&fs, "/srv", &why));
    assert_string_equal(last_synced, "/");
    assert_true(fs_make_folders(&fs, "srv", &why));
    assert_string_equal(last_synced, ".");
}

static void a_handle_writes_and_reads_at_places(void **state)
{
    const struct fs *fs = fs_system();
    char bytes[16] = {0};
    int file = fs->ops->open(fs, at("h"), FS_READ | FS_WRITE | FS_CREATE);

    (void)state;
    assert_true(file >= 0);
    assert_int_equal(fs->ops->write_at(fs, file, "world", 5, 6), 5);
    assert_int_equal(fs->ops->write_at(fs, file, "hello ", 6, 0), 6);
    assert_int_equal(fs->ops->size(fs, file), 11);
    assert_int_equal(fs->ops->read_at(fs, file, bytes, 16, 4), 7);
    assert_string_equal(bytes, "o world");
    assert_int_equal(fs->ops->read_at(fs, file, bytes, 16, 11), 0);
    assert_int_equal(fs->ops->sync_data(fs, file), 0);
    assert_int_equal(fs->ops->sync_file(fs, file), 0);
    assert_int_equal(fs->ops->close(fs, file), 0);
    assert_int_equal(
        fs->ops->open(fs, at("h"), FS_WRITE | FS_CREATE | FS_EXCLUSIVE), -1);
    assert_int_equal(errno, EEXIST);
    assert_int_equal(fs->ops->open(fs, at("none"), FS_WRITE), -1);
    assert_int_equal(errno, ENOENT);
    file = fs->ops->open(fs, at("h"), FS_READ);
    assert_int_equal(fs->ops->write_at(fs, file, "x", 1, 0), -1);
    assert_int_equal(fs->ops->close(fs, file), 0);
    assert_int_equal(fs->ops->sync_folder(fs, at("h")), -1);
    assert_int_equal(errno, ENOTDIR);
}

static void a_lock_keeps_other_processes_out_until_closed(void **state)
{
    const struct fs *fs = fs_system();
    int file = fs->ops->open(fs, at("k"), FS_READ | FS_WRITE | FS_CREATE);

    (void)state;
    assert_int_equal(fs->ops->lock(fs, file), 0);
    for (int round = 0; round < 2; round++) {
        int status, refused;
        pid_t child = fork();
        if (child == 0) {
            int mine = fs->ops->open(fs, at("k"), FS_READ | FS_WRITE);
            refused = fs->ops->lock(fs, mine) == -1 && errno == EAGAIN;
            _exit(refused ? 10 : 20);
        }
        assert_int_equal(waitpid(child, &status, 0), child);
        assert_int_equal(WEXITSTATUS(status), round == 0 ? 10 : 20);
        if (round == 0)
            assert_int_equal(fs->ops->close(fs, file), 0);
    }
}

static void a_folder_is_told_from_all_else(void **state)
{
    (void)state;
    tmpdir_write_text(&dir, "is/file", "x");
    assert_int_equal(mkfifo(tmpdir_path(&dir, "is/pipe"), 0600), 0);
    assert_true(fs_is_folder(fs_system(), tmpdir_path(&dir, "is")));
    assert_false(fs_is_folder(fs_system(), tmpdir_path(&dir, "is/file")));
    assert_false(fs_is_folder(fs_system(), tmpdir_path(&dir, "is/pipe")));
    assert_false(fs_is_folder(fs_system(), tmpdir_path(&dir, "is/none")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_is_read_whole_and_ended),
        cmocka_unit_test(a_file_over_the_limit_is_refused),
        cmocka_unit_test(what_is_no_file_is_refused_without_waiting),
        cmocka_unit_test(a_missing_file_is_named),
        cmocka_unit_test(a_file_that_grows_is_read_to_the_limit_and_no_further),
        cmocka_unit_test(a_disk_that_does_not_answer_is_named),
        cmocka_unit_test(names_are_sorted_by_their_bytes),
        cmocka_unit_test(an_empty_folder_has_no_names_and_a_missing_one_fails),
        cmocka_unit_test(a_folder_of_too_many_files_is_refused),
        cmocka_unit_test(folders_are_made_all_the_way),
        cmocka_unit_test(folders_are_made_from_here_too),
        cmocka_unit_test(a_file_in_the_way_of_a_folder_is_named),
        cmocka_unit_test(each_new_folder_is_synced_into_the_one_above),
        cmocka_unit_test(a_folder_at_the_top_is_synced_into_the_root),
        cmocka_unit_test(a_handle_writes_and_reads_at_places),
        cmocka_unit_test(a_lock_keeps_other_processes_out_until_closed),
        cmocka_unit_test(a_folder_is_told_from_all_else),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
