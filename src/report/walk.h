#ifndef REPORT_WALK_H
#define REPORT_WALK_H

/* All files below a path, sorted by name, folder by folder; of a file itself,
 * that one. Names that begin with a dot are passed over. */

#include "base/fs.h"

bool walk(const struct fs *fs, const char *path,
          void (*on_file)(void *user, const char *path), void *user,
          struct fail *why);

#endif
