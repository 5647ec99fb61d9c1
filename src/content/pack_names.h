#ifndef CONTENT_PACK_NAMES_H
#define CONTENT_PACK_NAMES_H

/*
 * What pictures and sounds are called in a package: names of a-z 0-9 . _ -
 * are kept; all others get the nearest such name ("Été à Rabat.JPG" becomes
 * "ete-a-rabat.jpg", letters of other scripts become "picture.jpg"), with -2,
 * -3 and so on where that is taken. The same folder gives the same names.
 */

#include "content/folder.h"

struct pack_name {
    const char *from, *to; /* paths in the author's folder, in the package */
    const char *good;      /* the nearest that a bundle may hold; NULL: neither
                              picture nor sound */
};
struct pack_names {
    struct pack_name *items; /* as many as the folder has files, in its order */
    size_t count;
};

/* Lives in the folder's arena. */
void pack_names_choose(struct pack_names *names, const struct folder *folder);

/* What a reference to a file has to say in the package; NULL: what it says.
 * One that names its file in other letters than the file has ("photo.JPG",
 * accents put together otherwise) finds it if only one can be meant. */
const char *pack_names_find(const struct pack_names *names, const char *path,
                            struct arena *scratch);

/* The nearest name that a bundle may hold, of a whole path. */
const char *pack_names_good(const char *path, struct arena *arena);

#endif
