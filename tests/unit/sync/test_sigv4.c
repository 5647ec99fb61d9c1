#include "sync/sigv4.h"

#include "support/check.h"
#include <stdio.h>
#include <string.h>

/*
 * What AWS publishes: "suite" are cases of the aws-sig-v4-test-suite, "s3" the
 * examples of the S3 API reference. Of the suite's are left out those that a
 * store sees otherwise than other services (normalize-path with dots and
 * double slashes) and those that repeat another's request.
 */

#define UNRESERVED                                                             \
    "-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
#define TOKEN                                                                  \
    "AQoDYXdzEPT//////////wEXAMPLEtc764bNrC9SAPBSM22wDOk4x4HIZ8j4FZTwdQWLWsK"  \
    "WHGBuFqwAeMicRXmxfpSPfIeoIYRqTflfKD8YUuwthAx7mSEI/qkPpKPi/kMcGdQrmGdeeh"  \
    "M4IC1NtBmUpp2wUE8phUZampKsburEDy0KPkyQDYwT7WZ0wq5VSXDvp75YU9HFvlRd8Tx6q"  \
    "6fE8YQcHNVXAkiY9q6d+xo0rKwT38xVqr7ZD0u0iPPkUL64lIZbqBAz+scqKmlzm8FDrypN"  \
    "C9Yjc8fPOLn9FX9KSYvKTr4rvx3iSIlTJabIQwj2ICCR/oLxBA=="

enum { PAIRS = 2 };

struct vector {
    const char *name, *method, *path;
    struct sigv4_pair query[PAIRS + 1], headers[PAIRS + 1];
    const char *body, *names, *signature;
};

static const struct vector suite[] = {
    {"get-vanilla", "GET", "/", .names = "host;x-amz-date",
     .signature =
         "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31"},
    {"get-vanilla-empty-query-key", "GET", "/", .query = {{"Param1", "value1"}},
     .names = "host;x-amz-date",
     .signature =
         "a67d582fa61cc504c4bae71f336f98b97f1ea3c7a6bfe1b6e45aec72011b9aeb"},
    {"get-vanilla-query-order-key-case", "GET", "/",
     .query = {{"Param2", "value2"}, {"Param1", "value1"}},
     .names = "host;x-amz-date",
     .signature =
         "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500"},
    {"get-vanilla-query-order-key", "GET", "/",
     .query = {{"Param1", "value2"}, {"Param1", "Value1"}},
     .names = "host;x-amz-date",
     .signature =
         "eedbc4e291e521cf13422ffca22be7d2eb8146eecf653089df300a15b2382bd1"},
    {"get-vanilla-query-order-value", "GET", "/",
     .query = {{"Param1", "value2"}, {"Param1", "value1"}},
     .names = "host;x-amz-date",
     .signature =
         "5772eed61e12b33fae39ee5e7012498b51d56abc0abb7c60486157bd471c4694"},
    {"get-vanilla-query-order-encoded", "GET", "/",
     .query = {{"Param-3", "Value3"},
               {"Param", "Value2"},
               {"\xe1\x88\xb4", "Value1"}},
     .names = "host;x-amz-date",
     .signature =
         "371d3713e185cc334048618a97f809c9ffe339c62934c032af5a0e595648fcac"},
    {"get-vanilla-query-unreserved", "GET", "/",
     .query = {{UNRESERVED, UNRESERVED}}, .names = "host;x-amz-date",
     .signature =
         "9c3e54bfcdf0b19771a7f523ee5669cdf59bc7cc0884027167c21bb143a40197"},
    {"get-vanilla-utf8-query", "GET", "/", .query = {{"\xe1\x88\xb4", "bar"}},
     .names = "host;x-amz-date",
     .signature =
         "2cdec8eed098649ff3a119c94853b13c643bcf08f8b0a1d91e12c9027818dd04"},
    {"get-unreserved", "GET", "/" UNRESERVED, .names = "host;x-amz-date",
     .signature =
         "07ef7494c76fa4850883e2b006601f940f8a34d404d0cfa977f52a65bbf5f24f"},
    {"get-utf8", "GET", "/\xe1\x88\xb4", .names = "host;x-amz-date",
     .signature =
         "8318018e0b0f223aa2bbf98705b62bb787dc9c0e678f255a891fd03141be5d85"},
    {"get-space", "GET", "/example space/", .names = "host;x-amz-date",
     .signature =
         "652487583200325589f1fba4c7e578f72c47cb61beeca81406b39ddec1366741"},
    {"get-special-character", "GET", "/example/$delete",
     .names = "host;x-amz-date",
     .signature =
         "a853c9b21b528b19643d00910d35b83a10c366a10833ceefb45edd6c80e40f27"},
    {"get-header-key-duplicate", "GET", "/",
     .headers = {{"my-header1", "value2,value2,value1"}},
     .names = "host;my-header1;x-amz-date",
     .signature =
         "c9d5ea9f3f72853aea855b47ea873832890dbdd183b4468f858259531a5138ea"},
    {"get-header-value-trim", "GET", "/",
     .headers = {{"my-header2", " \"a   b   c\""}, {"my-header1", " value1 "}},
     .names = "host;my-header1;my-header2;x-amz-date",
     .signature =
         "acc3ed3afb60bb290fc8d2dd0098b9911fcaa05412b367055dee359757a9c736"},
    {"post-vanilla", "POST", "/", .names = "host;x-amz-date",
     .signature =
         "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b"},
    {"post-vanilla-query", "POST", "/", .query = {{"Param1", "value1"}},
     .names = "host;x-amz-date",
     .signature =
         "28038455d6de14eafc1f9222cf5aa6f1a96197d7deb8263271d420d138af7f11"},
    {"post-vanilla-query-nonunreserved", "POST", "/",
     .query = {{"@#$%^", ""}, {"+", "/,?><`\";:\\|][{}"}},
     .names = "host;x-amz-date",
     .signature =
         "66c82657c86e26fb25238d0e69f011edc4c6df5ae71119d7cb98ed9b87393c1e"},
    {"post-header-key-sort", "POST", "/", .headers = {{"my-header1", "value1"}},
     .names = "host;my-header1;x-amz-date",
     .signature =
         "c5410059b04c1ee005303aed430f6e6645f61f4dc9e1461ec8f8916fdf18852c"},
    {"post-header-value-case", "POST", "/",
     .headers = {{"my-header1", "VALUE1"}},
     .names = "host;my-header1;x-amz-date",
     .signature =
         "cdbc9802e29d2942e5e10b5bccfdd67c5f22c7c4e8ae67b53629efa58b974b7d"},
    {"post-sts-header-before", "POST", "/",
     .headers = {{"x-amz-security-token", TOKEN}},
     .names = "host;x-amz-date;x-amz-security-token",
     .signature =
         "85d96828115b5dc0cfc3bd16ad9e210dd772bbebba041836c64533a82be05ead"},
    {"post-x-www-form-urlencoded", "POST", "/",
     .headers = {{"content-type", "application/x-www-form-urlencoded"}},
     .body = "Param1=value1", .names = "content-type;host;x-amz-date",
     .signature =
         "ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a"},
    {"post-x-www-form-urlencoded-parameters", "POST", "/",
     .headers = {{"content-type",
                  "application/x-www-form-urlencoded; charset=utf8"}},
     .body = "Param1=value1", .names = "content-type;host;x-amz-date",
     .signature =
         "1a72ec8f64bd914b0e42e42607c7fbce7fb2c7465f63e3092b3b0d39fa77a6fe"},
};

static const struct vector s3[] = {
    {"GET Object", "GET", "/test.txt", .headers = {{"range", "bytes=0-9"}},
     .names = "host;range;x-amz-content-sha256;x-amz-date",
     .signature =
         "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41"},
    {"PUT Object", "PUT", "/test$file.text",
     .headers = {{"x-amz-storage-class", "REDUCED_REDUNDANCY"},
                 {"date", "Fri, 24 May 2013 00:00:00 GMT"}},
     .body = "Welcome to Amazon S3.",
     .names = "date;host;x-amz-content-sha256;x-amz-date;x-amz-storage-class",
     .signature =
         "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd"},
    {"GET Bucket Lifecycle", "GET", "/", .query = {{"lifecycle", ""}},
     .names = "host;x-amz-content-sha256;x-amz-date",
     .signature =
         "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543"},
    {"Get Bucket (List Objects)", "GET", "/",
     .query = {{"prefix", "J"}, {"max-keys", "2"}},
     .names = "host;x-amz-content-sha256;x-amz-date",
     .signature =
         "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7"},
};

static const struct sigv4_key suite_key = {
    .access = "AKIDEXAMPLE",
    .secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
    .region = "us-east-1",
    .service = "service",
};
static const struct sigv4_key s3_key = {
    .access = "AKIAIOSFODNN7EXAMPLE",
    .secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
    .region = "us-east-1",
    .service = "s3",
};
enum { SUITE_S = 1440938160, S3_S = 1369353600 };

static size_t count_of(const struct sigv4_pair *pairs)
{
    size_t count = 0;

    while (count <= PAIRS && pairs[count].name)
        count++;
    return count;
}

static struct sigv4_request request_of(const struct vector *vector,
                                       const char *host, int64_t unix_s)
{
    struct sigv4_request request = {
        .method = vector->method,
        .host = host,
        .path = vector->path,
        .query = vector->query,
        .query_count = count_of(vector->query),
        .headers = vector->headers,
        .header_count = count_of(vector->headers),
        .unix_s = unix_s,
    };
    const char *body = vector->body ? vector->body : "";

    hash_sha256(body, strlen(body), request.body_sha256);
    return request;
}

static void agree(const struct vector *vector, const struct sigv4_key *key,
                  const char *scope, const struct sigv4 *sent)
{
    struct str expected = {0};

    str_addf(&expected,
             "AWS4-HMAC-SHA256 Credential=%s/%s, SignedHeaders=%s, "
             "Signature=%s",
             key->access, scope, vector->names, vector->signature);
    if (!str_equal(str_text(&sent->authorization), str_text(&expected)))
        print_error("%s\n", vector->name);
    assert_string_equal(str_text(&sent->authorization), str_text(&expected));
    str_fini(&expected);
}

static void the_published_suite_is_signed_as_published(void **state)
{
    struct sigv4 sent = {0};

    (void)state;
    for (size_t i = 0; i < sizeof suite / sizeof *suite; i++) {
        struct sigv4_request request =
            request_of(&suite[i], "example.amazonaws.com", SUITE_S);
        sigv4_sign(&request, &suite_key, &sent);
        agree(&suite[i], &suite_key, "20150830/us-east-1/service/aws4_request",
              &sent);
        assert_string_equal(sent.x_amz_date, "20150830T123600Z");
        assert_string_equal(sent.x_amz_content_sha256, "");
    }
    sigv4_fini(&sent);
}

static void the_examples_of_s3_are_signed_as_published(void **state)
{
    struct sigv4 sent = {0};

    (void)state;
    for (size_t i = 0; i < sizeof s3 / sizeof *s3; i++) {
        struct sigv4_request request =
            request_of(&s3[i], "examplebucket.s3.amazonaws.com", S3_S);
        struct str hash = {0};
        sigv4_sign(&request, &s3_key, &sent);
        agree(&s3[i], &s3_key, "20130524/us-east-1/s3/aws4_request", &sent);
        assert_string_equal(sent.x_amz_date, "20130524T000000Z");
        str_add_hex(&hash, request.body_sha256, HASH_SHA256_BYTES);
        assert_string_equal(sent.x_amz_content_sha256, str_text(&hash));
        str_fini(&hash);
    }
    sigv4_fini(&sent);
}

/* The signature is that of Python's hmac over the request written by hand. */
static void a_batch_is_signed_and_sent_under_its_encoded_name(void **state)
{
    const struct vector batch = {
        .method = "PUT",
        .path = "/lab/feedback/v=1/kiosk=foo-1/foo-1_000012_9f3a1c2e.jsonl",
        .headers = {{"if-none-match", "*"}},
        .body = "Welcome to Amazon S3.",
        .names = "host;if-none-match;x-amz-content-sha256;x-amz-date",
        .signature =
            "d20c2207fbc723504c238cf1ce1174e178e3a1f7224c2ad0e6e6eb2ee5dec279",
    };
    struct sigv4_request request = request_of(&batch, "127.0.0.1:9000", S3_S);
    struct sigv4 sent = {0};

    (void)state;
    sigv4_sign(&request, &s3_key, &sent);
    agree(&batch, &s3_key, "20130524/us-east-1/s3/aws4_request", &sent);
    assert_string_equal(
        str_text(&sent.target),
        "/lab/feedback/v%3D1/kiosk%3Dfoo-1/foo-1_000012_9f3a1c2e.jsonl");
    sigv4_fini(&sent);
}

static void a_query_is_sent_in_the_order_it_was_signed(void **state)
{
    const struct vector list = {.method = "GET",
                                .path = "/lab//a/../b",
                                .query = {{"prefix", "feedback/v=1/"},
                                          {"list-type", "2"},
                                          {"a%+\x7f\xff", " "}}};
    struct sigv4_request request = request_of(&list, "127.0.0.1:9000", S3_S);
    struct sigv4 sent = {0};

    (void)state;
    sigv4_sign(&request, &s3_key, &sent);
    assert_string_equal(str_text(&sent.target),
                        "/lab//a/../b?a%25%2B%7F%FF=%20&list-type=2"
                        "&prefix=feedback%2Fv%3D1%2F");
    sigv4_fini(&sent);
}

/* A machine without a clock of its own may have any time. */
static void any_time_gives_a_date_of_sixteen_letters(void **state)
{
    static const struct {
        int64_t unix_s;
        const char *date;
    } times[] = {{INT64_MIN, "19700101T000000Z"},
                 {0, "19700101T000000Z"},
                 {951782400, "20000229T000000Z"},
                 {253402300799, "99991231T235959Z"},
                 {INT64_MAX, "99991231T235959Z"}};
    struct sigv4 sent = {0};

    (void)state;
    for (size_t i = 0; i < sizeof times / sizeof *times; i++) {
        struct sigv4_request request =
            request_of(&s3[0], "127.0.0.1:9000", times[i].unix_s);
        sigv4_sign(&request, &s3_key, &sent);
        assert_string_equal(sent.x_amz_date, times[i].date);
    }
    sigv4_fini(&sent);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_published_suite_is_signed_as_published),
        cmocka_unit_test(the_examples_of_s3_are_signed_as_published),
        cmocka_unit_test(a_batch_is_signed_and_sent_under_its_encoded_name),
        cmocka_unit_test(a_query_is_sent_in_the_order_it_was_signed),
        cmocka_unit_test(any_time_gives_a_date_of_sixteen_letters),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
