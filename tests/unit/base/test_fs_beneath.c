#define _GNU_SOURCE /* mknod() */
#include "base/fs_beneath.h"

#include "base/durable.h"
#include "support/check.h"
#include "support/tmpdir.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

/*
 * <dir>/stick is the folder, <dir>/out what nobody may reach:
 *   file, folder/deep/file, link -> out/secret, folder/up -> out,
 *   pipe, twin (the same file as file)
 */
static struct tmpdir dir;
static struct fs_beneath beneath;
static const struct fs *fs = &beneath.fs;

static const char *at(const char *name)
{
    return tmpdir_path(&dir, name);
}

static int set_up(void **state)
{
    struct fail why;

    (void)state;
    tmpdir_init(&dir);
    tmpdir_write_text(&dir, "out/secret", "secret");
    tmpdir_write_text(&dir, "stick/file", "words");
    tmpdir_write_text(&dir, "stick/folder/deep/file", "deep words");
    assert_int_equal(symlink(at("out/secret"), at("stick/link")), 0);
    assert_int_equal(symlink("../../out", at("stick/folder/up")), 0);
    assert_int_equal(symlink("folder", at("stick/inside")), 0);
    assert_int_equal(mkfifo(at("stick/pipe"), 0600), 0);
    assert_true(fs_beneath_open(&beneath, at("stick"), &why));
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    fs_beneath_close(&beneath);
    tmpdir_fini(&dir);
    return 0;
}

static void expect_text(const char *path, const char *text)
{
    struct fail why = {0};
    size_t bytes = 0;
    char *read = fs_read_file(fs, path, 100, &bytes, &why);

    if (!read)
        fail_msg("%s: %s", path, why.text);
    assert_string_equal(read, text);
    free(read);
}

/* No operation gets to `path` or makes anything there. */
static void expect_no_way(const char *path, int error)
{
    static const int flags[] = {FS_READ, FS_WRITE, FS_READ | FS_WRITE,
                                FS_WRITE | FS_CREATE,
                                FS_WRITE | FS_CREATE | FS_PRIVATE};

    for (size_t i = 0; i < sizeof flags / sizeof *flags; i++) {
        errno = 0;
        assert_int_equal(fs->ops->open(fs, path, flags[i]), -1);
        assert_int_equal(errno, error);
    }
}

static void ignore_name(void *user, const char *name)
{
    (void)user;
    (void)name;
    fail_msg("a name was listed");
}

static void expect_no_way_through(const char *path, int error)
{
    char target[64];
    struct fail why;

    expect_no_way(path, error);
    errno = 0;
    assert_int_equal(
        fs->ops->open(fs, path, FS_WRITE | FS_CREATE | FS_EXCLUSIVE), -1);
    assert_int_equal(errno, error);
    assert_int_equal(fs->ops->rename(fs, path, "taken"), -1);
    assert_int_equal(errno, error);
    assert_int_equal(fs->ops->rename(fs, "file", path), -1);
    assert_int_equal(errno, error);
    assert_int_equal(fs->ops->remove(fs, path), -1);
    assert_int_equal(errno, error);
    assert_int_equal(fs->ops->make_folder(fs, path), -1);
    assert_int_equal(errno, error);
    assert_int_equal(fs->ops->make_link(fs, "file", path), -1);
    assert_int_equal(errno, error);
    assert_int_equal(fs->ops->read_link(fs, path, target, sizeof target), -1);
    assert_int_equal(errno, error);
    assert_int_equal(fs->ops->list(fs, path, ignore_name, NULL), -1);
    assert_int_equal(errno, error);
    assert_int_equal(fs->ops->sync_folder(fs, path), -1);
    assert_int_equal(errno, error);
    assert_false(durable_write(fs, path, "x", 1, &why));
    assert_false(fs_make_folders(fs, path, &why));
}

static void files_below_are_read_and_written(void **state)
{
    struct fail why;

    (void)state;
    expect_text("file", "words");
    expect_text("./folder//deep/./file", "deep words");
    assert_true(fs_make_folders(fs, "new/of/these", &why));
    assert_true(durable_write(fs, "new/of/these/a", "one", 3, &why));
    expect_text("new/of/these/a", "one");
    assert_true(durable_rename(fs, "new/of/these/a", "b", &why));
    expect_text("b", "one");
    assert_int_equal(access(at("stick/b"), F_OK), 0);
    assert_true(durable_remove(fs, "b", &why));
    assert_int_equal(access(at("stick/b"), F_OK), -1);
    assert_int_equal(fs->ops->sync_all(fs, ""), 0);
}

static void a_link_at_the_end_is_not_followed(void **state)
{
    (void)state;
    expect_no_way("link", ELOOP);
    expect_no_way("folder/up", ELOOP);
    expect_no_way("inside", ELOOP);
}

static void a_link_on_the_way_is_not_followed(void **state)
{
    (void)state;
    expect_no_way_through("folder/up/secret", ELOOP);
    expect_no_way_through("folder/up/more", ELOOP);
    expect_no_way_through("inside/deep/file", ELOOP);
    assert_int_equal(access(at("out/more"), F_OK), -1);
    assert_int_equal(access(at("out/secret"), F_OK), 0);
}

static void a_link_as_a_folder_is_neither_listed_nor_made(void **state)
{
    struct fail why;

    (void)state;
    assert_int_equal(fs->ops->list(fs, "folder/up", ignore_name, NULL), -1);
    assert_int_equal(errno, ELOOP);
    assert_int_equal(fs->ops->sync_folder(fs, "folder/up"), -1);
    assert_int_equal(errno, ELOOP);
    assert_int_equal(fs->ops->make_folder(fs, "folder/up"), -1);
    assert_int_equal(errno, ELOOP);
    assert_false(fs_make_folders(fs, "folder/up", &why));
    assert_false(fs_make_folders(fs, "inside/more", &why));
    assert_int_equal(access(at("stick/folder/more"), F_OK), -1);
}

static void a_step_up_and_an_absolute_path_are_refused(void **state)
{
    (void)state;
    expect_no_way_through("..", EXDEV);
    expect_no_way_through("../out/secret", EXDEV);
    expect_no_way_through("folder/../file", EXDEV);
    expect_no_way_through("folder/..", EXDEV);
    expect_no_way_through(at("out/secret"), EXDEV);
    expect_no_way_through("/", EXDEV);
}

static void a_long_name_is_refused(void **state)
{
    char name[400];

    (void)state;
    memset(name, 'a', sizeof name - 1);
    name[sizeof name - 1] = '\0';
    expect_no_way_through(name, ENAMETOOLONG);
    name[300] = '/';
    expect_no_way_through(name, ENAMETOOLONG);
}

/* The run would be over only by its time limit. */
static void a_pipe_does_not_hold_the_program(void **state)
{
    struct fail why = {0};
    size_t bytes;

    (void)state;
    expect_no_way("pipe", ESPIPE);
    assert_null(fs_read_file(fs, "pipe", 10, &bytes, &why));
    assert_int_equal(why.kind, FAIL_INVALID);
    assert_non_null(strstr(why.text, "not a regular file"));
}

static void a_device_is_not_opened(void **state)
{
    (void)state;
    if (mknod(at("stick/null"), S_IFCHR | 0666, makedev(1, 3)) != 0) {
        print_message("only root makes devices\n");
        skip();
    }
    expect_no_way("null", ESPIPE);
}

static void a_file_with_another_name_is_not_written(void **state)
{
    (void)state;
    assert_int_equal(link(at("out/secret"), at("stick/twin")), 0);
    assert_int_equal(fs->ops->open(fs, "twin", FS_WRITE), -1);
    assert_int_equal(errno, EMLINK);
    expect_text("twin", "secret");
}

static void a_link_itself_is_read_removed_and_replaced(void **state)
{
    char target[300];
    struct fail why;

    (void)state;
    assert_int_equal(fs->ops->read_link(fs, "inside", target, 300), 0);
    assert_string_equal(target, "folder");
    assert_int_equal(fs->ops->remove(fs, "inside"), 0);
    assert_int_equal(access(at("stick/folder/deep/file"), F_OK), 0);
    assert_true(durable_write(fs, "link", "mine", 4, &why));
    expect_text("link", "mine");
    assert_true(durable_link(fs, "file", "to", &why));
    expect_no_way("to", ELOOP);
    assert_true(fs_remove_all(fs, "folder", &why));
    assert_int_equal(access(at("out/secret"), F_OK), 0);
}

static void names_are_listed_and_folders_removed(void **state)
{
    struct fail why;
    char **names = fs_names(fs, "", &why);

    (void)state;
    assert_non_null(names);
    assert_string_equal(names[0], "file");
    assert_string_equal(names[1], "folder");
    free(names);
    names = fs_names(fs, "folder", &why);
    assert_string_equal(names[0], "deep");
    free(names);
    assert_null(fs_names(fs, "file", &why));
    assert_int_equal(fs->ops->make_folder(fs, "empty"), 0);
    assert_int_equal(fs->ops->remove(fs, "empty"), 0);
    assert_int_equal(fs->ops->remove(fs, "folder"), -1);
}

static void the_folder_itself_stays(void **state)
{
    struct fs_room room = {0};

    (void)state;
    assert_int_equal(fs->ops->remove(fs, ""), -1);
    assert_int_equal(fs->ops->rename(fs, ".", "elsewhere"), -1);
    assert_int_equal(fs->ops->make_folder(fs, "."), -1);
    assert_int_equal(errno, EEXIST);
    assert_int_equal(fs->ops->sync_folder(fs, "."), 0);
    assert_int_equal(fs->ops->room(fs, "anything", &room), 0);
    assert_true(room.bytes > 0);
}

static void times_are_set_of_files_and_folders(void **state)
{
    struct stat about;
    int file = fs->ops->open(fs, "folder", FS_READ);

    (void)state;
    assert_true(file >= 0);
    assert_int_equal(fs->ops->set_time(fs, file, 86400), 0);
    assert_int_equal(fs->ops->close(fs, file), 0);
    assert_int_equal(stat(at("stick/folder"), &about), 0);
    assert_int_equal(about.st_mtime, 86400);
}

static void a_folder_that_is_not_there_is_named(void **state)
{
    struct fs_beneath none;
    struct fail why = {0};

    (void)state;
    assert_false(fs_beneath_open(&none, at("nothing"), &why));
    assert_int_equal(why.kind, FAIL_MISSING);
    assert_non_null(strstr(why.text, at("nothing")));
    fs_beneath_close(&none);
    assert_false(fs_beneath_open(&none, at("stick/file"), &why));
    fs_beneath_close(&none);
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        CASE(files_below_are_read_and_written),
        CASE(a_link_at_the_end_is_not_followed),
        CASE(a_link_on_the_way_is_not_followed),
        CASE(a_link_as_a_folder_is_neither_listed_nor_made),
        CASE(a_step_up_and_an_absolute_path_are_refused),
        CASE(a_long_name_is_refused),
        CASE(a_pipe_does_not_hold_the_program),
        CASE(a_device_is_not_opened),
        CASE(a_file_with_another_name_is_not_written),
        CASE(a_link_itself_is_read_removed_and_replaced),
        CASE(names_are_listed_and_folders_removed),
        CASE(the_folder_itself_stays),
        CASE(times_are_set_of_files_and_folders),
        CASE(a_folder_that_is_not_there_is_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
