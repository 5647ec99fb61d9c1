#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

/*
 * Time as the program sees it, so that a script can put its own in. Only
 * time since some start, in ms: it never goes back. Wall time is asked for
 * by the one place that makes batches, nowhere else.
 */

#include <stdint.h>

struct clock {
    int64_t (*now_ms)(const struct clock *clock);
    int64_t set_ms; /* what clock_script() tells */
};

struct clock clock_system(void);
/* Stands still at set_ms until that is changed. */
struct clock clock_script(int64_t start_ms);
static inline int64_t clock_now_ms(const struct clock *clock)
{
    return clock->now_ms(clock);
}

#endif
