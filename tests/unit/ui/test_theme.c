#include "support/check.h"
#include "ui/theme.h"
#include <string.h>

static struct theme *theme;

static int set_up(void **state)
{
    struct fail why = {0};
    (void)state;
    return theme_read("assets", &theme, &why) ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    theme_free(theme);
    return 0;
}

static double least = 4.5;

static void expect_readable(uint32_t text, uint32_t ground)
{
    if (colour_contrast(text, ground) < least)
        fail_msg("#%06X on #%06X: %.2f", text, ground,
                 colour_contrast(text, ground));
}

static void expect_seen(uint32_t edge, uint32_t ground)
{
    if (colour_contrast(edge, ground) < 3)
        fail_msg("edge #%06X on #%06X: %.2f", edge, ground,
                 colour_contrast(edge, ground));
}

static void contrast_is_what_the_guideline_says(void **state)
{
    (void)state;
    assert_int_equal(colour_contrast(0x000000, 0xFFFFFF) * 100, 2100);
    assert_int_equal(colour_contrast(0x777777, 0xFFFFFF) * 100, 447);
    assert_true(colour_contrast(0xABCDEF, 0xABCDEF) == 1);
}

static void grounds_can_be_read_on(const struct theme *mode)
{
    const struct theme_colours *colours = mode->colours;
    const uint32_t grounds[] = {colours->paper, colours->card, colours->soft};

    for (size_t i = 0; i < 3; i++) {
        expect_readable(colours->ink, grounds[i]);
        expect_readable(colours->quiet, grounds[i]);
        if (i < 2)
            expect_seen(colours->edge, grounds[i]);
    }
    expect_readable(colours->gold, colours->night);
    expect_readable(colours->on_fill, colours->night);
    expect_readable(colours->on_night, colours->night);
    expect_readable(colours->on_ink, colours->ink);
    assert_int_equal(theme_on(mode, colours->ink), colours->on_ink);
}

static void accent_can_be_read(const struct theme *mode,
                               struct theme_accent accent)
{
    const struct theme_colours *colours = mode->colours;

    expect_readable(theme_on(mode, accent.fill), accent.fill);
    expect_readable(colours->on_fill, accent.fill);
    expect_readable(accent.dark, accent.light);
    expect_readable(accent.dark, colours->paper);
    expect_readable(accent.dark, colours->card);
    expect_readable(colours->ink, accent.light);
    expect_seen(accent.sign, colours->soft);
}

static void in_every_mode(void (*check)(const struct theme *mode))
{
    for (int i = 0; i < THEME__COUNT; i++) {
        least = i == THEME_CONTRAST ? 7 : 4.5;
        check(theme_in(theme, (enum theme_mode)i));
    }
    least = 4.5;
}

static void words_can_be_read_on_every_ground(void **state)
{
    (void)state;
    in_every_mode(grounds_can_be_read_on);
}

static void accents_can_be_read(const struct theme *mode)
{
    struct theme_accent *const *accents = mode->accents.items;

    assert_true(mode->accents.count >= 4);
    for (size_t i = 0; i < mode->accents.count; i++)
        accent_can_be_read(mode, *accents[i]);
    accent_can_be_read(mode, theme_accent(mode, 0x884400));
    accent_can_be_read(mode, theme_accent(mode, 0x226611));
    accent_can_be_read(mode, theme_accent(mode, 0x111111));
}

static void words_can_be_read_on_every_accent(void **state)
{
    (void)state;
    in_every_mode(accents_can_be_read);
}

static void faces_can_be_told(const struct theme *mode)
{
    const uint32_t *faces = mode->faces.items;

    assert_int_equal(mode->faces.count, 5);
    for (size_t i = 0; i < 5; i++) {
        expect_seen(theme_on(mode, faces[i]), faces[i]);
        expect_seen(faces[i], mode->colours->card);
    }
}

static void a_chosen_face_can_be_told_on_its_ground(void **state)
{
    (void)state;
    in_every_mode(faces_can_be_told);
}

static void the_accents_of_the_actions_have_their_names(void **state)
{
    static const char *const names[] = {"terracotta", "teal", "indigo",
                                        "saffron"};
    (void)state;
    for (size_t i = 0; i < 4; i++)
        assert_string_equal(theme_accent_named(theme, names[i]).name, names[i]);
}

static void a_host_colour_of_the_theme_gets_its_own_shades(void **state)
{
    (void)state;
    struct theme_accent accent = theme_accent(theme, 0xB5482A);
    assert_int_equal(accent.dark, 0x8F361D);
    assert_int_equal(accent.light, 0xF6E3DA);
}

static void any_other_colour_gets_shades_that_can_be_read(void **state)
{
    static const uint32_t colours[] = {0xFFFF00, 0x00FFFF, 0xFFFFFF,
                                       0x808080, 0x123456, 0xE91E63};
    (void)state;
    for (size_t i = 0; i < sizeof colours / sizeof *colours; i++) {
        struct theme_accent accent = theme_accent(theme, colours[i]);
        expect_readable(theme->colours->on_fill, accent.fill);
        expect_readable(accent.dark, accent.light);
        assert_true(colour_contrast(accent.dark, 0xFFFFFF) >= 7);
    }
}

static void mixing_goes_from_one_colour_to_the_other(void **state)
{
    (void)state;
    assert_int_equal(colour_mix(0x102030, 0xFFFFFF, 0), 0x102030);
    assert_int_equal(colour_mix(0x102030, 0xFFFFFF, 100), 0xFFFFFF);
    assert_int_equal(colour_mix(0x000000, 0x64C800, 50), 0x326400);
}

static void a_folder_without_theme_is_a_fault_of_the_configuration(void **state)
{
    struct theme *none = NULL;
    struct fail why = {0};
    (void)state;
    assert_false(theme_read("tests/unit", &none, &why));
    assert_int_equal(why.kind, FAIL_CONFIG);
    assert_non_null(strstr(why.text, "tests/unit/theme.yaml"));
    assert_null(none);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(contrast_is_what_the_guideline_says),
        cmocka_unit_test(words_can_be_read_on_every_ground),
        cmocka_unit_test(words_can_be_read_on_every_accent),
        cmocka_unit_test(a_chosen_face_can_be_told_on_its_ground),
        cmocka_unit_test(the_accents_of_the_actions_have_their_names),
        cmocka_unit_test(a_host_colour_of_the_theme_gets_its_own_shades),
        cmocka_unit_test(any_other_colour_gets_shades_that_can_be_read),
        cmocka_unit_test(mixing_goes_from_one_colour_to_the_other),
        cmocka_unit_test(
            a_folder_without_theme_is_a_fault_of_the_configuration),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
