#ifndef FEEDBACK_CLOSING_H
#define FEEDBACK_CLOSING_H

/*
 * What the header of a batch will say, fixed when its store is closed:
 * "<n>.close", written before the store is renamed (FORMAT.md). So a batch
 * that is made a second time, in another month, under another configuration,
 * is the same file.
 */

#include "base/str.h"
#include "feedback/batch.h"

struct closing {
    char *text;              /* owns all of it */
    const char *kiosk;       /* names the batch */
    const char *head, *tail; /* of the header's JSON, around `records` */
};

/* `label` may be NULL. Durable when true. */
bool closing_write(const struct fs *fs, const char *folder, long number,
                   const struct batch_origin *origin, const char *label,
                   struct fail *why);
/* FAIL_MISSING, FAIL_CORRUPT: there is none to be had any more. */
bool closing_read(const struct fs *fs, const char *folder, long number,
                  struct closing *ret_closing, struct fail *why);
void closing_fini(struct closing *closing);
/* Removes it, if it is there. */
void closing_remove(const struct fs *fs, const char *folder, long number);

/* The number of a "<n>.close", or 0. */
long closing_number(const char *name);

#endif
