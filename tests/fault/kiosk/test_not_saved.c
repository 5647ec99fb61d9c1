#include "support/check.h"

#include "base/fs.h"
#include "kiosk/app_private.h"
#include "support/found.h"
#include "support/tmpdir.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* The real kiosk on a disk that refuses, fills up or is slow. */

struct bad_disk {
    struct fs fs; /* first: the table's functions find the rest by it */
    struct fs_ops ops;
    int failing_syncs;     /* the next ones fail with EIO; -1: all */
    bool is_full;          /* what is not there yet cannot be made */
    pthread_mutex_t *gate; /* a sync waits for it */
    int receipts;          /* read end */
    int early_receipts;    /* that came before the sync had returned */
};

static bool has_receipt(int fd)
{
    struct pollfd wait = {.fd = fd, .events = POLLIN};
    return poll(&wait, 1, 0) == 1;
}

static int sync_data(const struct fs *fs, int file)
{
    struct bad_disk *disk = (struct bad_disk *)fs;

    if (disk->gate) {
        pthread_mutex_lock(disk->gate);
        pthread_mutex_unlock(disk->gate);
    }
    if (has_receipt(disk->receipts))
        disk->early_receipts++;
    if (disk->failing_syncs) {
        disk->failing_syncs -= disk->failing_syncs > 0;
        errno = EIO;
        return -1;
    }
    return fs_system()->ops->sync_data(fs_system(), file);
}

static int64_t write_at(const struct fs *fs, int file, const void *bytes,
                        size_t count, int64_t offset)
{
    const struct bad_disk *disk = (const struct bad_disk *)fs;

    if (disk->is_full) {
        errno = ENOSPC;
        return -1;
    }
    return fs_system()->ops->write_at(fs_system(), file, bytes, count, offset);
}

struct kiosk_test {
    struct bad_disk disk;
    struct tmpdir dir;
    int receipts[2];
    struct app *app;
};

static void set_up_in(struct kiosk_test *test, const char *language,
                      const char *script)
{
    char folder[400], head[500];
    struct fail why;

    tmpdir_init(&test->dir);
    assert_int_equal(pipe(test->receipts), 0);
    test->disk.ops = *fs_system()->ops;
    test->disk.ops.sync_data = sync_data;
    test->disk.ops.write_at = write_at;
    test->disk.fs.ops = &test->disk.ops;
    test->disk.receipts = test->receipts[0];
    assert_non_null(getcwd(folder, sizeof folder));
    snprintf(head, sizeof head,
             "start size=1280x800 %sconfig=%s/tests/visits/foo.yaml\n%s",
             language, folder, script);
    tmpdir_write_text(&test->dir, "a.visit", head);
    struct app_options options = {
        .content = "content",
        .assets = "assets",
        .data = test->dir.path,
        .visit = tmpdir_path(&test->dir, "a.visit"),
        .receipt_fd = test->receipts[1],
        .fs = &test->disk.fs,
    };
    if (!app_open(&options, &test->app, &why))
        fail_msg("%s", why.text);
}

static void set_up(struct kiosk_test *test, const char *script)
{
    set_up_in(test, "lang=en ", script);
}

static void play(struct kiosk_test *test)
{
    struct fail why;
    if (!app_run(test->app, &why))
        fail_msg("%s", why.text);
}

static void tear_down(struct kiosk_test *test)
{
    app_close(test->app);
    close(test->receipts[0]);
    close(test->receipts[1]);
    tmpdir_fini(&test->dir);
}

static void tap(struct app *app, const char *id)
{
    struct rect rect = draw_list_area(app_list(app), id)->rect;
    int x = rect.x + rect.w / 2, y = rect.y + rect.h / 2;

    window_push_finger(app->window, EVENT_FINGER_DOWN, 1, x, y);
    app_step(app);
    window_push_finger(app->window, EVENT_FINGER_UP, 1, x, y);
    app_step(app);
}

/* How many records are found, by an analyst's reader, with this id. */
static size_t kept(struct kiosk_test *test, const char *id)
{
    struct found found;
    size_t count = 0;

    found_read(&found, fs_system(), tmpdir_path(&test->dir, "feedback"));
    for (size_t i = 0; i < found.slots.count; i++)
        if (found.slots.items[i].body &&
            (!id || strstr(found.slots.items[i].body, id)))
            count++;
    found_fini(&found);
    return count;
}

#define TO_SEND                                                                \
    "tap say\ntap notice.start\ntap answer.stance.follow\ntap send\n"

static void a_disk_that_refuses_is_told_and_nothing_is_kept(void **state)
{
    (void)state;
    struct kiosk_test test = {.disk.failing_syncs = -1};

    set_up(&test, TO_SEND "expect screen=not-saved\n"
                          "tap again\nexpect screen=not-saved\n"
                          "tap finish\nexpect screen=attract\n");
    play(&test);
    assert_false(has_receipt(test.receipts[0]));
    assert_int_equal(kept(&test, NULL), 0);
    tear_down(&test);
}

static void trying_again_keeps_the_same_record_once(void **state)
{
    (void)state;
    struct kiosk_test test = {.disk.failing_syncs = 1};
    char line[64] = "";

    set_up(&test, TO_SEND "expect screen=not-saved\nexpect answers=1\n");
    play(&test);
    struct record_id id = test.app->session.record;
    assert_int_equal(strlen(id.text), 32);
    tap(test.app, "again");
    saver_settle(test.app->saver);
    app_step(test.app);
    assert_int_equal(test.app->session.here.screen, SCREEN_THANKS);
    assert_int_equal(read(test.receipts[0], line, sizeof line - 1), 37);
    assert_memory_equal(line, "ACK ", 4);
    assert_memory_equal(line + 4, id.text, 32);
    assert_int_equal(kept(&test, id.text), 1);
    assert_int_equal(kept(&test, NULL), 1);
    assert_int_equal(test.disk.early_receipts, 0);
    tear_down(&test);
}

static void a_full_card_still_shows_the_content(void **state)
{
    (void)state;
    struct kiosk_test test = {.disk.is_full = true};

    set_up(&test, "expect screen=host\n" TO_SEND "expect screen=not-saved\n"
                  "tap home\nexpect screen=host\n");
    play(&test);
    assert_false(has_receipt(test.receipts[0]));
    tear_down(&test);
}

static void the_receipt_comes_after_the_disk_has_answered(void **state)
{
    (void)state;
    struct kiosk_test test = {0};

    set_up(&test, TO_SEND "expect screen=thanks\n");
    play(&test);
    assert_true(has_receipt(test.receipts[0]));
    assert_int_equal(test.disk.early_receipts, 0);
    assert_int_equal(kept(&test, NULL), 1);
    tear_down(&test);
}

static void the_screen_goes_on_while_the_disk_is_slow(void **state)
{
    (void)state;
    pthread_mutex_t gate = PTHREAD_MUTEX_INITIALIZER;
    struct kiosk_test test = {0};

    set_up(&test, "tap say\ntap notice.start\ntap answer.stance.follow\n");
    play(&test);
    test.disk.gate = &gate;
    pthread_mutex_lock(&gate);
    tap(test.app, "send");
    for (int i = 0; i < 5; i++) {
        app_step(test.app);
        assert_int_equal(test.app->session.here.screen, SCREEN_SAVING);
    }
    assert_false(has_receipt(test.receipts[0]));
    pthread_mutex_unlock(&gate);
    saver_settle(test.app->saver);
    app_step(test.app);
    assert_int_equal(test.app->session.here.screen, SCREEN_THANKS);
    assert_true(has_receipt(test.receipts[0]));
    tear_down(&test);
}

static void who_gives_up_leaves_no_answer_in_the_program(void **state)
{
    (void)state;
    struct kiosk_test test = {.disk.failing_syncs = -1};

    set_up(&test, TO_SEND "tap finish\n");
    play(&test);
    assert_int_equal(test.app->record.length, 0);
    assert_int_equal(answers_given(&test.app->session.answers), 0);
    tear_down(&test);
}

static void touched_face(struct kiosk_test *test, const char *then)
{
    char script[400];

    snprintf(script, sizeof script, "expect screen=attract\ntap face.4\n%s",
             then);
    set_up_in(test, "", script);
}

static void a_face_is_on_the_disk_before_its_receipt(void **state)
{
    (void)state;
    struct kiosk_test test = {0};

    touched_face(&test, "idle 3900ms\nexpect no-text=It is kept\n"
                        "idle 200ms\nexpect text=It is kept\n");
    play(&test);
    assert_true(has_receipt(test.receipts[0]));
    assert_int_equal(test.disk.early_receipts, 0);
    assert_int_equal(kept(&test, "\"host\":\"foo\",\"serial\":1,"
                                 "\"form\":\"attract\","
                                 "\"answers\":{\"attract\":4}}"),
                     1);
    assert_int_equal(kept(&test, NULL), 1);
    tear_down(&test);
}

static void a_face_that_was_taken_back_never_reaches_the_disk(void **state)
{
    (void)state;
    struct kiosk_test test = {0};

    touched_face(&test, "idle 3s\ntap face.undo\nexpect no-id=face.undo\n"
                        "idle 20s\n");
    play(&test);
    assert_false(has_receipt(test.receipts[0]));
    assert_int_equal(kept(&test, NULL), 0);
    tear_down(&test);
}

static void a_face_is_kept_once_when_a_language_is_chosen(void **state)
{
    (void)state;
    struct kiosk_test test = {0};

    touched_face(&test, "tap lang.en\nexpect screen=host\n"
                        "expect text=It is kept\nidle 10s\n"
                        "expect no-text=It is kept\n");
    play(&test);
    assert_int_equal(kept(&test, NULL), 1);
    tear_down(&test);
}

static void a_face_the_disk_refused_is_said_and_not_kept(void **state)
{
    (void)state;
    struct kiosk_test test = {.disk.failing_syncs = -1};

    touched_face(&test, "idle 5s\nexpect text=could not be saved\n"
                        "expect no-text=It is kept\n"
                        "tap lang.en\nexpect text=could not be saved\n");
    play(&test);
    assert_false(has_receipt(test.receipts[0]));
    assert_int_equal(kept(&test, NULL), 0);
    tear_down(&test);
}

/* The disk takes its time with the face; a quick visitor sends a form. */
static void a_form_waits_for_a_face_that_is_being_written(void **state)
{
    (void)state;
    pthread_mutex_t gate = PTHREAD_MUTEX_INITIALIZER;
    struct kiosk_test test = {0};

    touched_face(&test, "");
    play(&test);
    saver_settle(test.app->saver);
    test.disk.gate = &gate;
    pthread_mutex_lock(&gate);
    tap(test.app, "lang.en");
    tap(test.app, "say");
    tap(test.app, "notice.start");
    tap(test.app, "answer.stance.follow");
    tap(test.app, "send");
    assert_int_equal(test.app->session.here.screen, SCREEN_SAVING);
    assert_false(has_receipt(test.receipts[0]));
    pthread_mutex_unlock(&gate);
    for (int i = 0; i < 2; i++) {
        saver_settle(test.app->saver);
        app_step(test.app);
    }
    assert_int_equal(test.app->session.here.screen, SCREEN_THANKS);
    assert_int_equal(test.app->session.face.state, FACE_KEPT);
    assert_int_equal(kept(&test, "\"form\":\"attract\""), 1);
    assert_int_equal(kept(&test, "\"form\":\"feedback\""), 1);
    assert_int_equal(kept(&test, NULL), 2);
    tear_down(&test);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_disk_that_refuses_is_told_and_nothing_is_kept),
        cmocka_unit_test(trying_again_keeps_the_same_record_once),
        cmocka_unit_test(a_full_card_still_shows_the_content),
        cmocka_unit_test(the_receipt_comes_after_the_disk_has_answered),
        cmocka_unit_test(the_screen_goes_on_while_the_disk_is_slow),
        cmocka_unit_test(who_gives_up_leaves_no_answer_in_the_program),
        cmocka_unit_test(a_face_is_on_the_disk_before_its_receipt),
        cmocka_unit_test(a_face_that_was_taken_back_never_reaches_the_disk),
        cmocka_unit_test(a_face_is_kept_once_when_a_language_is_chosen),
        cmocka_unit_test(a_face_the_disk_refused_is_said_and_not_kept),
        cmocka_unit_test(a_form_waits_for_a_face_that_is_being_written),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
