#ifndef FAULT_SYNC_NETWORK_H
#define FAULT_SYNC_NETWORK_H

/*
 * The real sender against tests/support/fault_store, a store of several sorts
 * behind a network that fails by plan, on a clock that the two share. A world
 * is a kiosk with an outbox of its own, and one store; what each part must keep
 * is asserted after every run, whatever happened in it.
 *
 * What a further sort of place needs: a row in network.c, a class in
 * fault_store.
 */

#include "support/batches.h"
#include "support/simfs.h"
#include "sync/send.h"

enum { NETWORK_BATCHES = 6, NETWORK_FORMS = 2, NETWORK_RUNS = 60 };

struct world {
    const struct network_store *store;
    const char *plan;
    struct simfs kiosk;
    struct rand rand;
    char batches[NETWORK_BATCHES][BATCHES_NAME_BYTES]; /* sealed */
    char forms[NETWORK_FORMS][32];
    size_t batch_count, form_count;
    int health;             /* its number; 0: none */
    bool is_power_cut;      /* amid the last run */
    bool may_be_torn;       /* what is there of a batch, by network_put() */
    int runs, pauses, cuts; /* so far; of power */
    size_t came;            /* batches told to have come, all runs */
    int64_t asked_ms;       /* the longest pause */
    char paused_for[sizeof((struct fail *)NULL)->text]; /* the last cause */
};

/* 77 and a sentence where what it needs is not here. */
int network_start(void);
void network_stop(void);

/* How often a fault struck a request of that method. */
int network_struck(const char *fault, const char *method);
/* The sorts of places, by number; NULL: no more. */
const char *network_store_name(size_t i);
/* By the names of fault_store; fresh, with a random outbox by `seed`. */
void network_begin(struct world *world, const char *store, const char *plan,
                   uint64_t seed);
void network_end(struct world *world);

/* One run as cmd/sync_send.c does it, then all that must hold. `cut_at`: the
 * kiosk loses power at that change of its disk; 0: it does not. True: it says
 * that all is there, and it is. */
bool network_send(struct world *world, int64_t cut_at, struct fail *why);
/* The next run of the timer, an hour later. */
void network_wait(void);
int64_t network_now_ms(void);
/* Puts the first `bytes` of batch `i` into the store, the last of them changed
 * if asked for; and whether the store has just that. */
void network_put(struct world *world, size_t i, size_t bytes, bool is_changed);
bool network_has(struct world *world, size_t i, size_t bytes, bool is_changed);
size_t network_batch_bytes(struct world *world, size_t i);

/* Runs by chance until all is there: `count` of them from seed `first` on. With
 * ENCOUNTER_SEED=<n> that one alone. */
void network_random_runs(uint64_t first, int count);

#endif
