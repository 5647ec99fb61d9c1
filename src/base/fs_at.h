#ifndef BASE_FS_AT_H
#define BASE_FS_AT_H

/*
 * What fs_system.c and fs_beneath.c have in common: the calls of base/fs.h
 * from an open folder, as openat(2) has them. Not for other files.
 */

#include "base/fs.h"

/* AT_FDCWD: `name` is a path as usual. */
int fs_at_open(int folder, const char *name, int flags);
int fs_at_read_link(int folder, const char *name, char *ret_target,
                    size_t room);

/* Of an open folder, which they close, -1 included; errno stays. */
int fs_at_sync_folder(int folder);
int fs_at_sync_all(int folder);
int fs_at_room(int folder, struct fs_room *ret_room);
int fs_at_list(int folder, void (*on_name)(void *user, const char *name),
               void *user);

#endif
