#include "support/check.h"

#include "base/rand.h"
#include "fit.h"

/* A part of what test_fit_long.c looks at: a draw of the screens, more of them
 * on panels that have least room, each with every wish. */

enum { SEED = 2018, ONE_IN = 60, ONE_TIGHT_IN = 30 };

struct part {
    struct fit_house house;
    struct rand rand;
    const struct fit_panel *panel;
};

static void look(void *user, const struct session *session)
{
    struct part *part = user;

    fit_look(&part->house, part->panel, session);
}

static void on_some_panels(void *user, const struct session *session)
{
    struct part *part = user;

    for (size_t i = 0; i < fit_panel_count; i++) {
        part->panel = &fit_panels[i];
        bool is_tight = part->panel->width_px == 480 ||
                        part->panel->height_px == 480 ||
                        part->panel->bottom_mm > 0;
        bool is_first = session->here.screen == SCREEN_ATTRACT &&
                        session->attract_step == 0;
        if (is_first ||
            rand_below(&part->rand, is_tight ? ONE_TIGHT_IN : ONE_IN) == 0)
            fit_wishes(session, look, part);
    }
}

static void look_at_part(const char *content)
{
    struct part part = {.rand = rand_seeded(SEED)};

    assert_true(fit_house_open(&part.house, content));
    for (int l = 0; l < part.house.kiosk.language_count; l++)
        fit_sessions(&part.house.kiosk, l, on_some_panels, &part);
    print_message("%d looks\n", part.house.looks);
    assert_int_equal(part.house.faults, 0);
    fit_house_close(&part.house);
}

static void screens_of_the_shipped_content_fit(void **state)
{
    (void)state;
    look_at_part("content");
}

static void screens_of_content_that_holds_everything_fit(void **state)
{
    (void)state;
    look_at_part("tests/data/everything");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(screens_of_the_shipped_content_fit),
        cmocka_unit_test(screens_of_content_that_holds_everything_fit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
