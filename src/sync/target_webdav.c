#include "sync/target_webdav.h"

#include "sync/http_compare.h"
#include "sync/webdav_bundles.h"
#include <ctype.h>
#include <stdio.h>
#include <string.h>

static const char only_if_absent[] = "If-None-Match: *";
/* Without it a public link takes requests of its own pages alone. */
static const char as_a_page[] = "X-Requested-With: XMLHttpRequest";

static struct target_webdav *of(struct target *target)
{
    return (struct target_webdav *)(void *)target;
}

/* RFC 3986: unreserved, and '=' of our own names; '/' never. */
static void add_name(struct str *url, const char *name)
{
    for (const char *c = name; *c; c++)
        if (isalnum((unsigned char)*c) || strchr("-._~=", *c))
            str_add_char(url, *c);
        else
            str_addf(url, "%%%02X", (unsigned int)(unsigned char)*c);
}

/* Sets `above`, below the root and with its '/', and `url`. */
static void locate(struct target_webdav *webdav, const struct target_file *file)
{
    str_clear(&webdav->above);
    str_clear(&webdav->url);
    if (!webdav->is_drop && file->kind == TARGET_FORM) {
        str_add(&webdav->above, "feedback/v=1/forms/");
    } else if (!webdav->is_drop) {
        str_add(&webdav->above, "feedback/v=1/kiosk=");
        add_name(&webdav->above, file->kiosk);
        str_add_char(&webdav->above, '/');
    }
    str_addf(&webdav->url, "%s%s", webdav->root.text, str_text(&webdav->above));
    add_name(&webdav->url, file->name);
}

static bool sends_condition(const struct target_webdav *webdav,
                            const struct target_file *file)
{
    return !webdav->is_drop && file->kind == TARGET_BATCH &&
           !webdav->refuses_conditions && !webdav->is_torn;
}

static bool ask(struct target_webdav *webdav, const char *method,
                const char *url, const struct target_file *file,
                struct http_answer *ret_answer, struct fail *why)
{
    const char *headers[3] = {NULL};
    size_t count = 0;
    struct http_request request = {
        .method = method, .url = url, .headers = headers};

    if (webdav->is_drop)
        headers[count++] = as_a_page;
    if (file) {
        request.bytes = file->bytes;
        request.count = file->count;
        if (sends_condition(webdav, file))
            headers[count++] = only_if_absent;
    }
    return http_do(webdav->http, &request, ret_answer, why);
}

static bool refuse_collection(struct target_webdav *webdav,
                              const struct http_answer *answer,
                              struct fail *why)
{
    if (answer->status == 409)
        return http_fail(webdav->http, HTTP_REFUSED, why,
                         "there is no folder at the url of this target: make "
                         "it first");
    return http_refuse(webdav->http, answer, why);
}

/* Each from the top; one that is there is answered 405, or made again.
 * *ret_status: of the last. */
static bool make_collections(struct target_webdav *webdav, const char *path,
                             int *ret_status, struct fail *why)
{
    struct http_answer answer = {0};
    struct str url = {0};
    bool ok = true;

    for (const char *slash = strchr(path, '/'); ok && slash;
         slash = strchr(slash + 1, '/')) {
        str_clear(&url);
        str_add(&url, webdav->root.text);
        str_add_bytes(&url, path, (size_t)(slash - path) + 1);
        ok = ask(webdav, "MKCOL", url.text, NULL, &answer, why) &&
             (answer.status == 201 || answer.status == 200 ||
              answer.status == 204 || answer.status == 405 ||
              refuse_collection(webdav, &answer, why));
    }
    str_fini(&url);
    *ret_status = answer.status;
    return ok;
}

/* A drop answers that it shows nothing: that is proof enough of the link. */
static bool probe_drop(struct target_webdav *webdav, struct fail *why)
{
    struct http_answer answer;

    return ask(webdav, "HEAD", webdav->root.text, NULL, &answer, why) &&
           (answer.status == 405 || answer.status == 501 ||
            (answer.status >= 200 && answer.status < 300) ||
            http_refuse(webdav->http, &answer, why));
}

static bool webdav_probe(struct target *target, struct fail *why)
{
    struct target_webdav *webdav = of(target);
    int status;

    return webdav->is_drop
               ? probe_drop(webdav, why)
               : make_collections(webdav, "feedback/v=1/", &status, why);
}

/* A size says nothing of health.yaml, which changes: it is known by whether it
 * was put. */
static bool is_to_be_put(const struct target_webdav *webdav,
                         const struct target_file *file)
{
    return file->kind == TARGET_HEALTH &&
           memcmp(webdav->health_sha256, file->sha256, HASH_SHA256_BYTES) != 0;
}

/* Nothing is in a collection that this run has made, but what it put there:
 * a question less for each batch of the first time, when most of them wait. */
static bool is_surely_absent(const struct target_webdav *webdav)
{
    return webdav->made_is_new && !webdav->has_put &&
           str_equal(webdav->made.text, webdav->above.text);
}

static bool webdav_confirm(struct target *target,
                           const struct target_file *file,
                           enum target_state *ret_state, struct fail *why)
{
    struct target_webdav *webdav = of(target);
    struct http_answer answer;

    *ret_state = TARGET_UNKNOWN;
    webdav->is_torn = false;
    if (webdav->is_drop && file->kind == TARGET_HEALTH)
        *ret_state = TARGET_SAME; /* as good as: it is not to go */
    if (webdav->is_drop || is_to_be_put(webdav, file))
        return true;
    locate(webdav, file);
    if (is_surely_absent(webdav)) {
        *ret_state = TARGET_ABSENT;
        return true;
    }
    webdav->has_put = false;
    if (!ask(webdav, "HEAD", webdav->url.text, NULL, &answer, why))
        return false;
    if (answer.status == 404 || answer.status == 409 || answer.status == 410)
        *ret_state = TARGET_ABSENT;
    else if (answer.status != 200 && answer.status != 204)
        return http_refuse(webdav->http, &answer, why);
    else if (answer.length < 0)
        return http_fail(webdav->http, HTTP_REFUSED, why,
                         "does not tell the size of what it has");
    else if ((uint64_t)answer.length >= file->count)
        *ret_state =
            (uint64_t)answer.length == file->count ? TARGET_SAME : TARGET_OTHER;
    else if (!http_compare(webdav->http, webdav->url.text, NULL, file,
                           ret_state, why))
        return false;
    webdav->is_torn = *ret_state == TARGET_TORN;
    return true;
}

/* A drop is asked no second time: only what nothing else answers to a PUT
 * counts, and it is sent no condition that could be answered. */
static bool is_taken(const struct target_webdav *webdav, int status)
{
    if (webdav->is_drop)
        return status == 201 || status == 204;
    return status == 200 || status == 201 || status == 202 || status == 204 ||
           status == 412; /* somebody was quicker with the same bytes */
}

/* Those of the file at hand, once: what no collection is there for is answered
 * 409 by some, 404 or 500 by others. */
static bool have_collections(struct target_webdav *webdav, struct fail *why)
{
    int status;

    if (webdav->is_drop || str_equal(webdav->made.text, webdav->above.text))
        return true;
    str_clear(&webdav->made);
    if (!make_collections(webdav, webdav->above.text, &status, why))
        return false;
    webdav->made_is_new = status == 201;
    if (webdav->made_is_new) { /* some say so of any */
        if (!make_collections(webdav, webdav->above.text, &status, why))
            return false;
        webdav->made_is_new = status == 405;
    }
    str_add(&webdav->made, webdav->above.text);
    return true;
}

/* Some take a condition for an error. */
static bool refuses_condition(const struct target_webdav *webdav,
                              const struct target_file *file, int status)
{
    return (status == 400 || status == 501) && sends_condition(webdav, file);
}

static bool webdav_put(struct target *target, const struct target_file *file,
                       struct fail *why)
{
    struct target_webdav *webdav = of(target);
    struct http_answer answer;

    locate(webdav, file);
    if (!have_collections(webdav, why))
        return false;
    webdav->has_put = true; /* it may come though its reply does not */
    if (!ask(webdav, "PUT", webdav->url.text, file, &answer, why))
        return false;
    if (refuses_condition(webdav, file, answer.status)) {
        webdav->refuses_conditions = true;
        if (!ask(webdav, "PUT", webdav->url.text, file, &answer, why))
            return false;
    }
    if (!is_taken(webdav, answer.status))
        return http_refuse(webdav->http, &answer, why);
    if (file->kind == TARGET_HEALTH)
        memcpy(webdav->health_sha256, file->sha256, HASH_SHA256_BYTES);
    return true;
}

/* What a drop was sent may lie there, though its reply did not come: again in
 * this run would be a copy more each time. */
static bool webdav_may_pass(const struct target *target, int64_t *ret_asked_s)
{
    const struct target_webdav *webdav =
        (const struct target_webdav *)(const void *)target;

    bool may_lie_there =
        webdav->is_drop && webdav->has_put &&
        (webdav->http->cause == HTTP_CUT ||
         webdav->http->cause == HTTP_STALLED ||
         (webdav->http->cause == HTTP_BUSY && webdav->http->asked_s < 0));

    return http_may_pass(webdav->http, ret_asked_s) && !may_lie_there;
}

static bool webdav_list_bundles(struct target *target, struct listing *listing,
                                struct fail *why)
{
    return webdav_list(of(target)->http, of(target)->root.text, listing, why);
}

static bool webdav_get_bundle(struct target *target,
                              const struct listing_bundle *bundle, int64_t from,
                              const struct target_sink *sink, struct fail *why)
{
    return webdav_get(of(target)->http, of(target)->root.text, bundle, from,
                      sink, why);
}

void target_webdav_init(struct target_webdav *webdav, struct http *http,
                        const char *url, bool is_drop)
{
    static const struct target_ops collection = {
        .probe = webdav_probe,
        .confirm = webdav_confirm,
        .put = webdav_put,
        .may_pass = webdav_may_pass,
        .list = webdav_list_bundles,
        .get = webdav_get_bundle,
    };
    static const struct target_ops drop = {
        .probe = webdav_probe,
        .confirm = webdav_confirm,
        .put = webdav_put,
        .may_pass = webdav_may_pass,
    };

    *webdav = (struct target_webdav){.http = http, .is_drop = is_drop};
    webdav->target = (struct target){.ops = is_drop ? &drop : &collection,
                                     .place = webdav->place};
    str_add(&webdav->root, url);
    while (str_ends(webdav->root.text, "/"))
        webdav->root.text[--webdav->root.length] = '\0';
    str_add_char(&webdav->root, '/');
    target_name_place(webdav->place, is_drop ? "drop" : "webdav",
                      webdav->root.text, is_drop ? http->settings.user : NULL);
}

void target_webdav_fini(struct target_webdav *webdav)
{
    str_fini(&webdav->root);
    str_fini(&webdav->above);
    str_fini(&webdav->made);
    str_fini(&webdav->url);
}

bool target_webdav_link(const char *link, struct str *ret_url,
                        struct str *ret_token, struct fail *why)
{
    static const char page[] = "/index.php", share[] = "/s/";
    const char *slash = strstr(link, share), *token, *end = slash;
    size_t bytes;

    if (!slash || !str_starts(link, "https://") || slash == link)
        return fail_set(why, FAIL_CONFIG,
                        "this is no link of a file drop: it is written "
                        "https://HOST/s/TOKEN");
    token = slash + strlen(share);
    bytes = strspn(token, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                          "0123456789_-");
    if (bytes == 0 || (token[bytes] && token[bytes] != '/'))
        return fail_set(why, FAIL_CONFIG,
                        "the link of this file drop has no token");
    if ((size_t)(end - link) > strlen(page) &&
        strncmp(end - strlen(page), page, strlen(page)) == 0)
        end -= strlen(page);
    str_add_bytes(ret_url, link, (size_t)(end - link));
    str_add(ret_url, "/public.php/webdav");
    str_add_bytes(ret_token, token, bytes);
    return true;
}
