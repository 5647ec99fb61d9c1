#include "support/check.h"
#include "ui/surface.h"
#include <SDL_image.h>
#include <stdio.h>

/* One screen of a colour turns into one of another. */
enum { WIDTH = 640, HEIGHT = 400, MS = 200, OLD = 0xB5482A, NEW = 0x12695F };

struct desk {
    struct window *window;
    struct typesetter *setter;
    struct surface *surface;
    struct arena arena;
    struct draw_list list;
};
static struct desk desk;

static int set_up(void **state)
{
    (void)state;
    const struct window_options options = {
        .width = WIDTH, .height = HEIGHT, .is_script = true};
    struct fail why = {0};
    desk = (struct desk){0};
    if (window_open(&options, &desk.window, &why) &&
        typesetter_open("assets", &desk.setter, &why) &&
        surface_open(desk.window, desk.setter, "assets", &desk.surface, &why))
        return 0;
    printf("%s\n", why.text);
    return -1;
}

static int tear_down(void **state)
{
    (void)state;
    surface_close(desk.surface);
    typesetter_close(desk.setter);
    window_close(desk.window);
    arena_fini(&desk.arena);
    return 0;
}

/* A bar that stays above, a colour below, a mark at its left end. */
static void draw(uint32_t colour)
{
    draw_list_init(&desk.list, &desk.arena, (struct rect){0, 0, WIDTH, HEIGHT},
                   0xFAF6EF);
    const struct rect rects[] = {{0, 100, WIDTH, 300}, {10, 110, 40, 40}};
    for (int i = 0; i < 2; i++) {
        struct draw_item *item = draw_list_add(&desk.list, DRAW_BOX, rects[i]);
        item->has_fill = true;
        item->colour = i == 0 ? colour : 0xFFFFFF;
    }
    surface_draw(desk.surface, &desk.list, false);
}

static void move(enum motion_kind kind, int64_t now_ms)
{
    const struct motion motion = {.kind = kind,
                                  .rect = {0, 100, WIDTH, 300},
                                  .from = {300, 200, 100, 100},
                                  .duration_ms = MS};
    surface_move(desk.surface, &motion, now_ms);
}

static void read_pixels(struct str *out)
{
    struct fail why = {0};
    assert_true(surface_png(desk.surface, out, &why));
}

static uint32_t pixel_now(int x, int y)
{
    struct str png = {0};
    read_pixels(&png);
    SDL_Surface *pixels =
        IMG_Load_RW(SDL_RWFromConstMem(png.text, (int)png.length), 1);
    const unsigned char *at =
        (unsigned char *)pixels->pixels + y * pixels->pitch + 3 * x;
    uint32_t colour = (uint32_t)at[0] << 16 | (uint32_t)at[1] << 8 | at[2];
    SDL_FreeSurface(pixels);
    str_fini(&png);
    return colour;
}

static void begin(enum motion_kind kind)
{
    draw(OLD);
    move(kind, 1000);
    draw(NEW);
    assert_true(surface_step(desk.surface, 1000));
}

static void the_first_picture_answers_the_touch(void **state)
{
    (void)state;
    begin(MOTION_LEFT);
    assert_int_equal(pixel_now(WIDTH - 5, 300), NEW);
    assert_int_equal(pixel_now(5, 300), OLD);
    assert_int_equal(pixel_now(WIDTH - 5, 50), 0xFAF6EF);
}

static void right_comes_from_the_left(void **state)
{
    (void)state;
    begin(MOTION_RIGHT);
    assert_int_equal(pixel_now(5, 300), NEW);
    assert_int_equal(pixel_now(WIDTH - 5, 300), OLD);
}

static void a_card_opens_in_its_place(void **state)
{
    (void)state;
    begin(MOTION_OPEN);
    assert_int_equal(pixel_now(350, 250), NEW);
    assert_int_equal(pixel_now(5, 300), OLD);
    assert_true(surface_step(desk.surface, 1150));
    assert_int_equal(pixel_now(100, 300), NEW);
}

static void closing_shrinks_into_it(void **state)
{
    (void)state;
    begin(MOTION_CLOSE);
    assert_int_equal(pixel_now(5, 300), NEW);
    assert_int_equal(pixel_now(350, 250), OLD);
}

static void fading_is_between_the_two(void **state)
{
    (void)state;
    begin(MOTION_FADE);
    surface_step(desk.surface, 1040);
    uint32_t red = pixel_now(300, 300) >> 16;
    assert_true(red < (OLD >> 16) && red > (NEW >> 16));
}

static void it_ends_as_if_nothing_had_moved(void **state)
{
    (void)state;
    static const enum motion_kind kinds[] = {
        MOTION_LEFT, MOTION_RIGHT, MOTION_OPEN, MOTION_CLOSE, MOTION_FADE};
    struct str plain = {0};
    draw(NEW);
    read_pixels(&plain);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        struct str after = {0};
        begin(kinds[i]);
        for (int64_t now = 1010; now < 1000 + MS; now += 17)
            assert_true(surface_step(desk.surface, now));
        assert_false(surface_step(desk.surface, 1000 + MS));
        read_pixels(&after);
        assert_int_equal(after.length, plain.length);
        assert_memory_equal(after.text, plain.text, plain.length);
        str_fini(&after);
    }
    str_fini(&plain);
}

static void what_changes_meanwhile_takes_part(void **state)
{
    (void)state;
    begin(MOTION_LEFT);
    draw(0x37489C);
    assert_true(surface_step(desk.surface, 1080));
    assert_int_equal(pixel_now(WIDTH - 5, 300), 0x37489C);
    assert_false(surface_step(desk.surface, 1300));
    assert_int_equal(pixel_now(5, 300), 0x37489C);
}

static void another_motion_starts_from_what_is_seen(void **state)
{
    (void)state;
    begin(MOTION_LEFT);
    move(MOTION_RIGHT, 1020);
    draw(0x37489C);
    assert_true(surface_step(desk.surface, 1020));
    assert_int_equal(pixel_now(5, 300), 0x37489C);
    assert_int_equal(pixel_now(300, 300), OLD);
    assert_false(surface_step(desk.surface, 1300));
    assert_int_equal(pixel_now(300, 300), 0x37489C);
}

static void a_lost_window_ends_it(void **state)
{
    (void)state;
    begin(MOTION_LEFT);
    surface_resized(desk.surface);
    assert_false(surface_step(desk.surface, 1010));
    draw(NEW);
    assert_int_equal(pixel_now(5, 300), NEW);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_first_picture_answers_the_touch),
        TEST(right_comes_from_the_left),
        TEST(a_card_opens_in_its_place),
        TEST(closing_shrinks_into_it),
        TEST(fading_is_between_the_two),
        TEST(it_ends_as_if_nothing_had_moved),
        TEST(what_changes_meanwhile_takes_part),
        TEST(another_motion_starts_from_what_is_seen),
        TEST(a_lost_window_ends_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
