#include "support/check.h"

#include "base/rand.h"
#include "fit.h"

/* A part of what test_fit_long.c looks at: the wishes that ask most of the
 * room, on panels that have least, and a draw of all the rest. */

enum { SEED = 2018, ONE_IN = 600, ONE_TELLING_IN = 24 };

struct part {
    struct fit_house house;
    struct rand rand;
    const struct fit_panel *panel;
};

static bool is_telling(const struct fit_panel *panel,
                       const struct session *session)
{
    bool is_tight = panel->width_px == 480 || panel->height_px == 480 ||
                    panel->bottom_mm > 0;

    return is_tight && session->ease.look == 0 &&
           session->ease.text_size % (EASE_TEXT_SIZES - 1) == 0;
}

static void look(void *user, const struct session *session)
{
    struct part *part = user;
    uint32_t one_in =
        is_telling(part->panel, session) ? ONE_TELLING_IN : ONE_IN;

    if (rand_below(&part->rand, one_in) == 0)
        fit_look(&part->house, part->panel, session);
}

static void on_every_panel(void *user, const struct session *session)
{
    struct part *part = user;

    for (size_t i = 0; i < fit_panel_count; i++) {
        part->panel = &fit_panels[i];
        fit_wishes(session, look, part);
    }
}

static void look_at_part(const char *content)
{
    struct part part = {.rand = rand_seeded(SEED)};

    assert_true(fit_house_open(&part.house, content));
    for (int l = 0; l < part.house.kiosk.language_count; l++)
        fit_sessions(&part.house, l, on_every_panel, &part);
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
