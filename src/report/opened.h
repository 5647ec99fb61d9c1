#ifndef REPORT_OPENED_H
#define REPORT_OPENED_H

/*
 * Records, opened and put in order by programme, host and month
 * (feedback/FORMAT.md, "Opened"). An id is counted once, wherever it came
 * from and in whatever order; the same sources always give the same files.
 * What cannot be opened is told through log_line() with its file and line.
 */

#include "base/arena.h"
#include "base/array.h"
#include "base/fs.h"
#include "seal/open_box.h"

struct opened_record {
    char id[33];
    bool is_store;      /* of a store; a batch knows more */
    const char *path;   /* of its file, below the folder */
    const char *record; /* as it was opened */
    const char *line;   /* as it is written */
    const char *where;  /* it came from */
};
struct opened {
    struct ARRAY(struct opened_record) records;
    struct arena arena;
    size_t faults;
    const struct open_key *key; /* NULL: only plain records open */
};

/* Zeroed but for `key` it is ready; `key` is borrowed. */
bool opened_add(struct opened *opened, const struct fs *fs, const char *source,
                struct fail *why);
/* Once, after the last opened_add(). FAIL_INVALID: there are records in
 * `folder` that these sources do not give; nothing was written. */
bool opened_write(struct opened *opened, const struct fs *fs,
                  const char *folder, struct fail *why);
void opened_fini(struct opened *opened);

#endif
