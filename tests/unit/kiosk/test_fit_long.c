#include "support/check.h"

#include "fit.h"

/* All there is: every screen in every language on every panel, with every
 * wish. What test_fit.c looks at is a part of it. */

static struct fit_house *house;

static void look(void *user, const struct session *session)
{
    fit_look(house, user, session);
}

static void on_every_panel(void *user, const struct session *session)
{
    (void)user;
    for (size_t i = 0; i < fit_panel_count; i++)
        fit_wishes(session, look, (void *)&fit_panels[i]);
}

static void look_at_all(const char *content)
{
    struct fit_house opened;

    house = &opened;
    assert_true(fit_house_open(house, content));
    for (int l = 0; l < house->kiosk.language_count; l++)
        fit_sessions(&house->kiosk, l, on_every_panel, NULL);
    print_message("%d looks\n", house->looks);
    assert_int_equal(house->faults, 0);
    fit_house_close(house);
}

static void every_screen_of_the_shipped_content_fits(void **state)
{
    (void)state;
    look_at_all("content");
}

static void every_screen_of_content_that_holds_everything_fits(void **state)
{
    (void)state;
    look_at_all("tests/data/everything");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_screen_of_the_shipped_content_fits),
        cmocka_unit_test(every_screen_of_content_that_holds_everything_fits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
