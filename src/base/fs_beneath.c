#define _GNU_SOURCE /* O_PATH */
#include "base/fs_beneath.h"

#include "base/fs_at.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { NAME_BYTES = 256 };

/* A path as its last name and the folder that name is in. */
struct place {
    int folder;
    bool is_own; /* the folder is to be closed */
    char name[NAME_BYTES];
};

static int refuse(int error)
{
    errno = error;
    return -1;
}

static const struct fs_beneath *of(const struct fs *fs)
{
    return (const struct fs_beneath *)(const void *)fs;
}

static void place_leave(struct place *place)
{
    int saved = errno;

    if (place->is_own)
        close(place->folder);
    place->is_own = false;
    errno = saved;
}

static bool is_link(int folder, const char *name)
{
    struct stat about;

    return fstatat(folder, name, &about, AT_SYMLINK_NOFOLLOW) == 0 &&
           S_ISLNK(about.st_mode);
}

/* O_NOFOLLOW with O_DIRECTORY calls a link ENOTDIR. */
static int open_folder(int folder, const char *name, int how)
{
    int file = openat(folder, name, how | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);

    if (file < 0 && errno == ENOTDIR)
        errno = is_link(folder, name) ? ELOOP : ENOTDIR;
    return file;
}

static int descend(struct place *place)
{
    int below = open_folder(place->folder, place->name, O_PATH);

    place_leave(place);
    place->folder = below;
    place->is_own = below >= 0;
    return below < 0 ? -1 : 0;
}

/* Name by name, each a real folder, no step up: what openat2() promises with
 * RESOLVE_BENEATH and RESOLVE_NO_SYMLINKS, on every kernel and under every
 * filter of system calls. */
static int place_find(const struct fs *fs, const char *path,
                      struct place *ret_place)
{
    struct place place = {.folder = of(fs)->folder, .name = "."};

    if (*path == '/')
        return refuse(EXDEV);
    for (size_t length; *path; path += length) {
        length = strcspn(path, "/");
        if (length == 0) {
            length = strspn(path, "/");
            continue;
        }
        if (length == 1 && *path == '.')
            continue;
        int error = length >= NAME_BYTES ? ENAMETOOLONG
                    : length == 2 && path[0] == '.' && path[1] == '.' ? EXDEV
                    : strcmp(place.name, ".") == 0 || descend(&place) == 0
                        ? 0
                        : errno;
        if (error) {
            place_leave(&place);
            return refuse(error);
        }
        memcpy(place.name, path, length);
        place.name[length] = '\0';
    }
    *ret_place = place;
    return 0;
}

/* Opens the folder at `path`; -1. */
static int folder_at(const struct fs *fs, const char *path)
{
    struct place place;
    int folder;

    if (place_find(fs, path, &place) != 0)
        return -1;
    folder = open_folder(place.folder, place.name, O_RDONLY);
    place_leave(&place);
    return folder;
}

/* What may be opened so: 0, or the error. */
static int judge(const struct stat *about, int flags)
{
    if (S_ISLNK(about->st_mode))
        return ELOOP;
    if (S_ISDIR(about->st_mode))
        return flags & FS_WRITE ? EISDIR : 0;
    if (!S_ISREG(about->st_mode))
        return ESPIPE;
    return (flags & FS_WRITE) && about->st_nlink > 1 ? EMLINK : 0;
}

/* Looked at before, since opening a device may do something already, and
 * after, since another may be there by then. */
static int open_place(const struct place *place, int flags)
{
    struct stat about;
    int file, error;

    if (fstatat(place->folder, place->name, &about, AT_SYMLINK_NOFOLLOW) != 0) {
        if (errno != ENOENT || !(flags & FS_CREATE))
            return -1;
    } else if (!(flags & FS_EXCLUSIVE)) {
        error = judge(&about, flags);
        if (error)
            return refuse(error);
    }
    file = fs_at_open(place->folder, place->name, flags | FS_NO_LINK);
    if (file < 0)
        return -1;
    error = fstat(file, &about) != 0 ? errno : judge(&about, flags);
    if (error) {
        close(file);
        return refuse(error);
    }
    return file;
}

static int beneath_open(const struct fs *fs, const char *path, int flags)
{
    struct place place;
    int file;

    if (place_find(fs, path, &place) != 0)
        return -1;
    file = open_place(&place, flags);
    place_leave(&place);
    return file;
}

static int beneath_sync_folder(const struct fs *fs, const char *path)
{
    return fs_at_sync_folder(folder_at(fs, path));
}

/* Of the whole disk: any handle of it will do. */
static int beneath_sync_all(const struct fs *fs, const char *path)
{
    (void)path;
    return fs_at_sync_all(folder_at(fs, "."));
}

static int beneath_room(const struct fs *fs, const char *path,
                        struct fs_room *ret_room)
{
    (void)path;
    return fs_at_room(folder_at(fs, "."), ret_room);
}

static int beneath_list(const struct fs *fs, const char *path,
                        void (*on_name)(void *user, const char *name),
                        void *user)
{
    return fs_at_list(folder_at(fs, path), on_name, user);
}

static int beneath_rename(const struct fs *fs, const char *from, const char *to)
{
    struct place old, new;
    int rc;

    if (place_find(fs, from, &old) != 0)
        return -1;
    rc = place_find(fs, to, &new);
    if (rc == 0) {
        rc = renameat(old.folder, old.name, new.folder, new.name);
        place_leave(&new);
    }
    place_leave(&old);
    return rc;
}

static int remove_at(int folder, const char *name)
{
    if (unlinkat(folder, name, 0) == 0)
        return 0;
    return errno == EISDIR ? unlinkat(folder, name, AT_REMOVEDIR) : -1;
}

static int beneath_remove(const struct fs *fs, const char *path)
{
    struct place place;
    int rc;

    if (place_find(fs, path, &place) != 0)
        return -1;
    rc = remove_at(place.folder, place.name);
    place_leave(&place);
    return rc;
}

static int beneath_make_folder(const struct fs *fs, const char *path)
{
    struct place place;
    int rc;

    if (place_find(fs, path, &place) != 0)
        return -1;
    rc = mkdirat(place.folder, place.name, 0755);
    if (rc != 0 && errno == EEXIST && is_link(place.folder, place.name))
        errno = ELOOP;
    place_leave(&place);
    return rc;
}

static int beneath_make_link(const struct fs *fs, const char *target,
                             const char *path)
{
    struct place place;
    int rc;

    if (place_find(fs, path, &place) != 0)
        return -1;
    rc = symlinkat(target, place.folder, place.name);
    place_leave(&place);
    return rc;
}

static int beneath_read_link(const struct fs *fs, const char *path,
                             char *ret_target, size_t room)
{
    struct place place;
    int rc;

    if (place_find(fs, path, &place) != 0)
        return -1;
    rc = fs_at_read_link(place.folder, place.name, ret_target, room);
    place_leave(&place);
    return rc;
}

/* What is done with an open file is done as everywhere. */
static const struct fs_ops *system_ops(void)
{
    return fs_system()->ops;
}

static int beneath_close(const struct fs *fs, int file)
{
    return system_ops()->close(fs, file);
}

static int64_t beneath_read_at(const struct fs *fs, int file, void *bytes,
                               size_t count, int64_t offset)
{
    return system_ops()->read_at(fs, file, bytes, count, offset);
}

static int64_t beneath_write_at(const struct fs *fs, int file,
                                const void *bytes, size_t count, int64_t offset)
{
    return system_ops()->write_at(fs, file, bytes, count, offset);
}

static int64_t beneath_size(const struct fs *fs, int file)
{
    return system_ops()->size(fs, file);
}

static int beneath_sync_data(const struct fs *fs, int file)
{
    return system_ops()->sync_data(fs, file);
}

static int beneath_sync_file(const struct fs *fs, int file)
{
    return system_ops()->sync_file(fs, file);
}

static int beneath_lock(const struct fs *fs, int file)
{
    return system_ops()->lock(fs, file);
}

static int beneath_set_time(const struct fs *fs, int file, int64_t unix_s)
{
    return system_ops()->set_time(fs, file, unix_s);
}

bool fs_beneath_open(struct fs_beneath *beneath, const char *folder,
                     struct fail *why)
{
    static const struct fs_ops ops = {
        .open = beneath_open,
        .close = beneath_close,
        .read_at = beneath_read_at,
        .write_at = beneath_write_at,
        .size = beneath_size,
        .sync_data = beneath_sync_data,
        .sync_file = beneath_sync_file,
        .sync_folder = beneath_sync_folder,
        .sync_all = beneath_sync_all,
        .rename = beneath_rename,
        .remove = beneath_remove,
        .make_folder = beneath_make_folder,
        .make_link = beneath_make_link,
        .read_link = beneath_read_link,
        .list = beneath_list,
        .lock = beneath_lock,
        .set_time = beneath_set_time,
        .room = beneath_room,
    };

    *beneath = (struct fs_beneath){0};
    beneath->folder = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (beneath->folder < 0)
        return fail_errno(why, "cannot open the folder %s", folder);
    beneath->fs.ops = &ops;
    return true;
}

void fs_beneath_close(struct fs_beneath *beneath)
{
    if (beneath->fs.ops)
        close(beneath->folder);
    *beneath = (struct fs_beneath){0};
}
