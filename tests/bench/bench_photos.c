/* bench_photos FOLDER: writes 0.jpg to 199.jpg there, 1600x1200, each with
 * another grain, for the walk through many photos in tests/bench/run. */

#include <SDL_image.h>
#include <stdio.h>

enum { PHOTOS = 200, WIDTH = 1600, HEIGHT = 1200, GRAIN = 31, IO_ERROR = 74 };

static void paint(SDL_Surface *photo, uint32_t seed)
{
    for (int y = 0; y < HEIGHT; y++) {
        uint8_t *at = (uint8_t *)photo->pixels + y * photo->pitch;
        for (int x = 0; x < WIDTH; x++) {
            seed = seed * 1664525u + 1013904223u;
            *at++ = (uint8_t)(x * 200 / WIDTH + (seed >> 24) % GRAIN);
            *at++ = (uint8_t)(y * 200 / HEIGHT + (seed >> 16) % GRAIN);
            *at++ = (uint8_t)((x + y) * 100 / HEIGHT + (seed >> 8) % GRAIN);
        }
    }
}

int main(int argc, char **argv)
{
    SDL_Surface *photo = SDL_CreateRGBSurfaceWithFormat(0, WIDTH, HEIGHT, 24,
                                                        SDL_PIXELFORMAT_RGB24);

    if (argc != 2 || !photo)
        return 64;
    for (int i = 0; i < PHOTOS; i++) {
        char path[600];
        snprintf(path, sizeof path, "%s/%d.jpg", argv[1], i);
        paint(photo, (uint32_t)i);
        if (IMG_SaveJPG(photo, path, 85) != 0) {
            fprintf(stderr, "%s: %s\n", path, SDL_GetError());
            return IO_ERROR;
        }
    }
    SDL_FreeSurface(photo);
    return 0;
}
