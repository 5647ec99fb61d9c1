#define _GNU_SOURCE /* syscall() */
#include "base/arena.h"
#include "base/sandbox.h"
#include "support/check.h"
#include "support/tmpdir.h"
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* A child, what it does, and what came of it. */
struct box {
    struct tmpdir dir;
    const char *readable[4];
    struct sandbox sandbox;
    void (*act)(struct box *box, int64_t *numbers);
    char taken[100];
    bool takes_none;
    int64_t numbers[SANDBOX_NUMBERS];
    struct fail why;
};

static bool work(void *user, const struct fs *out, int64_t *numbers,
                 struct fail *why)
{
    struct box *box = user;
    int file = out->ops->open(out, "any", FS_WRITE | FS_CREATE);

    (void)why;
    box->act(box, numbers);
    return out->ops->write_at(out, file, "hello", 5, 0) == 5;
}

static bool take(void *user, const void *bytes, size_t count, struct fail *why)
{
    struct box *box = user;
    size_t have = strlen(box->taken);

    if (box->takes_none)
        return fail_set(why, FAIL_FULL, "no room");
    assert_true(have + count < sizeof box->taken);
    memcpy(box->taken + have, bytes, count);
    return true;
}

static void box_init(struct box *box,
                     void (*act)(struct box *box, int64_t *numbers))
{
    *box = (struct box){.act = act};
    tmpdir_init(&box->dir);
    tmpdir_write_text(&box->dir, "mine/a", "mine");
    tmpdir_write_text(&box->dir, "other/a", "not mine");
    box->readable[0] = tmpdir_path(&box->dir, "mine");
    box->sandbox = (struct sandbox){.wall_ms = 20000,
                                    .cpu_s = 20,
                                    .output_bytes = 50,
                                    .readable = box->readable,
                                    .user = box,
                                    .work = work,
                                    .take = take};
}

static enum sandbox_end box_run(struct box *box)
{
    return sandbox_run(&box->sandbox, box->numbers, &box->why);
}

static void do_nothing(struct box *box, int64_t *numbers)
{
    (void)box;
    numbers[0] = 7;
    numbers[3] = -1;
}

static void bytes_and_numbers_come_back(void **state)
{
    struct box box;

    (void)state;
    box_init(&box, do_nothing);
    assert_int_equal(box_run(&box), SANDBOX_DONE);
    assert_string_equal(box.taken, "hello");
    assert_int_equal(box.numbers[0], 7);
    assert_int_equal(box.numbers[3], -1);
    tmpdir_fini(&box.dir);
}

/* A bit for each thing that could be done. */
static void do_all_that_is_forbidden(struct box *box, int64_t *numbers)
{
    char path[300], to[300];
    int64_t did = 0;

    snprintf(path, sizeof path, "%s/mine/a", box->dir.path);
    snprintf(to, sizeof to, "%s/mine/b", box->dir.path);
    did |= (open(path, O_WRONLY) >= 0) << 0;
    did |= (open(path, O_RDWR) >= 0) << 1;
    did |= (open(path, O_RDONLY | O_TRUNC) >= 0) << 2;
    did |= (open(to, O_RDONLY | O_CREAT, 0644) >= 0) << 3;
    did |= (unlink(path) == 0) << 4;
    did |= (rename(path, to) == 0) << 5;
    did |= (mkdir(to, 0755) == 0) << 6;
    did |= (symlink(path, to) == 0) << 7;
    did |= (chmod(path, 0) == 0) << 8;
    did |= (truncate(path, 0) == 0) << 9;
    did |= (socket(AF_UNIX, SOCK_DGRAM, 0) >= 0) << 10;
    did |= (socket(AF_INET, SOCK_STREAM, 0) >= 0) << 11;
    did |= (kill(getppid(), 0) == 0) << 12;
    did |= (fork() >= 0) << 13;
    did |= (execl("/bin/true", "true", (char *)NULL) == 0) << 14;
    did |= (fcntl(STDERR_FILENO, F_SETOWN, getppid()) == 0) << 15;
    did |= (chdir("/") == 0) << 16;
    numbers[0] = did;
}

static void a_child_can_write_start_and_reach_nothing(void **state)
{
    struct box box;

    (void)state;
    box_init(&box, do_all_that_is_forbidden);
    assert_int_equal(box_run(&box), SANDBOX_DONE);
    assert_int_equal(box.numbers[0], 0);
    assert_string_equal(box.taken, "hello");
    tmpdir_fini(&box.dir);
}

static int first_byte(const struct box *box, const char *name)
{
    char path[300], byte = 0;

    snprintf(path, sizeof path, "%s/%s", box->dir.path, name);
    int file = open(path, O_RDONLY);
    ssize_t got = read(file, &byte, 1);
    close(file);
    return got == 1 ? byte : -1;
}

static void do_read(struct box *box, int64_t *numbers)
{
    numbers[0] = first_byte(box, "mine/a");
    numbers[1] = first_byte(box, "other/a");
}

static void a_child_reads_what_it_was_given_alone(void **state)
{
    struct box box;

    (void)state;
#ifdef SYS_landlock_create_ruleset
    bool is_narrow = syscall(SYS_landlock_create_ruleset, NULL, 0, 1) > 0;
#else
    bool is_narrow = false;
#endif
    box_init(&box, do_read);
    assert_int_equal(box_run(&box), SANDBOX_DONE);
    assert_int_equal(box.numbers[0], 'm');
    if (is_narrow)
        assert_int_equal(box.numbers[1], -1);
    tmpdir_fini(&box.dir);
    if (!is_narrow) {
        print_message("this kernel has no Landlock\n");
        skip();
    }
}

static void *count_up(void *user)
{
    int64_t *number = user;

    *number += 1;
    return NULL;
}

static void do_thread(struct box *box, int64_t *numbers)
{
    pthread_t thread;

    (void)box;
    if (pthread_create(&thread, NULL, count_up, &numbers[0]) == 0)
        pthread_join(thread, NULL);
}

static void a_child_may_have_threads(void **state)
{
    struct box box;

    (void)state;
    box_init(&box, do_thread);
    assert_int_equal(box_run(&box), SANDBOX_DONE);
    assert_int_equal(box.numbers[0], 1);
    tmpdir_fini(&box.dir);
}

static void do_sleep(struct box *box, int64_t *numbers)
{
    (void)box;
    (void)numbers;
    for (;;)
        nanosleep(&(struct timespec){.tv_sec = 10}, NULL);
}

static void do_spin(struct box *box, int64_t *numbers)
{
    (void)box;
    for (;;)
        numbers[0]++;
}

static void a_child_that_does_not_end_is_ended(void **state)
{
    struct box box;

    (void)state;
    box_init(&box, do_sleep);
    box.sandbox.wall_ms = 100;
    assert_int_equal(box_run(&box), SANDBOX_TOO_LONG);
    assert_string_equal(box.why.text, "it took too long");
    box.act = do_spin;
    box.sandbox.wall_ms = 60000;
    box.sandbox.cpu_s = 2;
    assert_int_equal(box_run(&box), SANDBOX_TOO_LONG);
    assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
    assert_int_equal(errno, ECHILD);
    tmpdir_fini(&box.dir);
}

static void do_die(struct box *box, int64_t *numbers)
{
    (void)box;
    (void)numbers;
    signal(SIGABRT, SIG_DFL);
    raise(SIGABRT); /* which it may not even do */
    abort();
}

static void do_end(struct box *box, int64_t *numbers)
{
    (void)box;
    (void)numbers;
    _exit(71);
}

static void a_child_that_dies_is_said_to_have(void **state)
{
    struct box box;

    (void)state;
    box_init(&box, do_die);
    assert_int_equal(box_run(&box), SANDBOX_CRASHED);
    assert_non_null(strstr(box.why.text, "it ended by a fault"));
    box.act = do_end;
    assert_int_equal(box_run(&box), SANDBOX_CRASHED);
    assert_string_equal(box.why.text, "it took too much memory");
    tmpdir_fini(&box.dir);
}

static void more_than_it_may_say_is_not_taken(void **state)
{
    struct box box;

    (void)state;
    box_init(&box, do_nothing);
    box.sandbox.output_bytes = 4;
    assert_int_equal(box_run(&box), SANDBOX_TOO_MUCH);
    assert_string_equal(box.taken, "");
    box.sandbox.output_bytes = 5;
    box.takes_none = true;
    assert_int_equal(box_run(&box), SANDBOX_FAILED);
    assert_string_equal(box.why.text, "no room");
    tmpdir_fini(&box.dir);
}

static bool work_that_fails(void *user, const struct fs *out, int64_t *numbers,
                            struct fail *why)
{
    (void)user;
    (void)out;
    (void)numbers;
    return fail_set(why, FAIL_CONFIG, "red\033[31m");
}

static void why_a_child_failed_is_safe_to_print(void **state)
{
    struct box box;

    (void)state;
    box_init(&box, NULL);
    box.sandbox.work = work_that_fails;
    assert_int_equal(box_run(&box), SANDBOX_FAILED);
    assert_int_equal(box.why.kind, FAIL_CONFIG);
    assert_string_equal(box.why.text, "red?[31m");
    tmpdir_fini(&box.dir);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bytes_and_numbers_come_back),
        cmocka_unit_test(a_child_can_write_start_and_reach_nothing),
        cmocka_unit_test(a_child_reads_what_it_was_given_alone),
        cmocka_unit_test(a_child_may_have_threads),
        cmocka_unit_test(a_child_that_does_not_end_is_ended),
        cmocka_unit_test(a_child_that_dies_is_said_to_have),
        cmocka_unit_test(more_than_it_may_say_is_not_taken),
        cmocka_unit_test(why_a_child_failed_is_safe_to_print),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
