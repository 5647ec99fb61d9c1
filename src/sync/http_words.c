/* What went wrong with a request, as a cause and in words. */
#include "sync/http.h"

#include <stdarg.h>
#include <stdio.h>

static const struct {
    const char *word;
    enum fail_kind kind;
    bool may_pass;
} causes[] = {
    [HTTP_NONE] = {"none", FAIL_NONE, false},
    [HTTP_NO_NAME] = {"no-name", FAIL_NO_DEVICE, true},
    [HTTP_NO_WAY] = {"no-way", FAIL_NO_DEVICE, true},
    [HTTP_CERTIFICATE] = {"certificate", FAIL_DENIED, false},
    [HTTP_PIN] = {"pin", FAIL_DENIED, false},
    [HTTP_CLOCK] = {"clock", FAIL_DENIED, false},
    [HTTP_CREDENTIALS] = {"credentials", FAIL_DENIED, false},
    [HTTP_NO_ROOM] = {"no-room", FAIL_FULL, false},
    [HTTP_PORTAL] = {"portal", FAIL_NO_DEVICE, false},
    [HTTP_STALLED] = {"stalled", FAIL_BUSY, true},
    [HTTP_CUT] = {"cut", FAIL_BUSY, true},
    [HTTP_BUSY] = {"busy", FAIL_BUSY, true},
    [HTTP_REFUSED] = {"refused", FAIL_INVALID, false},
};

const char *http_cause_word(enum http_cause cause)
{
    return causes[cause].word;
}

bool http_may_pass(const struct http *http, int64_t *ret_asked_s)
{
    *ret_asked_s = http->asked_s;
    return causes[http->cause].may_pass;
}

bool http_fail(struct http *http, enum http_cause cause, struct fail *why,
               const char *format, ...)
{
    char text[sizeof why->text];
    va_list args;

    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    http->cause = cause;
    return fail_set(why, causes[cause].kind, "%s: %s", http->host, text);
}

static bool refuse_for_now(struct http *http, const struct http_answer *answer,
                           struct fail *why)
{
    http->asked_s = answer->retry_after_s;
    if (answer->retry_after_s >= 0)
        return http_fail(http, HTTP_BUSY, why,
                         "asks to try again in %lld s (answer %d)",
                         (long long)answer->retry_after_s, answer->status);
    return http_fail(http, HTTP_BUSY, why,
                     "cannot take anything for the moment (answer %d)",
                     answer->status);
}

bool http_refuse(struct http *http, const struct http_answer *answer,
                 struct fail *why)
{
    switch (answer->status) {
    case 401:
        return http_fail(http, HTTP_CREDENTIALS, why,
                         "does not know this user and password");
    case 403:
        return http_fail(http, HTTP_CREDENTIALS, why,
                         "knows these credentials, and does not permit this");
    case 507:
        return http_fail(http, HTTP_NO_ROOM, why,
                         "has no room left, or the quota of this account is "
                         "used up");
    case 413:
        return http_fail(http, HTTP_REFUSED, why,
                         "does not take files of this size; its limit must be "
                         "4 MiB or more");
    case 404:
    case 410:
        return http_fail(http, HTTP_REFUSED, why,
                         "has no such address: look at the url of this "
                         "target (answer %d)",
                         answer->status);
    case 408:
    case 423:
    case 425:
    case 429:
        return refuse_for_now(http, answer, why);
    default:
        return answer->status >= 500 && answer->status != 501
                   ? refuse_for_now(http, answer, why)
                   : http_fail(http, HTTP_REFUSED, why,
                               "does not do what was asked (answer %d)",
                               answer->status);
    }
}
