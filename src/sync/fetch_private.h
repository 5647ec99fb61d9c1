#ifndef SYNC_FETCH_PRIVATE_H
#define SYNC_FETCH_PRIVATE_H

/* What the files of fetch.h share. */

#include "base/str.h"
#include "sync/fetch.h"

/* One bundle on its way into the folder. */
struct fetching {
    const struct fetch *fetch;
    const struct listing_bundle *bundle;
    char key[FETCHED_KEY_BYTES];
    struct str part;        /* path */
    int file;               /* the part, while it is written; -1 */
    int64_t end;            /* of what it has */
    int64_t room_asked_end; /* when room was asked for */
    int percent;
    bool is_joined; /* of two transfers */
};

enum fetch_end { FETCH_CAME, FETCH_REFUSED, FETCH_FAILED };

/* fetch_part.c: all of it into the part, synced. False: `why`; what is left of
 * it can be gone on with, or is removed. */
bool fetch_part(struct fetching *fetching, struct fail *why);
/* FAIL_FULL: not for `bytes` and what is kept for feedback. */
bool fetch_has_room(const struct fetch *fetch, int64_t bytes, struct fail *why);

#endif
