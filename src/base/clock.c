#include "base/clock.h"

#include "base/fs.h"
#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
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

enum { PATH_BYTES = 512, SMALL_BYTES = 4096, RTC_APART_S = 3600 };

static bool is_steered(void)
{
#ifdef __linux__
    struct timex ask = {0};
    int state = adjtimex(&ask);

    return state >= 0 && state != TIME_ERROR && !(ask.status & STA_UNSYNC);
#else
    return false;
#endif
}

static bool path_of(const struct wall *wall, const char *name,
                    char ret_path[PATH_BYTES])
{
    return snprintf(ret_path, PATH_BYTES, "%s%s", wall->root, name) <
           PATH_BYTES;
}

static bool has_file(const struct wall *wall, const char *name)
{
    char path[PATH_BYTES];

    return path_of(wall, name, path) && access(path, F_OK) == 0;
}

/* Freed by the caller; NULL: there is none. */
static char *read_small(const struct wall *wall, const char *name)
{
    char path[PATH_BYTES];
    struct fail none;
    size_t bytes;

    return path_of(wall, name, path)
               ? fs_read_file(fs_system(), path, SMALL_BYTES, &bytes, &none)
               : NULL;
}

/* One whose battery is empty starts anywhere, and then systemd has corrected
 * the system's clock but not this one. */
static bool is_kept(const struct wall *wall, int64_t unix_s)
{
    char *taken = read_small(wall, "/sys/class/rtc/rtc0/hctosys");
    char *shown = read_small(wall, "/sys/class/rtc/rtc0/since_epoch");
    bool is_taken = taken && *taken == '1' && shown;
    long long apart_s = is_taken ? strtoll(shown, NULL, 10) - unix_s : 0;

    free(taken);
    free(shown);
    return is_taken && apart_s > -RTC_APART_S && apart_s < RTC_APART_S;
}

static uint64_t run_of(const struct wall *wall)
{
    char *id = read_small(wall, "/proc/sys/kernel/random/boot_id");
    uint64_t run = 0;
    int digits = 0;

    for (const char *at = id; at && *at && digits < 16; at++)
        if (isxdigit((unsigned char)*at)) {
            int letter = tolower((unsigned char)*at);
            run = run << 4 |
                  (uint64_t)(letter <= '9' ? letter - '0' : letter - 'a' + 10);
            digits++;
        }
    free(id);
    return run;
}

static struct wall_time system_wall(const struct wall *wall)
{
    struct timespec now, run = {0};
    struct wall_time time = {0};

    clock_gettime(CLOCK_REALTIME, &now);
#ifdef CLOCK_BOOTTIME
    clock_gettime(CLOCK_BOOTTIME, &run);
#endif
    time.unix_s = now.tv_sec;
    time.is_set = (*wall->root == '\0' && is_steered()) ||
                  has_file(wall, "/run/systemd/timesync/synchronized") ||
                  has_file(wall, "/run/encounter-clock-set");
    time.is_kept = is_kept(wall, time.unix_s);
    time.run = run_of(wall);
    time.run_s = run.tv_sec;
    return time;
}

static struct wall_time script_wall(const struct wall *wall)
{
    return wall->set;
}

struct wall wall_system(void)
{
    return wall_below("");
}

struct wall wall_below(const char *root)
{
    return (struct wall){.now = system_wall, .root = root};
}

struct wall wall_script(int64_t unix_s, bool is_set)
{
    return (struct wall){.now = script_wall,
                         .root = "",
                         .set = {.unix_s = unix_s, .is_set = is_set}};
}
