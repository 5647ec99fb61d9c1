#ifndef FEEDBACK_MONTH_H
#define FEEDBACK_MONTH_H

/*
 * The month that batches and file times are named by, and how far it is to
 * be believed. Nothing finer than this leaves the clock.
 *
 * trusted: the clock was set in this run of the machine, by the network or a
 * person, or goes on with a battery. bounded: nobody set it, but it shows no
 * day before the one that is known to be past (base/time_bound.h): the true
 * month is this or a later one. unknown: the clock is surely wrong.
 */

#include "base/clock.h"
#include "base/time_bound.h"

enum month_trust { MONTH_UNKNOWN, MONTH_BOUNDED, MONTH_TRUSTED };
extern const char *const month_trust_words[]; /* "unknown" ... */

struct month {
    enum month_trust trust;
    int index; /* year * 12 + month - 1; 0 when unknown */
};
enum { MONTH_TEXT_BYTES = 8 };

/* The month by this clock. One that was set is believed, even against what
 * was known: that may have come of a clock that was set wrong. */
struct month month_of(struct wall_time time, const struct time_bound *bound);
/* "2026-11" or "unknown". */
void month_text(struct month month, char ret_text[MONTH_TEXT_BYTES]);
/* The index of "2026-11"; 0: it is none. */
int month_read(const char *text);
/* Its first second, UTC; of an unknown one that of the year 2000. */
int64_t month_start_s(struct month month);

#endif
