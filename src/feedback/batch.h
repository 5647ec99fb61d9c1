#ifndef FEEDBACK_BATCH_H
#define FEEDBACK_BATCH_H

/*
 * Batches: what leaves the kiosk (FORMAT.md, "Batch"). A store is closed, its
 * records become one file in the outbox, sorted by their bytes, and then the
 * store goes.
 *
 * The promise: no batch of fewer records than the origin's `least`, unless it
 * is the final one; no record is in the store alone no more before its batch
 * is on the disk; a cut at any point is taken up by the next call and gives
 * the same file; the order of a batch tells nothing of the order of arrival.
 *
 * By the process and the thread that has the store; blocks on the disk.
 */

#include "base/array.h"
#include "feedback/form_file.h"
#include "feedback/month.h"
#include "feedback/store.h"

enum {
    BATCH_VERSION = 1,
    BATCH_NAME_BYTES = 160,
    BATCH_LABEL_BYTES = 200, /* of a group visit */
};

/* Where batches come from and go. Everything is borrowed. */
struct batch_origin {
    const char *kiosk, *site; /* ids; site NULL: none */
    const char *key;          /* fingerprint; NULL: records are not sealed */
    const char *outbox;       /* folder, made if missing */
    size_t least;             /* k */
    struct month month;       /* the present one */
    const struct form_files *forms;
};

enum batch_when {
    BATCH_FULL,  /* stores that are full, and what was closed before */
    BATCH_DUE,   /* all that hold enough */
    BATCH_FINAL, /* all that hold anything; ends a group visit */
};
struct batch_made {
    char name[BATCH_NAME_BYTES];
    size_t records;
};
struct batches {
    struct ARRAY(struct batch_made) made;
    size_t waiting; /* records that stay in their stores */
};

/* Makes them and the next stores. False if something could not be done, with
 * the first reason; what was made all the same is in *ret_batches, and
 * nothing is lost: the next call tries again. batches_fini() in any case. */
bool batches_make(struct store *store, const struct batch_origin *origin,
                  enum batch_when when, struct batches *ret_batches,
                  struct fail *why);
void batches_fini(struct batches *batches);

/* A group visit: from here on all records go to stores of its own, also after
 * a restart. The records of a group visit hold no language. */
bool store_begin_group(struct store *store, struct fail *why);
bool store_is_in_group(const struct store *store);
/* Ends it. Enough records get `label` (may be NULL; as label_is_right()) and
 * become a batch at the next batches_make(); fewer wait, unlabelled, with
 * those of other small groups. False: it goes on, call again. */
struct group_end {
    size_t kept; /* records that become batches of the group's own */
    size_t few;  /* that wait for others */
};
bool store_end_group(struct store *store, const struct batch_origin *origin,
                     const char *label, struct group_end *ret_end,
                     struct fail *why);
/* One line of UTF-8, 1 to BATCH_LABEL_BYTES, without control characters. */
bool label_is_right(const char *label);

#endif
