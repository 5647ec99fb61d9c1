#ifndef BASE_SERVICE_H
#define BASE_SERVICE_H

/*
 * Tells the service manager that the program is there and alive: datagrams to
 * its socket, as sd_notify(3) and sd_watchdog_enabled(3) have them. READY=1
 * once, then WATCHDOG=1 at half of the time it allows.
 *
 * The promise: nothing is told but from within service_alive(), so a loop that
 * hangs falls silent. It never blocks, and does nothing where nobody listens.
 * One thread at a time.
 */

#include <stdbool.h>
#include <stdint.h>
#include <sys/socket.h>
#include <sys/un.h>

/* Values of the environment's variables; NULL: not set. */
struct service_given {
    const char *notify_socket; /* NOTIFY_SOCKET: a path, or @name */
    const char *watchdog_us, *watchdog_pid; /* WATCHDOG_USEC, WATCHDOG_PID */
};

struct service {
    int file; /* -1: nobody listens */
    struct sockaddr_un manager;
    socklen_t manager_bytes;
    int64_t beat_ms; /* 0: no watchdog */
    int64_t next_ms; /* when the next one is due */
    bool is_ready;
};

void service_open(struct service *service, const struct service_given *given);
void service_close(struct service *service);
/* The loop came round and what it draws is seen. */
void service_alive(struct service *service, int64_t now_ms);
/* When it must be called again; -1: never. */
int64_t service_deadline_ms(const struct service *service);

#endif
