#include "kiosk/app_private.h"

#include "base/log.h"
#include "kiosk/screen.h"
#include <stdio.h>
#include <string.h>

void app_on_stick(void *user, const char *line)
{
    struct app *app = user;

    stick_post_put(app->post, line);
}

bool app_hear_stick(struct app *app, const char *text)
{
    char line[STICK_LINE_BYTES];
    struct stick_news news;

    snprintf(line, sizeof line, "%s", text);
    if (strlen(text) >= sizeof line || !stick_news_read(line, &news))
        return false;
    dimmer_touch(&app->dimmer, clock_now_ms(&app->clock));
    sticks_hear(&app->sticks, &news, session_is_visit(&app->session),
                clock_now_ms(&app->clock));
    return true;
}

void app_hear_sticks(struct app *app)
{
    char line[STICK_LINE_BYTES];

    while (app->post && stick_post_take(app->post, line))
        if (!app_hear_stick(app, line))
            log_line("a line about a stick was not understood");
}

/* What warns a visitor is never covered, and nobody else is there then. */
bool app_shows_sticks(const struct app *app)
{
    return app->sticks.count > 0 && !app->session.is_warned;
}

bool app_stick_takes(struct app *app, const struct action *action)
{
    if (!app_shows_sticks(app) || !action->id)
        return false;
    if (action->kind == ACTION_TAP)
        return sticks_tap(&app->sticks, action->id);
    return action->kind == ACTION_SCROLL &&
           sticks_scroll(&app->sticks, action->id, action->delta_px,
                         action->scroll_max);
}

/* In the order of the kiosk's languages, whatever a visitor reads. */
void app_lay_sticks(struct app *app, const struct frame *screen,
                    struct draw_list *list)
{
    struct frame frame = *screen;
    const struct kiosk *kiosk = &app->kiosk;
    int chosen = app->sticks.language;

    if (!app_shows_sticks(app))
        return;
    const struct kiosk_language *language =
        &kiosk->languages[chosen < kiosk->language_count ? chosen : 0];
    frame.language = language->words_tag;
    frame.is_rtl = language->is_rtl;
    struct view view = {
        .frame = &frame,
        .kiosk = kiosk,
        .session = &app->session,
        .language = language,
        .words = language->words,
        .now_ms = clock_now_ms(&app->clock),
    };
    struct node *stack =
        layout_box(&frame, NULL, (struct box){.axis = AXIS_STACK});
    screen_stick(&view, stack, &app->sticks);
    layout_run(&frame, stack, list);
}
