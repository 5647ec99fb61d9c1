#include "sync/http_bundle.h"

#include "base/str.h"

enum { MIB = 1024 * 1024 };

/* A bundle on its way. */
struct getting {
    const struct http_bundle *of;
    int64_t from;         /* asked for */
    bool is_another_part; /* than was asked for: to be asked for whole */
};

static bool fail_size(const struct getting *getting, struct fail *why)
{
    return http_fail(getting->of->http, HTTP_REFUSED, why,
                     "%s is not as long as it was listed; it may be changing",
                     getting->of->bundle->name);
}

static bool begin_part(struct getting *getting,
                       const struct http_answer *answer, struct fail *why)
{
    const struct listing_bundle *bundle = getting->of->bundle;
    const struct target_sink *sink = getting->of->sink;

    getting->is_another_part =
        getting->from == 0 || answer->range_first != getting->from ||
        (answer->range_all >= 0 && answer->range_all != bundle->bytes) ||
        (*answer->etag && !str_equal(answer->etag, bundle->mark));
    if (getting->is_another_part)
        return http_fail(getting->of->http, HTTP_REFUSED, why,
                         "sends another part of %s than was asked for",
                         bundle->name);
    return sink->begin(sink->user, getting->from, why);
}

static bool begin_get(void *user, const struct http_answer *answer,
                      struct fail *why)
{
    struct getting *getting = user;
    const struct target_sink *sink = getting->of->sink;
    int64_t listed = getting->of->bundle->bytes;

    if (answer->status == 206)
        return begin_part(getting, answer, why);
    if (answer->status != 200)
        return http_refuse(getting->of->http, answer, why);
    if (answer->length >= 0 && listed >= 0 && answer->length != listed)
        return fail_size(getting, why);
    return sink->begin(sink->user, 0, why);
}

static bool add_get(void *user, const void *bytes, size_t count,
                    struct fail *why)
{
    const struct getting *getting = user;
    const struct target_sink *sink = getting->of->sink;

    return sink->add(sink->user, bytes, count, why);
}

static bool ask(struct getting *getting, struct http_answer *ret_answer,
                struct fail *why)
{
    const struct http_bundle *of = getting->of;
    const struct http_sink sink = {.limit_bytes =
                                       of->bundle->bytes >= 0
                                           ? of->bundle->bytes
                                           : (int64_t)LISTING_BUNDLE_MIB * MIB,
                                   .begin = begin_get,
                                   .add = add_get,
                                   .user = getting};
    struct str range = {0}, condition = {0};
    const char *headers[HTTP_BUNDLE_HEADERS + 1] = {NULL};
    bool ok;

    if (getting->from > 0) {
        str_addf(&range, "Range: bytes=%lld-", (long long)getting->from);
        str_addf(&condition, "%s: %s", of->condition, of->bundle->mark);
        headers[0] = range.text;
        headers[1] = condition.text;
    }
    ok = of->ask(of->user, headers, &sink, ret_answer, why);
    str_fini(&range);
    str_fini(&condition);
    return ok;
}

bool http_bundle_get(const struct http_bundle *bundle, int64_t from,
                     struct fail *why)
{
    struct getting getting = {
        .of = bundle,
        .from = listing_mark_is_strong(bundle->bundle->mark) ? from : 0};
    struct http_answer answer;
    bool ok = ask(&getting, &answer, why);

    if (getting.from > 0 && (ok ? answer.status == 416 || answer.status == 412
                                : getting.is_another_part)) {
        getting.from = 0;
        ok = ask(&getting, &answer, why);
    }
    if (ok && (answer.status < 200 || answer.status >= 300))
        return bundle->refuse(bundle->http, &answer, why);
    return ok;
}
