#ifndef BASE_STICK_REPORT_H
#define BASE_STICK_REPORT_H

/*
 * What happens with a stick, as the programs that work on it tell the kiosk,
 * its READ-ME.txt and whoever reads their log: a line each,
 *
 *     stick NAME EVENT [KEY=VALUE]...
 *
 * with values in the percent-encoding of RFC 3986, which holds any bytes but
 * NUL. Unknown keys are passed over.
 */

#include "base/str.h"

enum { STICK_LINE_BYTES = 1024 }; /* the longest, with its NUL, is shorter */

enum stick_event {
    STICK_READING,    /* its files are copied to the kiosk's disk */
    STICK_NOT_OURS,   /* no folder ENCOUNTER: nothing was written to it */
    STICK_WAITING,    /* until another stick is done */
    STICK_CHECKING,   /* file; percent */
    STICK_TOOK,       /* id, version; before (absent: it is new here) */
    STICK_LEFT,       /* id, version: it is here already */
    STICK_REFUSED,    /* file, reason, detail; id, version if it is known */
    STICK_NO_BUNDLES, /* none there */
    STICK_DRAFT,      /* id; count errors, more warnings */
    STICK_COPYING,    /* percent */
    STICK_COPIED,     /* count of batches that came, more that were there */
    STICK_PLAIN,      /* count of batches that are not sealed: they stay */
    STICK_FAILED,     /* reason, detail: what was under way was not done */
    STICK_DONE,       /* it may be taken out */
    STICK_GONE,       /* it was */
    STICK_EVENT__COUNT
};

/* Why something was refused or failed: each has words that say what to do. */
enum stick_reason {
    STICK_NO_REASON,
    STICK_UNSIGNED,
    STICK_UNKNOWN_KEY,     /* signed by nobody this kiosk believes */
    STICK_REVOKED,         /* ... no more */
    STICK_CHANGED,         /* not what was signed */
    STICK_DAMAGED,         /* no whole package */
    STICK_OLDER,           /* than what was accepted before */
    STICK_SAME_SERIAL,     /* as another content */
    STICK_JUMP,            /* the serial is too far ahead */
    STICK_OTHER_PROGRAMME, /* not this kiosk's */
    STICK_FAULTY,          /* the content has errors */
    STICK_BAD_BEFORE,      /* this kiosk could not show it */
    STICK_SET_ASIDE,       /* a person went back from it */
    STICK_TOO_LARGE,
    STICK_NO_ROOM,     /* on the kiosk's disk */
    STICK_FULL,        /* the stick */
    STICK_CANNOT_READ, /* the stick */
    STICK_CANNOT_WRITE,
    STICK_NO_KEYS, /* the kiosk is not set up to take content */
    STICK_KIOSK,   /* its own disk or a fault of its own */
    STICK_REASON__COUNT
};

struct stick_news {
    const char *stick; /* letters, digits, '-', '_' and '.' */
    enum stick_event event;
    enum stick_reason reason;
    const char *id, *version, *before, *file, *detail; /* NULL: absent */
    int percent;
    long long count, more;
};

/* Whether a stick may be called so. */
bool stick_is_name(const char *text);
const char *stick_event_name(enum stick_event event);    /* "took" */
const char *stick_reason_name(enum stick_reason reason); /* "unknown-key" */

/* One line without LF, appended; a detail is cut so that it stays short
 * enough. */
void stick_news_write(const struct stick_news *news, struct str *line);
/* False: it is none. Texts lie in `line`, which is changed. */
bool stick_news_read(char *line, struct stick_news *ret_news);

#endif
