#ifndef KIOSK_SEAL_REPORT_H
#define KIOSK_SEAL_REPORT_H

/*
 * What came of `encounter seal` or `encounter group`, as it goes from the
 * kiosk to the command, a line each, and as the command prints it:
 *
 *     group opened                             or is-open none-open visited
 *     group closed 17 0 5                      kept, whether some wait, the
 *                                              least
 *     batch foo-1_000003_1a2b3c4d.jsonl 17
 *     waiting 3 5                              records, the least
 *     failed 74 cannot write ...               exit status, why
 *
 * How many there were in a group of fewer than the least is not told.
 */

#include "feedback/batch.h"
#include <stdio.h>

enum group_answer {
    GROUP_OPENED,
    GROUP_IS_OPEN,   /* nothing was changed */
    GROUP_NONE_OPEN, /* the same */
    GROUP_VISITED,   /* one of the group is at the kiosk: ask again */
    GROUP__COUNT
};

void seal_report_group(struct str *out, enum group_answer answer);
void seal_report_group_closed(struct str *out, const struct group_end *end,
                              size_t least);
void seal_report_batches(struct str *out, const struct batches *batches);
void seal_report_waiting(struct str *out, size_t waiting, size_t least);
void seal_report_failed(struct str *out, const struct fail *why);

bool seal_report_is_visited(const char *report);

/* Prints it for people or as JSON on `out`, failures through log_line().
 * Returns the exit status: 1 where a group visit is or is not open already,
 * 70 if it is no report. */
int seal_report_print(const char *report, bool is_json, FILE *out);

#endif
