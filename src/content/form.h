#ifndef CONTENT_FORM_H
#define CONTENT_FORM_H

/* What a form asks of a visitor, and how large its record can become. */

#include "content/model.h"

enum { FORM_RECORD_BYTES = 4000 };

/* Steps of a range: end - start + 1. */
int question_steps(const struct question *question);
/* The most bytes of JSON that one record of this form can have, by
 * feedback/FORMAT.md: the longest language tag, all choices taken, and four
 * bytes for each character of a text (the most of UTF-8; what JSON escapes
 * needs two, and no keyboard of ours gives other control characters). Words
 * beside a dialogic answer count as a text of 280. */
size_t form_worst_bytes(const struct model *model);

#endif
