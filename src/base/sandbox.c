#define _GNU_SOURCE /* MAP_ANONYMOUS, syscall() */
#include "base/sandbox_private.h"

#include "base/arena.h"
#include "base/clock.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
    PIECE_BYTES = 64 * 1024,
    OUT_OF_MEMORY = 71, /* base/arena.h ends so */
    STATUS_FAILED = 3,
    WAIT_MS = 10,
    SILENT_MS = 10000
};

/* What the child says beside its bytes; it may write there to its end. */
struct told {
    int64_t numbers[SANDBOX_NUMBERS];
    struct fail why;
};

/* The child's way out. */
struct way_out {
    struct fs fs; /* first */
    int pipe;
    int64_t at;
};

static struct way_out *way_of(const struct fs *fs)
{
    return (struct way_out *)(uintptr_t)fs;
}

static int out_open(const struct fs *fs, const char *path, int flags)
{
    (void)path;
    if (flags & FS_WRITE)
        return way_of(fs)->pipe;
    errno = EACCES;
    return -1;
}

static int64_t out_write_at(const struct fs *fs, int file, const void *bytes,
                            size_t count, int64_t offset)
{
    struct way_out *way = way_of(fs);
    size_t done = 0;

    if (offset != way->at) {
        errno = ESPIPE;
        return -1;
    }
    while (done < count) {
        ssize_t put = write(file, (const char *)bytes + done, count - done);
        if (put < 0 && errno != EINTR)
            return -1;
        done += put > 0 ? (size_t)put : 0;
    }
    way->at += (int64_t)count;
    return (int64_t)count;
}

static int out_file(const struct fs *fs, int file)
{
    (void)fs;
    (void)file;
    return 0;
}

static int out_path(const struct fs *fs, const char *path)
{
    (void)fs;
    (void)path;
    return 0;
}

static int out_remove(const struct fs *fs, const char *path)
{
    (void)fs;
    (void)path;
    errno = ENOENT;
    return -1;
}

static int out_rename(const struct fs *fs, const char *from, const char *to)
{
    (void)fs;
    (void)from;
    (void)to;
    return 0;
}

/* What base/durable.h asks for. */
static const struct fs_ops out_ops = {
    .open = out_open,
    .close = out_file,
    .write_at = out_write_at,
    .sync_data = out_file,
    .sync_file = out_file,
    .sync_folder = out_path,
    .remove = out_remove,
    .rename = out_rename,
};

static void close_others(int pipe)
{
    int null = open("/dev/null", O_RDWR);

    if (null >= 0) {
        dup2(null, STDIN_FILENO);
        dup2(null, STDOUT_FILENO);
    }
    for (int file = STDERR_FILENO + 1; file < 4096; file++)
        if (file != pipe)
            close(file);
}

/* Never returns. */
static void be_child(const struct sandbox *sandbox, struct told *told, int pipe,
                     pid_t parent)
{
    struct way_out way = {.fs = {&out_ops}, .pipe = pipe};

    prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
    signal(SIGPIPE, SIG_IGN);
    if (getppid() != parent)
        _exit(STATUS_FAILED);
    close_others(pipe);
    bool ok = sandbox_enter(sandbox, &told->why) &&
              sandbox->work(sandbox->user, &way.fs, told->numbers, &told->why);
    _exit(ok ? 0 : STATUS_FAILED);
}

/* The parent's side of one child. */
struct watch {
    const struct sandbox *sandbox;
    pid_t child;
    int pipe;
    int64_t end_ms, bytes;
    enum sandbox_end end;
    struct fail *why;
};

static int64_t left_ms(const struct watch *watch)
{
    struct clock clock = clock_system();
    int64_t left;

    if (watch->sandbox->wall_ms == 0)
        return WAIT_MS;
    left = watch->end_ms - clock_now_ms(&clock);
    return left > 0 ? left : 0;
}

/* False: there is nothing more to come. */
static bool take_piece(struct watch *watch, char *piece)
{
    const struct sandbox *sandbox = watch->sandbox;
    ssize_t got = read(watch->pipe, piece, PIECE_BYTES);

    if (got < 0)
        return errno == EINTR;
    if (got == 0)
        return false;
    watch->bytes += got;
    if (watch->bytes > sandbox->output_bytes)
        watch->end = SANDBOX_TOO_MUCH;
    else if (!sandbox->take(sandbox->user, piece, (size_t)got, watch->why))
        watch->end = SANDBOX_FAILED;
    return watch->end == SANDBOX_DONE;
}

static void take_all(struct watch *watch)
{
    char *piece = memory_get(PIECE_BYTES);
    struct pollfd pipe = {.fd = watch->pipe, .events = POLLIN};
    bool goes_on = true;

    while (goes_on) {
        int64_t left = left_ms(watch);
        if (left == 0)
            break;
        if (left > SILENT_MS)
            left = SILENT_MS;
        if (poll(&pipe, 1, (int)left) > 0)
            goes_on = take_piece(watch, piece);
        else if (watch->sandbox->wait)
            watch->sandbox->wait(watch->sandbox->user);
    }
    if (goes_on)
        watch->end = SANDBOX_TOO_LONG;
    free(piece);
}

/* It may have closed its end and go on all the same. */
static int wait_for(struct watch *watch)
{
    int status = 0;

    while (watch->end == SANDBOX_DONE) {
        pid_t got = waitpid(watch->child, &status, WNOHANG);
        if (got == watch->child)
            return status;
        if (left_ms(watch) == 0)
            watch->end = SANDBOX_TOO_LONG;
        nanosleep(&(struct timespec){.tv_nsec = WAIT_MS * 1000000L}, NULL);
    }
    kill(watch->child, SIGKILL);
    while (waitpid(watch->child, &status, 0) < 0 && errno == EINTR)
        ;
    return status;
}

static enum sandbox_end judge(const struct watch *watch, int status)
{
    if (watch->end != SANDBOX_DONE)
        return watch->end;
    if (WIFSIGNALED(status))
        return WTERMSIG(status) == SIGXCPU ? SANDBOX_TOO_LONG : SANDBOX_CRASHED;
    switch (WEXITSTATUS(status)) {
    case 0:
        return SANDBOX_DONE;
    case STATUS_FAILED:
        return SANDBOX_FAILED;
    default:
        return SANDBOX_CRASHED;
    }
}

/* The sentence of somebody who may wish us ill. */
static void copy_sentence(const struct fail *told, struct fail *why)
{
    *why = *told;
    if ((unsigned)why->kind > FAIL_NO_DEVICE)
        why->kind = FAIL_IO;
    why->text[sizeof why->text - 1] = '\0';
    for (char *at = why->text; *at; at++)
        if ((unsigned char)*at < ' ' || *at == 0x7f)
            *at = '?';
}

static void say(const struct watch *watch, enum sandbox_end end, int status,
                const struct told *told)
{
    switch (end) {
    case SANDBOX_DONE:
        break;
    case SANDBOX_FAILED:
        if (watch->end != SANDBOX_FAILED)
            copy_sentence(&told->why, watch->why);
        break;
    case SANDBOX_TOO_LONG:
        fail_set(watch->why, FAIL_INVALID, "it took too long");
        break;
    case SANDBOX_TOO_MUCH:
        fail_set(watch->why, FAIL_INVALID, "it said more than %lld bytes",
                 (long long)watch->sandbox->output_bytes);
        break;
    case SANDBOX_CRASHED:
        if (WIFEXITED(status) && WEXITSTATUS(status) == OUT_OF_MEMORY)
            fail_set(watch->why, FAIL_INVALID, "it took too much memory");
        else
            fail_set(watch->why, FAIL_INVALID, "it ended by a fault (%s %d)",
                     WIFSIGNALED(status) ? "signal" : "status",
                     WIFSIGNALED(status) ? WTERMSIG(status)
                                         : WEXITSTATUS(status));
        break;
    }
}

static enum sandbox_end watch_child(const struct sandbox *sandbox,
                                    struct told *told, pid_t child, int pipe,
                                    struct fail *why)
{
    struct clock clock = clock_system();
    struct watch watch = {.sandbox = sandbox,
                          .child = child,
                          .pipe = pipe,
                          .end_ms = clock_now_ms(&clock) + sandbox->wall_ms,
                          .why = why};

    take_all(&watch);
    close(pipe);
    int status = wait_for(&watch);
    enum sandbox_end end = judge(&watch, status);
    say(&watch, end, status, told);
    return end;
}

static enum sandbox_end start(const struct sandbox *sandbox, struct told *told,
                              struct fail *why)
{
    pid_t self = getpid(), child;
    int pipes[2];

    if (pipe2(pipes, O_CLOEXEC) != 0)
        return fail_errno(why, "cannot make a pipe"), SANDBOX_FAILED;
    fflush(NULL);
    child = fork();
    if (child == 0)
        be_child(sandbox, told, pipes[1], self);
    close(pipes[1]);
    if (child > 0)
        return watch_child(sandbox, told, child, pipes[0], why);
    fail_errno(why, "cannot start the check");
    close(pipes[0]);
    return SANDBOX_FAILED;
}

enum sandbox_end sandbox_run(const struct sandbox *sandbox,
                             int64_t ret_numbers[SANDBOX_NUMBERS],
                             struct fail *why)
{
    struct told *told = mmap(NULL, sizeof *told, PROT_READ | PROT_WRITE,
                             MAP_SHARED | MAP_ANONYMOUS, -1, 0);

    if (told == MAP_FAILED)
        return fail_errno(why, "cannot get memory to share"), SANDBOX_FAILED;
    enum sandbox_end end = start(sandbox, told, why);
    memcpy(ret_numbers, told->numbers, sizeof told->numbers);
    munmap(told, sizeof *told);
    return end;
}
