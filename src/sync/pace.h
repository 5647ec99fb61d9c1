#ifndef SYNC_PACE_H
#define SYNC_PACE_H

/*
 * How long the room on a disk lasts, by what lies in the outbox. Months are
 * those that batches name: a kiosk has no other time to go by, and batches of
 * an unknown month, or all of one, tell no pace.
 */

#include "sync/outbox.h"

struct pace {
    int64_t batch_bytes; /* on average; 0: there is no batch */
    int64_t month_bytes; /* of the months from the first to the last; 0: not
                            known */
    int months;          /* how many those are */
};

void pace_measure(const struct outbox *outbox, struct pace *ret_pace);

/* How many more batches, or months, until the disk is 90 % full, when the
 * kiosk warns. -1: not known. */
int64_t pace_batches_left(const struct pace *pace, const struct fs_room *room);
int64_t pace_months_left(const struct pace *pace, const struct fs_room *room);

#endif
