#include "sync/webdav_bundles.h"

#include "base/str.h"
#include "sync/listing_xml.h"
#include <string.h>

enum { MIB = 1024 * 1024 };

static const char folder[] = "bundles/";
static const char wish[] =
    "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
    "<propfind xmlns=\"DAV:\"><prop><resourcetype/><getcontentlength/>"
    "<getetag/><getlastmodified/></prop></propfind>\n";

/* A list on its way. */
struct asking {
    struct http *http;
    struct listing_xml *xml; /* NULL: it is no list */
    const char *url;
    struct listing *listing;
};

static bool begin_list(void *user, const struct http_answer *answer,
                       struct fail *why)
{
    struct asking *asking = user;

    (void)why;
    if (answer->status == 207)
        asking->xml =
            listing_xml_new(LISTING_WEBDAV, asking->url, asking->listing);
    return true;
}

static bool add_list(void *user, const void *bytes, size_t count,
                     struct fail *why)
{
    struct asking *asking = user;

    return !asking->xml || listing_xml_add(asking->xml, bytes, count, why) ||
           http_fail(asking->http, HTTP_REFUSED, why, "%s", why->text);
}

static bool read_list(struct asking *asking, const struct http_answer *answer,
                      struct fail *why)
{
    switch (answer->status) {
    case 404:
    case 409:
    case 410:
        asking->listing->state = LISTING_ABSENT;
        return true;
    case 405:
    case 501:
        asking->listing->state = LISTING_SILENT;
        return true;
    default:
        if (!asking->xml)
            return http_refuse(asking->http, answer, why);
        return listing_xml_end(asking->xml, why) ||
               http_fail(asking->http, HTTP_REFUSED, why, "%s", why->text);
    }
}

bool webdav_list(struct http *http, const char *root, struct listing *listing,
                 struct fail *why)
{
    static const char *const headers[] = {
        "Depth: 1", "Content-Type: application/xml; charset=utf-8", NULL};
    struct str url = {0};
    struct asking asking = {.http = http, .listing = listing};
    const struct http_sink sink = {.limit_bytes = LISTING_XML_BYTES,
                                   .begin = begin_list,
                                   .add = add_list,
                                   .user = &asking};
    struct http_answer answer;
    bool ok;

    str_addf(&url, "%s%s", root, folder);
    asking.url = url.text;
    ok = http_do(http,
                 &(struct http_request){.method = "PROPFIND",
                                        .url = url.text,
                                        .headers = headers,
                                        .bytes = wish,
                                        .count = strlen(wish),
                                        .sink = &sink},
                 &answer, why) &&
         read_list(&asking, &answer, why);
    listing_xml_free(asking.xml);
    str_fini(&url);
    return ok;
}

/* A bundle on its way. */
struct getting {
    struct http *http;
    const struct listing_bundle *bundle;
    const struct target_sink *sink;
    int64_t from;         /* asked for */
    bool is_another_part; /* than was asked for: to be asked for whole */
};

static bool fail_size(const struct getting *getting, struct fail *why)
{
    return http_fail(getting->http, HTTP_REFUSED, why,
                     "%s is not as long as it was listed; it may be changing",
                     getting->bundle->name);
}

static bool begin_part(struct getting *getting,
                       const struct http_answer *answer, struct fail *why)
{
    const struct listing_bundle *bundle = getting->bundle;

    getting->is_another_part =
        getting->from == 0 || answer->range_first != getting->from ||
        (answer->range_all >= 0 && answer->range_all != bundle->bytes) ||
        (*answer->etag && !str_equal(answer->etag, bundle->mark));
    if (getting->is_another_part)
        return http_fail(getting->http, HTTP_REFUSED, why,
                         "sends another part of %s than was asked for",
                         bundle->name);
    return getting->sink->begin(getting->sink->user, getting->from, why);
}

static bool begin_get(void *user, const struct http_answer *answer,
                      struct fail *why)
{
    struct getting *getting = user;
    int64_t listed = getting->bundle->bytes;

    if (answer->status == 206)
        return begin_part(getting, answer, why);
    if (answer->status != 200)
        return http_refuse(getting->http, answer, why);
    if (answer->length >= 0 && listed >= 0 && answer->length != listed)
        return fail_size(getting, why);
    return getting->sink->begin(getting->sink->user, 0, why);
}

static bool add_get(void *user, const void *bytes, size_t count,
                    struct fail *why)
{
    struct getting *getting = user;

    return getting->sink->add(getting->sink->user, bytes, count, why);
}

static bool ask(struct getting *getting, const char *url,
                struct http_answer *ret_answer, struct fail *why)
{
    const struct listing_bundle *bundle = getting->bundle;
    const struct http_sink sink = {
        .limit_bytes = bundle->bytes >= 0 ? bundle->bytes
                                          : (int64_t)LISTING_BUNDLE_MIB * MIB,
        .begin = begin_get,
        .add = add_get,
        .user = getting};
    struct str range = {0}, condition = {0};
    const char *headers[3] = {NULL};
    bool ok;

    if (getting->from > 0) {
        str_addf(&range, "Range: bytes=%lld-", (long long)getting->from);
        str_addf(&condition, "If-Range: %s", bundle->mark);
        headers[0] = range.text;
        headers[1] = condition.text;
    }
    ok = http_do(
        getting->http,
        &(struct http_request){
            .method = "GET", .url = url, .headers = headers, .sink = &sink},
        ret_answer, why);
    str_fini(&range);
    str_fini(&condition);
    return ok;
}

/* A part that is none, or is refused (416), is asked for whole. */
bool webdav_get(struct http *http, const char *root,
                const struct listing_bundle *bundle, int64_t from,
                const struct target_sink *sink, struct fail *why)
{
    struct getting getting = {
        .http = http,
        .bundle = bundle,
        .sink = sink,
        .from = listing_mark_is_strong(bundle->mark) ? from : 0};
    struct http_answer answer;
    struct str url = {0};
    bool ok;

    str_addf(&url, "%s%s%s", root, folder, bundle->name);
    ok = ask(&getting, url.text, &answer, why);
    if (getting.from > 0 &&
        (ok ? answer.status == 416 : getting.is_another_part)) {
        getting.from = 0;
        ok = ask(&getting, url.text, &answer, why);
    }
    if (ok && (answer.status < 200 || answer.status >= 300))
        ok = http_refuse(http, &answer, why);
    str_fini(&url);
    return ok;
}
