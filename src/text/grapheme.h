#ifndef TEXT_GRAPHEME_H
#define TEXT_GRAPHEME_H

/*
 * What a reader takes for one letter: extended grapheme clusters (UAX 29,
 * rules GB3 to GB13, without Indic conjuncts), in UTF-8. One thing is
 * tailored: marks of direction and other things that are never seen belong to
 * the letter before, so that no caret stands beside nothing. Bad bytes are
 * letters of their own.
 */

#include <stdbool.h>
#include <stddef.h>

/* The boundary after `at`, which is one; at most `length`. */
size_t grapheme_next(const char *utf8, size_t length, size_t at);
/* These look through the text from its start: not for long ones. */
/* The boundary before `at`, 0 if there is none. */
size_t grapheme_previous(const char *utf8, size_t length, size_t at);
/* `at` itself if it is one, else the boundary before it. */
size_t grapheme_start(const char *utf8, size_t length, size_t at);

#endif
