#define _GNU_SOURCE /* O_NOATIME, syncfs() */
#include "base/fs_at.h"

#include "base/str.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#ifndef O_NOATIME
#define O_NOATIME 0
#endif

/* O_NONBLOCK: a pipe where a file should be must not hold the program; for
 * files it means nothing. O_NOATIME: reading leaves no time behind; only to
 * be had for files of one's own. */
static int open_as(int folder, const char *name, int flags)
{
    int how = O_CLOEXEC | O_NOCTTY | O_NONBLOCK, file;
    mode_t mode = flags & FS_PRIVATE ? 0600 : 0644;

    if ((flags & FS_READ) && (flags & FS_WRITE))
        how |= O_RDWR;
    else
        how |= flags & FS_WRITE ? O_WRONLY : O_RDONLY;
    if (flags & FS_CREATE)
        how |= O_CREAT | (flags & FS_EXCLUSIVE ? O_EXCL : 0);
    if (flags & FS_NO_LINK)
        how |= O_NOFOLLOW;
    do
        file = openat(folder, name, how | O_NOATIME, mode);
    while (file < 0 && errno == EINTR);
    if (file >= 0 || errno != EPERM)
        return file;
    do
        file = openat(folder, name, how, mode);
    while (file < 0 && errno == EINTR);
    return file;
}

/* Past the umask of whoever makes it; who does not own it need not. */
static int open_at(int folder, const char *name, int flags)
{
    int file = open_as(folder, name, flags);

    if (file >= 0 && (flags & FS_SHARED))
        (void)!fchmod(file, 0660);
    return file;
}

/* Pages that are not on the disk yet stay: who wrote them syncs first. */
int fs_at_open(int folder, const char *name, int flags)
{
    int file = open_at(folder, name, flags);

    if (file >= 0 && (flags & FS_FRESH))
        posix_fadvise(file, 0, 0, POSIX_FADV_DONTNEED);
    return file;
}

static int system_open(const struct fs *fs, const char *path, int flags)
{
    (void)fs;
    return fs_at_open(AT_FDCWD, path, flags);
}

/* After EINTR the handle is gone all the same (Linux). */
static int system_close(const struct fs *fs, int file)
{
    (void)fs;
    return close(file) < 0 && errno != EINTR ? -1 : 0;
}

static int64_t system_read_at(const struct fs *fs, int file, void *bytes,
                              size_t count, int64_t offset)
{
    size_t done = 0;

    (void)fs;
    while (done < count) {
        ssize_t got = pread(file, (char *)bytes + done, count - done,
                            (off_t)(offset + (int64_t)done));
        if (got == 0)
            break;
        if (got > 0)
            done += (size_t)got;
        else if (errno != EINTR)
            return -1;
    }
    return (int64_t)done;
}

static int64_t system_write_at(const struct fs *fs, int file, const void *bytes,
                               size_t count, int64_t offset)
{
    size_t done = 0;

    (void)fs;
    while (done < count) {
        ssize_t put = pwrite(file, (const char *)bytes + done, count - done,
                             (off_t)(offset + (int64_t)done));
        if (put > 0) {
            done += (size_t)put;
        } else if (put == 0) {
            errno = EIO;
            return -1;
        } else if (errno != EINTR) {
            return -1;
        }
    }
    return (int64_t)done;
}

/* Only of regular files; the size of anything else says nothing about what
 * can be read from it. */
static int64_t system_size(const struct fs *fs, int file)
{
    struct stat about;

    (void)fs;
    if (fstat(file, &about) != 0)
        return -1;
    if (!S_ISREG(about.st_mode)) {
        errno = S_ISDIR(about.st_mode) ? EISDIR : ESPIPE;
        return -1;
    }
    return about.st_size;
}

static int system_sync_data(const struct fs *fs, int file)
{
    int rc;

    (void)fs;
    do
        rc = fdatasync(file);
    while (rc != 0 && errno == EINTR);
    return rc;
}

static int system_sync_file(const struct fs *fs, int file)
{
    int rc;

    (void)fs;
    do
        rc = fsync(file);
    while (rc != 0 && errno == EINTR);
    return rc;
}

/* Closes it; errno stays that of what was done with it. */
static int done_with(int file, int rc)
{
    int saved = errno;

    close(file);
    errno = saved;
    return rc;
}

/* EINVAL: this file system does not sync folders by themselves. */
int fs_at_sync_folder(int folder)
{
    int rc = folder < 0 ? -1 : system_sync_file(NULL, folder);

    if (folder < 0)
        return -1;
    return done_with(folder, rc != 0 && errno == EINVAL ? 0 : rc);
}

static int system_sync_folder(const struct fs *fs, const char *path)
{
    (void)fs;
    return fs_at_sync_folder(open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC));
}

int fs_at_sync_all(int folder)
{
    int rc;

    if (folder < 0)
        return -1;
    do
        rc = syncfs(folder);
    while (rc != 0 && errno == EINTR);
    return done_with(folder, rc);
}

static int system_sync_all(const struct fs *fs, const char *path)
{
    (void)fs;
    return fs_at_sync_all(open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK));
}

static int system_rename(const struct fs *fs, const char *from, const char *to)
{
    (void)fs;
    return rename(from, to);
}

static int system_remove(const struct fs *fs, const char *path)
{
    (void)fs;
    return remove(path);
}

static int system_make_folder(const struct fs *fs, const char *path)
{
    (void)fs;
    return mkdir(path, 0755);
}

static int system_make_link(const struct fs *fs, const char *target,
                            const char *path)
{
    (void)fs;
    return symlink(target, path);
}

int fs_at_read_link(int folder, const char *name, char *ret_target, size_t room)
{
    ssize_t length = readlinkat(folder, name, ret_target, room);

    if (length < 0)
        return -1;
    if ((size_t)length == room) {
        errno = ENAMETOOLONG;
        return -1;
    }
    ret_target[length] = '\0';
    return 0;
}

static int system_read_link(const struct fs *fs, const char *path,
                            char *ret_target, size_t room)
{
    (void)fs;
    return fs_at_read_link(AT_FDCWD, path, ret_target, room);
}

int fs_at_list(int folder, void (*on_name)(void *user, const char *name),
               void *user)
{
    DIR *names = folder < 0 ? NULL : fdopendir(folder);
    struct dirent *entry;
    int saved;

    if (!names)
        return folder < 0 ? -1 : done_with(folder, -1);
    while (errno = 0, (entry = readdir(names)))
        if (!str_equal(entry->d_name, ".") && !str_equal(entry->d_name, ".."))
            on_name(user, entry->d_name);
    saved = errno;
    closedir(names);
    errno = saved;
    return saved ? -1 : 0;
}

static int system_list(const struct fs *fs, const char *path,
                       void (*on_name)(void *user, const char *name),
                       void *user)
{
    (void)fs;
    return fs_at_list(open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC), on_name,
                      user);
}

static int system_lock(const struct fs *fs, int file)
{
    struct flock whole = {.l_type = F_WRLCK, .l_whence = SEEK_SET};

    (void)fs;
    if (fcntl(file, F_SETLK, &whole) == 0)
        return 0;
    if (errno == EACCES)
        errno = EAGAIN;
    return -1;
}

static int system_set_time(const struct fs *fs, int file, int64_t unix_s)
{
    struct timespec times[2] = {{.tv_sec = (time_t)unix_s},
                                {.tv_sec = (time_t)unix_s}};

    (void)fs;
    return futimens(file, times);
}

static void room_of(const struct statvfs *disk, struct fs_room *ret_room)
{
    uint64_t used = disk->f_blocks - disk->f_bfree;
    uint64_t usable = used + disk->f_bavail;

    *ret_room = (struct fs_room){
        .bytes = (int64_t)(disk->f_blocks * disk->f_frsize),
        .free_bytes = (int64_t)(disk->f_bavail * disk->f_frsize),
        .used_percent = usable == 0 ? 0 : (int)(used * 100 / usable)};
}

int fs_at_room(int folder, struct fs_room *ret_room)
{
    struct statvfs disk;
    int rc = folder < 0 ? -1 : fstatvfs(folder, &disk);

    if (folder < 0)
        return -1;
    if (rc == 0)
        room_of(&disk, ret_room);
    return done_with(folder, rc);
}

/* By path: one need not be allowed to read what is there. */
static int system_room(const struct fs *fs, const char *path,
                       struct fs_room *ret_room)
{
    struct statvfs disk;

    (void)fs;
    if (statvfs(path, &disk) != 0)
        return -1;
    room_of(&disk, ret_room);
    return 0;
}

const struct fs *fs_system(void)
{
    static const struct fs_ops ops = {
        .open = system_open,
        .close = system_close,
        .read_at = system_read_at,
        .write_at = system_write_at,
        .size = system_size,
        .sync_data = system_sync_data,
        .sync_file = system_sync_file,
        .sync_folder = system_sync_folder,
        .sync_all = system_sync_all,
        .rename = system_rename,
        .remove = system_remove,
        .make_folder = system_make_folder,
        .make_link = system_make_link,
        .read_link = system_read_link,
        .list = system_list,
        .lock = system_lock,
        .set_time = system_set_time,
        .room = system_room,
    };
    static const struct fs fs = {&ops};

    return &fs;
}
