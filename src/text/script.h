#ifndef TEXT_SCRIPT_H
#define TEXT_SCRIPT_H

/*
 * What the room needs to know of a code point: its script, whether it is
 * seen, whether it belongs to the letter before. Private to src/text.
 * Unicode data from HarfBuzz; scripts are ISO 15924 codes as tags.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SCRIPT_TAG(a, b, c, d)                                                 \
    ((uint32_t)(a) << 24 | (uint32_t)(b) << 16 | (uint32_t)(c) << 8 |          \
     (uint32_t)(d))
#define SCRIPT_LATIN    SCRIPT_TAG('L', 'a', 't', 'n')
#define SCRIPT_ARABIC   SCRIPT_TAG('A', 'r', 'a', 'b')
#define SCRIPT_TIFINAGH SCRIPT_TAG('T', 'f', 'n', 'g')

enum {
    SOFT_HYPHEN = 0x00AD,
    ZERO_WIDTH_NON_JOINER = 0x200C,
    ELLIPSIS = 0x2026,
};

/* One script a code point. Those that have none of their own (spaces,
 * digits, marks) take the script before them at the same level, else the one
 * after, else Arabic or Latin by the level's direction. A script taken across
 * levels would cut a run, in the wrong face, at each space. */
void scripts_resolve(const uint32_t *code_points, const uint8_t *levels,
                     size_t count, uint32_t *ret_scripts);

/* Hangs at a line's end and takes no room there. */
bool letter_is_space(uint32_t code_point);
/* Steers order or breaking and is never drawn: marks of direction,
 * zero-width space, soft hyphen. Joiners are not among them: they shape. */
bool letter_is_hidden(uint32_t code_point);
/* Is drawn by the face of the letter before: joiners, variation selectors. */
bool letter_has_no_face(uint32_t code_point);
/* Whether it is part of a word: letters, digits, marks on them. */
bool letter_is_word(uint32_t code_point);
/* Whether a word may be broken between the two (grapheme clusters, UAX 29,
 * without Hangul and Indic conjuncts). */
bool letters_part(uint32_t before, uint32_t after);

#endif
