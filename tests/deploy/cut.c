#define _GNU_SOURCE /* syscall() */
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/*
 * For LD_PRELOAD: a process that is gone at the change of the disk numbered
 * $CUT_AT, before it; of a write, half is done.
 */

static int is_cut(void)
{
    static int changes;
    const char *at = getenv("CUT_AT");

    return at && ++changes == atoi(at);
}

static void end(void)
{
    kill(getpid(), SIGKILL);
}

int open(const char *path, int flags, ...)
{
    mode_t mode;
    va_list args;

    va_start(args, flags);
    mode = flags & O_CREAT ? va_arg(args, mode_t) : 0;
    va_end(args);
    if ((flags & O_CREAT) && is_cut())
        end();
    return (int)syscall(SYS_openat, AT_FDCWD, path, flags, mode);
}

int rename(const char *from, const char *to)
{
    if (is_cut())
        end();
    return (int)syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0);
}

int symlink(const char *target, const char *path)
{
    if (is_cut())
        end();
    return (int)syscall(SYS_symlinkat, target, AT_FDCWD, path);
}

int mkdir(const char *path, mode_t mode)
{
    if (is_cut())
        end();
    return (int)syscall(SYS_mkdirat, AT_FDCWD, path, mode);
}

int remove(const char *path)
{
    if (is_cut())
        end();
    if (syscall(SYS_unlinkat, AT_FDCWD, path, 0) == 0)
        return 0;
    return (int)syscall(SYS_unlinkat, AT_FDCWD, path, AT_REMOVEDIR);
}

int fsync(int file)
{
    if (is_cut())
        end();
    return (int)syscall(SYS_fsync, file);
}

int syncfs(int file)
{
    if (is_cut())
        end();
    return (int)syscall(SYS_syncfs, file);
}

ssize_t pwrite(int file, const void *bytes, size_t count, off_t offset)
{
    if (is_cut()) {
        syscall(SYS_pwrite64, file, bytes, count / 2, offset);
        end();
    }
    return syscall(SYS_pwrite64, file, bytes, count, offset);
}
