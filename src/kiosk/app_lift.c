#include "kiosk/app_private.h"

#include "ui/lift.h"
#include <stdio.h>
#include <string.h>

static const struct slot *find_slot(const struct draw_list *list,
                                    const char *name)
{
    for (size_t i = 0; i < list->slot_count; i++)
        if (str_equal(list->slots[i].name, name))
            return &list->slots[i];
    return NULL;
}

/* "<slot>.grip" lies in the slot of that name. */
void app_lift(struct app *app, const struct gesture_event *event)
{
    const struct lift *lift = &app->session.lift;
    char name[GESTURE_ID_BYTES];

    snprintf(name, sizeof name, "%s", event->id);
    char *dot = strrchr(name, '.');
    if (dot)
        *dot = '\0';
    const struct slot *slot = find_slot(app_list(app), name);
    if (!slot)
        return;
    if (!lift->is_on)
        overscroll_release(&app->overscroll, clock_now_ms(&app->clock));
    int top_px = (lift->is_on ? lift->top_px : slot->rect.y) + event->dy;
    app_update(app,
               (struct action){.kind = ACTION_LIFT,
                               .id = name,
                               .y = top_px,
                               .place = lift_place(app_list(app), name, top_px),
                               .is_end = event->is_end});
}

void app_pull(struct app *app, const struct gesture_event *event)
{
    const struct touch_area *area = draw_list_area(app_list(app), event->id);
    struct gesture_event carried;

    if (area)
        app_update(app, (struct action){.kind = ACTION_SCROLL,
                                        .id = event->id,
                                        .delta_px = event->delta_px,
                                        .scroll_max = area->scroll_max});
    if (gesture_carries(&app->gesture, &carried))
        app_lift(app, &carried);
}

void app_settle_lift(struct app *app)
{
    struct gesture_event carried;

    if (app->session.lift.is_on && !gesture_carries(&app->gesture, &carried))
        app_update(app, (struct action){.kind = ACTION_UNLIFT});
}
