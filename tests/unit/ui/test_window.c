#include "support/check.h"
#include "ui/input_sleep.h"
#include "ui/window.h"
#include "ui/window_sdl.h"
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static struct window *window;

static int set_up(void **state)
{
    const struct window_options options = {
        .width = 1920, .height = 1080, .is_script = true};
    struct fail why = {0};
    struct event event;
    (void)state;
    if (!window_open(&options, &window, &why))
        return -1;
    while (window_wait(window, 0, &event))
        ;
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    window_close(window);
    return 0;
}

static int64_t now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void a_script_has_a_window_of_the_size_it_asked_for(void **state)
{
    int width, height;
    (void)state;
    window_size(window, &width, &height);
    assert_int_equal(width, 1920);
    assert_int_equal(height, 1080);
    assert_false(window_is_desktop(window));
    assert_string_equal(SDL_GetCurrentVideoDriver(), "dummy");
}

static void every_pixel_a_finger_is_put_on_comes_back(void **state)
{
    struct event event;
    (void)state;
    for (int x = 0; x < 1920; x += 7) {
        int y = x * 1079 / 1919;
        window_push_finger(window, EVENT_FINGER_DOWN, 3, x, y);
        assert_true(window_wait(window, 0, &event));
        assert_int_equal(event.kind, EVENT_FINGER_DOWN);
        assert_int_equal(event.finger, 3);
        assert_int_equal(event.x, x);
        assert_int_equal(event.y, y);
    }
    window_push_finger(window, EVENT_FINGER_UP, 3, 1919, 1079);
    assert_true(window_wait(window, 0, &event));
    assert_int_equal(event.kind, EVENT_FINGER_UP);
    assert_int_equal(event.x, 1919);
    assert_int_equal(event.y, 1079);
}

static void events_come_in_the_order_they_were_made(void **state)
{
    const enum event_kind kinds[] = {EVENT_FINGER_DOWN, EVENT_FINGER_MOVE,
                                     EVENT_FINGER_UP};
    struct event event;
    (void)state;
    for (int i = 0; i < 3; i++)
        window_push_finger(window, kinds[i], 0, i, i);
    for (int i = 0; i < 3; i++) {
        assert_true(window_wait(window, -1, &event));
        assert_int_equal(event.kind, kinds[i]);
        assert_int_equal(event.x, i);
    }
    assert_false(window_wait(window, 0, &event));
}

static void keys_wheels_and_mouse_buttons_are_nothing(void **state)
{
    struct event event;
    (void)state;
    const Uint32 types[] = {SDL_KEYDOWN, SDL_TEXTINPUT, SDL_MOUSEWHEEL,
                            SDL_MOUSEBUTTONDOWN, SDL_MOUSEMOTION};
    for (int i = 0; i < 5; i++) {
        SDL_Event pushed = {.type = types[i]};
        SDL_PushEvent(&pushed);
    }
    window_push_text(window, "typed");
    assert_false(window_wait(window, 0, &event));
}

static void press_escape(void)
{
    SDL_Event pushed = {.type = SDL_KEYDOWN};

    pushed.key.keysym.sym = SDLK_ESCAPE;
    SDL_PushEvent(&pushed);
}

static void escape_ends_it_only_where_that_was_asked_for(void **state)
{
    const struct window_options options = {
        .width = 640, .height = 480, .is_script = true, .ends_on_escape = true};
    struct fail why = {0};
    struct event event;
    (void)state;
    press_escape();
    assert_false(window_wait(window, 0, &event));
    window_close(window);
    assert_true(window_open(&options, &window, &why));
    while (window_wait(window, 0, &event))
        ;
    press_escape();
    assert_true(window_wait(window, 0, &event));
    assert_int_equal(event.kind, EVENT_QUIT);
}

static void *wake_soon(void *user)
{
    struct timespec pause = {.tv_nsec = 50 * 1000 * 1000};
    nanosleep(&pause, NULL);
    window_wake(user);
    return NULL;
}

static void another_thread_can_wake_it(void **state)
{
    pthread_t thread;
    struct event event;
    (void)state;
    int64_t start = now_ms();
    assert_int_equal(pthread_create(&thread, NULL, wake_soon, window), 0);
    assert_true(window_wait(window, 5000, &event));
    assert_int_equal(event.kind, EVENT_WAKE);
    assert_true(now_ms() - start < 2000);
    pthread_join(thread, NULL);
}

static void waiting_ends_when_its_time_has_passed(void **state)
{
    struct event event;
    (void)state;
    int64_t start = now_ms();
    assert_false(window_wait(window, 60, &event));
    /* SDL counts whole milliseconds from another start than ours. */
    assert_true(now_ms() - start >= 59);
}

static void a_signal_to_end_is_seen(void **state)
{
    struct event event;
    (void)state;
    raise(SIGTERM);
    assert_true(window_wait(window, 1000, &event));
    assert_int_equal(event.kind, EVENT_QUIT);
}

static void
the_sleep_of_a_bare_console_ends_with_a_wake_or_its_time(void **state)
{
    struct input_sleep sleep;
    (void)state;
    assert_true(input_sleep_open(&sleep));
    int64_t start = now_ms();
    input_sleep_wait(&sleep, 40);
    assert_true(now_ms() - start >= 39);
    input_sleep_wake(&sleep);
    input_sleep_wake(&sleep);
    start = now_ms();
    input_sleep_wait(&sleep, 5000);
    assert_true(now_ms() - start < 2000);
    start = now_ms();
    input_sleep_wait(&sleep, 40); /* both wakes were taken at once */
    assert_true(now_ms() - start >= 39);
    input_sleep_close(&sleep);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_script_has_a_window_of_the_size_it_asked_for),
        TEST(every_pixel_a_finger_is_put_on_comes_back),
        TEST(events_come_in_the_order_they_were_made),
        TEST(keys_wheels_and_mouse_buttons_are_nothing),
        TEST(escape_ends_it_only_where_that_was_asked_for),
        TEST(another_thread_can_wake_it),
        TEST(waiting_ends_when_its_time_has_passed),
        TEST(a_signal_to_end_is_seen),
        TEST(the_sleep_of_a_bare_console_ends_with_a_wake_or_its_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
