#include "content/pack_names.h"

#include "base/str.h"
#include "support/check.h"
#include "support/tmpdir.h"
#include "yaml/schema.h"
#include <stdlib.h>
#include <string.h>

static void assert_good(const char *path, const char *wanted)
{
    struct arena arena = {0};
    const char *good = pack_names_good(path, &arena);

    assert_string_equal(good, wanted);
    assert_true(path_is_well_formed(good));
    arena_fini(&arena);
}

static void a_name_becomes_the_nearest_that_a_bundle_may_hold(void **state)
{
    char name[400];

    (void)state;
    assert_good("images/Photo.JPG", "images/photo.jpg");
    assert_good("Images/IMG 2041 (1).jpeg", "images/img-2041-1.jpeg");
    assert_good("images/Été à Rabat.jpg", "images/ete-a-rabat.jpg");
    assert_good("images/E\xCC\x81te\xCC\x81.jpg", "images/ete.jpg");
    assert_good("images/Œuvre & Straße.png", "images/oeuvre-strasse.png");
    assert_good("images/صورة.jpg", "images/picture.jpg");
    assert_good("audio/ⵣ.OPUS", "audio/sound.opus");
    assert_good("صور/a.jpg", "folder/a.jpg");
    assert_good("images/-.-x-.-.jpg", "images/x.jpg");
    assert_good("images/\xFF\xFE.png", "images/picture.png");
    memset(name, 'A', 300);
    strcpy(name + 300, ".svg");
    memset(name + 350, 0, 50);
    struct arena arena = {0};
    assert_int_equal(strlen(pack_names_good(name, &arena)), 64);
    arena_fini(&arena);
}

struct given {
    struct tmpdir dir;
    struct arena arena;
    struct folder folder;
    struct pack_names names;
};

static void choose(struct given *given, const char *const *paths)
{
    struct messages messages = {0};

    *given = (struct given){0};
    tmpdir_init(&given->dir);
    for (; *paths; paths++)
        tmpdir_write_text(&given->dir, *paths, "");
    assert_true(folder_read(&given->folder, fs_system(), given->dir.path,
                            "shown", &given->arena, &messages));
    pack_names_choose(&given->names, &given->folder);
    messages_fini(&messages);
}

static void forget(struct given *given)
{
    arena_fini(&given->arena);
    tmpdir_fini(&given->dir);
}

static const char *name_of(const struct given *given, const char *from)
{
    for (size_t i = 0; i < given->names.count; i++)
        if (strcmp(given->names.items[i].from, from) == 0)
            return given->names.items[i].to;
    return "none";
}

static void no_two_files_get_one_name(void **state)
{
    static const char *const paths[] = {
        "images/PHOTO.jpg",   "images/Photo.JPG",
        "images/photo-2.jpg", "images/photo.jpg",
        "images/a b.png",     "images/a-b.png",
        "images/Cap.txt",     NULL};
    struct given given;

    (void)state;
    choose(&given, paths);
    assert_string_equal(name_of(&given, "images/photo.jpg"),
                        "images/photo.jpg");
    assert_string_equal(name_of(&given, "images/photo-2.jpg"),
                        "images/photo-2.jpg");
    assert_string_equal(name_of(&given, "images/PHOTO.jpg"),
                        "images/photo-3.jpg");
    assert_string_equal(name_of(&given, "images/Photo.JPG"),
                        "images/photo-4.jpg");
    assert_string_equal(name_of(&given, "images/a b.png"), "images/a-b-2.png");
    assert_string_equal(name_of(&given, "images/Cap.txt"), "images/Cap.txt");
    forget(&given);
}

static void a_reference_finds_its_file_if_only_one_is_meant(void **state)
{
    static const char *const paths[] = {
        "images/Photo.JPG", "images/E\xCC\x81te\xCC\x81.jpg",
        "images/ok.svg",    "images/Two.png",
        "images/TWO.png",   NULL};
    struct given given;
    struct arena scratch = {0};

    (void)state;
    choose(&given, paths);
    const struct pack_names *names = &given.names;
    assert_string_equal(pack_names_find(names, "images/Photo.JPG", &scratch),
                        "images/photo.jpg");
    assert_string_equal(pack_names_find(names, "images/photo.JPG", &scratch),
                        "images/photo.jpg");
    assert_string_equal(pack_names_find(names, "images/Été.jpg", &scratch),
                        "images/ete.jpg");
    assert_null(pack_names_find(names, "images/ok.svg", &scratch));
    assert_null(pack_names_find(names, "images/two.png", &scratch));
    assert_null(pack_names_find(names, "images/none.png", &scratch));
    assert_null(pack_names_find(names, "A text about Photo.JPG.", &scratch));
    assert_string_equal(pack_names_find(names, "images/TWO.png", &scratch),
                        "images/two.png");
    assert_string_equal(pack_names_find(names, "images/Two.png", &scratch),
                        "images/two-2.png");
    arena_fini(&scratch);
    forget(&given);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_name_becomes_the_nearest_that_a_bundle_may_hold),
        cmocka_unit_test(no_two_files_get_one_name),
        cmocka_unit_test(a_reference_finds_its_file_if_only_one_is_meant),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
