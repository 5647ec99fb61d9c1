#ifndef SUPPORT_SIMFS_H
#define SUPPORT_SIMFS_H

/*
 * A disk in memory that loses power, fills up and refuses.
 *
 * What was written is in the cache; what was synced is on the disk. A power
 * cut ends everything with EIO until simfs_reboot(), which decides by seed
 * for each write that was not synced: kept, lost, garbled, zeroed or torn at
 * 512 bytes, cut at any byte, in any order; and for each rename, new name or
 * removed name in a folder that was not synced: kept or lost. A sync that fails
 * leaves what it did not write in the cache as if it were clean: later syncs
 * skip it and the next reboot loses it (Rebello et al. 2021).
 *
 * Paths begin with '/'. Single-threaded; all pointers stay the simfs's own.
 *
 *     struct simfs disk;
 *     simfs_init(&disk, seed);
 *     disk.cut_at = 7;
 *     ... use &disk.fs ...
 *     simfs_reboot(&disk);
 *     ... look what is there ...
 *     simfs_fini(&disk);
 */

#include "base/fs.h"
#include "support/simfs_names.h"

struct simfs {
    struct fs fs; /* hand out &disk.fs; first member */

    /* The plan; 0 is never. Numbers count from 1 and go on over reboots. */
    int64_t cut_at;       /* this change ends in a power cut */
    int64_t fail_at;      /* this call (any) fails with fail_errno */
    int fail_errno;       /* 0: EIO; ENOSPC: half of a write is done */
    int64_t sync_fail_at; /* this sync of any sort fails with EIO */
    bool fails_for_good;  /* and all later ones of its sort too */
    int64_t room_bytes;   /* files need 4 KiB pages; then ENOSPC */

    bool has_prints; /* simfs_print() will be asked for: set it at first */

    /* What happened. Changes: write, sync, create, rename, remove, folder. */
    int64_t calls, changes, writes, syncs;
    int64_t data_syncs, file_syncs, folder_syncs; /* parts of syncs */
    bool is_cut;

    /* Its own. */
    struct rand rand;
    struct simfs_file **files;
    size_t file_count;
    struct simfs_tree tree;
    struct simfs_handle {
        struct simfs_file *file; /* NULL: free */
        int flags;
    } handles[32];
};

void simfs_init(struct simfs *disk, uint64_t seed);
void simfs_fini(struct simfs *disk);

/* Power comes back: handles and locks are gone, the plan is cleared. */
void simfs_reboot(struct simfs *disk);
/* The process ends, the machine goes on: handles and locks are gone, the
 * plan is cleared, the cache stays. */
void simfs_end_process(struct simfs *disk);

/* Another disk in the same state, without the handles and the plan; its next
 * reboot goes by `seed`. */
void simfs_copy(struct simfs *copy, const struct simfs *disk, uint64_t seed);
/* What would be there after a power cut that loses nothing: two disks with
 * other names or bytes have another print. */
uint64_t simfs_print(const struct simfs *disk);
/* The first path at or under `folder` whose time is not `unix_s`, or NULL. */
const char *simfs_dated_otherwise(const struct simfs *disk, const char *folder,
                                  int64_t unix_s);

size_t simfs_open_count(const struct simfs *disk); /* handles */
/* The path of file or folder `i` by no order; NULL: no more. */
const char *simfs_path(const struct simfs *disk, size_t i);
/* The bytes of a file as the cache has them, or NULL. */
const uint8_t *simfs_bytes(const struct simfs *disk, const char *path,
                           size_t *ret_count);
/* Puts bytes into cache and disk at once, past all plans; the file and its
 * folder are made where missing. */
void simfs_patch(struct simfs *disk, const char *path, size_t offset,
                 const void *bytes, size_t count);

#endif
