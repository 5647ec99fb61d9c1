#include "kiosk/door.h"

#include "base/local_socket.h"
#include "base/log.h"
#include "base/str.h"
#include "kiosk/seal_report.h"
#include "support/check.h"
#include "support/simfs.h"
#include "support/tmpdir.h"
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FOREVER_MS = 60000, SHORT_MS = 50 };
static const int64_t november_s = 4129833600;

struct door_test {
    struct simfs disk;
    struct tmpdir dir;
    struct saver *saver;
    struct door *door;
    const char *path;
    struct str told; /* on the door's thread */
};

static void on_news(void *user)
{
    (void)user;
}

static void on_content(void *user)
{
    str_add(&((struct door_test *)user)->told, "content\n");
}

static void on_stick(void *user, const char *line)
{
    str_addf(&((struct door_test *)user)->told, "%s\n", line);
}

static void set_up(struct door_test *test)
{
    struct keeper_options options = {.data = "/data",
                                     .kiosk = "foo-1",
                                     .rand = rand_seeded(1),
                                     .wall = wall_script(november_s, true),
                                     .least = 3};
    struct fail why;

    simfs_init(&test->disk, 1);
    options.fs = &test->disk.fs;
    tmpdir_init(&test->dir);
    test->path = tmpdir_path(&test->dir, "run/kiosk.sock");
    if (!saver_open(&options, on_news, NULL, &test->saver, &why))
        fail_msg("%s", why.text);
    const struct door_house house = {.saver = test->saver,
                                     .on_content = on_content,
                                     .on_stick = on_stick,
                                     .user = test};
    if (!door_open(test->path, &house, &test->door, &why))
        fail_msg("%s", why.text);
}

static void tear_down(struct door_test *test)
{
    struct stat gone;

    door_close(test->door);
    assert_int_equal(stat(test->path, &gone), -1);
    saver_close(test->saver);
    str_fini(&test->told);
    tmpdir_fini(&test->dir);
    simfs_fini(&test->disk);
}

static void save_for(struct door_test *test, bool is_for_group,
                     const char *body)
{
    struct fail why;

    saver_save(test->saver, is_for_group, SLOT_PLAIN, body, strlen(body));
    saver_settle(test->saver);
    while (saver_news(test->saver, &why) != SAVER_NOTHING)
        ;
}

static void save(struct door_test *test, const char *body)
{
    save_for(test, true, body);
}

static void assert_answer(struct door_test *test, const char *question,
                          const char *start)
{
    struct str answer = {0};
    struct fail why;

    if (!local_ask(test->path, question, FOREVER_MS, &answer, &why))
        fail_msg("%s", why.text);
    assert_memory_equal(str_text(&answer), start, strlen(start));
    str_fini(&answer);
}

static void a_kiosk_that_is_asked_makes_batches_and_says_which(void **state)
{
    struct door_test test = {0};

    (void)state;
    set_up(&test);
    save(&test, "{\"a\":1}");
    assert_answer(&test, "seal", "waiting 1 3\n");
    save(&test, "{\"a\":2}");
    save(&test, "{\"a\":3}");
    assert_answer(&test, "seal", "batch foo-1_000001_");
    save(&test, "{\"a\":4}");
    assert_answer(&test, "seal", "waiting 1 3\n");
    assert_answer(&test, "seal final", "batch foo-1_000002_");
    tear_down(&test);
}

static void a_group_visit_counts_from_the_next_visit_on(void **state)
{
    struct door_test test = {0};

    (void)state;
    set_up(&test);
    assert_false(saver_begin_visit(test.saver));
    assert_answer(&test, "group open", "group opened\n");
    assert_answer(&test, "group open", "group is-open\n");
    save_for(&test, false, "{\"before\":1}");
    saver_end_visit(test.saver);
    for (int i = 0; i < 3; i++) {
        char body[32];
        snprintf(body, sizeof body, "{\"a\":%d}", i);
        assert_true(saver_begin_visit(test.saver));
        save(&test, body);
        saver_end_visit(test.saver);
    }
    assert_answer(&test, "group close a school",
                  "group closed 3 0 3\nbatch foo-1_");
    assert_false(saver_begin_visit(test.saver));
    saver_end_visit(test.saver);
    assert_answer(&test, "group close", "group none-open\n");
    assert_answer(&test, "seal", "waiting 1 3\n");
    tear_down(&test);
}

static void a_group_is_not_closed_while_one_of_it_is_there(void **state)
{
    struct door_test test = {0};

    (void)state;
    set_up(&test);
    assert_answer(&test, "group open", "group opened\n");
    assert_true(saver_begin_visit(test.saver));
    assert_answer(&test, "group close", "group visited\n");
    save(&test, "{\"a\":1}");
    saver_end_visit(test.saver);
    assert_answer(&test, "group close a school", "group closed 0 1 3\n");
    tear_down(&test);
}

static void other_words_do_nothing(void **state)
{
    static char large[100000];
    static const char *const words[] = {"",
                                        "seal ",
                                        "SEAL",
                                        "seal finally",
                                        "seal\nfinal",
                                        "group",
                                        "group close ",
                                        "group close a\nb",
                                        "group closed",
                                        "\xff\xfe",
                                        large};
    struct door_test test = {0};
    struct str answer = {0};
    struct fail why;

    (void)state;
    memset(large, 's', sizeof large - 1);
    set_up(&test);
    save(&test, "{\"a\":1}");
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        assert_false(local_ask(test.path, words[i], SHORT_MS, &answer, &why));
    assert_int_equal(answer.length, 0);
    assert_answer(&test, "seal", "waiting 1 3\n");
    str_fini(&answer);
    tear_down(&test);
}

/* A line has no answer; the question behind it shows that it came. */
static void what_happens_with_content_and_sticks_is_told_on(void **state)
{
    struct door_test test = {0};
    struct str answer = {0};
    struct fail why;

    (void)state;
    set_up(&test);
    assert_false(local_ask(test.path, "stick sda1 took id=foo", SHORT_MS,
                           &answer, &why));
    assert_answer(&test, "content", "heard\n");
    assert_answer(&test, "seal", "waiting 0 3\n");
    assert_string_equal(test.told.text, "stick sda1 took id=foo\ncontent\n");
    str_fini(&answer);
    tear_down(&test);
}

static void
a_second_kiosk_does_not_take_the_door_a_dead_one_leaves_it(void **state)
{
    struct door_test test = {0};
    struct door *second = NULL;
    struct fail why = {0};

    (void)state;
    set_up(&test);
    assert_false(door_open(test.path, &(struct door_house){.saver = test.saver},
                           &second, &why));
    assert_int_equal(why.kind, FAIL_BUSY);
    assert_answer(&test, "seal", "waiting 0 3\n");
    tear_down(&test);
}

static void nobody_behind_the_door_is_said(void **state)
{
    struct str answer = {0};
    struct tmpdir dir;
    struct fail why = {0};

    (void)state;
    tmpdir_init(&dir);
    assert_false(local_ask(tmpdir_path(&dir, "none"), "seal", FOREVER_MS,
                           &answer, &why));
    assert_int_equal(why.kind, FAIL_MISSING);
    tmpdir_fini(&dir);
}

static void assert_printed(const char *report, bool is_json, int status,
                           const char *expected)
{
    char text[1000] = "";
    FILE *out = fmemopen(text, sizeof text, "w");

    assert_int_equal(seal_report_print(report, is_json, out), status);
    fclose(out);
    assert_string_equal(text, expected);
}

static void a_report_is_printed_for_people_and_programs(void **state)
{
    (void)state;
    assert_printed("waiting 3 5\n", false, 0,
                   "nothing: 3 records, 5 are the least\n");
    assert_printed("batch a_000001_12345678.jsonl 1\nwaiting 0 5\n", false, 0,
                   "a_000001_12345678.jsonl: 1 record\n");
    assert_printed("batch a_000001_12345678.jsonl 7\nwaiting 2 5\n", true, 0,
                   "{\"batches\":[{\"batch\":\"a_000001_12345678.jsonl\","
                   "\"records\":7}],\"waiting\":2,\"least\":5}\n");
    assert_printed("waiting 2 5\nfailed 74 cannot write\n", true, 74,
                   "{\"batches\":[],\"waiting\":2,\"least\":5,"
                   "\"failed\":\"cannot write\"}\n");
    assert_printed("group closed 7 0 5\nbatch a_000001_12345678.jsonl 7\n",
                   false, 0,
                   "closed; 7 records kept\n"
                   "a_000001_12345678.jsonl: 7 records\n");
    assert_printed("group closed 0 1 5\n", false, 0,
                   "closed; fewer than 5 records: they wait unlabelled until "
                   "there are enough\n");
    assert_printed("group closed 0 0 5\n", false, 0, "closed; no records\n");
    assert_printed("group closed 0 1 5\n", true, 0,
                   "{\"batches\":[],\"group\":\"closed\",\"kept\":0,"
                   "\"some_wait\":true,\"least\":5}\n");
    assert_printed("group is-open\n", false, 1, "");
    assert_printed("group none-open\n", true, 1,
                   "{\"batches\":[],\"group\":\"none-open\"}\n");
    assert_printed("group closed 7 0 5\nfailed 73 no room\n", false, 73,
                   "closed; 7 records kept\n");
    assert_printed("failed 73 no room\n", false, 73, "");
    assert_printed("group what\n", false, 70, "");
    assert_printed("what?\n", false, 70, "");
    assert_printed("", false, 70, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_kiosk_that_is_asked_makes_batches_and_says_which),
        cmocka_unit_test(a_group_visit_counts_from_the_next_visit_on),
        cmocka_unit_test(a_group_is_not_closed_while_one_of_it_is_there),
        cmocka_unit_test(other_words_do_nothing),
        cmocka_unit_test(what_happens_with_content_and_sticks_is_told_on),
        cmocka_unit_test(
            a_second_kiosk_does_not_take_the_door_a_dead_one_leaves_it),
        cmocka_unit_test(nobody_behind_the_door_is_said),
        cmocka_unit_test(a_report_is_printed_for_people_and_programs),
    };

    log_open("test");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
