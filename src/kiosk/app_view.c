#include "kiosk/app_private.h"

#include "base/utf8.h"
#include "kiosk/panel.h"
#include "kiosk/screen.h"
#include <string.h>

/* Reading aloud takes longer: 900 letters a minute are about 150 words. */
enum { LETTERS_A_MINUTE = 900, MINUTE_MS = 60000 };

static const struct kiosk_language *language_now(const struct app *app)
{
    return &app->kiosk.languages[app->session.language];
}

static struct frame frame_now(struct app *app, struct arena *arena)
{
    const struct ease *ease = &app->session.ease;
    struct panel_wish wish = {ease_text_percents[ease->text_size],
                              ease->within_reach};
    int width, height;

    window_size(app->window, &width, &height);
    struct panel_fit fit =
        panel_fit(width, height, app->kiosk.config->panel, wish);
    return (struct frame){
        .arena = arena,
        .setter = app->setter,
        .theme = theme_in(app->theme, (enum theme_mode)ease->look),
        .language = language_now(app)->words_tag,
        .is_rtl = language_now(app)->is_rtl,
        .scale = fit.scale,
        .width = fit.width,
        .height = fit.height,
        .is_portrait = fit.is_portrait,
        .is_compact = fit.is_compact,
        .touch = fit.touch,
        .reach_top = fit.reach_top,
        .text_percent = wish.text_percent,
        .overscroll_px = (int)app->overscroll.px,
        .pressed = gesture_pressed(&app->gesture),
    };
}

static void note_reading(struct app *app, const struct draw_list *list)
{
    int64_t letters = 0;

    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].kind == DRAW_TEXT && list->items[i].text)
            letters += (int64_t)utf8_count(list->items[i].text,
                                           strlen(list->items[i].text));
    app_update(app, (struct action){.kind = ACTION_SHOWN,
                                    .time_ms = letters * MINUTE_MS /
                                               LETTERS_A_MINUTE});
}

const struct draw_list *app_build(struct app *app)
{
    int next = 1 - app->now_list;
    struct arena *arena = &app->arenas[next];
    struct draw_list *list = &app->lists[next];
    int width, height;

    arena_reset(arena);
    window_size(app->window, &width, &height);
    struct frame frame = frame_now(app, arena);
    draw_list_init(list, arena, (struct rect){0, 0, width, height},
                   frame.theme->colours->paper);
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
    note_reading(app, list);
    return list;
}
