#include "kiosk/app_words.h"

#include "base/str.h"
#include "kiosk/session_words.h"
#include "ui/text_field.h"

static struct text_place place_of(struct app *app, const struct draw_list *list,
                                  struct edit *edit)
{
    return (struct text_place){
        app->setter, list, "writing", edit,
        keyboard_is_rtl(&app->session.writing.keyboard, app->kiosk.keyboards)};
}

void app_words_meant(struct app *app, const struct gesture_event *event,
                     struct action *action)
{
    if (app->session.sheet.kind != SHEET_WORDS)
        return;
    struct edit edit = session_edit(&app->session);
    struct text_place place = place_of(app, app_list(app), &edit);

    if (str_equal(event->id, "writing")) {
        action->byte = text_field_byte(&place, event->x, event->y);
        return;
    }
    action->left_byte = text_field_step(&place, -1);
    action->right_byte = text_field_step(&place, 1);
}

bool app_words_drag(struct app *app, const struct gesture_event *event)
{
    if (app->session.sheet.kind != SHEET_WORDS)
        return false;
    struct edit edit = session_edit(&app->session);
    struct text_place place = place_of(app, app_list(app), &edit);

    if (!text_field_drag(&place, event->id, event->x, event->y))
        return false;
    app_update(app, (struct action){.kind = ACTION_CARET,
                                    .byte = edit.caret,
                                    .anchor = edit.anchor});
    return true;
}

bool app_words_in_sight(struct app *app, const struct draw_list *list)
{
    if (app->session.sheet.kind != SHEET_WORDS ||
        gesture_is_moving(&app->gesture) || gesture_pressed(&app->gesture))
        return true;
    struct edit edit = session_edit(&app->session);
    struct text_place place = place_of(app, list, &edit);
    int scroll_px = text_field_follow(&place, app->session.writing.scroll_px);

    if (scroll_px == app->session.writing.scroll_px)
        return true;
    app->session.writing.scroll_px = scroll_px;
    return false;
}
