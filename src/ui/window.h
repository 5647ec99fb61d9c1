#ifndef UI_WINDOW_H
#define UI_WINDOW_H

/*
 * The one window and its events, all of them as fingers: a mouse is one
 * finger, keys do nothing (but Escape, if asked for). UI thread, but for
 * window_wake().
 */

#include "base/fail.h"
#include <stdbool.h>
#include <stdint.h>

struct window;
struct window_options {
    int width, height;   /* 0: by what is there */
    bool is_kiosk;       /* whole display, no way out */
    bool is_script;      /* SDL's dummy driver: no display is touched */
    bool uses_gpu;       /* a renderer with a GPU where pixels would do */
    bool ends_on_escape; /* the one key that does something */
    int rotation;        /* 0 90 180 270: clockwise; fingers turn with it */
};

/* Chooses the driver: dummy for scripts; else SDL's choice. Without kiosk and
 * in a desktop session a plain window; on a bare console (KMSDRM) the whole
 * display. Under X11 a kiosk window is borderless and of the display's size
 * (100 ms sooner than SDL's full screen). FAIL_NO_DEVICE: no display. */
bool window_open(const struct window_options *options,
                 struct window **ret_window, struct fail *why);
void window_close(struct window *window);
void window_size(const struct window *window, int *ret_width, int *ret_height);
/* Whether it is a window on a desktop that a person can close. */
bool window_is_desktop(const struct window *window);

enum event_kind {
    EVENT_QUIT,
    EVENT_FINGER_DOWN,
    EVENT_FINGER_MOVE,
    EVENT_FINGER_UP,
    EVENT_RESIZED,
    EVENT_EXPOSED, /* what was drawn is lost */
    EVENT_AWAY,    /* something else has what is typed and touched */
    EVENT_WAKE
};
struct event {
    enum event_kind kind;
    int64_t finger;
    int x, y; /* pixels of the drawing */
};
/* Sleeps until an event came or `timeout_ms` passed (-1: for ever, 0: looks
 * once). False: none came. */
bool window_wait(struct window *window, int timeout_ms,
                 struct event *ret_event);
/* Makes window_wait() return EVENT_WAKE. Any thread. */
void window_wake(struct window *window);
/* Puts a finger into SDL's own queue, as a touch screen would. */
void window_push_finger(struct window *window, enum event_kind kind,
                        int64_t finger, int x, int y);

/* Tells, as the display would, that something else came before the window. */
void window_push_away(struct window *window);
/* Puts a text a keyboard would have typed into SDL's own queue. */
void window_push_text(struct window *window, const char *utf8);

#endif
