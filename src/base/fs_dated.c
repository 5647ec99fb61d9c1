#include "base/fs_dated.h"

#include "base/log.h"
#include <errno.h>
#include <stdatomic.h>
#include <string.h>

static const struct fs_dated *of(const struct fs *fs)
{
    return (const struct fs_dated *)(const void *)fs;
}

static const struct fs *below(const struct fs *fs)
{
    return of(fs)->below;
}

/* The call it belongs to has succeeded; errno of that one stays. Where nothing
 * may be written, reading leaves no time either. */
static void date(const struct fs *fs, int file)
{
    static atomic_flag is_told = ATOMIC_FLAG_INIT;
    int saved = errno;

    if (below(fs)->ops->set_time(below(fs), file, of(fs)->unix_s) != 0 &&
        errno != EROFS && !atomic_flag_test_and_set(&is_told))
        log_line("the times of files cannot be set: %s", strerror(errno));
    errno = saved;
}

void fs_dated_touch(const struct fs_dated *dated, const char *path)
{
    int saved = errno;
    int file = dated->below->ops->open(dated->below, path, FS_READ);

    if (file >= 0) {
        date(&dated->fs, file);
        dated->below->ops->close(dated->below, file);
    }
    errno = saved;
}

static void date_folder_of(const struct fs *fs, const char *path)
{
    const char *slash = strrchr(path, '/');
    size_t length = slash && slash != path ? (size_t)(slash - path) : 1;
    char folder[1024];

    if (length >= sizeof folder)
        return;
    memcpy(folder, slash ? path : ".", length);
    folder[length] = '\0';
    fs_dated_touch(of(fs), folder);
}

static int dated_open(const struct fs *fs, const char *path, int flags)
{
    int file = below(fs)->ops->open(below(fs), path, flags);

    if (file >= 0 && (flags & FS_WRITE)) {
        date(fs, file);
        if (flags & FS_CREATE)
            date_folder_of(fs, path);
    }
    return file;
}

static int dated_close(const struct fs *fs, int file)
{
    return below(fs)->ops->close(below(fs), file);
}

static int64_t dated_read_at(const struct fs *fs, int file, void *bytes,
                             size_t count, int64_t offset)
{
    return below(fs)->ops->read_at(below(fs), file, bytes, count, offset);
}

static int64_t dated_write_at(const struct fs *fs, int file, const void *bytes,
                              size_t count, int64_t offset)
{
    int64_t rc =
        below(fs)->ops->write_at(below(fs), file, bytes, count, offset);

    date(fs, file); /* a part may have been written in any case */
    return rc;
}

static int64_t dated_size(const struct fs *fs, int file)
{
    return below(fs)->ops->size(below(fs), file);
}

static int dated_sync_data(const struct fs *fs, int file)
{
    return below(fs)->ops->sync_data(below(fs), file);
}

static int dated_sync_file(const struct fs *fs, int file)
{
    return below(fs)->ops->sync_file(below(fs), file);
}

static int dated_sync_folder(const struct fs *fs, const char *path)
{
    return below(fs)->ops->sync_folder(below(fs), path);
}

static int dated_sync_all(const struct fs *fs, const char *path)
{
    return below(fs)->ops->sync_all(below(fs), path);
}

static int dated_rename(const struct fs *fs, const char *from, const char *to)
{
    int rc = below(fs)->ops->rename(below(fs), from, to);

    if (rc == 0) {
        date_folder_of(fs, from);
        date_folder_of(fs, to);
    }
    return rc;
}

static int dated_remove(const struct fs *fs, const char *path)
{
    int rc = below(fs)->ops->remove(below(fs), path);

    if (rc == 0)
        date_folder_of(fs, path);
    return rc;
}

static int dated_make_folder(const struct fs *fs, const char *path)
{
    int rc = below(fs)->ops->make_folder(below(fs), path);

    if (rc == 0) {
        fs_dated_touch(of(fs), path);
        date_folder_of(fs, path);
    }
    return rc;
}

/* The time of the link itself stays: nothing tells it that the folder, which
 * is dated, does not. */
static int dated_make_link(const struct fs *fs, const char *target,
                           const char *path)
{
    int rc = below(fs)->ops->make_link(below(fs), target, path);

    if (rc == 0)
        date_folder_of(fs, path);
    return rc;
}

static int dated_read_link(const struct fs *fs, const char *path,
                           char *ret_target, size_t room)
{
    return below(fs)->ops->read_link(below(fs), path, ret_target, room);
}

static int dated_list(const struct fs *fs, const char *path,
                      void (*on_name)(void *user, const char *name), void *user)
{
    int rc = below(fs)->ops->list(below(fs), path, on_name, user);

    fs_dated_touch(of(fs), path);
    return rc;
}

static int dated_lock(const struct fs *fs, int file)
{
    return below(fs)->ops->lock(below(fs), file);
}

static int dated_set_time(const struct fs *fs, int file, int64_t unix_s)
{
    return below(fs)->ops->set_time(below(fs), file, unix_s);
}

static int dated_room(const struct fs *fs, const char *path,
                      struct fs_room *ret_room)
{
    return below(fs)->ops->room(below(fs), path, ret_room);
}

void fs_dated_init(struct fs_dated *dated, const struct fs *fs, int64_t unix_s)
{
    static const struct fs_ops ops = {
        .open = dated_open,
        .close = dated_close,
        .read_at = dated_read_at,
        .write_at = dated_write_at,
        .size = dated_size,
        .sync_data = dated_sync_data,
        .sync_file = dated_sync_file,
        .sync_folder = dated_sync_folder,
        .sync_all = dated_sync_all,
        .rename = dated_rename,
        .remove = dated_remove,
        .make_folder = dated_make_folder,
        .make_link = dated_make_link,
        .read_link = dated_read_link,
        .list = dated_list,
        .lock = dated_lock,
        .set_time = dated_set_time,
        .room = dated_room,
    };

    *dated = (struct fs_dated){.fs.ops = &ops, .below = fs, .unix_s = unix_s};
}
