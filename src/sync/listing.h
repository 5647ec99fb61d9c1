#ifndef SYNC_LISTING_H
#define SYNC_LISTING_H

/*
 * Which bundles a place has. What it says is believed in nothing: a name is
 * taken only if it is one that a package may have, and never as an address;
 * sizes and marks only decide what is worth fetching.
 */

#include "base/arena.h"
#include "base/array.h"
#include "base/fail.h"
#include <stdint.h>

enum {
    LISTING_BUNDLES = 1000,
    LISTING_NAME_BYTES = 160,
    LISTING_MARK_BYTES = 256,
    LISTING_BUNDLE_MIB = 520, /* the largest package that a kiosk takes */
};

struct listing_bundle {
    const char *name; /* listing_is_bundle() */
    int64_t bytes;    /* -1: not told */
    /* Changes when the bytes do, as the place says: an entity tag (RFC 9110,
     * 8.8.3) or else a date; "": neither. */
    const char *mark;
};
enum listing_state {
    LISTING_SHOWN,
    LISTING_ABSENT,   /* there is no folder of bundles */
    LISTING_SILENT,   /* the place never shows what it has */
    LISTING_PUT_ONLY, /* these credentials may put there, and not look */
};
struct listing {
    enum listing_state state;
    struct ARRAY(struct listing_bundle) bundles; /* each name once, sorted */
    size_t passed_over;                          /* zip files of other names */
    struct arena arena;
};

/* A zeroed listing is an empty one. */
void listing_fini(struct listing *listing);

/* [a-z0-9][a-z0-9._-]*.encounter.zip */
bool listing_is_bundle(const char *name);
/* One entry of the folder, whatever it is called; it is copied. FAIL_INVALID:
 * there are too many. */
bool listing_add(struct listing *listing, const struct listing_bundle *entry,
                 struct fail *why);
void listing_sort(struct listing *listing);

/* Whether a mark is a strong entity tag: the bytes are the same wherever it is,
 * and a part can be asked for by it. */
bool listing_mark_is_strong(const char *mark);

#endif
