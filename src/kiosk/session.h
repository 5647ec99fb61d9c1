#ifndef KIOSK_SESSION_H
#define KIOSK_SESSION_H

/*
 * One visit as plain data, and how it goes on: session_update() is a pure
 * function of session, action and time, and says what must happen besides.
 * Unsent answers live here and nowhere else, and are gone when it is wiped.
 */

#include "feedback/asking.h"
#include "kiosk/kiosk.h"
#include "ui/keyboard.h"

enum screen {
    SCREEN_NOT_READY,
    SCREEN_ATTRACT,
    SCREEN_HOME,
    SCREEN_HOST,
    SCREEN_PAGE,
    SCREEN_NOTICE,
    SCREEN_QUESTION,
    SCREEN_REVIEW, /* of words, before they are sent */
    SCREEN_SAVING,
    SCREEN_THANKS,
    SCREEN_NOT_SAVED,
    SCREEN_LAB,
    SCREEN_GALLERY, /* gallery.h; never part of a visit */
    SCREEN__COUNT
};
extern const char *const screen_names[SCREEN__COUNT];

/* Where a visitor is. `host` is an index into the library, -1 the programme. */
struct place {
    enum screen screen;
    int host;
    int page;     /* index into the model's pages */
    int question; /* index into its form; notice: -1 only to be read */
    int proposal; /* whose form it is, from 1; 0: the bundle's own */
    int scroll_px;
};

/* What a visitor asked for; gone with the visitor. */
enum { EASE_TEXT_SIZES = 4, EASE_LOOKS = 3, EASE_VOLUME_STEP = 10 };
extern const int ease_text_percents[EASE_TEXT_SIZES];
struct ease {
    int text_size; /* index into ease_text_percents */
    int look;      /* light, dark, strong contrast */
    bool less_motion, within_reach;
    int volume_percent;
};

/* What lies over a screen and is closed again. */
enum sheet_kind {
    SHEET_NONE,
    SHEET_EASE,
    SHEET_LANGUAGES,
    SHEET_PICTURE, /* seen whole: item of block, on the page shown */
    SHEET_POINT,   /* of a map */
    SHEET_WORDS    /* the keyboard, and what is written with it */
};
struct sheet_place {
    enum sheet_kind kind;
    int block, item;
    int scroll_px;
    double zoom; /* pictures: 1 is all of it */
    int pan_x, pan_y;
};

/* Words while they are written; what stands there is the answer already. Wiped
 * when the keyboard is closed. */
struct writing {
    char text[EDIT_BYTES + 1];
    size_t most; /* code points */
    size_t caret, anchor;
    struct keyboard_state keyboard;
    int scroll_px;
};

/* A row of an order while a finger carries it; the answer is as before until it
 * is let go. */
struct lift {
    bool is_on;
    int choice;
    int place; /* in the order it would have; -1: none */
    int top_px;
};

/* A recording that was asked for: "ui.<name>" the program's own, else a file
 * of the bundle of `host`. */
enum { SOUND_ID_BYTES = 208 };
struct sound {
    char id[SOUND_ID_BYTES]; /* "": none */
    int host;
    bool is_playing;
    int64_t position_ms, length_ms;
};

/* The face touched on the first screen, before any visit: unsent until its
 * time is over, then said to be kept, or not, for a while. */
enum face_state {
    FACE_NONE,
    FACE_CHOSEN, /* sent at until_ms */
    FACE_SAVING,
    FACE_KEPT,    /* it is on the disk; said until until_ms */
    FACE_NOT_KEPT /* it is not; said until then */
};
struct face_answer {
    enum face_state state;
    int number; /* 1 to FACES */
    int64_t until_ms;
};

enum {
    FACES = 5,
    SESSION_FACE_MS = 4000,   /* a face can be taken back; its thanks stand */
    SESSION_FAULT_MS = 8000,  /* what went wrong is said this long */
    SESSION_BAR_MS = 50,      /* between two pictures of the bar */
    SESSION_BAR_END_MS = 300, /* none so shortly before the face is sent */
    SESSION_TRAIL = 16,
    SESSION_WARNING_MS = 20000, /* the ring */
    SESSION_ADVANCE_MS = 700,   /* a single choice stands filled this long */
    SESSION_RING_MS = 250,      /* between two pictures of the ring */
    SESSION_ATTRACT_MS = 8000,  /* a welcome stands this long */
    SESSION_SOUND_MS = 250      /* between two pictures of a seek bar */
};

struct session {
    struct place here;
    struct place trail[SESSION_TRAIL]; /* what "back" goes to, newest last */
    int trail_count;
    int language; /* index into the kiosk's */
    bool has_form;
    int form, form_proposal; /* whose answers these are: host, proposal */
    struct answers answers;
    bool is_refused;         /* said why the form does not go on from here */
    uint64_t proposals_sent; /* bit i: proposal i + 1 was answered */
    struct record_id
        record; /* of these answers once they were sent; "": none yet */
    struct ease ease;
    struct sheet_place sheet;
    struct writing writing; /* while the sheet is SHEET_WORDS */
    struct lift lift;
    struct sound sound;
    struct face_answer face; /* outlasts the visit it stands before */
    int attract_step;        /* how often the welcome has changed */
    int64_t attract_at_ms;   /* when it changes next; 0: from now on */
    bool notice_read;
    bool is_warned;
    int64_t reading_ms;    /* what reading the screen takes */
    int64_t touched_ms;    /* last sign of life */
    int64_t advance_at_ms; /* 0: no question is about to move on */
};

enum action_kind {
    ACTION_TAP,    /* id, taps; x, y from the middle of a zoom area */
    ACTION_SCROLL, /* id, delta_px, scroll_max */
    ACTION_DRAG,   /* id, share */
    ACTION_LIFT, /* id, place, y: the top of what is carried; is_end: let go */
    ACTION_UNLIFT, /* what was carried goes back */
    ACTION_ZOOM,   /* id, factor, dx, dy; x, y from the area's middle */
    ACTION_TOUCH,  /* a finger is there */
    ACTION_TIME,   /* nothing happened but time */
    ACTION_SHOWN,  /* time_ms: what reading the new screen takes */
    ACTION_SOUND,  /* time_ms, length_ms: where the recording is; is_end */
    ACTION_HOLD,   /* id, byte: a finger rests on it */
    ACTION_CARET,  /* byte, anchor: of what is written */
    ACTION_SAVED,
    ACTION_NOT_SAVED,
    ACTION_FACE_SAVED,
    ACTION_FACE_NOT_SAVED
};
struct action {
    enum action_kind kind;
    const char *id;
    int delta_px, scroll_max;
    int taps;
    int place;                       /* among the slots on the screen, from 0 */
    int x, y, dx, dy, width, height; /* px; size of the zoom area */
    double factor, share;
    int64_t time_ms, length_ms;
    bool is_end;
    /* of what is written: where the finger is, where the caret would step to */
    size_t byte, anchor, left_byte, right_byte;
};

enum effect {
    EFFECT_SAVE = 1,      /* write the record of form and answers */
    EFFECT_THANKS = 2,    /* the thank-you is about to be shown */
    EFFECT_LEFT = 4,      /* another screen or sheet stands there */
    EFFECT_SOUND = 8,     /* session.sound or the volume changed */
    EFFECT_SEEK = 16,     /* to session.sound.position_ms */
    EFFECT_SIGNAL = 32,   /* the warning sounds */
    EFFECT_SAVE_FACE = 64 /* write the record of session.face */
};

/* The visit before anybody came, and no face before it. */
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

/* Whether the first screen asks its question with five faces. */
bool session_asks_face(const struct kiosk *kiosk);
/* How much of the bar under a touched face is left, 0 to 1. */
double session_face_share(const struct session *session, int64_t now_ms);

/* What the form on the screen asks; of another host's or page's, which has no
 * answers yet, what it would ask. Borrows from both. */
struct asking session_asking(const struct session *session,
                             const struct kiosk *kiosk);
struct asking session_asking_of(const struct session *session,
                                const struct kiosk *kiosk, int host,
                                int proposal);
/* Whether somebody visits: not on the first screen, nor when nothing can be
 * shown. */
bool session_is_visit(const struct session *session);

/* The first screen of a visit: the site's host, or home. */
struct place session_home(const struct kiosk *kiosk);

#endif
