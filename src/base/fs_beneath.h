#ifndef BASE_FS_BENEATH_H
#define BASE_FS_BENEATH_H

/*
 * A file system below one folder that others have written: a stick, what was
 * unpacked, drafts. Paths are relative to the folder; "" and "." are itself.
 *
 * The promise, of all operations: nothing outside the folder is touched. An
 * absolute path and any ".." is EXDEV; a symbolic link in any place of a path,
 * its end included, is ELOOP (remove, rename and read_link mean the link
 * itself). Only regular files open, and folders for reading: others are ESPIPE
 * without being opened, so that no pipe holds the program and no device sees
 * it; a file with a second name is EMLINK for writing. A folder that is moved
 * away while it is open stays the one meant.
 *
 * Handles are file descriptors. As safe between threads as fs_system().
 */

#include "base/fs.h"

struct fs_beneath {
    struct fs fs; /* hand out &beneath.fs; first member */
    int folder;
};

/* `folder` itself may be named through links: it is the caller's word. */
bool fs_beneath_open(struct fs_beneath *beneath, const char *folder,
                     struct fail *why);
/* One that did not open, or is zero, is fine. Open files stay open. */
void fs_beneath_close(struct fs_beneath *beneath);

#endif
