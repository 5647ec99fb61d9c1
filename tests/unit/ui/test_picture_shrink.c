#include "ui/picture_shrink.h"

#include "base/fs.h"
#include "support/check.h"
#include "support/tmpdir.h"
#include <SDL_image.h>
#include <stdlib.h>
#include <string.h>

/* Left red, right green; the lower half clear where there is alpha. */
static void write_picture(const char *path, int w, int h, bool is_png)
{
    Uint32 format = is_png ? SDL_PIXELFORMAT_ARGB8888 : SDL_PIXELFORMAT_RGB24;
    SDL_Surface *surface = SDL_CreateRGBSurfaceWithFormat(0, w, h, 32, format);
    SDL_Rect right = {w / 2, 0, w - w / 2, h}, low = {0, h / 2, w, h - h / 2};

    assert_non_null(surface);
    SDL_FillRect(surface, NULL, SDL_MapRGBA(surface->format, 255, 0, 0, 255));
    SDL_FillRect(surface, &right, SDL_MapRGBA(surface->format, 0, 255, 0, 255));
    if (is_png)
        SDL_FillRect(surface, &low, SDL_MapRGBA(surface->format, 0, 0, 0, 0));
    assert_int_equal(is_png ? IMG_SavePNG(surface, path)
                            : IMG_SaveJPG(surface, path, 90),
                     0);
    SDL_FreeSurface(surface);
}

static void colour_at(SDL_Surface *surface, int x, int y, Uint8 ret_rgba[4])
{
    SDL_Surface *plain =
        SDL_ConvertSurfaceFormat(surface, SDL_PIXELFORMAT_RGBA32, 0);

    assert_non_null(plain);
    memcpy(ret_rgba, (Uint8 *)plain->pixels + y * plain->pitch + x * 4, 4);
    SDL_FreeSurface(plain);
}

static bool shrink(const struct tmpdir *dir, const char *from, const char *to,
                   int side, struct fail *why)
{
    char source[300];

    snprintf(source, sizeof source, "%s", tmpdir_path(dir, from));
    return picture_shrink(source, tmpdir_path(dir, to), side, why);
}

static void a_large_picture_becomes_a_small_one_of_its_kind(void **state)
{
    static const struct {
        const char *from, *to, *magic;
        bool is_png;
    } cases[] = {{"A.PNG", "a.png", "\x89PNG", true},
                 {"A.JPG", "a.jpg", "\xFF\xD8\xFF", false}};
    struct tmpdir dir;
    struct fail why;
    Uint8 rgba[4];
    size_t bytes;

    (void)state;
    tmpdir_init(&dir);
    for (size_t i = 0; i < 2; i++) {
        write_picture(tmpdir_path(&dir, cases[i].from), 600, 300,
                      cases[i].is_png);
        if (!shrink(&dir, cases[i].from, cases[i].to, 200, &why))
            fail_msg("%s", why.text);
        char *file = fs_read_file(fs_system(), tmpdir_path(&dir, cases[i].to),
                                  1 << 20, &bytes, &why);
        assert_non_null(file);
        assert_memory_equal(file, cases[i].magic, 3);
        free(file);
        SDL_Surface *small = IMG_Load(tmpdir_path(&dir, cases[i].to));
        assert_non_null(small);
        assert_int_equal(small->w, 200);
        assert_int_equal(small->h, 100);
        colour_at(small, 20, 20, rgba);
        assert_true(rgba[0] > 245 && rgba[1] < 10 && rgba[3] == 255);
        colour_at(small, 180, 20, rgba);
        assert_true(rgba[0] < 10 && rgba[1] > 245 && rgba[3] == 255);
        colour_at(small, 20, 80, rgba);
        assert_int_equal(rgba[3], cases[i].is_png ? 0 : 255);
        SDL_FreeSurface(small);
    }
    tmpdir_fini(&dir);
}

static void the_same_picture_becomes_the_same_bytes(void **state)
{
    struct tmpdir dir;
    struct fail why;
    size_t first_bytes, second_bytes;

    (void)state;
    tmpdir_init(&dir);
    write_picture(tmpdir_path(&dir, "a.jpg"), 90, 4000, false);
    assert_true(shrink(&dir, "a.jpg", "b.jpg", 50, &why));
    assert_true(shrink(&dir, "a.jpg", "c.jpg", 50, &why));
    char *first = fs_read_file(fs_system(), tmpdir_path(&dir, "b.jpg"), 1 << 20,
                               &first_bytes, &why);
    char *second = fs_read_file(fs_system(), tmpdir_path(&dir, "c.jpg"),
                                1 << 20, &second_bytes, &why);
    assert_non_null(first);
    assert_non_null(second);
    assert_int_equal(first_bytes, second_bytes);
    assert_memory_equal(first, second, first_bytes);
    free(first);
    free(second);
    tmpdir_fini(&dir);
}

static void what_is_no_picture_is_said(void **state)
{
    struct tmpdir dir;
    struct fail why;

    (void)state;
    tmpdir_init(&dir);
    tmpdir_write_text(&dir, "a.jpg", "\xFF\xD8\xFF no picture");
    assert_false(shrink(&dir, "a.jpg", "b.jpg", 50, &why));
    assert_int_equal(why.kind, FAIL_INVALID);
    assert_non_null(strstr(why.text, "a.jpg"));
    assert_false(shrink(&dir, "none.jpg", "b.jpg", 50, &why));
    assert_int_equal(why.kind, FAIL_MISSING);
    tmpdir_fini(&dir);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_large_picture_becomes_a_small_one_of_its_kind),
        cmocka_unit_test(the_same_picture_becomes_the_same_bytes),
        cmocka_unit_test(what_is_no_picture_is_said),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
