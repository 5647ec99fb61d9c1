#ifndef CONTENT_BUNDLE_H
#define CONTENT_BUNDLE_H

/*
 * Reading bundles. A bundle with faults is refused whole; every fault of
 * every file is in `messages`.
 */

#include "base/fail.h"
#include "content/model.h"

struct bundle {
    const struct model *model;
    const char *folder; /* where its files lie */
    struct arena arena; /* owns all of it */
};

/* Reads the bundle in `folder`, its pages, text files and picture sizes;
 * checks what the table cannot: files there, ids unique and found, sizes, a
 * record's worst case. `shown` stands for the folder in messages. NULL and at
 * least one error in `messages` when it is refused. Caller frees. */
struct bundle *bundle_read(const char *folder, const char *shown,
                           struct messages *messages);
/* The same of a package that was unpacked, to a folder of any name. */
struct bundle *bundle_read_unpacked(const char *folder, const char *shown,
                                    struct messages *messages);
/* As bundle_read(), and what only authors are told (content/advice.h): warnings
 * and notes that make no difference to reading. `advice` may be NULL. */
struct advice;
struct bundle *bundle_check(const char *folder, const char *shown,
                            const struct advice *advice,
                            struct messages *messages);
void bundle_free(struct bundle *bundle);
/* The path of a file of the bundle, in `arena`. */
const char *bundle_path(const struct bundle *bundle, const char *path,
                        struct arena *arena);

/* All bundles of a content folder that can be shown together: one programme
 * and its hosts, in the programme's order. */
struct library {
    struct bundle *programme;
    struct bundle **hosts;
    size_t host_count;
};

/* Where they lie. A bundle that was installed is shown in place of one that
 * came with the program by the rule of content/installed.h; one that cannot be
 * read gives way to the version before it. */
struct library_places {
    const char *shipped;   /* a folder of bundles; need not be there if: */
    const char *installed; /* content/installed.h; NULL: none */
    /* Whether to try an installed version (NULL: any), and that it was tried in
     * vain. */
    bool (*may_show)(void *user, const char *id, int64_t serial);
    void (*failed)(void *user, const char *id, int64_t serial);
    void *user;
};

/* `programme` may be NULL: the first by id. Faulty bundles, hosts of another
 * programme, and hosts that the programme does not list are left out and
 * named in `messages`. False (FAIL_MISSING) if no programme, or no host of it,
 * can be shown; then *ret_library is untouched. Caller: library_free(). */
bool library_read(const struct library_places *places, const char *programme,
                  struct messages *messages, struct library **ret_library,
                  struct fail *why);
void library_free(struct library *library);

#endif
