#ifndef CMD_AT_KIOSK_H
#define CMD_AT_KIOSK_H

/* Errands of `encounter seal` and `encounter group`: whoever has the store
 * runs them, the kiosk if one runs, else this program. */

#include "base/args.h"
#include "kiosk/errand.h"

struct at_kiosk {
    const char *content, *assets, *data, *config, *socket;
    bool is_json;
};

/* Rows of a table of options, of a struct that begins with at_kiosk. */
#define AT_KIOSK_OPTIONS                                                       \
    {"json", NULL, "say it as JSON", ARG_FLAG,                                 \
     offsetof(struct at_kiosk, is_json)},                                      \
        {"content", "DIR", "folder of bundles", ARG_TEXT,                      \
         offsetof(struct at_kiosk, content)},                                  \
        {"assets", "DIR", "the program's own words, signs and colours",        \
         ARG_TEXT, offsetof(struct at_kiosk, assets)},                         \
        {"data", "DIR", "where records are kept", ARG_TEXT,                    \
         offsetof(struct at_kiosk, data)},                                     \
        {"config", "FILE", "kiosk.yaml", ARG_TEXT,                             \
         offsetof(struct at_kiosk, config)},                                   \
    {                                                                          \
        "socket", "FILE", "where the kiosk listens", ARG_TEXT,                 \
            offsetof(struct at_kiosk, socket)                                  \
    }

/* Has it done, prints what came of it and returns the exit status; waits for
 * a visitor that it waits for. */
int at_kiosk_run(const struct at_kiosk *options, const struct errand *errand);

#endif
