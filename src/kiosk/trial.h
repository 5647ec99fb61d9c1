#ifndef KIOSK_TRIAL_H
#define KIOSK_TRIAL_H

/*
 * Installed content is on trial until a kiosk has shown it for a minute. What
 * cannot be read, leaves nothing to show, or has ended the program three times
 * since the machine was switched on before that minute was over, is set aside
 * as bad, and the version before it comes back by itself
 * (content/installed.h). Where there is none before it, it is not shown while
 * the machine runs, and tried again when it is switched on the next time: the
 * fault may have been another's.
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
    bool is_shown;     /* by the library that was read last */
    bool is_on_screen; /* by the kiosk */
    bool is_counted;   /* as a try of this process */
    bool has_failed;
    bool is_blocked; /* for as long as this process lives */
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
/* What was read leaves nothing to show: what is on trial of it is not shown
 * again. False: nothing is, so reading again changes nothing. */
bool trial_block(struct trial *trial);
/* After it was read: sets aside what failed, if the library (NULL: nothing can
 * be shown) has something else of that id. */
void trial_settle(struct trial *trial, const struct library *library);
/* What was read last comes to the screen: a try, once for each process. True:
 * some of it is on trial. */
bool trial_begin(struct trial *trial);
/* The minute is over for what is on the screen. */
void trial_prove(struct trial *trial);
/* The program ends as it should, before that: it was no try. */
void trial_cancel(struct trial *trial);

#endif
