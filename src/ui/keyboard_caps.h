#ifndef UI_KEYBOARD_CAPS_H
#define UI_KEYBOARD_CAPS_H

/* What stands on a keyboard's rows, from the left, before it has a size.
 * Private to the keyboard. */

#include "ui/keyboard_private.h"

enum { KEYBOARD_LINES = KEYBOARD_ROWS + 1, KEYBOARD_KEY_HALVES = 2 };

enum cap_look { CAP_NONE, CAP_LETTER, CAP_TOOL, CAP_CHOSEN, CAP_DONE };
struct cap {
    enum cap_look look; /* NONE: a place without a key */
    const char *id, *text, *icon;
    int halves;   /* how wide, in halves of a key */
    bool is_word; /* smaller than a letter */
    bool wants_hold;
};
struct caps {
    struct cap items[KEYBOARD_ROW_KEYS + 3];
    size_t count;
};

/* Of a row from the top; the last has the space bar. */
struct caps keyboard_caps(const struct keyboard *keyboard, size_t row);
/* How many keys wide that row is. */
int keyboard_columns(const struct keyboard *keyboard, size_t row);
/* The accents that are open, of a key. */
struct caps keyboard_hold_caps(const struct keyboard *keyboard,
                               const struct keyboard_key *key,
                               struct arena *arena);

#endif
