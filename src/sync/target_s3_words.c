/* What the errors of an S3 store mean, as a cause and in words. */
#include "base/str.h"
#include "sync/target_s3.h"

#include <string.h>

enum { WORD_BYTES = 64 };

static const struct {
    const char *code;
    enum http_cause cause;
    const char *words;
} codes[] = {
    {"SignatureDoesNotMatch", HTTP_CREDENTIALS,
     "does not accept the signature: the secret key is not that of the access "
     "key, or something in between changes requests"},
    {"InvalidAccessKeyId", HTTP_CREDENTIALS, "does not know this access key"},
    {"AccessDenied", HTTP_CREDENTIALS,
     "does not know this key, or does not let it put files under feedback/ of "
     "this bucket"},
    {"RequestTimeTooSkewed", HTTP_CLOCK,
     "finds the clock of this machine too far from its own: set the clock"},
    {"NoSuchBucket", HTTP_REFUSED,
     "has no such bucket: make it first, or look at `bucket` of this target"},
    {"InvalidBucketName", HTTP_REFUSED,
     "has no bucket of such a name: look at `bucket` of this target"},
    {"QuotaExceeded", HTTP_NO_ROOM, "the quota of this bucket is used up"},
    {"XMinioAdminBucketQuotaExceeded", HTTP_NO_ROOM,
     "the quota of this bucket is used up"},
    {"XMinioStorageFull", HTTP_NO_ROOM, "has no room left"},
    {"IncompleteBody", HTTP_CUT, "what came there is not all that was sent"},
    {"RequestTimeout", HTTP_CUT, "waited too long for the file"},
    {"OperationAborted", HTTP_BUSY, "is busy with a file of the same name"},
    {"ConditionalRequestConflict", HTTP_BUSY,
     "is busy with a file of the same name"},
    {"SlowDown", HTTP_BUSY, "asks to send more slowly: try again later"},
};

/* The text of an element, if it is a word; "" else. Nothing else of a reply
 * gets into a sentence. */
static void read_word(const struct http_answer *answer, const char *element,
                      char ret_word[WORD_BYTES])
{
    const char *at = strstr(answer->body, element);
    size_t bytes;

    *ret_word = '\0';
    if (!at)
        return;
    at += strlen(element);
    bytes = strspn(at, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                       "0123456789._-");
    if (bytes == 0 || bytes >= WORD_BYTES || at[bytes] != '<')
        return;
    memcpy(ret_word, at, bytes);
    ret_word[bytes] = '\0';
}

bool target_s3_is_code(const struct http_answer *answer, const char *code)
{
    char word[WORD_BYTES];

    read_word(answer, "<Code>", word);
    return str_equal(word, code);
}

/* Garage has no code of its own for it. */
bool target_s3_is_wrong_hash(const struct http_answer *answer)
{
    return answer->status == 400 &&
           (target_s3_is_code(answer, "XAmzContentSHA256Mismatch") ||
            target_s3_is_code(answer, "BadDigest") ||
            target_s3_is_code(answer, "InvalidDigest") ||
            (target_s3_is_code(answer, "InvalidRequest") &&
             strstr(answer->body, "x-amz-content-sha256")));
}

static bool refuse_region(struct http *http, const struct http_answer *answer,
                          struct fail *why)
{
    char region[WORD_BYTES];

    read_word(answer, "<Region>", region);
    return *region ? http_fail(http, HTTP_REFUSED, why,
                               "its region is '%s': write this as `region` of "
                               "this target",
                               region)
                   : http_fail(http, HTTP_REFUSED, why,
                               "is of another region: look at `region` of "
                               "this target");
}

bool target_s3_refuse(struct http *http, const struct http_answer *answer,
                      struct fail *why)
{
    if (target_s3_is_code(answer, "AuthorizationHeaderMalformed"))
        return refuse_region(http, answer, why);
    if (target_s3_is_wrong_hash(answer))
        return http_fail(http, HTTP_CUT, why,
                         "what came there is not what was sent");
    if (answer->status >= 500 && answer->retry_after_s >= 0)
        return http_refuse(http, answer, why);
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
        if (target_s3_is_code(answer, codes[i].code))
            return http_fail(http, codes[i].cause, why, "%s", codes[i].words);
    return http_refuse(http, answer, why);
}
