#include "base/clock.h"

#include <time.h>

static int64_t system_now_ms(const struct clock *clock)
{
    struct timespec now;

    (void)clock;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static int64_t script_now_ms(const struct clock *clock)
{
    return clock->set_ms;
}

struct clock clock_system(void)
{
    return (struct clock){.now_ms = system_now_ms};
}

struct clock clock_script(int64_t start_ms)
{
    return (struct clock){.now_ms = script_now_ms, .set_ms = start_ms};
}
