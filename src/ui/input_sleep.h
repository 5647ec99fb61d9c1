#ifndef UI_INPUT_SLEEP_H
#define UI_INPUT_SLEEP_H

/*
 * Private to ui: sleep on a bare console. SDL's wait looks at its inputs
 * every ms there. SDL does not tell which files it has open, but the kernel
 * does: /proc/self/fd. We poll() the input devices and udev's netlink socket
 * found there, and a pipe of our own; then SDL reads them as ever.
 */

#include <stdbool.h>

struct input_sleep {
    int pipe[2];
};

/* False when there is no pipe to be had. */
bool input_sleep_open(struct input_sleep *sleep);
void input_sleep_close(struct input_sleep *sleep);
/* Until an input, a wake, a signal, or the time (-1: none) has passed. */
void input_sleep_wait(struct input_sleep *sleep, int timeout_ms);
/* Any thread. */
void input_sleep_wake(struct input_sleep *sleep);

#endif
