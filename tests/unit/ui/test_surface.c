#include "support/check.h"
#include "ui/surface.h"
#include "ui/window_sdl.h"
#include <SDL_image.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WIDTH = 640, HEIGHT = 400 };

struct desk {
    struct window *window;
    struct typesetter *setter;
    struct surface *surface;
    struct arena arena;
    struct draw_list list;
};
static struct desk desk;

static int open_desk(bool uses_gpu)
{
    const struct window_options options = {.width = WIDTH,
                                           .height = HEIGHT,
                                           .is_script = true,
                                           .uses_gpu = uses_gpu};
    struct fail why = {0};
    desk = (struct desk){0};
    if (window_open(&options, &desk.window, &why) &&
        typesetter_open("assets", &desk.setter, &why) &&
        surface_open(desk.window, desk.setter, "assets", &desk.surface, &why))
        return 0;
    printf("%s\n", why.text);
    return -1;
}

static int set_up(void **state)
{
    (void)state;
    return open_desk(false);
}

static int set_up_gpu(void **state)
{
    (void)state;
    return open_desk(true);
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

static void begin(void)
{
    draw_list_init(&desk.list, &desk.arena, (struct rect){0, 0, WIDTH, HEIGHT},
                   0xFAF6EF);
}

static struct draw_item *box(struct rect rect, uint32_t colour, int radius)
{
    struct draw_item *item = draw_list_add(&desk.list, DRAW_BOX, rect);
    item->has_fill = true;
    item->colour = colour;
    item->radius = radius;
    item->corners = CORNER_ALL;
    return item;
}

static void text(struct rect rect, const char *words)
{
    const struct text_style style = {.language = "en", .size_px = 24};
    struct draw_item *item = draw_list_add(&desk.list, DRAW_TEXT, rect);
    item->paragraph =
        typesetter_paragraph(desk.setter, words, &style, NULL, 0, rect.w, 0);
    item->text = words;
    item->colour = 0x1D2433;
}

static struct draw_item *picture(struct rect rect, const char *path)
{
    struct draw_item *item = draw_list_add(&desk.list, DRAW_PICTURE, rect);
    item->name = path;
    item->colour = 0x336699;
    return item;
}

/* What is on the screen, as 24-bit colours read back from the PNG. */
static SDL_Surface *seen(void)
{
    struct str png = {0};
    struct fail why = {0};
    assert_true(surface_png(desk.surface, &png, &why));
    SDL_Surface *pixels =
        IMG_Load_RW(SDL_RWFromConstMem(png.text, (int)png.length), 1);
    assert_non_null(pixels);
    str_fini(&png);
    return pixels;
}

static uint32_t pixel(SDL_Surface *pixels, int x, int y)
{
    const unsigned char *at =
        (unsigned char *)pixels->pixels + y * pixels->pitch + 3 * x;
    return (uint32_t)at[0] << 16 | (uint32_t)at[1] << 8 | at[2];
}

static uint32_t pixel_now(int x, int y)
{
    SDL_Surface *pixels = seen();
    uint32_t colour = pixel(pixels, x, y);
    SDL_FreeSurface(pixels);
    return colour;
}

static void what_is_drawn_can_be_read_back_as_png(void **state)
{
    (void)state;
    begin();
    box((struct rect){100, 100, 200, 100}, 0xB5482A, 0);
    surface_draw(desk.surface, &desk.list, true);
    SDL_Surface *pixels = seen();
    assert_int_equal(pixels->w, WIDTH);
    assert_int_equal(pixels->h, HEIGHT);
    assert_int_equal(pixels->format->BytesPerPixel, 3);
    assert_int_equal(pixel(pixels, 99, 150), 0xFAF6EF);
    assert_int_equal(pixel(pixels, 100, 100), 0xB5482A);
    assert_int_equal(pixel(pixels, 299, 199), 0xB5482A);
    assert_int_equal(pixel(pixels, 300, 199), 0xFAF6EF);
    SDL_FreeSurface(pixels);
}

static void round_corners_are_round_and_alike(void **state)
{
    (void)state;
    begin();
    box((struct rect){100, 100, 201, 101}, 0x000000, 30)->corners =
        CORNER_ALL & ~(unsigned)CORNER_BOTTOM_RIGHT;
    surface_draw(desk.surface, &desk.list, true);
    SDL_Surface *pixels = seen();
    assert_int_equal(pixel(pixels, 102, 102), 0xFAF6EF);
    assert_int_equal(pixel(pixels, 300, 200), 0x000000);
    for (int y = 0; y < 30; y++)
        for (int x = 0; x < 30; x++) {
            uint32_t colour = pixel(pixels, 100 + x, 100 + y);
            assert_int_equal(pixel(pixels, 300 - x, 100 + y), colour);
            assert_int_equal(pixel(pixels, 100 + x, 200 - y), colour);
            assert_int_equal(pixel(pixels, 100 + y, 100 + x), colour);
        }
    assert_int_equal(pixel(pixels, 130, 100), 0x000000);
    assert_int_equal(pixel(pixels, 100, 130), 0x000000);
    SDL_FreeSurface(pixels);
}

static void a_border_has_its_width_on_all_sides(void **state)
{
    (void)state;
    begin();
    struct draw_item *item =
        box((struct rect){100, 100, 200, 100}, 0xFFFFFF, 20);
    item->border = 4;
    item->border_colour = 0x112233;
    surface_draw(desk.surface, &desk.list, true);
    SDL_Surface *pixels = seen();
    for (int i = 0; i < 4; i++) {
        assert_int_equal(pixel(pixels, 200, 100 + i), 0x112233);
        assert_int_equal(pixel(pixels, 200, 199 - i), 0x112233);
        assert_int_equal(pixel(pixels, 100 + i, 150), 0x112233);
        assert_int_equal(pixel(pixels, 299 - i, 150), 0x112233);
    }
    assert_int_equal(pixel(pixels, 200, 104), 0xFFFFFF);
    assert_int_equal(pixel(pixels, 104, 150), 0xFFFFFF);
    SDL_FreeSurface(pixels);
}

static void a_shadow_falls_down_and_fades_without_seams(void **state)
{
    (void)state;
    begin();
    struct draw_item *shadow = draw_list_add(&desk.list, DRAW_SHADOW,
                                             (struct rect){200, 100, 240, 160});
    shadow->border = 26;
    shadow->radius = 20;
    shadow->corners = CORNER_ALL;
    shadow->alpha = 30;
    box(shadow->rect, 0xFFFFFF, 20);
    surface_draw(desk.surface, &desk.list, true);
    SDL_Surface *pixels = seen();
    assert_true(pixel(pixels, 320, 262) < pixel(pixels, 320, 97));
    assert_int_equal(pixel(pixels, 320, 300), 0xFAF6EF);
    for (int x = 175; x < 200; x++) /* darker towards the box, never lighter */
        assert_true((pixel(pixels, x + 1, 180) & 255) <=
                        (pixel(pixels, x, 180) & 255) ||
                    x == 199);
    for (int y = 262; y < 290; y++) { /* even along the edge */
        int here = (int)(pixel(pixels, 230, y) & 255);
        for (int x = 220; x < 420; x++)
            assert_int_equal(pixel(pixels, x, y) & 255, here);
    }
    SDL_FreeSurface(pixels);
}

static void an_arc_runs_clockwise_from_the_top(void **state)
{
    (void)state;
    begin();
    struct draw_item *arc =
        draw_list_add(&desk.list, DRAW_ARC, (struct rect){100, 100, 100, 100});
    arc->border = 10;
    arc->share = 0.3;
    surface_draw(desk.surface, &desk.list, true);
    SDL_Surface *pixels = seen();
    assert_int_equal(pixel(pixels, 153, 104), 0x000000); /* after 12 */
    assert_int_equal(pixel(pixels, 195, 150), 0x000000); /* 3 o'clock */
    assert_int_equal(pixel(pixels, 150, 195), 0xFAF6EF); /* 6 */
    assert_int_equal(pixel(pixels, 104, 150), 0xFAF6EF); /* 9 */
    assert_int_equal(pixel(pixels, 150, 150), 0xFAF6EF);
    SDL_FreeSurface(pixels);
}

/* Twelve places; `seed` decides what stands in them. */
static void scene(unsigned seed, const char *path)
{
    begin();
    struct draw_item *clip = NULL;
    for (unsigned i = 0; i < 12; i++) {
        unsigned what = (seed >> (i % 6 * 3)) % 8;
        struct rect at = {20 + (int)(i % 4) * 150, 20 + (int)(i / 4) * 120, 130,
                          100};
        if (i == 4)
            clip = draw_list_add(&desk.list, DRAW_CLIP,
                                 (struct rect){0, 150, 500, 90});
        struct draw_item *item = NULL;
        if (what < 2) {
            item = draw_list_add(&desk.list, DRAW_SHADOW, at);
            item->border = 12 + (int)what * 8;
            item->radius = 16;
            item->alpha = 40;
            box(at, 0xFFFFFF, 16);
        } else if (what < 4) {
            item = box(at, what == 2 ? 0x12695F : 0x37489C, 40);
            item->border = 6;
            item->alpha = what == 2 ? 255 : 120;
        } else if (what == 4) {
            text(at, i % 2 ? "Together initiate proposals" : "Rabat 2018");
        } else if (what == 5) {
            picture(at, path)->corners = CORNER_ALL;
        } else if (what == 6) {
            item = draw_list_add(&desk.list, DRAW_ICON,
                                 (struct rect){at.x, at.y, 48, 48});
            item->name = "home";
        }
        if (i == 8 && clip != NULL)
            draw_list_add(&desk.list, DRAW_UNCLIP, clip->rect);
    }
}

static void a_frame_drawn_in_parts_equals_one_drawn_whole(void **state)
{
    const char *path = "content/foo/images/door.svg";
    unsigned seed = 1;
    (void)state;
    scene(seed, path);
    surface_draw(desk.surface, &desk.list, true);
    surface_settle(desk.surface);
    for (int round = 0; round < 40; round++) {
        struct str parts = {0}, whole = {0};
        struct fail why = {0};
        /* one place, some, or all of them change */
        unsigned next = seed * 1664525u + 1013904223u;
        seed = round % 3 == 0 ? next : seed ^ (1u << (next % 18));
        scene(seed, path);
        surface_draw(desk.surface, &desk.list, false);
        surface_settle(desk.surface);
        surface_draw(desk.surface, &desk.list, false);
        assert_true(surface_png(desk.surface, &parts, &why));
        surface_draw(desk.surface, &desk.list, true);
        assert_true(surface_png(desk.surface, &whole, &why));
        assert_int_equal(parts.length, whole.length);
        assert_memory_equal(parts.text, whole.text, whole.length);
        str_fini(&parts);
        str_fini(&whole);
        arena_reset(&desk.arena);
    }
}

static void only_what_differs_is_drawn_again(void **state)
{
    (void)state;
    begin();
    box((struct rect){0, 0, 300, 400}, 0x111111, 0);
    box((struct rect){400, 0, 100, 100}, 0x222222, 0);
    surface_draw(desk.surface, &desk.list, true);
    /* Somebody scribbles over the whole window behind our back. */
    SDL_Surface *pixels = SDL_GetWindowSurface(window_sdl(desk.window));
    SDL_SetClipRect(pixels, NULL);
    SDL_FillRect(pixels, NULL, SDL_MapRGB(pixels->format, 255, 0, 255));
    desk.list.items[1].colour = 0x333333;
    surface_draw(desk.surface, &desk.list, false);
    assert_int_equal(pixel_now(450, 50), 0x333333);
    assert_int_equal(pixel_now(399, 50), 0xFF00FF);
    assert_int_equal(pixel_now(150, 200), 0xFF00FF);
    surface_draw(desk.surface, &desk.list, true);
    assert_int_equal(pixel_now(150, 200), 0x111111);
}

static void a_picture_has_its_colour_until_it_is_there(void **state)
{
    struct event event;
    (void)state;
    while (window_wait(desk.window, 0, &event))
        ;
    /* A quick worker may be done before the first look: another size is
     * another picture. */
    uint32_t seen = 0;
    for (int width = 200; seen != 0x336699 && width < 240; width++) {
        begin();
        picture((struct rect){100, 100, width, 120},
                "content/foo/images/door.svg");
        surface_draw(desk.surface, &desk.list, true);
        seen = pixel_now(110, 110);
        if (seen != 0x336699)
            surface_settle(desk.surface);
    }
    assert_int_equal(seen, 0x336699);
    surface_settle(desk.surface);
    assert_true(surface_has_news(desk.surface));
    assert_true(window_wait(desk.window, 1000, &event));
    assert_int_equal(event.kind, EVENT_WAKE);
    surface_draw(desk.surface, &desk.list, false);
    assert_false(surface_has_news(desk.surface));
    assert_int_not_equal(pixel_now(110, 110), 0x336699);
    assert_int_equal(pixel_now(99, 110), 0xFAF6EF);
}

static void a_picture_that_cannot_be_read_keeps_its_colour(void **state)
{
    (void)state;
    begin();
    picture((struct rect){0, 0, 100, 100}, "content/none.jpg");
    picture((struct rect){200, 0, 100, 100}, "assets/theme.yaml");
    surface_draw(desk.surface, &desk.list, true);
    surface_settle(desk.surface);
    surface_draw(desk.surface, &desk.list, false);
    assert_int_equal(pixel_now(50, 50), 0x336699);
    assert_int_equal(pixel_now(250, 50), 0x336699);
    assert_false(surface_has_news(desk.surface));
}

static void many_large_pictures_are_shown_one_after_another(void **state)
{
    (void)state;
    for (int i = 0; i < 40; i++) {
        begin();
        picture((struct rect){0, 0, 600 + i, 380},
                "content/foo/images/door.svg");
        surface_draw(desk.surface, &desk.list, false);
        if (i % 4 == 0)
            surface_settle(desk.surface);
        arena_reset(&desk.arena);
    }
    begin();
    picture((struct rect){0, 0, 639, 380}, "content/foo/images/door.svg");
    surface_settle(desk.surface);
    surface_draw(desk.surface, &desk.list, false);
    assert_int_not_equal(pixel_now(5, 5), 0x336699);
}

static void an_unknown_icon_is_left_out(void **state)
{
    (void)state;
    begin();
    struct draw_item *icon =
        draw_list_add(&desk.list, DRAW_ICON, (struct rect){10, 10, 40, 40});
    icon->name = "no-such-icon";
    surface_draw(desk.surface, &desk.list, true);
    assert_int_equal(pixel_now(30, 30), 0xFAF6EF);
}

static void an_icon_has_the_colour_asked_for(void **state)
{
    int found = 0;
    (void)state;
    begin();
    struct draw_item *icon =
        draw_list_add(&desk.list, DRAW_ICON, (struct rect){10, 10, 96, 96});
    icon->name = "home";
    icon->colour = 0xB5482A;
    surface_draw(desk.surface, &desk.list, true);
    SDL_Surface *pixels = seen();
    for (int y = 10; y < 106; y++)
        for (int x = 10; x < 106; x++)
            found += pixel(pixels, x, y) == 0xB5482A;
    SDL_FreeSurface(pixels);
    assert_true(found > 100);
}

static void the_window_may_change_its_size(void **state)
{
    (void)state;
    begin();
    box((struct rect){0, 0, 100, 100}, 0x111111, 20);
    surface_draw(desk.surface, &desk.list, true);
    SDL_SetWindowSize(window_sdl(desk.window), 800, 500);
    surface_resized(desk.surface);
    draw_list_init(&desk.list, &desk.arena, (struct rect){0, 0, 800, 500},
                   0xFFFFFF);
    box((struct rect){700, 400, 100, 100}, 0x222222, 20);
    surface_draw(desk.surface, &desk.list, false);
    SDL_Surface *pixels = seen();
    assert_int_equal(pixels->w, 800);
    assert_int_equal(pixels->h, 500);
    assert_int_equal(pixel(pixels, 750, 450), 0x222222);
    assert_int_equal(pixel(pixels, 50, 50), 0xFFFFFF);
    SDL_FreeSurface(pixels);
}

/* A console tells of its size when it has begun: what the first picture took
 * long to make is not made again. */
static void a_size_that_is_the_same_costs_no_renderer(void **state)
{
    enum { MARK = 77 };
    SDL_Renderer *renderer = SDL_GetRenderer(window_sdl(desk.window));
    Uint8 red, green, blue, alpha;

    (void)state;
    SDL_SetRenderDrawColor(renderer, MARK, 0, 0, 0);
    surface_resized(desk.surface);
    assert_ptr_equal(SDL_GetRenderer(window_sdl(desk.window)), renderer);
    SDL_GetRenderDrawColor(renderer, &red, &green, &blue, &alpha);
    assert_int_equal(red, MARK);

    begin();
    box((struct rect){0, 0, 100, 100}, 0x111111, 20);
    surface_draw(desk.surface, &desk.list, false);
    SDL_Surface *pixels = seen();
    assert_int_equal(pixel(pixels, 50, 50), 0x111111);
    SDL_FreeSurface(pixels);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
#define TEST_GPU(name)                                                         \
    {                                                                          \
#name " (renderer)", name, set_up_gpu, tear_down, NULL                 \
    }

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(what_is_drawn_can_be_read_back_as_png),
        TEST(round_corners_are_round_and_alike),
        TEST(a_border_has_its_width_on_all_sides),
        TEST(a_shadow_falls_down_and_fades_without_seams),
        TEST(an_arc_runs_clockwise_from_the_top),
        TEST(a_frame_drawn_in_parts_equals_one_drawn_whole),
        TEST(only_what_differs_is_drawn_again),
        TEST(a_picture_has_its_colour_until_it_is_there),
        TEST(a_picture_that_cannot_be_read_keeps_its_colour),
        TEST(many_large_pictures_are_shown_one_after_another),
        TEST(an_unknown_icon_is_left_out),
        TEST(an_icon_has_the_colour_asked_for),
        TEST(the_window_may_change_its_size),
        TEST_GPU(what_is_drawn_can_be_read_back_as_png),
        TEST_GPU(a_frame_drawn_in_parts_equals_one_drawn_whole),
        TEST_GPU(the_window_may_change_its_size),
        TEST_GPU(a_size_that_is_the_same_costs_no_renderer),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
