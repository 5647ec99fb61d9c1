#ifndef KIOSK_FIT_LIST_H
#define KIOSK_FIT_LIST_H

/*
 * Whether everything on a screen can be read and reached, computed from its
 * draw list: no word cut, broken, covered, across an edge or too pale, nothing
 * to touch too small or too high.
 */

#include "ui/draw_list.h"

enum fit_kind {
    FIT_WINDOW_OUTSIDE,
    FIT_OUTSIDE,
    FIT_CUT,    /* an ellipsis stands at its end */
    FIT_BROKEN, /* a line ends inside a word */
    FIT_LONG,   /* more lines than are meant to be there */
    FIT_WIDE,
    FIT_HIGH,
    FIT_SMALL,
    FIT_ACROSS, /* on a card and beside it */
    FIT_COVERED,
    FIT_ON_PICTURE,
    FIT_PALE,
    FIT_TOUCH_HIGH,
    FIT_TOUCH_SMALL,
    FIT_TOUCH_SHARED,
    FIT__COUNT
};
extern const char *const fit_kind_names[FIT__COUNT];

struct fit_fault {
    enum fit_kind kind;
    const struct draw_item *item; /* NULL: of what is touched */
    const char *of;               /* its words, or the id */
    struct rect rect;
    size_t line; /* FIT_BROKEN: the first that is */
};

struct fit_shown {
    const struct draw_list *list;
    struct arena *arena;
    int touch_px;    /* least side of what is touched */
    int top_px;      /* nothing is touched above */
    int text_px;     /* least size of a text; 0: any */
    double contrast; /* least, of text on its ground */
    void (*on_fault)(void *user, const struct fit_fault *fault);
    void *user;
};
/* What comes before this item is hidden by it: a sheet over the screen. */
size_t fit_list_veil(const struct draw_list *list);

/* Returns how many faults it told. FIT_LONG is told and does not count:
 * nothing is lost by it. */
int fit_list_check(const struct fit_shown *shown);

#endif
