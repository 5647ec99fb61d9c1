#ifndef SUPPORT_TMPDIR_H
#define SUPPORT_TMPDIR_H

/* A folder for one test, under $TMPDIR or /tmp. Whatever goes wrong here ends
 * the test program with a sentence: it is never what a test is about. */

#include <stddef.h>

struct tmpdir {
    char path[256];
};

void tmpdir_init(struct tmpdir *dir);
/* Removes it with all that is in it; links are not followed. */
void tmpdir_fini(struct tmpdir *dir);

/* "<dir>/<name>"; valid until the eighth call after this one. */
const char *tmpdir_path(const struct tmpdir *dir, const char *name);
/* Writes a file, making the folders in `name` first. */
void tmpdir_write(const struct tmpdir *dir, const char *name, const void *bytes,
                  size_t count);
void tmpdir_write_text(const struct tmpdir *dir, const char *name,
                       const char *text);
/* Makes a folder and those above it. */
void tmpdir_make_folder(const struct tmpdir *dir, const char *name);

#endif
