#ifndef KIOSK_STICK_WORDS_H
#define KIOSK_STICK_WORDS_H

/* What is said of a stick in a language, on the screen and in READ-ME.txt.
 * Sentences live in the arena or are the language's own. */

#include "kiosk/kiosk.h"
#include "kiosk/sticks.h"

struct stick_voice {
    const struct kiosk *kiosk; /* names of hosts */
    const struct kiosk_language *language;
    struct arena *arena;
};

/* What is being done, or that it may be taken out. */
const char *stick_says_step(const struct stick_voice *voice,
                            const struct stick *stick);
/* What the person beside it does meanwhile, or NULL. */
const char *stick_says_wait(const struct stick_voice *voice,
                            const struct stick *stick);
/* "Fondation Orient-Occident 2026.11.1 becomes 2026.12.1"; of what failed, why
 * and what to do. */
const char *stick_says_item(const struct stick_voice *voice,
                            const struct stick_item *item);
/* Why something was refused and what to do, or NULL. */
const char *stick_says_why(const struct stick_voice *voice,
                           const struct stick_item *item);
/* When what was taken is shown, or NULL: nothing was. */
const char *stick_says_soon(const struct stick_voice *voice,
                            const struct stick *stick);
/* "and 3 more", or NULL. */
const char *stick_says_more(const struct stick_voice *voice,
                            const struct stick *stick);
const char *stick_voice_fill(const struct stick_voice *voice, const char *text,
                             const char *name, const char *value);

#endif
