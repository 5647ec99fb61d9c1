#include "cmd/folders.h"

#include "base/str.h"
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define INSTALLED_CONFIG "/etc/encounter/kiosk.yaml"
#define INSTALLED_SHARE  "/usr/share/encounter/"
#define INSTALLED_DATA   "/var/lib/encounter"
#define INSTALLED_SOCKET "/run/encounter/kiosk.sock"

static bool exists(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0;
}

/* $XDG_DATA_HOME/encounter, by the XDG base directory specification. */
static const char *personal_data(struct arena *arena)
{
    const char *data = getenv("XDG_DATA_HOME");
    const char *home = getenv("HOME");

    if (data && *data == '/')
        return arena_printf(arena, "%s/encounter", data);
    return arena_printf(arena, "%s/.local/share/encounter", home ? home : ".");
}

static const char *personal_socket(struct arena *arena)
{
    const char *run = getenv("XDG_RUNTIME_DIR");

    if (run && *run == '/')
        return arena_printf(arena, "%s/encounter/kiosk.sock", run);
    return NULL;
}

/* build/KIND/PROGRAM of a source tree: its folder `name`. NULL: not there, or
 * no Linux. */
static const char *beside_program(struct arena *arena, const char *name)
{
    char program[1024];
    ssize_t length = readlink("/proc/self/exe", program, sizeof program - 1);

    if (length <= 0)
        return NULL;
    program[length] = '\0';
    for (int level = 0; level < 3; level++) {
        char *slash = strrchr(program, '/');
        if (!slash)
            return NULL;
        *slash = '\0';
    }
    const char *path = arena_printf(arena, "%s/%s", program, name);
    return exists(path) ? path : NULL;
}

static const char *share(struct arena *arena, const char *given,
                         bool is_installed, const char *name)
{
    const char *built;

    if (given)
        return given;
    if (!is_installed && exists(name))
        return name;
    if (!is_installed && (built = beside_program(arena, name)) != NULL)
        return built;
    return arena_printf(arena, INSTALLED_SHARE "%s", name);
}

/* encounter-report lies beside this program, or on the PATH. */
static const char *list_command(struct arena *arena, const char *argv0,
                                const char *data)
{
    const char *slash = strrchr(argv0, '/');

    return arena_printf(arena, "%.*sencounter-report list %s",
                        slash ? (int)(slash + 1 - argv0) : 0, argv0, data);
}

void folders_find(struct folders *folders, const char *argv0,
                  const struct folders_given *given)
{
    struct arena *arena = &folders->arena;
    bool is_installed =
        exists(INSTALLED_CONFIG) &&
        (!given->config || str_equal(given->config, INSTALLED_CONFIG));

    *folders = (struct folders){.config = is_installed ? INSTALLED_CONFIG
                                                       : given->config};
    folders->content = share(arena, given->content, is_installed, "content");
    folders->is_unset = (!folders->config || is_installed) &&
                        str_starts(folders->content, INSTALLED_SHARE);
    folders->assets = share(arena, given->assets, is_installed, "assets");
    folders->data = given->data    ? given->data
                    : is_installed ? INSTALLED_DATA
                                   : personal_data(arena);
    folders->installed = arena_printf(arena, "%s/content", folders->data);
    folders->socket = given->socket  ? given->socket
                      : is_installed ? INSTALLED_SOCKET
                                     : personal_socket(arena);
    folders->list_command = list_command(arena, argv0, folders->data);
}

void folders_fini(struct folders *folders)
{
    arena_fini(&folders->arena);
}
