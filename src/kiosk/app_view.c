#include "kiosk/app_private.h"

#include "base/utf8.h"
#include "kiosk/app_words.h"
#include "kiosk/screen.h"
#include <string.h>

/* Reading aloud takes longer: 900 letters a minute are about 150 words. */
enum { LETTERS_A_MINUTE = 900, MINUTE_MS = 60000 };

static const struct kiosk_language *language_now(const struct app *app)
{
    return &app->kiosk.languages[app->session.language];
}

static void note_reading(struct app *app, const struct draw_list *list)
{
    int64_t letters = 0;

    for (size_t i = 0; i < app->screen_items; i++)
        if (list->items[i].kind == DRAW_TEXT && list->items[i].text)
            letters += (int64_t)utf8_count(list->items[i].text,
                                           strlen(list->items[i].text));
    app_update(app, (struct action){.kind = ACTION_SHOWN,
                                    .time_ms = letters * MINUTE_MS /
                                               LETTERS_A_MINUTE});
}

static const struct draw_list *build(struct app *app)
{
    int next = 1 - app->now_list;
    struct arena *arena = &app->arenas[next];
    struct draw_list *list = &app->lists[next];
    int width, height;

    arena_reset(arena);
    window_size(app->window, &width, &height);
    struct frame frame = screen_room(&app->kiosk, &app->session, app->theme,
                                     app->setter, arena, width, height);
    frame.overscroll_px = (int)app->overscroll.px;
    frame.pressed = gesture_pressed(&app->gesture);
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
    app->screen_items = list->count;
    app_lay_sticks(app, &frame, list);
    return list;
}

const struct draw_list *app_build(struct app *app)
{
    const struct draw_list *list = build(app);

    if (!app_words_in_sight(app, list))
        list = build(app);
    app->now_list = 1 - app->now_list;
    note_reading(app, list);
    return list;
}
