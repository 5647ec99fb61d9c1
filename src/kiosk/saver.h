#ifndef KIOSK_SAVER_H
#define KIOSK_SAVER_H

/*
 * The store behind a worker thread, so that the screen never waits for the
 * disk. One record at a time: saver_save() after the last result was taken.
 * on_news is called on the worker's thread whenever a result is there.
 *
 * Batches are made here too: when a store is full, when a month begins, once
 * a week, when somebody asks, and at the start what a crash left.
 */

#include "kiosk/errand.h"
#include <stdbool.h>

struct saver;

enum saver_news {
    SAVER_NOTHING,
    SAVER_OPENED,      /* the store is there */
    SAVER_OPEN_FAILED, /* it is not; each save tries again */
    SAVER_SAVED,       /* the record is on the disk */
    SAVER_FAILED       /* it is not */
};

/* Starts the worker, which opens the store. `options` as keeper_init(); those
 * forms are the saver's in any case. */
bool saver_open(const struct keeper_options *options,
                void (*on_news)(void *user), void *user,
                struct saver **ret_saver, struct fail *why);
/* Waits for what is being written. NULL is fine. */
void saver_close(struct saver *saver);

/* Copies the body. `is_for_group` as keeper_save(). */
void saver_save(struct saver *saver, bool is_for_group, enum slot_kind kind,
                const void *body, size_t bytes);
/* What happened since the last call; `why` for the two failures. NULL is
 * fine, here and below: nothing happens. */
enum saver_news saver_news(struct saver *saver, struct fail *why);
/* Has an errand done and waits for it; the report is appended to `out`. A
 * group visit is not closed while one of the group is there: its answers are
 * still to come. For one thread at a time, and not while a result waits. */
void saver_run(struct saver *saver, const struct errand *errand,
               struct str *out);
/* Records of this kiosk's forms are to come: its batches have those as well.
 * NULL saver is fine. */
void saver_learn(struct saver *saver, const struct kiosk *kiosk);
/* Somebody comes: returns whether it is a group's visit, which then holds to
 * its end. Waits for the store at the very start, after a restart amid a
 * group visit. */
bool saver_begin_visit(struct saver *saver);
void saver_end_visit(struct saver *saver);
/* Blocks until the worker rests (scripts). */
void saver_settle(struct saver *saver);

#endif
