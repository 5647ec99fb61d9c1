#include "watch.h"
#include "common.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

void watch_init(struct watch *watch, const struct screen *screen,
                const XRectangle *rects, int count)
{
    *watch = (struct watch){.screen = screen, .count = count};
    for (int i = 0; i < count; i++) {
        watch->rects[i] = rects[i];
        watch->pixels += (size_t)rects[i].width * rects[i].height;
    }
    watch->now = calloc(watch->pixels, sizeof(*watch->now));
    watch->before = calloc(watch->pixels, sizeof(*watch->before));
    if (!watch->now || !watch->before)
        die("out of memory");
}

void watch_init_strips(struct watch *watch, const struct screen *screen)
{
    XRectangle rects[WATCH_RECTS];

    for (int i = 0; i < WATCH_RECTS; i++)
        rects[i] = (XRectangle){
            0, (short)((2 * i + 1) * screen->height / (2 * WATCH_RECTS)),
            (unsigned short)screen->width, 2};
    watch_init(watch, screen, rects, WATCH_RECTS);
}

void watch_fini(struct watch *watch)
{
    free(watch->now);
    free(watch->before);
}

void watch_look(struct watch *watch)
{
    uint32_t *pixels = watch->now;

    for (int i = 0; i < watch->count; i++) {
        screen_read(watch->screen, watch->rects[i], pixels);
        pixels += (size_t)watch->rects[i].width * watch->rects[i].height;
    }
}

void watch_keep(struct watch *watch)
{
    uint32_t *now = watch->now;

    watch->now = watch->before;
    watch->before = now;
}

bool watch_differs(const struct watch *watch)
{
    uint32_t unlike = 0;

    for (size_t i = 0; i < watch->pixels; i++)
        unlike |= (watch->now[i] ^ watch->before[i]) & 0xffffff;
    return unlike != 0;
}

void watch_blacken(struct watch *watch)
{
    memset(watch->before, 0, watch->pixels * sizeof(*watch->before));
}

bool watch_is_painted(const struct watch *watch)
{
    const uint32_t *pixels = watch->now;
    int painted = 0;

    for (int i = 0; i < watch->count; i++) {
        size_t count = (size_t)watch->rects[i].width * watch->rects[i].height;
        size_t unlike = 0;

        for (size_t j = 0; j < count; j++)
            unlike += ((pixels[j] ^ pixels[0]) & 0xffffff) != 0;
        painted += unlike * 20 > count;
        pixels += count;
    }
    return painted >= 4;
}

bool watch_change(struct watch *watch, const struct watch_wait *wait,
                  struct watch_change *ret_change)
{
    struct watch_change change = {-1, -1, -1, 0};
    double passed_ms;

    do {
        watch_look(watch);
        passed_ms = now_ms() - wait->start_ms;
        if (watch_differs(watch)) {
            if (change.first_ms < 0)
                change.first_ms = passed_ms;
            if (change.last_ms < 0 ||
                passed_ms - change.last_ms > WATCH_MERGE_MS)
                change.stages++;
            if (change.painted_ms < 0 && watch_is_painted(watch))
                change.painted_ms = passed_ms;
            change.last_ms = passed_ms;
            watch_keep(watch);
        }
        if (change.first_ms < 0 && passed_ms > wait->limit_ms)
            return false;
        if (wait->alive && waitpid(wait->alive, NULL, WNOHANG) == wait->alive)
            die("the program ended before it had drawn its picture");
        sleep_ms(wait->nap_ms);
    } while (change.first_ms < 0 ||
             (passed_ms - change.last_ms <= wait->settle_ms &&
              passed_ms <= wait->limit_ms + 20000));
    *ret_change = change;
    return true;
}

void watch_calm(const struct screen *screen, double quiet_ms, double limit_ms)
{
    struct watch watch;
    double start = now_ms(), last = start;

    watch_init_strips(&watch, screen);
    watch_look(&watch);
    watch_keep(&watch);
    while (now_ms() - last < quiet_ms && now_ms() - start < limit_ms) {
        sleep_ms(screen->mapped ? 4 : 10);
        watch_look(&watch);
        if (watch_differs(&watch)) {
            last = now_ms();
            watch_keep(&watch);
        }
    }
    watch_fini(&watch);
}

void watch_shoot(const struct screen *screen, const char *path)
{
    XRectangle all = {0, 0, (unsigned short)screen->width,
                      (unsigned short)screen->height};
    struct watch watch;
    FILE *file = fopen(path, "wb");

    if (!file)
        die("cannot write %s", path);
    watch_init(&watch, screen, &all, 1);
    watch_look(&watch);
    fprintf(file, "P6\n%d %d\n255\n", screen->width, screen->height);
    for (size_t i = 0; i < watch.pixels; i++) {
        uint32_t pixel = watch.now[i];
        uint8_t colour[3] = {(uint8_t)(pixel >> 16), (uint8_t)(pixel >> 8),
                             (uint8_t)pixel};

        fwrite(colour, 1, sizeof(colour), file);
    }
    fclose(file);
    watch_fini(&watch);
}
