#ifndef KIOSK_PREVIEW_H
#define KIOSK_PREVIEW_H

/*
 * A bundle while its author writes it: read again after each save, the visit
 * staying where it is, by ids; where that is gone, at what it belonged to. A
 * bundle with errors changes nothing that is shown, and they are told over
 * it until they are mended or put away.
 */

#include "kiosk/session.h"
#include "yaml/fault_words.h"

enum { PREVIEW_POLL_MS = 250 }; /* saved is shown after two of them at most */

struct preview_options {
    const char *folder;  /* the bundle */
    const char *shipped; /* as library_around() has it; may be NULL */
    const char *assets;
    const char *language; /* it begins in; NULL: the bundle's first */
    const char *page;     /* id of the page it begins on, or NULL */
    const struct fault_words *words; /* of faults; NULL: English */
};

/* Told over the screen; kiosk.faults, screen_faults.c. */
struct preview_faults {
    const struct message **items; /* errors, by file and place */
    size_t count;
    const struct fault_words *words;
    int scroll_px;
};

struct preview;

/* Fills the kiosk, which preview_close() frees. With errors there is nothing
 * to show yet but they. */
bool preview_open(const struct preview_options *options, struct kiosk *kiosk,
                  struct preview **ret_preview, struct fail *why);
/* NULL is fine; frees the kiosk. */
void preview_close(struct preview *preview);

/* The session as it stands at the start. */
void preview_begin(struct preview *preview, struct session *session);
/* Looks at the files if it is time to. True: what is shown is another one,
 * or what is told over it. What the old kiosk held stays for one more time. */
bool preview_step(struct preview *preview, struct session *session,
                  int64_t now_ms);
/* When preview_step() will next do something. */
int64_t preview_deadline_ms(const struct preview *preview);
/* Whether the action was meant for what is told over the screen. */
bool preview_takes(struct preview *preview, const struct action *action);
int preview_scroll_px(const struct preview *preview);

/* preview_session.c: the session of one kiosk as it stands in another. */
void preview_move(struct session *session, const struct kiosk *before,
                  const struct kiosk *now);

#endif
