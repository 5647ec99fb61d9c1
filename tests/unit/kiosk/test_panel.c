#include "support/check.h"

#include "kiosk/panel.h"

static struct panel_fit fit(int width, int height, int width_mm, int bottom_mm,
                            bool within_reach)
{
    const struct config_panel panel = {.width_mm = width_mm,
                                       .bottom_mm = bottom_mm};
    struct panel_wish wish = {100, within_reach};
    return panel_fit(width, height, &panel, wish);
}

static void a_desk_screen_has_1080_design_pixels(void **state)
{
    (void)state;
    struct panel_fit desk = fit(1920, 1080, 0, 0, false);
    assert_true(desk.scale == 1);
    assert_int_equal(desk.height, 1080);
    assert_false(desk.is_compact);
    struct panel_fit large = fit(3840, 2160, 0, 0, false);
    assert_int_equal(large.width, 1920);
    assert_int_equal(fit(1080, 1920, 0, 0, false).width, 1080);
}

static void fifteen_millimetres_on_every_known_panel(void **state)
{
    (void)state;
    static const int panels[][3] = {{800, 480, 155},   {1280, 800, 217},
                                    {1920, 1080, 531}, {3840, 2160, 708},
                                    {1080, 1920, 299}, {1024, 600, 154}};
    for (size_t i = 0; i < sizeof panels / sizeof *panels; i++) {
        struct panel_fit at =
            fit(panels[i][0], panels[i][1], panels[i][2], 0, false);
        double px_per_mm = panels[i][0] / (double)panels[i][2];
        int touch = at.touch > 72 ? at.touch : 72;
        assert_true(touch * at.scale / px_per_mm >= 15);
        assert_true(28 * at.scale / px_per_mm >= 3.85);
    }
}

static void the_small_panel_is_known_without_being_measured(void **state)
{
    (void)state;
    struct panel_fit small = fit(800, 480, 0, 0, false);
    assert_true(small.is_compact);
    assert_true(small.touch * small.scale / (800 / 155.0) >= 14.9);
}

static void nothing_is_to_be_touched_above_1220_mm(void **state)
{
    (void)state;
    /* A 55-inch portrait totem, its picture from 600 to 1,810 mm. */
    struct panel_fit totem = fit(1080, 1920, 681, 600, false);
    double mm_per_design = totem.scale * 681 / 1080.0;
    double line_mm = 600 + (totem.height - totem.reach_top) * mm_per_design;
    assert_true(line_mm <= 1220.5 && line_mm > 1200);
    assert_int_equal(fit(1920, 1080, 531, 800, false).reach_top, 0);
}

static void within_reach_is_the_lower_half(void **state)
{
    (void)state;
    assert_int_equal(fit(1080, 1920, 0, 0, true).reach_top, 960);
    assert_int_equal(fit(1080, 1920, 0, 0, false).reach_top, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_desk_screen_has_1080_design_pixels),
        cmocka_unit_test(fifteen_millimetres_on_every_known_panel),
        cmocka_unit_test(the_small_panel_is_known_without_being_measured),
        cmocka_unit_test(nothing_is_to_be_touched_above_1220_mm),
        cmocka_unit_test(within_reach_is_the_lower_half),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
