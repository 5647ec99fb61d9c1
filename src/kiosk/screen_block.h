#ifndef KIOSK_SCREEN_BLOCK_H
#define KIOSK_SCREEN_BLOCK_H

/* The blocks of a page: text, figure, gallery, facts, quote, timeline, map,
 * audio (as its transcript), learning. */

#include "kiosk/screen_parts.h"

/* Only the question about it, where there is little room. */
void screen_learning_short(struct view *view, struct node *parent);
void screen_block(struct view *view, struct node *parent,
                  const struct block *block);
/* It, as large as its place; a figure can be touched to be seen whole. */
void screen_figure_beside(struct view *view, struct node *parent);
/* The picture that stands beside a page in landscape: its first figure, else
 * the cover, else NULL. */
const struct picture *screen_beside(const struct view *view);
/* A learning and what leads to saying something to it. */
void screen_learning(struct view *view, struct node *parent,
                     const struct learning *learning);

#endif
