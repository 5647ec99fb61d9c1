#include "sync/sigv4.h"

#include "base/arena.h"
#include <assert.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { OWN_HEADERS = 3, DAY_DIGITS = 8 };

static const char algorithm[] = "AWS4-HMAC-SHA256";

/* All headers of a request that are signed, by name. */
struct headers {
    struct sigv4_pair pairs[SIGV4_PAIRS + OWN_HEADERS];
    size_t count;
};

static bool is_plain(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
           (c >= '0' && c <= '9') || (c != '\0' && strchr("-._~", c));
}

/* `kept`: a byte that is not encoded though it is not plain. */
static void add_encoded(struct str *out, const char *text, char kept)
{
    for (; *text; text++)
        if (is_plain(*text) || *text == kept)
            str_add_char(out, *text);
        else
            str_addf(out, "%%%02X", (unsigned)(unsigned char)*text);
}

/* The order of encoded text, without encoding it: '%' comes before every
 * plain byte, and the digits after it are in the order of the byte. */
static int rank(char c)
{
    return is_plain(c) ? 256 + c : (int)(unsigned char)c;
}

static int compare_encoded(const char *a, const char *b)
{
    while (*a && *a == *b) {
        a++;
        b++;
    }
    return rank(*a) - rank(*b);
}

/* For qsort(). Names before values: "Param" comes before "Param-3", though
 * "Param=" does not. */
static int compare_pairs(const void *a, const void *b)
{
    const struct sigv4_pair *one = a, *other = b;
    int by_name = compare_encoded(one->name, other->name);

    return by_name != 0 ? by_name : compare_encoded(one->value, other->value);
}

static void add_query(struct str *out, const struct sigv4_request *request)
{
    struct sigv4_pair pairs[SIGV4_PAIRS];
    size_t count = request->query_count;

    assert(count <= SIGV4_PAIRS);
    if (count == 0)
        return;
    memcpy(pairs, request->query, count * sizeof *pairs);
    qsort(pairs, count, sizeof *pairs, compare_pairs);
    for (size_t i = 0; i < count; i++) {
        str_add_char(out, i > 0 ? '&' : '?');
        add_encoded(out, pairs[i].name, '\0');
        str_add_char(out, '=');
        add_encoded(out, pairs[i].value, '\0');
    }
}

static void add_header(struct headers *headers, const char *name,
                       const char *value)
{
    headers->pairs[headers->count++] =
        (struct sigv4_pair){.name = name, .value = value};
}

static void collect_headers(const struct sigv4_request *request,
                            const struct sigv4 *sent,
                            struct headers *ret_headers)
{
    assert(request->header_count <= SIGV4_PAIRS);
    ret_headers->count = 0;
    add_header(ret_headers, "host", request->host);
    add_header(ret_headers, "x-amz-date", sent->x_amz_date);
    if (*sent->x_amz_content_sha256)
        add_header(ret_headers, "x-amz-content-sha256",
                   sent->x_amz_content_sha256);
    for (size_t i = 0; i < request->header_count; i++)
        add_header(ret_headers, request->headers[i].name,
                   request->headers[i].value);
    qsort(ret_headers->pairs, ret_headers->count, sizeof *ret_headers->pairs,
          compare_pairs);
}

/* Without spaces at its ends, and one where there are several. */
static void add_value(struct str *out, const char *value)
{
    const char *gap = "";

    for (value += strspn(value, " "); *value; value += strspn(value, " ")) {
        size_t word = strcspn(value, " ");
        str_add(out, gap);
        str_add_bytes(out, value, word);
        value += word;
        gap = " ";
    }
}

static void add_names(struct str *out, const struct headers *headers)
{
    for (size_t i = 0; i < headers->count; i++)
        str_addf(out, "%s%s", i > 0 ? ";" : "", headers->pairs[i].name);
}

/* The request as both sides must see it. An encoded path holds no '?'. */
static void add_canonical(struct str *out, const struct sigv4_request *request,
                          const char *target, const struct headers *headers)
{
    size_t path = strcspn(target, "?");

    str_addf(out, "%s\n", request->method);
    str_add_bytes(out, target, path);
    str_addf(out, "\n%s\n", target[path] ? target + path + 1 : "");
    for (size_t i = 0; i < headers->count; i++) {
        str_addf(out, "%s:", headers->pairs[i].name);
        add_value(out, headers->pairs[i].value);
        str_add_char(out, '\n');
    }
    str_add_char(out, '\n');
    add_names(out, headers);
    str_add_char(out, '\n');
    str_add_hex(out, request->body_sha256, HASH_SHA256_BYTES);
}

static void chain(uint8_t hash[HASH_SHA256_BYTES], const char *text,
                  size_t bytes)
{
    hash_hmac_sha256(hash, HASH_SHA256_BYTES, text, bytes, hash);
}

/* The secret is known to the day, the region and the service only. */
static void sign_text(const struct sigv4_key *key, const char *time,
                      const struct str *text, struct str *out)
{
    static const char end[] = "aws4_request";
    struct str secret = {0};
    uint8_t hash[HASH_SHA256_BYTES];

    str_add(&secret, "AWS4"); /* printf() would leave a copy on the stack */
    str_add(&secret, key->secret);
    hash_hmac_sha256(secret.text, secret.length, time, DAY_DIGITS, hash);
    str_fini(&secret);
    chain(hash, key->region, strlen(key->region));
    chain(hash, key->service, strlen(key->service));
    chain(hash, end, strlen(end));
    chain(hash, text->text, text->length);
    str_add_hex(out, hash, sizeof hash);
    memory_wipe(hash, sizeof hash);
}

static void add_scope(struct str *out, const struct sigv4_key *key,
                      const char *time)
{
    str_addf(out, "%.*s/%s/%s/aws4_request", DAY_DIGITS, time, key->region,
             key->service);
}

static void write_time(int64_t unix_s, char ret_text[SIGV4_TIME_BYTES])
{
    const int64_t last_s = 253402300799; /* of the year 9999 */
    time_t at = (time_t)(unix_s < 0 ? 0 : unix_s > last_s ? last_s : unix_s);
    struct tm utc;

    gmtime_r(&at, &utc);
    strftime(ret_text, SIGV4_TIME_BYTES, "%Y%m%dT%H%M%SZ", &utc);
}

static void write_target(const struct sigv4_request *request, struct str *out)
{
    str_clear(out);
    add_encoded(out, request->path, '/');
    add_query(out, request);
}

static void write_authorization(const struct sigv4_request *request,
                                const struct sigv4_key *key,
                                const struct headers *headers,
                                struct sigv4 *ret_signed)
{
    struct str *out = &ret_signed->authorization, text = {0};
    uint8_t hash[HASH_SHA256_BYTES];

    add_canonical(&text, request, ret_signed->target.text, headers);
    hash_sha256(text.text, text.length, hash);
    str_clear(&text);
    str_addf(&text, "%s\n%s\n", algorithm, ret_signed->x_amz_date);
    add_scope(&text, key, ret_signed->x_amz_date);
    str_add_char(&text, '\n');
    str_add_hex(&text, hash, sizeof hash);

    str_clear(out);
    str_addf(out, "%s Credential=%s/", algorithm, key->access);
    add_scope(out, key, ret_signed->x_amz_date);
    str_add(out, ", SignedHeaders=");
    add_names(out, headers);
    str_add(out, ", Signature=");
    sign_text(key, ret_signed->x_amz_date, &text, out);
    str_fini(&text);
}

void sigv4_sign(const struct sigv4_request *request,
                const struct sigv4_key *key, struct sigv4 *ret_signed)
{
    struct headers headers;
    struct str digits = {0};

    write_time(request->unix_s, ret_signed->x_amz_date);
    if (str_equal(key->service, "s3"))
        str_add_hex(&digits, request->body_sha256, HASH_SHA256_BYTES);
    snprintf(ret_signed->x_amz_content_sha256,
             sizeof ret_signed->x_amz_content_sha256, "%s", str_text(&digits));
    str_fini(&digits);
    write_target(request, &ret_signed->target);
    collect_headers(request, ret_signed, &headers);
    write_authorization(request, key, &headers, ret_signed);
}

void sigv4_fini(struct sigv4 *signed_request)
{
    str_fini(&signed_request->target);
    str_fini(&signed_request->authorization);
}
