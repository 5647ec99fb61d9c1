#include "ui/gesture_private.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    CARRIER_LOST_MS = 5000, /* silent so long while another comes down */
    PULL_TICK_MOST_MS = 100,
    PULL_PART = 6,      /* of a window, at each end, in which it is pulled, */
    PULL_THRESHOLDS = 6 /* but no more than so much of what a tap may wander */
};
#define PULL_WINDOW_MS 1500.0 /* for a window's height, at its very end */

static struct gesture_event event_of(const struct finger *finger, int dy)
{
    struct gesture_event event = {
        .kind = finger->on == FINGER_LIFTS ? GESTURE_LIFT : GESTURE_DRAG,
        .x = finger->x,
        .y = finger->y,
        .dy = dy};
    snprintf(event.id, sizeof event.id, "%s", finger->id);
    return event;
}

/* The others are only waited for: their going up must be known. */
static void hush_others(struct gesture *gesture, const struct finger *finger)
{
    for (int i = 0; i < GESTURE_FINGERS; i++) {
        struct finger *other = &gesture->fingers[i];
        if (other == finger)
            continue;
        *other = (struct finger){.is_down = other->is_down,
                                 .finger = other->finger,
                                 .x = other->x,
                                 .y = other->y,
                                 .at_ms = other->at_ms,
                                 .down_ms = other->down_ms};
    }
}

/* What it touched stays under the finger. */
static void lift(struct gesture *gesture, struct finger *finger,
                 struct gesture_event *ret_event)
{
    if (abs(finger->y - finger->from_y) <= gesture->threshold_px)
        return;
    finger->is_dragging = true;
    gesture->pull_at_ms = 0;
    hush_others(gesture, finger);
    *ret_event = event_of(finger, finger->y - finger->from_y);
}

bool gesture_drag_move(struct gesture *gesture, struct finger *finger, int x,
                       int y, struct gesture_event *ret_event)
{
    int dy = y - finger->y;

    finger->x = x;
    finger->y = y;
    if (finger->is_dragging) {
        *ret_event = event_of(finger, dy);
        return true;
    }
    if (finger->on == FINGER_LIFTS) {
        lift(gesture, finger, ret_event);
        return true;
    }
    if (!gesture_has_wandered(gesture, finger))
        return true;
    if (abs(y - finger->from_y) > abs(x - finger->from_x))
        return false;
    finger->is_dragging = true;
    *ret_event = event_of(finger, dy);
    return true;
}

struct gesture_event gesture_drag_up(const struct finger *finger, int dy)
{
    struct gesture_event event = event_of(finger, dy);
    event.is_end = true;
    return event;
}

const struct finger *gesture_carrier(const struct gesture *gesture)
{
    for (int i = 0; i < GESTURE_FINGERS; i++) {
        const struct finger *finger = &gesture->fingers[i];
        if (finger->is_down && finger->is_dragging &&
            finger->on == FINGER_LIFTS)
            return finger;
    }
    return NULL;
}

void gesture_forget_carrier(struct gesture *gesture, int64_t now_ms)
{
    const struct finger *carrier = gesture_carrier(gesture);

    if (carrier != NULL && now_ms - carrier->at_ms > CARRIER_LOST_MS)
        gesture->fingers[carrier - gesture->fingers] =
            (struct finger){.is_down = false};
}

bool gesture_carries(const struct gesture *gesture,
                     struct gesture_event *ret_event)
{
    const struct finger *carrier = gesture_carrier(gesture);

    if (carrier != NULL)
        *ret_event = event_of(carrier, 0);
    return carrier != NULL;
}

/* From 0 where the end begins to 1 where the window ends, and beyond. */
static double share_of(int depth_px, int zone_px)
{
    double share = zone_px > 0 ? (double)depth_px / zone_px : 0;
    return share < 0 ? 0 : share > 1 ? 1 : share;
}

/* Only the way the finger went: a row that lies at the end when it is lifted
 * does not set off at once. */
double gesture_pull_speed(const struct gesture *gesture)
{
    const struct finger *carrier = gesture_carrier(gesture);

    if (carrier == NULL || carrier->scroll[0] == '\0')
        return 0;
    int most = gesture->threshold_px * PULL_THRESHOLDS;
    int zone = carrier->scroll_h / PULL_PART;
    int end = carrier->scroll_y + carrier->scroll_h;
    zone = zone < most ? zone : most;
    double fastest = carrier->scroll_h / PULL_WINDOW_MS;
    if (carrier->y < carrier->from_y)
        return -fastest * share_of(carrier->scroll_y + zone - carrier->y, zone);
    return fastest * share_of(carrier->y - (end - zone), zone);
}

struct gesture_event gesture_pull(struct gesture *gesture, int64_t now_ms)
{
    struct gesture_event event = {.kind = GESTURE_NONE};
    double speed = gesture_pull_speed(gesture);
    double passed_ms = (double)(now_ms - gesture->pull_at_ms);

    if (speed == 0 || gesture->pull_at_ms == 0) {
        gesture->pull_rest = 0;
        gesture->pull_at_ms = speed == 0 ? 0 : now_ms;
        return event;
    }
    gesture->pull_at_ms = now_ms;
    gesture->pull_rest += speed * fmin(passed_ms, PULL_TICK_MOST_MS);
    double whole = trunc(gesture->pull_rest);
    gesture->pull_rest -= whole;
    if (whole == 0)
        return event;
    event.kind = GESTURE_PULL;
    event.delta_px = (int)whole;
    snprintf(event.id, sizeof event.id, "%s", gesture_carrier(gesture)->scroll);
    return event;
}
