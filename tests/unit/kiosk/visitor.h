#ifndef TESTS_UNIT_KIOSK_VISITOR_H
#define TESTS_UNIT_KIOSK_VISITOR_H

/* A visitor of a small library, for tests of the session: a programme with two
 * hosts. "foo" asks: stance (dialogic), words (text), topics (several), felt
 * (faces, last); "bar" asks felt. */

#include "kiosk/session.h"

struct visitor {
    struct kiosk kiosk;
    struct session session;
    int64_t now_ms;
};

extern struct question stance; /* of "foo" */

struct visitor somebody(int site);
unsigned act(struct visitor *visitor, struct action action);
unsigned tap(struct visitor *visitor, const char *id);
void wait_ms(struct visitor *visitor, int64_t ms);
struct visitor at_first_question(void);
struct visitor who_sends(void);

#define assert_screen(visitor, name)                                           \
    assert_string_equal(screen_names[(visitor).session.here.screen], name)

#endif
