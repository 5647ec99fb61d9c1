#ifndef CONTENT_MANIFEST_H
#define CONTENT_MANIFEST_H

/*
 * MANIFEST: what a packed bundle is and which files it has. Signed, it vouches
 * for all of them. `sha256sum --strict -c MANIFEST` accepts it:
 *
 *     # encounter-bundle 1
 *     # id: foo
 *     # programme: rabat-2018        (of a programme: its own id)
 *     # kind: host
 *     # version: 2026.11.1
 *     # serial: 3
 *     # grammar: 1
 *     # languages: en fr ar
 *     # bytes: 81234                 (of all files listed)
 *     <64 hexadecimal digits of SHA-256>  bundle.yaml
 *     ...                            (sorted by path, each once)
 *
 * There is one way to write a manifest, and the reader takes no other, so two
 * programs cannot read two things in one file. Reading trusts nothing: it may
 * run before any signature was looked at.
 */

#include "base/clock.h"
#include "base/fail.h"
#include "base/str.h"
#include "content/model.h"
#include "seal/hash.h"

#define MANIFEST_NAME      "MANIFEST"
#define MANIFEST_SIGNATURE "MANIFEST.minisig"

enum {
    MANIFEST_FILES = 2000,
    MANIFEST_BYTES = 1024 * 1024, /* of the file itself */
    MANIFEST_MIB = 512,           /* of all files listed */
    MANIFEST_DEPTH = 6,           /* folders in a path */
};
#define MANIFEST_SERIAL INT64_C(2147483647)

struct manifest_file {
    const char *path;
    uint8_t hash[HASH_SHA256_BYTES];
};
struct manifest {
    const char *id, *programme, *version;
    enum model_kind kind;
    int64_t serial, grammar, bytes;
    const char **languages;
    size_t language_count;
    struct manifest_file *files; /* sorted by path */
    size_t count;
};

/* Fills *ret_manifest, which then lives in the arena. FAIL_INVALID, with the
 * line: it is not as above, has an unknown first line, a path that no bundle
 * may hold, more files or bytes than a bundle may have, or no bundle.yaml. */
bool manifest_parse(const char *text, size_t bytes, struct arena *arena,
                    struct manifest *ret_manifest, struct fail *why);

/* Its text, appended to `out`. */
void manifest_text(const struct manifest *manifest, struct str *out);

/* What its signature says in words: "id:foo version:2026.11.1 serial:3
 * date:2026-11-26", the last by a clock that can be right (base/time_bound.h):
 * kiosks learn from it that it is not before that day. */
void manifest_comment(const struct manifest *manifest,
                      const struct wall_time *time, struct str *out);

/* NULL if it lists no such file. */
const struct manifest_file *manifest_find(const struct manifest *manifest,
                                          const char *path);

/* A file name that is one on every system: lower case, no folder above, no dot
 * at either end of a name, at most MANIFEST_DEPTH folders deep. */
bool manifest_path_is_good(const char *path);
/* Can be part of a file's name. */
bool manifest_version_is_good(const char *version);

#endif
