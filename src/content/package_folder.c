#include "content/package_private.h"

#include <errno.h>
#include <stdlib.h>

/* A file of a folder that must be small; NULL with FAIL_MISSING. */
static char *read_small(struct package *package, const char *name, size_t limit,
                        size_t *ret_bytes, struct fail *why)
{
    const char *path =
        arena_printf(&package->arena, "%s/%s", package->folder, name);
    char *read = fs_read_file(package->fs, path, limit, ret_bytes, why);
    char *text = read ? arena_string(&package->arena, read, *ret_bytes) : NULL;

    free(read);
    return text;
}

bool package_open_folder(struct package *package, const char *path,
                         struct fail *why)
{
    package->folder = arena_printf(&package->arena, "%s", path);
    package->manifest_text = read_small(package, MANIFEST_NAME, MANIFEST_BYTES,
                                        &package->manifest_bytes, why);
    if (!package->manifest_text && why->kind == FAIL_MISSING)
        return fail_set(why, FAIL_INVALID,
                        "there is no MANIFEST in it: this is no packed "
                        "bundle (see encounter-content pack)");
    if (!package->manifest_text)
        return false;
    package->signature_text =
        read_small(package, MANIFEST_SIGNATURE, VERIFY_FILE_BYTES,
                   &package->signature_bytes, why);
    if (!package->signature_text && why->kind != FAIL_MISSING)
        return false;
    if (!manifest_parse(package->manifest_text, package->manifest_bytes,
                        &package->arena, &package->manifest, why))
        return false;
    package->size = package->manifest.bytes;
    return true;
}

/* Of an open file of a folder, whatever it is by now. */
static bool pour(struct package *package, int file, int64_t limit,
                 struct package_passing *passing, int64_t *ret_bytes,
                 struct fail *why)
{
    const struct fs *fs = package->fs;
    int64_t at = 0, got;

    while ((got = fs->ops->read_at(fs, file, package->piece,
                                   PACKAGE_PIECE_BYTES, at)) > 0) {
        at += got;
        if (at > limit)
            return fail_set(why, FAIL_CORRUPT,
                            "its files have more bytes than MANIFEST says");
        if (!package_pass(passing, package->piece, (size_t)got, why))
            return false;
    }
    *ret_bytes = at;
    return got == 0 || fail_errno(why, "cannot read it");
}

/* As in a zip file, no more bytes than MANIFEST says are read of them all. */
static bool pass_folder_file(struct package *package,
                             const struct manifest_file *listed, int64_t *left,
                             const struct package_sink *sink, struct fail *why)
{
    const struct fs *fs = package->fs;
    struct package_passing passing = {.sink = sink};
    struct str path = {0};
    int64_t size = -1, bytes = 0;
    int file;
    bool ok;

    str_addf(&path, "%s/%s", package->folder, listed->path);
    file = fs->ops->open(fs, path.text, FS_READ | FS_NO_LINK);
    if (file >= 0)
        size = fs->ops->size(fs, file);
    ok = size >= 0;
    if (!ok && (errno == EISDIR || errno == ESPIPE || errno == ELOOP ||
                errno == ENXIO))
        fail_set(why, FAIL_INVALID, "'%s' is no file", listed->path);
    else if (!ok)
        fail_errno(why, "cannot read '%s'", listed->path);
    hash_sha256_begin(&passing.sum);
    ok = ok && (!sink || sink->begin(sink->user, listed->path, size, why)) &&
         (pour(package, file, *left, &passing, &bytes, why) ||
          fail_within(why, "'%s'", listed->path)) &&
         package_passed(&passing, listed, why);
    *left -= bytes;
    if (file >= 0)
        fs->ops->close(fs, file);
    str_fini(&path);
    return ok;
}

bool package_read_folder(struct package *package,
                         const struct package_sink *sink, struct fail *why)
{
    const struct manifest *manifest = &package->manifest;
    int64_t left = manifest->bytes;

    for (size_t i = 0; i < manifest->count; i++)
        if (!pass_folder_file(package, &manifest->files[i], &left, sink, why))
            return false;
    return true;
}
