#include "kiosk/session_ease.h"

#include "base/str.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { VOLUME_FIRST = 70, VOLUME_MOST = 100 };
#define ZOOM_MOST  8.0
#define ZOOM_LEAST 1.1 /* by a button; below it all is seen */
#define ZOOM_STEP  1.6
#define ZOOM_TAP   2.5

const int ease_text_percents[EASE_TEXT_SIZES] = {100, 125, 160, 200};

void ease_reset(struct ease *ease)
{
    *ease = (struct ease){.volume_percent = VOLUME_FIRST};
}

bool ease_is_reset(const struct ease *ease)
{
    return ease->text_size == 0 && ease->look == 0 && !ease->less_motion &&
           !ease->within_reach && ease->volume_percent == VOLUME_FIRST;
}

static int limited(int value, int least, int most)
{
    return value < least ? least : value > most ? most : value;
}

static void open_sheet(struct session *session, enum sheet_kind kind)
{
    session->sheet = (struct sheet_place){.kind = kind, .zoom = 1};
}

/* "<block>.<item>" */
static void open_item(struct session *session, enum sheet_kind kind,
                      const char *numbers)
{
    char *rest;
    long block = strtol(numbers, &rest, 10);
    long item = *rest == '.' ? strtol(rest + 1, NULL, 10) : 0;

    open_sheet(session, kind);
    session->sheet.block = (int)block;
    session->sheet.item = (int)item;
}

/* The part under the point stays there; no edge comes further in than the
 * picture has grown. */
static void zoom_to(struct sheet_place *sheet, double zoom,
                    const struct action *at)
{
    zoom = zoom < 1 ? 1 : zoom > ZOOM_MOST ? ZOOM_MOST : zoom;
    double factor = zoom / sheet->zoom;
    int most_x = (int)((zoom - 1) * at->width / 2);
    int most_y = (int)((zoom - 1) * at->height / 2);

    sheet->pan_x = (int)((sheet->pan_x - at->x) * factor) + at->x + at->dx;
    sheet->pan_y = (int)((sheet->pan_y - at->y) * factor) + at->y + at->dy;
    sheet->pan_x = limited(sheet->pan_x, -most_x, most_x);
    sheet->pan_y = limited(sheet->pan_y, -most_y, most_y);
    sheet->zoom = zoom;
}

void session_zoom(struct session *session, const struct action *action)
{
    if (session->sheet.kind == SHEET_PICTURE)
        zoom_to(&session->sheet, session->sheet.zoom * action->factor, action);
}

static void zoom_by_button(struct sheet_place *sheet, double factor)
{
    double before = sheet->zoom;
    double zoom = before * factor;

    zoom = zoom < 1 ? 1 : zoom > ZOOM_MOST ? ZOOM_MOST : zoom;
    sheet->pan_x = (int)(sheet->pan_x * zoom / before);
    sheet->pan_y = (int)(sheet->pan_y * zoom / before);
    sheet->zoom = zoom < ZOOM_LEAST ? 1 : zoom;
    if (sheet->zoom <= 1)
        sheet->pan_x = sheet->pan_y = 0;
}

static void turn_to(struct sheet_place *sheet, int item)
{
    sheet->item = item;
    sheet->scroll_px = 0;
    sheet->zoom = 1;
    sheet->pan_x = sheet->pan_y = 0;
}

static bool tap_sheet(struct session *session, const char *id,
                      const struct action *action)
{
    struct sheet_place *sheet = &session->sheet;

    if (str_starts(id, "close"))
        open_sheet(session, SHEET_NONE);
    else if (str_equal(id, "bigger"))
        zoom_by_button(sheet, ZOOM_STEP);
    else if (str_equal(id, "smaller"))
        zoom_by_button(sheet, 1 / ZOOM_STEP);
    else if (str_starts(id, "to."))
        turn_to(sheet, atoi(id + strlen("to.")));
    else if (str_equal(id, "picture") && action->taps == 2)
        zoom_to(sheet, sheet->zoom > 1 ? 1 : ZOOM_TAP, action);
    return true;
}

static void set_volume(struct ease *ease, int percent)
{
    ease->volume_percent = limited(percent, 0, VOLUME_MOST);
}

static bool tap_wish(struct ease *ease, const char *id)
{
    if (str_starts(id, "text."))
        ease->text_size =
            limited(atoi(id + strlen("text.")), 0, EASE_TEXT_SIZES - 1);
    else if (str_starts(id, "look."))
        ease->look = limited(atoi(id + strlen("look.")), 0, EASE_LOOKS - 1);
    else if (str_equal(id, "motion"))
        ease->less_motion = !ease->less_motion;
    else if (str_equal(id, "reach"))
        ease->within_reach = !ease->within_reach;
    else if (str_equal(id, "volume.less"))
        set_volume(ease, ease->volume_percent - EASE_VOLUME_STEP);
    else if (str_equal(id, "volume.more"))
        set_volume(ease, ease->volume_percent + EASE_VOLUME_STEP);
    else
        return false;
    return true;
}

bool session_tap_ease(struct session *session, const struct action *action)
{
    const char *id = action->id;

    if (str_equal(id, "ease"))
        open_sheet(session, SHEET_EASE);
    else if (str_equal(id, "languages"))
        open_sheet(session, SHEET_LANGUAGES);
    else if (str_starts(id, "picture."))
        open_item(session, SHEET_PICTURE, id + strlen("picture."));
    else if (str_starts(id, "point."))
        open_item(session, SHEET_POINT, id + strlen("point."));
    else if (str_starts(id, "sheet."))
        return tap_sheet(session, id + strlen("sheet."), action);
    else if (str_starts(id, "ease."))
        return tap_wish(&session->ease, id + strlen("ease."));
    else
        return false;
    return true;
}

bool session_drag_ease(struct session *session, const struct action *action)
{
    if (!str_equal(action->id, "ease.volume"))
        return false;
    set_volume(&session->ease, (int)(action->share * VOLUME_MOST + 0.5));
    return true;
}
