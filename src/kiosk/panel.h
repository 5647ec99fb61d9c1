#ifndef KIOSK_PANEL_H
#define KIOSK_PANEL_H

/*
 * From a display to the room a screen has: how many pixels a design pixel is,
 * how large what is touched must be, and above which line no hand should have
 * to reach. Pure.
 *
 * The short side is 1080 design pixels, or fewer where that would make words
 * too small to read at arm's length: on a panel whose width is known, so that
 * text of 28 is 3.9 mm (letters of 16 minutes of arc at 60 cm, ISO 9241-303);
 * else a side of at most 600 pixels is taken for a 7-inch panel. Touched is
 * at least 15 mm; nothing of it lies above 1,220 mm (EN 301 549, 8.3).
 */

#include "ui/layout.h"
#include "yaml/config.h"

struct panel_wish {   /* the visitor's */
    int text_percent; /* 100 to 200 */
    bool within_reach;
};
struct panel_fit {
    double scale;      /* pixels a design pixel */
    int width, height; /* of the screen, design pixels */
    int touch;         /* least side of what is touched, design pixels */
    int text;      /* least size of a text that can be read, design pixels */
    int reach_top; /* nothing above is touched, design pixels from the top */
    bool is_portrait, is_compact;
};

/* `width`, `height`: pixels, as the visitor sees them. */
struct panel_fit panel_fit(int width, int height,
                           const struct config_panel *panel,
                           struct panel_wish wish);

#endif
