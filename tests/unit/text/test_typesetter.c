/* Lines as pixels, with the fonts the kiosk has. */

#include "text/typesetter.h"

#include "support/check.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WIDTH = 700, HEIGHT = 120, LEFT = 20, TOP = 30 };

struct stage {
    struct typesetter *setter;
    SDL_Surface *surface;
    SDL_Renderer *renderer;
};
struct picture {
    uint8_t ink[HEIGHT][WIDTH];
    int first_row, last_row, first_column, last_column;
};

static int open_stage(void **state)
{
    static struct stage stage;
    struct fail why;
    if (!typesetter_open("assets", &stage.setter, &why)) {
        print_error("%s\n", why.text);
        return -1;
    }
    stage.surface = SDL_CreateRGBSurfaceWithFormat(0, WIDTH, HEIGHT, 32,
                                                   SDL_PIXELFORMAT_ARGB8888);
    stage.renderer = SDL_CreateSoftwareRenderer(stage.surface);
    *state = &stage;
    return stage.renderer ? 0 : -1;
}

static int close_stage(void **state)
{
    struct stage *stage = *state;
    typesetter_close(stage->setter);
    SDL_DestroyRenderer(stage->renderer);
    SDL_FreeSurface(stage->surface);
    return 0;
}

static const struct paragraph *set(struct stage *stage, const char *language,
                                   const char *utf8, int width_px)
{
    const struct text_style style = {language, 36, false, 0};
    return typesetter_paragraph(stage->setter, utf8, &style, NULL, 0, width_px,
                                0);
}

static void see(struct stage *stage, struct picture *picture)
{
    *picture = (struct picture){.first_row = HEIGHT, .first_column = WIDTH};
    for (int y = 0; y < HEIGHT; y++) {
        const uint8_t *row =
            (const uint8_t *)stage->surface->pixels + y * stage->surface->pitch;
        for (int x = 0; x < WIDTH; x++) {
            uint8_t ink = (uint8_t)(255 - row[4 * x + 1]);
            picture->ink[y][x] = ink;
            if (ink < 128)
                continue;
            picture->last_row = y;
            picture->first_row =
                y < picture->first_row ? y : picture->first_row;
            picture->first_column =
                x < picture->first_column ? x : picture->first_column;
            picture->last_column =
                x > picture->last_column ? x : picture->last_column;
        }
    }
}

/* The first line of a text, black on white, its box at (LEFT, TOP). */
static SDL_Rect draw(struct stage *stage, const char *language,
                     const char *utf8, struct picture *picture)
{
    SDL_Rect box = {0};
    const struct paragraph *paragraph = set(stage, language, utf8, 0);
    SDL_Texture *texture = typesetter_line(stage->setter, stage->renderer,
                                           paragraph, 0, 0x000000, &box);
    SDL_SetRenderDrawColor(stage->renderer, 255, 255, 255, 255);
    SDL_RenderClear(stage->renderer);
    SDL_Rect place = {LEFT + box.x, TOP + box.y, box.w, box.h};
    if (texture)
        SDL_RenderCopy(stage->renderer, texture, NULL, &place);
    SDL_RenderFlush(stage->renderer);
    see(stage, picture);
    return box;
}

static void vocalised_and_plain_arabic_share_a_baseline(void **state)
{
    static struct picture plain, marked;
    draw(*state, "ar", "بيت", &plain);
    draw(*state, "ar", "بِيَّت", &marked);
    /* The marks stand above and below the word, and it has not moved. */
    assert_true(marked.first_row < plain.first_row);
    assert_true(marked.last_row > plain.last_row);
    for (int y = 0; y < HEIGHT; y++)
        for (int x = 0; x < WIDTH; x++)
            if (plain.ink[y][x] > 128)
                assert_in_range(marked.ink[y][x], 100, 255);
}

/* Whether the right end, a row of tatweels, is solid here. */
static bool is_stroke(const struct picture *picture, int row)
{
    for (int x = picture->last_column - 30; x < picture->last_column - 5; x++)
        if (picture->ink[row][x] < 200)
            return false;
    return true;
}

/* SDL2_ttf moves these down or leaves them, without telling: marks beyond the
 * font's height, above or below. */
static void marks_beyond_the_font_do_not_move_the_line(void **state)
{
    static const char *const texts[] = {"ــــــأًّٰ", "ــــــٌّٰ", "ــــــيٍٍ"};
    static struct picture plain, marked;
    draw(*state, "ar", "ـــــــــ", &plain);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        int rows = 0;
        draw(*state, "ar", texts[i], &marked);
        for (int y = 0; y < HEIGHT; y++) {
            assert_int_equal(is_stroke(&marked, y), is_stroke(&plain, y));
            rows += is_stroke(&plain, y);
        }
        assert_in_range(rows, 2, 8);
    }
}

static void latin_stands_on_the_baseline_of_the_arabic_around_it(void **state)
{
    static struct picture latin, mixed;
    draw(*state, "ar", "HHH", &latin);
    draw(*state, "ar", "HHH ا", &mixed);
    assert_int_equal(latin.first_row, mixed.first_row);
    assert_int_equal(latin.last_row, mixed.last_row);
    draw(*state, "ar", "HHH تِّ", &mixed);
    assert_in_range(mixed.ink[latin.last_row][mixed.last_column - 2], 128, 255);
    assert_in_range(mixed.ink[latin.last_row + 1][mixed.last_column - 2], 0,
                    127);
}

static void the_box_is_the_ink(void **state)
{
    static struct picture picture;
    static const char *const words[][2] = {
        {"en", "Hello"}, {"ar", "مُؤَسَّسَةٍ"}, {"zgh", "ⴰⵣⵓⵍ"}, {"fr", "où, Ê"}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        SDL_Rect box = draw(*state, words[i][0], words[i][1], &picture);
        assert_in_range(picture.first_row - TOP - box.y, 0, 3);
        assert_in_range(box.y + box.h - (picture.last_row + 1 - TOP), 0, 3);
        assert_in_range(picture.first_column - LEFT - box.x, 0, 6);
        assert_in_range(box.x + box.w - (picture.last_column + 1 - LEFT), 0, 6);
    }
}

static void a_line_without_ink_has_no_texture(void **state)
{
    struct stage *stage = *state;
    static const char *const texts[] = {" ", "\u200B", "\u200D", "\u00A0",
                                        "\n"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        SDL_Rect box;
        const struct paragraph *paragraph = set(stage, "en", texts[i], 0);
        assert_int_equal(paragraph->line_count, 1);
        for (int again = 0; again < 2; again++)
            assert_null(typesetter_line(stage->setter, stage->renderer,
                                        paragraph, 0, 0, &box));
    }
}

static void the_colour_is_baked_in_with_straight_alpha(void **state)
{
    struct stage *stage = *state;
    SDL_Rect box;
    SDL_BlendMode mode;
    uint32_t format;
    SDL_Texture *texture = typesetter_line(
        stage->setter, stage->renderer, set(stage, "ar", "Lab: مُختبر (1)", 0),
        0, 0x1122EE, &box);
    assert_non_null(texture);
    SDL_GetTextureBlendMode(texture, &mode);
    SDL_QueryTexture(texture, &format, NULL, NULL, NULL);
    assert_int_equal(mode, SDL_BLENDMODE_BLEND);
    assert_int_equal(format, SDL_PIXELFORMAT_ARGB8888);
    SDL_SetTextureBlendMode(texture, SDL_BLENDMODE_NONE);
    SDL_Rect place = {0, 0, box.w, box.h};
    SDL_RenderCopy(stage->renderer, texture, NULL, &place);
    SDL_RenderFlush(stage->renderer);
    bool is_solid = false;
    for (int y = 0; y < box.h; y++)
        for (int x = 0; x < box.w; x++) {
            const uint32_t *row =
                (const uint32_t *)((const char *)stage->surface->pixels +
                                   y * stage->surface->pitch);
            assert_int_equal(row[x] & 0xFFFFFF, 0x1122EE);
            is_solid = is_solid || row[x] >> 24 == 255;
        }
    assert_true(is_solid);
}

static void the_same_text_gives_the_same_pixels(void **state)
{
    struct stage *stage = *state;
    static struct picture first, second;
    static const char text[] = "مؤسسة (FOO) في Rabat منذ 1994: info@x.de";
    draw(stage, "ar", text, &first);
    /* With other fonts, sizes and directions used in between. */
    draw(stage, "fr", "Là (FOO) مرحبا", &second);
    typesetter_drop_textures(stage->setter);
    draw(stage, "ar", text, &second);
    assert_memory_equal(&first, &second, sizeof first);

    struct stage other = *stage;
    struct fail why;
    assert_true(typesetter_open("assets", &other.setter, &why));
    draw(&other, "ar", text, &second);
    typesetter_close(other.setter);
    assert_memory_equal(&first, &second, sizeof first);
}

static void many_sizes_do_not_disturb_each_other(void **state)
{
    struct stage *stage = *state;
    int widths[40] = {0};
    for (int round = 0; round < 2; round++)
        for (int i = 0; i < 40; i++) {
            struct text_style style = {"en", 10 + i, i % 2 == 0, 0};
            char word[32];
            snprintf(word, sizeof word, "%.*s", 8 + round, "nnnnnnnnnn");
            const struct paragraph *paragraph = typesetter_paragraph(
                stage->setter, word, &style, NULL, 0, 0, 0);
            if (round)
                assert_in_range(40 + paragraph->width_px * 8 - widths[i] * 9, 0,
                                80);
            widths[i] = paragraph->width_px;
        }
}

static void lines_are_not_wider_than_asked(void **state)
{
    static const char *const texts[][2] = {
        {"fr", "La Fondation Orient-Occident accueille à Rabat مؤسسة شرق-غرب "
               "(FOO) في الرباط des personnes réfugiées et marocaines."},
        {"ar", "GIZ هي الجهة المنفّذة (بتكليف من BMZ)، ومعها مؤسسة شرق-غرب "
               "(Fondation Orient-Occident) في الرباط سنة 2018."},
        {"zgh",
         "ⵉⵎⴷⴰⵏⵏ ⴰⴽⴽⵯ ⵜⵜⵍⴰⵍⴰⵏ ⵎⵎⴰⵏⴰⵜⵏ ⵏ ⵉⵍⵍⵉ (GIZ 2018), ⵎⵙⴰⵡⴰⵏ ⴷⴳ ⵡⴰⴷⴷⵓⵔ "
         "ⴷ ⵉⵣⵔⴼⴰⵏ"},
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        for (int width = 220; width < 900; width += 3)
            assert_in_range(
                set(*state, texts[i][0], texts[i][1], width)->width_px, 1,
                width);
}

static void paragraphs_live_until_the_second_sweep(void **state)
{
    struct stage *stage = *state;
    const struct paragraph *first = set(stage, "en", "one two three", 100);
    typesetter_sweep(stage->setter);
    assert_string_equal(first->lines[0].runs[0].shown, "one");
    assert_ptr_equal(set(stage, "en", "one two three", 100), first);
    typesetter_sweep(stage->setter);
    assert_string_equal(first->lines[0].runs[0].shown, "one");
    typesetter_sweep(stage->setter);
    for (int i = 0; i < 20; i++)
        typesetter_sweep(stage->setter);
    const struct paragraph *second = set(stage, "en", "one two three", 100);
    assert_string_equal(second->lines[0].runs[0].shown, "one");
}

static void it_works_in_a_window_without_a_screen(void **state)
{
    struct stage stage = *(struct stage *)*state;
    SDL_Rect box;
    assert_int_equal(setenv("SDL_VIDEODRIVER", "dummy", 1), 0);
    assert_int_equal(SDL_Init(SDL_INIT_VIDEO), 0);
    SDL_Window *window = SDL_CreateWindow("", 0, 0, WIDTH, HEIGHT, 0);
    SDL_Renderer *renderer =
        SDL_CreateRenderer(window, -1, SDL_RENDERER_SOFTWARE);
    assert_non_null(renderer);
    SDL_Texture *texture =
        typesetter_line(stage.setter, renderer, set(&stage, "ar", "مرحبا", 0),
                        0, 0xFFFFFF, &box);
    assert_non_null(texture);
    assert_int_equal(SDL_RenderCopy(renderer, texture, NULL, &box), 0);
    SDL_RenderPresent(renderer);
    typesetter_drop_textures(stage.setter);
    SDL_DestroyRenderer(renderer);
    SDL_DestroyWindow(window);
    SDL_Quit();
}

static void what_no_font_draws_is_known(void **state)
{
    struct stage *stage = *state;
    assert_true(typesetter_has(stage->setter, 0x0628));
    assert_false(typesetter_has(stage->setter, 0x4E00));
}

#define TEST(name)                                                             \
    cmocka_unit_test_setup_teardown(name, open_stage, close_stage)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(vocalised_and_plain_arabic_share_a_baseline),
        TEST(marks_beyond_the_font_do_not_move_the_line),
        TEST(latin_stands_on_the_baseline_of_the_arabic_around_it),
        TEST(the_box_is_the_ink),
        TEST(a_line_without_ink_has_no_texture),
        TEST(the_colour_is_baked_in_with_straight_alpha),
        TEST(the_same_text_gives_the_same_pixels),
        TEST(many_sizes_do_not_disturb_each_other),
        TEST(lines_are_not_wider_than_asked),
        TEST(paragraphs_live_until_the_second_sweep),
        TEST(it_works_in_a_window_without_a_screen),
        TEST(what_no_font_draws_is_known),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
