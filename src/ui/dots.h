#ifndef UI_DOTS_H
#define UI_DOTS_H

/* Where in a row of steps one is: the present one long, those behind
 * dark, those to come lighter or, in strong contrast, hollow. */

#include "ui/layout.h"

struct node *dots(struct frame *frame, struct node *parent, int count, int at);

#endif
