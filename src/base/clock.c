#include "base/clock.h"

#include <errno.h>
#include <time.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/timex.h>
#endif

static int64_t system_now_ms(const struct clock *clock)
{
    struct timespec now;

    (void)clock;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void system_sleep_ms(struct clock *clock, int64_t ms)
{
    struct timespec left = {.tv_sec = ms / 1000,
                            .tv_nsec = ms % 1000 * 1000000};

    (void)clock;
    while (ms > 0 && clock_nanosleep(CLOCK_MONOTONIC, 0, &left, &left) == EINTR)
        continue;
}

static int64_t script_now_ms(const struct clock *clock)
{
    return clock->set_ms;
}

static void script_sleep_ms(struct clock *clock, int64_t ms)
{
    clock->set_ms += ms;
}

struct clock clock_system(void)
{
    return (struct clock){.now_ms = system_now_ms, .sleep_ms = system_sleep_ms};
}

struct clock clock_script(int64_t start_ms)
{
    return (struct clock){.now_ms = script_now_ms,
                          .sleep_ms = script_sleep_ms,
                          .set_ms = start_ms};
}

static bool is_synced(void)
{
#ifdef __linux__
    struct timex ask = {0};
    int state = adjtimex(&ask);

    if (state >= 0 && state != TIME_ERROR && !(ask.status & STA_UNSYNC))
        return true;
#endif
    return access("/run/systemd/timesync/synchronized", F_OK) == 0;
}

static struct wall_time system_wall(const struct wall *wall)
{
    struct timespec now;

    (void)wall;
    clock_gettime(CLOCK_REALTIME, &now);
    return (struct wall_time){now.tv_sec, is_synced()};
}

static struct wall_time script_wall(const struct wall *wall)
{
    return wall->set;
}

struct wall wall_system(void)
{
    return (struct wall){.now = system_wall};
}

struct wall wall_script(int64_t unix_s, bool synced)
{
    return (struct wall){.now = script_wall, .set = {unix_s, synced}};
}
