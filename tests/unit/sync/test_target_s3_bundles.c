/* Against tests/support/stub_s3.py; a real store: tests/deploy/sync_fetch. */
#include "sync/target_s3.h"

#include "support/check.h"
#include "support/stub.h"
#include <stdio.h>
#include <string.h>

#define NAME "foo_1.encounter.zip"
#define LIST "?delimiter=%2F&list-type=2&prefix="
enum { NOW_S = 1793534400 /* the stub's clock */, DAY_S = 24 * 60 * 60 };
enum { BYTES = 5000 };

static struct stub stub;
static struct http http;
static struct wall wall;
static struct target_s3 s3;
static struct listing listing;
static struct fail why;
static char url[100];

/* What came of a bundle, from `from` on. */
static struct {
    int64_t from;
    struct str bytes;
} came;

static void begin(const char *bucket, const char *prefix, const char *access)
{
    const struct target_s3_settings settings = {.url = url,
                                                .bucket = bucket,
                                                .prefix = prefix,
                                                .region = "eu-test-1",
                                                .access = access,
                                                .secret = "s3cret"};

    assert_true(http_open(
        &http, &(struct http_settings){.ca = stub.ca, .wall = &wall}, &why));
    target_s3_init(&s3, &http, &settings);
}

static void end(void)
{
    listing_fini(&listing);
    str_fini(&came.bytes);
    target_s3_fini(&s3);
    http_close(&http);
}

static bool list(void)
{
    return s3.target.ops->list(&s3.target, &listing, &why);
}

static bool on_begin(void *user, int64_t from, struct fail *ret_why)
{
    (void)user;
    (void)ret_why;
    came.from = from;
    str_clear(&came.bytes);
    return true;
}

static bool on_add(void *user, const void *bytes, size_t count,
                   struct fail *ret_why)
{
    (void)user;
    (void)ret_why;
    str_add_bytes(&came.bytes, bytes, count);
    return true;
}

/* The first of what was listed. */
static bool get(int64_t from)
{
    const struct target_sink sink = {.begin = on_begin, .add = on_add};

    came.from = -1;
    return s3.target.ops->get(&s3.target, &listing.bundles.items[0], from,
                              &sink, &why);
}

static void expect_listed(void)
{
    if (!list())
        fail_msg("%s", why.text);
    assert_int_equal(listing.state, LISTING_SHOWN);
    assert_string_equal(listing.bundles.items[0].name, NAME);
}

/* `from` on, of the bundle called `name` in the stub. */
static void expect_bytes(const char *name, size_t from, size_t count)
{
    assert_int_equal(came.from, from);
    assert_int_equal(came.bytes.length, count);
    for (size_t i = 0; i < count; i++)
        if (came.bytes.text[i] != name[(from + i) % strlen(name)])
            fail_msg("byte %zu is another", i);
}

static int asked(const char *method, int status, const char *path)
{
    char line[300];

    snprintf(line, sizeof line, "%s %d /%s", method, status, path);
    return stub_said(&stub, line);
}

static void the_bundles_of_all_pages_are_listed(void **state)
{
    (void)state;
    begin("s3-pages", "/é /b", "OWNER");
    expect_listed();
    assert_int_equal(listing.bundles.count, 7);
    for (size_t i = 0; i < 7; i++) {
        const struct listing_bundle *bundle = &listing.bundles.items[i];
        char name[] = NAME;
        name[4] = (char)('1' + i);
        assert_string_equal(bundle->name, name);
        assert_int_equal(bundle->bytes, BYTES);
        assert_true(listing_mark_is_strong(bundle->mark));
    }
    end();
    assert_int_equal(
        asked("GET", 200, "s3-pages" LIST "%C3%A9%20%2Fb%2Fbundles%2F"), 1);
    assert_int_equal(
        asked("GET", 200,
              "s3-pages?continuation-token=a%2F%2B%3D%26%256&delimiter=%2F&"
              "list-type=2&prefix=%C3%A9%20%2Fb%2Fbundles%2F"),
        1);
}

static void a_key_of_the_list_leads_nowhere_else(void **state)
{
    static const char *const prefixes[] = {NULL, "p", "a b/é+&"};

    (void)state;
    for (size_t i = 0; i < 3; i++) {
        begin("s3-hostile", prefixes[i], "OWNER");
        expect_listed();
        assert_int_equal(listing.bundles.count, 1);
        assert_true(get(0));
        expect_bytes(NAME, 0, BYTES);
        end();
    }
    assert_int_equal(asked("GET", 200, "s3-hostile/bundles/" NAME), 1);
    assert_int_equal(
        asked("GET", 200, "s3-hostile/a%20b/%C3%A9%2B%26/bundles/" NAME), 1);
}

static void what_is_no_list_is_said(void **state)
{
    static const struct {
        const char *bucket;
        enum http_cause cause;
        const char *words;
    } cases[] = {
        {"s3-endless", HTTP_REFUSED, "has no end"},
        {"s3-page", HTTP_REFUSED, "it is no listing"},
        {"s3-none", HTTP_REFUSED, "has no such bucket"},
        {"s3-slow", HTTP_BUSY, "more slowly"},
        {"long", HTTP_REFUSED, "answer 207"},
        {"portal", HTTP_PORTAL, "a page for people"},
        {"cut", HTTP_CUT, "the connection failed"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        begin(cases[i].bucket, NULL, "OWNER");
        assert_false(list());
        assert_int_equal(http.cause, cases[i].cause);
        if (!strstr(why.text, cases[i].words))
            fail_msg("'%s' says '%s'", cases[i].words, why.text);
        end();
    }
}

static void a_key_that_may_only_put_is_none_that_fails(void **state)
{
    (void)state;
    begin("s3-a", NULL, "PUTTER");
    assert_true(list());
    assert_int_equal(listing.state, LISTING_PUT_ONLY);
    assert_int_equal(listing.bundles.count, 0);
    end();
    assert_int_equal(asked("GET", 403, "s3-a" LIST "bundles%2F"), 1);
    assert_int_equal(asked("PUT", 200, "s3-a/feedback/v%3D1/forms/probe.txt"),
                     0);
}

/* Which Garage says in the same words. */
static void a_key_that_is_not_known_is_none_that_may_only_put(void **state)
{
    static const char *const buckets[] = {"s3-a", "s3-other"};

    (void)state;
    for (size_t i = 0; i < 2; i++) {
        begin(buckets[i], NULL, "NOBODY");
        assert_false(list());
        assert_int_equal(http.cause, HTTP_CREDENTIALS);
        assert_non_null(strstr(why.text, "does not know this"));
        end();
    }
}

static void a_clock_that_is_wrong_is_healed_for_the_list_too(void **state)
{
    (void)state;
    wall = wall_script(NOW_S - DAY_S, false);
    begin("s3-b", NULL, "OWNER");
    expect_listed();
    assert_true(get(0));
    expect_bytes(NAME, 0, BYTES);
    end();
    assert_int_equal(asked("GET", 403, "s3-b" LIST "bundles%2F"), 1);
    assert_int_equal(asked("GET", 200, "s3-b" LIST "bundles%2F"), 1);
    assert_int_equal(asked("GET", 403, "s3-b/bundles/" NAME), 0);
    /* Without a list it is the file that must tell. */
    begin("s3-b", NULL, "OWNER");
    assert_true(listing_add(
        &listing, &(struct listing_bundle){NAME, BYTES, "\"0-a\""}, &why));
    assert_true(get(BYTES - 9));
    expect_bytes(NAME, BYTES - 9, 9);
    end();
    assert_int_equal(asked("GET", 403, "s3-b/bundles/" NAME), 1);
    wall = wall_script(NOW_S, true);
}

static void what_was_cut_is_gone_on_with(void **state)
{
    (void)state;
    begin("s3-cut", NULL, "OWNER");
    expect_listed();
    assert_false(get(0));
    assert_int_equal(http.cause, HTTP_CUT);
    expect_bytes(NAME, 0, BYTES / 2);
    assert_false(get(BYTES / 2));
    expect_bytes(NAME, BYTES / 2, BYTES / 4);
    assert_true(get(BYTES / 2 + BYTES / 4));
    expect_bytes(NAME, BYTES / 2 + BYTES / 4, BYTES / 4);
    end();
    assert_int_equal(asked("GET", 206, "s3-cut/bundles/" NAME), 2);
}

static void of_what_changed_meanwhile_all_comes(void **state)
{
    (void)state;
    begin("s3-changing", NULL, "OWNER");
    expect_listed();
    assert_false(get(0));
    assert_true(get(BYTES / 2));
    expect_bytes("FOO_1.ENCOUNTER.ZIP", 0, BYTES);
    end();
    assert_int_equal(asked("GET", 412, "s3-changing/bundles/" NAME), 1);
}

static void a_file_of_another_size_than_listed_does_not_come(void **state)
{
    (void)state;
    begin("s3-long", NULL, "OWNER");
    expect_listed();
    assert_false(get(0));
    assert_int_equal(http.cause, HTTP_REFUSED);
    assert_non_null(strstr(why.text, "not as long as it was listed"));
    assert_int_equal(came.from, -1);
    end();
}

static void a_key_that_may_list_and_not_read_is_told_so(void **state)
{
    (void)state;
    begin("s3-unread", NULL, "OWNER");
    expect_listed();
    assert_false(get(0));
    assert_int_equal(http.cause, HTTP_CREDENTIALS);
    assert_non_null(strstr(why.text, "may list what is in bundles/"));
    end();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_bundles_of_all_pages_are_listed),
        cmocka_unit_test(a_key_of_the_list_leads_nowhere_else),
        cmocka_unit_test(what_is_no_list_is_said),
        cmocka_unit_test(a_key_that_may_only_put_is_none_that_fails),
        cmocka_unit_test(a_key_that_is_not_known_is_none_that_may_only_put),
        cmocka_unit_test(a_clock_that_is_wrong_is_healed_for_the_list_too),
        cmocka_unit_test(what_was_cut_is_gone_on_with),
        cmocka_unit_test(of_what_changed_meanwhile_all_comes),
        cmocka_unit_test(a_file_of_another_size_than_listed_does_not_come),
        cmocka_unit_test(a_key_that_may_list_and_not_read_is_told_so),
    };
    int failed;

    if (!stub_start(&stub)) {
        puts("python3 or openssl is not here");
        return 77;
    }
    wall = wall_script(NOW_S, true);
    snprintf(url, sizeof url, "https://localhost:%d", stub.port);
    failed = cmocka_run_group_tests(tests, NULL, NULL);
    stub_stop(&stub);
    return failed;
}
