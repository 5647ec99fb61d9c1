#ifndef KIOSK_ERRAND_H
#define KIOSK_ERRAND_H

/*
 * What another program of this machine asks of whoever has the store: as the
 * words that go over the kiosk's socket, and as it is done.
 *
 *     seal | seal final | group open | group close | group close LABEL
 */

#include "kiosk/keeper.h"

enum { ERRAND_BYTES = 256 }; /* the longest, with its NUL, is shorter */

enum errand_kind {
    ERRAND_SEAL,
    ERRAND_SEAL_FINAL,
    ERRAND_GROUP_OPEN,
    ERRAND_GROUP_CLOSE
};
struct errand {
    enum errand_kind kind;
    const char *label; /* with GROUP_CLOSE, or NULL; borrowed */
};

/* False: it is none. Borrows from `words`. */
bool errand_read(const char *words, struct errand *ret_errand);
void errand_write(const struct errand *errand, struct str *words);

/* Does it and appends the report of seal_report.h; false: that says why it
 * could not be done, and so does `why`. */
bool errand_run(const struct errand *errand, struct keeper *keeper,
                struct str *report, struct fail *why);

#endif
