#ifndef CONTENT_ZIP_LIST_H
#define CONTENT_ZIP_LIST_H

/*
 * What a zip file says it holds (PKWARE's APPNOTE 6.3.10, sections 4.3 and
 * 4.4), read for files nobody has vetted, before any library sees them. A zip
 * tells all of it twice, at each file and in a directory at its end, and
 * programs differ in which they believe: here both must agree, the files must
 * lie one behind the other from the first byte to the directory, and nothing
 * may stand between or behind them. Only stored and deflated files and
 * folders; no encryption, no zip64, no parts.
 *
 * Also private to package.h.
 */

#include "base/arena.h"
#include "base/fs.h"

enum {
    ZIP_ENTRIES = 4096, /* files, folders, and MANIFEST */
    ZIP_DIRECTORY_BYTES = 2 * 1024 * 1024,
    ZIP_STORED = 0,
    ZIP_DEFLATED = 8,
};

struct zip_entry {
    const char *name; /* manifest_path_is_good(), or MANIFEST's two; of a folder
                         without its last '/' */
    int64_t offset;   /* of what stands before it */
    int64_t packed_bytes, bytes;
    bool is_folder;
};
struct zip_list {
    struct zip_entry *entries; /* as they lie in the file */
    struct zip_entry **by_name;
    size_t count;
};

/* Fills *ret_list, which then lives in the arena; `size` is the file's.
 * FAIL_INVALID: it is no zip as above; the sentence says what and where. */
bool zip_list_read(const struct fs *fs, int file, int64_t size,
                   struct arena *arena, struct zip_list *ret_list,
                   struct fail *why);
/* NULL if there is none of this name. */
const struct zip_entry *zip_list_find(const struct zip_list *list,
                                      const char *name);

#endif
