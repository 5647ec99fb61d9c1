#include "base/fs_dated.h"
#include "base/log.h"
#include "support/check.h"
#include "support/heard.h"
#include "support/tmpdir.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { WHEN_S = 946684800 };
static struct tmpdir dir;
static struct fs_ops ops;
static struct fs refusing = {.ops = &ops};
static int refused_with;

static int refuse(const struct fs *fs, int file, int64_t unix_s)
{
    (void)fs, (void)file, (void)unix_s;
    errno = refused_with;
    return -1;
}

/* What is said when a file is read whose times cannot be set. */
static const char *read_one(struct heard *heard, int with)
{
    struct fs_dated dated;
    struct fail why;

    refused_with = with;
    ops = *fs_system()->ops;
    ops.set_time = refuse;
    fs_dated_init(&dated, &refusing, WHEN_S);
    log_open("p");
    heard_begin(heard);
    free(fs_names(&dated.fs, dir.path, &why));
    return heard_end(heard);
}

static void a_file_that_is_written_gets_the_time_it_was_told(void **state)
{
    struct fs_dated dated;
    struct stat of;
    const char *path = tmpdir_path(&dir, "file");
    (void)state;

    fs_dated_init(&dated, fs_system(), WHEN_S);
    int file = dated.fs.ops->open(&dated.fs, path, FS_WRITE | FS_CREATE);
    assert_true(file >= 0);
    assert_int_equal(dated.fs.ops->write_at(&dated.fs, file, "x", 1, 0), 1);
    dated.fs.ops->close(&dated.fs, file);
    assert_int_equal(stat(path, &of), 0);
    assert_int_equal(of.st_mtime, WHEN_S);
    assert_int_equal(stat(dir.path, &of), 0);
    assert_int_equal(of.st_mtime, WHEN_S);
}

/* A stick that is only read would be complained of each time. */
static void a_disk_that_is_only_read_is_no_news(void **state)
{
    struct heard heard;
    (void)state;

    assert_string_equal(read_one(&heard, EROFS), "");
}

static void times_that_cannot_be_set_are_told_once(void **state)
{
    struct heard heard;
    (void)state;

    assert_non_null(strstr(read_one(&heard, EPERM), "cannot be set"));
    assert_string_equal(read_one(&heard, EPERM), "");
}

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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_that_is_written_gets_the_time_it_was_told),
        cmocka_unit_test(a_disk_that_is_only_read_is_no_news),
        cmocka_unit_test(times_that_cannot_be_set_are_told_once),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
