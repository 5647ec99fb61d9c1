#define _GNU_SOURCE /* syscall() */
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/*
 * For LD_PRELOAD: a stick that is pulled out. Of the calls that go from an open
 * folder, which are those below a stick, and of syncs and writes there the one
 * numbered $PULLED_AT and all later ones fail with ENODEV; of a write, half is
 * done.
 */

static int is_gone(void)
{
    static int calls;
    const char *at = getenv("PULLED_AT");

    return at && ++calls >= atoi(at);
}

/* Of an open file: whether it is on the stick. */
static int is_on_stick(int file)
{
    char link[64], path[1024];
    ssize_t length;

    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    length = readlink(link, path, sizeof path - 1);
    path[length < 0 ? 0 : length] = '\0';
    return strstr(path, "/ENCOUNTER/") != NULL;
}

static int refuse(void)
{
    errno = ENODEV;
    return -1;
}

int openat(int folder, const char *path, int flags, ...)
{
    mode_t mode;
    va_list args;

    va_start(args, flags);
    mode = flags & O_CREAT ? va_arg(args, mode_t) : 0;
    va_end(args);
    if (folder != AT_FDCWD && is_gone())
        return refuse();
    return (int)syscall(SYS_openat, folder, path, flags, mode);
}

int renameat(int from_folder, const char *from, int to_folder, const char *to)
{
    if (is_gone())
        return refuse();
    return (int)syscall(SYS_renameat2, from_folder, from, to_folder, to, 0);
}

int unlinkat(int folder, const char *path, int flags)
{
    if (is_gone())
        return refuse();
    return (int)syscall(SYS_unlinkat, folder, path, flags);
}

int mkdirat(int folder, const char *path, mode_t mode)
{
    if (is_gone())
        return refuse();
    return (int)syscall(SYS_mkdirat, folder, path, mode);
}

int fsync(int file)
{
    if (is_on_stick(file) && is_gone())
        return refuse();
    return (int)syscall(SYS_fsync, file);
}

ssize_t pwrite(int file, const void *bytes, size_t count, off_t offset)
{
    if (is_on_stick(file) && is_gone()) {
        syscall(SYS_pwrite64, file, bytes, count / 2, offset);
        return refuse();
    }
    return syscall(SYS_pwrite64, file, bytes, count, offset);
}
