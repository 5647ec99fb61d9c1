#ifndef VISITS_NO_WAY_OUT_H
#define VISITS_NO_WAY_OUT_H

/*
 * A kiosk on an X server of its own, and what a visitor, another program or
 * a keyboard might try to get behind it.
 */

#include "screen.h"
#include "subject.h"

struct walls {
    struct screen screen;
    struct subject subject;
    bool has_touch;
    pid_t kiosk; /* the program; subject.pid is the shell it runs in */
    int console; /* our side of its terminal; -1 hung up */
    Window window;
    Display *desk; /* as a desktop: takes every key that it can get */
    long keys_got;
    Window other;  /* of another program; 0: none */
    int start[2];  /* x, y of what leads from the first screen inside */
    int points[4]; /* x, y of two buttons that change the language */
};

struct
try {
    const char *name;
    void (*run)(struct walls * walls, const char *name);
};
/* Both lists end in a name NULL. The first are keys: no desktop may hear
 * one of them. */
extern const struct try tries_by_key[], tries[], tries_by_finger[];

/* Ten fingers that touch, rest, tap, drag and fling wherever they like. */
void fingers_seed(unsigned seed);
void fingers_at_random(struct walls *walls, int ms);

/* A key with others held, "Control_L+Alt_L+F1". */
void try_keys(struct walls *walls, const char *names);

#endif
