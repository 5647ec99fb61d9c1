#ifndef REPORT_SOURCE_BATCH_H
#define REPORT_SOURCE_BATCH_H

/* One batch file (feedback/FORMAT.md, "Batch"): header, then a record a
 * line. */

#include "report/source.h"

void source_batch_read(const struct fs *fs, const char *path,
                       const struct source_sink *sink);

#endif
