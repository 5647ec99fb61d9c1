#include "support/check.h"
#include "support/tmpdir.h"
#include "ui/input_sleep.h"
#include "ui/window.h"
#include "ui/window_sdl.h"
#include <fcntl.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
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

/* As SDL tells of a touch panel. */
static void push_touch(Uint32 type, float x, float y)
{
    SDL_Event event = {
        .tfinger = {.touchId = 5, .fingerId = 1, .x = x, .y = y}};
    event.type = type;
    SDL_PushEvent(&event);
}

static void
a_touch_at_the_very_corner_is_a_panel_that_was_not_asked(void **state)
{
    struct event event;
    (void)state;
    push_touch(SDL_FINGERDOWN, 0, 0);
    assert_false(window_wait(window, 0, &event));
    push_touch(SDL_FINGERDOWN, 0, 0.5F);
    assert_true(window_wait(window, 0, &event));
    assert_int_equal(event.kind, EVENT_FINGER_DOWN);
    assert_int_equal(event.x, 0);
    assert_int_equal(event.y, 540);
    push_touch(SDL_FINGERUP, 0, 0);
    assert_true(window_wait(window, 0, &event));
    assert_int_equal(event.kind, EVENT_FINGER_UP);
}

static void a_display_that_is_not_there_is_said_plainly(void **state)
{
    const struct window_options options = {.is_kiosk = true};
    struct window *none = NULL;
    struct fail why = {0};
    (void)state;
    window_close(window);
    setenv("SDL_VIDEODRIVER", "kmsdrm", 1);
    /* dummy, to which set_up() held SDL, must not come instead. */
    SDL_SetHintWithPriority(SDL_HINT_VIDEODRIVER, "kmsdrm", SDL_HINT_OVERRIDE);
    bool is_open = window_open(&options, &none, &why);
    unsetenv("SDL_VIDEODRIVER");
    window_close(none);
    SDL_ResetHint(SDL_HINT_VIDEODRIVER);
    window = NULL;
    if (is_open)
        skip();
    assert_int_equal(why.kind, FAIL_NO_DEVICE);
    assert_non_null(strstr(why.text, "is a monitor connected"));
}

static struct input_sleep sleep_here;
static struct tmpdir devices;

static int set_up_sleep(void **state)
{
    (void)state;
    tmpdir_init(&devices);
    return input_sleep_open(&sleep_here, devices.path) ? 0 : -1;
}

static int tear_down_sleep(void **state)
{
    (void)state;
    input_sleep_close(&sleep_here);
    tmpdir_fini(&devices);
    return 0;
}

/* Whether it slept for as long as it might. */
static bool sleeps(int ms)
{
    int64_t start = now_ms();
    input_sleep_wait(&sleep_here, ms);
    return now_ms() - start >= ms - 1;
}

static void a_console_wakes_for_an_input_device_and_rests_again(void **state)
{
    char byte;
    (void)state;
    const char *path = tmpdir_path(&devices, "event0");
    assert_int_equal(mkfifo(path, 0600), 0);
    int device = open(path, O_RDWR | O_NONBLOCK);
    assert_true(sleeps(40));
    assert_int_equal(write(device, "x", 1), 1);
    assert_false(sleeps(60000));
    assert_int_equal(read(device, &byte, 1), 1);
    assert_true(sleeps(40));
    close(device);
}

static void a_device_that_was_pulled_out_wakes_once(void **state)
{
    (void)state;
    const char *path = tmpdir_path(&devices, "event1");
    assert_int_equal(mkfifo(path, 0600), 0);
    int device = open(path, O_RDONLY | O_NONBLOCK);
    int plug = open(path, O_WRONLY | O_NONBLOCK);
    assert_true(sleeps(40));
    close(plug);
    assert_false(sleeps(60000));
    assert_true(sleeps(40));
    assert_true(sleeps(40));
    plug = open(path, O_WRONLY | O_NONBLOCK); /* and is there again */
    assert_true(sleeps(40));
    assert_int_equal(write(plug, "x", 1), 1);
    assert_false(sleeps(60000));
    close(plug);
    close(device);
}

/* udev's news come through such a socket; the kernel answers on this one. */
static void news_of_the_kernel_wake_a_console(void **state)
{
    struct {
        struct nlmsghdr head;
        struct rtgenmsg what;
    } ask = {{.nlmsg_len = NLMSG_LENGTH(sizeof(struct rtgenmsg)),
              .nlmsg_type = RTM_GETLINK,
              .nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP},
             {.rtgen_family = AF_UNSPEC}};
    (void)state;
    int news = socket(AF_NETLINK, SOCK_RAW, NETLINK_ROUTE);
    if (news < 0)
        skip();
    assert_true(sleeps(40));
    assert_true(send(news, &ask, ask.head.nlmsg_len, 0) > 0);
    assert_false(sleeps(60000));
    close(news);
    assert_true(sleeps(40));
}

static volatile sig_atomic_t signals;

static void count_signal(int number)
{
    (void)number;
    signals++;
}

static void a_signal_just_before_the_sleep_is_not_lost(void **state)
{
    (void)state;
    signal(SIGTERM, count_signal);
    raise(SIGTERM);
    assert_int_equal(signals, 0);
    assert_false(sleeps(60000));
    assert_int_equal(signals, 1);
    signal(SIGTERM, SIG_DFL);
}

static void
the_sleep_of_a_bare_console_ends_with_a_wake_or_its_time(void **state)
{
    struct input_sleep sleep;
    (void)state;
    assert_true(input_sleep_open(&sleep, "/dev/input/"));
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
#define TEST_SLEEP(name)                                                       \
    cmocka_unit_test_setup_teardown(name, set_up_sleep, tear_down_sleep)

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
        TEST(a_touch_at_the_very_corner_is_a_panel_that_was_not_asked),
        TEST(a_display_that_is_not_there_is_said_plainly),
        TEST(the_sleep_of_a_bare_console_ends_with_a_wake_or_its_time),
        TEST_SLEEP(a_console_wakes_for_an_input_device_and_rests_again),
        TEST_SLEEP(a_device_that_was_pulled_out_wakes_once),
        TEST_SLEEP(news_of_the_kernel_wake_a_console),
        TEST_SLEEP(a_signal_just_before_the_sleep_is_not_lost),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
