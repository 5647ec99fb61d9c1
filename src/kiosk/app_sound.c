#include "kiosk/app_private.h"

#include "base/arena.h"
#include "base/log.h"
#include "base/str.h"
#include <stdio.h>
#include <string.h>

static void on_end(void *user)
{
    struct app *app = user;
    window_wake(app->window);
}

static struct audio *audio_now(struct app *app)
{
    if (!app->audio)
        app->audio = audio_new(on_end, app);
    return app->audio;
}

static const char *file_of(struct app *app, const struct sound *sound,
                           struct arena *arena)
{
    if (str_starts(sound->id, "ui."))
        return arena_printf(arena, "%s/audio/%s.opus", app->options.assets,
                            sound->id + strlen("ui."));
    return bundle_path(kiosk_bundle(&app->kiosk, sound->host), sound->id,
                       arena);
}

/* A recording that cannot be heard is left again: its words stand there. */
static void begin(struct app *app)
{
    const struct sound *sound = &app->session.sound;
    struct arena arena = {0};
    struct fail why;
    bool is_heard =
        audio_play(audio_now(app), file_of(app, sound, &arena), &why);

    arena_fini(&arena);
    snprintf(app->sounding, sizeof app->sounding, "%s", sound->id);
    if (is_heard)
        return;
    log_fail(&why);
    app->sounding[0] = '\0';
    app_update(app, (struct action){.kind = ACTION_SOUND, .is_end = true});
}

static void go_on(struct app *app)
{
    enum audio_state state = audio_status(app->audio).state;

    if (!app->session.sound.is_playing)
        audio_pause(app->audio);
    else if (state == AUDIO_SILENT)
        begin(app);
    else
        audio_resume(app->audio);
}

static void follow(struct app *app)
{
    const struct sound *sound = &app->session.sound;

    if (app->audio || sound->id[0])
        audio_volume(audio_now(app), app->session.ease.volume_percent);
    if (!sound->id[0]) {
        if (app->sounding[0])
            audio_stop(app->audio);
        app->sounding[0] = '\0';
    } else if (str_equal(sound->id, app->sounding)) {
        go_on(app);
    } else if (sound->is_playing) {
        begin(app);
    }
}

void app_sound(struct app *app, unsigned effects)
{
    struct fail why;

    if (app->visit) /* a script is silent: what it shows must not depend on it
                     */
        return;
    if (effects & EFFECT_SOUND)
        follow(app);
    if (effects & EFFECT_SEEK && app->sounding[0])
        audio_seek(app->audio, app->session.sound.position_ms);
    if (effects & EFFECT_SIGNAL) {
        audio_volume(audio_now(app), app->session.ease.volume_percent);
        audio_signal(app->audio, &why); /* the ring is seen anyway */
    }
}

void app_follow_sound(struct app *app)
{
    if (!app->audio)
        return;
    struct audio_status status = audio_status(app->audio);
    if (!app->session.sound.is_playing)
        return;
    bool is_end = status.state == AUDIO_SILENT;

    if (is_end)
        app->sounding[0] = '\0';
    app_update(app, (struct action){.kind = ACTION_SOUND,
                                    .time_ms = status.position_ms,
                                    .length_ms = status.length_ms,
                                    .is_end = is_end});
}
