#ifndef KIOSK_SEAL_REPORT_H
#define KIOSK_SEAL_REPORT_H

/*
 * What came of `encounter seal`, as it goes from the kiosk to the command,
 * a line each, and as the command prints it:
 *
 *     batch foo-1_000003_1a2b3c4d.jsonl 17
 *     waiting 3 5                              records, the least
 *     failed 74 cannot write ...               exit status, why
 */

#include "feedback/batch.h"
#include <stdio.h>

/* `failed` NULL: nothing did. */
void seal_report_write(struct str *out, const struct batches *batches,
                       size_t least, const struct fail *failed);
/* Prints it for people or as JSON on `out`, failures through log_line().
 * Returns the exit status; 70 if it is no report. */
int seal_report_print(const char *report, bool is_json, FILE *out);

#endif
