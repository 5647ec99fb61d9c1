#ifndef UI_TOGGLE_H
#define UI_TOGGLE_H

/* On or off: said by a word, a sign and a fill, not by colour alone. All of
 * it is touched. Returns the column beside the switch, for the words that say
 * what it switches. */

#include "ui/layout.h"

struct toggle {
    const char *id;
    const char *state; /* the word for what it is at present: "on", "off" */
    bool is_on;
    bool is_disabled; /* what it is at present is seen, but cannot be changed */
};
struct node *toggle(struct frame *frame, struct node *parent,
                    struct toggle toggle);

#endif
