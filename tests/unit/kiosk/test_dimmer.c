#include "kiosk/dimmer.h"

#include "base/log.h"
#include "kiosk/app.h"
#include "support/check.h"
#include "support/tmpdir.h"
#include <stdlib.h>

enum { HOUR_MS = 3600 * 1000 };

static struct tmpdir dir;

static int set_up(void **state)
{
    (void)state;
    tmpdir_init(&dir);
    tmpdir_write_text(&dir, "light/dsi/brightness", "180\n");
    tmpdir_write_text(&dir, "light/dsi/max_brightness", "255\n");
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    tmpdir_fini(&dir);
    return 0;
}

static int brightness(void)
{
    struct fail why = {0};
    size_t bytes;
    char *text =
        fs_read_file(fs_system(), tmpdir_path(&dir, "light/dsi/brightness"), 64,
                     &bytes, &why);
    int number = text ? atoi(text) : -1;

    free(text);
    return number;
}

static void after_two_hours_it_is_dim_until_the_next_touch(void **state)
{
    struct dimmer dimmer;

    (void)state;
    dimmer_open(&dimmer, fs_system(), tmpdir_path(&dir, "light"), 1000);
    assert_int_equal(dimmer_deadline_ms(&dimmer), 1000 + 2 * HOUR_MS);
    assert_false(dimmer_touch(&dimmer, 5000));
    dimmer_pass_time(&dimmer, 4999 + 2 * HOUR_MS);
    assert_int_equal(brightness(), 180);
    dimmer_pass_time(&dimmer, 5000 + 2 * HOUR_MS);
    assert_int_equal(brightness(), 25);
    assert_int_equal(dimmer_deadline_ms(&dimmer), -1);
    assert_true(dimmer_touch(&dimmer, 9 * HOUR_MS));
    assert_int_equal(brightness(), 180);
    assert_false(dimmer_touch(&dimmer, 9 * HOUR_MS + 100));
    assert_int_equal(dimmer_deadline_ms(&dimmer), 11 * HOUR_MS + 100);
    dimmer_close(&dimmer);
}

static void it_is_left_bright(void **state)
{
    struct dimmer dimmer;

    (void)state;
    dimmer_open(&dimmer, fs_system(), tmpdir_path(&dir, "light"), 0);
    dimmer_pass_time(&dimmer, 2 * HOUR_MS);
    assert_int_equal(brightness(), 25);
    dimmer_close(&dimmer);
    assert_int_equal(brightness(), 180);
}

static void without_a_light_every_touch_counts(void **state)
{
    struct dimmer dimmer;

    (void)state;
    dimmer_open(&dimmer, fs_system(), NULL, 0);
    dimmer_pass_time(&dimmer, 9 * HOUR_MS);
    assert_int_equal(dimmer_deadline_ms(&dimmer), -1);
    assert_false(dimmer_touch(&dimmer, 9 * HOUR_MS));
    dimmer_close(&dimmer);
}

static void a_light_that_is_gone_holds_back_no_touch(void **state)
{
    struct dimmer dimmer;

    (void)state;
    dimmer_open(&dimmer, fs_system(), tmpdir_path(&dir, "light"), 0);
    tmpdir_fini(&dir);
    dimmer_pass_time(&dimmer, 2 * HOUR_MS);
    assert_false(dimmer_touch(&dimmer, 3 * HOUR_MS));
    assert_int_equal(dimmer_deadline_ms(&dimmer), -1);
    dimmer_close(&dimmer);
    tmpdir_init(&dir);
}

static void play(const char *script)
{
    const struct app_options options = {
        .content = "content",
        .assets = "assets",
        .data = tmpdir_path(&dir, "data"),
        .config = tmpdir_path(&dir, "kiosk.yaml"),
        .visit = tmpdir_path(&dir, "story.visit"),
        .backlight = tmpdir_path(&dir, "light"),
        .receipt_fd = -1,
    };
    struct app *app = NULL;
    struct fail why = {0};

    tmpdir_write_text(&dir, "kiosk.yaml", "site: foo\nlanguages: [en, fr]\n");
    tmpdir_write_text(&dir, "story.visit", script);
    if (!app_open(&options, &app, &why) || !app_run(app, &why))
        fail_msg("%s", why.text);
    app_close(app);
}

static void the_touch_that_wakes_a_kiosk_does_nothing_else(void **state)
{
    (void)state;
    play("start size=800x480\n"
         "idle 7300s\n"
         "tap lang.fr\n"
         "expect screen=attract\n"
         "tap lang.fr\n"
         "expect language=fr\n"
         "expect screen=host\n");
    assert_int_equal(brightness(), 180);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(after_two_hours_it_is_dim_until_the_next_touch),
        TEST(it_is_left_bright),
        TEST(without_a_light_every_touch_counts),
        TEST(a_light_that_is_gone_holds_back_no_touch),
        TEST(the_touch_that_wakes_a_kiosk_does_nothing_else),
    };

    log_open("test");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
