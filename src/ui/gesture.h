#ifndef UI_GESTURE_H
#define UI_GESTURE_H

/*
 * From fingers to what they mean. Times are the caller's clock, since SDL
 * overwrites its own. A finger that goes up where it went down, on the same
 * touchable, is a tap; one that moved further than a threshold scrolls the
 * area it lies in, and flings it when it leaves with speed. A tap while
 * something flings only stops it. On a drag area a finger tells where it is
 * once it moved across, or when it goes up; moving down or up it scrolls. On a
 * lift area a finger that moves down or up carries something, and until it has
 * left no other finger means anything; near an end of what scrolls it pulls
 * that along. On a zoom area one finger moves, two stretch. A finger that rests
 * half a second is held where that is wanted, a tap everywhere else: hands may
 * be slow.
 *
 * A palm means nothing: six fingers or more at once, or three that come down
 * together within a hand's width. Up to five fingers far apart all count. The
 * first finger-down at exactly 0,0 after a start is not real and is left out.
 */

#include "ui/draw_list.h"
#include <stdint.h>

enum { GESTURE_FINGERS = 10, GESTURE_ID_BYTES = 144 };

enum finger_on { FINGER_TAPS, FINGER_DRAGS, FINGER_LIFTS, FINGER_ZOOMS };
struct finger {
    bool is_down, is_scrolling, is_dragging, is_zooming;
    bool is_palm, wants_hold, was_held;
    enum finger_on on; /* what it lies on */
    int64_t down_ms;
    int64_t finger;
    int x, y, from_x, from_y;
    int sample_y; /* where it was at at_ms, for the speed */
    int64_t at_ms;
    char id[GESTURE_ID_BYTES];     /* "" : on nothing */
    char scroll[GESTURE_ID_BYTES]; /* the scroll area it is in */
    int scroll_y, scroll_h;        /* where that lies */
    double speed;                  /* px a ms, smoothed */
};

struct gesture {
    struct finger fingers[GESTURE_FINGERS];
    int threshold_px; /* how far a tap may wander */
    char fling[GESTURE_ID_BYTES];
    double fling_speed, fling_rest;
    int64_t fling_at_ms;
    double pull_rest;
    int64_t pull_at_ms; /* 0: nothing is pulled yet */
    bool had_finger;
    char tap[GESTURE_ID_BYTES]; /* the last one */
    int tap_x, tap_y;
    int64_t tap_ms;
};

enum gesture_kind {
    GESTURE_NONE,
    GESTURE_TAP,
    GESTURE_SCROLL, /* the finger's way on a scroll area, or a fling's */
    GESTURE_HOLD,   /* a finger rested on it; its going up is no tap then */
    GESTURE_SLIDE,  /* from there it moved to this one and went up */
    GESTURE_DRAG,   /* where the finger on a drag area is */
    GESTURE_LIFT,   /* a finger carries the lift area on by dy */
    GESTURE_PULL,   /* what is carried moves a scroll area by delta_px */
    GESTURE_ZOOM    /* fingers on a zoom area moved or stretched */
};
struct gesture_event {
    enum gesture_kind kind;
    char id[GESTURE_ID_BYTES]; /* of the area */
    int delta_px;              /* scroll, pull: > 0 moves towards the end */
    int x, y;                  /* tap, hold, drag: where; zoom: around where */
    int dx, dy;                /* zoom, lift: how far what is under it moves */
    double factor;             /* zoom: larger by, 1: not */
    int taps;                  /* tap: 2 for the second of a double tap */
    bool is_end; /* drag, lift, scroll, zoom: the finger has left */
};

void gesture_init(struct gesture *gesture, int threshold_px);
void gesture_down(struct gesture *gesture, const struct draw_list *list,
                  int64_t finger, int x, int y, int64_t now_ms);
struct gesture_event gesture_move(struct gesture *gesture, int64_t finger,
                                  int x, int y, int64_t now_ms);
struct gesture_event gesture_up(struct gesture *gesture,
                                const struct draw_list *list, int64_t finger,
                                int x, int y, int64_t now_ms);
/* Goes on with a fling or a pull, or tells that a finger was held. */
struct gesture_event gesture_tick(struct gesture *gesture, int64_t now_ms);
/* When a resting finger will have been held; -1: none rests. */
int64_t gesture_deadline_ms(const struct gesture *gesture);
/* The area came to its end. */
void gesture_stop_fling(struct gesture *gesture);
/* Whether something flings or is pulled: tick again with the next frame. */
bool gesture_is_moving(const struct gesture *gesture);
bool gesture_is_flinging(const struct gesture *gesture);
/* What a finger carries, as it would be told if it moved no further; false:
 * none does, and what was carried goes back if no GESTURE_LIFT ended it. */
bool gesture_carries(const struct gesture *gesture,
                     struct gesture_event *ret_event);
/* What is under a finger that still may become a tap, or NULL. */
const char *gesture_pressed(const struct gesture *gesture);
/* Forgets fingers and flings: the screen changed under them. */
void gesture_clear(struct gesture *gesture);

#endif
