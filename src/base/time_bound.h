#ifndef BASE_TIME_BOUND_H
#define BASE_TIME_BOUND_H

/*
 * The day before which it surely is not, for a machine whose clock may show
 * anything: what was once known of the time, which runs of the machine and
 * changes of its clock do not undo. In a file of one line,
 *
 *     2026-11-26 1f3a09c24be57d80 3
 *
 * the day, the run of the machine in which it was known (wall_time.run), and
 * how many days that one had lasted, rounded up; or the day alone, where it is
 * known from what was signed and not from a clock.
 *
 * The promise: it never goes down, and no clock raises it that neither the
 * network nor a person set, wherever in time that clock is. It orders nothing,
 * names nothing and lets nothing expire, and it is told to nobody.
 */

#include "base/clock.h"
#include "base/fs.h"

struct time_bound {
    int day;      /* base/calendar.h; 0: none */
    uint64_t run; /* 0: none */
    int run_days;
    int signed_day; /* of time_bound_sign(); 0: none */
};

/* What the files say; one that cannot be read says nothing. `signed_path` may
 * be NULL. */
void time_bound_read(struct time_bound *bound, const struct fs *fs,
                     const char *path, const char *signed_path);
/* The day at least, also by how long this run of the machine lasts and by the
 * month in which the program was built. */
int time_bound_day(const struct time_bound *bound,
                   const struct wall_time *time);
/* Whether the clock was set in this run of the machine. */
bool time_bound_is_set(const struct time_bound *bound,
                       const struct wall_time *time);
/* If it was set: keeps `day`, at most today, and the run. Durable; on failure
 * the file is as it was. */
bool time_bound_raise(struct time_bound *bound, const struct fs *fs,
                      const char *path, const struct wall_time *time, int day,
                      struct fail *why);

/* A day that somebody who is believed has signed, from the words of a trusted
 * comment: "date:2026-11-26", or "timestamp:1795651200" as minisign(1) writes
 * it. 0: none. */
int time_bound_signed_day(const char *comment);
/* Keeps it at `path`, if it is later than what stands there and not years
 * ahead of all that is known: a clock at which somebody signed may be wrong. */
bool time_bound_sign(const struct fs *fs, const char *path, int day,
                     struct fail *why);

#endif
