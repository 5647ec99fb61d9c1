#ifndef UI_INPUT_SLEEP_H
#define UI_INPUT_SLEEP_H

/*
 * Private to ui: sleep where SDL has none, as on a bare console: its wait
 * looks at its inputs every ms there. SDL does not tell which files it has
 * open, but the kernel does: /proc/self/fd. We poll() the input devices and
 * udev's netlink socket found there, and a pipe of our own; then SDL reads
 * them as ever.
 *
 * A device that was pulled out is readable for ever, until SDL closes it: it
 * wakes once and then is passed over for as long as it lies there so. SIGTERM
 * and SIGINT are held back except while this sleeps, so that none falls
 * between looking for what it asks and falling asleep.
 *
 * UI thread, but for input_sleep_wake().
 */

#include <signal.h>
#include <stdbool.h>

struct input_sleep {
    int pipe[2];
    const char *devices; /* where input devices lie */
    sigset_t awake;      /* signals as they were */
    bool saw_gone;       /* a device that was pulled out, by the last wait */
};

/* `devices`: "/dev/input/". False when there is no pipe to be had. */
bool input_sleep_open(struct input_sleep *sleep, const char *devices);
void input_sleep_close(struct input_sleep *sleep);
/* Until an input, a wake, a signal, or the time (-1: none) has passed. */
void input_sleep_wait(struct input_sleep *sleep, int timeout_ms);
/* Any thread. */
void input_sleep_wake(struct input_sleep *sleep);

#endif
