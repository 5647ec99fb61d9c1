#ifndef CMD_CONTENT_WORDS_H
#define CMD_CONTENT_WORDS_H

/* The language in which encounter-content speaks of faults. */

#include "yaml/fault_words.h"

/* `given` (--lang) must be one of en, fr, ar; NULL: that of the surroundings
 * (LC_ALL, LC_MESSAGES, LANG) if it is one of them, else English. NULL, after
 * a sentence, for a language that is none of them. */
const char *content_language(const char *given);

/* Reads its words; NULL, after a sentence, when they cannot be found: then
 * English is said. Lives in the arena. */
const struct fault_words *content_words(const char *argv0, const char *assets,
                                        const char *language,
                                        struct arena *arena);

#endif
