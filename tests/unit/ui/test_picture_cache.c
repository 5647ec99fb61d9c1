#include "support/check.h"
#include "support/tmpdir.h"
#include "ui/draw_list.h"
#include "ui/picture_cache.h"
#include <SDL_image.h>
#include <stdio.h>

enum { PHOTOS = 200, SHOWN = 6, WIDTH = 900, HEIGHT = 675 };

static void on_ready(void *user)
{
    (void)user;
}

/* Shows `count` photos from the `first` on, until all of them are there. */
static size_t show(struct picture_cache *cache, SDL_Renderer *renderer,
                   const struct tmpdir *folder, int first, int count)
{
    const struct picture_shape shape = {
        .w = WIDTH, .h = HEIGHT, .corners = CORNER_ALL};
    size_t seen = 0;

    for (int round = 0; round < 2; round++) {
        picture_cache_begin_frame(cache);
        seen = 0;
        for (int i = first; i < first + count; i++) {
            char name[20];
            bool is_opaque;
            snprintf(name, sizeof name, "%d.jpg", i);
            seen +=
                picture_cache_get(cache, renderer, tmpdir_path(folder, name),
                                  &shape, &is_opaque) != NULL;
        }
        picture_cache_end_frame(cache);
        picture_cache_settle(cache);
    }
    return seen;
}

static void two_hundred_photos_stay_within_sixteen_mebibytes(void **state)
{
    struct tmpdir folder;
    SDL_Surface *photo =
        SDL_CreateRGBSurfaceWithFormat(0, 64, 48, 24, SDL_PIXELFORMAT_RGB24);
    SDL_Surface *screen =
        SDL_CreateRGBSurfaceWithFormat(0, 64, 64, 32, SDL_PIXELFORMAT_ARGB8888);
    SDL_Renderer *renderer = SDL_CreateSoftwareRenderer(screen);
    struct picture_cache *cache = picture_cache_new(on_ready, NULL);

    (void)state;
    tmpdir_init(&folder);
    for (int i = 0; i < PHOTOS; i++) {
        char name[20];
        snprintf(name, sizeof name, "%d.jpg", i);
        assert_int_equal(IMG_SaveJPG(photo, tmpdir_path(&folder, name), 80), 0);
    }
    for (int i = 0; i + SHOWN <= PHOTOS; i += SHOWN - 1) {
        assert_int_equal(show(cache, renderer, &folder, i, SHOWN), SHOWN);
        assert_true(picture_cache_bytes(cache) <= PICTURE_CACHE_BYTES);
        assert_true(picture_cache_bytes(cache) >= SHOWN * WIDTH * HEIGHT * 4);
    }
    picture_cache_drop_textures(cache);
    picture_cache_free(cache);
    SDL_DestroyRenderer(renderer);
    SDL_FreeSurface(screen);
    SDL_FreeSurface(photo);
    tmpdir_fini(&folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_hundred_photos_stay_within_sixteen_mebibytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
