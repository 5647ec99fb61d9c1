#ifndef FUZZ_YAML_MUTATE_H
#define FUZZ_YAML_MUTATE_H

/* Small damage to a text, from a seed: ENCOUNTER_SEED (1) and
 * ENCOUNTER_FUZZ_ROUNDS say which and how long. A fault is found again with
 * the seed and the round that were printed last. */

#include "base/rand.h"
#include "base/str.h"
#include <stdlib.h>
#include <string.h>

static const char *const mutate_words[] = {
    "[",           "]",
    "{",           "}",
    ": ",          "- ",
    "\n",          "\n  ",
    "\t",          "\"",
    "'",           "*a",
    "&a ",         "!b ",
    "|\n",         ">\n",
    "---",         "#",
    "? ",          "%YAML",
    "\r\n",        "\xFF",
    "\xC3\xA9",    "\xD9\x85",
    "text",        "page",
    "en",          "ar:",
    "**",          "](",
    "<b>",         "`",
    "0",           "-1",
    "99999999999", "\\x",
    "\\u0",        "\xEF\xBB\xBF",
};
enum { MUTATE_WORDS = sizeof mutate_words / sizeof *mutate_words };

static inline unsigned long mutate_number(const char *name,
                                          unsigned long otherwise)
{
    const char *value = getenv(name);

    return value && *value ? strtoul(value, NULL, 10) : otherwise;
}

/* Takes `count` bytes at `at` out and puts `bytes` there. */
static inline void mutate_splice(struct str *text, size_t at, size_t count,
                                 const void *bytes, size_t length)
{
    struct str whole = {0};

    str_add_bytes(&whole, text->text, at);
    str_add_bytes(&whole, bytes, length);
    str_add_bytes(&whole, text->text + at + count, text->length - at - count);
    str_fini(text);
    *text = whole;
}

static inline void mutate_once(struct str *text, struct rand *rand)
{
    size_t length = text->length;
    size_t at = length ? rand_below(rand, (uint32_t)length) : 0;
    size_t left = length - at;
    size_t count = left ? rand_below(rand, left > 40 ? 40 : (uint32_t)left) : 0;
    const char *word = mutate_words[rand_below(rand, MUTATE_WORDS)];
    char piece[40];

    switch (rand_below(rand, 6)) {
    case 0:
        if (length > 0)
            text->text[at] ^= (char)(1U << rand_below(rand, 8));
        break;
    case 1:
        mutate_splice(text, at, 0, word, strlen(word));
        break;
    case 2:
        mutate_splice(text, at, count, "", 0);
        break;
    case 3:
        memcpy(piece, text->text + at, count);
        mutate_splice(text, rand_below(rand, (uint32_t)length + 1), 0, piece,
                      count);
        break;
    case 4:
        mutate_splice(text, at, count, word, strlen(word));
        break;
    default:
        if (rand_below(rand, 20) == 0)
            mutate_splice(text, at, left, "", 0);
        break;
    }
}

/* `seed` with one to eight such changes. */
static inline void mutate(struct str *out, const char *seed, size_t length,
                          struct rand *rand)
{
    uint32_t changes = 1 + rand_below(rand, 8);

    str_clear(out);
    str_add_bytes(out, seed, length);
    while (changes-- > 0)
        mutate_once(out, rand);
}

#endif
