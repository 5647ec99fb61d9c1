#ifndef SUPPORT_STUB_H
#define SUPPORT_STUB_H

/* A server of tests/support on loopback, with a certificate of its own, for as
 * long as the test needs it: stub_dav, or another program called as that is. */

#include "support/tmpdir.h"
#include <sys/types.h>

struct stub {
    struct tmpdir dir;
    char ca[600]; /* the certificate's path */
    int port;
    pid_t pid;
};

/* False: what it needs is not here (python3, openssl). */
int stub_start(struct stub *stub);
int stub_start_other(struct stub *stub, const char *program);
void stub_stop(struct stub *stub);
/* How many lines of what it printed are this one. */
int stub_said(const struct stub *stub, const char *line);

#endif
