#ifndef TEXT_BIDI_H
#define TEXT_BIDI_H

/*
 * Embedding levels (UAX 9) by FriBidi, with the base direction given by the
 * language, never guessed, and the visual order of a line's runs (rule L2).
 */

#include "yaml/direction.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* One level a code point. False only if FriBidi refuses (too deep): then all
 * levels are the base level. */
bool bidi_levels(const uint32_t *code_points, size_t count, bool is_rtl,
                 uint8_t *ret_levels);

/* Reorders `count` runs of one line: ret_order[i] is the index of the run
 * that stands i-th from the left. */
void bidi_visual_order(const uint8_t *run_levels, size_t count,
                       size_t *ret_order);

#endif
