#ifndef BASE_FS_DATED_H
#define BASE_FS_DATED_H

/*
 * A file system whose files tell no time: every file written, made or opened
 * for writing through it, and the folder of every name that changes or is
 * listed, gets the same time of access and change at once, before the sync
 * that makes it last. Change, birth and journal times are not a program's to
 * set. Where a time cannot be set that is told once through log_line() and
 * everything else goes on.
 *
 * As safe between threads as the file system below, but for unix_s.
 */

#include "base/fs.h"

struct fs_dated {
    struct fs fs; /* hand out &dated.fs; first member */
    const struct fs *below;
    int64_t unix_s; /* may be changed while no call runs */
};

void fs_dated_init(struct fs_dated *dated, const struct fs *below,
                   int64_t unix_s);
/* Dates one file or folder that may have been touched past this. */
void fs_dated_touch(const struct fs_dated *dated, const char *path);

#endif
