#ifndef UI_GRIP_H
#define UI_GRIP_H

/* By what a row is carried up and down: at its end, as high as the row. */

#include "ui/layout.h"

struct node *grip(struct frame *frame, struct node *parent, const char *id);

#endif
