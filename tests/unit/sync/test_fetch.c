/* From a place that behaves as the test says, onto a disk in memory. */
#include "sync/fetch.h"

#include "base/log.h"
#include "base/str.h"
#include "support/check.h"
#include "support/simfs.h"
#include <stdio.h>
#include <string.h>

#define NAME "foo_1.encounter.zip"
enum { MIB = 1024 * 1024, BYTES = 5000, PIECE = 1000 };

static struct simfs disk;
static struct fetched fetched;
static const char *judge = "purpose1keys1";
static struct fetch_result result;
static struct fail why;

/* What the place has, and what became of it. */
static struct place {
    struct target target; /* first */
    struct listing_bundle bundles[3];
    size_t count;
    const char *bytes; /* of each */
    size_t cut_after;  /* bytes of a transfer; 0: never */
    bool knows_no_parts;
    int gets;
    int64_t asked_from; /* last */
    struct fail list_fails;
} place;

static char good[BYTES + 1], other[BYTES + 1];

static bool place_list(struct target *target, struct listing *listing,
                       struct fail *ret_why)
{
    (void)target;
    if (place.list_fails.kind != FAIL_NONE) {
        *ret_why = place.list_fails;
        return false;
    }
    for (size_t i = 0; i < place.count; i++)
        if (!listing_add(listing, &place.bundles[i], ret_why))
            return false;
    listing_sort(listing);
    return true;
}

static bool place_get(struct target *target,
                      const struct listing_bundle *bundle, int64_t from,
                      const struct target_sink *sink, struct fail *ret_why)
{
    size_t at, end = strlen(place.bytes);

    (void)target;
    (void)bundle;
    place.gets++;
    place.asked_from = from;
    if (place.knows_no_parts)
        from = 0;
    if (place.cut_after > 0 && (size_t)from + place.cut_after < end)
        end = (size_t)from + place.cut_after;
    if (!sink->begin(sink->user, from, ret_why))
        return false;
    for (at = (size_t)from; at < end; at += PIECE)
        if (!sink->add(sink->user, place.bytes + at,
                       end - at < PIECE ? end - at : PIECE, ret_why))
            return false;
    return end == strlen(place.bytes) ||
           fail_set(ret_why, FAIL_BUSY, "the connection failed");
}

static bool verify(void *user, const char *path, struct fail *ret_why)
{
    size_t count;
    const uint8_t *bytes = simfs_bytes(&disk, path, &count);

    (void)user;
    assert_non_null(bytes);
    return (count == BYTES && memcmp(bytes, good, BYTES) == 0) ||
           fail_set(ret_why, FAIL_DENIED, "signed by nobody who may");
}

static int set_up(void **state)
{
    static const struct target_ops ops = {.list = place_list, .get = place_get};

    (void)state;
    simfs_init(&disk, 3);
    simfs_patch(&disk, "/in/x", 0, "", 0);
    memset(good, 'g', BYTES);
    memset(other, 'o', BYTES);
    place = (struct place){.target.ops = &ops,
                           .bundles = {{NAME, BYTES, "\"1\""}},
                           .count = 1,
                           .bytes = good};
    judge = "purpose1keys1";
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    assert_int_equal(simfs_open_count(&disk), 0);
    simfs_fini(&disk);
    return 0;
}

static bool run_with(bool (*judges)(void *, const char *, struct fail *))
{
    struct fetch fetch = {.fs = &disk.fs,
                          .folder = "/in",
                          .fetched = &fetched,
                          .target = &place.target,
                          .place = "lab",
                          .verify = judges};
    bool ok;

    assert_true(fetched_open(&fetched, &disk.fs, "/in", judge, &why));
    ok = fetch_all(&fetch, &result, &why);
    fetched_close(&fetched);
    return ok;
}

static bool run(void)
{
    return run_with(verify);
}

static bool has(const char *path)
{
    size_t count;

    return simfs_bytes(&disk, path, &count) != NULL;
}

static size_t parts(void)
{
    size_t count = 0;
    const char *path;

    for (size_t i = 0; (path = simfs_path(&disk, i)) != NULL; i++)
        count += str_ends(path, ".part") && has(path);
    return count;
}

static void a_bundle_comes_once(void **state)
{
    size_t count;

    (void)state;
    assert_true(run());
    assert_int_equal(result.came, 1);
    assert_memory_equal(simfs_bytes(&disk, "/in/" NAME, &count), good, BYTES);
    assert_int_equal(disk.fs.ops->remove(&disk.fs, "/in/" NAME), 0);
    assert_true(run()); /* installed meanwhile */
    assert_int_equal(result.came + result.refused, 0);
    assert_int_equal(result.known, 1);
    assert_int_equal(place.gets, 1);
}

static void what_changed_there_comes_again(void **state)
{
    (void)state;
    assert_true(run());
    place.bundles[0].mark = "\"2\"";
    assert_true(run());
    assert_int_equal(result.came, 1);
    place.bundles[0].mark = "W/\"2\""; /* the same, as long as it is young */
    assert_true(run());
    assert_int_equal(result.known, 1);
}

static void
what_is_not_taken_never_has_its_name_and_is_not_fetched_again(void **state)
{
    (void)state;
    place.bytes = other;
    assert_true(run());
    assert_int_equal(result.refused, 1);
    assert_false(has("/in/" NAME));
    assert_int_equal(parts(), 0);
    assert_true(run());
    assert_int_equal(result.refused_before, 1);
    assert_int_equal(place.gets, 1);
    judge = "purpose1keys2"; /* others may sign */
    place.bytes = good;
    assert_true(run());
    assert_int_equal(result.came, 1);
}

/* What the installer of another programme refused, it may take now. */
static void for_another_programme_all_is_fetched_again(void **state)
{
    (void)state;
    assert_true(run());
    judge = "purpose1keys2";
    assert_true(run());
    assert_int_equal(result.known, 1);
    judge = "purpose2keys2";
    assert_true(run());
    assert_int_equal(result.came, 1);
}

static void a_transfer_that_was_cut_is_gone_on_with(void **state)
{
    (void)state;
    place.cut_after = 2100;
    assert_false(run());
    assert_int_equal(why.kind, FAIL_BUSY);
    assert_false(has("/in/" NAME));
    assert_false(run());
    assert_int_equal(place.asked_from, 2100);
    assert_true(run());
    assert_int_equal(place.asked_from, 4200);
    assert_int_equal(result.came, 1);
    assert_int_equal(parts(), 0);
}

static void a_place_without_parts_begins_anew(void **state)
{
    (void)state;
    place.cut_after = 2100;
    assert_false(run());
    place.cut_after = 0;
    place.knows_no_parts = true;
    assert_true(run());
    assert_int_equal(result.came, 1);
}

static void without_a_mark_nothing_is_kept_of_what_was_cut(void **state)
{
    (void)state;
    place.bundles[0].mark = "Sun, 01 Nov 2026 12:00:00 GMT";
    place.cut_after = 2100;
    assert_false(run());
    assert_int_equal(parts(), 0);
}

static void parts_of_two_files_are_not_judged(void **state)
{
    (void)state;
    place.cut_after = 2100;
    place.bytes = other;
    assert_false(run());
    place.cut_after = 0;
    place.bytes = good;
    assert_true(run());
    assert_int_equal(result.came, 1);
    assert_int_equal(place.gets, 3);
    assert_int_equal(place.asked_from, 0);
}

static void a_part_of_what_is_gone_goes(void **state)
{
    (void)state;
    place.cut_after = 2100;
    assert_false(run());
    assert_int_equal(parts(), 1);
    simfs_patch(&disk, "/in/" NAME ".0123456789abcdef0123456789abcdef.part", 0,
                "x", 1); /* of another place */
    place.bundles[0].mark = "\"2\"";
    place.count = 0;
    assert_true(run());
    assert_int_equal(parts(), 1);
}

static void a_file_of_another_size_than_was_told_is_not_taken(void **state)
{
    (void)state;
    place.bundles[0].bytes = BYTES + 1;
    assert_false(run());
    assert_int_equal(why.kind, FAIL_IO);
    assert_int_equal(parts(), 0);
    assert_false(has("/in/" NAME));
    place.bundles[0].bytes = -1; /* not told */
    assert_true(run());
    assert_int_equal(result.came, 1);
}

static void what_no_package_can_be_is_not_fetched(void **state)
{
    (void)state;
    place.bundles[0].bytes = (int64_t)LISTING_BUNDLE_MIB * MIB + 1;
    assert_true(run());
    assert_int_equal(result.refused, 1);
    assert_int_equal(place.gets, 0);
}

static void room_is_left_for_feedback(void **state)
{
    (void)state;
    disk.room_bytes = (int64_t)FETCH_SPARE_MIB * MIB + 2 * BYTES;
    simfs_patch(&disk, "/in/" NAME ".0123456789abcdef0123456789abcdef.part", 0,
                good, 1);
    assert_false(run());
    assert_int_equal(why.kind, FAIL_FULL);
    assert_int_equal(place.gets, 0);
    assert_int_equal(parts(), 0); /* whatever could go has gone */
    disk.room_bytes += 64 * 1024;
    assert_true(run());
    assert_int_equal(result.came, 1);
}

static void what_is_wrong_with_one_holds_up_no_other(void **state)
{
    (void)state;
    place.bundles[1] =
        (struct listing_bundle){"bar_1.encounter.zip", BYTES - 1, "\"3\""};
    place.bundles[2] = (struct listing_bundle){"Bar.zip", 1, ""};
    place.count = 3;
    assert_false(run());
    assert_int_equal(result.listed, 2);
    assert_int_equal(result.came, 1);
    assert_int_equal(result.passed_over, 1);
}

static void where_nobody_may_sign_nothing_is_fetched(void **state)
{
    (void)state;
    assert_false(run_with(NULL));
    assert_int_equal(why.kind, FAIL_MISSING);
    assert_int_equal(place.gets, 0);
    place.count = 0;
    assert_true(run_with(NULL));
}

static void a_place_that_shows_nothing_is_no_failure(void **state)
{
    static const struct target_ops drop = {.list = NULL};

    (void)state;
    place.target.ops = &drop;
    assert_true(run());
    assert_int_equal(result.state, LISTING_SILENT);
}

static void the_oldest_of_what_is_known_is_forgotten(void **state)
{
    char key[FETCHED_KEY_BYTES];
    struct str lines = {0};

    (void)state;
    for (int i = 0; i < FETCHED_LINES; i++)
        str_addf(&lines, "good " NAME " %032x purpose1keys1\n",
                 (unsigned int)i);
    simfs_patch(&disk, "/in/.fetched", 0, lines.text, lines.length);
    str_fini(&lines);
    assert_true(run());
    assert_true(fetched_open(&fetched, &disk.fs, "/in", judge, &why));
    assert_int_equal(fetched.lines.count, FETCHED_LINES);
    snprintf(key, sizeof key, "%032x", 0U);
    assert_int_equal(fetched_find(&fetched, key), FETCHED_NEVER);
    snprintf(key, sizeof key, "%032x", 1U);
    assert_int_equal(fetched_find(&fetched, key), FETCHED_GOOD);
    fetched_close(&fetched);
    assert_true(run());
    assert_int_equal(result.known, 1);
}

static void lines_that_are_none_cost_a_transfer(void **state)
{
    static const char lines[] =
        "good ../" NAME " 0123456789abcdef0123456789abcdef purpose1keys1\n"
        "good\n\nbad " NAME " 0123 purpose1keys1\n"
        "fine " NAME " 0123456789abcdef0123456789abcdef purpose1keys1\n"
        "good " NAME " 0123456789abcdef0123456789abcdef purpose1keys1 more\n"
        "good " NAME " 0123456789abcdef0123456789abcdee purpose1keys1\n"
        "good " NAME " 0123456789abcdef0123456789abc";

    (void)state;
    simfs_patch(&disk, "/in/.fetched", 0, lines, strlen(lines));
    assert_true(fetched_open(&fetched, &disk.fs, "/in", judge, &why));
    assert_int_equal(fetched.lines.count, 1);
    assert_int_equal(fetched_find(&fetched, "0123456789abcdef0123456789abcdee"),
                     FETCHED_GOOD);
    fetched_close(&fetched);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
        TEST(a_bundle_comes_once),
        TEST(what_changed_there_comes_again),
        TEST(what_is_not_taken_never_has_its_name_and_is_not_fetched_again),
        TEST(for_another_programme_all_is_fetched_again),
        TEST(a_transfer_that_was_cut_is_gone_on_with),
        TEST(a_place_without_parts_begins_anew),
        TEST(without_a_mark_nothing_is_kept_of_what_was_cut),
        TEST(parts_of_two_files_are_not_judged),
        TEST(a_part_of_what_is_gone_goes),
        TEST(a_file_of_another_size_than_was_told_is_not_taken),
        TEST(what_no_package_can_be_is_not_fetched),
        TEST(room_is_left_for_feedback),
        TEST(what_is_wrong_with_one_holds_up_no_other),
        TEST(where_nobody_may_sign_nothing_is_fetched),
        TEST(a_place_that_shows_nothing_is_no_failure),
        TEST(the_oldest_of_what_is_known_is_forgotten),
        TEST(lines_that_are_none_cost_a_transfer),
    };

    log_open("test");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
