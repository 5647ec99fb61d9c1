#include "ui/input_sleep.h"
#include "base/str.h"
#include <dirent.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

enum { FILES_MOST = 64, NETLINK = 16 /* AF_NETLINK of linux/socket.h */ };

bool input_sleep_open(struct input_sleep *sleep)
{
    if (pipe(sleep->pipe) != 0)
        return false;
    for (int i = 0; i < 2; i++) {
        fcntl(sleep->pipe[i], F_SETFL, O_NONBLOCK);
        fcntl(sleep->pipe[i], F_SETFD, FD_CLOEXEC);
    }
    return true;
}

void input_sleep_close(struct input_sleep *sleep)
{
    close(sleep->pipe[0]);
    close(sleep->pipe[1]);
}

static bool is_input(int file)
{
    char link[64], target[128];
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, target, sizeof target - 1);
    if (length <= 0)
        return false;
    target[length] = '\0';
    if (str_starts(target, "/dev/input/"))
        return true;
    if (!str_starts(target, "socket:"))
        return false;
    struct sockaddr_storage name;
    socklen_t size = sizeof name;
    return getsockname(file, (struct sockaddr *)&name, &size) == 0 &&
           name.ss_family == NETLINK;
}

/* Looked for anew each time: panels come and go. */
static nfds_t find_inputs(struct pollfd *files, nfds_t count)
{
    DIR *folder = opendir("/proc/self/fd");
    if (folder == NULL)
        return count;
    struct dirent *entry;
    while ((entry = readdir(folder)) != NULL && count < FILES_MOST) {
        int file = atoi(entry->d_name);
        if (entry->d_name[0] != '.' && is_input(file))
            files[count++] = (struct pollfd){.fd = file, .events = POLLIN};
    }
    closedir(folder);
    return count;
}

void input_sleep_wait(struct input_sleep *sleep, int timeout_ms)
{
    struct pollfd files[FILES_MOST] = {
        {.fd = sleep->pipe[0], .events = POLLIN}};
    nfds_t count = find_inputs(files, 1);
    if (poll(files, count, timeout_ms) <= 0)
        return;
    char bytes[64];
    if (files[0].revents != 0)
        while (read(sleep->pipe[0], bytes, sizeof bytes) > 0)
            ;
}

void input_sleep_wake(struct input_sleep *sleep)
{
    ssize_t written = write(sleep->pipe[1], "", 1);
    (void)written; /* a full pipe wakes as well */
}
