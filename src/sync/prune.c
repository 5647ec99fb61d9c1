#include "sync/prune.h"

#include "base/log.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

bool prune_is_due(const struct prune *prune, size_t i)
{
    return !prune->where->outbox.batches[i].fault &&
           whereabouts_count(prune->where, i) >= prune->places;
}

static size_t count_places(const struct whereabouts *where, const char *name,
                           const uint8_t sha256[HASH_SHA256_BYTES])
{
    size_t count = 0;

    for (size_t i = 0; i < where->ledger_count; i++)
        count += ledger_has(&where->ledgers[i], name, sha256);
    return count;
}

static bool is_held(const struct prune *prune, const struct outbox_batch *batch,
                    struct fail *why)
{
    uint8_t sha256[HASH_SHA256_BYTES];
    size_t bytes;
    char *text = outbox_load(&prune->where->outbox, batch, &bytes, why);

    if (!text)
        return false;
    hash_sha256(text, bytes, sha256);
    free(text);
    return count_places(prune->where, batch->name, sha256) >= prune->places ||
           fail_set(why, FAIL_CORRUPT,
                    "%s stays: what was sent under its name is something else",
                    batch->name);
}

static bool remove_batch(const struct prune *prune, const struct fs *fs,
                         const struct outbox_batch *batch, struct fail *why)
{
    char path[1024];

    if (!is_held(prune, batch, why))
        return false;
    snprintf(path, sizeof path, "%s/%s", prune->where->outbox.folder,
             batch->name);
    return fs->ops->remove(fs, path) == 0 || errno == ENOENT ||
           fail_errno(why, "cannot remove %s", path);
}

static void note(struct fail *first, const struct fail *why)
{
    if (first->kind == FAIL_NONE)
        *first = *why;
    else
        log_fail(why);
}

bool prune_all(const struct prune *prune, const struct fs *fs,
               struct pruned *ret_pruned, struct fail *why)
{
    const struct outbox *outbox = &prune->where->outbox;
    struct fail first = {0};

    *ret_pruned = (struct pruned){0};
    for (size_t i = 0; i < outbox->batch_count; i++) {
        if (!prune_is_due(prune, i))
            continue;
        if (remove_batch(prune, fs, &outbox->batches[i], why)) {
            ret_pruned->batches++;
            ret_pruned->bytes += outbox->batches[i].bytes;
        } else {
            note(&first, why);
        }
    }
    if (ret_pruned->batches > 0 &&
        fs->ops->sync_folder(fs, outbox->folder) != 0) {
        fail_errno(why, "cannot sync folder %s", outbox->folder);
        note(&first, why);
    }
    if (first.kind != FAIL_NONE)
        *why = first;
    return first.kind == FAIL_NONE;
}
