#ifndef SUPPORT_ZIP_BYTES_H
#define SUPPORT_ZIP_BYTES_H

/* Zip files byte by byte, stored and not deflated, so that they can lie: each
 * field of zip_lie that is not 0 stands in place of the truth. */

#include "base/str.h"
#include <stdint.h>

struct zip_lie {
    const char *local_name; /* as long as the name */
    uint32_t local_bytes, central_bytes, sum, mode, offset;
    uint16_t method, flags;
    const char *gap;        /* bytes before the file */
    bool has_descriptor;    /* sizes behind the file, zeros before it */
    const char *descriptor; /* 16 bytes in its place */
    const void *extra;      /* a field for the directory, and before the file */
    uint16_t extra_bytes;
};

struct zip_bytes {
    struct str out, directory;
    uint16_t count;
};

void zip_bytes_add(struct zip_bytes *zip, const char *name, const void *bytes,
                   size_t count, const struct zip_lie *lie); /* NULL: none */
/* The directory and the end, behind the files. */
void zip_bytes_end(struct zip_bytes *zip);
void zip_bytes_fini(struct zip_bytes *zip);

#endif
