#ifndef SEAL_SEAL_TEXT_H
#define SEAL_SEAL_TEXT_H

/* What the two key files have in common: base64 (RFC 4648, with padding) and
 * lines that end with LF or CR LF. */

#include "base/str.h"
#include <stdint.h>

void seal_add_base64(struct str *out, const void *bytes, size_t count);
/* False unless `text` is the base64 of exactly `count` bytes. */
bool seal_read_base64(const char *text, size_t length, void *ret_bytes,
                      size_t count);
/* Removes each CR before an LF. */
void seal_drop_returns(char *text);

#endif
