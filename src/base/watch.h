#ifndef BASE_WATCH_H
#define BASE_WATCH_H

/*
 * Whether anything below a folder was written, by asking for names, sizes and
 * times again: well under a millisecond for a bundle, on every system and file
 * system.
 */

#include <stdint.h>

/* A number that is another one once a file was written, came or went. What
 * begins with a dot and more than a few thousand files do not count. 0: there
 * is no such folder. */
uint64_t watch_folder(const char *path);

#endif
