#ifndef UI_KEYBOARD_H
#define UI_KEYBOARD_H

/*
 * The keyboard on the screen: keys as boxes, what is open on it as plain data,
 * and what a key means as a function. It knows no text and learns nothing.
 *
 * Keys stand as on a keyboard of that layout, whatever the direction of the
 * screen. They are at least 11 x 13 mm where the panel's size is known and at
 * least 72 design pixels, unless the panel is too narrow for the layout's
 * columns; what a finger hits has no gaps. A key is darker while a finger is
 * on it and never afterwards.
 *
 * A letter's accents open by resting on it; then either lift and tap one, or
 * slide to it and lift (GESTURE_SLIDE). Shift holds for one letter.
 *
 *     struct keyboard_state typing = {.layout = keyboard_layout_for(...)};
 *
 *     // view: a column with the field, below it, as wide as the screen
 *     struct keyboard keyboard = {.layouts = layouts, .state = &typing,
 *                                 .done = words->done};
 *     keyboard_view(frame, column, &keyboard);
 *     keyboard_view_held(frame, stack, &keyboard); // over the whole screen
 *
 *     // update: GESTURE_TAP and GESTURE_SLIDE, GESTURE_HOLD
 *     struct keyboard_act act = keyboard_press(&typing, layouts, event.id);
 *     if (!keyboard_edit(act, &edit)) ...  // LEFT, RIGHT, DONE are left
 *     keyboard_hold(&typing, layouts, event.id);
 *
 * Steps need the text as it is set: text_field_step() in ui/text_field.h.
 */

#include "text/edit.h"
#include "ui/keyboard_layout.h"
#include "ui/layout.h"

enum keyboard_plane { KEYBOARD_LETTERS, KEYBOARD_SIGNS };
struct keyboard_state { /* all zero: letters of the first layout */
    size_t layout;
    enum keyboard_plane plane;
    bool is_shifted;
    int held; /* 1 + the key whose accents are open, counted from the top
                 left; 0: none */
};

enum keyboard_act_kind {
    KEYBOARD_NOTHING, /* no key of this keyboard */
    KEYBOARD_CHANGED, /* only the keyboard itself */
    KEYBOARD_INSERT,  /* `text` */
    KEYBOARD_ERASE,   /* what is chosen, or the letter before */
    KEYBOARD_SELECT_ALL,
    KEYBOARD_LEFT, /* the caret, as it is seen */
    KEYBOARD_RIGHT,
    KEYBOARD_DONE
};
struct keyboard_act {
    enum keyboard_act_kind kind;
    const char *text; /* the layout's */
};

/* What a tap on an id means; changes the state alone. */
struct keyboard_act keyboard_press(struct keyboard_state *state,
                                   const struct keyboard_layouts *layouts,
                                   const char *id);
/* Opens the accents of a key; false: it has none, or is no key. */
bool keyboard_hold(struct keyboard_state *state,
                   const struct keyboard_layouts *layouts, const char *id);
/* Does to a text what can be done without seeing it; false: it is another
 * act. What there is no room for is left out. */
bool keyboard_edit(struct keyboard_act act, struct edit *edit);
/* Whether letters of the open layout are written from the right: for the
 * caret. */
bool keyboard_is_rtl(const struct keyboard_state *state,
                     const struct keyboard_layouts *layouts);

struct keyboard {
    const struct keyboard_layouts *layouts;
    const struct keyboard_state *state;
    const char *done; /* the word on the key that ends typing */
    uint32_t fill;    /* of that key; 0: ink */
};
/* At the bottom of the screen, keyboard_height() design pixels high: what
 * stands above must do with the rest. */
struct node *keyboard_view(struct frame *frame, struct node *parent,
                           const struct keyboard *keyboard);
/* The accents that are open; `stack` is as large as the screen. */
void keyboard_view_held(struct frame *frame, struct node *stack,
                        const struct keyboard *keyboard);
int keyboard_height(const struct frame *frame);

#endif
