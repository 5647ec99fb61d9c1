#include "base/local_socket.h"

#include "base/arena.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

enum { ANSWER_BYTES = 65536, TELL_MS = 200 };

struct local_socket {
    int file, stop[2];
    struct sockaddr_un here, asker;
    socklen_t asker_bytes;
};

static bool address_of(const char *path, struct sockaddr_un *ret_address,
                       struct fail *why)
{
    size_t length = strlen(path);

    *ret_address = (struct sockaddr_un){.sun_family = AF_UNIX};
    if (length == 0 || length >= sizeof ret_address->sun_path)
        return fail_set(why, FAIL_INVALID, "no path for a socket: %s", path);
    memcpy(ret_address->sun_path, path, length);
    return true;
}

static int open_socket(void)
{
    int file = socket(AF_UNIX, SOCK_DGRAM, 0);

    if (file >= 0)
        fcntl(file, F_SETFD, FD_CLOEXEC);
    return file;
}

static bool is_listened_to(const struct sockaddr_un *address)
{
    int file = open_socket();
    bool ok = file >= 0 && connect(file, (const struct sockaddr *)address,
                                   sizeof *address) == 0;

    if (file >= 0)
        close(file);
    return ok;
}

static void make_folder_of(const char *path)
{
    char folder[sizeof((struct sockaddr_un *)NULL)->sun_path];
    size_t length = strlen(path);

    memcpy(folder, path, length + 1);
    while (length > 0 && folder[length] != '/')
        length--;
    folder[length] = '\0';
    if (length > 0)
        mkdir(folder, 0755); /* binding says what is wrong */
}

static bool bind_here(struct local_socket *local, struct fail *why)
{
    const char *path = local->here.sun_path;
    struct stat there;

    make_folder_of(path);
    if (is_listened_to(&local->here))
        return fail_set(why, FAIL_BUSY, "another program listens on %s", path);
    if (lstat(path, &there) == 0 && S_ISSOCK(there.st_mode))
        unlink(path);
    if (bind(local->file, (const struct sockaddr *)&local->here,
             sizeof local->here) != 0 ||
        chmod(path, 0660) != 0)
        return fail_errno(why, "cannot listen on %s", path);
    return true;
}

bool local_listen(const char *path, struct local_socket **ret_socket,
                  struct fail *why)
{
    struct sockaddr_un here;
    struct local_socket *local;

    if (!address_of(path, &here, why))
        return false;
    local = memory_get(sizeof *local);
    *local = (struct local_socket){.here = here, .stop = {-1, -1}};
    local->file = open_socket();
    if (local->file < 0 || pipe(local->stop) != 0) {
        fail_errno(why, "cannot make a socket");
    } else if (bind_here(local, why)) {
        *ret_socket = local;
        return true;
    }
    local->here.sun_path[0] = '\0';
    local_close(local);
    return false;
}

/* A question without the name of who asked cannot be answered. */
static bool receive(struct local_socket *local, char *ret_text, size_t room)
{
    ssize_t got;

    local->asker = (struct sockaddr_un){0};
    local->asker_bytes = sizeof local->asker;
    got = recvfrom(local->file, ret_text, room, MSG_DONTWAIT,
                   (struct sockaddr *)&local->asker, &local->asker_bytes);
    if (got < 0 || (size_t)got >= room ||
        local->asker_bytes <= sizeof(sa_family_t))
        return false;
    ret_text[got] = '\0';
    return strlen(ret_text) == (size_t)got;
}

bool local_wait(struct local_socket *local, char *ret_text, size_t room)
{
    struct pollfd waits[] = {{.fd = local->file, .events = POLLIN},
                             {.fd = local->stop[0], .events = POLLIN}};

    for (;;) {
        if (poll(waits, 2, -1) < 0 && errno != EINTR)
            return false;
        if (waits[1].revents)
            return false;
        if (waits[0].revents && receive(local, ret_text, room))
            return true;
    }
}

void local_answer(struct local_socket *local, const char *text)
{
    size_t bytes = strlen(text);

    (void)!sendto(local->file, text,
                  bytes < ANSWER_BYTES ? bytes : ANSWER_BYTES, MSG_DONTWAIT,
                  (const struct sockaddr *)&local->asker, local->asker_bytes);
}

void local_stop(struct local_socket *local)
{
    (void)!write(local->stop[1], "", 1);
}

void local_close(struct local_socket *local)
{
    if (!local)
        return;
    if (local->here.sun_path[0])
        unlink(local->here.sun_path);
    for (int i = 0; i < 2; i++)
        if (local->stop[i] >= 0)
            close(local->stop[i]);
    if (local->file >= 0)
        close(local->file);
    free(local);
}

/* The kernel gives the asker a name of its own, outside the file system, so
 * that the answer needs no right to any folder. Somebody who listens and does
 * not read holds the asker no longer than that. */
static bool ask(int file, const struct sockaddr_un *address, const char *text,
                int timeout_ms, struct fail *why)
{
    const struct sockaddr_un any = {.sun_family = AF_UNIX};
    const struct timeval limit = {.tv_sec = timeout_ms / 1000,
                                  .tv_usec = timeout_ms % 1000 * 1000};

    setsockopt(file, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
    if (bind(file, (const struct sockaddr *)&any, sizeof(sa_family_t)) != 0)
        return fail_errno(why, "cannot name a socket");
    if (connect(file, (const struct sockaddr *)address, sizeof *address) == 0 &&
        send(file, text, strlen(text), 0) >= 0)
        return true;
    if (errno == ECONNREFUSED)
        errno = ENOENT;
    return fail_errno(why, "nobody answers on %s", address->sun_path);
}

static bool hear(int file, int timeout_ms, struct str *answer, struct fail *why)
{
    struct pollfd wait = {.fd = file, .events = POLLIN};
    char *text;
    ssize_t got;

    if (poll(&wait, 1, timeout_ms) != 1)
        return fail_set(why, FAIL_BUSY, "no answer came");
    text = memory_get(ANSWER_BYTES);
    got = recv(file, text, ANSWER_BYTES, 0);
    if (got >= 0)
        str_add_bytes(answer, text, (size_t)got);
    free(text);
    return got >= 0 || fail_errno(why, "no answer came");
}

bool local_ask(const char *path, const char *text, int timeout_ms,
               struct str *answer, struct fail *why)
{
    struct sockaddr_un address;
    bool ok;
    int file;

    if (!address_of(path, &address, why))
        return false;
    file = open_socket();
    if (file < 0)
        return fail_errno(why, "cannot make a socket");
    ok = ask(file, &address, text, timeout_ms, why) &&
         hear(file, timeout_ms, answer, why);
    close(file);
    return ok;
}

bool local_tell(const char *path, const char *text)
{
    struct sockaddr_un address;
    struct fail why;
    bool ok;
    int file;

    if (!address_of(path, &address, &why))
        return false;
    file = open_socket();
    if (file < 0)
        return false;
    ok = ask(file, &address, text, TELL_MS, &why);
    close(file);
    return ok;
}
