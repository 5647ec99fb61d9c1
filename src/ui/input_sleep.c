#define _GNU_SOURCE /* ppoll() */
#include "ui/input_sleep.h"
#include "base/str.h"
#include <dirent.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum {
    FILES_MOST = 64,
    NETLINK = 16, /* AF_NETLINK of linux/socket.h */
    GONE = POLLERR | POLLHUP | POLLNVAL
};

static void hold_signals(struct input_sleep *sleep)
{
    sigset_t held;
    sigemptyset(&held);
    sigaddset(&held, SIGTERM);
    sigaddset(&held, SIGINT);
    pthread_sigmask(SIG_BLOCK, &held, &sleep->awake);
}

bool input_sleep_open(struct input_sleep *sleep, const char *devices)
{
    *sleep = (struct input_sleep){.devices = devices};
    if (pipe(sleep->pipe) != 0)
        return false;
    for (int i = 0; i < 2; i++) {
        fcntl(sleep->pipe[i], F_SETFL, O_NONBLOCK);
        fcntl(sleep->pipe[i], F_SETFD, FD_CLOEXEC);
    }
    hold_signals(sleep);
    return true;
}

void input_sleep_close(struct input_sleep *sleep)
{
    close(sleep->pipe[0]);
    close(sleep->pipe[1]);
    pthread_sigmask(SIG_SETMASK, &sleep->awake, NULL);
}

static bool is_input(const struct input_sleep *sleep, int file)
{
    char link[64], target[256];
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, target, sizeof target - 1);
    if (length <= 0)
        return false;
    target[length] = '\0';
    if (str_starts(target, sleep->devices))
        return true;
    if (!str_starts(target, "socket:"))
        return false;
    struct sockaddr_storage name;
    socklen_t size = sizeof name;
    return getsockname(file, (struct sockaddr *)&name, &size) == 0 &&
           name.ss_family == NETLINK;
}

/* Looked for anew each time: panels come and go. */
static nfds_t find_inputs(const struct input_sleep *sleep, struct pollfd *files,
                          nfds_t count)
{
    DIR *folder = opendir("/proc/self/fd");
    if (folder == NULL)
        return count;
    struct dirent *entry;
    while ((entry = readdir(folder)) != NULL && count < FILES_MOST) {
        int file = atoi(entry->d_name);
        if (entry->d_name[0] != '.' && is_input(sleep, file))
            files[count++] = (struct pollfd){.fd = file, .events = POLLIN};
    }
    closedir(folder);
    return count;
}

/* True: it wakes. What is gone is waited for no more. */
static bool look_for_gone(struct input_sleep *sleep, struct pollfd *files,
                          nfds_t count)
{
    bool is_first = !sleep->saw_gone;
    poll(files, count, 0);
    sleep->saw_gone = false;
    for (nfds_t i = 0; i < count; i++)
        if (files[i].revents & GONE) {
            sleep->saw_gone = true;
            files[i].fd = -1;
        }
    return sleep->saw_gone && is_first;
}

void input_sleep_wait(struct input_sleep *sleep, int timeout_ms)
{
    struct pollfd files[FILES_MOST] = {
        {.fd = sleep->pipe[0], .events = POLLIN}};
    nfds_t count = find_inputs(sleep, files, 1);
    struct timespec time = {timeout_ms / 1000, timeout_ms % 1000 * 1000000L};
    if (look_for_gone(sleep, files, count))
        return;
    ppoll(files, count, timeout_ms < 0 ? NULL : &time, &sleep->awake);
    char bytes[64];
    while (read(sleep->pipe[0], bytes, sizeof bytes) > 0)
        ;
}

void input_sleep_wake(struct input_sleep *sleep)
{
    ssize_t written = write(sleep->pipe[1], "", 1);
    (void)written; /* a full pipe wakes as well */
}
