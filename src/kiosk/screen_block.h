#ifndef KIOSK_SCREEN_BLOCK_H
#define KIOSK_SCREEN_BLOCK_H

/* The blocks of a page: text, figure, gallery, facts, quote, timeline, map,
 * audio (as its transcript), learning. */

#include "kiosk/screen_parts.h"

/* Only the question about it, where there is little room. */
void screen_learning_short(struct view *view, struct node *parent);
void screen_block(struct view *view, struct node *parent,
                  const struct block *block);
/* A learning and what leads to saying something to it. */
void screen_learning(struct view *view, struct node *parent,
                     const struct learning *learning);

#endif
