#include "base/watch.h"
#include "support/check.h"
#include "support/tmpdir.h"

#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <sys/stat.h>
#include <time.h>

struct scene {
    struct tmpdir dir;
    uint64_t before;
};

static void begin(struct scene *scene)
{
    tmpdir_init(&scene->dir);
    tmpdir_write_text(&scene->dir, "a.yaml", "one");
    tmpdir_write_text(&scene->dir, "pages/b.yaml", "two");
    scene->before = watch_folder(scene->dir.path);
    assert_true(scene->before != 0);
}

static void has_changed(struct scene *scene, bool has)
{
    uint64_t now = watch_folder(scene->dir.path);

    assert_true((now != scene->before) == has);
    scene->before = now;
}

static void what_is_only_read_stays_the_same(void **state)
{
    struct scene scene;
    char byte;

    (void)state;
    begin(&scene);
    FILE *file = fopen(tmpdir_path(&scene.dir, "a.yaml"), "r");
    assert_int_equal(fread(&byte, 1, 1, file), 1);
    fclose(file);
    has_changed(&scene, false);
    tmpdir_fini(&scene.dir);
}

static void what_is_written_comes_or_goes_is_noticed(void **state)
{
    struct scene scene;

    (void)state;
    begin(&scene);
    tmpdir_write_text(&scene.dir, "pages/b.yaml", "three");
    has_changed(&scene, true);
    tmpdir_write_text(&scene.dir, "pages/c.yaml", "");
    has_changed(&scene, true);
    remove(tmpdir_path(&scene.dir, "a.yaml"));
    has_changed(&scene, true);
    tmpdir_fini(&scene.dir);
}

/* As editors save: a file beside it, renamed. */
static void a_file_of_the_same_size_and_time_that_took_its_place(void **state)
{
    struct scene scene;
    struct timespec times[2] = {{1000, 0}, {1000, 0}};

    (void)state;
    begin(&scene);
    utimensat(AT_FDCWD, tmpdir_path(&scene.dir, "a.yaml"), times, 0);
    has_changed(&scene, true);
    tmpdir_write_text(&scene.dir, ".new", "ONE");
    utimensat(AT_FDCWD, tmpdir_path(&scene.dir, ".new"), times, 0);
    has_changed(&scene, false);
    rename(tmpdir_path(&scene.dir, ".new"), tmpdir_path(&scene.dir, "a.yaml"));
    has_changed(&scene, true);
    tmpdir_fini(&scene.dir);
}

static void a_folder_that_is_not_there_is_0(void **state)
{
    (void)state;
    assert_true(watch_folder("/nowhere/at/all") == 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_only_read_stays_the_same),
        cmocka_unit_test(what_is_written_comes_or_goes_is_noticed),
        cmocka_unit_test(a_file_of_the_same_size_and_time_that_took_its_place),
        cmocka_unit_test(a_folder_that_is_not_there_is_0),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
