/* The bundles of an S3 store: ListObjectsV2, GetObject. */
#include "sync/target_s3_private.h"

#include "sync/listing_xml.h"

enum { PAGES = 64 /* of a list; mostly 1000 names each */ };

static const char folder[] = "bundles/";

static struct target_s3 *of(struct target *target)
{
    return (struct target_s3 *)(void *)target;
}

/* A page of the list on its way. */
struct asking {
    struct http *http;
    struct listing_xml *xml;
};

static bool begin_page(void *user, const struct http_answer *answer,
                       struct fail *why)
{
    const struct asking *asking = user;

    return answer->status == 200 || http_refuse(asking->http, answer, why);
}

static bool add_page(void *user, const void *bytes, size_t count,
                     struct fail *why)
{
    const struct asking *asking = user;

    return listing_xml_add(asking->xml, bytes, count, why) ||
           http_fail(asking->http, HTTP_REFUSED, why, "%s", why->text);
}

/* Of the bucket. What lies in folders of the prefix is told as one each. */
static bool ask_page(struct target_s3 *s3, struct asking *asking,
                     const char *prefix, const char *token,
                     struct http_answer *ret_answer, struct fail *why)
{
    const struct sigv4_pair query[] = {{"list-type", "2"},
                                       {"prefix", prefix},
                                       {"delimiter", "/"},
                                       {"continuation-token", token}};
    const struct http_sink sink = {.limit_bytes = LISTING_XML_BYTES,
                                   .begin = begin_page,
                                   .add = add_page,
                                   .user = asking};

    str_clear(&s3->path);
    str_add_bytes(&s3->path, s3->root.text, s3->bucket_bytes);
    return target_s3_ask(
        s3,
        &(struct target_s3_request){.method = "GET",
                                    .query = query,
                                    .query_count = *token ? 4 : 3,
                                    .sink = &sink},
        ret_answer, why);
}

/* Stores say the same of a key that they do not know, so it has to show that
 * it may put. */
static bool is_put_only(struct target_s3 *s3, struct listing *listing,
                        struct fail *why)
{
    if (!s3->target.ops->probe(&s3->target, why))
        return false;
    listing->state = LISTING_PUT_ONLY;
    return true;
}

static bool read_page(struct target_s3 *s3, const struct http_answer *answer,
                      struct asking *asking, struct listing *listing,
                      struct fail *why)
{
    if (answer->status == 403 && target_s3_is_code(answer, "AccessDenied"))
        return is_put_only(s3, listing, why);
    if (answer->status != 200)
        return target_s3_refuse(s3->http, answer, why);
    return listing_xml_end(asking->xml, why) ||
           http_fail(s3->http, HTTP_REFUSED, why, "%s", why->text);
}

/* *token: of the page, then of the next; empty: that was all. */
static bool list_page(struct target_s3 *s3, const char *prefix,
                      struct str *token, struct listing *listing,
                      struct fail *why)
{
    struct asking asking = {
        .http = s3->http, .xml = listing_xml_new(LISTING_S3, prefix, listing)};
    struct http_answer answer;
    const char *next;
    bool ok = ask_page(s3, &asking, prefix, str_text(token), &answer, why) &&
              read_page(s3, &answer, &asking, listing, why);

    next = ok ? listing_xml_next(asking.xml) : NULL;
    str_clear(token);
    str_add(token, next ? next : "");
    listing_xml_free(asking.xml);
    return ok;
}

bool target_s3_list(struct target *target, struct listing *listing,
                    struct fail *why)
{
    struct target_s3 *s3 = of(target);
    struct str prefix = {0}, token = {0};
    int pages = 0;
    bool ok;

    str_addf(&prefix, "%s%s", s3->root.text + s3->bucket_bytes + 1, folder);
    do
        ok = list_page(s3, prefix.text, &token, listing, why);
    while (ok && token.length > 0 && ++pages < PAGES);
    if (ok && token.length > 0)
        ok = http_fail(s3->http, HTTP_REFUSED, why,
                       "its list of bundles has no end: this was page %d",
                       PAGES);
    str_fini(&prefix);
    str_fini(&token);
    return ok;
}

static bool ask_bundle(void *user, const char *const *headers,
                       const struct http_sink *sink,
                       struct http_answer *ret_answer, struct fail *why)
{
    return target_s3_ask(user,
                         &(struct target_s3_request){
                             .method = "GET", .headers = headers, .sink = sink},
                         ret_answer, why);
}

static bool refuse_bundle(struct http *http, const struct http_answer *answer,
                          struct fail *why)
{
    if (target_s3_is_code(answer, "AccessDenied"))
        return http_fail(http, HTTP_CREDENTIALS, why,
                         "this key may list what is in bundles/, and not read "
                         "it");
    return target_s3_refuse(http, answer, why);
}

/* If-Range is none of theirs; a part that If-Match refuses is asked for whole.
 */
bool target_s3_get(struct target *target, const struct listing_bundle *bundle,
                   int64_t from, const struct target_sink *sink,
                   struct fail *why)
{
    struct target_s3 *s3 = of(target);
    const struct http_bundle get = {.http = s3->http,
                                    .bundle = bundle,
                                    .sink = sink,
                                    .condition = "If-Match",
                                    .ask = ask_bundle,
                                    .refuse = refuse_bundle,
                                    .user = s3};

    str_clear(&s3->path);
    str_addf(&s3->path, "%s%s%s", s3->root.text, folder, bundle->name);
    return http_bundle_get(&get, from, why);
}
