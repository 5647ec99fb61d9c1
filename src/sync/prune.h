#ifndef SYNC_PRUNE_H
#define SYNC_PRUNE_H

/*
 * Takes batches out of the outbox that enough places were seen to hold whole.
 * The only removal there is of what visitors said, and a person asks for it.
 *
 * A batch goes when it is whole, and the ledgers of that many places know it
 * by the bytes that it has; that its name is known is not enough. Cut off at
 * any point, each batch is there whole or is gone.
 */

#include "sync/whereabouts.h"

struct prune {
    const struct whereabouts *where;
    size_t places; /* at least 1 */
};
struct pruned {
    size_t batches;
    int64_t bytes;
};

/* By its name: whether batch `i` would go. */
bool prune_is_due(const struct prune *prune, size_t i);
/* `fs` is that of the outbox. False: not all that is due could be removed,
 * with the first reason; any other is told through log_line(). What went all
 * the same is in *ret_pruned. */
bool prune_all(const struct prune *prune, const struct fs *fs,
               struct pruned *ret_pruned, struct fail *why);

#endif
