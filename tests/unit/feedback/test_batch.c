#include "feedback/batch.h"

#include "base/fs_dated.h"
#include "base/log.h"
#include "base/str.h"
#include "feedback/store_file.h"
#include "support/check.h"
#include "support/simfs.h"
#include <math.h>
#include <stdio.h>
#include <string.h>

static const char folder[] = "/data/feedback";

enum { LEAST = 5, NOVEMBER = 2100 * 12 + 10 };

struct batch_test {
    struct simfs disk;
    struct fs_dated dated;
    struct rand rand;
    struct store *store;
    struct form_files forms;
    struct batch_origin origin;
    struct batches batches;
    size_t count; /* records so far */
};

static void open_store(struct batch_test *test)
{
    struct fail why = {0};

    if (!store_open(&test->dated.fs, &test->rand, folder, &test->store, &why))
        fail_msg("%s", why.text);
}

static void set_up(struct batch_test *test, uint64_t seed)
{
    struct month month = {MONTH_TRUSTED, NOVEMBER};

    *test = (struct batch_test){.rand = rand_seeded(seed)};
    simfs_init(&test->disk, seed);
    fs_dated_init(&test->dated, &test->disk.fs, month_start_s(month));
    test->origin = (struct batch_origin){.kiosk = "foo-1",
                                         .site = "foo",
                                         .outbox = "/data/outbox",
                                         .least = LEAST,
                                         .month = month,
                                         .forms = &test->forms};
    open_store(test);
}

static void tear_down(struct batch_test *test)
{
    batches_fini(&test->batches);
    store_close(test->store);
    simfs_fini(&test->disk);
}

/* Ids are random, as real ones are; `n` tells the order of arrival. */
static void save(struct batch_test *test, int count)
{
    struct fail why = {0};
    uint64_t id[2];
    char body[100];

    while (count-- > 0) {
        rand_fill(&test->rand, id, sizeof id);
        snprintf(body, sizeof body,
                 "{\"id\":\"%016llx%016llx\",\"v\":1,\"n\":%03zu}",
                 (unsigned long long)id[0], (unsigned long long)id[1],
                 test->count++);
        if (!store_save(test->store, SLOT_PLAIN, body, strlen(body), &why) ||
            !store_prepare(test->store, &why))
            fail_msg("%s", why.text);
    }
}

static size_t make(struct batch_test *test, enum batch_when when)
{
    struct fail why = {0};

    batches_fini(&test->batches);
    if (!batches_make(test->store, &test->origin, when, &test->batches, &why))
        fail_msg("%s", why.text);
    return test->batches.made.count;
}

/* The text of batch `i` of the last call; caller frees. */
static char *text_of(struct batch_test *test, size_t i)
{
    char path[200], *text;
    struct fail why = {0};
    size_t bytes;

    assert_true(i < test->batches.made.count);
    snprintf(path, sizeof path, "/data/outbox/%s",
             test->batches.made.items[i].name);
    text = fs_read_file(&test->disk.fs, path, 1 << 22, &bytes, &why);
    assert_non_null(text);
    return text;
}

static bool has_file(struct batch_test *test, const char *name)
{
    char path[64];
    size_t count;

    snprintf(path, sizeof path, "%s/%s", folder, name);
    return simfs_bytes(&test->disk, path, &count) != NULL;
}

static void assert_header(struct batch_test *test, size_t i, const char *header)
{
    char *text = text_of(test, i);

    *strchr(text, '\n') = '\0';
    assert_string_equal(text, header);
    free(text);
}

static void a_batch_says_where_it_is_from_and_holds_its_records(void **state)
{
    struct batch_test test;
    char *text;

    (void)state;
    set_up(&test, 1);
    save(&test, 7);
    assert_int_equal(make(&test, BATCH_DUE), 1);
    assert_int_equal(test.batches.made.items[0].records, 7);
    assert_memory_equal(test.batches.made.items[0].name, "foo-1_000001_", 13);
    assert_header(
        &test, 0,
        "{\"encounter_batch\":1,\"kiosk\":\"foo-1\",\"site\":\"foo\","
        "\"period\":\"2100-11\",\"clock\":\"trusted\",\"records\":7}");
    text = text_of(&test, 0);
    for (int i = 0; i < 7; i++) {
        char end[32];
        snprintf(end, sizeof end, "\"n\":%03d}\n", i);
        assert_non_null(strstr(text, end));
    }
    free(text);
    assert_false(has_file(&test, "000001.store"));
    assert_true(has_file(&test, "000002.store"));
    assert_true(has_file(&test, "000003.store"));
    tear_down(&test);
}

static void
too_few_records_wait_until_they_are_enough_or_it_is_final(void **state)
{
    struct batch_test test;

    (void)state;
    set_up(&test, 2);
    save(&test, LEAST - 1);
    assert_int_equal(make(&test, BATCH_DUE), 0);
    assert_int_equal(test.batches.waiting, LEAST - 1);
    save(&test, 1);
    assert_int_equal(make(&test, BATCH_DUE), 1);
    save(&test, 1);
    assert_int_equal(make(&test, BATCH_DUE), 0);
    assert_int_equal(make(&test, BATCH_FINAL), 1);
    assert_int_equal(test.batches.made.items[0].records, 1);
    assert_int_equal(make(&test, BATCH_FINAL), 0);
    assert_int_equal(test.batches.waiting, 0);
    tear_down(&test);
}

static void a_full_store_becomes_a_batch_and_others_go_on(void **state)
{
    struct batch_test test;

    (void)state;
    set_up(&test, 3);
    make(&test, BATCH_FULL);
    save(&test, STORE_SLOTS - 1);
    assert_false(store_has_news(test.store));
    save(&test, 1);
    assert_true(store_has_news(test.store));
    save(&test, LEAST);
    assert_int_equal(make(&test, BATCH_FULL), 1);
    assert_int_equal(test.batches.made.items[0].records, STORE_SLOTS);
    assert_int_equal(test.batches.waiting, LEAST);
    tear_down(&test);
}

static void a_sealed_record_is_its_base64_and_the_key_is_named(void **state)
{
    struct batch_test test;
    struct fail why = {0};
    char *text;

    (void)state;
    set_up(&test, 4);
    test.origin.key = "1234 5678 9012 3456 7890 1234";
    test.origin.site = NULL;
    assert_true(store_save(test.store, SLOT_SEALED, "\377\0x\n", 4, &why));
    assert_int_equal(make(&test, BATCH_FINAL), 1);
    text = text_of(&test, 0);
    assert_string_equal(
        text, "{\"encounter_batch\":1,\"kiosk\":\"foo-1\",\"site\":null,"
              "\"period\":\"2100-11\",\"clock\":\"trusted\",\"records\":1,"
              "\"key\":\"1234 5678 9012 3456 7890 1234\"}\n"
              "{\"sealed\":\"/wB4Cg==\"}\n");
    free(text);
    tear_down(&test);
}

/* One byte of a used slot is another. */
static void hurt_a_record(struct batch_test *test)
{
    size_t count;
    const uint8_t *bytes =
        simfs_bytes(&test->disk, "/data/feedback/000001.store", &count);

    for (size_t at = 0;; at += STORE_SLOT_BYTES)
        if (slot_read(bytes + at, NULL) == SLOT_USED) {
            simfs_patch(&test->disk, "/data/feedback/000001.store", at + 40,
                        "?", 1);
            return;
        }
}

static void a_damaged_record_is_not_counted(void **state)
{
    struct batch_test test;

    (void)state;
    set_up(&test, 5);
    save(&test, LEAST);
    hurt_a_record(&test);
    assert_int_equal(make(&test, BATCH_DUE), 0);
    assert_int_equal(test.batches.waiting, LEAST - 1);
    save(&test, 1);
    assert_int_equal(make(&test, BATCH_DUE), 1);
    assert_int_equal(test.batches.made.items[0].records, LEAST);
    tear_down(&test);
}

/* Closes store 1 but lets the batch fail: the disk refuses just after. */
static void close_without_batch(struct batch_test *test)
{
    for (int64_t at = 1; !has_file(test, "000001_2100-11.closed"); at++) {
        struct fail why = {0};
        test->disk.fail_at = test->disk.calls + at;
        test->disk.fails_for_good = true;
        batches_make(test->store, &test->origin, BATCH_DUE, &test->batches,
                     &why);
        batches_fini(&test->batches);
        store_close(test->store);
        simfs_end_process(&test->disk);
        open_store(test);
    }
}

/* The month, the kiosk's name and the site are those of the closing. */
static void a_batch_made_later_elsewhere_is_the_same_file(void **state)
{
    struct batch_test test, other;
    char *first, *second;

    (void)state;
    set_up(&test, 6);
    set_up(&other, 6);
    save(&test, LEAST);
    save(&other, LEAST);
    assert_int_equal(make(&other, BATCH_DUE), 1);
    close_without_batch(&test);
    test.origin.kiosk = "another";
    test.origin.site = NULL;
    test.origin.key = "9";
    test.origin.month.index++;
    assert_int_equal(make(&test, BATCH_FULL), 1);
    assert_string_equal(test.batches.made.items[0].name,
                        other.batches.made.items[0].name);
    first = text_of(&test, 0);
    second = text_of(&other, 0);
    assert_string_equal(first, second);
    free(first);
    free(second);
    tear_down(&other);
    tear_down(&test);
}

static void
a_closed_store_that_lost_its_description_becomes_a_batch(void **state)
{
    struct batch_test test;

    (void)state;
    set_up(&test, 6);
    save(&test, LEAST);
    close_without_batch(&test);
    simfs_patch(&test.disk, "/data/feedback/000001.close", 3, "?", 1);
    test.origin.month.index++;
    assert_int_equal(make(&test, BATCH_FULL), 1);
    assert_header(
        &test, 0,
        "{\"encounter_batch\":1,\"kiosk\":\"foo-1\",\"site\":\"foo\","
        "\"period\":\"2100-11\",\"clock\":\"unknown\",\"records\":5}");
    tear_down(&test);
}

static void a_number_never_comes_twice(void **state)
{
    struct batch_test test;

    (void)state;
    set_up(&test, 7);
    for (int i = 0; i < 6; i++) {
        save(&test, 1);
        assert_int_equal(make(&test, BATCH_FINAL), 1);
        assert_int_equal(
            strtol(strchr(test.batches.made.items[0].name, '_') + 1, NULL, 10),
            i + 1);
        if (i % 2) {
            store_close(test.store);
            simfs_reboot(&test.disk);
            open_store(&test);
        }
    }
    tear_down(&test);
}

static void begin_group(struct batch_test *test)
{
    struct fail why = {0};

    assert_true(store_begin_group(test->store, &why));
}

static struct group_end end_group(struct batch_test *test, const char *label)
{
    struct group_end end;
    struct fail why = {0};

    if (!store_end_group(test->store, &test->origin, label, &end, &why))
        fail_msg("%s", why.text);
    return end;
}

static void a_group_visit_is_a_labelled_batch_of_its_own(void **state)
{
    struct batch_test test;

    (void)state;
    set_up(&test, 8);
    save(&test, 2);
    begin_group(&test);
    save(&test, LEAST);
    store_close(test.store);
    simfs_reboot(&test.disk);
    open_store(&test);
    assert_true(store_is_in_group(test.store)); /* it goes on */
    save(&test, 1);
    assert_int_equal(make(&test, BATCH_DUE), 0);
    assert_int_equal(end_group(&test, "\"Lycée\"").kept, 6);
    assert_false(store_is_in_group(test.store));
    save(&test, 1);
    assert_int_equal(make(&test, BATCH_FULL), 1);
    assert_int_equal(test.batches.waiting, 3);
    assert_header(&test, 0,
                  "{\"encounter_batch\":1,\"kiosk\":\"foo-1\",\"site\":\"foo\","
                  "\"period\":\"2100-11\",\"clock\":\"trusted\","
                  "\"label\":\"\\\"Lycée\\\"\",\"records\":6}");
    tear_down(&test);
}

static void small_group_visits_wait_unlabelled_for_each_other(void **state)
{
    struct batch_test test;
    char *text;

    (void)state;
    set_up(&test, 9);
    for (int i = 0; i < 3; i++) {
        begin_group(&test);
        save(&test, 2);
        assert_int_equal(end_group(&test, "a school").few, 2);
        assert_int_equal(make(&test, BATCH_FULL), i == 2);
    }
    assert_int_equal(test.batches.made.items[0].records, 6);
    text = text_of(&test, 0);
    assert_null(strstr(text, "label"));
    free(text);
    begin_group(&test);
    save(&test, 1);
    assert_int_equal(make(&test, BATCH_FINAL), 1);
    assert_int_equal(test.batches.made.items[0].records, 1);
    assert_false(store_is_in_group(test.store));
    tear_down(&test);
}

static void
a_visit_that_began_before_the_group_keeps_out_of_its_store(void **state)
{
    struct batch_test test;
    struct fail why;
    char *text;

    (void)state;
    set_up(&test, 10);
    begin_group(&test);
    save(&test, LEAST);
    assert_true(
        store_save_beside(test.store, SLOT_PLAIN, "{\"beside\":1}", 12, &why));
    assert_int_equal(end_group(&test, "a school").kept, LEAST);
    assert_int_equal(make(&test, BATCH_FULL), 1);
    text = text_of(&test, 0);
    assert_null(strstr(text, "beside"));
    free(text);
    assert_int_equal(test.batches.waiting, 1);
    tear_down(&test);
}

static void a_label_is_one_line_of_text(void **state)
{
    char longest[BATCH_LABEL_BYTES + 2];

    (void)state;
    assert_true(label_is_right("Lycée d’Agdal, 3e"));
    assert_true(label_is_right("ثانوية أكدال"));
    assert_false(label_is_right(""));
    assert_false(label_is_right("two\nlines"));
    assert_false(label_is_right("a tab\there"));
    assert_false(label_is_right("\xc2\x85"));
    assert_false(label_is_right("\xe2\x80\xa8"));
    assert_false(label_is_right("\xff"));
    memset(longest, 'x', sizeof longest);
    longest[BATCH_LABEL_BYTES + 1] = '\0';
    assert_false(label_is_right(longest));
    longest[BATCH_LABEL_BYTES] = '\0';
    assert_true(label_is_right(longest));
}

/* Kendall's tau of the arrival against the order of the lines, which is that
 * of their offsets as well. */
static double tau_of(const char *text, size_t n)
{
    int order[STORE_SLOTS];
    long sum = 0;

    for (size_t i = 0; i < n; i++) {
        text = strstr(text, "\"n\":") + 4;
        order[i] = atoi(text);
    }
    for (size_t i = 0; i < n; i++)
        for (size_t j = i + 1; j < n; j++)
            sum += order[i] < order[j] ? 1 : -1;
    return (double)sum / ((double)n * (double)(n - 1) / 2);
}

static void
the_order_of_a_batch_tells_nothing_of_the_order_of_arrival(void **state)
{
    enum { RUNS = 20, RECORDS = 200 };
    int within = 0;

    (void)state;
    for (uint64_t seed = 1; seed <= RUNS; seed++) {
        struct batch_test test;
        char *text;
        set_up(&test, seed);
        save(&test, RECORDS);
        make(&test, BATCH_DUE);
        text = text_of(&test, 0);
        within += fabs(tau_of(text, RECORDS)) < 0.15;
        free(text);
        tear_down(&test);
    }
    assert_true(within >= RUNS - 1);
}

static void no_file_and_no_folder_bears_a_time_of_its_own(void **state)
{
    struct batch_test test;
    const char *other;

    (void)state;
    set_up(&test, 10);
    simfs_patch(&test.disk, "/data/outbox/forms/x", 0, "", 0);
    save(&test, LEAST);
    make(&test, BATCH_DUE);
    save(&test, 2);
    begin_group(&test);
    save(&test, 2);
    end_group(&test, NULL);
    make(&test, BATCH_FULL);
    fs_dated_touch(&test.dated, "/data/outbox/forms");
    fs_dated_touch(&test.dated, "/data/outbox/forms/x");
    other = simfs_dated_otherwise(&test.disk, "/data", test.dated.unix_s);
    if (other)
        fail_msg("%s", other);
    tear_down(&test);
}

static void full_slots_of_a_failed_store_are_not_lost(void **state)
{
    struct batch_test test;
    struct fail why = {0};

    (void)state;
    set_up(&test, 11);
    save(&test, LEAST);
    test.disk.sync_fail_at = test.disk.syncs + 1;
    assert_false(store_save(test.store, SLOT_PLAIN, "x", 1, &why));
    assert_int_equal(make(&test, BATCH_DUE), 1);
    assert_int_equal(test.batches.made.items[0].records, LEAST);
    tear_down(&test);
}

/* The disk gives no more of it: nothing is thrown away. */
static void a_store_that_cannot_be_read_stays(void **state)
{
    struct batch_test test;
    struct fail why = {0};

    (void)state;
    set_up(&test, 12);
    save(&test, LEAST);
    store_close(test.store);
    for (int64_t at = 1; at < 60; at++) {
        struct simfs copy;
        struct fs_dated dated;
        struct batches batches;
        bool is_there;
        size_t count;
        simfs_copy(&copy, &test.disk, 1);
        fs_dated_init(&dated, &copy.fs, 0);
        assert_true(
            store_open(&dated.fs, &test.rand, folder, &test.store, &why));
        copy.fail_at = copy.calls + at;
        copy.fails_for_good = true;
        assert_false(
            batches_make(test.store, &test.origin, BATCH_DUE, &batches, &why));
        batches_fini(&batches);
        is_there = false;
        for (size_t i = 0; simfs_path(&copy, i); i++)
            is_there |= strstr(simfs_path(&copy, i), "000001") != NULL &&
                        simfs_bytes(&copy, simfs_path(&copy, i), &count);
        assert_true(is_there);
        store_close(test.store);
        simfs_fini(&copy);
    }
    test.store = NULL;
    tear_down(&test);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_batch_says_where_it_is_from_and_holds_its_records),
        cmocka_unit_test(
            too_few_records_wait_until_they_are_enough_or_it_is_final),
        cmocka_unit_test(a_full_store_becomes_a_batch_and_others_go_on),
        cmocka_unit_test(a_sealed_record_is_its_base64_and_the_key_is_named),
        cmocka_unit_test(a_damaged_record_is_not_counted),
        cmocka_unit_test(a_batch_made_later_elsewhere_is_the_same_file),
        cmocka_unit_test(
            a_closed_store_that_lost_its_description_becomes_a_batch),
        cmocka_unit_test(a_number_never_comes_twice),
        cmocka_unit_test(a_group_visit_is_a_labelled_batch_of_its_own),
        cmocka_unit_test(small_group_visits_wait_unlabelled_for_each_other),
        cmocka_unit_test(
            a_visit_that_began_before_the_group_keeps_out_of_its_store),
        cmocka_unit_test(a_label_is_one_line_of_text),
        cmocka_unit_test(
            the_order_of_a_batch_tells_nothing_of_the_order_of_arrival),
        cmocka_unit_test(no_file_and_no_folder_bears_a_time_of_its_own),
        cmocka_unit_test(full_slots_of_a_failed_store_are_not_lost),
        cmocka_unit_test(a_store_that_cannot_be_read_stays),
    };

    log_open("test");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
