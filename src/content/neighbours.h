#ifndef CONTENT_NEIGHBOURS_H
#define CONTENT_NEIGHBOURS_H

/*
 * A library to see one bundle in, while it is written: its programme and the
 * programme's other hosts, each from the folder beside it, else from
 * `shipped`, if it can be read there under its id. A host without a programme
 * gets one that says nothing; a programme may be without hosts.
 */

#include "content/bundle.h"

/* Takes the bundle over. `shipped` may be NULL. Nothing is said of the faults
 * of neighbours. Caller: library_free(). */
struct library *library_around(struct bundle *bundle, const char *shipped);

#endif
