#include "support/check.h"
#include "support/tmpdir.h"
#include "ui/draw_list.h"
#include "ui/picture.h"
#include <SDL_image.h>
#include <string.h>

static struct tmpdir folder;

static int set_up(void **state)
{
    (void)state;
    tmpdir_init(&folder);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    tmpdir_fini(&folder);
    return 0;
}

static uint32_t *row(SDL_Surface *surface, int y)
{
    return (uint32_t *)(void *)((char *)surface->pixels + y * surface->pitch);
}

static SDL_Surface *plain(int w, int h, uint32_t colour)
{
    SDL_Surface *surface =
        SDL_CreateRGBSurfaceWithFormat(0, w, h, 32, SDL_PIXELFORMAT_ARGB8888);
    for (int y = 0; y < h; y++)
        for (int x = 0; x < w; x++)
            row(surface, y)[x] = colour;
    return surface;
}

static const char *saved(SDL_Surface *surface, const char *name)
{
    const char *path = tmpdir_path(&folder, name);
    if (strstr(name, ".jpg") != NULL)
        assert_int_equal(IMG_SaveJPG(surface, path, 95), 0);
    else
        assert_int_equal(IMG_SavePNG(surface, path), 0);
    SDL_FreeSurface(surface);
    return path;
}

static SDL_Surface *read_picture(const char *path, int w, int h, int radius,
                                 bool *ret_is_opaque)
{
    const struct picture_shape shape = {
        .w = w, .h = h, .radius = radius, .corners = CORNER_ALL};
    struct fail why = {0};
    SDL_Surface *surface = picture_read(path, &shape, ret_is_opaque, &why);
    if (surface == NULL)
        fail_msg("%s", why.text);
    assert_int_equal(surface->w, w);
    assert_int_equal(surface->h, h);
    return surface;
}

static void one_colour_stays_that_colour_at_every_size(void **state)
{
    bool is_opaque;
    (void)state;
    const char *path = saved(plain(300, 200, 0xFFB5482A), "plain.png");
    const int sizes[][2] = {{300, 200}, {17, 31}, {299, 199}, {640, 500}};
    for (int i = 0; i < 4; i++) {
        SDL_Surface *surface =
            read_picture(path, sizes[i][0], sizes[i][1], 0, &is_opaque);
        assert_true(is_opaque);
        for (int y = 0; y < surface->h; y++)
            for (int x = 0; x < surface->w; x++)
                assert_int_equal(row(surface, y)[x], 0xFFB5482A);
        SDL_FreeSurface(surface);
    }
}

static void a_wide_picture_is_cropped_on_both_sides_alike(void **state)
{
    bool is_opaque;
    (void)state;
    SDL_Surface *source = plain(400, 100, 0xFF0000FF);
    SDL_FillRect(source, &(SDL_Rect){150, 0, 100, 100}, 0xFFFF0000);
    SDL_Surface *surface =
        read_picture(saved(source, "wide.png"), 50, 50, 0, &is_opaque);
    for (int y = 0; y < 50; y++)
        for (int x = 1; x < 49; x++)
            assert_int_equal(row(surface, y)[x], 0xFFFF0000);
    SDL_FreeSurface(surface);
}

static void fine_stripes_become_their_mean_and_do_not_flicker(void **state)
{
    bool is_opaque;
    (void)state;
    SDL_Surface *source = plain(400, 400, 0xFF000000);
    for (int x = 0; x < 400; x += 2)
        SDL_FillRect(source, &(SDL_Rect){x, 0, 1, 400}, 0xFFFFFFFF);
    SDL_Surface *surface =
        read_picture(saved(source, "fine.png"), 40, 40, 0, &is_opaque);
    for (int x = 1; x < 39; x++)
        assert_in_range(row(surface, 20)[x] & 255, 120, 135);
    SDL_FreeSurface(surface);
}

static void corners_are_rounded_where_asked(void **state)
{
    bool is_opaque;
    (void)state;
    SDL_Surface *surface =
        read_picture(saved(plain(100, 100, 0xFF808080), "corner.png"), 100, 100,
                     20, &is_opaque);
    assert_true(is_opaque);
    assert_int_equal(row(surface, 0)[0] >> 24, 0);
    assert_int_equal(row(surface, 99)[99] >> 24, 0);
    assert_int_equal(row(surface, 20)[0] >> 24, 255);
    assert_int_equal(row(surface, 50)[50], 0xFF808080);
    SDL_FreeSurface(surface);
}

static void what_is_transparent_lends_no_colour(void **state)
{
    bool is_opaque;
    (void)state;
    SDL_Surface *source = plain(200, 200, 0x0000FF00); /* green, unseen */
    SDL_FillRect(source, &(SDL_Rect){0, 0, 101, 200}, 0xFFFF0000);
    SDL_Surface *surface =
        read_picture(saved(source, "half.png"), 100, 100, 0, &is_opaque);
    assert_false(is_opaque);
    for (int x = 0; x < 100; x++) {
        uint32_t colour = row(surface, 50)[x];
        if (colour >> 24 > 0)
            assert_int_equal(colour & 0xFFFFFF, 0xFF0000);
    }
    SDL_FreeSurface(surface);
}

static void a_jpeg_is_read_too(void **state)
{
    bool is_opaque;
    (void)state;
    SDL_Surface *surface =
        read_picture(saved(plain(320, 200, 0xFF336699), "photo.jpg"), 160, 100,
                     0, &is_opaque);
    uint32_t colour = row(surface, 50)[80];
    assert_in_range(colour >> 16 & 255, 0x30, 0x36);
    assert_in_range(colour & 255, 0x96, 0x9C);
    SDL_FreeSurface(surface);
}

static void a_drawing_covers_wide_and_high_places_alike(void **state)
{
    static const char svg[] =
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"160\" height=\"90\""
        " viewBox=\"0 0 160 90\"><rect width=\"160\" height=\"90\""
        " fill=\"#12695F\"/></svg>";
    const int sizes[][2] = {{160, 90}, {333, 100}, {100, 333}, {600, 338}};
    bool is_opaque;
    (void)state;
    tmpdir_write_text(&folder, "flat.svg", svg);
    for (int i = 0; i < 4; i++) {
        SDL_Surface *surface =
            read_picture(tmpdir_path(&folder, "flat.svg"), sizes[i][0],
                         sizes[i][1], 0, &is_opaque);
        assert_true(is_opaque);
        assert_int_equal(row(surface, 0)[0], 0xFF12695F);
        assert_int_equal(row(surface, sizes[i][1] - 1)[sizes[i][0] - 1],
                         0xFF12695F);
        SDL_FreeSurface(surface);
    }
}

static void every_drawing_we_ship_can_be_read(void **state)
{
    static const char *const paths[] = {
        "content/foo/images/courtyard.svg", "content/mascir/images/flask.svg",
        "content/uir/images/campus.svg", "content/pme/images/seedling.svg"};
    bool is_opaque;
    (void)state;
    for (int i = 0; i < 4; i++)
        SDL_FreeSurface(read_picture(paths[i], 320, 180, 14, &is_opaque));
}

static void what_is_no_picture_is_named(void **state)
{
    static const char *const names[] = {"bad.png", "bad.svg", "bad.jpg"};
    const struct picture_shape shape = {
        .w = 10, .h = 10, .radius = 0, .corners = 0};
    struct fail why = {0};
    bool is_opaque;
    (void)state;
    for (int i = 0; i < 3; i++) {
        tmpdir_write_text(&folder, names[i], "neither this nor that");
        assert_null(picture_read(tmpdir_path(&folder, names[i]), &shape,
                                 &is_opaque, &why));
        assert_non_null(strstr(why.text, names[i]));
    }
    assert_null(picture_read(tmpdir_path(&folder, "none.png"), &shape,
                             &is_opaque, &why));
    assert_int_equal(why.kind, FAIL_MISSING);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(one_colour_stays_that_colour_at_every_size),
        TEST(a_wide_picture_is_cropped_on_both_sides_alike),
        TEST(fine_stripes_become_their_mean_and_do_not_flicker),
        TEST(corners_are_rounded_where_asked),
        TEST(what_is_transparent_lends_no_colour),
        TEST(a_jpeg_is_read_too),
        TEST(a_drawing_covers_wide_and_high_places_alike),
        TEST(every_drawing_we_ship_can_be_read),
        TEST(what_is_no_picture_is_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
