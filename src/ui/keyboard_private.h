#ifndef UI_KEYBOARD_PRIVATE_H
#define UI_KEYBOARD_PRIVATE_H

/* What the keyboard's meaning and its looks share. */

#include "ui/keyboard.h"

#define KEYBOARD_HOLD_START "key.hold."
#define KEYBOARD_ID_SHIFT   "keyboard.shift"
#define KEYBOARD_ID_ERASE   "keyboard.erase"
#define KEYBOARD_ID_PLANE   "keyboard.plane"
#define KEYBOARD_ID_LAYOUT  "keyboard.layout"
#define KEYBOARD_ID_SPACE   "keyboard.space"
#define KEYBOARD_ID_ALL     "keyboard.all"
#define KEYBOARD_ID_LEFT    "keyboard.left"
#define KEYBOARD_ID_RIGHT   "keyboard.right"
#define KEYBOARD_ID_DONE    "keyboard.done"

struct keyboard_place {
    int row, at; /* row KEYBOARD_ROWS: the two beside the space bar */
};

const struct keyboard_layout *
keyboard_layout_of(const struct keyboard_state *state,
                   const struct keyboard_layouts *layouts);
/* Of the plane that is open. */
const struct keyboard_row *keyboard_row(const struct keyboard_state *state,
                                        const struct keyboard_layout *layout,
                                        size_t row);
const struct keyboard_key *keyboard_row_key(const struct keyboard_row *row,
                                            size_t at);
const struct keyboard_key *keyboard_side(const struct keyboard_layout *layout,
                                         size_t side);
/* const char *: what the key offers now. */
const struct schema_list *keyboard_holds(const struct keyboard_state *state,
                                         const struct keyboard_key *key);
/* The key whose accents are open, or NULL. */
const struct keyboard_key *
keyboard_held_key(const struct keyboard_state *state,
                  const struct keyboard_layout *layout,
                  struct keyboard_place *ret_place);

#endif
