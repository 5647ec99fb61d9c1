#ifndef FEEDBACK_STORE_CLOSE_H
#define FEEDBACK_STORE_CLOSE_H

/* The steps between a store that takes records and one that is gone. */

#include "feedback/batch.h"
#include "feedback/store_private.h"

/* Renames a store, so that it takes no more records: with "<n>.close" written
 * before, to a closed one. After a failure it is out of use in this run. */
bool store_close_file(struct store *store, const char *name,
                      const struct batch_origin *origin, const char *label,
                      struct fail *why);
/* Removes a store whose records are elsewhere on the disk, and what was said
 * at its closing, but never the last file with the highest number. */
bool store_remove_file(struct store *store, const char *name, struct fail *why);

/* Puts the records of all small group visits into one new store. */
bool store_merge_few(struct store *store, struct fail *why);

#endif
