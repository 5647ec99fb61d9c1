#include "kiosk/app_private.h"

#include "base/arena.h"
#include "base/log.h"
#include "kiosk/gallery.h"
#include <stdlib.h>

enum { TAP_WANDER_PX = 24, SCRIPT_SEED = 1, SCRIPT_START_MS = 1000 };

static void wake(void *user)
{
    struct app *app = user;
    window_wake(app->window);
}

static struct rand script_rand(const struct visit *visit)
{
    unsigned seed = visit_start(visit)->seed;

    return rand_seeded(seed ? seed : SCRIPT_SEED);
}

static bool read_visit(struct app *app, struct fail *why)
{
    struct app_options *options = &app->options;

    if (!options->visit)
        return true;
    if (!visit_read(app->fs, options->visit, &app->visit, why))
        return false;
    const struct visit_start *start = visit_start(app->visit);
    if (start->width) {
        options->width = start->width;
        options->height = start->height;
    }
    if (start->config)
        options->config = start->config;
    if (start->is_gallery)
        options->is_gallery = true;
    app->clock = clock_script(SCRIPT_START_MS);
    app->rand = script_rand(app->visit);
    return true;
}

static bool open_screen(struct app *app, struct fail *why)
{
    struct window_options options = {
        .width = app->options.width,
        .height = app->options.height,
        .is_kiosk = app->options.is_kiosk,
        .is_script = app->visit != NULL,
        .ends_on_escape = app->preview != NULL,
        .rotation = (int)app->kiosk.config->panel->rotation,
    };

    return window_open(&options, &app->window, why) &&
           typesetter_open(app->options.assets, &app->setter, why) &&
           surface_open(app->window, app->setter, app->options.assets,
                        &app->surface, why);
}

/* A kiosk that nobody can ask for batches still shows everything. */
static void open_door(struct app *app)
{
    struct fail why;

    const struct door_house house = {.saver = app->saver,
                                     .on_content = app_on_content,
                                     .on_stick = app_on_stick,
                                     .user = app};

    app->post = stick_post_new(wake, app);
    if (app->options.socket &&
        !door_open(app->options.socket, &house, &app->door, &why))
        log_fail(&why);
}

static bool open_store(struct app *app, struct fail *why)
{
    struct keeper_options options = {
        .fs = app->fs,
        .rand = app->visit ? script_rand(app->visit) : rand_system(),
        .wall = app->options.wall ? *app->options.wall : wall_system(),
        .data = app->options.data,
    };

    keeper_options_fill(&options, &app->kiosk);
    if (!saver_open(&options, wake, app, &app->saver, why))
        return false;
    open_door(app);
    return true;
}

/* Nothing is asked there, so no store is opened. */
static bool open_gallery(struct app *app, struct fail *why)
{
    app->kiosk.signs =
        gallery_signs(app->fs, &app->kiosk, app->options.assets, why);
    return app->kiosk.signs != NULL;
}

static bool open_all(struct app *app, struct fail *why)
{
    return read_visit(app, why) && app_read(app, why) &&
           theme_read(app->options.assets, &app->theme, why) &&
           open_screen(app, why) &&
           (app->options.is_gallery ? open_gallery(app, why)
                                    : open_store(app, why));
}

bool app_open(const struct app_options *options, struct app **ret_app,
              struct fail *why)
{
    struct app *app = memory_get(sizeof *app);

    app->options = *options;
    app->fs = options->fs ? options->fs : fs_system();
    app->clock = clock_system();
    app->rand = rand_system();
    if (!open_all(app, why)) {
        app_close(app);
        return false;
    }
    gesture_init(&app->gesture, TAP_WANDER_PX);
    dimmer_open(&app->dimmer, app->fs, options->backlight,
                clock_now_ms(&app->clock));
    app_begin_content(app);
    app_begin(app);
    if (app->options.is_gallery)
        app->session.here.screen = SCREEN_GALLERY;
    app->must_draw = true;
    app->has_motion = app->visit == NULL;
    *ret_app = app;
    return true;
}

void app_close(struct app *app)
{
    if (!app)
        return;
    dimmer_close(&app->dimmer);
    audio_free(app->audio);
    door_close(app->door); /* before the saver it asks */
    stick_post_free(app->post);
    saver_close(app->saver); /* before the window it wakes */
    surface_close(app->surface);
    typesetter_close(app->setter);
    window_close(app->window);
    theme_free(app->theme);
    if (app->preview)
        preview_close(app->preview);
    else
        app_close_content(app);
    visit_free(app->visit);
    str_fini(&app->record);
    arena_fini(&app->arenas[0]);
    arena_fini(&app->arenas[1]);
    free(app);
}
