#include "base/time_bound.h"

#include "base/calendar.h"
#include "base/durable.h"
#include "base/str.h"
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LINE_BYTES = 64, AHEAD_DAYS = 5 * 366 };

static int first_day(int month)
{
    return (int)(calendar_month_start_s(month) / CALENDAR_DAY_S);
}

static int built_day(void)
{
    return first_day(calendar_month(ENCOUNTER_BUILT));
}

static int later(int a, int b)
{
    return a > b ? a : b;
}

static void read_line(struct time_bound *bound, const struct fs *fs,
                      const char *path)
{
    struct fail none;
    size_t bytes;
    char *text = fs_read_file(fs, path, LINE_BYTES, &bytes, &none);
    char day[CALENDAR_DAY_BYTES] = "";
    uint64_t run = 0;
    int run_days = 0;

    if (text &&
        sscanf(text, "%10s %16" SCNx64 " %9d", day, &run, &run_days) >= 1) {
        bound->day = calendar_day(day);
        bound->run = bound->day > 0 ? run : 0;
        bound->run_days = run_days;
    }
    free(text);
}

void time_bound_read(struct time_bound *bound, const struct fs *fs,
                     const char *path, const char *signed_path)
{
    struct time_bound signature = {0};

    *bound = (struct time_bound){0};
    read_line(bound, fs, path);
    if (signed_path)
        read_line(&signature, fs, signed_path);
    bound->signed_day = signature.day;
}

static int days_of(const struct wall_time *time)
{
    return (int)(time->run_s / CALENDAR_DAY_S);
}

/* This run goes on since that day was known, or began after it. */
static int days_since(const struct time_bound *bound,
                      const struct wall_time *time)
{
    if (bound->run == 0 || time->run == 0)
        return 0;
    return later(0, days_of(time) -
                        (bound->run == time->run ? bound->run_days : 0));
}

int time_bound_day(const struct time_bound *bound, const struct wall_time *time)
{
    int known = bound->day > 0 ? bound->day + days_since(bound, time) : 0;

    return later(later(known, bound->signed_day), built_day());
}

bool time_bound_is_set(const struct time_bound *bound,
                       const struct wall_time *time)
{
    return time->is_set || (time->run != 0 && time->run == bound->run);
}

static bool write_line(const struct time_bound *bound, const struct fs *fs,
                       const char *path, struct fail *why)
{
    char line[LINE_BYTES], day[CALENDAR_DAY_BYTES];

    calendar_day_text(bound->day, day);
    if (bound->run != 0)
        snprintf(line, sizeof line, "%s %016" PRIx64 " %d\n", day, bound->run,
                 bound->run_days);
    else
        snprintf(line, sizeof line, "%s\n", day);
    return durable_write(fs, path, line, strlen(line), why);
}

bool time_bound_raise(struct time_bound *bound, const struct fs *fs,
                      const char *path, const struct wall_time *time, int day,
                      struct fail *why)
{
    struct time_bound next = *bound;

    if (!time->is_set || day <= 0)
        return true;
    next.day = later(bound->day, day);
    next.run = time->run;
    if (next.day == bound->day && next.run == bound->run)
        return true;
    next.run_days = days_of(time) + 1;
    if (!write_line(&next, fs, path, why))
        return false;
    *bound = next;
    return true;
}

/* What stands behind `word` in the comment, at its begin or after white
 * space; NULL: nothing does. */
static const char *after(const char *comment, const char *word)
{
    const char *at = comment;

    while ((at = strstr(at, word)) != NULL && at != comment && at[-1] != ' ' &&
           at[-1] != '\t')
        at++;
    return at ? at + strlen(word) : NULL;
}

int time_bound_signed_day(const char *comment)
{
    const char *date = after(comment, "date:");
    const char *stamp = after(comment, "timestamp:");
    char text[CALENDAR_DAY_BYTES];

    if (date) {
        snprintf(text, sizeof text, "%s", date);
        return calendar_day(text);
    }
    return stamp ? calendar_day_at(strtoll(stamp, NULL, 10)) : 0;
}

bool time_bound_sign(const struct fs *fs, const char *path, int day,
                     struct fail *why)
{
    struct time_bound bound = {0};

    read_line(&bound, fs, path);
    if (day <= bound.day || day > later(bound.day, built_day()) + AHEAD_DAYS)
        return true;
    return write_line(&(struct time_bound){.day = day}, fs, path, why);
}
