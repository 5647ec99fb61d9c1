#include "cmd/stick_tell.h"

#include "base/fs.h"
#include "base/local_socket.h"
#include "support/check.h"
#include "support/tmpdir.h"
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct tmpdir dir;

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

static void expect_report(const char *path, const char *text)
{
    struct fail why = {0};
    size_t bytes;
    char *read = fs_read_file(fs_system(), path, 4096, &bytes, &why);

    if (!read)
        fail_msg("%s", why.text);
    assert_string_equal(read, text);
    free(read);
}

static void tell_one(const char *report, const char *socket,
                     enum stick_event event)
{
    struct stick_tell tell;
    struct fail why = {0};

    if (!stick_tell_open(&tell, report, socket, &why))
        fail_msg("%s", why.text);
    stick_tell(&tell, &(struct stick_news){.event = event, .count = 3});
    stick_tell_close(&tell);
}

static void programs_one_after_the_other_write_one_report(void **state)
{
    const char *report = tmpdir_path(&dir, "sdb1.report.txt");

    (void)state;
    tell_one(report, NULL, STICK_READING);
    tell_one(report, NULL, STICK_COPIED);
    expect_report(report,
                  "stick sdb1 reading count=3\nstick sdb1 copied count=3\n");
}

static void the_kiosk_hears_the_same_line(void **state)
{
    const char *socket = tmpdir_path(&dir, "sock");
    struct local_socket *kiosk;
    struct fail why;
    char text[STICK_LINE_BYTES];

    (void)state;
    assert_true(local_listen(socket, &kiosk, &why));
    tell_one(tmpdir_path(&dir, "a.report"), socket, STICK_COPIED);
    assert_true(local_wait(kiosk, text, sizeof text));
    assert_string_equal(text, "stick a copied count=3");
    local_close(kiosk);
}

/* Each is drawn: a slow machine would do little else. */
static void how_far_it_is_is_not_told_all_the_time(void **state)
{
    enum { STEPS = 6 };
    const char *socket = tmpdir_path(&dir, "sock");
    struct local_socket *kiosk;
    struct stick_tell tell;
    struct fail why = {0};
    char text[STICK_LINE_BYTES];
    int told = 0;

    (void)state;
    assert_true(local_listen(socket, &kiosk, &why));
    assert_true(stick_tell_open(&tell, tmpdir_path(&dir, "a"), socket, &why));
    for (int i = 1; i <= STEPS; i++)
        stick_tell(&tell,
                   &(struct stick_news){.event = STICK_READING, .percent = i});
    stick_tell(&tell, &(struct stick_news){.event = STICK_DONE});
    stick_tell_close(&tell);
    while (local_wait(kiosk, text, sizeof text) &&
           strcmp(text, "stick a done") != 0)
        told++;
    assert_true(told > 0);
    assert_true(told < STEPS);
    local_close(kiosk);
}

static void nobody_at_the_kiosk_holds_nothing_up(void **state)
{
    const char *report = tmpdir_path(&dir, "a");

    (void)state;
    tell_one(report, tmpdir_path(&dir, "nobody"), STICK_DONE);
    expect_report(report, "stick a done count=3\n");
}

static void without_a_report_nothing_is_told(void **state)
{
    const char *socket = tmpdir_path(&dir, "sock");
    struct local_socket *kiosk;
    struct fail why;
    char text[STICK_LINE_BYTES];

    (void)state;
    assert_true(local_listen(socket, &kiosk, &why));
    tell_one(NULL, socket, STICK_DONE);
    assert_true(local_tell(socket, "the first"));
    assert_true(local_wait(kiosk, text, sizeof text));
    assert_string_equal(text, "the first");
    local_close(kiosk);
}

static void expect_refused(const char *name, enum fail_kind kind)
{
    struct stick_tell tell;
    struct fail why = {0};

    assert_false(stick_tell_open(&tell, tmpdir_path(&dir, name), NULL, &why));
    assert_int_equal(why.kind, kind);
    stick_tell_close(&tell);
}

static void a_report_that_cannot_be_is_refused(void **state)
{
    (void)state;
    expect_refused(".report", FAIL_USAGE);
    expect_refused("a stick.report", FAIL_USAGE);
    expect_refused("nowhere/a", FAIL_MISSING);
    assert_int_equal(symlink("a", tmpdir_path(&dir, "link")), 0);
    expect_refused("link", FAIL_IO);
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        CASE(programs_one_after_the_other_write_one_report),
        CASE(the_kiosk_hears_the_same_line),
        CASE(how_far_it_is_is_not_told_all_the_time),
        CASE(nobody_at_the_kiosk_holds_nothing_up),
        CASE(without_a_report_nothing_is_told),
        CASE(a_report_that_cannot_be_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
