#include "sync/pace.h"

#include <stdio.h>

enum { WARNED_AT_PERCENT = 90 };

/* Months since the year 0; -1: "unknown". */
static int month_of(const char *period)
{
    int year, month;

    return sscanf(period, "%4d-%2d", &year, &month) == 2 ? year * 12 + month
                                                         : -1;
}

void pace_measure(const struct outbox *outbox, struct pace *ret_pace)
{
    int64_t bytes = 0, dated_bytes = 0;
    int first = -1, last = -1;

    *ret_pace = (struct pace){0};
    for (size_t i = 0; i < outbox->batch_count; i++) {
        const struct outbox_batch *batch = &outbox->batches[i];
        int month = month_of(batch->head.period);
        bytes += batch->bytes;
        if (month < 0)
            continue;
        dated_bytes += batch->bytes;
        first = first < 0 || month < first ? month : first;
        last = month > last ? month : last;
    }
    if (outbox->batch_count > 0)
        ret_pace->batch_bytes = bytes / (int64_t)outbox->batch_count;
    if (last <= first)
        return;
    ret_pace->months = last - first + 1;
    ret_pace->month_bytes = dated_bytes / ret_pace->months;
}

static int64_t left(int64_t each_bytes, const struct fs_room *room)
{
    int64_t usable_bytes;

    if (each_bytes <= 0 || room->bytes <= 0)
        return -1;
    if (room->used_percent >= WARNED_AT_PERCENT)
        return 0;
    usable_bytes = room->free_bytes / (100 - room->used_percent) *
                   (WARNED_AT_PERCENT - room->used_percent);
    return usable_bytes / each_bytes;
}

int64_t pace_batches_left(const struct pace *pace, const struct fs_room *room)
{
    return left(pace->batch_bytes, room);
}

int64_t pace_months_left(const struct pace *pace, const struct fs_room *room)
{
    return left(pace->month_bytes, room);
}
