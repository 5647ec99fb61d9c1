#ifndef FEEDBACK_STORE_PRIVATE_H
#define FEEDBACK_STORE_PRIVATE_H

/* What keeping records, closing stores and group visits share. */

#include "base/array.h"
#include "feedback/store_file.h"

enum { STORE_NUMBER_MAX = 999999999 };

/* A store that may still take records in this run. */
struct store_file {
    long number;
    int handle;
    bool is_group;
    size_t free;
    bool is_free[STORE_SLOTS];
};

struct store {
    const struct fs *fs;
    struct rand *rand;
    char *folder;
    int lock;
    long highest; /* number of any file here */
    bool is_in_group;
    bool has_news;   /* store_has_news() */
    bool has_outbox; /* its folder was made sure of in this run */
    /* A name may have been lost by a sync that failed, and a later one would
     * seem to work: no batch is made any more in this run. */
    bool is_suspect;
    struct ARRAY(struct store_file) files; /* by number */
};

/* Makes a store and takes it into use. After a failure the same number comes
 * again: no record lay in its file. */
bool store_make(struct store *store, enum store_kind kind, struct fail *why);
/* Takes the store of that number out of use. */
void store_forget(struct store *store, long number);
size_t store_random_slot(const struct store_file *file, struct rand *rand);

#endif
