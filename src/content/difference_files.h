#ifndef CONTENT_DIFFERENCE_FILES_H
#define CONTENT_DIFFERENCE_FILES_H

/* The part of difference.h that reads files: all but those that hold texts,
 * by their names, their sizes and, where these agree, their bytes. */

#include "content/difference.h"

bool difference_files(struct difference *difference, const struct fs *fs,
                      const struct bundle *before, const struct bundle *after,
                      struct fail *why);

#endif
