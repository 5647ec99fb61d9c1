/*
 * png_diff EXPECTED GOT DIFFERENCE: exit 0 when both pictures have the same
 * pixels; else 1, says where they differ and writes DIFFERENCE, EXPECTED in
 * grey with every differing pixel red. 2: a file cannot be read or written.
 */
#include <SDL.h>
#include <SDL_image.h>
#include <stdio.h>
#include <stdlib.h>

static SDL_Surface *load(const char *path)
{
    SDL_Surface *file = IMG_Load(path);
    SDL_Surface *pixels =
        file ? SDL_ConvertSurfaceFormat(file, SDL_PIXELFORMAT_RGBA32, 0) : NULL;

    SDL_FreeSurface(file);
    if (!pixels)
        fprintf(stderr, "%s: %s\n", path, SDL_GetError());
    return pixels;
}

static Uint8 *pixel_at(SDL_Surface *picture, int x, int y)
{
    return (Uint8 *)picture->pixels + (ptrdiff_t)y * picture->pitch + 4 * x;
}

static int distance(const Uint8 *a, const Uint8 *b)
{
    int most = 0;

    for (int i = 0; i < 4; i++)
        if (abs(a[i] - b[i]) > most)
            most = abs(a[i] - b[i]);
    return most;
}

struct difference {
    long pixels;
    int most;         /* levels of 255 */
    int x, y, x1, y1; /* around all that differs */
};

/* Turns `expected` into the picture of the difference. */
static struct difference compare(SDL_Surface *expected, SDL_Surface *got)
{
    struct difference all = {0, 0, expected->w, expected->h, 0, 0};

    for (int y = 0; y < expected->h; y++)
        for (int x = 0; x < expected->w; x++) {
            Uint8 *pixel = pixel_at(expected, x, y);
            int levels = distance(pixel, pixel_at(got, x, y));
            int grey = 160 + (pixel[0] + pixel[1] + pixel[2]) / 8;

            pixel[0] = levels ? 220 : (Uint8)grey;
            pixel[1] = pixel[2] = levels ? 0 : (Uint8)grey;
            pixel[3] = 255;
            if (levels == 0)
                continue;
            all.pixels++;
            all.most = SDL_max(all.most, levels);
            all.x = SDL_min(all.x, x);
            all.y = SDL_min(all.y, y);
            all.x1 = SDL_max(all.x1, x + 1);
            all.y1 = SDL_max(all.y1, y + 1);
        }
    return all;
}

static int report(const char *const *paths, SDL_Surface *expected,
                  SDL_Surface *got)
{
    struct difference found;

    if (expected->w != got->w || expected->h != got->h) {
        printf("%s: %dx%d, expected %dx%d\n", paths[1], got->w, got->h,
               expected->w, expected->h);
        return 1;
    }
    found = compare(expected, got);
    if (found.pixels == 0)
        return 0;
    printf("%s: %ld pixels differ, by at most %d of 255, within %d,%d %dx%d; "
           "see %s\n",
           paths[1], found.pixels, found.most, found.x, found.y,
           found.x1 - found.x, found.y1 - found.y, paths[2]);
    return IMG_SavePNG(expected, paths[2]) == 0 ? 1 : 2;
}

int main(int argc, char **argv)
{
    const char *const *paths = (const char *const *)(argv + 1);
    SDL_Surface *expected, *got;
    int status = 2;

    if (argc != 4) {
        fputs("usage: png_diff EXPECTED GOT DIFFERENCE\n", stderr);
        return 64;
    }
    expected = load(paths[0]);
    got = load(paths[1]);
    if (expected && got)
        status = report(paths, expected, got);
    SDL_FreeSurface(expected);
    SDL_FreeSurface(got);
    IMG_Quit();
    return status;
}
