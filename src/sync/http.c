#include "sync/http.h"

#include "base/calendar.h"
#include "base/str.h"
#include <curl/curl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    REPLY_BYTES = 256 * 1024, /* read and dropped, to keep the connection */
    STEP_BYTES = 64,          /* less is no progress */
    LEAST_BYTES_PER_S = 1024, /* of a body, over the whole request */
    ROUNDS = 4,               /* of stall_ms that a request may take besides */
    RETRY_MOST_S = 24 * 60 * 60,
    /* X509_V_ERR_CERT_NOT_YET_VALID and _HAS_EXPIRED of OpenSSL, which
     * CURLINFO_SSL_VERIFYRESULT hands out. */
    NOT_YET_VALID = 9,
    HAS_EXPIRED = 10,
};

/* One request on its way. */
struct http_transfer {
    struct http *http;
    const struct http_request *request;
    struct http_answer *answer;
    struct fail *why;
    size_t sent, got;       /* of the bodies */
    int64_t expected_bytes; /* of the reply, once it began */
    int64_t began_ms, moved_ms, moved_bytes;
    bool is_stalled, is_slow, is_reply_long;
    bool has_head;                            /* all of the reply's */
    bool has_begun, goes_to_sink, has_failed; /* the reply; `why` is set */
};

static size_t give_body(char *room, size_t size, size_t count, void *user)
{
    struct http_transfer *transfer = user;
    size_t bytes = size * count,
           left = transfer->request->count - transfer->sent;

    if (bytes > left)
        bytes = left;
    if (bytes > 0)
        memcpy(room, (const char *)transfer->request->bytes + transfer->sent,
               bytes);
    transfer->sent += bytes;
    return bytes;
}

/* A connection that was kept and had ended: libcurl begins anew. */
static int rewind_body(void *user, curl_off_t offset, int origin)
{
    struct http_transfer *transfer = user;

    if (origin != SEEK_SET || offset < 0 ||
        (uint64_t)offset > transfer->request->count)
        return CURL_SEEKFUNC_FAIL;
    transfer->sent = (size_t)offset;
    return CURL_SEEKFUNC_OK;
}

static const char *header(struct http *http, const char *name)
{
    struct curl_header *found;

    return curl_easy_header(http->easy, name, 0, CURLH_HEADER, -1, &found) ==
                   CURLHE_OK
               ? found->value
               : NULL;
}

/* Seconds, or a date: that by the server's own clock. */
static int64_t retry_after_s(const char *text, int64_t date_s)
{
    int64_t at_s;

    if (!text)
        return -1;
    if (*text >= '0' && *text <= '9' && strspn(text, "0123456789") < 10)
        at_s = strtoll(text, NULL, 10);
    else
        at_s = date_s > 0 ? (int64_t)curl_getdate(text, NULL) - date_s : -1;
    return at_s < 0 ? -1 : at_s > RETRY_MOST_S ? RETRY_MOST_S : at_s;
}

/* "bytes 100-199/1000", or "/ *" for a length that is not known (RFC 9110,
 * 14.4). */
static void read_range(const char *text, struct http_answer *answer)
{
    enum { DIGITS = 18 };
    static const char digits[] = "0123456789", unit[] = "bytes ";
    const char *slash = text ? strchr(text, '/') : NULL;
    size_t first, all;

    if (!slash || !str_starts(text, unit))
        return;
    text += strlen(unit);
    first = strspn(text, digits);
    all = strspn(slash + 1, digits);
    if (first > 0 && first <= DIGITS && text[first] == '-')
        answer->range_first = strtoll(text, NULL, 10);
    if (all > 0 && all <= DIGITS && slash[1 + all] == '\0')
        answer->range_all = strtoll(slash + 1, NULL, 10);
}

static void read_answer(struct http *http, struct http_answer *answer)
{
    const char *date = header(http, "Date");
    time_t date_s = date ? curl_getdate(date, NULL) : -1;
    const char *etag = header(http, "ETag");
    curl_off_t length = -1;
    long status = 0;

    curl_easy_getinfo(http->easy, CURLINFO_RESPONSE_CODE, &status);
    curl_easy_getinfo(http->easy, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &length);
    answer->status = (int)status;
    answer->length = length;
    answer->date_s = date_s > 0 ? date_s : 0;
    answer->retry_after_s =
        retry_after_s(header(http, "Retry-After"), answer->date_s);
    read_range(header(http, "Content-Range"), answer);
    if (etag && strlen(etag) < sizeof answer->etag)
        memcpy(answer->etag, etag, strlen(etag) + 1);
}

/* Servers say errors in HTML as well, and some even 201; none says 200, but
 * Swift does of nothing. */
static bool is_portal(struct http *http, const struct http_answer *answer)
{
    const char *type = header(http, "Content-Type");

    return (answer->status >= 300 && answer->status < 400) ||
           answer->status == 511 ||
           (answer->status == 200 && answer->length != 0 && type &&
            (strncmp(type, "text/html", 9) == 0 ||
             strncmp(type, "application/xhtml", 17) == 0));
}

/* Whether the reply goes to the sink; asked once there is a body, or none came.
 */
static bool begin_reply(struct http_transfer *transfer)
{
    const struct http_sink *sink = transfer->request->sink;
    struct http_answer *answer = transfer->answer;

    transfer->has_begun = true;
    read_answer(transfer->http, answer);
    transfer->goes_to_sink = sink && answer->status >= 200 &&
                             answer->status < 300 &&
                             !is_portal(transfer->http, answer);
    if (!transfer->goes_to_sink)
        return true;
    transfer->expected_bytes =
        answer->length >= 0 && answer->length < sink->limit_bytes
            ? answer->length
            : sink->limit_bytes;
    transfer->has_failed = !sink->begin(sink->user, answer, transfer->why);
    return !transfer->has_failed;
}

static bool give_sink(struct http_transfer *transfer, const char *bytes,
                      size_t count)
{
    const struct http_sink *sink = transfer->request->sink;

    transfer->got += count;
    if ((int64_t)transfer->got > sink->limit_bytes)
        http_fail(transfer->http, HTTP_REFUSED, transfer->why,
                  "sends more than it may: %lld bytes were the most",
                  (long long)sink->limit_bytes);
    else if (sink->add(sink->user, bytes, count, transfer->why))
        return true;
    transfer->has_failed = true;
    return false;
}

static void keep_beginning(struct http_transfer *transfer, const char *bytes,
                           size_t count)
{
    struct http_answer *answer = transfer->answer;
    size_t room = HTTP_BODY_BYTES - answer->body_bytes,
           kept = count < room ? count : room;

    memcpy(answer->body + answer->body_bytes, bytes, kept);
    answer->body_bytes += kept;
    answer->body[answer->body_bytes] = '\0';
    transfer->got += count;
    transfer->is_reply_long = transfer->got > REPLY_BYTES;
}

static size_t take_body(char *bytes, size_t size, size_t count, void *user)
{
    struct http_transfer *transfer = user;
    size_t all = size * count;

    if (!transfer->has_begun && !begin_reply(transfer))
        return 0;
    if (transfer->goes_to_sink)
        return give_sink(transfer, bytes, all) ? all : 0;
    keep_beginning(transfer, bytes, all);
    return transfer->is_reply_long ? 0 : all;
}

/* libcurl takes a head that was cut off for a whole one. */
static size_t take_head(char *bytes, size_t size, size_t count, void *user)
{
    struct http_transfer *transfer = user;

    transfer->has_head = size * count > 0 && size * count <= strlen("\r\n") &&
                         bytes[size * count - 1] == '\n';
    return size * count;
}

/* Called at every piece, and about once a second while nothing comes. */
static int watch(void *user, curl_off_t down_all, curl_off_t down,
                 curl_off_t up_all, curl_off_t up)
{
    struct http_transfer *transfer = user;
    int64_t now_ms = clock_now_ms(&transfer->http->clock),
            stall_ms = transfer->http->settings.stall_ms,
            most_ms = ROUNDS * stall_ms + ((int64_t)transfer->request->count +
                                           transfer->expected_bytes) *
                                              1000 / LEAST_BYTES_PER_S;

    (void)down_all;
    (void)up_all;
    if (down + up >= transfer->moved_bytes + STEP_BYTES) {
        transfer->moved_bytes = down + up;
        transfer->moved_ms = now_ms;
    }
    transfer->is_stalled = now_ms - transfer->moved_ms >= stall_ms;
    transfer->is_slow = now_ms - transfer->began_ms >= most_ms;
    return transfer->is_stalled || transfer->is_slow;
}

bool http_open(struct http *http, const struct http_settings *settings,
               struct fail *why)
{
    *http = (struct http){.settings = *settings};
    http->clock = settings->clock ? *settings->clock : clock_system();
    http->wall = settings->wall ? *settings->wall : wall_system();
    if (http->settings.stall_ms == 0)
        http->settings.stall_ms = HTTP_STALL_MS;
    if (curl_global_init(CURL_GLOBAL_DEFAULT) != 0 ||
        !(http->easy = curl_easy_init()))
        return fail_set(why, FAIL_NO_DEVICE, "libcurl does not start");
    return true;
}

void http_close(struct http *http)
{
    if (http->easy) {
        curl_easy_cleanup(http->easy);
        curl_global_cleanup();
    }
    *http = (struct http){0};
}

static void find_host(struct http *http, const char *url)
{
    CURLU *parts = curl_url();
    char *host = NULL;

    snprintf(http->host, sizeof http->host, "the server");
    if (parts && curl_url_set(parts, CURLUPART_URL, url, 0) == CURLUE_OK &&
        curl_url_get(parts, CURLUPART_HOST, &host, 0) == CURLUE_OK)
        snprintf(http->host, sizeof http->host, "%s", host);
    curl_free(host);
    curl_url_cleanup(parts);
}

static void set_trust(const struct http *http)
{
    const struct http_settings *settings = &http->settings;
    char pins[512];

    curl_easy_setopt(http->easy, CURLOPT_PROTOCOLS_STR, "https");
    curl_easy_setopt(http->easy, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(http->easy, CURLOPT_HTTPPROXYTUNNEL, 1L);
    curl_easy_setopt(http->easy, CURLOPT_HEADEROPT, (long)CURLHEADER_SEPARATE);
    curl_easy_setopt(http->easy, CURLOPT_SSL_VERIFYPEER, 1L);
    curl_easy_setopt(http->easy, CURLOPT_SSL_VERIFYHOST, 2L);
    curl_easy_setopt(http->easy, CURLOPT_SSLVERSION,
                     (long)CURL_SSLVERSION_TLSv1_2);
    if (settings->ca) {
        curl_easy_setopt(http->easy, CURLOPT_CAINFO, settings->ca);
        curl_easy_setopt(http->easy, CURLOPT_CAPATH, NULL);
    }
    if (settings->pins[0]) {
        snprintf(pins, sizeof pins, "%s%s%s", settings->pins[0],
                 settings->pins[1] ? ";" : "",
                 settings->pins[1] ? settings->pins[1] : "");
        curl_easy_setopt(http->easy, CURLOPT_PINNEDPUBLICKEY, pins);
    }
    if (settings->user) {
        curl_easy_setopt(http->easy, CURLOPT_HTTPAUTH, (long)CURLAUTH_BASIC);
        curl_easy_setopt(http->easy, CURLOPT_USERNAME, settings->user);
        curl_easy_setopt(http->easy, CURLOPT_PASSWORD, settings->password);
    }
}

static void set_request(struct http *http, struct http_transfer *transfer,
                        struct curl_slist *headers)
{
    const struct http_request *request = transfer->request;

    curl_easy_setopt(http->easy, CURLOPT_URL, request->url);
    curl_easy_setopt(http->easy, CURLOPT_PATH_AS_IS, 1L); /* it may be signed */
    curl_easy_setopt(http->easy, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(http->easy, CURLOPT_HTTP_VERSION,
                     (long)CURL_HTTP_VERSION_1_1);
    curl_easy_setopt(http->easy, CURLOPT_USERAGENT, "encounter-sync");
    curl_easy_setopt(http->easy, CURLOPT_ERRORBUFFER, http->error);
    curl_easy_setopt(http->easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(http->easy, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(http->easy, CURLOPT_XFERINFOFUNCTION, watch);
    curl_easy_setopt(http->easy, CURLOPT_XFERINFODATA, transfer);
    curl_easy_setopt(http->easy, CURLOPT_HEADERFUNCTION, take_head);
    curl_easy_setopt(http->easy, CURLOPT_HEADERDATA, transfer);
    curl_easy_setopt(http->easy, CURLOPT_WRITEFUNCTION, take_body);
    curl_easy_setopt(http->easy, CURLOPT_WRITEDATA, transfer);
    if (strcmp(request->method, "HEAD") == 0) {
        curl_easy_setopt(http->easy, CURLOPT_NOBODY, 1L);
    } else if (request->bytes || strcmp(request->method, "PUT") == 0) {
        curl_easy_setopt(http->easy, CURLOPT_UPLOAD, 1L);
        curl_easy_setopt(http->easy, CURLOPT_CUSTOMREQUEST, request->method);
        curl_easy_setopt(http->easy, CURLOPT_INFILESIZE_LARGE,
                         (curl_off_t)request->count);
        curl_easy_setopt(http->easy, CURLOPT_READFUNCTION, give_body);
        curl_easy_setopt(http->easy, CURLOPT_READDATA, transfer);
        curl_easy_setopt(http->easy, CURLOPT_SEEKFUNCTION, rewind_body);
        curl_easy_setopt(http->easy, CURLOPT_SEEKDATA, transfer);
    } else {
        curl_easy_setopt(http->easy, CURLOPT_CUSTOMREQUEST, request->method);
    }
}

static bool fail_certificate(struct http *http, struct fail *why)
{
    long result = 0;
    int month = calendar_month_at(wall_now(&http->wall).unix_s);

    curl_easy_getinfo(http->easy, CURLINFO_SSL_VERIFYRESULT, &result);
    if (result == NOT_YET_VALID || result == HAS_EXPIRED)
        return http_fail(http, HTTP_CLOCK, why,
                         "its certificate %s, by the clock of this machine, "
                         "which says %04d-%02d: set the clock, or ask who runs "
                         "the server",
                         result == HAS_EXPIRED ? "has expired"
                                               : "is not valid yet",
                         month / 12, month % 12 + 1);
    return http_fail(http, HTTP_CERTIFICATE, why,
                     "its certificate cannot be trusted (%s): a network with "
                     "a login page, or `ca` of this target is missing",
                     http->error);
}

static bool fail_url(struct fail *why)
{
    return fail_set(why, FAIL_CONFIG,
                    "the url of this target is none, or does not begin with "
                    "https://");
}

static bool fail_cut(struct http *http, CURLcode code, struct fail *why)
{
    return http_fail(http, HTTP_CUT, why, "the connection failed (%s)",
                     http->error[0] ? http->error : curl_easy_strerror(code));
}

static bool fail_transfer(const struct http_transfer *transfer, CURLcode code,
                          struct fail *why)
{
    struct http *http = transfer->http;

    switch (code) {
    case CURLE_COULDNT_RESOLVE_HOST:
        return http_fail(http, HTTP_NO_NAME, why,
                         "no such name: is there a network, and is the url of "
                         "this target right?");
    case CURLE_COULDNT_CONNECT:
        return http_fail(http, HTTP_NO_WAY, why,
                         "nobody answers at its address");
    case CURLE_PEER_FAILED_VERIFICATION:
        return fail_certificate(http, why);
    case CURLE_SSL_PINNEDPUBKEYNOTMATCH:
        return http_fail(http, HTTP_PIN, why,
                         "it has none of the keys that are pinned for it");
    case CURLE_SSL_CACERT_BADFILE:
        return fail_set(why, FAIL_CONFIG, "cannot read the certificates: %s",
                        http->error);
    case CURLE_ABORTED_BY_CALLBACK:
    case CURLE_OPERATION_TIMEDOUT:
        return http_fail(http, HTTP_STALLED, why,
                         transfer->is_slow
                             ? "it went too slowly to come to an end"
                             : "nothing moved for too long, it was given up");
    case CURLE_URL_MALFORMAT:
        return fail_url(why);
    case CURLE_OUT_OF_MEMORY:
        return fail_set(why, FAIL_IO, "libcurl: out of memory");
    case CURLE_UNSUPPORTED_PROTOCOL: /* of the url, or what came is no HTTP */
        if (!str_starts(transfer->request->url, "https://"))
            return fail_url(why);
        return fail_cut(http, code, why);
    default:
        return fail_cut(http, code, why);
    }
}

static CURLcode perform(struct http *http, struct http_transfer *transfer)
{
    struct curl_slist *headers = NULL, *more;
    const char *const *line = transfer->request->headers;
    CURLcode code = CURLE_OUT_OF_MEMORY;

    for (; line && *line; line++) {
        more = curl_slist_append(headers, *line);
        if (!more)
            break;
        headers = more;
    }
    if (!line || !*line) {
        curl_easy_reset(http->easy);
        set_trust(http);
        set_request(http, transfer, headers);
        code = curl_easy_perform(http->easy);
    }
    /* What was found out of the answer needs no header that was sent. */
    curl_easy_setopt(http->easy, CURLOPT_HTTPHEADER, NULL);
    curl_slist_free_all(headers);
    return code;
}

bool http_do(struct http *http, const struct http_request *request,
             struct http_answer *ret_answer, struct fail *why)
{
    struct http_transfer transfer = {
        .http = http, .request = request, .answer = ret_answer, .why = why};
    CURLcode code;

    *ret_answer = (struct http_answer){
        .length = -1, .retry_after_s = -1, .range_first = -1, .range_all = -1};
    http->cause = HTTP_NONE;
    http->asked_s = -1;
    http->error[0] = '\0';
    transfer.began_ms = transfer.moved_ms = clock_now_ms(&http->clock);
    find_host(http, request->url);
    code = perform(http, &transfer);
    if (transfer.has_failed)
        return false;
    if (code != CURLE_OK &&
        !(code == CURLE_WRITE_ERROR && transfer.is_reply_long))
        return fail_transfer(&transfer, code, why);
    if (!transfer.has_head)
        return fail_cut(http, CURLE_PARTIAL_FILE, why);
    if (!transfer.has_begun && !begin_reply(&transfer))
        return false;
    if (is_portal(http, ret_answer))
        return http_fail(http, HTTP_PORTAL, why,
                         "a page for people answers instead (answer %d): a "
                         "network with a login page, or a wrong url",
                         ret_answer->status);
    return true;
}
