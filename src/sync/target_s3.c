#include "sync/target_s3_private.h"

#include "base/log.h"
#include <assert.h>
#include <stdio.h>
#include <string.h>

enum {
    SKEW_S = 5 * 60, /* stores let pass 15 minutes */
    SIGNED_HEADERS = 4,
};

static struct target_s3 *of(struct target *target)
{
    return (struct target_s3 *)(void *)target;
}

static void locate(struct target_s3 *s3, const struct target_file *file)
{
    str_clear(&s3->path);
    str_add(&s3->path, s3->root.text);
    if (file->kind == TARGET_FORM)
        str_add(&s3->path, "feedback/v=1/forms/");
    else
        str_addf(&s3->path, "feedback/v=1/kiosk=%s/", file->kiosk);
    str_add(&s3->path, file->name);
}

static int64_t store_time_s(const struct target_s3 *s3)
{
    return wall_now(&s3->http->wall).unix_s + s3->ahead_s;
}

static void sign(struct target_s3 *s3, const struct target_s3_request *asked,
                 int64_t time_s)
{
    struct sigv4_request request = {.method = asked->method,
                                    .host = s3->host.text,
                                    .path = s3->path.text,
                                    .query = asked->query,
                                    .query_count = asked->query_count,
                                    .unix_s = time_s};

    if (asked->file)
        memcpy(request.body_sha256, asked->file->sha256, HASH_SHA256_BYTES);
    else
        hash_sha256("", 0, request.body_sha256);
    sigv4_sign(&request, &s3->key, &s3->signature);
}

static bool ask_once(struct target_s3 *s3,
                     const struct target_s3_request *asked,
                     struct http_answer *ret_answer, struct fail *why)
{
    const struct sigv4 *signature = &s3->signature;
    const struct target_file *file = asked->file;
    struct str url = {0}, lines[SIGNED_HEADERS] = {{0}};
    const char *headers[SIGNED_HEADERS + TARGET_S3_HEADERS + 1] = {NULL};
    size_t count = 0;
    bool ok;

    str_addf(&url, "%s%s", s3->origin.text, signature->target.text);
    str_addf(&lines[0], "Host: %s", s3->host.text);
    str_addf(&lines[1], "x-amz-date: %s", signature->x_amz_date);
    str_addf(&lines[2], "x-amz-content-sha256: %s",
             signature->x_amz_content_sha256);
    str_addf(&lines[3], "Authorization: %s", signature->authorization.text);
    while (count < SIGNED_HEADERS) {
        headers[count] = lines[count].text;
        count++;
    }
    for (const char *const *line = asked->headers; line && *line; line++) {
        assert(count < SIGNED_HEADERS + TARGET_S3_HEADERS);
        headers[count++] = *line;
    }
    ok = http_do(s3->http,
                 &(struct http_request){.method = asked->method,
                                        .url = url.text,
                                        .headers = headers,
                                        .bytes = file ? file->bytes : NULL,
                                        .count = file ? file->count : 0,
                                        .sink = asked->sink},
                 ret_answer, why);
    for (size_t i = 0; i < SIGNED_HEADERS; i++)
        str_fini(&lines[i]);
    str_fini(&url);
    return ok;
}

/* A HEAD is refused without a word why, and some stores have no code for it:
 * the Date tells. */
static bool learns_time(struct target_s3 *s3, const struct http_answer *answer,
                        int64_t signed_s)
{
    int64_t off_s = answer->date_s - signed_s;

    if ((answer->status != 400 && answer->status != 401 &&
         answer->status != 403) ||
        answer->date_s == 0 || (off_s <= SKEW_S && off_s >= -SKEW_S))
        return false;
    s3->ahead_s += off_s;
    return true;
}

bool target_s3_ask(struct target_s3 *s3,
                   const struct target_s3_request *request,
                   struct http_answer *ret_answer, struct fail *why)
{
    int64_t signed_s = store_time_s(s3);

    sign(s3, request, signed_s);
    if (!ask_once(s3, request, ret_answer, why))
        return false;
    if (!learns_time(s3, ret_answer, signed_s))
        return true;
    sign(s3, request, store_time_s(s3));
    return ask_once(s3, request, ret_answer, why);
}

static bool is_condition_refused(const struct http_answer *answer)
{
    return answer->status == 501 ||
           (answer->status == 400 &&
            (target_s3_is_code(answer, "NotImplemented") ||
             target_s3_is_code(answer, "InvalidArgument")));
}

static bool send_file(struct target_s3 *s3, const struct target_file *file,
                      bool is_conditional, struct http_answer *ret_answer,
                      struct fail *why)
{
    static const char *const only_if_absent[] = {"If-None-Match: *", NULL};
    struct target_s3_request request = {.method = "PUT", .file = file};

    if (is_conditional && !s3->refuses_conditions)
        request.headers = only_if_absent;
    if (!target_s3_ask(s3, &request, ret_answer, why))
        return false;
    if (!request.headers || !is_condition_refused(ret_answer))
        return true;
    s3->refuses_conditions = true;
    request.headers = NULL;
    return target_s3_ask(s3, &request, ret_answer, why);
}

static bool is_taken(const struct http_answer *answer)
{
    return answer->status == 200 || answer->status == 201 ||
           answer->status == 204;
}

/* Among the forms, since every kiosk may put some, whatever else its key is
 * confined to. The text is for whoever finds it. */
static bool put_probe(struct target_s3 *s3, const char *name,
                      bool is_conditional, struct http_answer *ret_answer,
                      struct fail *why)
{
    static const char text[] = "This store does not check what it takes.\n";
    struct target_file file = {.kind = TARGET_FORM,
                               .name = name,
                               .bytes = text,
                               .count = strlen(text)};

    hash_sha256(text, strlen(text) - 1, file.sha256);
    locate(s3, &file);
    return send_file(s3, &file, is_conditional, ret_answer, why);
}

/* That the name is taken says nothing of the store: whoever has a key may have
 * put it there. */
static bool probe_past(struct target_s3 *s3, struct http_answer *ret_answer,
                       struct fail *why)
{
    char name[40];

    if (!put_probe(s3, "probe.txt", false, ret_answer, why))
        return false;
    if (!target_s3_is_code(ret_answer, "AccessDenied"))
        return true;
    snprintf(name, sizeof name, "probe-%llx.txt",
             (unsigned long long)store_time_s(s3));
    return put_probe(s3, name, true, ret_answer, why);
}

static bool s3_probe(struct target *target, struct fail *why)
{
    struct target_s3 *s3 = of(target);
    struct http_answer answer;

    if (!put_probe(s3, "probe.txt", true, &answer, why) ||
        (answer.status == 412 && !probe_past(s3, &answer, why)))
        return false;
    s3->takes_anything = is_taken(&answer);
    return s3->takes_anything || target_s3_is_wrong_hash(&answer) ||
           target_s3_refuse(s3->http, &answer, why);
}

/* A size says nothing of health.yaml, which changes: it is known by whether it
 * was put. */
static bool is_to_be_put(const struct target_s3 *s3,
                         const struct target_file *file)
{
    return file->kind == TARGET_HEALTH &&
           memcmp(s3->health_sha256, file->sha256, HASH_SHA256_BYTES) != 0;
}

/* The key was found good by the probe: it is one that may not look. */
static bool hide(struct target_s3 *s3, struct fail *why)
{
    if (s3->takes_anything)
        return http_fail(s3->http, HTTP_REFUSED, why,
                         "neither checks what it takes nor shows it to this "
                         "key, so nothing says that a batch came whole");
    s3->hides = true;
    return true;
}

static bool look(struct target_s3 *s3, const struct target_file *file,
                 enum target_state *ret_state, struct fail *why)
{
    struct http_answer answer;

    locate(s3, file);
    if (!target_s3_ask(s3, &(struct target_s3_request){.method = "HEAD"},
                       &answer, why))
        return false;
    if (answer.status == 403)
        return hide(s3, why);
    if (answer.status == 404 || answer.status == 410)
        *ret_state = TARGET_ABSENT;
    else if (answer.status != 200)
        return target_s3_refuse(s3->http, &answer, why);
    else if (answer.length < 0)
        return http_fail(s3->http, HTTP_REFUSED, why,
                         "does not tell the size of what it has");
    else
        *ret_state =
            (uint64_t)answer.length == file->count ? TARGET_SAME : TARGET_OTHER;
    return true;
}

static bool s3_confirm(struct target *target, const struct target_file *file,
                       enum target_state *ret_state, struct fail *why)
{
    struct target_s3 *s3 = of(target);
    bool ok = true;

    *ret_state = TARGET_UNKNOWN;
    if (file->kind == TARGET_HEALTH && s3->refuses_health)
        *ret_state = TARGET_SAME; /* as good as: it is not to go */
    else if (!s3->hides && !is_to_be_put(s3, file))
        ok = look(s3, file, ret_state, why);
    s3->seen = *ret_state;
    return ok;
}

static bool keep_health_home(struct target_s3 *s3)
{
    log_line("%s: this key may not replace health.yaml there, so it stays here",
             s3->http->host);
    s3->refuses_health = true;
    return true;
}

static bool s3_put(struct target *target, const struct target_file *file,
                   struct fail *why)
{
    struct target_s3 *s3 = of(target);
    bool is_health = file->kind == TARGET_HEALTH;
    struct http_answer answer;

    locate(s3, file);
    if (!send_file(s3, file, !is_health && s3->seen != TARGET_OTHER, &answer,
                   why))
        return false;
    if (is_health && target_s3_is_code(&answer, "AccessDenied"))
        return keep_health_home(s3);
    if (!is_taken(&answer) && answer.status != 412)
        return target_s3_refuse(s3->http, &answer, why);
    if (is_health)
        memcpy(s3->health_sha256, file->sha256, HASH_SHA256_BYTES);
    return true;
}

static bool s3_may_pass(const struct target *target, int64_t *ret_asked_s)
{
    const struct target_s3 *s3 = (const struct target_s3 *)(const void *)target;

    return http_may_pass(s3->http, ret_asked_s);
}

/* https://<host>[:<port>][/<path>] into origin, host and the root's begin. A
 * port that is the usual one is in no Host header. */
static void take_url(struct target_s3 *s3, const char *url)
{
    const char *host = strstr(url, "://");
    size_t all;

    host = host ? host + strlen("://") : url;
    all = strcspn(host, "/");
    str_add_bytes(&s3->origin, url, (size_t)(host - url) + all);
    str_add_bytes(&s3->host, host, all);
    if (str_ends(s3->host.text, ":443"))
        s3->host.text[s3->host.length -= strlen(":443")] = '\0';
    str_add(&s3->root, host + all);
}

/* With one '/' before it, and none behind. */
static void add_part(struct str *root, const char *part)
{
    while (str_ends(str_text(root), "/"))
        root->text[--root->length] = '\0';
    part += strspn(part, "/");
    if (*part)
        str_addf(root, "/%s", part);
}

void target_s3_init(struct target_s3 *s3, struct http *http,
                    const struct target_s3_settings *settings)
{
    static const struct target_ops ops = {
        .probe = s3_probe,
        .confirm = s3_confirm,
        .put = s3_put,
        .may_pass = s3_may_pass,
        .list = target_s3_list,
        .get = target_s3_get,
    };

    *s3 = (struct target_s3){
        .http = http,
        .key = {.access = settings->access,
                .secret = settings->secret,
                .region = settings->region ? settings->region : "us-east-1",
                .service = "s3"}};
    s3->target = (struct target){.ops = &ops, .place = s3->place};
    take_url(s3, settings->url);
    add_part(&s3->root, settings->bucket);
    add_part(&s3->root, "");
    s3->bucket_bytes = s3->root.length;
    add_part(&s3->root, settings->prefix ? settings->prefix : "");
    add_part(&s3->root, "");
    str_add_char(&s3->root, '/');
    target_name_place(s3->place, "s3", s3->host.text, s3->root.text);
}

void target_s3_fini(struct target_s3 *s3)
{
    sigv4_fini(&s3->signature);
    str_fini(&s3->origin);
    str_fini(&s3->host);
    str_fini(&s3->root);
    str_fini(&s3->path);
}
