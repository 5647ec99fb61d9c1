#ifndef TEXT_BREAKS_H
#define TEXT_BREAKS_H

/*
 * Line-breaking opportunities (UAX 14) by libunibreak, guarded: Debian 12's
 * 1.1 aborts on flag letters (U+1F1E6..U+1F1FF) and U+FFFF, so it gets a copy
 * with letters in their place, and no break is allowed inside flags, around
 * U+200D, before U+FE0F and skin tones. Hyphens that begin a word stay with
 * it.
 */

#include <stddef.h>
#include <stdint.h>

enum break_kind { BREAK_NO, BREAK_ALLOWED, BREAK_MUST };

/* ret_breaks[i] says whether a line may end after code point i. */
void line_breaks(const uint32_t *code_points, size_t count,
                 const char *language, uint8_t *ret_breaks);

#endif
