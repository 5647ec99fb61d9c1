#include "base/local_socket.h"

#include "support/check.h"
#include "support/tmpdir.h"
#include <stdio.h>

static struct tmpdir dir;
static struct local_socket *listening;

static const char *path(void)
{
    return tmpdir_path(&dir, "sock");
}

static int set_up(void **state)
{
    struct fail why;

    (void)state;
    tmpdir_init(&dir);
    assert_true(local_listen(path(), &listening, &why));
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    local_close(listening);
    listening = NULL;
    tmpdir_fini(&dir);
    return 0;
}

static void what_is_told_is_heard_and_waits_for_nothing(void **state)
{
    char text[64];

    (void)state;
    assert_true(local_tell(path(), "stick a reading"));
    assert_true(local_tell(path(), "stick a done"));
    assert_true(local_wait(listening, text, sizeof text));
    assert_string_equal(text, "stick a reading");
    local_answer(listening, "to somebody who is gone");
    assert_true(local_wait(listening, text, sizeof text));
    assert_string_equal(text, "stick a done");
}

static void nobody_is_told_nothing(void **state)
{
    (void)state;
    assert_false(local_tell(tmpdir_path(&dir, "none"), "words"));
    assert_false(local_tell("", "words"));
    local_close(listening);
    listening = NULL;
    assert_false(local_tell(path(), "words"));
}

/* The run would be over only by its time limit. */
static void somebody_who_does_not_read_holds_nobody(void **state)
{
    struct str answer = {0};
    struct fail why = {0};
    char text[64];
    int heard = 0, told = 0;

    (void)state;
    while (told < 2000 && local_tell(path(), "words"))
        told++;
    assert_in_range(told, 1, 1999);
    assert_false(local_ask(path(), "a question", 10, &answer, &why));
    for (; heard < told; heard++)
        assert_true(local_wait(listening, text, sizeof text));
    assert_true(local_tell(path(), "more"));
    str_fini(&answer);
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        CASE(what_is_told_is_heard_and_waits_for_nothing),
        CASE(nobody_is_told_nothing),
        CASE(somebody_who_does_not_read_holds_nobody),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
