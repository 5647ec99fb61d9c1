#ifndef CONTENT_PACKAGE_H
#define CONTENT_PACKAGE_H

/*
 * A packed bundle, <id>_<version>.encounter.zip, read for files nobody has
 * vetted. Opening it looks at the zip's directory (zip_list.h) and at MANIFEST
 * and unpacks nothing else: afterwards every file of the zip is listed and
 * every listed file is there, with sizes that were told and are held to.
 * Reading hands out exactly MANIFEST's files, each with its hash compared.
 * Decoding is libarchive's; zip_list.h and libarchive must see the same files,
 * or it is refused. Memory does not grow with the package: 64 KiB a piece, and
 * what MANIFEST needs.
 *
 * A folder that one was unpacked to can be read as well. Of it MANIFEST is
 * believed, once it is signed, and exactly the files that it lists are read,
 * each once; whatever else lies there is never looked at.
 *
 * The file is opened once and read through that one handle. Whoever can change
 * it meanwhile is kept out by copying it first. One thread at a time.
 */

#include "base/fs.h"
#include "content/manifest.h"
#include "content/zip_list.h"
#include "seal/verify.h"

struct package;

/* FAIL_INVALID: it is no package; FAIL_MISSING, FAIL_IO: it cannot be read.
 * NULL on failure; caller: package_close(). */
struct package *package_open(const struct fs *fs, const char *path,
                             struct fail *why);
void package_close(struct package *package); /* NULL is fine */

int64_t package_bytes(const struct package *package); /* of the zip file, or
                                                         of a folder's files */
/* Not vouched for by anybody until package_signed() returned true. */
const struct manifest *package_manifest(const struct package *package);
const char *package_manifest_text(const struct package *package);
/* NULL: it has none. */
const char *package_signature_text(const struct package *package);
bool package_has_signature(const struct package *package);
/* FAIL_DENIED: it has none; FAIL_INVALID: it cannot be read. */
bool package_signature(const struct package *package,
                       struct verify_signature *ret_signature,
                       struct fail *why);

/* Whether a key of `keys` that is not revoked signed MANIFEST. FAIL_DENIED if
 * not, FAIL_INVALID if the signature cannot be read; *ret_signer as
 * verify_signed() gives it. */
bool package_signed(const struct package *package,
                    const struct verify_keys *keys,
                    const struct verify_signer **ret_signer, struct fail *why);

/* Where the files of a package go, one after the other, in the order in which
 * they lie there. Each may end the reading by returning false with `why`. */
struct package_sink {
    void *user;
    bool (*begin)(void *user, const char *path, int64_t bytes,
                  struct fail *why);
    bool (*add)(void *user, const void *bytes, size_t count, struct fail *why);
    /* The file's hash is MANIFEST's. */
    bool (*end)(void *user, struct fail *why);
};
/* All files, compared with MANIFEST; `sink` may be NULL. FAIL_CORRUPT: a file
 * is not the one that MANIFEST lists. */
bool package_read(struct package *package, const struct package_sink *sink,
                  struct fail *why);

#endif
