#ifndef KIOSK_APP_PRIVATE_H
#define KIOSK_APP_PRIVATE_H

/* What app.c and the player of scripts share. */

#include "base/clock.h"
#include "base/rand.h"
#include "kiosk/app.h"
#include "kiosk/dimmer.h"
#include "kiosk/door.h"
#include "kiosk/motion.h"
#include "kiosk/overscroll.h"
#include "kiosk/refresher.h"
#include "kiosk/saver.h"
#include "kiosk/stick_post.h"
#include "kiosk/sticks.h"
#include "kiosk/visit.h"
#include "ui/audio.h"
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
    struct kiosk kiosk_before, kiosk_first; /* app_content.c: still in use */
    struct refresher *refresher;            /* NULL: a preview */
    int64_t prove_at_ms;                    /* -1: nothing is on trial */
    struct preview *preview; /* it owns the kiosk then; NULL: none */
    struct theme *theme;
    struct typesetter *setter;
    struct window *window;
    struct surface *surface;
    struct saver *saver;
    struct door *door;       /* NULL: nobody can ask */
    struct stick_post *post; /* NULL: as the door */
    struct sticks sticks;
    struct audio *audio; /* NULL until something sounded */
    char sounding[SOUND_ID_BYTES];
    struct dimmer dimmer;
    struct gesture gesture;
    struct overscroll overscroll;
    struct moves moves;
    bool has_motion;   /* screens move into one another */
    bool is_in_motion; /* they do now */
    struct session session;
    struct arena arenas[2]; /* this frame's and the last one's */
    struct draw_list lists[2];
    int now_list;
    size_t screen_items; /* of the list; then what is shown of sticks */
    uint64_t shown_hash;
    int64_t drawn_at_ms;
    bool has_left;   /* another screen is to be drawn */
    bool must_draw;  /* all of it */
    bool must_thank; /* the thank-you of session.record is to be shown */
    bool is_ending;
    bool has_ended_well;
    struct fail ending;   /* kind FAIL_NONE: as it should */
    struct str record;    /* body of session.record, until it is kept */
    bool is_saving_face;  /* the saver has the record of session.face */
    bool form_waits;      /* ... and that of the form comes after it */
    bool must_thank_face; /* its thank-you is to be shown */
    struct record_id face_id;
};

/* app_view.c: lays the screen out; the list before stays whole until this one
 * is drawn. */
const struct draw_list *app_build(struct app *app);
/* app_sound.c: makes what is heard what the session says. */
void app_sound(struct app *app, unsigned effects);
/* Asks where the recording is. */
void app_follow_sound(struct app *app);
/* app_lift.c: from a grip and how far it went to a place on the screen. */
void app_lift(struct app *app, const struct gesture_event *event);
/* What is carried scrolls the screen, and comes to lie elsewhere. */
void app_pull(struct app *app, const struct gesture_event *event);
/* What no finger carries any more goes back. */
void app_settle_lift(struct app *app);
/* app_preview.c: shows what an author has changed. */
bool app_read(struct app *app, struct fail *why);
void app_begin(struct app *app);
void app_follow_author(struct app *app);
/* app_content.c: the kiosk as it is read first, and others that come while it
 * runs; shows those when nobody is visiting. */
bool app_read_content(struct app *app, struct fail *why);
/* Everything is open: what ends the program from here on may be the content's
 * doing. */
void app_begin_content(struct app *app);
void app_close_content(struct app *app);
void app_follow_content(struct app *app);
/* Another kiosk is there: what was under way on the screen before ends. */
void app_start_over(struct app *app);
/* On the door's thread. */
void app_on_content(void *user);
/* app_save.c: hands over what is to be kept, hears what became of it, and
 * writes the receipt once the thank-you is seen. */
void app_save(struct app *app, unsigned effects);
void app_hear_saver(struct app *app);
void app_acknowledge(struct app *app);
/* app_stick.c: what is shown of sticks, over whatever screen is shown. */
void app_hear_sticks(struct app *app);
/* The same from the thread that hears it; `user` is the app. */
void app_on_stick(void *user, const char *line);
/* A line of base/stick_report.h; false: it is none. */
bool app_hear_stick(struct app *app, const char *line);
/* Whether a touch meant what is shown of them. */
bool app_stick_takes(struct app *app, const struct action *action);
bool app_shows_sticks(const struct app *app);
/* Adds it to the list of a screen that was laid out in `frame`. */
void app_lay_sticks(struct app *app, const struct frame *frame,
                    struct draw_list *list);
void app_update(struct app *app, struct action action);
/* When something will happen by itself; -1: never. */
int64_t app_deadline_ms(const struct app *app);

/* What is on the screen. */
const struct draw_list *app_list(const struct app *app);
/* Handles all events that wait, then news of the workers, then draws. */
void app_step(struct app *app);
/* Lets the session know that time passed. */
void app_pass_time(struct app *app);

#endif
