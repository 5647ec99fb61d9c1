#ifndef KIOSK_SCREEN_SHEET_H
#define KIOSK_SCREEN_SHEET_H

/* What lies over a screen: a card with a title, a way to close it and a
 * column that scrolls with id "sheet". */

#include "kiosk/screen_parts.h"

struct node *screen_sheet(struct view *view, struct node *stack,
                          const char *title);
/* The block of the page on the screen that a sheet is about. */
const struct block *screen_shown_block(const struct view *view);

#endif
