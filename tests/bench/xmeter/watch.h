#ifndef XMETER_WATCH_H
#define XMETER_WATCH_H

/* Rectangles of the screen that are looked at again and again. */

#include "screen.h"

enum { WATCH_RECTS = 16 };
struct watch {
    const struct screen *screen; /* borrowed */
    int count;
    XRectangle rects[WATCH_RECTS];
    size_t pixels;
    uint32_t *now, *before;
};

void watch_init(struct watch *watch, const struct screen *screen,
                const XRectangle *rects, int count);
/* 16 strips of two rows over the whole screen. */
void watch_init_strips(struct watch *watch, const struct screen *screen);
void watch_fini(struct watch *watch);

void watch_look(struct watch *watch); /* takes what is there as `now` */
void watch_keep(struct watch *watch); /* `now` becomes `before` */
bool watch_differs(const struct watch *watch);
void watch_blacken(struct watch *watch); /* `before` becomes black */
/* A picture, not a plain sheet: at least four rectangles of which 5 % of the
 * pixels are unlike their first one. */
bool watch_is_painted(const struct watch *watch);

/* Waits for changes until none came for `settle_ms`. Times count from
 * `start_ms`; painted_ms -1: nothing but plain sheets. */
struct watch_change {
    double first_ms, painted_ms, last_ms;
    int stages; /* changes further apart than WATCH_MERGE_MS */
};
#define WATCH_MERGE_MS 2.5
struct watch_wait {
    double start_ms, limit_ms, settle_ms, nap_ms;
    pid_t alive; /* 0, or give up when this child has ended */
};
/* False: no change within limit_ms, or the child ended. */
bool watch_change(struct watch *watch, const struct watch_wait *wait,
                  struct watch_change *ret_change);

/* Until the whole screen has been still for quiet_ms. */
void watch_calm(const struct screen *screen, double quiet_ms, double limit_ms);
/* The screen as a PPM file. */
void watch_shoot(const struct screen *screen, const char *path);

#endif
