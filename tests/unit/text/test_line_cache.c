#include "text/line_cache.h"

#include "support/check.h"

struct canvas {
    SDL_Surface *surface;
    SDL_Renderer *renderer;
    struct line_cache cache;
};

static int open_canvas(void **state)
{
    static struct canvas canvas;
    canvas = (struct canvas){.surface = SDL_CreateRGBSurfaceWithFormat(
                                 0, 8, 8, 32, SDL_PIXELFORMAT_ARGB8888)};
    canvas.renderer = SDL_CreateSoftwareRenderer(canvas.surface);
    *state = &canvas;
    return canvas.renderer ? 0 : -1;
}

static int close_canvas(void **state)
{
    struct canvas *canvas = *state;
    line_cache_fini(&canvas->cache);
    assert_int_equal(canvas->cache.bytes, 0);
    assert_int_equal(canvas->cache.count, 0);
    SDL_DestroyRenderer(canvas->renderer);
    SDL_FreeSurface(canvas->surface);
    return 0;
}

static struct line_texture *add(struct canvas *canvas, uint64_t key, int w,
                                int h)
{
    SDL_Texture *texture =
        SDL_CreateTexture(canvas->renderer, SDL_PIXELFORMAT_ARGB8888,
                          SDL_TEXTUREACCESS_STATIC, w, h);
    assert_non_null(texture);
    return line_cache_add(&canvas->cache, key, texture, (SDL_Rect){0, 0, w, h});
}

static void it_stays_under_eight_mebibytes(void **state)
{
    struct canvas *canvas = *state;
    for (uint64_t key = 0; key < 500; key++) {
        struct line_texture *line = add(canvas, key, 1100, 40);
        assert_true(line_cache_find(&canvas->cache, key) == line);
        assert_in_range(canvas->cache.bytes, 1, LINE_CACHE_BYTES);
    }
    assert_int_equal(canvas->cache.count, 47); /* of 176,000 bytes each */
}

static void what_was_used_longest_ago_goes(void **state)
{
    struct canvas *canvas = *state;
    for (uint64_t key = 0; key < 60; key++) {
        add(canvas, key, 1100, 40);
        assert_non_null(line_cache_find(&canvas->cache, 0));
    }
    assert_null(line_cache_find(&canvas->cache, 1));
    assert_non_null(line_cache_find(&canvas->cache, 59));
}

static void one_texture_larger_than_all_is_kept_until_the_next(void **state)
{
    struct canvas *canvas = *state;
    add(canvas, 1, 100, 100);
    add(canvas, 2, 2000, 2000);
    assert_null(line_cache_find(&canvas->cache, 1));
    assert_non_null(line_cache_find(&canvas->cache, 2));
    add(canvas, 3, 100, 100);
    assert_null(line_cache_find(&canvas->cache, 2));
    assert_non_null(line_cache_find(&canvas->cache, 3));
}

static void keys_in_one_bucket_are_told_apart(void **state)
{
    struct canvas *canvas = *state;
    struct line_texture *first = add(canvas, 7, 10, 10);
    struct line_texture *second = add(canvas, 7 + LINE_CACHE_BUCKETS, 10, 10);
    assert_true(line_cache_find(&canvas->cache, 7) == first);
    assert_true(line_cache_find(&canvas->cache, 7 + LINE_CACHE_BUCKETS) ==
                second);
}

#define TEST(name)                                                             \
    cmocka_unit_test_setup_teardown(name, open_canvas, close_canvas)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(it_stays_under_eight_mebibytes),
        TEST(what_was_used_longest_ago_goes),
        TEST(one_texture_larger_than_all_is_kept_until_the_next),
        TEST(keys_in_one_bucket_are_told_apart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
