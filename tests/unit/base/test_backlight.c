#include "base/backlight.h"

#include "support/check.h"
#include "support/tmpdir.h"
#include <stdlib.h>

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

static void assert_number(const char *name, int wanted)
{
    struct fail why = {0};
    size_t bytes;
    char *text =
        fs_read_file(fs_system(), tmpdir_path(&dir, name), 64, &bytes, &why);

    assert_non_null(text);
    assert_int_equal(atoi(text), wanted);
    free(text);
}

static void open_light(struct backlight *light, const char *bright,
                       const char *most)
{
    tmpdir_write_text(&dir, "a/brightness", bright);
    tmpdir_write_text(&dir, "a/max_brightness", most);
    backlight_open(light, fs_system(), dir.path);
}

static void a_light_is_dimmed_to_a_tenth_and_comes_back(void **state)
{
    struct backlight light;
    struct fail why;

    (void)state;
    tmpdir_write_text(&dir, "b/brightness", "7");
    tmpdir_write_text(&dir, "b/max_brightness", "9");
    open_light(&light, "200\n", "255\n");
    assert_int_equal(light.count, 2);
    assert_number("a/brightness", 200);
    assert_true(backlight_dim(&light, &why));
    assert_number("a/brightness", 25);
    assert_number("b/brightness", 1); /* never off */
    assert_true(backlight_restore(&light, &why));
    assert_number("a/brightness", 200);
    assert_number("b/brightness", 7);
}

static void what_a_crash_left_dim_is_made_bright(void **state)
{
    struct backlight light;

    (void)state;
    open_light(&light, "25", "255");
    assert_number("a/brightness", 255);
    open_light(&light, "0", "255");
    assert_number("a/brightness", 255);
    assert_int_equal(light.count, 1);
}

static void what_is_no_light_is_left_alone(void **state)
{
    struct backlight light;

    (void)state;
    backlight_open(&light, fs_system(), tmpdir_path(&dir, "none"));
    assert_int_equal(light.count, 0);
    backlight_open(&light, fs_system(), dir.path);
    assert_int_equal(light.count, 0);
    open_light(&light, "rubbish", "255");
    open_light(&light, "200", "rubbish");
    assert_int_equal(light.count, 0);
    assert_number("a/brightness", 200);
    open_light(&light, "1", "1"); /* on or off */
    assert_int_equal(light.count, 0);
}

static void a_light_that_is_gone_is_told(void **state)
{
    struct backlight light;
    struct fail why = {0};

    (void)state;
    open_light(&light, "200", "255");
    tmpdir_fini(&dir);
    assert_false(backlight_dim(&light, &why));
    assert_false(backlight_restore(&light, &why));
    tmpdir_init(&dir);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_light_is_dimmed_to_a_tenth_and_comes_back),
        TEST(what_a_crash_left_dim_is_made_bright),
        TEST(what_is_no_light_is_left_alone),
        TEST(a_light_that_is_gone_is_told),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
