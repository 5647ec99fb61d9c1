#include "kiosk/stick_post.h"

#include "base/stick_report.h"
#include "support/check.h"
#include <pthread.h>
#include <stdio.h>

static void count(void *user)
{
    ++*(int *)user;
}

static void lines_come_in_the_order_they_were_put(void **state)
{
    int woken = 0;
    struct stick_post *post = stick_post_new(count, &woken);
    char line[STICK_LINE_BYTES];

    (void)state;
    assert_false(stick_post_take(post, line));
    stick_post_put(post, "one");
    stick_post_put(post, "two");
    assert_int_equal(woken, 2);
    assert_true(stick_post_take(post, line));
    assert_string_equal(line, "one");
    stick_post_put(post, "three");
    assert_true(stick_post_take(post, line));
    assert_string_equal(line, "two");
    assert_true(stick_post_take(post, line));
    assert_string_equal(line, "three");
    assert_false(stick_post_take(post, line));
    stick_post_free(post);
}

static void when_nobody_takes_them_the_last_ones_stay(void **state)
{
    enum { PUT = 1000 };
    int woken = 0, number = -1, first = -1, last = -1;
    struct stick_post *post = stick_post_new(count, &woken);
    char line[STICK_LINE_BYTES];

    (void)state;
    for (int i = 0; i < PUT; i++) {
        snprintf(line, sizeof line, "%d", i);
        stick_post_put(post, line);
    }
    while (stick_post_take(post, line)) {
        assert_int_equal(sscanf(line, "%d", &number), 1);
        first = first < 0 ? number : first;
        assert_true(last < 0 || number == last + 1);
        last = number;
    }
    assert_true(first > 0);
    assert_int_equal(last, PUT - 1);
    stick_post_free(post);
}

static void ignore(void *user)
{
    (void)user;
}

static void *put_all(void *user)
{
    for (int i = 0; i < 500; i++)
        stick_post_put(user, "stick sda1 reading");
    return NULL;
}

static void one_thread_puts_while_another_takes(void **state)
{
    struct stick_post *post = stick_post_new(ignore, NULL);
    char line[STICK_LINE_BYTES];
    pthread_t thread;

    (void)state;
    assert_int_equal(pthread_create(&thread, NULL, put_all, post), 0);
    for (int i = 0; i < 500; i++)
        if (stick_post_take(post, line))
            assert_string_equal(line, "stick sda1 reading");
    pthread_join(thread, NULL);
    stick_post_free(post);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_come_in_the_order_they_were_put),
        cmocka_unit_test(when_nobody_takes_them_the_last_ones_stay),
        cmocka_unit_test(one_thread_puts_while_another_takes),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
