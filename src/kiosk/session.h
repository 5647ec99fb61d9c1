#ifndef KIOSK_SESSION_H
#define KIOSK_SESSION_H

/*
 * One visit as plain data, and how it goes on: session_update() is a pure
 * function of session, action and time, and says what must happen besides.
 * Unsent answers live here and nowhere else, and are gone when it is wiped.
 */

#include "feedback/answer.h"
#include "kiosk/kiosk.h"

enum screen {
    SCREEN_NOT_READY,
    SCREEN_ATTRACT,
    SCREEN_HOME,
    SCREEN_HOST,
    SCREEN_PAGE,
    SCREEN_NOTICE,
    SCREEN_QUESTION,
    SCREEN_SAVING,
    SCREEN_THANKS,
    SCREEN_NOT_SAVED,
    SCREEN_LAB,
    SCREEN__COUNT
};
extern const char *const screen_names[SCREEN__COUNT];

/* Where a visitor is. `host` is an index into the library, -1 the programme. */
struct place {
    enum screen screen;
    int host;
    int page;     /* index into the model's pages */
    int question; /* index into its feedback; notice: -1 only to be read */
    int scroll_px;
};

enum {
    SESSION_TRAIL = 16,
    SESSION_WARNING_MS = 20000, /* the ring */
    SESSION_ADVANCE_MS = 700,   /* a single choice stands filled this long */
    SESSION_RING_MS = 250       /* between two pictures of the ring */
};

struct session {
    struct place here;
    struct place trail[SESSION_TRAIL]; /* what "back" goes to, newest last */
    int trail_count;
    int language; /* index into the kiosk's */
    bool has_form;
    int form; /* whose answers these are */
    struct answers answers;
    struct record_id
        record; /* of these answers once they were sent; "": none yet */
    bool notice_read;
    bool is_warned;
    int64_t touched_ms;    /* last sign of life */
    int64_t advance_at_ms; /* 0: no question is about to move on */
};

enum action_kind {
    ACTION_TAP,    /* id */
    ACTION_SCROLL, /* delta_px, scroll_max */
    ACTION_TOUCH,  /* a finger is there */
    ACTION_TIME,   /* nothing happened but time */
    ACTION_SAVED,
    ACTION_NOT_SAVED
};
struct action {
    enum action_kind kind;
    const char *id;
    int delta_px, scroll_max;
};

enum effect {
    EFFECT_SAVE = 1,   /* write the record of form and answers */
    EFFECT_THANKS = 2, /* the thank-you is about to be shown */
    EFFECT_LEFT = 4    /* another screen stands there */
};

/* The visit before anybody came. */
void session_wipe(struct session *session, const struct kiosk *kiosk);
/* Returns the sum of enum effect. */
unsigned session_update(struct session *session, const struct kiosk *kiosk,
                        const struct action *action, int64_t now_ms);
/* When ACTION_TIME will next do something; -1: never by itself. */
int64_t session_deadline_ms(const struct session *session,
                            const struct kiosk *kiosk, int64_t now_ms);
/* How much of the warning's ring is left, 0 to 1. */
double session_ring_share(const struct session *session,
                          const struct kiosk *kiosk, int64_t now_ms);

/* The form's next question with a screen after `from` (-1: the first), or
 * the one before it; -1: none. */
int session_question_after(const struct model *model, int from);
int session_question_before(const struct model *model, int from);
/* The first screen of a visit: the site's host, or home. */
struct place session_home(const struct kiosk *kiosk);

#endif
