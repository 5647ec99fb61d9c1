#include "kiosk/app_private.h"

static void on_news(void *user)
{
    struct app *app = user;

    window_wake(app->window);
}

bool app_read_content(struct app *app, struct fail *why)
{
    const struct app_options *options = &app->options;
    struct refresher_options to_read = {
        .fs = app->fs,
        .places = {.content = {.shipped = options->content,
                               .installed = options->installed},
                   .assets = options->assets,
                   .config = options->config},
        .on_news = on_news,
        .user = app,
    };

    app->prove_at_ms = -1;
    return refresher_open(&to_read, &app->kiosk, &app->refresher, why);
}

void app_begin_content(struct app *app)
{
    if (!app->refresher)
        return;
    refresher_begin(app->refresher);
    app->prove_at_ms = clock_now_ms(&app->clock) + TRIAL_MS;
}

void app_close_content(struct app *app)
{
    refresher_close(app->refresher, app->has_ended_well);
    kiosk_fini(&app->kiosk);
    kiosk_fini(&app->kiosk_before);
    kiosk_fini(&app->kiosk_first);
}

void app_start_over(struct app *app)
{
    gesture_clear(&app->gesture);
    app->overscroll = (struct overscroll){0};
    app->moves.kind = MOTION_NONE;
    app_sound(app, EFFECT_SOUND);
    surface_forget_pictures(app->surface);
    app->has_left = app->must_draw = true;
}

/* Nobody is there, and nothing of anybody's is on its way to the disk. */
static bool may_swap(const struct app *app)
{
    return !session_is_visit(&app->session) &&
           app->session.sheet.kind == SHEET_NONE &&
           app->session.face.state == FACE_NONE && !app->is_saving_face &&
           !app->form_waits && !app->must_thank && !app->must_thank_face;
}

/* What the screen shows until the next frame still points into the kiosk
 * before; the first one has what the saver and all others borrow. */
static void keep_before(struct app *app)
{
    bool is_first = app->kiosk_first.arena.blocks == NULL;

    kiosk_fini(&app->kiosk_before);
    *(is_first ? &app->kiosk_first : &app->kiosk_before) = app->kiosk;
}

static void swap(struct app *app)
{
    bool is_group = app->kiosk.is_group, is_unset = app->kiosk.is_unset;

    keep_before(app);
    refresher_take(app->refresher, &app->kiosk);
    app->kiosk.is_group = is_group;
    app->kiosk.is_unset = is_unset;
    saver_learn(app->saver, &app->kiosk);
    session_wipe(&app->session, &app->kiosk);
    app_start_over(app);
    app->prove_at_ms = clock_now_ms(&app->clock) + TRIAL_MS;
}

void app_follow_content(struct app *app)
{
    if (!app->refresher)
        return;
    if (refresher_has(app->refresher) && may_swap(app))
        swap(app);
    /* What waits to be shown was read, and is not proven. */
    if (refresher_has(app->refresher) || app->prove_at_ms < 0 ||
        clock_now_ms(&app->clock) < app->prove_at_ms)
        return;
    app->prove_at_ms = -1;
    if (refresher_is_on_trial(app->refresher))
        refresher_prove(app->refresher);
}

void app_on_content(void *user)
{
    struct app *app = user;

    refresher_look(app->refresher);
}
