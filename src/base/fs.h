#ifndef BASE_FS_H
#define BASE_FS_H

/*
 * The file system as this program uses it, behind a table so that tests can
 * put a disk there that loses power. fs_system() is the real one.
 *
 * Calls follow POSIX: -1 and errno on failure. read and write are whole: they
 * go on after EINTR and short counts, so fewer bytes from read means the end
 * of the file and from write cannot happen. Handles are fs handles, not
 * always file descriptors. Safe from any thread, a handle from one at a time.
 */

#include "base/fail.h"
#include <stddef.h>
#include <stdint.h>

enum fs_open_flags {
    FS_READ = 1,
    FS_WRITE = 2,     /* with FS_READ: both */
    FS_CREATE = 4,    /* may exist */
    FS_EXCLUSIVE = 8, /* with FS_CREATE: must not exist */
    FS_PRIVATE = 16,  /* with FS_CREATE: for its owner alone */
    FS_NO_LINK = 32,  /* a symbolic link of that name is ELOOP */
    FS_SHARED = 128,  /* its group may write it, whoever made it */
    FS_FRESH = 64,    /* reads what the disk has, not what memory has of it,
                         as far as the system does that */
};

struct fs_room {
    int64_t bytes, free_bytes; /* of the disk; free for this program */
    int used_percent;          /* 0 to 100 */
};

struct fs;
struct fs_ops {
    int (*open)(const struct fs *fs, const char *path, int flags);
    int (*close)(const struct fs *fs, int file);
    int64_t (*read_at)(const struct fs *fs, int file, void *bytes, size_t count,
                       int64_t offset);
    int64_t (*write_at)(const struct fs *fs, int file, const void *bytes,
                        size_t count, int64_t offset);
    /* Of a regular file; else EISDIR or ESPIPE. */
    int64_t (*size)(const struct fs *fs, int file);
    int (*sync_data)(const struct fs *fs, int file); /* fdatasync */
    int (*sync_file)(const struct fs *fs, int file); /* fsync */
    int (*sync_folder)(const struct fs *fs, const char *path);
    /* All that was written to the disk that `path` is on, by anybody. */
    int (*sync_all)(const struct fs *fs, const char *path);
    /* Takes the place of what is called `to`; of folders, only an empty one. */
    int (*rename)(const struct fs *fs, const char *from, const char *to);
    int (*remove)(const struct fs *fs, const char *path);
    int (*make_folder)(const struct fs *fs, const char *path);
    /* A symbolic link. */
    int (*make_link)(const struct fs *fs, const char *target, const char *path);
    /* Its target with a NUL; EINVAL: no link, ENAMETOOLONG: longer. */
    int (*read_link)(const struct fs *fs, const char *path, char *ret_target,
                     size_t room);
    /* Calls on_name for each entry but . and .., in no order. */
    int (*list)(const struct fs *fs, const char *path,
                void (*on_name)(void *user, const char *name), void *user);
    /* Takes an exclusive lock on an open file or fails with EAGAIN; it goes
     * with the process, or when it closes any handle of that file. It keeps
     * other processes out, not a second handle of the same one. */
    int (*lock)(const struct fs *fs, int file);
    /* Sets the times of last access and change, of a folder as well. */
    int (*set_time)(const struct fs *fs, int file, int64_t unix_s);
    /* Of the disk that `path` is on. */
    int (*room)(const struct fs *fs, const char *path,
                struct fs_room *ret_room);
};
struct fs {
    const struct fs_ops *ops;
};

const struct fs *fs_system(void);

/* Links are followed as the file system does. False for what cannot be
 * opened. */
bool fs_is_folder(const struct fs *fs, const char *path);
/* Sorted names of a folder's entries (NULL-terminated, one block: free());
 * more than 65,536 are FAIL_INVALID. NULL on failure, as below. */
char **fs_names(const struct fs *fs, const char *path, struct fail *why);
/* A whole file of at most `limit` bytes, NUL added: free(). Only regular
 * files; a larger one is FAIL_INVALID and is not read. */
char *fs_read_file(const struct fs *fs, const char *path, size_t limit,
                   size_t *ret_bytes, struct fail *why);
/* The folder and those above it that are missing, each synced into its own. */
bool fs_make_folders(const struct fs *fs, const char *path, struct fail *why);
/* A folder with all in it, or what else is there; links are not followed.
 * Nothing there is fine. */
bool fs_remove_all(const struct fs *fs, const char *path, struct fail *why);

#endif
