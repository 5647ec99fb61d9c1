#ifndef FEEDBACK_MONTH_H
#define FEEDBACK_MONTH_H

/*
 * The month that batches and file times are named by, and how far it is to
 * be believed. Nothing finer than this leaves the clock.
 *
 * trusted: the clock was set from outside. bounded: it was not, but it shows
 * no month before the last trusted one (kept in `<folder>/month`) nor before
 * this program was built: the true month is this or a later one. unknown: the
 * clock is surely wrong.
 */

#include "base/clock.h"
#include "base/fs.h"

enum month_trust { MONTH_UNKNOWN, MONTH_BOUNDED, MONTH_TRUSTED };
extern const char *const month_trust_words[]; /* "unknown" ... */

struct month {
    enum month_trust trust;
    int index; /* year * 12 + month - 1; 0 when unknown */
};
enum { MONTH_TEXT_BYTES = 8 };

/* The month by this clock; `least` is the last trusted month, or 0. */
struct month month_of(struct wall_time time, int least);
/* "2026-11" or "unknown". */
void month_text(struct month month, char ret_text[MONTH_TEXT_BYTES]);
/* The index of "2026-11"; 0: it is none. */
int month_read(const char *text);
/* Its first second, UTC; of an unknown one that of the year 2000. */
int64_t month_start_s(struct month month);

/* What `<folder>/month` remembers; 0: nothing, or it cannot be read. */
int month_remembered(const struct fs *fs, const char *folder);
/* Keeps a trusted month there, durably. */
bool month_remember(const struct fs *fs, const char *folder, struct month month,
                    struct fail *why);

#endif
