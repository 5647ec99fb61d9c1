#include "ui/gesture_private.h"
#include <math.h>
#include <stdio.h>
#include <string.h>

/* Felt out on a desk: a flick of half a screen glides for about a second. */
#define FLING_FADE_MS   325.0
#define FLING_LEAST     0.25 /* px a ms, to begin */
#define FLING_END       0.03
#define FLING_MOST      8.0
#define SPEED_WINDOW_MS 40.0
enum {
    FLING_REST_MS = 60,
    TICK_MOST_MS = 100,
    HOLD_MS = 500,
    DOUBLE_MS = 300,
    LOST_MS = 60000 /* a finger that was not heard of went up unnoticed */
};

static void copy_id(char to[GESTURE_ID_BYTES], const char *from)
{
    snprintf(to, GESTURE_ID_BYTES, "%s", from != NULL ? from : "");
}

/* What a tap at a point means: the last area there that is no scroll area. */
static const struct touch_area *area_at(const struct draw_list *list, int x,
                                        int y)
{
    for (size_t i = list->area_count; i > 0; i--) {
        const struct touch_area *area = &list->areas[i - 1];
        if (!area->is_scroll && rect_contains(area->rect, x, y))
            return area;
    }
    return NULL;
}

static const struct touch_area *scroll_at(const struct draw_list *list, int x,
                                          int y)
{
    for (size_t i = list->area_count; i > 0; i--) {
        const struct touch_area *area = &list->areas[i - 1];
        if (area->is_scroll && rect_contains(area->rect, x, y))
            return area->scroll_max > 0 ? area : NULL;
    }
    return NULL;
}

static struct finger *find(struct gesture *gesture, int64_t id)
{
    for (int i = 0; i < GESTURE_FINGERS; i++)
        if (gesture->fingers[i].is_down && gesture->fingers[i].finger == id)
            return &gesture->fingers[i];
    return NULL;
}

static struct finger *find_free(struct gesture *gesture)
{
    for (int i = 0; i < GESTURE_FINGERS; i++)
        if (!gesture->fingers[i].is_down)
            return &gesture->fingers[i];
    return NULL;
}

void gesture_init(struct gesture *gesture, int threshold_px)
{
    *gesture = (struct gesture){.threshold_px = threshold_px};
}

void gesture_clear(struct gesture *gesture)
{
    memset(gesture->fingers, 0, sizeof gesture->fingers);
    gesture_stop_fling(gesture);
}

void gesture_stop_fling(struct gesture *gesture)
{
    gesture->fling[0] = '\0';
    gesture->fling_speed = gesture->fling_rest = 0;
}

static struct finger *find_oldest(struct gesture *gesture)
{
    struct finger *oldest = &gesture->fingers[0];
    for (int i = 1; i < GESTURE_FINGERS; i++)
        if (gesture->fingers[i].at_ms < oldest->at_ms)
            oldest = &gesture->fingers[i];
    return oldest;
}

static void lay_on(struct finger *finger, const struct touch_area *area)
{
    if (area == NULL)
        return;
    copy_id(finger->id, area->id);
    finger->wants_hold = area->wants_hold;
    finger->on = area->is_zoom   ? FINGER_ZOOMS
                 : area->is_drag ? FINGER_DRAGS
                 : area->is_lift ? FINGER_LIFTS
                                 : FINGER_TAPS;
}

static void lay_in(struct finger *finger, const struct touch_area *scroll)
{
    if (scroll == NULL)
        return;
    copy_id(finger->scroll, scroll->id);
    finger->scroll_y = scroll->rect.y;
    finger->scroll_h = scroll->rect.h;
}

static void forget_lost(struct gesture *gesture, int64_t now_ms)
{
    for (int i = 0; i < GESTURE_FINGERS; i++) {
        struct finger *finger = &gesture->fingers[i];
        if (finger->is_down && now_ms - finger->at_ms > LOST_MS)
            finger->is_down = false;
    }
}

void gesture_down(struct gesture *gesture, const struct draw_list *list,
                  int64_t id, int x, int y, int64_t now_ms)
{
    bool is_first = !gesture->had_finger;
    gesture->had_finger = true;
    if (is_first && x == 0 && y == 0)
        return;
    forget_lost(gesture, now_ms);
    gesture_forget_carrier(gesture, now_ms);
    struct finger *finger = find(gesture, id); /* its going up was lost */
    if (finger == NULL)
        finger = find_free(gesture);
    if (finger == NULL && gesture_carrier(gesture) != NULL)
        return;
    if (finger == NULL)
        finger = find_oldest(gesture); /* fingers whose going up was lost */
    *finger = (struct finger){.is_down = true,
                              .finger = id,
                              .x = x,
                              .y = y,
                              .from_x = x,
                              .from_y = y,
                              .sample_y = y,
                              .at_ms = now_ms,
                              .down_ms = now_ms};
    if (gesture_carrier(gesture) == NULL)
        lay_in(finger, scroll_at(list, x, y));
    if (gesture->fling[0] != '\0')
        gesture_stop_fling(gesture);
    else if (gesture_carrier(gesture) == NULL)
        lay_on(finger, area_at(list, x, y));
    gesture_mark_palm(gesture, finger);
}

static bool is_scrolled_by_another(const struct gesture *gesture,
                                   const struct finger *finger)
{
    for (int i = 0; i < GESTURE_FINGERS; i++) {
        const struct finger *other = &gesture->fingers[i];
        if (other != finger && other->is_down && other->is_scrolling &&
            strcmp(other->scroll, finger->scroll) == 0)
            return true;
    }
    return false;
}

/* Several events may come within one ms: a sample is taken when time went on.
 */
static void sample_speed(struct finger *finger, int64_t now_ms)
{
    double passed_ms = (double)(now_ms - finger->at_ms);
    if (passed_ms < 1)
        return;
    double speed = (finger->sample_y - finger->y) / passed_ms;
    double part = 1 - exp(-passed_ms / SPEED_WINDOW_MS);
    if (finger->speed == 0)
        finger->speed = speed;
    else
        finger->speed += (speed - finger->speed) * part;
    finger->sample_y = finger->y;
    finger->at_ms = now_ms;
}

bool gesture_has_wandered(const struct gesture *gesture,
                          const struct finger *finger)
{
    double dx = finger->x - finger->from_x, dy = finger->y - finger->from_y;
    double most = gesture->threshold_px;
    return dx * dx + dy * dy > most * most;
}

static struct gesture_event moved(struct gesture *gesture,
                                  struct finger *finger, int x, int y,
                                  int64_t now_ms)
{
    struct gesture_event event = {.kind = GESTURE_NONE};
    int last_y = finger->y;
    if (finger->is_palm)
        return event;
    if (finger->on != FINGER_TAPS)
        finger->at_ms = now_ms;
    if (finger->on == FINGER_ZOOMS)
        return gesture_zoom_move(gesture, finger, x, y);
    if (finger->on == FINGER_DRAGS || finger->on == FINGER_LIFTS) {
        if (gesture_drag_move(gesture, finger, x, y, &event))
            return event;
        finger->on = FINGER_TAPS;
        finger->id[0] = '\0';
    }
    finger->x = x;
    finger->y = y;
    if (finger->scroll[0] == '\0')
        return event;
    sample_speed(finger, now_ms);
    if (!finger->is_scrolling) {
        if (!gesture_has_wandered(gesture, finger))
            return event;
        finger->id[0] = '\0';
        if (is_scrolled_by_another(gesture, finger))
            return event;
        finger->is_scrolling = true;
        last_y = finger->from_y; /* what it touched stays under the finger */
    }
    if (y == last_y)
        return event;
    event.kind = GESTURE_SCROLL;
    event.delta_px = last_y - y;
    copy_id(event.id, finger->scroll);
    return event;
}

struct gesture_event gesture_move(struct gesture *gesture, int64_t id, int x,
                                  int y, int64_t now_ms)
{
    struct finger *finger = find(gesture, id);
    if (finger == NULL)
        return (struct gesture_event){.kind = GESTURE_NONE};
    return moved(gesture, finger, x, y, now_ms);
}

static void start_fling(struct gesture *gesture, const struct finger *finger,
                        int64_t now_ms, int64_t rested_ms)
{
    double speed = finger->speed;
    if (rested_ms > FLING_REST_MS || fabs(speed) < FLING_LEAST)
        return;
    gesture->fling_speed = fmax(-FLING_MOST, fmin(FLING_MOST, speed));
    gesture->fling_rest = 0;
    gesture->fling_at_ms = now_ms;
    copy_id(gesture->fling, finger->scroll);
}

/* Twice quickly in one place is told apart; both are taps. */
static int count_tap(struct gesture *gesture, const struct finger *finger,
                     int64_t now_ms)
{
    int dx = finger->x - gesture->tap_x, dy = finger->y - gesture->tap_y;
    int most = 2 * gesture->threshold_px;
    bool is_second = strcmp(gesture->tap, finger->id) == 0 &&
                     now_ms - gesture->tap_ms <= DOUBLE_MS &&
                     dx * dx + dy * dy <= most * most;

    copy_id(gesture->tap, is_second ? "" : finger->id);
    gesture->tap_x = finger->x;
    gesture->tap_y = finger->y;
    gesture->tap_ms = now_ms;
    return is_second ? 2 : 1;
}

static struct gesture_event tapped(struct gesture *gesture,
                                   const struct draw_list *list,
                                   const struct finger *finger, int64_t now_ms)
{
    struct gesture_event event = {.kind = GESTURE_NONE};
    const struct touch_area *there = area_at(list, finger->x, finger->y);

    if (finger->id[0] == '\0' || there == NULL ||
        strcmp(there->id, finger->id) != 0)
        return event;
    event.kind = GESTURE_TAP;
    event.x = finger->x;
    event.y = finger->y;
    event.taps = count_tap(gesture, finger, now_ms);
    copy_id(event.id, finger->id);
    return event;
}

/* What was held may have opened something under the finger. */
static struct gesture_event slid(const struct gesture *gesture,
                                 const struct draw_list *list,
                                 const struct finger *finger)
{
    struct gesture_event event = {.kind = GESTURE_NONE};
    const struct touch_area *there = area_at(list, finger->x, finger->y);

    if (there == NULL || !gesture_has_wandered(gesture, finger))
        return event;
    event.kind = GESTURE_SLIDE;
    event.x = finger->x;
    event.y = finger->y;
    copy_id(event.id, there->id);
    return event;
}

static struct gesture_event scrolled(struct gesture *gesture,
                                     struct gesture_event event,
                                     const struct finger *finger,
                                     int64_t now_ms, int64_t rested_ms)
{
    start_fling(gesture, finger, now_ms, rested_ms);
    event.kind = GESTURE_SCROLL;
    event.is_end = gesture->fling[0] == '\0';
    copy_id(event.id, finger->scroll);
    return event;
}

struct gesture_event gesture_up(struct gesture *gesture,
                                const struct draw_list *list, int64_t id, int x,
                                int y, int64_t now_ms)
{
    struct gesture_event event = {.kind = GESTURE_NONE};
    struct finger *finger = find(gesture, id);
    if (finger == NULL)
        return event;
    /* Going up is no movement: it must not dilute the speed. */
    int64_t rested_ms = now_ms - finger->at_ms;
    if (x != finger->x || y != finger->y) {
        event = moved(gesture, finger, x, y, now_ms);
        rested_ms = 0;
    }
    if (finger->is_palm)
        event.kind = GESTURE_NONE;
    else if (finger->is_scrolling)
        event = scrolled(gesture, event, finger, now_ms, rested_ms);
    else if (finger->is_zooming && event.kind == GESTURE_NONE)
        event = gesture_zoom_up(gesture, finger);
    else if (finger->is_dragging ||
             (finger->on == FINGER_DRAGS && finger->id[0] != '\0'))
        event = gesture_drag_up(finger, event.dy);
    else if (finger->was_held)
        event = slid(gesture, list, finger);
    else if (!finger->is_zooming)
        event = tapped(gesture, list, finger, now_ms);
    *finger = (struct finger){.is_down = false};
    return event;
}

static struct gesture_event held(struct gesture *gesture, int64_t now_ms)
{
    struct gesture_event event = {.kind = GESTURE_NONE};
    for (int i = 0; i < GESTURE_FINGERS; i++) {
        struct finger *finger = &gesture->fingers[i];
        if (!finger->is_down || !finger->wants_hold || finger->id[0] == '\0' ||
            now_ms - finger->down_ms < HOLD_MS)
            continue;
        event = (struct gesture_event){
            .kind = GESTURE_HOLD, .x = finger->x, .y = finger->y};
        copy_id(event.id, finger->id);
        finger->id[0] = '\0'; /* going up is no tap */
        finger->was_held = true;
        break;
    }
    return event;
}

int64_t gesture_deadline_ms(const struct gesture *gesture)
{
    int64_t next_ms = -1;
    for (int i = 0; i < GESTURE_FINGERS; i++) {
        const struct finger *finger = &gesture->fingers[i];
        if (!finger->is_down || !finger->wants_hold || finger->id[0] == '\0')
            continue;
        if (next_ms < 0 || finger->down_ms + HOLD_MS < next_ms)
            next_ms = finger->down_ms + HOLD_MS;
    }
    return next_ms;
}

/* Speed fades as exp(-t / FLING_FADE_MS); the way is its integral. */
struct gesture_event gesture_tick(struct gesture *gesture, int64_t now_ms)
{
    struct gesture_event event = {.kind = GESTURE_NONE};
    if (gesture_carrier(gesture) != NULL)
        return gesture_pull(gesture, now_ms);
    if (gesture->fling[0] == '\0')
        return held(gesture, now_ms);
    double passed_ms = (double)(now_ms - gesture->fling_at_ms);
    if (passed_ms <= 0)
        return event;
    gesture->fling_at_ms = now_ms;
    passed_ms = fmin(passed_ms, TICK_MOST_MS);
    double left = exp(-passed_ms / FLING_FADE_MS);
    gesture->fling_rest += gesture->fling_speed * FLING_FADE_MS * (1 - left);
    gesture->fling_speed *= left;
    double whole = trunc(gesture->fling_rest);
    gesture->fling_rest -= whole;
    bool is_end = fabs(gesture->fling_speed) < FLING_END;
    if (whole != 0 || is_end) {
        event.kind = GESTURE_SCROLL;
        event.delta_px = (int)whole;
        event.is_end = is_end;
        copy_id(event.id, gesture->fling);
    }
    if (is_end)
        gesture_stop_fling(gesture);
    return event;
}

bool gesture_is_flinging(const struct gesture *gesture)
{
    return gesture->fling[0] != '\0';
}

bool gesture_is_moving(const struct gesture *gesture)
{
    return gesture_is_flinging(gesture) || gesture_pull_speed(gesture) != 0;
}

const char *gesture_pressed(const struct gesture *gesture)
{
    for (int i = 0; i < GESTURE_FINGERS; i++)
        if (gesture->fingers[i].is_down && gesture->fingers[i].id[0] != '\0' &&
            gesture->fingers[i].on != FINGER_ZOOMS)
            return gesture->fingers[i].id;
    return NULL;
}
