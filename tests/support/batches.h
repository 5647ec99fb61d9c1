#ifndef SUPPORT_BATCHES_H
#define SUPPORT_BATCHES_H

/* Batches as feedback/FORMAT.md has them, of words that stand for records.
 * For tests that link the room seal. */

#include "base/str.h"
#include "support/simfs.h"

enum { BATCHES_NAME_BYTES = 96 };

/* The bytes of one, appended; `marker` is in each record. */
void batches_write(struct str *text, const char *kiosk, const char *period,
                   size_t records, bool is_sealed, const char *marker);
/* What its bytes call it: "<kiosk>_<number>_<hash8>.jsonl". */
void batches_name(char ret_name[BATCHES_NAME_BYTES], const char *kiosk,
                  int number, const struct str *text);
/* Both, put into `<folder>/` of a disk past its plans. */
void batches_put(struct simfs *disk, const char *folder,
                 char ret_name[BATCHES_NAME_BYTES], const char *kiosk,
                 int number, size_t records, bool is_sealed);

#endif
