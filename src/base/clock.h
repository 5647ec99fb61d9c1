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

/* Wall time and what is known of it: a machine without a clock of its own
 * starts with any. What it is worth: base/time_bound.h. Reading only: nothing
 * here sets a clock. Safe from any thread. */
struct wall_time {
    int64_t unix_s;
    bool is_set;   /* by the network or a person, since the machine started */
    bool is_kept;  /* by a clock with a battery, which still agrees */
    uint64_t run;  /* which run of the machine this is; 0: not known */
    int64_t run_s; /* how long it has run */
};
struct wall {
    struct wall_time (*now)(const struct wall *wall);
    const char *root;     /* of the system's files; "": its own */
    struct wall_time set; /* what wall_script() tells */
};
/* Set: the kernel says that NTP steers it (which a unit with ProtectClock=yes
 * may not ask), /run/systemd/timesync/synchronized is there, or
 * /run/encounter-clock-set, which a person leaves who set it by hand. Kept: the
 * kernel took it from /sys/class/rtc/rtc0 at the start. The run is the boot id
 * of /proc/sys/kernel/random, cut. */
struct wall wall_system(void);
/* The same with its files below `root` and the kernel not asked (tests). */
struct wall wall_below(const char *root);
struct wall wall_script(int64_t unix_s, bool is_set);
static inline struct wall_time wall_now(const struct wall *wall)
{
    return wall->now(wall);
}

#endif
