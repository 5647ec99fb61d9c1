#ifndef FEEDBACK_BATCH_TEXT_H
#define FEEDBACK_BATCH_TEXT_H

/* The bytes of a batch, apart from any file. */

#include "feedback/closing.h"
#include "feedback/store_file.h"

/* The header and a line a record, in the order of their bytes; the same
 * record twice is one. Damaged slots are told by log_line() under `name`. */
size_t batch_text(const struct store_image *image, const char *name,
                  const struct closing *closing, struct str *out);
/* "<kiosk>_<n>_<hash8>.jsonl" */
bool batch_name(const struct closing *closing, long number,
                const struct str *text, char ret_name[BATCH_NAME_BYTES],
                struct fail *why);

#endif
