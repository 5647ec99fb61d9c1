/* Against tests/support/stub_s3.py, which checks signatures by itself; a real
 * store: tests/deploy/sync_s3. */
#include "sync/target_s3.h"

#include "support/check.h"
#include "support/stub.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NOW_S = 1793534400 /* the stub's clock */, DAY_S = 24 * 60 * 60 };

static struct stub stub;
static struct http http;
static struct wall wall;
static struct target_s3 s3;
static struct fail why;
static char url[100];

static void begin(const struct target_s3_settings *settings)
{
    struct target_s3_settings whole = *settings;

    if (!whole.url)
        whole.url = url;
    if (!whole.access)
        whole.access = "OWNER";
    if (!whole.secret)
        whole.secret = "s3cret";
    if (!whole.region)
        whole.region = "eu-test-1";
    assert_true(http_open(
        &http, &(struct http_settings){.ca = stub.ca, .wall = &wall}, &why));
    target_s3_init(&s3, &http, &whole);
}

static void end(void)
{
    target_s3_fini(&s3);
    http_close(&http);
}

static struct target_file file_of(enum target_kind kind, const char *name,
                                  const char *text)
{
    struct target_file file = {.kind = kind,
                               .kiosk = "foo-1",
                               .name = name,
                               .bytes = text,
                               .count = strlen(text)};

    hash_sha256(text, file.count, file.sha256);
    return file;
}

static bool send(enum target_kind kind, const char *name, const char *text,
                 enum target_came *ret_came)
{
    struct target_file file = file_of(kind, name, text);

    return target_send(&s3.target, &file, ret_came, &why);
}

static bool probe(void)
{
    return s3.target.ops->probe(&s3.target, &why);
}

/* As many requests of this sort came: "PUT 200 /bucket/...<end>". */
static int asked(const char *method, int status, const char *bucket,
                 const char *end_of_path)
{
    char line[200];

    snprintf(line, sizeof line, "%s %d /%s/feedback/v%%3D1/%s", method, status,
             bucket, end_of_path);
    return stub_said(&stub, line);
}

static void expect_came(enum target_kind kind, const char *name,
                        const char *text, enum target_came wanted)
{
    enum target_came came;

    if (!send(kind, name, text, &came))
        fail_msg("%s: %s", name, why.text);
    assert_int_equal(came, wanted);
}

static void a_batch_comes_once_under_its_name(void **state)
{
    (void)state;
    begin(&(struct target_s3_settings){.bucket = "s3-a"});
    assert_true(probe());
    assert_int_equal(http.cause, HTTP_NONE);
    expect_came(TARGET_BATCH, "b.jsonl", "words", TARGET_CAME);
    expect_came(TARGET_BATCH, "b.jsonl", "words", TARGET_WAS_THERE);
    expect_came(TARGET_FORM, "foo_3.json", "{}", TARGET_CAME);
    end();
    assert_int_equal(asked("PUT", 200, "s3-a", "kiosk%3Dfoo-1/b.jsonl"), 1);
    assert_int_equal(asked("PUT", 200, "s3-a", "forms/foo_3.json"), 1);
    assert_int_equal(asked("PUT", 400, "s3-a", "forms/probe.txt"), 1);
    assert_int_equal(asked("PUT", 200, "s3-a", "forms/probe.txt"), 0);
}

static void a_folder_of_the_bucket_may_be_called_anything(void **state)
{
    const struct target_s3_settings settings = {.bucket = "s3-b",
                                                .prefix = "/é b/a@b:+=//.."};

    (void)state;
    begin(&settings);
    assert_true(probe());
    expect_came(TARGET_BATCH, "b.jsonl", "words", TARGET_CAME);
    expect_came(TARGET_BATCH, "b.jsonl", "words", TARGET_WAS_THERE);
    end();
    assert_int_equal(stub_said(&stub,
                               "PUT 200 /s3-b/%C3%A9%20b/a%40b%3A%2B%3D//../"
                               "feedback/v%3D1/kiosk%3Dfoo-1/b.jsonl"),
                     1);
}

static void other_bytes_of_a_batchs_name_are_left(void **state)
{
    enum target_came came;

    (void)state;
    begin(&(struct target_s3_settings){.bucket = "s3-c"});
    expect_came(TARGET_BATCH, "b.jsonl", "half", TARGET_CAME);
    assert_false(send(TARGET_BATCH, "b.jsonl", "words", &came));
    assert_int_equal(why.kind, FAIL_CORRUPT);
    end();
    assert_int_equal(asked("PUT", 200, "s3-c", "kiosk%3Dfoo-1/b.jsonl"), 1);
}

/* Somebody who has a key as well puts that text there. */
static void a_text_in_the_probes_place_stops_nobody(void **state)
{
    static const char *const buckets[] = {"s3-p", "s3-once"};

    (void)state;
    for (size_t i = 0; i < 2; i++) {
        begin(&(struct target_s3_settings){.bucket = buckets[i],
                                           .prefix = "taken"});
        expect_came(TARGET_FORM, "probe.txt", "boo", TARGET_CAME);
        end();
        begin(&(struct target_s3_settings){
            .bucket = buckets[i], .prefix = "taken", .access = "PUTTER"});
        assert_true(probe());
        expect_came(TARGET_BATCH, "b.jsonl", "words", TARGET_CAME);
        end();
    }
}

static void of_forms_and_health_the_last_counts(void **state)
{
    (void)state;
    begin(&(struct target_s3_settings){.bucket = "s3-d"});
    expect_came(TARGET_FORM, "a.json", "{}", TARGET_CAME);
    expect_came(TARGET_FORM, "a.json", "{\"a\":1}", TARGET_CAME);
    expect_came(TARGET_HEALTH, "health.yaml", "health: 1", TARGET_CAME);
    expect_came(TARGET_HEALTH, "health.yaml", "health: 2", TARGET_CAME);
    expect_came(TARGET_HEALTH, "health.yaml", "health: 2", TARGET_WAS_THERE);
    end();
    assert_int_equal(asked("PUT", 200, "s3-d", "forms/a.json"), 2);
    assert_int_equal(asked("PUT", 200, "s3-d", "kiosk%3Dfoo-1/health.yaml"), 2);
}

static void a_key_that_may_only_put_suffices(void **state)
{
    (void)state;
    for (int run = 0; run < 2; run++) {
        begin(
            &(struct target_s3_settings){.bucket = "s3-e", .access = "PUTTER"});
        assert_true(probe());
        expect_came(TARGET_BATCH, "a.jsonl", "words", TARGET_CAME);
        expect_came(TARGET_BATCH, "b.jsonl", "words", TARGET_CAME);
        expect_came(TARGET_FORM, "a.json", "{}", TARGET_CAME);
        expect_came(TARGET_HEALTH, "health.yaml", "health", TARGET_CAME);
        end();
    }
    assert_int_equal(asked("HEAD", 403, "s3-e", "kiosk%3Dfoo-1/a.jsonl"), 2);
    assert_int_equal(asked("HEAD", 403, "s3-e", "kiosk%3Dfoo-1/b.jsonl"), 0);
    assert_int_equal(asked("PUT", 200, "s3-e", "kiosk%3Dfoo-1/a.jsonl"), 1);
    assert_int_equal(asked("PUT", 412, "s3-e", "kiosk%3Dfoo-1/a.jsonl"), 1);
}

static void health_that_may_not_be_replaced_stays_at_home(void **state)
{
    (void)state;
    begin(
        &(struct target_s3_settings){.bucket = "s3-once", .access = "PUTTER"});
    assert_true(probe());
    expect_came(TARGET_BATCH, "a.jsonl", "words", TARGET_CAME);
    expect_came(TARGET_FORM, "a.json", "{}", TARGET_CAME);
    expect_came(TARGET_HEALTH, "health.yaml", "health: 1", TARGET_CAME);
    expect_came(TARGET_HEALTH, "health.yaml", "health: 2", TARGET_WAS_THERE);
    end();
    assert_int_equal(asked("PUT", 403, "s3-once", "kiosk%3Dfoo-1/health.yaml"),
                     1);
}

static void a_clock_that_is_wrong_is_healed_once_for_the_run(void **state)
{
    static const char *const buckets[] = {"s3-f", "s3-g", "s3-other"};
    static const int64_t off_s[] = {DAY_S, -DAY_S, -20 * 365 * (int64_t)DAY_S};
    static const int status[] = {403, 403, 400};

    (void)state;
    for (size_t i = 0; i < 3; i++) {
        wall = wall_script(NOW_S + off_s[i], false);
        begin(&(struct target_s3_settings){.bucket = buckets[i]});
        assert_true(probe());
        expect_came(TARGET_BATCH, "a.jsonl", "words", TARGET_CAME);
        end();
        assert_int_equal(
            asked("PUT", status[i], buckets[i], "forms/probe.txt"),
            status[i] == 400 ? 2 : 1); /* that is how a probe ends there */
        assert_int_equal(
            asked("HEAD", status[i], buckets[i], "kiosk%3Dfoo-1/a.jsonl"), 0);
    }
    /* Without a probe it is a HEAD that must tell. */
    begin(&(struct target_s3_settings){.bucket = "s3-h"});
    expect_came(TARGET_BATCH, "a.jsonl", "words", TARGET_CAME);
    end();
    assert_int_equal(asked("HEAD", 403, "s3-h", "kiosk%3Dfoo-1/a.jsonl"), 1);
    wall = wall_script(NOW_S, true);
}

static void a_store_without_conditions_is_asked_for_one_once(void **state)
{
    static const char *const buckets[] = {"s3-strict", "s3-strange"};
    static const int status[] = {501, 400};

    (void)state;
    for (size_t i = 0; i < 2; i++) {
        begin(&(struct target_s3_settings){.bucket = buckets[i]});
        assert_true(probe());
        expect_came(TARGET_BATCH, "a.jsonl", "words", TARGET_CAME);
        expect_came(TARGET_BATCH, "a.jsonl", "words", TARGET_WAS_THERE);
        end();
        assert_int_equal(
            asked("PUT", status[i], buckets[i], "kiosk%3Dfoo-1/a.jsonl"), 0);
        assert_int_equal(asked("PUT", 200, buckets[i], "kiosk%3Dfoo-1/a.jsonl"),
                         1);
        assert_true(asked("PUT", status[i], buckets[i], "forms/probe.txt") > 0);
    }
}

static void what_does_not_arrive_as_signed_is_not_kept(void **state)
{
    struct target_file file = file_of(TARGET_BATCH, "a.jsonl", "words");
    enum target_came came;

    (void)state;
    file.bytes = "w0rds";
    begin(&(struct target_s3_settings){.bucket = "s3-i", .access = "PUTTER"});
    assert_true(probe());
    assert_false(target_send(&s3.target, &file, &came, &why));
    assert_int_equal(http.cause, HTTP_CUT);
    end();
    assert_int_equal(asked("PUT", 200, "s3-i", "kiosk%3Dfoo-1/a.jsonl"), 0);
}

static void a_store_that_checks_nothing_must_show_what_it_has(void **state)
{
    enum target_came came;

    (void)state;
    for (int run = 0; run < 2; run++) {
        begin(&(struct target_s3_settings){.bucket = "s3-lax"});
        assert_true(probe());
        expect_came(TARGET_BATCH, "a.jsonl", "words",
                    run == 0 ? TARGET_CAME : TARGET_WAS_THERE);
        end();
    }
    begin(&(struct target_s3_settings){.bucket = "s3-lax", .access = "PUTTER"});
    assert_true(probe());
    assert_false(send(TARGET_BATCH, "b.jsonl", "words", &came));
    assert_int_equal(http.cause, HTTP_REFUSED);
    assert_non_null(strstr(why.text, "neither checks what it takes"));
    end();
}

static void each_failure_has_its_cause_and_its_words(void **state)
{
    static const struct {
        struct target_s3_settings settings;
        enum http_cause cause;
        const char *words;
    } cases[] = {
        {{.bucket = "s3-a", .secret = "wr0ng"},
         HTTP_CREDENTIALS,
         "does not accept the signature"},
        {{.bucket = "s3-a", .access = "NOBODY"},
         HTTP_CREDENTIALS,
         "does not know this access key"},
        {{.bucket = "s3-a", .region = "us-east-1"},
         HTTP_REFUSED,
         "its region is 'eu-test-1'"},
        {{.bucket = "s3-none"}, HTTP_REFUSED, "has no such bucket"},
        {{.bucket = "s3-full"}, HTTP_NO_ROOM, "has no room left"},
        {{.bucket = "s3-quota"}, HTTP_NO_ROOM, "quota of this bucket"},
        {{.bucket = "s3-slow"}, HTTP_BUSY, "more slowly"},
        {{.bucket = "s3-broken"}, HTTP_BUSY, "for the moment (answer 500)"},
        {{.bucket = "later"}, HTTP_BUSY, "try again in 120 s"},
        {{.bucket = "full"}, HTTP_NO_ROOM, "has no room left"},
        {{.bucket = "portal"}, HTTP_PORTAL, "a page for people"},
        {{.bucket = "redirect"}, HTTP_PORTAL, "a page for people"},
        {{.bucket = "cut"}, HTTP_CUT, "the connection failed"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        begin(&cases[i].settings);
        assert_false(probe());
        assert_int_equal(http.cause, cases[i].cause);
        if (!strstr(why.text, cases[i].words))
            fail_msg("'%s' says '%s'", cases[i].words, why.text);
        assert_null(strstr(why.text, "s3cret"));
        assert_null(strstr(why.text, "wr0ng"));
        end();
    }
}

static void name_place(const struct target_s3_settings *settings,
                       char ret_place[LEDGER_PLACE_BYTES])
{
    begin(settings);
    assert_false(s3.target.looks_again);
    memcpy(ret_place, s3.place, LEDGER_PLACE_BYTES);
    end();
}

static void a_place_is_known_again_by_where_it_is(void **state)
{
    static const struct target_s3_settings same[] = {
        {.url = "https://a.org", .bucket = "b", .prefix = "c"},
        {.url = "https://a.org/", .bucket = "b", .prefix = "/c/"},
        {.url = "https://a.org:443/", .bucket = "b", .prefix = "c//"},
        {.url = "https://a.org", .bucket = "b", .prefix = "c", .access = "X"},
    };
    static const struct target_s3_settings others[] = {
        {.url = "https://b.org", .bucket = "b", .prefix = "c"},
        {.url = "https://a.org", .bucket = "c", .prefix = "b"},
        {.url = "https://a.org", .bucket = "b"},
        {.url = "https://a.org:8443", .bucket = "b", .prefix = "c"},
    };
    char first[LEDGER_PLACE_BYTES], place[LEDGER_PLACE_BYTES];

    (void)state;
    name_place(&same[0], first);
    assert_int_equal(strncmp(first, "s3-", 3), 0);
    for (size_t i = 1; i < 4; i++) {
        name_place(&same[i], place);
        assert_string_equal(first, place);
    }
    for (size_t i = 0; i < 4; i++) {
        name_place(&others[i], place);
        assert_string_not_equal(first, place);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_batch_comes_once_under_its_name),
        cmocka_unit_test(a_text_in_the_probes_place_stops_nobody),
        cmocka_unit_test(a_folder_of_the_bucket_may_be_called_anything),
        cmocka_unit_test(other_bytes_of_a_batchs_name_are_left),
        cmocka_unit_test(of_forms_and_health_the_last_counts),
        cmocka_unit_test(a_key_that_may_only_put_suffices),
        cmocka_unit_test(health_that_may_not_be_replaced_stays_at_home),
        cmocka_unit_test(a_clock_that_is_wrong_is_healed_once_for_the_run),
        cmocka_unit_test(a_store_without_conditions_is_asked_for_one_once),
        cmocka_unit_test(what_does_not_arrive_as_signed_is_not_kept),
        cmocka_unit_test(a_store_that_checks_nothing_must_show_what_it_has),
        cmocka_unit_test(each_failure_has_its_cause_and_its_words),
        cmocka_unit_test(a_place_is_known_again_by_where_it_is),
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
