#ifndef SYNC_HTTP_H
#define SYNC_HTTP_H

/*
 * One request after the other to a server, over one connection that is kept;
 * the only place of libcurl. https alone. Certificates are always verified,
 * and where keys are pinned the server must have one of them as well. No
 * redirect is followed. Whatever a server answers, memory stays bounded.
 *
 * Credentials go to a server that was verified, and to nowhere else: neither
 * they nor a whole URL are in a sentence. A proxy is used where the environment
 * names one, as other programs do (https_proxy, all_proxy, no_proxy): it is
 * asked to CONNECT and sees the server's name, and nothing of a request.
 *
 * One thread. Time is that of a struct clock: a request that stands still for
 * stall_ms is given up in whatever stage it is, and so is one that crawls.
 */

#include "base/clock.h"
#include "base/fail.h"
#include <stddef.h>
#include <stdint.h>

enum {
    HTTP_PINS = 2,
    HTTP_HOST_BYTES = 256,
    HTTP_BODY_BYTES = 4096,    /* of a reply, kept */
    HTTP_ETAG_BYTES = 256,     /* a longer one is none */
    HTTP_STALL_MS = 30 * 1000, /* what is usual */
};

/* What went wrong, for programs; people read the sentence. */
enum http_cause {
    HTTP_NONE,
    HTTP_NO_NAME,     /* not found */
    HTTP_NO_WAY,      /* nobody answers at that address */
    HTTP_CERTIFICATE, /* not to be trusted */
    HTTP_PIN,         /* trusted, but none of the pinned keys */
    HTTP_CLOCK,       /* out of its time, by the clock of this machine */
    HTTP_CREDENTIALS, /* refused */
    HTTP_NO_ROOM,
    HTTP_PORTAL,  /* a page for people, or another address */
    HTTP_STALLED, /* gave up waiting */
    HTTP_CUT,     /* the connection ended too early */
    HTTP_BUSY,    /* the server says: later */
    HTTP_REFUSED, /* any other answer */
};
const char *http_cause_word(enum http_cause cause); /* "no-name" */

struct http_settings {           /* all borrowed */
    const char *ca;              /* a bundle; NULL: the system's */
    const char *pins[HTTP_PINS]; /* "sha256//<base64>"; NULL: none */
    const char *user, *password; /* Basic; NULL: no credentials */
    int64_t stall_ms;            /* 0: HTTP_STALL_MS */
    const struct clock *clock;   /* NULL: the system's */
    const struct wall *wall;     /* the same */
};

struct http {
    void *easy; /* libcurl's */
    struct http_settings settings;
    struct clock clock;
    struct wall wall;
    char host[HTTP_HOST_BYTES]; /* of the last request */
    char error[256];            /* libcurl's words */
    enum http_cause cause;      /* of the last failure */
    int64_t asked_s;            /* the same: its Retry-After; -1: none */
};

struct http_request {
    const char *method; /* "HEAD", "GET", "PUT", "MKCOL", "PROPFIND" */
    const char *url;
    const char *const *headers; /* "Name: value", NULL-terminated; or NULL */
    const void *bytes;          /* its body, if any */
    size_t count;
    const struct http_sink *sink; /* NULL: only the reply's beginning is kept */
};

struct http_answer {
    int status;
    int64_t length;                 /* Content-Length; -1: not told */
    int64_t date_s;                 /* the server's clock; 0: not told */
    int64_t retry_after_s;          /* at most a day; -1: not told */
    int64_t range_first, range_all; /* of a part (206); -1: not told */
    char etag[HTTP_ETAG_BYTES];     /* as it came; "": not told */
    size_t body_bytes;
    char body[HTTP_BODY_BYTES + 1]; /* its beginning, for messages */
};

/* Where the reply goes piece by piece if its status is 2xx. Either function
 * may end it by returning false with `why`, which http_do() then returns. */
struct http_sink {
    int64_t limit_bytes; /* a longer reply is a failure */
    /* Once, before the first piece: the answer, but for its body. */
    bool (*begin)(void *user, const struct http_answer *answer,
                  struct fail *why);
    bool (*add)(void *user, const void *bytes, size_t count, struct fail *why);
    void *user;
};

/* Connects to nothing yet. http_close() in any case. */
bool http_open(struct http *http, const struct http_settings *settings,
               struct fail *why);
void http_close(struct http *http);

/* True: there is an answer, of whatever status but a portal's. */
bool http_do(struct http *http, const struct http_request *request,
             struct http_answer *ret_answer, struct fail *why);

/* What a status means that the caller has no use for: sets `cause` and says
 * it. Returns false. */
bool http_refuse(struct http *http, const struct http_answer *answer,
                 struct fail *why);

/* Whether the last failure may pass by itself; then *ret_asked_s is its
 * Retry-After, -1: it had none. */
bool http_may_pass(const struct http *http, int64_t *ret_asked_s);

/* Sets the cause and "<host>: <sentence>"; false. */
bool http_fail(struct http *http, enum http_cause cause, struct fail *why,
               const char *format, ...) __attribute__((format(printf, 4, 5)));

#endif
