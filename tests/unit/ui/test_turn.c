#include "support/check.h"
#include "ui/surface.h"
#include "ui/turn.h"
#include "ui/window_sdl.h"

enum { WIDTH = 300, HEIGHT = 200, MARK = 0xB5482A };
static const int rotations[] = {0, 90, 180, 270};

static void a_point_that_is_shown_is_found_again(void **state)
{
    (void)state;
    for (int i = 0; i < 4; i++) {
        struct rect shown =
            turn_rect((struct rect){30, 7, 1, 1}, WIDTH, HEIGHT, rotations[i]);
        int x, y;
        turn_back(shown.x, shown.y, WIDTH, HEIGHT, rotations[i], &x, &y);
        assert_int_equal(x, 30);
        assert_int_equal(y, 7);
    }
    struct rect right =
        turn_rect((struct rect){0, 0, 10, 20}, WIDTH, HEIGHT, 90);
    assert_int_equal(right.x, HEIGHT - 20); /* its top is at the right */
    assert_int_equal(right.y, 0);
    assert_int_equal(right.w, 20);
}

/* A mark at 40,10; where the panel has it. */
static uint32_t shown_at(struct window *window, struct rect shown)
{
    SDL_Surface *pixels = SDL_GetWindowSurface(window_sdl(window));
    return ((uint32_t *)(void *)((char *)pixels->pixels +
                                 shown.y * pixels->pitch))[shown.x] &
           0xFFFFFF;
}

static void draw_mark(struct surface *surface)
{
    struct arena arena = {0};
    struct draw_list list;
    draw_list_init(&list, &arena, (struct rect){0, 0, WIDTH, HEIGHT}, 0xFAF6EF);
    struct draw_item *item =
        draw_list_add(&list, DRAW_BOX, (struct rect){40, 10, 5, 3});
    item->has_fill = true;
    item->colour = MARK;
    surface_draw(surface, &list, true);
    arena_fini(&arena);
}

static void picture_and_finger_turn_together(void **state)
{
    (void)state;
    for (int i = 0; i < 4; i++) {
        const struct window_options options = {.width = WIDTH,
                                               .height = HEIGHT,
                                               .is_script = true,
                                               .rotation = rotations[i]};
        struct window *window = NULL;
        struct typesetter *setter = NULL;
        struct surface *surface = NULL;
        struct fail why = {0};
        assert_true(window_open(&options, &window, &why));
        assert_true(typesetter_open("assets", &setter, &why));
        assert_true(surface_open(window, setter, "assets", &surface, &why));
        int width, height;
        window_size(window, &width, &height);
        assert_int_equal(width, WIDTH);
        assert_int_equal(height, HEIGHT);
        draw_mark(surface);
        struct rect at =
            turn_rect((struct rect){42, 11, 1, 1}, WIDTH, HEIGHT, rotations[i]);
        assert_int_equal(shown_at(window, at), MARK);
        at =
            turn_rect((struct rect){46, 11, 1, 1}, WIDTH, HEIGHT, rotations[i]);
        assert_int_equal(shown_at(window, at), 0xFAF6EF);
        struct event event = {0};
        window_push_finger(window, EVENT_FINGER_DOWN, 1, 42, 11);
        do
            assert_true(window_wait(window, 1000, &event));
        while (event.kind != EVENT_FINGER_DOWN);
        assert_int_equal(event.x, 42);
        assert_int_equal(event.y, 11);
        surface_close(surface);
        typesetter_close(setter);
        window_close(window);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_point_that_is_shown_is_found_again),
        cmocka_unit_test(picture_and_finger_turn_together),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
