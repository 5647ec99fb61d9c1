#ifndef FEEDBACK_STORE_H
#define FEEDBACK_STORE_H

/*
 * Where records are kept until they become batches: preallocated files of
 * 256 slots of 4 KiB in random order (FORMAT.md).
 *
 * The promise: when store_save() returned true the record survives a power
 * cut, and nothing in the store tells when it came or after which other. A
 * record that was saved is never changed. When it returned false nothing was
 * kept, as far as the disk allows, and the same record may be given again:
 * it goes to another store.
 *
 * One process (the folder's lock), one thread at a time. `fs` and `rand` are
 * borrowed and must outlive the store.
 */

#include "base/fs.h"
#include "base/rand.h"
#include "base/str.h"
#include <stddef.h>

enum {
    STORE_SLOTS = 256,
    STORE_SLOT_BYTES = 4096,
    STORE_BODY_BYTES = 4048,
};

/* How a body is kept: JSON as it is, or sealed (seal/seal_box.h). */
enum slot_kind { SLOT_PLAIN, SLOT_SEALED };

struct store;

/* Takes the lock of `<folder>` (made if missing), reads all stores, makes the
 * current and the next store where missing. Damaged slots and files are
 * told through log_line(). FAIL_BUSY: another process has the lock; FAIL_IO,
 * FAIL_FULL, FAIL_DENIED: not even one store with a free slot could be had. */
bool store_open(const struct fs *fs, struct rand *rand, const char *folder,
                struct store **ret_store, struct fail *why);
void store_close(struct store *store); /* NULL is fine */
/* Whether store_open() would get the lock, as far as looking tells; for a
 * process that does not have it. */
bool store_is_free(const struct fs *fs, const char *folder, struct fail *why);

/* Writes one body of 1 .. STORE_BODY_BYTES to a random free slot: one write,
 * one sync of the data; blocks until the disk answered. Nothing else happens
 * here, so that saving costs one write: call store_prepare() afterwards. */
bool store_save(struct store *store, enum slot_kind kind, const void *body,
                size_t bytes, struct fail *why);

/* The same, but past a group visit that goes on: for the record of a visitor
 * who was told of none, which may hold a language. */
bool store_save_beside(struct store *store, enum slot_kind kind,
                       const void *body, size_t bytes, struct fail *why);

/* Makes the next store if it is missing. Slow (1 MiB to the disk). A failure
 * leaves all as it was: records still go to the free slots there are. */
bool store_prepare(struct store *store, struct fail *why);

/* Whether there may be something for batches_make(): a store has filled up, or
 * was just opened and may hold what a crash left. Until that is called. */
bool store_has_news(const struct store *store);

size_t store_free_slots(const struct store *store); /* of all stores in use */

/* Reading without the lock, beside a running kiosk: calls back for each used
 * slot of each store in `folder` in the order of the files and slots, and for
 * each damaged one (body NULL) with its name as "000001.store slot 17". A
 * record that lies in two slots is told twice; readers count ids. A folder that
 * is not there is FAIL_MISSING. */
struct store_slot {
    const char *name;
    const char *body; /* NUL added; NULL: damaged */
    size_t bytes;
    enum slot_kind kind;
};
bool store_read(const struct fs *fs, const char *folder,
                void (*on_slot)(void *user, const struct store_slot *slot),
                void *user, struct fail *why);

#endif
