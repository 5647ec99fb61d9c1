#ifndef KIOSK_TRIAL_H
#define KIOSK_TRIAL_H

/*
 * Installed content is on trial until a kiosk has shown it for a minute. What
 * cannot be read, or has ended the program three times since the machine was
 * switched on before that minute was over, is set aside as bad, and the
 * version before it comes back by itself (content/installed.h).
 *
 * What is known lies beside the content in `.trials`, a line each:
 *
 *     foo 4 proven
 *     uir 7 tried 2 <boot id>
 *
 * A file that cannot be read or written makes nothing fail: then nothing is
 * on trial. One thread at a time.
 */

#include "content/bundle.h"
#include "content/installed.h"

enum { TRIAL_TRIES = 3, TRIAL_MS = 60 * 1000 };

struct trial_entry {
    char id[65];
    int64_t serial;
    int tries;
    bool is_proven;
    bool is_shown; /* by the library that is read */
    bool has_failed;
};
struct trial {
    const struct fs *fs;
    const char *content; /* folder of installed.h */
    char boot[64];       /* of this time the machine runs */
    struct trial_entry *entries;
    size_t count, room;
};

/* Borrows `content`. `boot`: NULL asks the kernel. */
void trial_init(struct trial *trial, const struct fs *fs, const char *content,
                const char *boot);
void trial_fini(struct trial *trial);

/* Before a library is read; then for its places (content/bundle.h). */
void trial_read(struct trial *trial);
bool trial_may_show(void *user, const char *id, int64_t serial);
void trial_failed(void *user, const char *id, int64_t serial);
/* After it was read, before any of it is shown: counts this try, and sets
 * aside what is bad. True if anything that is shown is on trial. */
bool trial_begin(struct trial *trial);
/* The minute is over. */
void trial_prove(struct trial *trial);
/* The program ends as it should, before that: it was no try. */
void trial_cancel(struct trial *trial);

#endif
