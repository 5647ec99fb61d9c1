#ifndef KIOSK_VISIT_PRIVATE_H
#define KIOSK_VISIT_PRIVATE_H

/* A script as it was read; shared by its reader and its player. */

#include "base/array.h"
#include "kiosk/visit.h"

enum visit_verb {
    VISIT_START,
    VISIT_TAP,
    VISIT_PRESS,
    VISIT_RELEASE,
    VISIT_DRAG,
    VISIT_MOVE,
    VISIT_AWAY,
    VISIT_TYPE,
    VISIT_IDLE,
    VISIT_EXPECT,
    VISIT_SHOT,
    VISIT_STOP,
    VISIT_GROUP,
    VISIT_AWAIT,
    VISIT_STICK,
    VISIT__COUNT
};

struct visit_step {
    enum visit_verb verb;
    int line;
    const char *text; /* id, name, expectation; borrowed from the file */
    int dx, dy, ms;
};

struct visit {
    char *text;
    const char *path;
    struct visit_start start;
    struct visit_steps ARRAY(struct visit_step) steps;
    struct arena arena;
};

#endif
