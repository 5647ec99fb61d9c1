#ifndef KIOSK_APP_PRIVATE_H
#define KIOSK_APP_PRIVATE_H

/* What app.c and the player of scripts share. */

#include "base/clock.h"
#include "base/rand.h"
#include "kiosk/app.h"
#include "kiosk/saver.h"
#include "kiosk/visit.h"
#include "ui/gesture.h"
#include "ui/surface.h"
#include "ui/theme.h"
#include "ui/window.h"

struct app {
    struct app_options options;
    const struct fs *fs;
    struct clock clock;
    struct rand rand;
    struct visit *visit; /* NULL: a person */
    struct kiosk kiosk;
    struct theme *theme;
    struct typesetter *setter;
    struct window *window;
    struct surface *surface;
    struct saver *saver;
    struct gesture gesture;
    struct session session;
    struct arena arenas[2]; /* this frame's and the last one's */
    struct draw_list lists[2];
    int now_list;
    uint64_t shown_hash;
    int64_t drawn_at_ms;
    bool has_left;   /* another screen is to be drawn */
    bool must_draw;  /* all of it */
    bool must_thank; /* the thank-you of session.record is to be shown */
    bool is_ending;
    struct fail ending; /* kind FAIL_NONE: as it should */
    struct str record;  /* of session.record, until it is kept */
};

/* What is on the screen. */
const struct draw_list *app_list(const struct app *app);
/* Handles all events that wait, then news of the workers, then draws. */
void app_step(struct app *app);
/* Lets the session know that time passed. */
void app_pass_time(struct app *app);

#endif
