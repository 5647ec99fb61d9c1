#ifndef BASE_SECRET_H
#define BASE_SECRET_H

/*
 * A file with a password: few lines of text that nobody but its owner may
 * read. What is read is wiped before it is freed, and stands in no message.
 */

#include "base/fail.h"
#include <stddef.h>

enum { SECRET_BYTES = 4096, SECRET_LINES = 4 };

struct secret {
    char *text; /* owned */
    size_t bytes;
    const char *lines[SECRET_LINES]; /* without their ends, within `text` */
    size_t count;                    /* of lines that are not empty */
};

/* A regular file of the user who runs this, without any right for its group or
 * for others; a link of that name is refused. FAIL_DENIED: others may read it.
 * FAIL_INVALID: no text of 1 to SECRET_LINES lines. On failure nothing is to
 * be released. */
bool secret_read(struct secret *secret, const char *path, struct fail *why);
void secret_fini(struct secret *secret);

#endif
