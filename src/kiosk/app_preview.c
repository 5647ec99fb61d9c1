#include "kiosk/app_private.h"

bool app_read(struct app *app, struct fail *why)
{
    const struct app_options *options = &app->options;

    if (options->preview)
        return preview_open(options->preview, &app->kiosk, &app->preview, why);
    if (!app_read_content(app, why))
        return false;
    app->kiosk.is_unset =
        options->is_unset && !yaml_node_get(app->kiosk.config->node, "kiosk");
    return true;
}

void app_begin(struct app *app)
{
    if (app->preview)
        preview_begin(app->preview, &app->session);
    else
        session_wipe(&app->session, &app->kiosk);
}

void app_follow_author(struct app *app)
{
    if (!app->preview ||
        !preview_step(app->preview, &app->session, clock_now_ms(&app->clock)))
        return;
    app_start_over(app);
}
