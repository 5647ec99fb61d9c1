#include "kiosk/app_private.h"
#include "kiosk/app_words.h"

#include "base/str.h"
#include "kiosk/screen.h"
#include <string.h>

enum {
    FRAME_MS = 16,
    OVERSCROLLED = 4, /* parts of a window that its content is pulled over */
    OVERFLUNG = 12    /* ... and flung over */
};

static void begin_motion(struct app *app, const struct draw_list *before,
                         const struct draw_list *list)
{
    if (app->moves.kind != MOTION_NONE && app->has_motion &&
        !app->session.ease.less_motion && !app->must_draw &&
        !app_shows_sticks(app)) {
        struct motion motion = moves_motion(&app->moves, before, list);
        if (motion.kind != MOTION_NONE)
            surface_move(app->surface, &motion, clock_now_ms(&app->clock));
    }
    app->moves.kind = MOTION_NONE;
}

static void draw(struct app *app)
{
    const struct draw_list *before = app_list(app);
    const struct draw_list *list = app_build(app);
    uint64_t hash = draw_list_hash(list);

    begin_motion(app, before, list);
    /* What stood there may be what a visitor wrote. */
    arena_reset(&app->arenas[1 - app->now_list]);
    if (hash != app->shown_hash || app->must_draw ||
        surface_has_news(app->surface))
        surface_draw(app->surface, list, app->must_draw);
    app->is_in_motion = surface_step(app->surface, clock_now_ms(&app->clock));
    app->shown_hash = hash;
    app->must_draw = app->has_left = false;
    app->drawn_at_ms = clock_now_ms(&app->clock);
    typesetter_sweep(app->setter);
    app_acknowledge(app);
}

/* A group visit that is opened or closed counts from the next visit on. */
static void note_visit(struct app *app, bool was_visit)
{
    bool is_visit = session_is_visit(&app->session);

    if (!app->saver || is_visit == was_visit)
        return;
    if (is_visit)
        app->kiosk.is_group = saver_begin_visit(app->saver);
    else
        saver_end_visit(app->saver);
}

void app_update(struct app *app, struct action action)
{
    if (app->preview && preview_takes(app->preview, &action))
        return;
    if (app_stick_takes(app, &action))
        return;
    bool was_visit = session_is_visit(&app->session);
    struct moves moves = app->moves;
    if (moves.kind == MOTION_NONE)
        moves_begin(&moves, &app->session, app_list(app),
                    action.kind == ACTION_TAP ? action.id : NULL);
    int attract_step = app->session.attract_step;
    unsigned effects = session_update(&app->session, &app->kiosk, &action,
                                      clock_now_ms(&app->clock));
    note_visit(app, was_visit);
    if (effects & EFFECT_LEFT || attract_step != app->session.attract_step) {
        moves_end(&moves, &app->session,
                  app->kiosk.languages[app->session.language].is_rtl);
        app->moves = moves;
    }
    app_sound(app, effects);
    if (effects & EFFECT_LEFT) {
        gesture_clear(&app->gesture);
        app->overscroll = (struct overscroll){0};
        app->has_left = true;
    }
    if (effects & EFFECT_THANKS)
        app->must_thank = true;
    app_save(app, effects);
}

static int scrolled_px(const struct app *app, const char *id)
{
    if (app->preview && str_equal(id, "faults"))
        return preview_scroll_px(app->preview);
    if (str_equal(id, "stick"))
        return app->sticks.scroll_px;
    return str_equal(id, "sheet")            ? app->session.sheet.scroll_px
           : str_equal(id, "writing.window") ? app->session.writing.scroll_px
                                             : app->session.here.scroll_px;
}

/* What the content cannot follow stretches its end, a flung one a little. */
static void scroll(struct app *app, const struct gesture_event *event)
{
    const struct touch_area *area = draw_list_area(app_list(app), event->id);
    bool is_flung = gesture_is_flinging(&app->gesture);

    if (area && event->delta_px != 0) {
        int most_px = area->rect.h / (is_flung ? OVERFLUNG : OVERSCROLLED);
        int delta_px = overscroll_give(&app->overscroll, event->delta_px);
        int before_px = scrolled_px(app, event->id);
        app_update(app, (struct action){.kind = ACTION_SCROLL,
                                        .id = event->id,
                                        .delta_px = delta_px,
                                        .scroll_max = area->scroll_max});
        int rest_px = delta_px - (scrolled_px(app, event->id) - before_px);
        if (rest_px != 0)
            overscroll_pull(&app->overscroll, rest_px, most_px);
        if (rest_px == delta_px && is_flung)
            gesture_stop_fling(&app->gesture);
    }
    if (event->is_end || (is_flung && !gesture_is_flinging(&app->gesture)))
        overscroll_release(&app->overscroll, clock_now_ms(&app->clock));
}

/* From where the area begins to where it ends, as it is read. */
static double share_of(const struct app *app, const struct touch_area *area,
                       int x)
{
    double share = (x - area->rect.x) / (double)area->rect.w;

    share = share < 0 ? 0 : share > 1 ? 1 : share;
    return app->kiosk.languages[app->session.language].is_rtl ? 1 - share
                                                              : share;
}

static enum action_kind kind_of(const struct gesture_event *event)
{
    switch (event->kind) {
    case GESTURE_DRAG:
        return ACTION_DRAG;
    case GESTURE_ZOOM:
        return ACTION_ZOOM;
    case GESTURE_HOLD:
        return ACTION_HOLD;
    default:
        return ACTION_TAP;
    }
}

static struct action meant(struct app *app, const struct gesture_event *event,
                           const struct touch_area *area)
{
    struct action action = {.kind = kind_of(event),
                            .id = event->id,
                            .taps = event->taps,
                            .factor = event->factor,
                            .dx = event->dx,
                            .dy = event->dy};

    app_words_meant(app, event, &action);
    if (!area)
        return action;
    action.x = event->x - area->whole.x - area->whole.w / 2;
    action.y = event->y - area->whole.y - area->whole.h / 2;
    action.width = area->whole.w;
    action.height = area->whole.h;
    action.share = share_of(app, area, event->x);
    return action;
}

static void act(struct app *app, const struct gesture_event *event)
{
    if (event->kind == GESTURE_NONE)
        return;
    if (event->kind != GESTURE_PULL) /* a finger may rest there for ever */
        app_update(app, (struct action){.kind = ACTION_TOUCH});
    if (event->kind == GESTURE_SCROLL)
        scroll(app, event);
    else if (event->kind == GESTURE_LIFT)
        app_lift(app, event);
    else if (event->kind == GESTURE_PULL)
        app_pull(app, event);
    else if (event->kind != GESTURE_DRAG || !app_words_drag(app, event))
        app_update(app,
                   meant(app, event, draw_list_area(app_list(app), event->id)));
}

static void handle(struct app *app, const struct event *event)
{
    int64_t now_ms = clock_now_ms(&app->clock);
    struct gesture_event touched = {.kind = GESTURE_NONE};

    switch (event->kind) {
    case EVENT_QUIT:
        app->is_ending = true;
        break;
    case EVENT_FINGER_DOWN:
        if (dimmer_touch(&app->dimmer, now_ms))
            break; /* nobody saw what is under it */
        gesture_down(&app->gesture, app_list(app), event->finger, event->x,
                     event->y, now_ms);
        app_update(app, (struct action){.kind = ACTION_TOUCH});
        break;
    case EVENT_FINGER_MOVE:
        touched = gesture_move(&app->gesture, event->finger, event->x, event->y,
                               now_ms);
        break;
    case EVENT_FINGER_UP:
        touched = gesture_up(&app->gesture, app_list(app), event->finger,
                             event->x, event->y, now_ms);
        break;
    case EVENT_RESIZED:
        surface_resized(app->surface);
        app->must_draw = true;
        break;
    case EVENT_EXPOSED:
        app->must_draw = true;
        break;
    case EVENT_AWAY:
        gesture_clear(&app->gesture);
        break;
    case EVENT_WAKE:
        break;
    }
    act(app, &touched);
    app_settle_lift(app);
}

static bool is_moving(const struct app *app)
{
    return app->is_in_motion || app->overscroll.is_loose ||
           gesture_is_moving(&app->gesture);
}

/* Of two times at which something is to happen; -1: never. */
static int64_t sooner(int64_t a, int64_t b)
{
    return a < 0 ? b : b < 0 ? a : a < b ? a : b;
}

int64_t app_deadline_ms(const struct app *app)
{
    int64_t session_ms = session_deadline_ms(&app->session, &app->kiosk,
                                             clock_now_ms(&app->clock));
    int64_t sticks_ms = sticks_deadline_ms(&app->sticks);

    return sooner(sooner(session_ms, sticks_ms),
                  dimmer_deadline_ms(&app->dimmer));
}

static int wait_ms(struct app *app)
{
    int64_t now_ms = clock_now_ms(&app->clock);
    int64_t deadline_ms = app_deadline_ms(app);

    if (is_moving(app)) {
        int64_t next_ms = app->drawn_at_ms + FRAME_MS;
        return next_ms <= now_ms ? 0 : (int)(next_ms - now_ms);
    }
    if (app->preview)
        deadline_ms = sooner(deadline_ms, preview_deadline_ms(app->preview));
    if (app->options.service)
        deadline_ms =
            sooner(deadline_ms, service_deadline_ms(app->options.service));
    deadline_ms = sooner(deadline_ms, app->prove_at_ms);
    deadline_ms = sooner(deadline_ms, gesture_deadline_ms(&app->gesture));
    if (deadline_ms < 0)
        return -1;
    return deadline_ms <= now_ms ? 0 : (int)(deadline_ms - now_ms);
}

void app_pass_time(struct app *app)
{
    struct gesture_event fling =
        gesture_tick(&app->gesture, clock_now_ms(&app->clock));

    act(app, &fling);
    overscroll_tick(&app->overscroll, clock_now_ms(&app->clock));
    app_follow_sound(app);
    app_follow_author(app);
    app_follow_content(app);
    sticks_pass_time(&app->sticks, clock_now_ms(&app->clock));
    dimmer_pass_time(&app->dimmer, clock_now_ms(&app->clock));
    app_update(app, (struct action){.kind = ACTION_TIME});
}

void app_step(struct app *app)
{
    struct event event;

    while (!app->is_ending && window_wait(app->window, 0, &event)) {
        handle(app, &event);
        if (app->has_left) /* the next touch means what stands there now */
            draw(app);
    }
    app_hear_saver(app);
    app_hear_sticks(app);
    draw(app);
}

/* From here alone: who hangs must not seem to live. */
static void tell_service(struct app *app)
{
    if (app->options.service)
        service_alive(app->options.service, clock_now_ms(&app->clock));
}

static void run_for_people(struct app *app)
{
    app_step(app);
    while (!app->is_ending) {
        struct event event;
        tell_service(app);
        if (window_wait(app->window, wait_ms(app), &event))
            handle(app, &event);
        app_pass_time(app);
        app_step(app);
    }
}

bool app_run(struct app *app, struct fail *why)
{
    if (app->visit)
        return app->has_ended_well = visit_play(app->visit, app, why);
    run_for_people(app);
    app->has_ended_well = app->ending.kind == FAIL_NONE;
    if (app->has_ended_well)
        return true;
    *why = app->ending;
    return false;
}

const struct draw_list *app_list(const struct app *app)
{
    return &app->lists[app->now_list];
}
