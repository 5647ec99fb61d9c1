#ifndef CONTENT_DRAFT_H
#define CONTENT_DRAFT_H

/*
 * A draft: the folder of a bundle somebody is still writing, on a stick that
 * anybody may have written. It is copied to the kiosk's own disk to be checked
 * there, and only what a bundle may hold: regular files, within the limits of
 * FORMAT.md. All else is named as a fault and left.
 */

#include "base/fs.h"
#include "yaml/message.h"

enum draft_end {
    DRAFT_COPIED,  /* faults may have been added: links, devices left out */
    DRAFT_FAULTY,  /* no bundle can be like that; at least one fault was */
    DRAFT_NO_ROOM, /* on the kiosk's disk: `why` */
    DRAFT_UNREAD,  /* the stick: `why` */
    DRAFT_FAILED   /* the kiosk's disk: `why` */
};

struct draft {
    const struct fs *from; /* must not follow links: base/fs_beneath.h */
    const char *from_path; /* on it */
    const struct fs *to;
    const char *to_path; /* a folder that is there and empty */
    const char *shown;   /* what messages call it */
    void *user;
    void (*progress)(void *user, int percent); /* each once, or NULL */
};

/* Nothing is synced: a copy that is cut off is worth nothing. */
enum draft_end draft_copy(const struct draft *draft, struct messages *messages,
                          struct fail *why);

#endif
