#ifndef SYNC_WHEREABOUTS_H
#define SYNC_WHEREABOUTS_H

/*
 * Which batch of the outbox was seen where, by all ledgers, and which stores
 * no batch is known of. For people who ask what still waits.
 */

#include "sync/ledger.h"
#include "sync/outbox.h"

struct whereabouts {
    struct outbox outbox;
    struct ledger *ledgers; /* by the names of their places */
    size_t ledger_count, damaged_ledgers;
    int64_t *missing; /* numbers of stores, rising; at most MISSING_SHOWN */
    size_t missing_count, missing_all; /* shown; there are */
    struct arena arena;
};
enum { MISSING_SHOWN = 100 };

/* A ledger that cannot be read is told through log_line() and left out. */
bool whereabouts_read(struct whereabouts *where, const struct fs *fs,
                      const char *data, struct fail *why);
void whereabouts_fini(struct whereabouts *where);

/* Of batch `i`: how many places have it. */
size_t whereabouts_count(const struct whereabouts *where, size_t i);
bool whereabouts_has(const struct whereabouts *where, size_t ledger, size_t i);

#endif
