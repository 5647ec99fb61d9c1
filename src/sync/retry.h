#ifndef SYNC_RETRY_H
#define SYNC_RETRY_H

/*
 * How long to wait before what failed is tried again, and when to leave it to
 * the next run. Pure: time and chance are handed in, and it does not wait.
 *
 * Pauses double, and half of each is chance, so that kiosks that failed
 * together do not come back together (M. Brooker, "Exponential Backoff And
 * Jitter", 2015, there "equal jitter"). What a server asks for is never
 * undercut.
 */

#include "base/clock.h"
#include "base/rand.h"

enum {
    RETRY_FIRST_MS = 2 * 1000, /* the first pause; half of it at least */
    RETRY_LONGEST_MS = 64 * 1000,
    RETRY_WITHIN_MS = 10 * 60 * 1000, /* from failure to the last try */
    RETRY_FAILURES = 10,              /* in a row; after them no pause */
};

struct retry {
    const struct clock *clock;
    struct rand *rand;
    int failures;     /* in a row */
    int64_t since_ms; /* the first of them */
};

/* Both are borrowed. */
void retry_init(struct retry *retry, const struct clock *clock,
                struct rand *rand);
/* It worked: the next failure is the first again. */
void retry_worked(struct retry *retry);
/* It failed in a way that may pass. `asked_s`: after how many seconds the
 * server wants to be asked again (Retry-After), -1: it did not say. True: try
 * again after *ret_pause_ms. False: not in this run; it stays so until it
 * worked. */
bool retry_failed(struct retry *retry, int64_t asked_s, int64_t *ret_pause_ms);

#endif
