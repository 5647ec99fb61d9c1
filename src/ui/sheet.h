#ifndef UI_SHEET_H
#define UI_SHEET_H

/* What lies over a screen: the screen goes dim, a card with a title, a way to
 * close it, and a column that scrolls. In portrait it stands low, where hands
 * are; never above their reach. Ids, of an `id` "sheet": the column "sheet",
 * the card "sheet.card" (means nothing), the way out "sheet.close.button" and
 * beside the card "sheet.close". */

#include "ui/layout.h"

struct sheet {
    const char *id;
    const char *title;
    int scroll_px;  /* pixels, how far the column has moved */
    bool is_low;    /* little height: narrower margins */
    bool is_lowest; /* hardly any: the title scrolls with what it stands over */
};
/* On `stack`, a box with AXIS_STACK. Returns the column. */
struct node *sheet(struct frame *frame, struct node *stack, struct sheet sheet);

#endif
