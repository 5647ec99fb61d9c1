#include "base/durable.h"
#include "content/kit.h"

#include <errno.h>
#include <string.h>

enum { PIECE_BYTES = 256 * 1024, SPARE_BYTES = 1024 * 1024 };

struct writing {
    struct kit *kit;
    struct str folder; /* "<stick>/ENCOUNTER/setup.new" */
    struct str sums;   /* the lines of SHA256SUMS */
    char *piece;
    int64_t done;
    void (*on_bytes)(void *user, int64_t done, int64_t all);
    void *user;
};

static void advance(struct writing *writing, size_t bytes)
{
    writing->done += (int64_t)bytes;
    if (writing->on_bytes)
        writing->on_bytes(writing->user, writing->done, writing->kit->bytes);
}

/* The next bytes of a file from `offset` on; of a text, all that is left. */
static int64_t read_some(struct writing *writing, const struct kit_file *file,
                         int source, int64_t offset, const void **ret_bytes)
{
    const struct fs *fs = writing->kit->fs;
    int64_t left = file->bytes - offset;

    *ret_bytes = file->path ? writing->piece : file->text + offset;
    if (!file->path)
        return left;
    return fs->ops->read_at(fs, source, writing->piece,
                            left < PIECE_BYTES ? (size_t)left : PIECE_BYTES,
                            offset);
}

static bool pour(struct writing *writing, const struct kit_file *file,
                 int source, struct durable *target,
                 struct hash_sha256_sum *sum, struct fail *why)
{
    int64_t offset = 0;

    while (offset < file->bytes) {
        const void *bytes;
        int64_t got = read_some(writing, file, source, offset, &bytes);
        if (got == 0)
            errno = EIO; /* it became shorter */
        if (got <= 0)
            return fail_errno(why, "cannot read %s", file->path);
        hash_sha256_add(sum, bytes, (size_t)got);
        if (!durable_add(target, bytes, (size_t)got, why))
            return false;
        advance(writing, (size_t)got);
        offset += got;
    }
    return true;
}

/* From the disk, past what memory has of it: sticks lie. */
static bool read_back(struct writing *writing, const char *path,
                      const uint8_t expected[HASH_SHA256_BYTES],
                      struct fail *why)
{
    const struct fs *fs = writing->kit->fs;
    int file = fs->ops->open(fs, path, FS_READ | FS_FRESH);
    uint8_t found[HASH_SHA256_BYTES];
    struct hash_sha256_sum sum;
    int64_t offset = 0, got = -1;

    if (file < 0)
        return fail_errno(why, "cannot read %s back", path);
    hash_sha256_begin(&sum);
    while ((got = fs->ops->read_at(fs, file, writing->piece, PIECE_BYTES,
                                   offset)) > 0) {
        hash_sha256_add(&sum, writing->piece, (size_t)got);
        offset += got;
    }
    hash_sha256_end(&sum, found);
    if (got < 0)
        fail_errno(why, "cannot read %s back", path);
    fs->ops->close(fs, file);
    return got == 0 &&
           (memcmp(found, expected, sizeof found) == 0 ||
            fail_set(why, FAIL_CORRUPT,
                     "%s is not what was written: the stick is worn out",
                     path));
}

static void note_sum(struct writing *writing, const char *name,
                     const uint8_t hash[HASH_SHA256_BYTES])
{
    str_add_hex(&writing->sums, hash, HASH_SHA256_BYTES);
    str_addf(&writing->sums, "  %s\n", name);
}

static bool make_folder_of(struct writing *writing, const char *path,
                           struct fail *why)
{
    struct str folder = {0};
    bool ok;

    str_add_bytes(&folder, path, (size_t)(strrchr(path, '/') - path));
    ok = fs_make_folders(writing->kit->fs, folder.text, why);
    str_fini(&folder);
    return ok;
}

static bool write_from(struct writing *writing, const struct kit_file *file,
                       int source, const char *path, struct fail *why)
{
    struct durable target = {0};
    struct hash_sha256_sum sum;
    uint8_t hash[HASH_SHA256_BYTES];
    bool ok;

    hash_sha256_begin(&sum);
    if (!make_folder_of(writing, path, why) ||
        !durable_begin(&target, writing->kit->fs, path, why))
        return false;
    ok = pour(writing, file, source, &target, &sum, why) &&
         durable_commit(&target, why);
    durable_fini(&target);
    hash_sha256_end(&sum, hash);
    note_sum(writing, file->name, hash);
    return ok && read_back(writing, path, hash, why);
}

static bool write_file(struct writing *writing, const struct kit_file *file,
                       struct fail *why)
{
    const struct fs *fs = writing->kit->fs;
    struct str path = {0};
    int source = -1;
    bool ok = true;

    str_addf(&path, "%s/%s", writing->folder.text, file->name);
    if (file->path && (source = fs->ops->open(fs, file->path, FS_READ)) < 0)
        ok = fail_errno(why, "cannot read %s", file->path);
    ok = ok && write_from(writing, file, source, path.text, why);
    if (source >= 0)
        fs->ops->close(fs, source);
    str_fini(&path);
    return ok;
}

static bool has_room(const struct kit *kit, const char *stick, struct fail *why)
{
    struct fs_room room;

    if (kit->fs->ops->room(kit->fs, stick, &room) != 0)
        return fail_errno(why, "cannot ask how much room %s has", stick);
    return room.free_bytes > kit->bytes + SPARE_BYTES ||
           fail_set(why, FAIL_FULL,
                    "%s has %lld MB free, and the kit needs %lld beside the "
                    "one that may be there",
                    stick, (long long)room.free_bytes / 1000000,
                    (long long)kit->bytes / 1000000 + 1);
}

/* The one that is there goes when the other is whole. */
static bool swap(struct writing *writing, const char *stick, struct fail *why)
{
    struct str final = {0};
    bool ok;

    str_addf(&final, "%s/%s", stick, KIT_FOLDER);
    ok =
        fs_remove_all(writing->kit->fs, final.text, why) &&
        durable_rename(writing->kit->fs, writing->folder.text, final.text, why);
    str_fini(&final);
    return ok;
}

static bool write_all(struct writing *writing, const char *stick,
                      struct fail *why)
{
    struct kit *kit = writing->kit;
    struct kit_file sums = {.name = "SHA256SUMS"};

    if (!has_room(kit, stick, why) ||
        !fs_remove_all(kit->fs, writing->folder.text, why))
        return false;
    for (size_t i = 0; i < kit->files.count; i++)
        if (!write_file(writing, &kit->files.items[i], why))
            return false;
    sums.text = arena_printf(&kit->arena, "%s", str_text(&writing->sums));
    sums.bytes = (int64_t)strlen(sums.text);
    kit->bytes += sums.bytes;
    return write_file(writing, &sums, why) && swap(writing, stick, why);
}

bool kit_write(struct kit *kit, const char *stick,
               void (*on_bytes)(void *user, int64_t done, int64_t all),
               void *user, struct fail *why)
{
    struct writing writing = {.kit = kit,
                              .piece = arena_get(&kit->arena, PIECE_BYTES),
                              .on_bytes = on_bytes,
                              .user = user};
    bool ok;

    if (!fs_is_folder(kit->fs, stick))
        return fail_set(why, FAIL_MISSING,
                        "%s is no folder: --out is where the stick is mounted",
                        stick);
    str_addf(&writing.folder, "%s/%s.new", stick, KIT_FOLDER);
    ok = write_all(&writing, stick, why);
    str_fini(&writing.folder);
    str_fini(&writing.sums);
    return ok;
}
