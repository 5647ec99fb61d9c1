#include "sync/outbox.h"

#include "base/log.h"
#include "support/batches.h"
#include "support/check.h"
#include <stdlib.h>
#include <string.h>

static struct simfs disk;
static char name[BATCHES_NAME_BYTES];

static int set_up(void **state)
{
    (void)state;
    simfs_init(&disk, 1);
    simfs_patch(&disk, "/data/x", 0, "", 0);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    assert_int_equal(simfs_open_count(&disk), 0);
    simfs_fini(&disk);
    return 0;
}

static void put(const char *path, const char *text)
{
    simfs_patch(&disk, path, 0, text, strlen(text));
}

static struct outbox read_it(void)
{
    struct outbox outbox;
    struct fail why = {0};

    if (!outbox_read(&outbox, &disk.fs, "/data", &why))
        fail_msg("%s", why.text);
    return outbox;
}

static void batches_and_forms_are_found_older_before_newer(void **state)
{
    struct outbox outbox;
    struct fail why;
    size_t bytes;
    char *text;

    (void)state;
    batches_put(&disk, "/data/outbox", name, "foo-1", 12, 3, false);
    batches_put(&disk, "/data/outbox", name, "foo-1", 2, 5, true);
    put("/data/outbox/forms/foo_3.json", "{}");
    put("/data/outbox/forms/foo_4.json.new", "{");
    put("/data/outbox/foo-1_000003_01234567.jsonl.new", "{");
    put("/data/outbox/notes.txt", "mine");
    outbox = read_it();
    assert_int_equal(outbox.batch_count, 2);
    assert_string_equal(outbox.batches[0].name, name);
    assert_int_equal(outbox.batches[0].number, 2);
    assert_int_equal(outbox.batches[0].head.records, 5);
    assert_true(outbox.batches[0].head.is_sealed);
    assert_null(outbox.batches[0].fault);
    assert_false(outbox.batches[1].head.is_sealed);
    text = outbox_load(&outbox, &outbox.batches[0], &bytes, &why);
    assert_non_null(text);
    assert_int_equal(bytes, outbox.batches[0].bytes);
    free(text);
    assert_int_equal(outbox.form_count, 1);
    assert_string_equal(outbox.forms[0], "foo_3.json");
    assert_int_equal(outbox_last_month_s(&outbox), 1793491200); /* 2026-11 */
    outbox_fini(&outbox);
}

static void no_outbox_is_an_empty_one_and_no_data_is_told(void **state)
{
    struct outbox outbox;
    struct fail why;

    (void)state;
    outbox = read_it();
    assert_int_equal(outbox.batch_count + outbox.form_count, 0);
    assert_int_equal(outbox_last_month_s(&outbox), 946684800); /* 2000-01 */
    outbox_fini(&outbox);
    assert_false(outbox_read(&outbox, &disk.fs, "/nowhere", &why));
    assert_int_equal(why.kind, FAIL_MISSING);
}

/* What is told of the only batch after `spoil` bytes at `offset`. */
static void expect_fault(size_t offset, const char *spoil, const char *said)
{
    char path[160] = "/data/outbox/";
    struct outbox outbox;
    struct fail why = {0};
    size_t bytes;

    batches_put(&disk, "/data/outbox", name, "foo-1", 1, 3, true);
    strcat(path, name);
    simfs_patch(&disk, path, offset, spoil, strlen(spoil));
    outbox = read_it();
    assert_int_equal(outbox.batch_count, 1);
    assert_null(outbox_load(&outbox, &outbox.batches[0], &bytes, &why));
    assert_int_equal(why.kind, FAIL_CORRUPT);
    assert_non_null(strstr(why.text, name));
    if (!strstr(why.text, said))
        fail_msg("%s", why.text);
    outbox_fini(&outbox);
}

static void a_batch_that_is_not_what_it_was_named_by_is_not_given(void **state)
{
    (void)state;
    expect_fault(0, "x", "no batch's header");
    expect_fault(30, "x", "another kiosk");
    expect_fault(200, "Q", "named by");
    expect_fault(5000, "more", "named by");
}

static void
a_batch_that_changed_since_it_was_looked_at_is_not_given(void **state)
{
    struct outbox outbox;
    struct str text = {0};
    char path[160] = "/data/outbox/";
    struct fail why;
    size_t bytes;

    (void)state;
    batches_put(&disk, "/data/outbox", name, "foo-1", 1, 3, true);
    strcat(path, name);
    outbox = read_it();
    batches_write(&text, "foo-1", "2026-11", 9, false, "plain words here");
    simfs_patch(&disk, path, 0, text.text, text.length);
    assert_null(outbox_load(&outbox, &outbox.batches[0], &bytes, &why));
    assert_non_null(strstr(why.text, "changed"));
    str_fini(&text);
    outbox_fini(&outbox);
}

static void names_are_read_from_their_end(void **state)
{
    struct batch_name read;
    static const char *const wrong[] = {"",
                                        ".jsonl",
                                        "a.jsonl",
                                        "a_000001_0123456.jsonl",
                                        "a_00001_01234567.jsonl",
                                        "a_000001_0123456g.jsonl",
                                        "_000001_01234567.jsonl",
                                        "000001_01234567.jsonl",
                                        "A_000001_01234567.jsonl",
                                        "a/b_000001_01234567.jsonl",
                                        "../a_000001_01234567.jsonl",
                                        "a_0000000001_01234567.jsonl",
                                        "a_000001_01234567.jsonl.new",
                                        "a_000001_01234567",
                                        "a_000001-01234567.jsonl",
                                        "a 000001_01234567.jsonl"};

    (void)state;
    assert_true(batch_name_read("a_1-b_1234567_89abcdef.jsonl", &read));
    assert_string_equal(read.kiosk, "a_1-b");
    assert_int_equal(read.number, 1234567);
    assert_string_equal(read.hash, "89abcdef");
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        if (batch_name_read(wrong[i], &read))
            fail_msg("taken: %s", wrong[i]);
}

static void a_disk_that_refuses_is_told(void **state)
{
    struct outbox outbox;
    struct fail why = {0};
    size_t told = 0;

    (void)state;
    batches_put(&disk, "/data/outbox", name, "foo-1", 1, 3, true);
    for (int call = 1; call < 20; call++) {
        disk.calls = 0;
        disk.fail_at = call;
        if (outbox_read(&outbox, &disk.fs, "/data", &why)) {
            told += outbox.batch_count == 1 && outbox.batches[0].fault;
            assert_int_equal(outbox.batch_count, 1);
            outbox_fini(&outbox);
        } else {
            told++;
        }
    }
    assert_in_range(told, 4, 10);
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        CASE(batches_and_forms_are_found_older_before_newer),
        CASE(no_outbox_is_an_empty_one_and_no_data_is_told),
        CASE(a_batch_that_is_not_what_it_was_named_by_is_not_given),
        CASE(a_batch_that_changed_since_it_was_looked_at_is_not_given),
        CASE(names_are_read_from_their_end),
        CASE(a_disk_that_refuses_is_told),
    };
    log_open("test");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
