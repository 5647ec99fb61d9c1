#ifndef TEST_SUPPORT_CRASH_BATCH_H
#define TEST_SUPPORT_CRASH_BATCH_H

/* What must be true of one batch on a simulated disk, whatever happened. */

#include "support/simfs.h"

/* Its name is that of its bytes, its header true, its order that of bytes.
 * Returns how many records it has. */
size_t crash_assert_batch(const struct simfs *disk, const char *path);

#endif
