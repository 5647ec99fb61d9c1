#include "support/check.h"
#include "ui/surface.h"
#include "ui/turn.h"
#include "ui/window_sdl.h"
#include <SDL_image.h>
#include <string.h>

enum {
    WIDTH = 300,
    HEIGHT = 200,
    MARK = 0xB5482A,
    PAPER = 0xFAF6EF,
    NEXT_PAPER = 0x1D6B68
};
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

struct panel {
    struct window *window;
    struct typesetter *setter;
    struct surface *surface;
    int rotation;
};

static void open_panel(struct panel *panel, int rotation, bool uses_gpu)
{
    const struct window_options options = {.width = WIDTH,
                                           .height = HEIGHT,
                                           .is_script = true,
                                           .uses_gpu = uses_gpu,
                                           .rotation = rotation};
    struct fail why = {0};
    *panel = (struct panel){.rotation = rotation};
    assert_true(window_open(&options, &panel->window, &why));
    assert_true(typesetter_open("assets", &panel->setter, &why));
    assert_true(surface_open(panel->window, panel->setter, "assets",
                             &panel->surface, &why));
}

static void close_panel(struct panel *panel)
{
    surface_close(panel->surface);
    typesetter_close(panel->setter);
    window_close(panel->window);
}

/* What the panel shows where that was drawn. */
static uint32_t shown_at(const struct panel *panel, int x, int y)
{
    SDL_Surface *pixels = SDL_GetWindowSurface(window_sdl(panel->window));
    struct rect shown =
        turn_rect((struct rect){x, y, 1, 1}, WIDTH, HEIGHT, panel->rotation);
    return ((uint32_t *)(void *)((char *)pixels->pixels +
                                 shown.y * pixels->pitch))[shown.x] &
           0xFFFFFF;
}

/* `paper`, with a mark from 40,10 to 44,12. */
static void draw_mark(struct panel *panel, uint32_t paper)
{
    struct arena arena = {0};
    struct draw_list list;
    draw_list_init(&list, &arena, (struct rect){0, 0, WIDTH, HEIGHT}, paper);
    struct draw_item *item =
        draw_list_add(&list, DRAW_BOX, (struct rect){40, 10, 5, 3});
    item->has_fill = true;
    item->colour = MARK;
    surface_draw(panel->surface, &list, true);
    arena_fini(&arena);
}

static void touch(struct panel *panel, int x, int y, struct event *ret_event)
{
    window_push_finger(panel->window, EVENT_FINGER_DOWN, 1, x, y);
    do
        assert_true(window_wait(panel->window, 1000, ret_event));
    while (ret_event->kind != EVENT_FINGER_DOWN);
}

static void check_panel(int rotation, bool uses_gpu)
{
    static const int points[][2] = {{0, 0},
                                    {WIDTH - 1, 0},
                                    {0, HEIGHT - 1},
                                    {WIDTH - 1, HEIGHT - 1},
                                    {42, 11}};
    struct panel panel;
    struct event event = {0};
    int width, height;

    open_panel(&panel, rotation, uses_gpu);
    window_size(panel.window, &width, &height);
    assert_int_equal(width, WIDTH);
    assert_int_equal(height, HEIGHT);
    draw_mark(&panel, PAPER);
    assert_int_equal(shown_at(&panel, 39, 11), PAPER);
    assert_int_equal(shown_at(&panel, 40, 10), MARK);
    assert_int_equal(shown_at(&panel, 44, 12), MARK);
    assert_int_equal(shown_at(&panel, 45, 11), PAPER);
    assert_int_equal(shown_at(&panel, WIDTH - 1, HEIGHT - 1), PAPER);
    for (size_t i = 0; i < sizeof points / sizeof *points; i++) {
        touch(&panel, points[i][0], points[i][1], &event);
        assert_int_equal(event.x, points[i][0]);
        assert_int_equal(event.y, points[i][1]);
    }
    close_panel(&panel);
}

static void picture_and_finger_turn_together(void **state)
{
    (void)state;
    for (int i = 0; i < 4; i++)
        check_panel(rotations[i], false);
}

static void picture_and_finger_turn_together_with_a_renderer(void **state)
{
    (void)state;
    for (int i = 0; i < 4; i++)
        check_panel(rotations[i], true);
}

/* The new one comes from the right of what the visitor sees. */
static void check_motion(int rotation, bool uses_gpu)
{
    const struct motion motion = {
        .kind = MOTION_LEFT, .rect = {0, 0, WIDTH, HEIGHT}, .duration_ms = 200};
    struct panel panel;

    open_panel(&panel, rotation, uses_gpu);
    draw_mark(&panel, PAPER);
    surface_move(panel.surface, &motion, 1000);
    draw_mark(&panel, NEXT_PAPER);
    assert_true(surface_step(panel.surface, 1040));
    assert_int_equal(shown_at(&panel, 0, HEIGHT / 2), PAPER);
    assert_int_equal(shown_at(&panel, WIDTH - 1, 0), NEXT_PAPER);
    assert_int_equal(shown_at(&panel, WIDTH - 1, HEIGHT - 1), NEXT_PAPER);
    assert_false(surface_step(panel.surface, 1200));
    assert_int_equal(shown_at(&panel, 0, HEIGHT / 2), NEXT_PAPER);
    assert_int_equal(shown_at(&panel, 42, 11), MARK);
    close_panel(&panel);
}

static void what_moves_is_turned_as_well(void **state)
{
    (void)state;
    for (int i = 0; i < 4; i++) {
        check_motion(rotations[i], false);
        check_motion(rotations[i], true);
    }
}

/* Upright, what is drawn is the window itself: nothing is copied. */
static void upright_it_costs_nothing(void **state)
{
    struct panel panel;
    (void)state;
    open_panel(&panel, 0, false);
    SDL_Surface *pixels = SDL_GetWindowSurface(window_sdl(panel.window));
    memset(pixels->pixels, 0x55, (size_t)pixels->pitch * (size_t)pixels->h);
    struct arena arena = {0};
    struct draw_list list;
    draw_list_init(&list, &arena, (struct rect){0, 0, WIDTH, HEIGHT}, PAPER);
    surface_draw(panel.surface, &list, true);
    struct str png = {0};
    struct fail why = {0};
    memset(pixels->pixels, 0x55, (size_t)pixels->pitch * (size_t)pixels->h);
    assert_true(surface_png(panel.surface, &png, &why));
    SDL_RWops *file = SDL_RWFromConstMem(png.text, (int)png.length);
    SDL_Surface *seen = IMG_LoadPNG_RW(file);
    assert_int_equal(((uint8_t *)seen->pixels)[0], 0x55);
    SDL_FreeSurface(seen);
    SDL_RWclose(file);
    str_fini(&png);
    arena_fini(&arena);
    close_panel(&panel);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_point_that_is_shown_is_found_again),
        cmocka_unit_test(picture_and_finger_turn_together),
        cmocka_unit_test(picture_and_finger_turn_together_with_a_renderer),
        cmocka_unit_test(what_moves_is_turned_as_well),
        cmocka_unit_test(upright_it_costs_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
