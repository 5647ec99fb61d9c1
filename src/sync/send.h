#ifndef SYNC_SEND_H
#define SYNC_SEND_H

/*
 * Carries what waits in the outbox to one target: batches, older before
 * newer, then forms and the kiosk's health. A batch counts as sent when the
 * target has it whole, and is then in the ledger. A run that was cut at any
 * point is finished by the next; nothing is sent twice under two names, and
 * nothing is removed from the outbox.
 *
 * What may pass by itself is tried again, with pauses (sync/patience.h). What
 * is wrong with one batch holds up no other: it stays.
 */

#include "sync/ledger.h"
#include "sync/outbox.h"
#include "sync/patience.h"
#include "sync/target.h"

struct send {
    const struct outbox *outbox;
    const char *data;      /* folder of health.yaml */
    const char *kiosk;     /* its name, for forms and health */
    struct target *target; /* probed */
    struct ledger *ledger; /* of the target's place, open */
    struct patience *patience;
    bool sends_plain; /* batches that are not sealed, too */
    void (*on_progress)(void *user, int percent); /* may be NULL */
    void *user;
};
struct sent {
    size_t came, were_there; /* batches */
    size_t plain;            /* not sealed: they stay */
    size_t damaged;          /* no whole batch any more: they stay */
    size_t refused;          /* the target has another of that name */
    bool is_at_target;       /* what `why` is about */
};

/* False: not all that should go is there, with the first reason; any other is
 * told through log_line(). What went all the same is in *ret_sent. */
bool send_all(const struct send *send, struct sent *ret_sent, struct fail *why);

#endif
