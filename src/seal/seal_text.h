#ifndef SEAL_SEAL_TEXT_H
#define SEAL_SEAL_TEXT_H

/* What key files have in common: base64 (RFC 4648, with padding), lines that
 * end with LF or CR LF, and fingerprints. */

#include "base/str.h"
#include <stdint.h>

void seal_add_base64(struct str *out, const void *bytes, size_t count);
/* False unless `text` is the base64 of exactly `count` bytes. */
bool seal_read_base64(const char *text, size_t length, void *ret_bytes,
                      size_t count);
/* Removes each CR before an LF. */
void seal_drop_returns(char *text);

/* What people compare of a key of 32 bytes: 24 digits of its SHA-256. Each of
 * the first six words of four bytes, the highest byte first, modulo 10,000,
 * gives a group of four. */
enum {
    SEAL_KEY_BYTES = 32,
    SEAL_FINGERPRINT_BYTES = 30, /* "1234 5678 9012 3456 7890 1234" and NUL */
};
void seal_fingerprint(const uint8_t key[SEAL_KEY_BYTES],
                      char ret_text[SEAL_FINGERPRINT_BYTES]);

/* A key file of at most `limit` bytes as text without returns; one with a NUL
 * in it comes as "". NULL: FAIL_MISSING, or FAIL_CONFIG where it cannot be
 * read. It may be a secret key by mistake: *ret_bytes of it to wipe, then
 * free(). */
struct fs;
struct fail;
char *seal_key_file(const struct fs *fs, const char *path, size_t limit,
                    size_t *ret_bytes, struct fail *why);

#endif
