#ifndef SYNC_OUTBOX_H
#define SYNC_OUTBOX_H

/*
 * What waits in <data>/outbox: batches and forms (feedback/FORMAT.md). Only
 * read: nothing is ever removed here. No store is opened.
 */

#include "base/arena.h"
#include "base/fs.h"
#include "seal/hash.h"
#include "sync/batch_head.h"

enum { OUTBOX_FILE_BYTES = 4 * 1024 * 1024 }; /* the largest batch or form */

struct outbox_batch {
    const char *name; /* of its file */
    struct batch_head head;
    int64_t number; /* of its store */
    int64_t bytes;
    const char *fault; /* why it cannot be carried; NULL: it can */
};
struct outbox {
    const struct fs *fs;
    const char *folder, *forms_folder;
    struct outbox_batch *batches; /* by name: older before newer */
    const char **forms;           /* names */
    size_t batch_count, form_count;
    struct arena arena;
};

/* Looks at the first line of each batch. No outbox in `data` is an empty one,
 * no `data` is FAIL_MISSING. On failure nothing is to be released. */
bool outbox_read(struct outbox *outbox, const struct fs *fs, const char *data,
                 struct fail *why);
void outbox_fini(struct outbox *outbox);

/* "<kiosk>_<n>_<hash8>.jsonl" into its parts; false: it is no batch's name. */
struct batch_name {
    char kiosk[BATCH_KIOSK_BYTES], hash[9];
    int64_t number;
};
bool batch_name_read(const char *file, struct batch_name *ret_name);

/* A whole batch, which then is what its name and its header say; free().
 * FAIL_CORRUPT: it is not. */
char *outbox_load(const struct outbox *outbox, const struct outbox_batch *batch,
                  size_t *ret_bytes, struct fail *why);
char *outbox_load_form(const struct outbox *outbox, const char *name,
                       size_t *ret_bytes, struct fail *why);
/* The last month that a batch is of, as its first second. */
int64_t outbox_last_month_s(const struct outbox *outbox);

#endif
