#ifndef SYNC_FETCHED_H
#define SYNC_FETCHED_H

/*
 * What was fetched and judged before, so that nothing is fetched twice:
 * <folder>/.fetched, a line each,
 *
 *     good <name> <key> <judge>
 *     bad <name> <key> <judge>
 *
 * `key` is of the place, the name, the size and the mark (sync/listing.h): a
 * bundle that changed there is another one. `judge` is of what the kiosk is
 * for, its first digits, and of who may sign: what was refused is fetched again
 * once others may; for another programme or site all is, since the installer
 * may have refused what was good here. A line that is none is passed over, and
 * costs a transfer. The newest FETCHED_LINES are kept.
 *
 * Whoever has it open is the only one that fetches into the folder.
 */

#include "base/arena.h"
#include "base/array.h"
#include "base/fs.h"
#include "sync/listing.h"

enum {
    FETCHED_LINES = 2000,
    FETCHED_KEY_BYTES = 33,
    FETCHED_PURPOSE_DIGITS = 8, /* a judge's first ones */
    FETCHED_PLACE_DIGITS = 8,   /* a key's first ones: of its place alone */
};

enum fetched_state { FETCHED_NEVER, FETCHED_GOOD, FETCHED_BAD };
struct fetched_line {
    bool is_good;
    const char *name, *key, *judge;
};
struct fetched {
    const struct fs *fs;
    const char *path;
    const char *judge; /* of now */
    int lock;
    struct ARRAY(struct fetched_line) lines;
    struct arena arena;
};

/* The folder must be there. `judge`: letters and digits. FAIL_BUSY: another
 * program fetches. fetched_close() in any case. */
bool fetched_open(struct fetched *fetched, const struct fs *fs,
                  const char *folder, const char *judge, struct fail *why);
void fetched_close(struct fetched *fetched);

void fetched_key(const char *place, const struct listing_bundle *bundle,
                 char ret_key[FETCHED_KEY_BYTES]);
enum fetched_state fetched_find(const struct fetched *fetched, const char *key);
/* Durable when it returned true. */
bool fetched_add(struct fetched *fetched, const char *name, const char *key,
                 bool is_good, struct fail *why);

#endif
