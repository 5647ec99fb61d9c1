#include "content/package_private.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    MIB = 1024 * 1024,
    RATIO = 100, /* of what is unpacked to the package, beyond the first MiB */
};

static la_ssize_t on_read(struct archive *archive, void *user,
                          const void **ret_bytes)
{
    struct package *package = user;
    int64_t got =
        package->fs->ops->read_at(package->fs, package->file, package->raw,
                                  PACKAGE_PIECE_BYTES, package->at);

    if (got < 0) {
        fail_errno(&package->io, "cannot read it");
        archive_set_error(archive, EIO, "cannot read it");
        return -1;
    }
    package->at += got;
    *ret_bytes = package->raw;
    return (la_ssize_t)got;
}

static la_int64_t on_seek(struct archive *archive, void *user,
                          la_int64_t offset, int from)
{
    struct package *package = user;
    int64_t base = from == SEEK_SET   ? 0
                   : from == SEEK_CUR ? package->at
                                      : package->size;

    (void)archive;
    if (offset > package->size - base || base + offset < 0)
        return ARCHIVE_FATAL;
    return package->at = base + offset;
}

static la_int64_t on_skip(struct archive *archive, void *user, la_int64_t count)
{
    struct package *package = user;
    int64_t left = package->size - package->at;

    (void)archive;
    count = count < left ? count : left;
    package->at += count;
    return count;
}

static bool fail_archive(const struct package *package, struct archive *archive,
                         const char *name, struct fail *why)
{
    const char *said = archive_error_string(archive);

    if (package->io.kind != FAIL_NONE) {
        *why = package->io;
        return false;
    }
    return fail_set(why, FAIL_CORRUPT, "'%s' cannot be unpacked: %s", name,
                    said ? said : "it is damaged");
}

/* The package from its first file on; NULL on failure. */
static struct archive *begin(struct package *package, struct fail *why)
{
    struct archive *archive = archive_read_new();

    if (!archive) {
        fail_set(why, FAIL_FULL, "no memory to unpack with");
        return NULL;
    }
    package->at = 0;
    archive_read_support_format_zip_seekable(archive);
    archive_read_set_read_callback(archive, on_read);
    archive_read_set_seek_callback(archive, on_seek);
    archive_read_set_skip_callback(archive, on_skip);
    archive_read_set_callback_data(archive, package);
    if (archive_read_open1(archive) == ARCHIVE_OK)
        return archive;
    fail_archive(package, archive, "the package", why);
    archive_read_free(archive);
    return NULL;
}

/* libarchive has found what the directory told. */
static bool is_told(struct archive_entry *found, const struct zip_entry *entry)
{
    const char *name = archive_entry_pathname(found);
    size_t length = strlen(entry->name);

    if (!name || strncmp(name, entry->name, length) != 0 ||
        strcmp(name + length, entry->is_folder ? "/" : "") != 0)
        return false;
    return archive_entry_filetype(found) ==
               (entry->is_folder ? AE_IFDIR : AE_IFREG) &&
           !archive_entry_hardlink(found) && !archive_entry_symlink(found) &&
           (entry->is_folder || (archive_entry_size_is_set(found) &&
                                 archive_entry_size(found) == entry->bytes));
}

static bool next(const struct package *package, struct archive *archive,
                 const struct zip_entry *entry, struct fail *why)
{
    struct archive_entry *found;

    if (archive_read_next_header(archive, &found) != ARCHIVE_OK)
        return fail_archive(package, archive, entry->name, why);
    return is_told(found, entry) ||
           fail_set(why, FAIL_INVALID,
                    "'%s' is not described in the same way everywhere in the "
                    "zip file",
                    entry->name);
}

/* The bytes of one file, held to the size that was told. */
static bool read_entry(struct package *package, struct archive *archive,
                       const struct zip_entry *entry,
                       bool (*add)(void *user, const void *bytes, size_t count,
                                   struct fail *why),
                       void *user, struct fail *why)
{
    int64_t left = entry->bytes;
    la_ssize_t got;

    while ((got = archive_read_data(archive, package->piece,
                                    PACKAGE_PIECE_BYTES)) > 0) {
        if (got > left)
            return fail_set(why, FAIL_CORRUPT, "'%s' is larger than was told",
                            entry->name);
        left -= got;
        if (!add(user, package->piece, (size_t)got, why))
            return false;
    }
    if (got < 0)
        return fail_archive(package, archive, entry->name, why);
    return left == 0 || fail_set(why, FAIL_CORRUPT,
                                 "'%s' is smaller than was told", entry->name);
}

static bool add_text(void *user, const void *bytes, size_t count,
                     struct fail *why)
{
    (void)why;
    str_add_bytes(user, bytes, count);
    return true;
}

/* MANIFEST or its signature, which are small, from where they lie. */
static bool read_text(struct package *package, struct archive *archive,
                      const struct zip_entry *entry, size_t limit,
                      char **ret_text, size_t *ret_bytes, struct fail *why)
{
    struct str text = {0};
    bool ok;

    if (entry->bytes > (int64_t)limit)
        return fail_set(why, FAIL_INVALID, "'%s' is larger than %zu bytes",
                        entry->name, limit);
    ok = read_entry(package, archive, entry, add_text, &text, why);
    if (ok) {
        *ret_bytes = text.length;
        *ret_text = arena_string(&package->arena, str_text(&text), text.length);
    }
    str_fini(&text);
    return ok;
}

static bool read_texts(struct package *package, struct fail *why)
{
    struct archive *archive = begin(package, why);
    bool ok = archive != NULL;

    for (size_t i = 0; ok && i < package->list.count; i++) {
        const struct zip_entry *entry = &package->list.entries[i];
        ok = next(package, archive, entry, why);
        if (ok && str_equal(entry->name, MANIFEST_NAME))
            ok = read_text(package, archive, entry, MANIFEST_BYTES,
                           &package->manifest_text, &package->manifest_bytes,
                           why);
        else if (ok && str_equal(entry->name, MANIFEST_SIGNATURE))
            ok = read_text(package, archive, entry, VERIFY_FILE_BYTES,
                           &package->signature_text, &package->signature_bytes,
                           why);
    }
    archive_read_free(archive);
    return ok;
}

static bool is_above(const char *folder, const char *path)
{
    size_t length = strlen(folder);

    return strncmp(folder, path, length) == 0 && path[length] == '/';
}

/* A folder of its own is one that a listed file lies in. */
static bool is_listed(const struct manifest *manifest,
                      const struct zip_entry *entry)
{
    if (!entry->is_folder)
        return manifest_find(manifest, entry->name) != NULL;
    for (size_t i = 0; i < manifest->count; i++)
        if (is_above(entry->name, manifest->files[i].path))
            return true;
    return false;
}

static bool check_listed(const struct package *package, int64_t *ret_bytes,
                         struct fail *why)
{
    const struct zip_list *list = &package->list;

    for (size_t i = 0; i < list->count; i++) {
        const struct zip_entry *entry = &list->entries[i];
        if (str_equal(entry->name, MANIFEST_NAME) ||
            str_equal(entry->name, MANIFEST_SIGNATURE))
            continue;
        if (!is_listed(&package->manifest, entry))
            return fail_set(why, FAIL_INVALID,
                            "'%s' is in it, but not listed in MANIFEST",
                            entry->name);
        *ret_bytes += entry->bytes;
    }
    return true;
}

/* Nothing unlisted, nothing missing, and no more bytes than told. */
static bool check_files(const struct package *package, struct fail *why)
{
    const struct manifest *manifest = &package->manifest;
    int64_t bytes = 0;

    if (!check_listed(package, &bytes, why))
        return false;
    for (size_t i = 0; i < manifest->count; i++) {
        const char *path = manifest->files[i].path;
        const struct zip_entry *entry = zip_list_find(&package->list, path);
        if (!entry || entry->is_folder)
            return fail_set(why, FAIL_INVALID,
                            "'%s' is listed in MANIFEST, but not in it", path);
    }
    if (bytes != manifest->bytes)
        return fail_set(why, FAIL_INVALID,
                        "its files have %lld bytes, MANIFEST says %lld",
                        (long long)bytes, (long long)manifest->bytes);
    if (bytes > MIB + package->size * RATIO)
        return fail_set(why, FAIL_INVALID,
                        "it unpacks to more than %d times its size", RATIO);
    return true;
}

static bool open_file(struct package *package, const char *path,
                      struct fail *why)
{
    const struct fs *fs = package->fs;

    package->file = fs->ops->open(fs, path, FS_READ | FS_NO_LINK);
    if (package->file < 0)
        return fail_errno(why, "cannot read it");
    package->size = fs->ops->size(fs, package->file);
    if (package->size < 0 && errno == EISDIR)
        return package_open_folder(package, path, why);
    if (package->size < 0 && errno == ESPIPE)
        return fail_set(why, FAIL_INVALID, "this is no file");
    return package->size >= 0 || fail_errno(why, "cannot read it");
}

static bool open_all(struct package *package, const char *path,
                     struct fail *why)
{
    if (!open_file(package, path, why))
        return false;
    if (package->folder)
        return true;
    if (!zip_list_read(package->fs, package->file, package->size,
                       &package->arena, &package->list, why))
        return false;
    if (!zip_list_find(&package->list, MANIFEST_NAME))
        return fail_set(why, FAIL_INVALID,
                        "there is no MANIFEST in it: this is no packed "
                        "bundle (see encounter-content pack)");
    return read_texts(package, why) &&
           manifest_parse(package->manifest_text, package->manifest_bytes,
                          &package->arena, &package->manifest, why) &&
           check_files(package, why);
}

struct package *package_open(const struct fs *fs, const char *path,
                             struct fail *why)
{
    struct package *package = memory_get(sizeof *package);

    package->fs = fs;
    package->file = -1;
    if (open_all(package, path, why))
        return package;
    fail_within(why, "%s", path);
    package_close(package);
    return NULL;
}

void package_close(struct package *package)
{
    if (!package)
        return;
    if (package->file >= 0)
        package->fs->ops->close(package->fs, package->file);
    arena_fini(&package->arena);
    free(package);
}

int64_t package_bytes(const struct package *package)
{
    return package->size;
}

const struct manifest *package_manifest(const struct package *package)
{
    return &package->manifest;
}

const char *package_manifest_text(const struct package *package)
{
    return package->manifest_text;
}

const char *package_signature_text(const struct package *package)
{
    return package->signature_text;
}

bool package_has_signature(const struct package *package)
{
    return package->signature_text != NULL;
}

bool package_signature(const struct package *package,
                       struct verify_signature *ret_signature, struct fail *why)
{
    if (!package->signature_text)
        return fail_set(why, FAIL_DENIED, "it is not signed");
    return verify_signature_parse(package->signature_text,
                                  package->signature_bytes, ret_signature, why);
}

bool package_signed(const struct package *package,
                    const struct verify_keys *keys,
                    const struct verify_signer **ret_signer, struct fail *why)
{
    struct verify_signature signature;

    *ret_signer = NULL;
    return package_signature(package, &signature, why) &&
           verify_signed(&signature, keys, package->manifest_text,
                         package->manifest_bytes, ret_signer, why);
}

bool package_pass(void *user, const void *bytes, size_t count, struct fail *why)
{
    struct package_passing *passing = user;

    hash_sha256_add(&passing->sum, bytes, count);
    return !passing->sink ||
           passing->sink->add(passing->sink->user, bytes, count, why);
}

bool package_passed(struct package_passing *passing,
                    const struct manifest_file *file, struct fail *why)
{
    const struct package_sink *sink = passing->sink;
    uint8_t hash[HASH_SHA256_BYTES];

    hash_sha256_end(&passing->sum, hash);
    if (memcmp(hash, file->hash, sizeof hash) != 0)
        return fail_set(why, FAIL_CORRUPT,
                        "'%s' is not the file that MANIFEST lists", file->path);
    return !sink || sink->end(sink->user, why);
}

static bool pass_file(struct package *package, struct archive *archive,
                      const struct zip_entry *entry,
                      const struct package_sink *sink, struct fail *why)
{
    const struct manifest_file *file =
        manifest_find(&package->manifest, entry->name);
    struct package_passing passing = {.sink = sink};

    hash_sha256_begin(&passing.sum);
    return (!sink || sink->begin(sink->user, file->path, entry->bytes, why)) &&
           read_entry(package, archive, entry, package_pass, &passing, why) &&
           package_passed(&passing, file, why);
}

bool package_read(struct package *package, const struct package_sink *sink,
                  struct fail *why)
{
    struct archive *archive;
    bool ok;

    if (package->folder)
        return package_read_folder(package, sink, why);
    archive = begin(package, why);
    ok = archive != NULL;
    for (size_t i = 0; ok && i < package->list.count; i++) {
        const struct zip_entry *entry = &package->list.entries[i];
        ok = next(package, archive, entry, why);
        if (ok && manifest_find(&package->manifest, entry->name))
            ok = pass_file(package, archive, entry, sink, why);
    }
    archive_read_free(archive);
    return ok;
}
