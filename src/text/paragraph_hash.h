#ifndef TEXT_PARAGRAPH_HASH_H
#define TEXT_PARAGRAPH_HASH_H

/* The hash of a paragraph before it is set, and the means to go on from it.
 * Private to src/text. FNV-1a, 64 bits (Fowler, Noll, Vo). */

#include "text/paragraph.h"

#define HASH_START UINT64_C(0xcbf29ce484222325)

uint64_t hash_bytes(uint64_t hash, const void *bytes, size_t count);
uint64_t hash_number(uint64_t hash, uint64_t number);

uint64_t paragraph_hash(const char *utf8, const struct text_style *style,
                        const struct text_span *bold, size_t bold_count,
                        int width_px, int max_lines);

#endif
