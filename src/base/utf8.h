#ifndef BASE_UTF8_H
#define BASE_UTF8_H

/* UTF-8 as RFC 3629: no overlong forms, no surrogates, at most U+10FFFF. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* False at the first bad byte; then *ret_bad is its offset (may be NULL). */
bool utf8_valid(const char *text, size_t bytes, size_t *ret_bad);

/* Decodes one code point of `bytes` > 0 remaining. Returns its length in
 * bytes, at least 1; a bad byte gives U+FFFD and length 1. */
size_t utf8_decode(const char *text, size_t bytes, uint32_t *ret_code_point);

/* Writes 1 to 4 bytes, no NUL; returns how many. */
size_t utf8_encode(uint32_t code_point, char ret_bytes[4]);

size_t utf8_count(const char *text, size_t bytes); /* code points */

#endif
