#include "base/service.h"

#include <fcntl.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Whoever should hear and has no room for it is told again so soon. */
enum { AGAIN_MS = 500, US_A_MS = 1000 };

static int64_t number(const char *text)
{
    char *end;
    long long value = text ? strtoll(text, &end, 10) : 0;

    return text && end != text && *end == '\0' && value > 0 ? value : 0;
}

/* Also a time that is allowed to another process is none of ours. */
static int64_t beat_of(const struct service_given *given)
{
    if (given->watchdog_pid && number(given->watchdog_pid) != getpid())
        return 0;
    return number(given->watchdog_us) / US_A_MS / 2;
}

/* A name with @ before it is no file but one of the kernel's own (unix(7)). */
static bool take_address(struct service *service, const char *name)
{
    size_t length = name ? strlen(name) : 0;
    struct sockaddr_un *manager = &service->manager;

    if (length < 2 || length >= sizeof manager->sun_path ||
        (*name != '/' && *name != '@'))
        return false;
    manager->sun_family = AF_UNIX;
    memcpy(manager->sun_path, name, length);
    service->manager_bytes =
        (socklen_t)(offsetof(struct sockaddr_un, sun_path) + length);
    if (*name == '@')
        manager->sun_path[0] = '\0';
    return true;
}

void service_open(struct service *service, const struct service_given *given)
{
    *service = (struct service){.file = -1};
    if (!take_address(service, given->notify_socket))
        return;
    service->file = socket(AF_UNIX, SOCK_DGRAM, 0);
    if (service->file < 0)
        return;
    fcntl(service->file, F_SETFD, FD_CLOEXEC);
    service->beat_ms = beat_of(given);
}

void service_close(struct service *service)
{
    if (service->file >= 0)
        close(service->file);
    service->file = -1;
}

static bool tell(const struct service *service, const char *words)
{
    return sendto(service->file, words, strlen(words),
                  MSG_DONTWAIT | MSG_NOSIGNAL,
                  (const struct sockaddr *)&service->manager,
                  service->manager_bytes) >= 0;
}

void service_alive(struct service *service, int64_t now_ms)
{
    if (service->file < 0 || now_ms < service->next_ms ||
        (service->is_ready && service->beat_ms == 0))
        return;
    if (!tell(service, service->is_ready ? "WATCHDOG=1" : "READY=1")) {
        service->next_ms = now_ms + AGAIN_MS;
        return;
    }
    service->is_ready = true;
    service->next_ms = now_ms + service->beat_ms;
}

int64_t service_deadline_ms(const struct service *service)
{
    bool is_silent =
        service->file < 0 || (service->is_ready && service->beat_ms == 0);

    return is_silent ? -1 : service->next_ms;
}
