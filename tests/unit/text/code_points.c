#include "code_points.h"

#include "base/utf8.h"
#include <stdio.h>

enum {
    SIZE = 36,
    WIDTH = 120,
    SIDE = 64,
    SURROGATES = 0xD800,
    BEYOND = 0xE000
};

bool code_points_open(struct code_points *set)
{
    struct fail why;

    *set = (struct code_points){0};
    if (!typesetter_open("assets", &set->setter, &why)) {
        printf("%s\n", why.text);
        return false;
    }
    set->surface = SDL_CreateRGBSurfaceWithFormat(0, SIDE, SIDE, 32,
                                                  SDL_PIXELFORMAT_ARGB8888);
    set->renderer = SDL_CreateSoftwareRenderer(set->surface);
    return set->renderer != NULL;
}

void code_points_close(struct code_points *set)
{
    typesetter_close(set->setter);
    SDL_DestroyRenderer(set->renderer);
    SDL_FreeSurface(set->surface);
}

static void draw(struct code_points *set, const char *text,
                 const char *language)
{
    const struct text_style style = {language, SIZE, false, 0};
    const struct paragraph *paragraph =
        typesetter_paragraph(set->setter, text, &style, NULL, 0, WIDTH, 2);

    for (size_t i = 0; i < paragraph->line_count; i++) {
        SDL_Rect box;
        set->lines_drawn += typesetter_line(set->setter, set->renderer,
                                            paragraph, i, 0, &box) != NULL;
    }
    typesetter_sweep(set->setter);
}

bool code_points_draw(struct code_points *set, uint32_t code_point)
{
    char text[40], letter[5] = "";

    if (code_point >= SURROGATES && code_point < BEYOND)
        return false;
    letter[utf8_encode(code_point, letter)] = '\0';
    draw(set, letter, "en");
    snprintf(text, sizeof text, "ab%sc d", letter);
    draw(set, text, "fr");
    snprintf(text, sizeof text, "\u0633\u0644%s\u0627\u0645 1", letter);
    draw(set, text, "ar");
    return true;
}
