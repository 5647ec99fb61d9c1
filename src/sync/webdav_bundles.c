#include "sync/webdav_bundles.h"

#include "base/str.h"
#include "sync/http_bundle.h"
#include "sync/listing_xml.h"
#include <string.h>

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
    const char *url;
};

static bool ask(void *user, const char *const *headers,
                const struct http_sink *sink, struct http_answer *ret_answer,
                struct fail *why)
{
    const struct getting *getting = user;

    return http_do(getting->http,
                   &(struct http_request){.method = "GET",
                                          .url = getting->url,
                                          .headers = headers,
                                          .sink = sink},
                   ret_answer, why);
}

bool webdav_get(struct http *http, const char *root,
                const struct listing_bundle *bundle, int64_t from,
                const struct target_sink *sink, struct fail *why)
{
    struct str url = {0};
    struct getting getting = {.http = http};
    const struct http_bundle get = {.http = http,
                                    .bundle = bundle,
                                    .sink = sink,
                                    .condition = "If-Range",
                                    .ask = ask,
                                    .refuse = http_refuse,
                                    .user = &getting};
    bool ok;

    str_addf(&url, "%s%s%s", root, folder, bundle->name);
    getting.url = url.text;
    ok = http_bundle_get(&get, from, why);
    str_fini(&url);
    return ok;
}
