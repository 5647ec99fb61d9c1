#include "ui/gesture_private.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum {
    PALM_FINGERS = 6,
    PALM_TOGETHER = 3,
    PALM_MS = 40,
    PALM_LONGEST_MS = 2000, /* who rests longer does not hinder others */
    PALM_THRESHOLDS = 10    /* how wide a hand is, in what a tap may wander */
};
#define PINCH_LEAST 20.0

static struct gesture_event event_of(enum gesture_kind kind,
                                     const struct finger *finger)
{
    struct gesture_event event = {
        .kind = kind, .x = finger->x, .y = finger->y, .factor = 1};
    snprintf(event.id, sizeof event.id, "%s", finger->id);
    return event;
}

static bool is_on_same(const struct finger *a, const struct finger *b)
{
    return a != b && b->is_down && !b->is_palm && b->on == FINGER_ZOOMS &&
           strcmp(a->id, b->id) == 0;
}

/* The other finger on the same picture; with three, the one that came first.
 */
static struct finger *partner_of(struct gesture *gesture,
                                 const struct finger *finger)
{
    struct finger *found = NULL;
    for (int i = 0; i < GESTURE_FINGERS; i++) {
        struct finger *other = &gesture->fingers[i];
        if (is_on_same(finger, other) &&
            (found == NULL || other->down_ms < found->down_ms))
            found = other;
    }
    return found;
}

static bool is_third(const struct gesture *gesture, const struct finger *finger)
{
    int before = 0;
    for (int i = 0; i < GESTURE_FINGERS; i++)
        before += is_on_same(finger, &gesture->fingers[i]) &&
                  gesture->fingers[i].down_ms <= finger->down_ms;
    return before >= 2;
}

static double distance(double dx, double dy)
{
    double way = sqrt(dx * dx + dy * dy);
    return way < PINCH_LEAST ? PINCH_LEAST : way;
}

static struct gesture_event stretched(struct finger *finger,
                                      struct finger *other, int x, int y)
{
    struct gesture_event event = event_of(GESTURE_ZOOM, finger);
    double before = distance(finger->x - other->x, finger->y - other->y);
    double after = distance(x - other->x, y - other->y);

    finger->is_zooming = other->is_zooming = true;
    event.factor = after / before;
    event.x = (finger->x + other->x) / 2;
    event.y = (finger->y + other->y) / 2;
    event.dx = (x + other->x) / 2 - event.x;
    event.dy = (y + other->y) / 2 - event.y;
    finger->x = x;
    finger->y = y;
    return event;
}

struct gesture_event gesture_zoom_move(struct gesture *gesture,
                                       struct finger *finger, int x, int y)
{
    struct gesture_event event = {.kind = GESTURE_NONE};
    struct finger *other = partner_of(gesture, finger);
    int from_x = finger->x, from_y = finger->y;

    if (other != NULL && !is_third(gesture, finger))
        return stretched(finger, other, x, y);
    finger->x = x;
    finger->y = y;
    if (other != NULL ||
        (!finger->is_zooming && !gesture_has_wandered(gesture, finger)))
        return event;
    if (!finger->is_zooming) { /* what it touched stays under it */
        from_x = finger->from_x;
        from_y = finger->from_y;
    }
    finger->is_zooming = true;
    event = event_of(GESTURE_ZOOM, finger);
    event.dx = x - from_x;
    event.dy = y - from_y;
    return event;
}

struct gesture_event gesture_zoom_up(struct gesture *gesture,
                                     const struct finger *finger)
{
    struct gesture_event event = event_of(GESTURE_ZOOM, finger);
    event.is_end = partner_of(gesture, finger) == NULL;
    return event;
}

static bool is_together(const struct gesture *gesture, const struct finger *a,
                        const struct finger *b)
{
    double dx = a->from_x - b->from_x, dy = a->from_y - b->from_y;
    double most = gesture->threshold_px * PALM_THRESHOLDS;
    return a->down_ms - b->down_ms <= PALM_MS &&
           dx * dx + dy * dy <= most * most;
}

void gesture_mark_palm(struct gesture *gesture, const struct finger *finger)
{
    int down = 0, together = 0;

    for (int i = 0; i < GESTURE_FINGERS; i++) {
        const struct finger *other = &gesture->fingers[i];
        down += other->is_down &&
                finger->down_ms - other->down_ms < PALM_LONGEST_MS;
        together += other->is_down && is_together(gesture, finger, other);
    }
    bool is_hand = down >= PALM_FINGERS;
    for (int i = 0; i < GESTURE_FINGERS; i++) {
        struct finger *other = &gesture->fingers[i];
        if (other->is_down && other != gesture_carrier(gesture) &&
            (is_hand || (together >= PALM_TOGETHER &&
                         is_together(gesture, finger, other)))) {
            other->is_palm = true;
            other->id[0] = '\0';
        }
    }
}
