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

#include "kiosk/keeper.h"
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

/* Copies the body. */
void saver_save(struct saver *saver, enum slot_kind kind, const void *body,
                size_t bytes);
/* What happened since the last call; `why` for the two failures. NULL is
 * fine, here and below: nothing happens. */
enum saver_news saver_news(struct saver *saver, struct fail *why);
/* Makes batches and waits for them; the report of seal_report.h is appended
 * to `out`. For one thread that is not the one that saves. */
void saver_seal(struct saver *saver, enum batch_when when, struct str *out);
/* Blocks until the worker rests (scripts). */
void saver_settle(struct saver *saver);

#endif
