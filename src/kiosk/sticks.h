#ifndef KIOSK_STICKS_H
#define KIOSK_STICKS_H

/*
 * What is known of the sticks that are in, as plain data: fed with the lines
 * of base/stick_report.h, shown by screen_stick.c, told by stick_note.c. Pure
 * functions of what was heard and of time. Texts are copied, short and
 * harmless to show.
 *
 * A stick is forgotten when it is taken out, when somebody closes what is
 * shown once it is over, or by itself some time after that. One of which
 * nothing is heard any more counts as over: whoever tells of it may have died.
 */

#include "base/stick_report.h"
#include <stdint.h>

enum {
    STICKS = 4,
    STICK_ITEMS = 48,
    STICK_SILENT_MS = 120000, /* at work and silent: stopped */
    STICK_GOOD_MS = 60000,    /* what went well is shown this long, */
    STICK_BAD_MS = 300000     /* what did not, and what is to be done, this */
};

enum stick_step {
    STICK_STEP_READING,
    STICK_STEP_WAITING,
    STICK_STEP_CHECKING,
    STICK_STEP_COPYING,
    STICK_STEP_FAILED, /* something was; more may come */
    STICK_STEP_NOT_OURS,
    STICK_STEP_STOPPED,
    STICK_STEP_DONE
};

/* One thing that came of it: TOOK, LEFT, REFUSED, NO_BUNDLES, DRAFT, COPIED,
 * PLAIN or FAILED. "": absent. */
struct stick_item {
    enum stick_event event;
    enum stick_reason reason;
    char id[64], version[64], before[64], file[160], detail[200];
    long long count, more;
};

struct stick {
    char name[64];
    enum stick_step step;
    int percent; /* of the step; 0: not known */
    struct stick_item items[STICK_ITEMS];
    int item_count, item_more; /* more: for which there was no room */
    int64_t heard_ms;
};

struct sticks {
    struct stick all[STICKS]; /* the newest last */
    int count;
    bool is_folded; /* shown as a line at the edge, beside what is visited */
    int language;   /* that somebody chose, index into the kiosk's; else 0 */
    int scroll_px;
};

/* `is_visit`: somebody visits, so the first stick begins folded. False:
 * nothing changed. A fifth stick is not heard until one is over. */
bool sticks_hear(struct sticks *sticks, const struct stick_news *news,
                 bool is_visit, int64_t now_ms);
void sticks_pass_time(struct sticks *sticks, int64_t now_ms);
/* When sticks_pass_time() will next do something; -1: never by itself. */
int64_t sticks_deadline_ms(const struct sticks *sticks);

/* Whether it may be taken out as far as is known. */
bool stick_is_over(const struct stick *stick);
bool stick_item_is_wrong(const struct stick_item *item);
/* Whether anything was refused, failed or stopped. */
bool stick_went_wrong(const struct stick *stick);

/* Touches: the ids begin with "stick". False: it is none of ours. Closing
 * only folds what is not over yet. */
bool sticks_tap(struct sticks *sticks, const char *id);
bool sticks_scroll(struct sticks *sticks, const char *id, int delta_px,
                   int most_px);

#endif
