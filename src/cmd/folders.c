#include "cmd/folders.h"

#include "base/arena.h"
#include "base/str.h"
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

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
static char *personal_data(void)
{
    struct str path = {0};
    const char *data = getenv("XDG_DATA_HOME");
    const char *home = getenv("HOME");

    if (data && *data == '/')
        str_addf(&path, "%s/encounter", data);
    else
        str_addf(&path, "%s/.local/share/encounter", home ? home : ".");
    return path.text;
}

static char *personal_socket(void)
{
    struct str path = {0};
    const char *run = getenv("XDG_RUNTIME_DIR");

    if (run && *run == '/')
        str_addf(&path, "%s/encounter/kiosk.sock", run);
    return path.text;
}

static const char *choose(const char *given, bool is_installed,
                          const char *installed, const char *tree)
{
    if (given)
        return given;
    return is_installed || !exists(tree) ? installed : tree;
}

/* encounter-report lies beside this program, or on the PATH. */
static char *list_command(const char *argv0, const char *data)
{
    struct str command = {0};
    const char *slash = strrchr(argv0, '/');

    if (slash)
        str_add_bytes(&command, argv0, (size_t)(slash + 1 - argv0));
    str_addf(&command, "encounter-report list %s", data);
    return command.text;
}

void folders_find(struct folders *folders, const char *argv0,
                  const struct folders_given *given)
{
    bool is_installed =
        exists(INSTALLED_CONFIG) &&
        (!given->config || str_equal(given->config, INSTALLED_CONFIG));

    folders->config = is_installed ? INSTALLED_CONFIG : given->config;
    folders->content = choose(given->content, is_installed,
                              INSTALLED_SHARE "content", "content");
    folders->assets =
        choose(given->assets, is_installed, INSTALLED_SHARE "assets", "assets");
    if (!given->data && !is_installed)
        folders->owned = personal_data();
    folders->data = given->data      ? given->data
                    : folders->owned ? folders->owned
                                     : INSTALLED_DATA;
    if (!given->socket && !is_installed)
        folders->owned_socket = personal_socket();
    folders->socket = given->socket  ? given->socket
                      : is_installed ? INSTALLED_SOCKET
                                     : folders->owned_socket;
    folders->list_command = list_command(argv0, folders->data);
}

void folders_fini(struct folders *folders)
{
    free(folders->owned);
    free(folders->owned_socket);
    free(folders->list_command);
}
