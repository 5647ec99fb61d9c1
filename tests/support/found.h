#ifndef SUPPORT_FOUND_H
#define SUPPORT_FOUND_H

/* What store_read() tells of a folder, kept for looking at. For tests that
 * link the room feedback. */

#include "base/array.h"
#include "feedback/store.h"

struct found_slot {
    char name[64];
    char *body; /* NULL: damaged */
    size_t bytes;
    int kind;
};
struct found {
    struct ARRAY(struct found_slot) slots;
    size_t records, damaged;
    bool is_missing; /* the folder */
};

/* Ends the test when the folder is there but cannot be read. */
void found_read(struct found *found, const struct fs *fs, const char *folder);
void found_fini(struct found *found);
/* How many slots hold exactly this text. */
size_t found_count(const struct found *found, const char *body);
bool found_is_damaged(const struct found *found, const char *name);

#endif
