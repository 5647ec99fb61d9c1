#ifndef CMD_FOLDERS_H
#define CMD_FOLDERS_H

/*
 * Where a program finds its things: what the command line says; else what is
 * installed, when /etc/encounter/kiosk.yaml is there; else the source tree
 * (content/ and assets/ of the present folder, or of the tree that the program
 * was built in) and data under $XDG_DATA_HOME/encounter. The kiosk's socket is
 * in /run/encounter, or in $XDG_RUNTIME_DIR/encounter where that is set.
 */

#include "base/arena.h"
#include <stdbool.h>

struct folders_given {
    const char *content, *assets, *data, *config; /* NULL: not given */
    const char *socket;
};
struct folders {
    const char *content, *assets, *data, *config; /* config may be NULL */
    const char *installed; /* content/installed.h: DATA/content */
    const char
        *list_command; /* lists what is in `data`, as one would type it */
    bool is_unset;     /* what is installed is shown, without a config or by the
                          installed one: until that names the kiosk */
    const char *socket; /* where the kiosk is asked; NULL: nowhere */
    struct arena arena;
};

void folders_find(struct folders *folders, const char *argv0,
                  const struct folders_given *given);
void folders_fini(struct folders *folders);

#endif
