#ifndef SYNC_TARGET_H
#define SYNC_TARGET_H

/*
 * A place outside that takes files and may have bundles: one small interface,
 * one file each (target_folder.h). A new sort of place fills a table of
 * functions.
 *
 * Names are immutable: a batch is called by its bytes, so the same name means
 * the same bytes whoever sends it and however often. What a target answers is
 * never believed alone: a file was sent when confirm() says that it is there
 * whole. What has the name of a batch is never written over, but where it is
 * the beginning of that batch: some servers keep what was cut off, and nothing
 * is lost by it.
 */

#include "base/fail.h"
#include "seal/hash.h"
#include "sync/ledger.h"
#include "sync/listing.h"

enum target_kind {
    TARGET_BATCH,
    TARGET_FORM,
    TARGET_HEALTH, /* of the kiosk; the last one counts */
};
struct target_file {
    enum target_kind kind;
    const char *kiosk; /* its name */
    const char *name;  /* "<batch>.jsonl", "<form>.json", "health.yaml" */
    const void *bytes;
    size_t count;
    uint8_t sha256[HASH_SHA256_BYTES];
    int64_t unix_s; /* the month it is of: no finer time goes with it */
};

enum target_state {
    TARGET_ABSENT,  /* nothing of that name */
    TARGET_SAME,    /* there, whole, and kept by the place */
    TARGET_TORN,    /* its beginning and no more: it was cut off on its way */
    TARGET_OTHER,   /* something else has that name */
    TARGET_UNKNOWN, /* the place does not tell, and that is no fault of its */
};

/* Where the bytes of a bundle go. Either function may end it by returning false
 * with `why`. */
struct target_sink {
    /* What follows begins at this byte: the one asked for, or the first. */
    bool (*begin)(void *user, int64_t from, struct fail *why);
    bool (*add)(void *user, const void *bytes, size_t count, struct fail *why);
    void *user;
};

struct target;
struct target_ops {
    /* Whether the place can take anything at all; before anything is sent. */
    bool (*probe)(struct target *target, struct fail *why);
    /* What the place has under the file's name. False: could not ask. */
    bool (*confirm)(struct target *target, const struct target_file *file,
                    enum target_state *ret_state, struct fail *why);
    /* Sends it whole or not at all, as far as the place can. What has the name
     * is replaced; asked for where nothing has it or it is torn, and for forms
     * and health. confirm() was asked before. */
    bool (*put)(struct target *target, const struct target_file *file,
                struct fail *why);
    /* Whether what failed last may pass by itself; then *ret_asked_s is after
     * how many seconds the place wants to be asked again, -1: it did not say.
     * NULL: nothing does. */
    bool (*may_pass)(const struct target *target, int64_t *ret_asked_s);

    /* NULL where nothing is ever shown. Neither needs probe(); only whether
     * credentials may put at all is found out as by probe(). */
    /* What lies in the place's folder of bundles; `listing` is empty. */
    bool (*list)(struct target *target, struct listing *listing,
                 struct fail *why);
    /* One of them, from the byte `from` on; the place may begin anew. No more
     * than its size comes, if that was told. */
    bool (*get)(struct target *target, const struct listing_bundle *bundle,
                int64_t from, const struct target_sink *sink, struct fail *why);
};
struct target {
    const struct target_ops *ops;
    const char *place; /* its ledger's name; known after probe() */
    /* Asking is cheap and others may take files away: what the ledger knows is
     * asked for all the same. */
    bool looks_again;
};

/* The ledger's name of a place on a network: its sort, and a hash of where it
 * is, a host being the same in capitals. `more` belongs to the address as it
 * stands; NULL: nothing. */
void target_name_place(char ret_place[LEDGER_PLACE_BYTES], const char *sort,
                       const char *address, const char *more);

enum target_came { TARGET_CAME, TARGET_WAS_THERE };
/* Confirm, put, confirm: true when it is there. FAIL_CORRUPT: a batch of that
 * name has other bytes there, and was left alone. On any failure *ret_came is
 * TARGET_CAME if it may have come all the same, else as it was. */
bool target_send(struct target *target, const struct target_file *file,
                 enum target_came *ret_came, struct fail *why);

#endif
