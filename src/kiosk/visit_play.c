#include "kiosk/app_private.h"
#include "kiosk/visit_private.h"

#include "base/durable.h"
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

enum { FINGER = 7, DRAG_STEPS = 8, DRAG_STEP_MS = 8, SETTLE_ROUNDS = 50 };

/* A fling and its picture follow at the pace of a screen. */
enum { FRAME_MS = 16, FLING_MOST_MS = 5000, AWAIT_MOST_MS = 60000 };

static bool wrong(const struct visit *visit, const struct visit_step *step,
                  struct fail *why, const char *what)
{
    return fail_set(why, FAIL_INVALID, "%s:%d: %s: %s", visit->path, step->line,
                    step->text, what);
}

/* Until nothing is being saved or decoded and the screen shows it all. */
static void settle(struct app *app)
{
    for (int i = 0; i < SETTLE_ROUNDS; i++) {
        uint64_t before = app->shown_hash;
        saver_settle(app->saver);
        refresher_settle(app->refresher);
        surface_settle(app->surface);
        app_step(app);
        if (app->shown_hash == before && !surface_has_news(app->surface) &&
            app->session.here.screen != SCREEN_SAVING &&
            app->session.face.state != FACE_SAVING)
            break;
    }
}

static void pass(struct app *app, int64_t ms)
{
    app->clock.set_ms += ms;
    app_pass_time(app);
    app_step(app);
}

/* From one moment at which something happens to the next. */
static void idle(struct app *app, int64_t ms)
{
    int64_t end_ms = app->clock.set_ms + ms;

    while (app->clock.set_ms < end_ms) {
        int64_t now_ms = app->clock.set_ms;
        int64_t next_ms = app_deadline_ms(app);
        if (gesture_is_moving(&app->gesture))
            next_ms = now_ms + FRAME_MS;
        if (next_ms <= now_ms || next_ms > end_ms)
            next_ms = end_ms;
        pass(app, next_ms - now_ms);
        settle(app);
    }
}

static bool centre_of(const struct visit *visit, const struct visit_step *step,
                      struct app *app, const char *id, struct rect *ret_at,
                      struct fail *why)
{
    const struct touch_area *area = draw_list_area(app_list(app), id);

    if (!area || area->rect.w <= 0 || area->rect.h <= 0)
        return wrong(visit, step, why, "no such id on the screen");
    *ret_at = (struct rect){area->rect.x + area->rect.w / 2,
                            area->rect.y + area->rect.h / 2, 0, 0};
    return true;
}

static void finger(struct app *app, enum event_kind kind, int x, int y)
{
    window_push_finger(app->window, kind, FINGER, x, y);
    app_step(app);
}

static bool tap(const struct visit *visit, const struct visit_step *step,
                struct app *app, struct fail *why)
{
    struct rect at = {0};

    if (!centre_of(visit, step, app, step->text, &at, why))
        return false;
    finger(app, EVENT_FINGER_DOWN, at.x, at.y);
    app->clock.set_ms += 60;
    finger(app, EVENT_FINGER_UP, at.x, at.y);
    return true;
}

static bool press(const struct visit *visit, const struct visit_step *step,
                  struct app *app, struct fail *why)
{
    struct rect at = {0};

    if (!centre_of(visit, step, app, step->text, &at, why))
        return false;
    finger(app, EVENT_FINGER_DOWN, at.x, at.y);
    return true;
}

/* The finger that is down; NULL: none is. */
static const struct finger *pressing(const struct app *app)
{
    for (int i = 0; i < GESTURE_FINGERS; i++) {
        const struct finger *down = &app->gesture.fingers[i];
        if (down->is_down && down->finger == FINGER)
            return down;
    }
    return NULL;
}

static void release(struct app *app)
{
    const struct finger *down = pressing(app);

    if (down)
        finger(app, EVENT_FINGER_UP, down->x, down->y);
}

static void go(struct app *app, int x, int y, const struct visit_step *step)
{
    for (int i = 1; i <= DRAG_STEPS; i++) {
        app->clock.set_ms += DRAG_STEP_MS;
        finger(app, EVENT_FINGER_MOVE, x + step->dx * i / DRAG_STEPS,
               y + step->dy * i / DRAG_STEPS);
    }
}

static bool move(const struct visit *visit, const struct visit_step *step,
                 struct app *app, struct fail *why)
{
    const struct finger *down = pressing(app);

    if (!down)
        return wrong(visit, step, why, "no finger is down");
    go(app, down->x, down->y, step);
    return true;
}

static bool is_rolling(const struct app *app)
{
    return gesture_is_moving(&app->gesture) || app->overscroll.is_loose;
}

static bool drag(const struct visit *visit, const struct visit_step *step,
                 struct app *app, struct fail *why)
{
    struct rect at = {0};

    if (!centre_of(visit, step, app, step->text, &at, why))
        return false;
    finger(app, EVENT_FINGER_DOWN, at.x, at.y);
    go(app, at.x, at.y, step);
    finger(app, EVENT_FINGER_UP, at.x + step->dx, at.y + step->dy);
    for (int ms = 0; is_rolling(app) && ms < FLING_MOST_MS; ms += FRAME_MS)
        pass(app, FRAME_MS);
    return true;
}

static bool shows_text(const struct app *app, const char *words)
{
    const struct draw_list *list = app_list(app);

    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].kind == DRAW_TEXT &&
            strstr(list->items[i].text, words))
            return true;
    return false;
}

static bool is_met(const struct app *app, const char *key, const char *value)
{
    const struct session *session = &app->session;

    if (str_equal(key, "screen"))
        return str_equal(screen_names[session->here.screen], value);
    if (str_equal(key, "language"))
        return str_equal(app->kiosk.languages[session->language].tag, value);
    if (str_equal(key, "warned"))
        return str_equal(value, session->is_warned ? "yes" : "no");
    if (str_equal(key, "answers")) {
        char count[24];
        snprintf(count, sizeof count, "%zu", answers_given(&session->answers));
        return str_equal(count, value);
    }
    if (str_equal(key, "id"))
        return draw_list_area(app_list(app), value) != NULL;
    if (str_equal(key, "no-id"))
        return draw_list_area(app_list(app), value) == NULL;
    if (str_equal(key, "text"))
        return shows_text(app, value);
    return str_equal(key, "no-text") && !shows_text(app, value);
}

static bool expect(const struct visit *visit, const struct visit_step *step,
                   struct app *app, struct fail *why)
{
    const char *equals = strchr(step->text, '=');
    char key[24], found[160];

    if (!equals || (size_t)(equals - step->text) >= sizeof key)
        return wrong(visit, step, why, "expected as KEY=VALUE");
    memcpy(key, step->text, (size_t)(equals - step->text));
    key[equals - step->text] = '\0';
    if (is_met(app, key, equals + 1))
        return true;
    snprintf(found, sizeof found,
             "is not so; screen=%s language=%s answers=%zu",
             screen_names[app->session.here.screen],
             app->kiosk.languages[app->session.language].tag,
             answers_given(&app->session.answers));
    return wrong(visit, step, why, found);
}

static bool write_list(struct app *app, const char *path, struct fail *why)
{
    struct str out = {0};

    draw_list_print(app_list(app), &out);
    bool ok = durable_write(app->fs, path, str_text(&out), out.length, why);
    str_fini(&out);
    return ok;
}

static bool write_picture(struct app *app, const char *path, struct fail *why)
{
    struct str out = {0};
    bool ok = surface_png(app->surface, &out, why) &&
              durable_write(app->fs, path, str_text(&out), out.length, why);

    str_fini(&out);
    return ok;
}

static bool shot(const struct visit_step *step, struct app *app,
                 struct fail *why)
{
    char path[512];
    const char *folder = app->options.shots;

    if (!folder)
        return true;
    if (!fs_make_folders(app->fs, folder, why))
        return false;
    snprintf(path, sizeof path, "%s/%s.png", folder, step->text);
    if (!write_picture(app, path, why))
        return false;
    snprintf(path, sizeof path, "%s/%s.draw", folder, step->text);
    return write_list(app, path, why);
}

/* What came of it is not looked at here: the next visit shows it. */
static void run_errand(const struct visit_step *step, struct app *app)
{
    struct errand errand;
    struct str report = {0};

    if (errand_read(step->text, &errand))
        saver_run(app->saver, &errand, &report);
    str_fini(&report);
}

static bool is_there(const struct fs *fs, const char *path)
{
    int file = fs->ops->open(fs, path, FS_READ);

    if (file >= 0)
        fs->ops->close(fs, file);
    return file >= 0;
}

static bool await(const struct visit *visit, const struct visit_step *step,
                  struct app *app, struct fail *why)
{
    for (int ms = 0; ms < AWAIT_MOST_MS; ms += FRAME_MS) {
        if (is_there(app->fs, step->text))
            return true;
        app_step(app);
        nanosleep(&(struct timespec){.tv_nsec = FRAME_MS * 1000000L}, NULL);
    }
    return wrong(visit, step, why, "never came");
}

static bool play(const struct visit *visit, const struct visit_step *step,
                 struct app *app, struct fail *why)
{
    switch (step->verb) {
    case VISIT_TAP:
        return tap(visit, step, app, why);
    case VISIT_PRESS:
        return press(visit, step, app, why);
    case VISIT_RELEASE:
        release(app);
        return true;
    case VISIT_DRAG:
        return drag(visit, step, app, why);
    case VISIT_MOVE:
        return move(visit, step, app, why);
    case VISIT_AWAY:
        window_push_away(app->window);
        app_step(app);
        return true;
    case VISIT_TYPE:
        window_push_text(app->window, step->text);
        return true;
    case VISIT_IDLE:
        idle(app, step->ms);
        return true;
    case VISIT_EXPECT:
        return expect(visit, step, app, why);
    case VISIT_SHOT:
        return shot(step, app, why);
    case VISIT_STOP:
        return raise(SIGSTOP) == 0;
    case VISIT_GROUP:
        run_errand(step, app);
        return true;
    case VISIT_STICK:
        return app_hear_stick(app, step->text) ||
               wrong(visit, step, why, "nothing is known of a stick so");
    case VISIT_AWAIT:
        return await(visit, step, app, why);
    default:
        return true;
    }
}

static bool start(const struct visit *visit, struct app *app, struct fail *why)
{
    char id[160];

    app_step(app);
    settle(app);
    if (!visit->start.language)
        return true;
    snprintf(id, sizeof id, "lang.%s", visit->start.language);
    struct visit_step step = {.verb = VISIT_TAP, .line = 1, .text = id};
    bool ok = tap(visit, &step, app, why);
    settle(app);
    return ok;
}

/* What ended the program explains a step that could not be done. */
static bool ended(const struct app *app, struct fail *why)
{
    if (app->ending.kind == FAIL_NONE)
        return false;
    *why = app->ending;
    return true;
}

bool visit_play(const struct visit *visit, struct app *app, struct fail *why)
{
    bool is_played = start(visit, app, why);

    if (ended(app, why) || !is_played)
        return false;
    for (size_t i = 0; i < visit->steps.count; i++) {
        is_played = play(visit, &visit->steps.items[i], app, why);
        settle(app);
        if (ended(app, why) || !is_played)
            return false;
    }
    return !app->options.draw_list ||
           write_list(app, app->options.draw_list, why);
}
