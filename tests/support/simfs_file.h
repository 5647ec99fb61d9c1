#ifndef SUPPORT_SIMFS_FILE_H
#define SUPPORT_SIMFS_FILE_H

/* The part of simfs that knows what is in a file: in the cache, on the disk,
 * and written but not synced. */

#include "base/rand.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct simfs_content {
    uint8_t *bytes;
    size_t count, room;
    bool is_printed; /* `print` is kept: equal for equal bytes only */
    uint64_t print;
};
struct simfs_write {
    size_t offset, count;
    uint8_t *bytes;
    bool is_lost; /* a failed sync called its pages clean */
};
enum { SIMFS_NOW = -1 }; /* a time that was not set but came by itself */
struct simfs_file {
    struct simfs_content cache, disk;
    int64_t time_s, disk_time_s;
    struct simfs_write *writes; /* not synced */
    size_t write_count;
    bool is_folder;
    bool is_link;          /* its target stands in the content */
    const void *locked_by; /* a handle */
};

struct simfs_file *simfs_file_new(bool is_folder);
struct simfs_file *simfs_file_copy(const struct simfs_file *file);
void simfs_file_free(struct simfs_file *file);

void simfs_file_write(struct simfs_file *file, size_t offset, const void *bytes,
                      size_t count);
/* The same, synced at once. */
void simfs_file_patch(struct simfs_file *file, size_t offset, const void *bytes,
                      size_t count);
void simfs_file_sync(struct simfs_file *file);
/* A failed sync: what was written so far looks clean and is lost. */
void simfs_file_lose(struct simfs_file *file);
/* A reboot: decides the fate of each write that was not synced. */
void simfs_file_settle(struct simfs_file *file, struct rand *rand);

#endif
