#ifndef CONTENT_PACKAGE_PRIVATE_H
#define CONTENT_PACKAGE_PRIVATE_H

/* What the two kinds of package share: a zip file (package.c) and a folder
 * that one was unpacked to (package_folder.c). */

#include "content/package.h"

enum { PACKAGE_PIECE_BYTES = 64 * 1024 };

struct package {
    const struct fs *fs;
    const char *folder; /* NULL: a zip file */
    int file;
    int64_t size, at;
    struct arena arena;
    struct zip_list list;
    struct manifest manifest;
    char *manifest_text, *signature_text; /* the latter may be NULL */
    size_t manifest_bytes, signature_bytes;
    struct fail io; /* why the file could not be read on, if it could not */
    uint8_t raw[PACKAGE_PIECE_BYTES], piece[PACKAGE_PIECE_BYTES];
};

/* One file on its way: hashed and handed on. */
struct package_passing {
    const struct package_sink *sink;
    struct hash_sha256_sum sum;
};
/* As package_sink.add, of a package_passing. */
bool package_pass(void *user, const void *bytes, size_t count,
                  struct fail *why);
/* Its hash is MANIFEST's, and the sink has it. */
bool package_passed(struct package_passing *passing,
                    const struct manifest_file *file, struct fail *why);

bool package_open_folder(struct package *package, const char *path,
                         struct fail *why);
bool package_read_folder(struct package *package,
                         const struct package_sink *sink, struct fail *why);

#endif
