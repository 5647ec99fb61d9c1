#ifndef BASE_DURABLE_H
#define BASE_DURABLE_H

/*
 * Writing that is there after a power cut. When a function here returned
 * true its effect has reached the disk; when it returned false or power was
 * cut, the old state or the new one stands, never a mixture; a stray
 * "<name>.new" may be left and is replaced next time.
 */

#include "base/fs.h"

/* Writes `path` anew: "<path>.new", fsync, rename, fsync of the folder. */
bool durable_write(const struct fs *fs, const char *path, const void *bytes,
                   size_t count, struct fail *why);

/* For its owner alone to read and write (mode 0600). */
bool durable_write_private(const struct fs *fs, const char *path,
                           const void *bytes, size_t count, struct fail *why);

/* The same in pieces, for what is too large for memory. Without commit,
 * durable_fini() removes the unfinished file. */
struct durable {
    const struct fs *fs;
    int file;
    int64_t size;
    char path[512];
};
bool durable_begin(struct durable *file, const struct fs *fs, const char *path,
                   struct fail *why);
bool durable_add(struct durable *file, const void *bytes, size_t count,
                 struct fail *why);
bool durable_commit(struct durable *file, struct fail *why);
void durable_fini(struct durable *file);

/* A symbolic link; it takes the place of what is called `path`. */
bool durable_link(const struct fs *fs, const char *target, const char *path,
                  struct fail *why);

/* Within one folder or between two; both folders are synced. */
bool durable_rename(const struct fs *fs, const char *from, const char *to,
                    struct fail *why);
bool durable_remove(const struct fs *fs, const char *path, struct fail *why);

#endif
