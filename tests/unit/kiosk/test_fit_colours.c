/* Whatever colour a host has, what its screens make of it can be read, in each
 * look. */
#include "fit.h"
#include "support/check.h"

#include "base/rand.h"
#include <stdio.h>

enum { SEED = 7, COLOURS = 40, WHITE = 0xFFFFFF };
#define LEAST 4.5

struct paint {
    struct fit_house house;
    uint32_t colour;
    int pale;
};

static void on_fault(void *user, const struct fit_fault *fault)
{
    struct paint *paint = user;

    if (fault->kind != FIT_PALE)
        return;
    printf("#%06X: %s\n", (unsigned)paint->colour, fault->of);
    paint->pale++;
}

static void look(void *user, const struct session *session)
{
    struct paint *paint = user;
    struct fit_house *house = &paint->house;
    const struct kiosk_language *language =
        &house->kiosk.languages[session->language];
    struct frame frame = screen_room(&house->kiosk, session, house->theme,
                                     house->setter, &house->arena, 1280, 800);
    struct view view = {.frame = &frame,
                        .kiosk = &house->kiosk,
                        .session = session,
                        .language = language,
                        .words = language->words};
    struct draw_list list;
    const struct fit_shown shown = {.list = &list,
                                    .arena = &house->arena,
                                    .contrast = LEAST,
                                    .on_fault = on_fault,
                                    .user = paint};

    draw_list_init(&list, &house->arena, (struct rect){0, 0, 1280, 800},
                   frame.theme->colours->paper);
    layout_run(&frame, screen_view(&view), &list);
    fit_list_check(&shown);
    arena_reset(&house->arena);
    typesetter_sweep(house->setter);
}

static void in_every_look(void *user, const struct session *session)
{
    struct session looked = *session;

    for (int i = 0; i < EASE_LOOKS; i++) {
        looked.ease.look = i;
        look(user, &looked);
    }
}

static void words_can_be_read_on_any_colour(void **state)
{
    struct paint paint = {.pale = 0};
    struct rand rand = rand_seeded(SEED);

    (void)state;
    assert_true(fit_house_open(&paint.house, "tests/data/everything"));
    for (int i = 0; i < COLOURS; i++)
        for (int host = -1; host < (int)paint.house.kiosk.library->host_count;
             host++) {
            struct model *model =
                (struct model *)kiosk_model(&paint.house.kiosk, host);
            model->colour = paint.colour =
                (uint32_t)rand_below(&rand, WHITE + 1);
            fit_screens(&paint.house.kiosk, host, in_every_look, &paint);
        }
    assert_int_equal(paint.pale, 0);
    fit_house_close(&paint.house);
}

static void words_that_are_too_pale_are_found(void **state)
{
    struct paint paint = {.colour = 0xF0D040};
    struct fit_house *house = &paint.house;
    struct draw_list list;
    const struct fit_shown shown = {.list = &list,
                                    .arena = &house->arena,
                                    .contrast = LEAST,
                                    .on_fault = on_fault,
                                    .user = &paint};

    (void)state;
    assert_true(fit_house_open(house, "tests/data/everything"));
    struct session session = {.ease = {.look = 0}};
    struct frame frame = screen_room(&house->kiosk, &session, house->theme,
                                     house->setter, &house->arena, 1280, 800);
    struct node *root = layout_box(
        &frame, NULL, (struct box){.has_fill = true, .fill = paint.colour});
    layout_text(&frame, root,
                (struct label){.text = "pale", .size = 40, .colour = WHITE});
    draw_list_init(&list, &house->arena, (struct rect){0, 0, 1280, 800}, 0);
    layout_run(&frame, root, &list);
    fit_list_check(&shown);
    assert_int_equal(paint.pale, 1);
    fit_house_close(house);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_can_be_read_on_any_colour),
        cmocka_unit_test(words_that_are_too_pale_are_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
