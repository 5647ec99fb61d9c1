#ifndef SYNC_FETCH_H
#define SYNC_FETCH_H

/*
 * Brings the bundles of a place into a folder, from which they are installed
 * as from a stick: <folder>/<name>, in one rename, and only if `verify` has
 * taken the file. Until then it is <name>.<key>.part, which nothing installs.
 *
 * What was fetched and judged before is not fetched again (fetched.h). A
 * transfer that was cut is gone on with where the place can do that, in this
 * run (sync/patience.h) or the next, and is never judged by a part of another
 * file: what was put together and is not taken is fetched once more as a whole.
 *
 * The disk keeps room: a bundle is begun only if it could be installed as well
 * and FETCH_SPARE_MIB are left; and ended if they are not, as it comes.
 *
 * What is wrong with one bundle holds up no other. One thread.
 */

#include "sync/fetched.h"
#include "sync/patience.h"
#include "sync/target.h"

enum {
    FETCH_SPARE_MIB = 64, /* for feedback */
    FETCH_COPIES = 3,     /* it, its copy and its files while it is installed */
};

struct fetch {
    const struct fs *fs;
    const char *folder;
    struct fetched *fetched;   /* of the folder, open */
    struct target *target;     /* that lists */
    const char *place;         /* known again by */
    struct patience *patience; /* NULL: each is tried once */
    /* Whether the file may come here. FAIL_DENIED, FAIL_INVALID, FAIL_CORRUPT:
     * it may not; any other: it could not be looked at. NULL: nobody is
     * believed; then nothing is fetched, and FAIL_MISSING if there was. */
    bool (*verify)(void *user, const char *path, struct fail *why);
    void (*on_progress)(void *user, const char *name,
                        int percent); /* or NULL */
    void *user;
};
struct fetch_result {
    enum listing_state state;
    size_t listed, came, known;
    size_t refused;        /* not taken, and removed; told by log_line() */
    size_t refused_before; /* and not fetched this time */
    size_t passed_over;    /* zip files of other names */
};

/* False: not all that should be is here, with the first reason; any other is
 * told through log_line(). What came all the same is in *ret_result. */
bool fetch_all(const struct fetch *fetch, struct fetch_result *ret_result,
               struct fail *why);

#endif
