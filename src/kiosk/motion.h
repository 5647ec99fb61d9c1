#ifndef KIOSK_MOTION_H
#define KIOSK_MOTION_H

/*
 * Which way one screen becomes the next, so that the motion explains: what
 * lies deeper comes from the side reading goes to, or grows out of the card
 * that was touched; back goes back; what lies over a screen fades.
 */

#include "kiosk/session.h"
#include "ui/surface.h"

/* Where a visitor was, before a change. */
struct moves {
    struct place place;
    int depth;
    bool is_covered;  /* by a sheet or the warning */
    struct rect card; /* what was touched; w 0: nothing that could open */
    enum motion_kind kind;
};

enum { MOTION_MS = 220, MOTION_FADE_MS = 250 };

/* Before an action: what stands there. `list` is on the screen. */
void moves_begin(struct moves *moves, const struct session *session,
                 const struct draw_list *list, const char *tapped);
/* After it left the screen. */
void moves_end(struct moves *moves, const struct session *session, bool is_rtl);
/* The motion from the list before to this one; kind MOTION_NONE: none. */
struct motion moves_motion(const struct moves *moves,
                           const struct draw_list *before,
                           const struct draw_list *after);

#endif
