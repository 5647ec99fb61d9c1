#ifndef CONTENT_FOLDER_H
#define CONTENT_FOLDER_H

/*
 * The files of a bundle, listed once without opening any: what a bundle may
 * hold is decided here (FORMAT.md, "Limits"), and a path of the bundle is
 * looked up here, letter for letter, so that a bundle that works on a laptop
 * that does not mind capitals also works on the kiosk.
 *
 * Left out: names that begin with a dot, what Windows and macOS leave behind,
 * and what is never packed or packed by the tool itself.
 */

#include "base/fs.h"
#include "yaml/message.h"
#include <stdbool.h>
#include <stdint.h>

enum {
    FOLDER_FILES = 2000,
    FOLDER_DEPTH = 6,
    FOLDER_MIB = 512,
    FOLDER_TEXT_MIB = 4
};

#define FOLDER_ANSWER "CHECK.html" /* what a kiosk says of a draft */

struct folder_file {
    const char *path; /* inside the bundle */
    int64_t bytes;
    const struct yaml_source *source; /* once it was read as text */
    bool is_told;                     /* a message has named it */
    bool is_checked;                  /* as Markdown, which is done once */
    bool is_page;
    bool is_used; /* something in the bundle names it */
};

struct folder {
    const struct fs *fs; /* `root` is on it */
    const char *root, *shown;
    struct folder_file *files; /* sorted by path */
    size_t count;
    struct arena *arena;
};

/* False if it cannot be listed or holds what no bundle may; then errors were
 * added. Lives in the arena. */
bool folder_read(struct folder *folder, const struct fs *fs, const char *root,
                 const char *shown, struct arena *arena,
                 struct messages *messages);

/* NULL if there is no such file. */
struct folder_file *folder_find(const struct folder *folder, const char *path);

/* The place of the first file whose path begins with `bytes` of `start`, or of
 * the one that would follow it. */
size_t folder_first(const struct folder *folder, const char *start,
                    size_t bytes);

/* The file that the author may have meant by a path that is not there, or
 * NULL; it counts as told. Once `messages` are full nobody looks. */
const char *folder_meant(struct folder *folder, const char *path,
                         const struct messages *messages);

/* An error for each file not yet told whose name no bundle may hold. */
void folder_check_names(const struct folder *folder, struct messages *messages);

/* "<root>/<path>" and "<shown>/<path>", in the arena. */
const char *folder_path(const struct folder *folder, const char *path);
const char *folder_shown(const struct folder *folder, const char *path);

#endif
