#ifndef UI_SURFACE_H
#define UI_SURFACE_H

/*
 * Draw lists to pixels. With the software renderer only the rectangle in
 * which the list differs from the one before is drawn and shown; with a GPU
 * the whole frame. Pictures are decoded by a worker at the size they are
 * shown and kept; until one is ready its place has its colour, and
 * window_wake() tells when there is more to draw.
 */

#include "base/fail.h"
#include "base/str.h"
#include "text/typesetter.h"
#include "ui/draw_list.h"
#include "ui/window.h"

struct surface;

/* All borrowed; the surface goes before the window and the typesetter. */
bool surface_open(struct window *window, struct typesetter *setter,
                  const char *assets_folder, struct surface **ret_surface,
                  struct fail *why);
void surface_close(struct surface *surface);
/* Draws what changed since the last list; `all`: everything. */
void surface_draw(struct surface *surface, const struct draw_list *list,
                  bool all);
/* How one screen becomes the next. */
enum motion_kind {
    MOTION_NONE,
    MOTION_LEFT,  /* the new one comes from the right */
    MOTION_RIGHT, /* from the left */
    MOTION_OPEN,  /* it grows out of `from` */
    MOTION_CLOSE, /* the old one shrinks into `from` */
    MOTION_FADE
};
struct motion {
    enum motion_kind kind;
    struct rect rect; /* what moves; the rest changes at once */
    struct rect from;
    int duration_ms; /* at most 250 */
};
/* The next surface_draw() begins it: what stands there now turns into that
 * list. Touches already mean the new one. Lists drawn meanwhile take part; a
 * motion begun meanwhile starts from what is seen. */
void surface_move(struct surface *surface, const struct motion *motion,
                  int64_t now_ms);
/* Shows the motion as it is at that time; false: nothing moves any more. */
bool surface_step(struct surface *surface, int64_t now_ms);

/* Whether pictures were finished since the last surface_draw(). */
bool surface_has_news(const struct surface *surface);
/* Waits until no picture is being decoded (scripts). */
void surface_settle(struct surface *surface);
/* What was drawn last, as a PNG. */
bool surface_png(struct surface *surface, struct str *out, struct fail *why);
/* The same, made smaller until it is no wider than that. */
bool surface_png_small(struct surface *surface, int width, struct str *out,
                       struct fail *why);
/* Files may hold other pictures by now: they are read again. */
void surface_forget_pictures(struct surface *surface);
/* After EVENT_RESIZED. */
void surface_resized(struct surface *surface);

#endif
