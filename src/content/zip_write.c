#include "content/zip_write.h"

#include "base/arena.h"
#include "base/durable.h"
#include "base/str.h"
#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum {
    PIECE_BYTES = 64 * 1024,
    FIRST_TIME = 315532800, /* 1980-01-01 00:00 UTC */
    MODE = 0644,
};

struct zip_write {
    const struct fs *fs;
    struct archive *archive;
    struct durable out;
    struct fail failed; /* of writing, if any did */
    uint8_t piece[PIECE_BYTES];
};

static la_ssize_t on_write(struct archive *archive, void *user,
                           const void *bytes, size_t count)
{
    struct zip_write *zip = user;

    if (durable_add(&zip->out, bytes, count, &zip->failed))
        return (la_ssize_t)count;
    archive_set_error(archive, EIO, "cannot write");
    return -1;
}

static bool fail_archive(const struct zip_write *zip, struct fail *why)
{
    const char *said = archive_error_string(zip->archive);

    if (zip->failed.kind != FAIL_NONE) {
        *why = zip->failed;
        return false;
    }
    return fail_set(why, FAIL_IO, "cannot pack: %s", said ? said : "unknown");
}

static bool is_compressed(const char *name)
{
    static const char *const ends[] = {".jpg",  ".jpeg", ".png",
                                       ".webp", ".opus", NULL};

    for (int i = 0; ends[i]; i++)
        if (str_ends(name, ends[i]))
            return true;
    return false;
}

static bool open_archive(struct zip_write *zip)
{
    struct archive *archive = zip->archive = archive_write_new();

    return archive && archive_write_set_format_zip(archive) == ARCHIVE_OK &&
           archive_write_set_bytes_per_block(archive, PIECE_BYTES) ==
               ARCHIVE_OK &&
           archive_write_set_bytes_in_last_block(archive, 1) == ARCHIVE_OK &&
           archive_write_open(archive, zip, NULL, on_write, NULL) == ARCHIVE_OK;
}

struct zip_write *zip_write_begin(const struct fs *fs, const char *path,
                                  struct fail *why)
{
    struct zip_write *zip = memory_get(sizeof *zip);

    zip->fs = fs;
    if (!durable_begin(&zip->out, fs, path, why)) {
        free(zip);
        return NULL;
    }
    setenv("TZ", "UTC0", 1);
    tzset();
    if (open_archive(zip))
        return zip;
    fail_set(why, FAIL_IO, "cannot pack: libarchive does not begin");
    zip_write_free(zip);
    return NULL;
}

static bool begin_file(struct zip_write *zip, const char *name, int64_t bytes,
                       struct fail *why)
{
    struct archive_entry *entry = archive_entry_new();
    bool ok;

    archive_entry_set_pathname(entry, name);
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_perm(entry, MODE);
    archive_entry_set_size(entry, bytes);
    archive_entry_set_mtime(entry, FIRST_TIME, 0);
    ok = (is_compressed(name)
              ? archive_write_zip_set_compression_store(zip->archive)
              : archive_write_zip_set_compression_deflate(zip->archive)) ==
             ARCHIVE_OK &&
         archive_write_header(zip->archive, entry) == ARCHIVE_OK;
    archive_entry_free(entry);
    return ok || fail_archive(zip, why);
}

static bool add(struct zip_write *zip, const void *bytes, size_t count,
                struct fail *why)
{
    return archive_write_data(zip->archive, bytes, count) ==
               (la_ssize_t)count ||
           fail_archive(zip, why);
}

static bool end_file(struct zip_write *zip, struct fail *why)
{
    return archive_write_finish_entry(zip->archive) == ARCHIVE_OK ||
           fail_archive(zip, why);
}

bool zip_write_bytes(struct zip_write *zip, const char *name, const void *bytes,
                     size_t count, struct fail *why)
{
    return begin_file(zip, name, (int64_t)count, why) &&
           add(zip, bytes, count, why) && end_file(zip, why);
}

static bool copy(struct zip_write *zip, int file, int64_t bytes,
                 struct fail *why)
{
    int64_t at = 0, got;

    while ((got = zip->fs->ops->read_at(zip->fs, file, zip->piece, PIECE_BYTES,
                                        at)) > 0) {
        at += got;
        if (at > bytes || !add(zip, zip->piece, (size_t)got, why))
            break;
    }
    if (got < 0)
        return fail_errno(why, "cannot read it");
    if (at != bytes)
        return fail_set(why, FAIL_IO, "it changed while it was packed");
    return got == 0;
}

bool zip_write_file(struct zip_write *zip, const char *name, const char *from,
                    int64_t bytes, struct fail *why)
{
    int file = zip->fs->ops->open(zip->fs, from, FS_READ);
    bool ok;

    if (file < 0)
        return fail_errno(why, "cannot read %s", from);
    ok = begin_file(zip, name, bytes, why) && copy(zip, file, bytes, why) &&
         end_file(zip, why);
    zip->fs->ops->close(zip->fs, file);
    return ok || fail_within(why, "%s", from);
}

bool zip_write_commit(struct zip_write *zip, struct fail *why)
{
    return archive_write_close(zip->archive) == ARCHIVE_OK
               ? durable_commit(&zip->out, why)
               : fail_archive(zip, why);
}

void zip_write_free(struct zip_write *zip)
{
    if (!zip)
        return;
    archive_write_free(zip->archive);
    durable_fini(&zip->out);
    free(zip);
}
