#ifndef SYNC_LEDGER_H
#define SYNC_LEDGER_H

/*
 * What one place outside, a stick or a target, was seen to hold whole:
 * <data>/ledger/<place>, a line each,
 *
 *     have <batch> <SHA-256> <BLAKE2b-128 of all before it>
 *     name <what people call the place> <BLAKE2b-128 of all before it>
 *
 * appended and synced before it counts. A line that is torn or damaged is
 * passed over and named; the batch is then looked for again, never lost: the
 * ledger only remembers. It holds no time and no person's data.
 */

#include "base/arena.h"
#include "base/array.h"
#include "base/fs.h"
#include "seal/hash.h"

enum { LEDGER_PLACE_BYTES = 80 };

struct ledger_line {
    const char *batch;
    uint8_t sha256[HASH_SHA256_BYTES];
};
struct ledger {
    char place[LEDGER_PLACE_BYTES];
    struct ARRAY(struct ledger_line) lines;
    const char *name; /* said last; NULL: never */
    size_t damaged;   /* lines */

    const struct fs *fs;
    int file; /* -1: only read */
    int64_t end;
    bool is_torn; /* the last line has no end */
    struct arena arena;
};

/* For writing: makes it and its folder if missing. FAIL_BUSY: another program
 * writes it. ledger_fini() in any case. `place`: letters, digits, '-'. */
bool ledger_open(struct ledger *ledger, const struct fs *fs, const char *data,
                 const char *place, struct fail *why);
/* For looking at; takes no lock. */
bool ledger_read(struct ledger *ledger, const struct fs *fs, const char *data,
                 const char *place, struct fail *why);
void ledger_fini(struct ledger *ledger);

/* What people call it; else how it is known again. */
const char *ledger_called(const struct ledger *ledger);

bool ledger_has(const struct ledger *ledger, const char *batch,
                const uint8_t sha256[HASH_SHA256_BYTES]);
bool ledger_has_name(const struct ledger *ledger, const char *batch);
/* Durable when it returned true. Nothing, if it is there already. */
bool ledger_add(struct ledger *ledger, const char *batch,
                const uint8_t sha256[HASH_SHA256_BYTES], struct fail *why);
/* Durable, too; without control characters. */
bool ledger_name(struct ledger *ledger, const char *name, struct fail *why);

/* The places that there are ledgers of, as fs_names(); none is an empty list.
 */
char **ledger_places(const struct fs *fs, const char *data, struct fail *why);

#endif
