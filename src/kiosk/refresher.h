#ifndef KIOSK_REFRESHER_H
#define KIOSK_REFRESHER_H

/*
 * Content that came while the kiosk runs: read whole on a thread of its own,
 * then handed over, to be shown when nobody is visiting. What is on trial
 * (trial.h) is counted and proven there as well, so that the screen never
 * waits for the disk.
 */

#include "kiosk/kiosk.h"
#include "kiosk/trial.h"

struct refresher;

struct refresher_options {
    const struct fs *fs;
    struct kiosk_places places;  /* but for may_show and what follows it */
    const char *boot;            /* as trial_init() */
    void (*on_news)(void *user); /* on the refresher's thread */
    void *user;
};

/* Reads the kiosk that is shown first, on this thread, and is ready for what
 * comes later. Borrows what the options point to, and of the kiosk what its
 * arena holds: configuration and key of all later ones. */
bool refresher_open(const struct refresher_options *options,
                    struct kiosk *kiosk, struct refresher **ret_refresher,
                    struct fail *why);
/* `is_in_order`: the program ends as it should. NULL is fine. */
void refresher_close(struct refresher *refresher, bool is_in_order);

/* From any thread: content may have changed. */
void refresher_look(struct refresher *refresher);
/* What was read first comes to the screen: all else is open. Returns once
 * that is on the disk. */
void refresher_begin(struct refresher *refresher);
/* Another kiosk is ready, and comes to the screen: fills *ret_kiosk, which is
 * the caller's. False: none is. */
bool refresher_take(struct refresher *refresher, struct kiosk *ret_kiosk);
bool refresher_has(struct refresher *refresher);
/* What is shown is on trial: call refresher_prove() once it was for
 * TRIAL_MS. */
bool refresher_is_on_trial(struct refresher *refresher);
void refresher_prove(struct refresher *refresher);
/* Blocks until the thread rests (scripts). */
void refresher_settle(struct refresher *refresher);

#endif
