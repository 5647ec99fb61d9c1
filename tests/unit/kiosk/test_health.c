#include "kiosk/health.h"

#include "base/log.h"
#include "feedback/store.h"
#include "support/check.h"
#include "support/simfs.h"
#include "yaml/tree.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct simfs disk;
static const struct health health = {
    .kiosk = "foo-1",
    .month = {.trust = MONTH_BOUNDED, .index = 2026 * 12 + 10},
    .bundles =
        "bundles:\n  - {\"id\":\"foo\",\"version\":\"1\",\"serial\":3}\n",
};

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
    simfs_fini(&disk);
    return 0;
}

/* What the file says, and that it is YAML as this program reads it. */
static char *written(const struct health *of)
{
    struct arena arena = {0};
    struct messages messages = {0};
    struct yaml_source source = {.path = "health.yaml"};
    struct fail why = {0};
    char *text;

    if (!health_write(of, &disk.fs, "/data", &why))
        fail_msg("%s", why.text);
    text = fs_read_file(&disk.fs, "/data/health.yaml", 65536, &source.length,
                        &why);
    assert_non_null(text);
    source.bytes = text;
    assert_non_null(yaml_tree_parse(&source, &arena, &messages));
    assert_int_equal(messages.count, 0);
    messages_fini(&messages);
    arena_fini(&arena);
    return text;
}

static void expect(const char *text, const char *line)
{
    if (!strstr(text, line))
        fail_msg("'%s' is not in:\n%s", line, text);
}

static void a_kiosk_that_never_ran_has_nothing_waiting(void **state)
{
    char *text = written(&health);

    (void)state;
    expect(text, "program: \"" ENCOUNTER_VERSION "\"\n");
    expect(text, "kiosk: \"foo-1\"\nsite: null\nperiod: \"2026-11\"\n");
    expect(text, "clock: \"bounded\"\nsealed: false\n");
    expect(text, "\"version\":\"1\",\"serial\":3");
    expect(text, "records_waiting: 0\ndamaged_slots: 0\nbatches: 0\n");
    expect(text, "faults: []\n");
    free(text);
}

static void what_waits_and_what_is_damaged_is_counted(void **state)
{
    struct rand rnd = rand_seeded(1);
    struct store *store;
    struct fail why = {0};
    char *text;

    (void)state;
    assert_true(store_open(&disk.fs, &rnd, "/data/feedback", &store, &why));
    for (int i = 0; i < 3; i++)
        assert_true(store_save(store, SLOT_PLAIN, "{\"n\":1}", 7, &why));
    simfs_patch(&disk, "/data/outbox/a_000001_01234567.jsonl", 0, "x", 1);
    simfs_patch(&disk, "/data/outbox/a_000002_01234567.jsonl.new", 0, "x", 1);
    text = written(&health);
    expect(text, "records_waiting: 3\ndamaged_slots: 0\nbatches: 1\n");
    free(text);
    /* Two sticks an hour apart are not to tell that somebody was there. */
    struct health few = health;
    few.least = 4;
    text = written(&few);
    expect(text, "records_waiting: fewer than 4\ndamaged_slots: 0\n");
    free(text);
    store_close(store);
}

static void the_last_faults_are_told_once_each_and_bounded(void **state)
{
    struct fail why = {0};
    const char *at;
    char *text;
    int count = 0;

    (void)state;
    for (int i = 0; i < 30; i++) {
        fail_set(&why, FAIL_IO, "cannot write \"%d\"\n: no: room", i);
        log_fail(&why);
        log_fail(&why);
    }
    text = written(&health);
    expect(text, "  - \"cannot write \\\"29\\\"\\n: no: room\"\n");
    for (at = text; (at = strstr(at, "cannot write")) != NULL; at++)
        count++;
    assert_int_equal(count, LOG_FAULTS);
    assert_null(strstr(text, "\"21\\\""));
    free(text);
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        CASE(a_kiosk_that_never_ran_has_nothing_waiting),
        CASE(what_waits_and_what_is_damaged_is_counted),
        CASE(the_last_faults_are_told_once_each_and_bounded),
    };
    log_open("test");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
