#ifndef XMETER_STEPS_H
#define XMETER_STEPS_H

/* What is done to the running program and measured; each measuring step
 * prints one or more lines of `key=value`. */

#include "screen.h"
#include "subject.h"

struct meter {
    struct screen screen;
    struct subject subject;
    double settle_ms; /* still for so long: settled */
    double stroke_ms; /* of a drag, one way */
};

/* One step as in steps_help. Dies on a word it does not know. */
void steps_run(struct meter *meter, const char *step);
extern const char steps_help[];

#endif
