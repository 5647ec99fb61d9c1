#include "content/pack.h"

#include "base/durable.h"
#include "content/package.h"
#include "support/check.h"
#include "support/tmpdir.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static const char bundle[] =
    "bundle: 1\nkind: host\nid: house\nprogramme: lab\nversion: \"1.2\"\n"
    "serial: 3\nlanguages: [en]\nname: A house\n"
    "cover: {image: \"images/A Door.SVG\", alt: A door}\n"
    "pages:\n"
    "  - id: one\n    title: One\n    blocks:\n"
    "      - figure: {image: images/large.png, alt: Large}\n";
static const char drawing[] =
    "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 6 4'/>\n";
/* The header of a PNG of 5000 x 10 pixels. */
static const uint8_t large[] = {
    0x89, 'P',  'N',  'G', 13, 10, 26, 10, 0, 0, 0, 13, 'I', 'H', 'D', 'R', 0,
    0,    0x13, 0x88, 0,   0,  0,  10, 8,  2, 0, 0, 0,  0,   0,   0,   0};
static const uint8_t small_width[] = {0x10, 0x00};

struct given {
    struct tmpdir dir;
    struct pack pack;
    struct messages messages;
    struct fail why;
    struct str notes;
    struct pack_job job;
};

static void on_note(void *user, const char *sentence)
{
    struct given *given = user;

    str_addf(&given->notes, "%s\n", sentence);
}

static bool shrink(const char *from, const char *to, int side_px,
                   struct fail *why)
{
    uint8_t bytes[sizeof large];

    assert_non_null(strstr(from, "author/house/images/large.png"));
    assert_int_equal(side_px, 4096);
    memcpy(bytes, large, sizeof bytes);
    memcpy(bytes + 18, small_width, 2);
    return durable_write(fs_system(), to, bytes, sizeof bytes, why);
}

static void set_up(struct given *given)
{
    *given = (struct given){0};
    tmpdir_init(&given->dir);
    tmpdir_write_text(&given->dir, "author/house/bundle.yaml", bundle);
    tmpdir_write_text(&given->dir, "author/house/images/A Door.SVG", drawing);
    tmpdir_write(&given->dir, "author/house/images/large.png", large,
                 sizeof large);
    tmpdir_write_text(&given->dir, "author/house/bundle.schema.json", "{}");
    tmpdir_write_text(&given->dir, "author/house/.DS_Store", "x");
    tmpdir_write_text(&given->dir, "author/house/bundle.yaml~", "x");
    tmpdir_write_text(&given->dir, "author/house/images/Thumbs.db", "x");
    tmpdir_write_text(&given->dir, "author/house/images/a.svg.bak", "x");
    given->job = (struct pack_job){.fs = fs_system(),
                                   .folder = NULL,
                                   .shown = "house",
                                   .staging = NULL,
                                   .shrink = shrink,
                                   .note = on_note,
                                   .user = given};
}

static bool begin(struct given *given)
{
    static char folder[300], staging[300];

    snprintf(folder, sizeof folder, "%s",
             tmpdir_path(&given->dir, "author/house"));
    snprintf(staging, sizeof staging, "%s",
             tmpdir_path(&given->dir, "house.packing"));
    given->job.folder = folder;
    given->job.staging = staging;
    str_clear(&given->notes);
    return pack_begin(&given->pack, &given->job, &given->messages, &given->why);
}

static void tear_down(struct given *given)
{
    struct stat info;

    pack_fini(&given->pack);
    assert_int_not_equal(stat(tmpdir_path(&given->dir, "house.packing"), &info),
                         0);
    messages_fini(&given->messages);
    str_fini(&given->notes);
    tmpdir_fini(&given->dir);
}

static void must_begin(struct given *given)
{
    if (begin(given))
        return;
    if (given->messages.count > 0)
        fail_msg("%s: %s", given->messages.items[0].path,
                 given->messages.items[0].text);
    fail_msg("%s", given->why.text);
}

static void a_folder_becomes_a_package(void **state)
{
    struct given given;
    struct package *package;

    (void)state;
    set_up(&given);
    must_begin(&given);
    assert_string_equal(pack_name(&given.pack), "house_1.2.encounter.zip");
    assert_true(pack_write(&given.pack, tmpdir_path(&given.dir, "p.zip"), NULL,
                           &given.why));
    package =
        package_open(fs_system(), tmpdir_path(&given.dir, "p.zip"), &given.why);
    if (!package)
        fail_msg("%s", given.why.text);
    const struct manifest *manifest = package_manifest(package);
    assert_string_equal(manifest->id, "house");
    assert_int_equal(manifest->serial, 3);
    assert_int_equal(manifest->count, 3);
    assert_string_equal(manifest->files[0].path, "bundle.yaml");
    assert_string_equal(manifest->files[1].path, "images/a-door.svg");
    assert_string_equal(manifest->files[2].path, "images/large.png");
    assert_false(package_has_signature(package));
    assert_true(package_read(package, NULL, &given.why));
    package_close(package);
    assert_string_equal(
        given.notes.text,
        "images/A Door.SVG is called images/a-door.svg in the package\n"
        "images/large.png is scaled in the package: 5000 x 10 pixels; 4096 is "
        "the most\n");
    tear_down(&given);
}

/* Keeps what bundle.yaml is in a package. */
static bool on_begin(void *user, const char *path, int64_t bytes,
                     struct fail *why)
{
    (void)bytes;
    (void)why;
    str_clear(user);
    str_add(user, path);
    str_add_char(user, '\n');
    return true;
}

static bool on_add(void *user, const void *bytes, size_t count,
                   struct fail *why)
{
    (void)why;
    str_add_bytes(user, bytes, count);
    return true;
}

static bool on_end(void *user, struct fail *why)
{
    return !str_starts(str_text(user), "bundle.yaml\n") ||
           fail_set(why, FAIL_USAGE, "enough");
}

static void the_yaml_says_the_new_names_and_the_new_serial(void **state)
{
    struct str text = {0}, wanted = {0};
    struct package_sink sink = {&text, on_begin, on_add, on_end};
    const char *serial = strstr(bundle, "serial: 3");
    const char *picture = strstr(bundle, "images/A Door.SVG");
    struct package *package;
    struct given given;

    (void)state;
    set_up(&given);
    given.job.serial = 2147483647;
    must_begin(&given);
    assert_true(pack_write(&given.pack, tmpdir_path(&given.dir, "p.zip"), NULL,
                           &given.why));
    package =
        package_open(fs_system(), tmpdir_path(&given.dir, "p.zip"), &given.why);
    assert_non_null(package);
    assert_int_equal(package_manifest(package)->serial, 2147483647);
    assert_false(package_read(package, &sink, &given.why));
    str_addf(&wanted, "bundle.yaml\n%.*sserial: 2147483647%.*s%s%s",
             (int)(serial - bundle), bundle, (int)(picture - serial - 9),
             serial + 9, "images/a-door.svg",
             picture + strlen("images/A Door.SVG"));
    assert_string_equal(text.text, wanted.text);
    package_close(package);
    str_fini(&text);
    str_fini(&wanted);
    tear_down(&given);
}

static char *read_file(const struct tmpdir *dir, const char *name,
                       size_t *ret_bytes)
{
    struct fail why;
    char *bytes = fs_read_file(fs_system(), tmpdir_path(dir, name), 1 << 20,
                               ret_bytes, &why);

    if (!bytes)
        fail_msg("%s", why.text);
    return bytes;
}

static void the_authors_folder_stays_as_it_is(void **state)
{
    struct given given;
    struct fail why;
    size_t bytes;

    (void)state;
    set_up(&given);
    must_begin(&given);
    char *text = read_file(&given.dir, "author/house/bundle.yaml", &bytes);
    assert_string_equal(text, bundle);
    free(text);
    char **names =
        fs_names(fs_system(), tmpdir_path(&given.dir, "author/house"), &why);
    assert_non_null(names);
    size_t count = 0;
    while (names[count])
        count++;
    assert_int_equal(count, 5);
    free(names);
    tear_down(&given);
}

static void a_bundle_with_faults_is_not_packed(void **state)
{
    struct given given;

    (void)state;
    set_up(&given);
    tmpdir_write_text(&given.dir, "author/house/Notes.txt", "x");
    tmpdir_write_text(&given.dir, "author/house/bundle.yaml",
                      "bundle: 1\nkind: host\nid: hause\n");
    assert_false(begin(&given));
    assert_true(given.messages.errors > 3);
    assert_true(str_starts(given.messages.items[0].path, "house/"));
    tear_down(&given);
}

static void large_pictures_are_faults_where_nothing_can_scale_them(void **state)
{
    struct given given;

    (void)state;
    set_up(&given);
    given.job.shrink = NULL;
    assert_false(begin(&given));
    assert_int_equal(given.messages.errors, 1);
    assert_non_null(strstr(given.messages.items[0].text, "5000 x 10 pixels"));
    tear_down(&given);
}

static void what_unpacks_to_far_more_than_its_size_is_not_packed(void **state)
{
    static char drawing_of_blanks[1000 * 1000];
    struct given given;
    struct stat info;
    char name[64];

    (void)state;
    set_up(&given);
    memset(drawing_of_blanks, ' ', sizeof drawing_of_blanks);
    memcpy(drawing_of_blanks, drawing, strlen(drawing));
    for (int i = 0; i < 4; i++) {
        snprintf(name, sizeof name, "author/house/images/blank-%d.svg", i);
        tmpdir_write(&given.dir, name, drawing_of_blanks,
                     sizeof drawing_of_blanks);
    }
    must_begin(&given);
    assert_false(pack_write(&given.pack, tmpdir_path(&given.dir, "p.zip"), NULL,
                            &given.why));
    assert_non_null(strstr(given.why.text, "more than 100 times its size"));
    assert_int_not_equal(stat(tmpdir_path(&given.dir, "p.zip"), &info), 0);
    tear_down(&given);
}

/* What a run that was cut off left goes; what somebody else has there stays. */
static void a_place_that_is_taken_is_left_alone(void **state)
{
    struct given given;
    struct stat info;

    (void)state;
    set_up(&given);
    tmpdir_write_text(&given.dir, "house.packing/unfinished-package", "");
    tmpdir_write_text(&given.dir, "house.packing/house/deep/er/x", "");
    must_begin(&given);
    assert_int_not_equal(
        stat(tmpdir_path(&given.dir, "house.packing/house/deep"), &info), 0);
    tear_down(&given);

    set_up(&given);
    tmpdir_write_text(&given.dir, "house.packing/mine.txt", "");
    assert_false(begin(&given));
    assert_int_equal(given.messages.errors, 0);
    assert_int_equal(given.why.kind, FAIL_DENIED);
    pack_fini(&given.pack);
    assert_int_equal(
        stat(tmpdir_path(&given.dir, "house.packing/mine.txt"), &info), 0);
    messages_fini(&given.messages);
    str_fini(&given.notes);
    tmpdir_fini(&given.dir);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_folder_becomes_a_package),
        cmocka_unit_test(the_yaml_says_the_new_names_and_the_new_serial),
        cmocka_unit_test(the_authors_folder_stays_as_it_is),
        cmocka_unit_test(a_bundle_with_faults_is_not_packed),
        cmocka_unit_test(
            large_pictures_are_faults_where_nothing_can_scale_them),
        cmocka_unit_test(what_unpacks_to_far_more_than_its_size_is_not_packed),
        cmocka_unit_test(a_place_that_is_taken_is_left_alone),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
