#include "kiosk/app_private.h"

#include "base/arena.h"
#include "base/log.h"
#include "base/str.h"
#include "kiosk/screen.h"
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { FLING_FRAME_MS = 16 };

static const struct kiosk_language *language_now(const struct app *app)
{
    return &app->kiosk.languages[app->session.language];
}

static struct frame frame_now(struct app *app, struct arena *arena)
{
    int width, height;
    window_size(app->window, &width, &height);
    int across = width < height ? width : height;
    int along = width < height ? height : width;
    double by_across = across / 1080.0, by_along = along / 1920.0;
    double scale = by_across < by_along ? by_across : by_along;

    return (struct frame){
        .arena = arena,
        .setter = app->setter,
        .theme = app->theme,
        .language = language_now(app)->words_tag,
        .is_rtl = language_now(app)->is_rtl,
        .scale = scale,
        .width = (int)(width / scale + 0.5),
        .height = (int)(height / scale + 0.5),
        .is_portrait = height > width,
        .pressed = gesture_pressed(&app->gesture),
    };
}

/* The list before stays whole until this one is drawn. */
static const struct draw_list *build(struct app *app)
{
    int next = 1 - app->now_list;
    struct arena *arena = &app->arenas[next];
    struct draw_list *list = &app->lists[next];
    int width, height;

    arena_reset(arena);
    window_size(app->window, &width, &height);
    draw_list_init(list, arena, (struct rect){0, 0, width, height},
                   app->theme->colours->paper);
    struct frame frame = frame_now(app, arena);
    struct view view = {
        .frame = &frame,
        .kiosk = &app->kiosk,
        .session = &app->session,
        .language = language_now(app),
        .words = language_now(app)->words,
        .now_ms = clock_now_ms(&app->clock),
    };
    layout_run(&frame, screen_view(&view), list);
    app->now_list = next;
    return list;
}

/* What was not sent is kept nowhere once its visitor is gone. */
static void forget_record(struct app *app)
{
    if (app->record.text)
        memset(app->record.text, 0, app->record.length);
    str_fini(&app->record);
}

/* The receipt is written when the thank-you stands on the screen. */
static void acknowledge(struct app *app)
{
    char line[64];

    app->must_thank = false;
    int length =
        snprintf(line, sizeof line, "ACK %s\n", app->session.record.text);
    if (app->options.receipt_fd >= 0 &&
        write(app->options.receipt_fd, line, (size_t)length) != length)
        log_line("the receipt could not be written");
    if (app->options.list_command)
        log_line("saved. To list what is kept: %s", app->options.list_command);
    app->session.record.text[0] = '\0';
    forget_record(app);
}

static void draw(struct app *app)
{
    const struct draw_list *list = build(app);
    uint64_t hash = draw_list_hash(list);

    if (hash != app->shown_hash || app->must_draw ||
        surface_has_news(app->surface))
        surface_draw(app->surface, list, app->must_draw);
    app->shown_hash = hash;
    app->must_draw = app->has_left = false;
    app->drawn_at_ms = clock_now_ms(&app->clock);
    typesetter_sweep(app->setter);
    if (app->must_thank && app->session.here.screen == SCREEN_THANKS)
        acknowledge(app);
}

static bool write_record(struct app *app, struct fail *why)
{
    struct session *session = &app->session;
    struct record record = {
        .id = record_id_new(&app->rand),
        .model = kiosk_model(&app->kiosk, session->form),
        .programme = kiosk_model(&app->kiosk, -1)->id,
        .language = language_now(app)->tag,
        .answers = &session->answers,
    };

    forget_record(app);
    /* Whole from the start: growing would leave pieces in freed memory. */
    app->record.room = FORM_RECORD_BYTES + 1;
    app->record.text = memory_get(app->record.room);
    if (!record_write(&record, &app->record, why))
        return false;
    session->record = record.id;
    return true;
}

static void update(struct app *app, struct action action);

static void save(struct app *app)
{
    struct fail why;

    if (!app->session.record.text[0] && !write_record(app, &why)) {
        log_fail(&why);
        update(app, (struct action){.kind = ACTION_NOT_SAVED});
        return;
    }
    saver_save(app->saver, app->record.text, app->record.length);
}

static void update(struct app *app, struct action action)
{
    unsigned effects = session_update(&app->session, &app->kiosk, &action,
                                      clock_now_ms(&app->clock));
    if (effects & EFFECT_LEFT) {
        gesture_clear(&app->gesture);
        app->has_left = true;
    }
    if (effects & EFFECT_THANKS)
        app->must_thank = true;
    if (effects & EFFECT_SAVE)
        save(app);
    else if (!app->session.record.text[0])
        forget_record(app);
}

static void scroll(struct app *app, const struct gesture_event *event)
{
    const struct touch_area *area = draw_list_area(app_list(app), event->id);
    int before_px = app->session.here.scroll_px;

    if (!area)
        return;
    update(app, (struct action){.kind = ACTION_SCROLL,
                                .delta_px = event->delta_px,
                                .scroll_max = area->scroll_max});
    if (app->session.here.scroll_px == before_px)
        gesture_stop_fling(&app->gesture);
}

static void act(struct app *app, const struct gesture_event *event)
{
    if (event->kind == GESTURE_NONE)
        return;
    update(app, (struct action){.kind = ACTION_TOUCH});
    if (event->kind == GESTURE_TAP)
        update(app, (struct action){.kind = ACTION_TAP, .id = event->id});
    else
        scroll(app, event);
}

static void handle(struct app *app, const struct event *event)
{
    int64_t now_ms = clock_now_ms(&app->clock);
    struct gesture_event meant = {.kind = GESTURE_NONE};

    switch (event->kind) {
    case EVENT_QUIT:
        app->is_ending = true;
        break;
    case EVENT_FINGER_DOWN:
        gesture_down(&app->gesture, app_list(app), event->finger, event->x,
                     event->y, now_ms);
        update(app, (struct action){.kind = ACTION_TOUCH});
        break;
    case EVENT_FINGER_MOVE:
        meant = gesture_move(&app->gesture, event->finger, event->x, event->y,
                             now_ms);
        break;
    case EVENT_FINGER_UP:
        meant = gesture_up(&app->gesture, app_list(app), event->finger,
                           event->x, event->y, now_ms);
        break;
    case EVENT_RESIZED:
        surface_resized(app->surface);
        app->must_draw = true;
        break;
    case EVENT_EXPOSED:
        app->must_draw = true;
        break;
    case EVENT_WAKE:
        break;
    }
    act(app, &meant);
}

/* A card without room still shows the content; a folder that cannot be
 * written at all is a mistake of the setup and ends the program. */
static void hear_of_opening(struct app *app, const struct fail *why)
{
    if (why->kind == FAIL_FULL) {
        log_fail(why);
        return;
    }
    app->ending = *why;
    app->is_ending = true;
}

static void hear_news(struct app *app)
{
    struct fail why;
    enum saver_news news;

    while ((news = saver_news(app->saver, &why)) != SAVER_NOTHING) {
        if (news == SAVER_OPEN_FAILED) {
            hear_of_opening(app, &why);
        } else if (news == SAVER_SAVED) {
            update(app, (struct action){.kind = ACTION_SAVED});
        } else if (news == SAVER_FAILED) {
            log_fail(&why);
            update(app, (struct action){.kind = ACTION_NOT_SAVED});
        }
    }
}

static int wait_ms(struct app *app)
{
    int64_t now_ms = clock_now_ms(&app->clock);
    int64_t deadline_ms =
        session_deadline_ms(&app->session, &app->kiosk, now_ms);

    if (gesture_is_moving(&app->gesture)) {
        int64_t next_ms = app->drawn_at_ms + FLING_FRAME_MS;
        return next_ms <= now_ms ? 0 : (int)(next_ms - now_ms);
    }
    if (deadline_ms < 0)
        return -1;
    return deadline_ms <= now_ms ? 0 : (int)(deadline_ms - now_ms);
}

void app_pass_time(struct app *app)
{
    struct gesture_event fling =
        gesture_tick(&app->gesture, clock_now_ms(&app->clock));

    act(app, &fling);
    update(app, (struct action){.kind = ACTION_TIME});
}

void app_step(struct app *app)
{
    struct event event;

    while (!app->is_ending && window_wait(app->window, 0, &event)) {
        handle(app, &event);
        if (app->has_left) /* the next touch means what stands there now */
            draw(app);
    }
    hear_news(app);
    draw(app);
}

static void run_for_people(struct app *app)
{
    draw(app);
    while (!app->is_ending) {
        struct event event;
        if (window_wait(app->window, wait_ms(app), &event))
            handle(app, &event);
        app_pass_time(app);
        app_step(app);
    }
}

bool app_run(struct app *app, struct fail *why)
{
    if (app->visit)
        return visit_play(app->visit, app, why);
    run_for_people(app);
    if (app->ending.kind == FAIL_NONE)
        return true;
    *why = app->ending;
    return false;
}

const struct draw_list *app_list(const struct app *app)
{
    return &app->lists[app->now_list];
}
