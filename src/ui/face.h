#ifndef UI_FACE_H
#define UI_FACE_H

/* One of the five faces of a range: a ring of its colour, filled when chosen.
 */

#include "ui/layout.h"

struct face {
    const char *id;
    int step; /* 0: very sad .. 4: very glad */
    int size;
    const char *text;
    int text_size; /* 0: 32 */
    const char *language;
    uint32_t colour; /* of the words; 0: ink */
    bool is_chosen;
};
struct node *face(struct frame *frame, struct node *parent, struct face face);

#endif
