#include "common.h"
#include "no_way_out.h"
#include "touch_screen.h"
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

enum { STEPS = 12 };

/* Where finger i of n is: side by side, so many pixels apart. */
static int beside(int middle, int i, int n, int apart)
{
    return middle + (2 * i - (n - 1)) * apart / 2;
}

static void all_fingers(struct walls *walls, int n, enum touch touch,
                        int at[][2])
{
    for (int i = 0; i < n; i++)
        touch_screen_send(&walls->screen, i, touch, at[i][0], at[i][1]);
    sleep_ms(8);
}

/* "4 fingers, edge 1 to 3": from the middle of an edge inwards. */
static void fingers_swipe(struct walls *walls, const char *name)
{
    int w = walls->screen.width, h = walls->screen.height, n, from;
    int at[TOUCH_FINGERS][2];

    if (sscanf(name, "%d fingers from edge %d", &n, &from) != 2)
        die("not a swipe: %s", name);
    for (int step = 0; step <= STEPS; step++) {
        for (int i = 0; i < n; i++) {
            bool is_upright = from <= 2;
            int along = beside((is_upright ? w : h) / 2, i, n, 60);
            int far = (is_upright ? h : w) - 1;
            int inward = far * step / STEPS * 4 / 5;

            inward = from % 2 == 1 ? inward : far - inward;
            at[i][0] = is_upright ? along : inward;
            at[i][1] = is_upright ? inward : along;
        }
        all_fingers(walls, n, step == 0 ? TOUCH_BEGIN : TOUCH_MOVE, at);
    }
    all_fingers(walls, n, TOUCH_END, at);
}

static void fingers_pinch(struct walls *walls, const char *name)
{
    int w = walls->screen.width, h = walls->screen.height, n, from, to;
    int at[TOUCH_FINGERS][2];

    if (sscanf(name, "%d fingers from %d to %d apart", &n, &from, &to) != 3)
        die("not a pinch: %s", name);
    for (int step = 0; step <= STEPS; step++) {
        for (int i = 0; i < n; i++) {
            int apart = from + (to - from) * step / STEPS;

            at[i][0] = beside(w / 2, i, n, apart);
            at[i][1] = beside(h / 2, i, n, apart / 2);
        }
        all_fingers(walls, n, step == 0 ? TOUCH_BEGIN : TOUCH_MOVE, at);
    }
    all_fingers(walls, n, TOUCH_END, at);
}

static void fingers_rest(struct walls *walls, const char *name)
{
    int n, ms, at[TOUCH_FINGERS][2];

    if (sscanf(name, "%d fingers rest %d ms", &n, &ms) != 2)
        die("not a rest: %s", name);
    for (int i = 0; i < n; i++) {
        at[i][0] = beside(walls->screen.width / 2, i, n, 40);
        at[i][1] = walls->screen.height - 2;
    }
    all_fingers(walls, n, TOUCH_BEGIN, at);
    sleep_ms(ms);
    all_fingers(walls, n, TOUCH_END, at);
}

struct finger {
    bool is_down;
    int x, y, dx, dy;
};

static uint32_t state;

void fingers_seed(unsigned seed)
{
    state = seed != 0 ? seed : 1;
}

/* xorshift32 (G. Marsaglia, Xorshift RNGs, 2003). */
static int below(int limit)
{
    state ^= state << 13;
    state ^= state >> 17;
    state ^= state << 5;
    return (int)(state % (uint32_t)limit);
}

static int within(int value, int limit)
{
    return value < 0 ? 0 : value < limit ? value : limit - 1;
}

/* Fingers come down more seldom than they leave, most of them rest. */
static void finger_goes_on(struct walls *walls, struct finger *finger, int i)
{
    int w = walls->screen.width, h = walls->screen.height;
    enum touch touch = TOUCH_MOVE;

    if (!finger->is_down) {
        if (below(12) != 0)
            return;
        *finger = (struct finger){true, below(w), below(h), 0, 0};
        if (below(2) == 0) {
            finger->dx = below(61) - 30;
            finger->dy = below(61) - 30;
        }
        touch = TOUCH_BEGIN;
    } else if (below(10) == 0) {
        finger->is_down = false;
        touch = TOUCH_END;
    } else if (finger->dx == 0 && finger->dy == 0) {
        return;
    }
    finger->x = within(finger->x + finger->dx, w);
    finger->y = within(finger->y + finger->dy, h);
    touch_screen_send(&walls->screen, i, touch, finger->x, finger->y);
}

void fingers_at_random(struct walls *walls, int ms)
{
    struct finger fingers[TOUCH_FINGERS] = {{0}};
    double end = now_ms() + ms;

    while (now_ms() < end) {
        for (int i = 0; i < TOUCH_FINGERS; i++)
            finger_goes_on(walls, &fingers[i], i);
        sleep_ms(8);
    }
    for (int i = 0; i < TOUCH_FINGERS; i++)
        if (fingers[i].is_down)
            touch_screen_send(&walls->screen, i, TOUCH_END, fingers[i].x,
                              fingers[i].y);
    sleep_ms(300);
}

const struct try tries_by_finger[] = {
    {"1 fingers from edge 1", fingers_swipe},
    {"1 fingers from edge 2", fingers_swipe},
    {"1 fingers from edge 3", fingers_swipe},
    {"1 fingers from edge 4", fingers_swipe},
    {"2 fingers from edge 1", fingers_swipe},
    {"2 fingers from edge 2", fingers_swipe},
    {"3 fingers from edge 1", fingers_swipe},
    {"3 fingers from edge 2", fingers_swipe},
    {"3 fingers from edge 3", fingers_swipe},
    {"3 fingers from edge 4", fingers_swipe},
    {"4 fingers from edge 1", fingers_swipe},
    {"4 fingers from edge 2", fingers_swipe},
    {"4 fingers from edge 3", fingers_swipe},
    {"4 fingers from edge 4", fingers_swipe},
    {"5 fingers from edge 2", fingers_swipe},
    {"10 fingers from edge 1", fingers_swipe},
    {"10 fingers from edge 2", fingers_swipe},
    {"10 fingers from edge 3", fingers_swipe},
    {"10 fingers from edge 4", fingers_swipe},
    {"2 fingers from 300 to 20 apart", fingers_pinch},
    {"2 fingers from 20 to 300 apart", fingers_pinch},
    {"3 fingers from 200 to 20 apart", fingers_pinch},
    {"4 fingers from 200 to 20 apart", fingers_pinch},
    {"5 fingers from 200 to 20 apart", fingers_pinch},
    {"5 fingers from 20 to 200 apart", fingers_pinch},
    {"10 fingers from 90 to 10 apart", fingers_pinch},
    {"1 fingers rest 2000 ms", fingers_rest},
    {"3 fingers rest 100 ms", fingers_rest},
    {"3 fingers rest 2000 ms", fingers_rest},
    {"5 fingers rest 2000 ms", fingers_rest},
    {"10 fingers rest 100 ms", fingers_rest},
    {"10 fingers rest 3000 ms", fingers_rest},
    {NULL, NULL},
};
