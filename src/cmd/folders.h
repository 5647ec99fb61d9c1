#ifndef CMD_FOLDERS_H
#define CMD_FOLDERS_H

/*
 * Where a program finds its things: what the command line says; else what is
 * installed, when /etc/encounter/kiosk.yaml is there; else the source tree
 * (content/ and assets/ of the present folder) and data under
 * $XDG_DATA_HOME/encounter.
 */

struct folders_given {
    const char *content, *assets, *data, *config; /* NULL: not given */
};
struct folders {
    const char *content, *assets, *data, *config; /* config may be NULL */
    char *list_command; /* lists what is kept in `data`, as one would type it */
    char *owned;
};

void folders_find(struct folders *folders, const char *argv0,
                  const struct folders_given *given);
void folders_fini(struct folders *folders);

#endif
