#ifndef CONTENT_ZIP_WRITE_H
#define CONTENT_ZIP_WRITE_H

/*
 * Writes a zip file, by libarchive, that depends on nothing but its files: all
 * of the same time (1980-01-01, the first that zip knows), of no owner, mode
 * 0644, in the order given. What is compressed by its nature is stored, all
 * else deflated. The file appears whole and durable, or not at all.
 *
 * zip keeps local time, so zip_write_begin() sets the process's time zone to
 * UTC: for programs that do little else, never for a kiosk.
 */

#include "base/fs.h"

struct zip_write;

/* NULL on failure; caller: zip_write_free(). */
struct zip_write *zip_write_begin(const struct fs *fs, const char *path,
                                  struct fail *why);
bool zip_write_bytes(struct zip_write *zip, const char *name, const void *bytes,
                     size_t count, struct fail *why);
/* A copy of the file `from`, which has `bytes`. */
bool zip_write_file(struct zip_write *zip, const char *name, const char *from,
                    int64_t bytes, struct fail *why);
bool zip_write_commit(struct zip_write *zip, struct fail *why);
/* Leaves nothing behind unless it was committed; NULL is fine. */
void zip_write_free(struct zip_write *zip);

#endif
