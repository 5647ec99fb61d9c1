#include "content/install_private.h"

#include <errno.h>
#include <string.h>

enum { PIECE_BYTES = 256 * 1024, MIB = 1024 * 1024 };

static bool has_room(struct installing *in, int64_t bytes)
{
    const struct fs *fs = in->job->fs;
    struct fs_room room;

    if (fs->ops->room(fs, in->staging, &room) != 0) {
        fail_errno(&in->result->why, "cannot ask how much room there is");
        return install_fail(in, STICK_KIOSK);
    }
    if (room.free_bytes - (int64_t)INSTALL_SPARE_MIB * MIB > bytes)
        return true;
    fail_set(&in->result->why, FAIL_FULL,
             "it needs %lld MB on the disk, and %lld MB are free, of which "
             "%d are kept for feedback",
             (long long)(bytes / MIB + 1), (long long)(room.free_bytes / MIB),
             INSTALL_SPARE_MIB);
    return install_fail(in, STICK_NO_ROOM);
}

static bool fail_to_write(struct installing *in)
{
    bool is_full = errno == ENOSPC || errno == EDQUOT;

    fail_errno(&in->result->why, "cannot write %s", in->copy);
    return install_fail(in, is_full ? STICK_NO_ROOM : STICK_KIOSK);
}

static bool fail_to_read(struct installing *in, const char *path)
{
    fail_errno(&in->result->why, "cannot read %s", path);
    return install_fail(in, STICK_CANNOT_READ);
}

/* Up to the size that was told at first: a file may grow while it is read. */
static bool pour(struct installing *in, const struct fs *from, int source,
                 const char *path, int target)
{
    const struct fs *fs = in->job->fs;
    char *piece = arena_get(&in->arena, PIECE_BYTES);

    while (in->bytes_done < in->bytes_all) {
        int64_t left = in->bytes_all - in->bytes_done;
        size_t wanted = left < PIECE_BYTES ? (size_t)left : PIECE_BYTES;
        int64_t got =
            from->ops->read_at(from, source, piece, wanted, in->bytes_done);
        if (got >= 0 && got < (int64_t)wanted)
            errno = EIO;
        if (got < (int64_t)wanted)
            return fail_to_read(in, path);
        if (fs->ops->write_at(fs, target, piece, wanted, in->bytes_done) < 0)
            return fail_to_write(in);
        in->bytes_done += got;
        install_progress(in, 0, 45);
    }
    return true;
}

static bool check_size(struct installing *in, const char *path, int64_t size)
{
    if (size < 0 && errno == ESPIPE) {
        fail_set(&in->result->why, FAIL_INVALID, "%s is no file", path);
        return install_refuse(in, STICK_DAMAGED);
    }
    if (size < 0)
        return fail_to_read(in, path);
    if (size > (int64_t)INSTALL_PACKAGE_MIB * MIB) {
        fail_set(&in->result->why, FAIL_INVALID,
                 "%s has %lld MB; a package has at most %d", path,
                 (long long)(size / MIB), INSTALL_PACKAGE_MIB);
        return install_refuse(in, STICK_TOO_LARGE);
    }
    in->bytes_done = 0;
    in->bytes_all = size;
    return has_room(in, size);
}

/* The copy is not synced: after a cut it is made again. */
static bool copy_open(struct installing *in, const struct fs *from, int source,
                      const char *path)
{
    const struct fs *fs = in->job->fs;
    int target;
    bool ok;

    if (!check_size(in, path, from->ops->size(from, source)))
        return false;
    target = fs->ops->open(fs, in->copy, FS_WRITE | FS_CREATE | FS_EXCLUSIVE);
    if (target < 0)
        return fail_to_write(in);
    ok = pour(in, from, source, path, target);
    if (fs->ops->close(fs, target) != 0 && ok)
        return fail_to_write(in);
    return ok;
}

bool install_copy(struct installing *in, const struct fs *from,
                  const char *path)
{
    int source = from->ops->open(from, path, FS_READ | FS_NO_LINK);
    bool ok;

    if (source < 0 && (errno == ESPIPE || errno == ENXIO)) {
        fail_set(&in->result->why, FAIL_INVALID, "%s is no file", path);
        return install_refuse(in, STICK_DAMAGED);
    }
    if (source < 0 && errno == ELOOP) {
        fail_set(&in->result->why, FAIL_INVALID, "%s is a link, not a file",
                 path);
        return install_refuse(in, STICK_DAMAGED);
    }
    if (source < 0)
        return fail_to_read(in, path);
    ok = copy_open(in, from, source, path);
    from->ops->close(from, source);
    return ok;
}
