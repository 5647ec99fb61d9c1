#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

/*
 * Time as the program sees it, so that a script can put its own in. Only
 * time since some start, in ms: it never goes back; and waiting for it to
 * pass. Wall time is asked for by the one place that makes batches, nowhere
 * else.
 */

#include <stdbool.h>
#include <stdint.h>

struct clock {
    int64_t (*now_ms)(const struct clock *clock);
    void (*sleep_ms)(struct clock *clock, int64_t ms);
    int64_t set_ms; /* what clock_script() tells */
};

struct clock clock_system(void);
/* Stands still at set_ms until that is changed, or slept on. */
struct clock clock_script(int64_t start_ms);
static inline int64_t clock_now_ms(const struct clock *clock)
{
    return clock->now_ms(clock);
}
/* That long, whatever signal is caught meanwhile. */
static inline void clock_sleep_ms(struct clock *clock, int64_t ms)
{
    clock->sleep_ms(clock, ms);
}

/* Wall time, and whether something outside set it: a machine without a clock
 * of its own starts with any. Safe from any thread. */
struct wall_time {
    int64_t unix_s;
    bool is_synced;
};
struct wall {
    struct wall_time (*now)(const struct wall *wall);
    struct wall_time set; /* what wall_script() tells */
};
/* Synced: the kernel says that NTP steers it, or systemd-timesyncd that it
 * has set it since the machine started. */
struct wall wall_system(void);
struct wall wall_script(int64_t unix_s, bool is_synced);
static inline struct wall_time wall_now(const struct wall *wall)
{
    return wall->now(wall);
}

#endif
