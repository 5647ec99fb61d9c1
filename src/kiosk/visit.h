#ifndef KIOSK_VISIT_H
#define KIOSK_VISIT_H

/*
 * A visit as a script: it drives the real event queue by the ids on the
 * screen, on a clock and a random source of its own, so that the same script
 * gives the same pictures byte for byte.
 *
 *     start size=1280x800 lang=ar config=site.yaml   first line; all optional
 *     start seed=7           ... other ids than the script's own: for days that
 *                            fill one data folder
 *     start gallery          ... instead of a visit: kiosk/gallery.h
 *     tap ID                 press ID ... release    a finger on its centre
 *     move DX DY             that finger, in pixels from where it is
 *     drag ID DX DY          from its centre, in pixels; a fling runs out
 *     type TEXT              as a keyboard would: nothing may happen
 *     idle 90s               or 700ms
 *     away                   something else comes before the window
 *     expect KEY=VALUE       screen language answers id no-id text no-text
 *     group open             as `encounter group open` would; also: group close
 *                            and group close LABEL
 *     stick NAME EVENT ...   as a line of base/stick_report.h would, told over
 *                            the socket
 *     await FILE             in real time, until it is there: for a program
 *                            beside it that asks the kiosk
 *     shot NAME              NAME.png and NAME.draw in the folder of pictures
 *     stop                   until SIGCONT, for whoever looks at the process
 *
 * Empty lines and lines that begin with # say nothing.
 */

#include "base/fail.h"
#include "base/fs.h"

struct app;
struct visit;

struct visit_start {
    int width, height;
    const char *language; /* NULL: stays on the first screen */
    const char *config;   /* NULL: none */
    unsigned seed;        /* 0: the script's own */
    bool is_gallery;
};

/* Reads and checks the whole script. FAIL_INVALID names file and line. */
bool visit_read(const struct fs *fs, const char *path, struct visit **ret_visit,
                struct fail *why);
void visit_free(struct visit *visit); /* NULL is fine */
const struct visit_start *visit_start(const struct visit *visit);
/* FAIL_INVALID: the first expectation that was not met, or an id that is not
 * on the screen, with file and line. */
bool visit_play(const struct visit *visit, struct app *app, struct fail *why);

#endif
