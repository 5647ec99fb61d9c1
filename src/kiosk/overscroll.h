#ifndef KIOSK_OVERSCROLL_H
#define KIOSK_OVERSCROLL_H

/*
 * What is dragged past its end follows the finger less and less, and springs
 * back within 250 ms when it is let go: the end can be felt. Pure; pixels.
 */

#include <stdbool.h>
#include <stdint.h>

struct overscroll {
    double px; /* > 0: past the end, < 0: before the beginning */
    int64_t at_ms;
    bool is_loose; /* springs back */
};

/* A finger went on by `rest_px` that the content could not follow; the way
 * past the end never reaches `most_px`. */
void overscroll_pull(struct overscroll *overscroll, int rest_px, int most_px);
/* The finger turns round: what of `delta_px` is left for the content once
 * nothing is past the end any more. */
int overscroll_give(struct overscroll *overscroll, int delta_px);
void overscroll_release(struct overscroll *overscroll, int64_t now_ms);
/* Springs back; false: it is at rest. */
bool overscroll_tick(struct overscroll *overscroll, int64_t now_ms);

#endif
