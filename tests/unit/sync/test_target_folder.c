#include "sync/target_folder.h"

#include "base/calendar.h"
#include "base/log.h"
#include "base/str.h"
#include "support/check.h"
#include "support/simfs.h"
#include <errno.h>
#include <stdio.h>
#include <string.h>

static struct simfs disk;
static struct rand rnd;
static struct target_folder folder;
static struct fail why;

static const char on_stick[] = "/stick/ENCOUNTER/feedback/foo-1/a.jsonl";

static int set_up(void **state)
{
    (void)state;
    simfs_init(&disk, 5);
    rnd = rand_seeded(7);
    simfs_patch(&disk, "/stick/x", 0, "", 0);
    simfs_patch(&disk, "/stick/ENCOUNTER/x", 0, "", 0);
    simfs_patch(&disk, "/plain/x", 0, "mine", 4);
    assert_true(
        target_folder_open(&folder, &disk.fs, "/stick", false, &rnd, &why));
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    target_folder_fini(&folder);
    assert_int_equal(simfs_open_count(&disk), 0);
    simfs_fini(&disk);
    return 0;
}

static void use(const char *root, bool is_inside)
{
    target_folder_fini(&folder);
    assert_true(
        target_folder_open(&folder, &disk.fs, root, is_inside, &rnd, &why));
}

static void probe(void)
{
    if (!folder.target.ops->probe(&folder.target, &why))
        fail_msg("%s", why.text);
}

static struct target_file batch(const char *bytes)
{
    return (struct target_file){
        .kind = TARGET_BATCH,
        .kiosk = "foo-1",
        .name = "a.jsonl",
        .bytes = bytes,
        .count = strlen(bytes),
        .unix_s = calendar_month_start_s(calendar_month("2026-11"))};
}

static void send(const struct target_file *file, enum target_came wanted)
{
    enum target_came came;

    if (!target_send(&folder.target, file, &came, &why))
        fail_msg("%s", why.text);
    assert_int_equal(came, wanted);
}

static void expect_bytes(const char *path, const char *text)
{
    size_t bytes = 0;
    const uint8_t *there = simfs_bytes(&disk, path, &bytes);

    if (!there)
        fail_msg("%s is not there", path);
    assert_int_equal(bytes, strlen(text));
    assert_memory_equal(there, text, bytes);
}

static void a_stick_and_a_folder_have_their_places(void **state)
{
    struct target_file file = batch("words\n");
    struct target_file form = {.kind = TARGET_FORM,
                               .kiosk = "foo-1",
                               .name = "foo_1.json",
                               .bytes = "{}",
                               .count = 2};
    struct target_file health = {.kind = TARGET_HEALTH,
                                 .kiosk = "foo-1",
                                 .name = "health.yaml",
                                 .bytes = "a: 1\n",
                                 .count = 5};

    (void)state;
    assert_true(folder.is_stick);
    probe();
    send(&file, TARGET_CAME);
    send(&form, TARGET_CAME);
    send(&health, TARGET_CAME);
    expect_bytes(on_stick, "words\n");
    expect_bytes("/stick/ENCOUNTER/feedback/foo-1/forms/foo_1.json", "{}");
    expect_bytes("/stick/ENCOUNTER/feedback/foo-1/health.yaml", "a: 1\n");
    use("/plain", false);
    assert_false(folder.is_stick);
    probe();
    send(&file, TARGET_CAME);
    send(&form, TARGET_CAME);
    send(&health, TARGET_CAME);
    expect_bytes("/plain/feedback/v=1/kiosk=foo-1/a.jsonl", "words\n");
    expect_bytes("/plain/feedback/v=1/forms/foo_1.json", "{}");
    expect_bytes("/plain/feedback/v=1/kiosk=foo-1/health.yaml", "a: 1\n");
    use("/stick/ENCOUNTER", true);
    probe();
    send(&file, TARGET_WAS_THERE);
}

static void a_place_is_known_again(void **state)
{
    char place[LEDGER_PLACE_BYTES];

    (void)state;
    probe();
    memcpy(place, folder.place, sizeof place);
    assert_int_equal(strlen(place), strlen("stick-") + 16);
    use("/stick", false);
    probe();
    assert_string_equal(folder.place, place);
    use("/plain/", false);
    probe();
    assert_string_not_equal(folder.place, place);
    assert_int_equal(strncmp(folder.place, "folder-", 7), 0);
    expect_bytes("/plain/x", "mine");
}

static void a_wrong_number_of_a_place_is_made_anew(void **state)
{
    static const char *const wrong[] = {"../../etc/passwd",
                                        "0123456789ABCDEF\n",
                                        "0123456789abcdef",
                                        "0123456789abcdef\n\n",
                                        "",
                                        "0123456789abcde/\n"};

    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        disk.fs.ops->remove(&disk.fs, "/stick/ENCOUNTER/feedback/place-id");
        simfs_patch(&disk, "/stick/ENCOUNTER/feedback/place-id", 0, wrong[i],
                    strlen(wrong[i]));
        probe();
        assert_null(strchr(folder.place, '/'));
        assert_int_equal(strlen(folder.place), strlen("stick-") + 16);
        assert_string_not_equal(folder.place, "stick-0123456789abcdef");
    }
}

static void what_is_there_is_confirmed_not_written(void **state)
{
    struct target_file file = batch("words\n");

    (void)state;
    send(&file, TARGET_CAME);
    int64_t writes = disk.writes;
    send(&file, TARGET_WAS_THERE);
    assert_int_equal(disk.writes, writes);
}

static void other_bytes_of_the_name_are_never_written_over(void **state)
{
    static const char *const others[] = {"wordS\n", "wo\n", "words\nmore", "W"};
    struct target_file file = batch("words\n");
    enum target_came came;

    (void)state;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        probe();
        disk.fs.ops->remove(&disk.fs, on_stick);
        simfs_patch(&disk, on_stick, 0, others[i], strlen(others[i]));
        assert_false(target_send(&folder.target, &file, &came, &why));
        assert_int_equal(why.kind, FAIL_CORRUPT);
        assert_non_null(strstr(why.text, "a.jsonl"));
        expect_bytes(on_stick, others[i]);
    }
}

/* A copy that was pulled out amid it. */
static void what_was_cut_off_is_made_whole(void **state)
{
    static const char *const parts[] = {"", "w", "words"};
    struct target_file file = batch("words\n");

    (void)state;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        probe();
        disk.fs.ops->remove(&disk.fs, on_stick);
        simfs_patch(&disk, on_stick, 0, parts[i], strlen(parts[i]));
        send(&file, TARGET_CAME);
        expect_bytes(on_stick, "words\n");
    }
}

static void the_last_health_and_form_count(void **state)
{
    struct target_file health = {.kind = TARGET_HEALTH,
                                 .kiosk = "foo-1",
                                 .name = "health.yaml",
                                 .bytes = "a: 1\n",
                                 .count = 5};

    (void)state;
    send(&health, TARGET_CAME);
    health.bytes = "a: 2\n";
    send(&health, TARGET_CAME);
    expect_bytes("/stick/ENCOUNTER/feedback/foo-1/health.yaml", "a: 2\n");
}

static void a_half_temporary_file_is_replaced(void **state)
{
    struct target_file file = batch("words\n");

    (void)state;
    probe();
    simfs_patch(&disk, "/stick/ENCOUNTER/feedback/foo-1/a.jsonl.new", 0,
                "half and longer than it", 23);
    send(&file, TARGET_CAME);
    expect_bytes(on_stick, "words\n");
    assert_null(simfs_bytes(
        &disk, "/stick/ENCOUNTER/feedback/foo-1/a.jsonl.new", NULL));
}

static void a_full_stick_is_told_and_keeps_no_half_file(void **state)
{
    static char large[20000];
    struct target_file file;
    enum target_came came;

    (void)state;
    memset(large, 'x', sizeof large - 1);
    file = batch(large);
    disk.room_bytes = 8192;
    assert_false(target_send(&folder.target, &file, &came, &why));
    assert_int_equal(why.kind, FAIL_FULL);
    assert_null(simfs_bytes(&disk, on_stick, NULL));
    assert_null(simfs_bytes(
        &disk, "/stick/ENCOUNTER/feedback/foo-1/a.jsonl.new", NULL));
    disk.room_bytes = 0;
    send(&file, TARGET_CAME);
}

static void nothing_there_bears_a_time_finer_than_its_month(void **state)
{
    struct target_file file = batch("words\n");

    (void)state;
    probe();
    send(&file, TARGET_CAME);
    assert_null(simfs_dated_otherwise(
        &disk, "/stick/ENCOUNTER/feedback/foo-1",
        calendar_month_start_s(calendar_month("2026-11"))));
}

static bool add_bytes(void *user, const void *bytes, size_t count,
                      struct fail *ret_why)
{
    (void)ret_why;
    str_add_bytes(user, bytes, count);
    return true;
}

static bool begin_bytes(void *user, int64_t from, struct fail *ret_why)
{
    (void)ret_why;
    str_addf(user, "%lld:", (long long)from);
    return true;
}

static void list(struct listing *ret_listing)
{
    *ret_listing = (struct listing){0};
    if (!folder.target.ops->list(&folder.target, ret_listing, &why))
        fail_msg("%s", why.text);
}

static void its_bundles_are_marked_by_their_bytes_and_given(void **state)
{
    struct listing listing;
    struct str got = {0};
    const struct target_sink sink = {
        .begin = begin_bytes, .add = add_bytes, .user = &got};
    char mark[LISTING_MARK_BYTES];

    (void)state;
    simfs_patch(&disk, "/stick/ENCOUNTER/bundles/foo_1.encounter.zip", 0,
                "words", 5);
    simfs_patch(&disk, "/stick/ENCOUNTER/bundles/Foo.zip", 0, "x", 1);
    list(&listing);
    assert_int_equal(listing.bundles.count, 1);
    assert_int_equal(listing.passed_over, 1);
    assert_string_equal(listing.bundles.items[0].name, "foo_1.encounter.zip");
    assert_int_equal(listing.bundles.items[0].bytes, 5);
    snprintf(mark, sizeof mark, "%s", listing.bundles.items[0].mark);
    assert_true(listing_mark_is_strong(mark));
    assert_true(folder.target.ops->get(
        &folder.target, &listing.bundles.items[0], 2, &sink, &why));
    assert_string_equal(got.text, "2:rds");
    str_fini(&got);
    listing_fini(&listing);

    simfs_patch(&disk, "/stick/ENCOUNTER/bundles/foo_1.encounter.zip", 0,
                "other", 5);
    list(&listing);
    assert_string_not_equal(listing.bundles.items[0].mark, mark);
    listing_fini(&listing);
}

static void a_folder_without_bundles_says_so(void **state)
{
    struct listing listing;

    (void)state;
    list(&listing);
    assert_int_equal(listing.state, LISTING_ABSENT);
    listing_fini(&listing);
    simfs_patch(&disk, "/plain/bundles/a.encounter.zip", 0, "x", 1);
    use("/plain", false);
    list(&listing);
    assert_int_equal(listing.bundles.count, 1);
    listing_fini(&listing);
    simfs_patch(&disk, "/stick/ENCOUNTER/bundles/b.encounter.zip", 0, "x", 1);
    use("/stick/ENCOUNTER", true);
    list(&listing);
    assert_int_equal(listing.bundles.count, 1);
    listing_fini(&listing);
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        CASE(a_stick_and_a_folder_have_their_places),
        CASE(a_place_is_known_again),
        CASE(a_wrong_number_of_a_place_is_made_anew),
        CASE(what_is_there_is_confirmed_not_written),
        CASE(other_bytes_of_the_name_are_never_written_over),
        CASE(what_was_cut_off_is_made_whole),
        CASE(the_last_health_and_form_count),
        CASE(a_half_temporary_file_is_replaced),
        CASE(a_full_stick_is_told_and_keeps_no_half_file),
        CASE(nothing_there_bears_a_time_finer_than_its_month),
        CASE(its_bundles_are_marked_by_their_bytes_and_given),
        CASE(a_folder_without_bundles_says_so),
    };
    log_open("test");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
