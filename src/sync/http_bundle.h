#ifndef SYNC_HTTP_BUNDLE_H
#define SYNC_HTTP_BUNDLE_H

/*
 * One bundle by GET, as target_ops.get has it: whole, or the rest of it by
 * Range under a condition (RFC 9110, 13.1 and 14.2). What is another part than
 * was asked for, or refused as one (416, 412), is asked for whole.
 */

#include "sync/http.h"
#include "sync/target.h"

struct http_bundle { /* all borrowed */
    struct http *http;
    const struct listing_bundle *bundle;
    const struct target_sink *sink;
    const char *condition; /* "If-Range", "If-Match" */
    /* Sends the GET with these headers, NULL-terminated, as http_do() does. */
    bool (*ask)(void *user, const char *const *headers,
                const struct http_sink *sink, struct http_answer *ret_answer,
                struct fail *why);
    /* Says what an answer means that is no bundle; false. */
    bool (*refuse)(struct http *http, const struct http_answer *answer,
                   struct fail *why);
    void *user;
};

enum { HTTP_BUNDLE_HEADERS = 2 }; /* at most */

bool http_bundle_get(const struct http_bundle *bundle, int64_t from,
                     struct fail *why);

#endif
