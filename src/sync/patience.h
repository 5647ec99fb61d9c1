#ifndef SYNC_PATIENCE_H
#define SYNC_PATIENCE_H

/*
 * Waits before what failed is tried again, if it may pass by itself:
 *
 *     do
 *         ok = target->ops->probe(target, why);
 *     while (!ok && patience_again(&patience, target, why));
 *     if (ok)
 *         patience_worked(&patience);
 *
 * How long, and when to leave it to the next run, is sync/retry.h's. One
 * patience lasts for a run with all its targets: once it is used up, each is
 * tried once, until something works.
 */

#include "sync/retry.h"
#include "sync/target.h"

struct patience {
    struct clock *clock;
    struct retry retry;
    /* Before each pause; may be set, else NULL. */
    void (*on_pause)(void *user, const struct fail *why, int64_t pause_ms);
    void *user;
};

/* Both are borrowed. */
void patience_init(struct patience *patience, struct clock *clock,
                   struct rand *rand);
void patience_worked(struct patience *patience);
/* `why` is the failure of `target`. True: time has passed, try again. False:
 * not in this run; where it may pass, `why` became FAIL_BUSY and says so. */
bool patience_again(struct patience *patience, const struct target *target,
                    struct fail *why);

#endif
