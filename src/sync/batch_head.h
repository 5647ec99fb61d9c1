#ifndef SYNC_BATCH_HEAD_H
#define SYNC_BATCH_HEAD_H

/*
 * What must be known of a batch to carry it: the header of its first line and
 * whether all its lines are sealed (feedback/FORMAT.md, "Batch"). Nothing of
 * a record is looked into, and what is not as written there is refused, so
 * that a plain record never passes for a sealed one.
 */

#include "base/fail.h"
#include <stddef.h>
#include <stdint.h>

enum { BATCH_HEAD_BYTES = 4096, BATCH_KIOSK_BYTES = 64 };

struct batch_head {
    char kiosk[BATCH_KIOSK_BYTES];
    char period[8]; /* "2026-11" or "unknown" */
    int64_t records;
    bool is_sealed; /* it says so */
};

/* `line` begins with the header; it needs no end within `bytes`. FAIL_CORRUPT:
 * there is none. */
bool batch_head_read(const char *line, size_t bytes,
                     struct batch_head *ret_head, struct fail *why);
/* The whole file against its header: as many lines as it says, sealed if it
 * says so. FAIL_CORRUPT: not so. */
bool batch_lines_agree(const struct batch_head *head, const char *text,
                       size_t bytes, struct fail *why);

#endif
