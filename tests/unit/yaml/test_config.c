#include "support/check.h"
#include "support/tmpdir.h"
#include "yaml/config.h"
#include <stdio.h>
#include <string.h>

struct read {
    struct tmpdir dir;
    struct arena arena;
    struct messages messages;
    const struct config *config;
    struct fail why;
    bool ok;
};

static void read_text(struct read *read, const char *text)
{
    *read = (struct read){0};
    tmpdir_init(&read->dir);
    if (text)
        tmpdir_write_text(&read->dir, "kiosk.yaml", text);
    read->ok = config_read(tmpdir_path(&read->dir, "kiosk.yaml"), &read->arena,
                           &read->messages, &read->config, &read->why);
}

static void read_fini(struct read *read)
{
    messages_fini(&read->messages);
    arena_fini(&read->arena);
    tmpdir_fini(&read->dir);
}

static void without_a_file_the_defaults_hold(void **state)
{
    struct messages messages = {0};
    struct arena arena = {0};
    const struct config *config;
    struct fail why;

    (void)state;
    assert_true(config_read(NULL, &arena, &messages, &config, &why));
    assert_string_equal(config->kiosk, "kiosk");
    assert_null(config->site);
    assert_null(config->programme);
    assert_int_equal(config->languages.count, 0);
    assert_int_equal(config->panel->rotation, 0);
    assert_int_equal(config->idle_s, 60);
    assert_true(config->free_text);
    assert_int_equal(config->results, CONFIG_THANKS);
    assert_int_equal(config->k, 5);
    assert_int_equal(config->sealing, CONFIG_IF_KEY);
    arena_fini(&arena);
    messages_fini(&messages);
}

static void what_the_file_says_is_taken(void **state)
{
    struct read read;

    (void)state;
    read_text(&read, "kiosk: foo-1\nsite: foo\nlanguages: [ar, fr]\n"
                     "panel: {width_mm: 520, rotation: 90}\nidle_s: 90\n"
                     "free_text: false\nresults: never\nk: 7\n"
                     "sealing: required\n");
    assert_true(read.ok);
    assert_string_equal(read.config->kiosk, "foo-1");
    assert_string_equal(read.config->site, "foo");
    assert_int_equal(read.config->languages.count, 2);
    assert_string_equal(((const char **)read.config->languages.items)[1], "fr");
    assert_int_equal(read.config->panel->width_mm, 520);
    assert_int_equal(read.config->panel->bottom_mm, 0);
    assert_int_equal(read.config->panel->rotation, 90);
    assert_int_equal(read.config->idle_s, 90);
    assert_false(read.config->free_text);
    assert_int_equal(read.config->results, CONFIG_NEVER);
    assert_int_equal(read.config->k, 7);
    assert_int_equal(read.config->sealing, CONFIG_REQUIRED);
    read_fini(&read);
}

static void each_wrong_word_is_named_with_the_right_one(void **state)
{
    struct read read;

    (void)state;
    read_text(&read, "kiosk: foo-1\nsealing: if-key\nk: 2\nidle: 5\n"
                     "panel: {rotation: 45}\nlanguages: [en, xx_y]\n");
    assert_false(read.ok);
    assert_null(read.config);
    assert_int_equal(read.why.kind, FAIL_CONFIG);
    assert_non_null(strstr(read.why.text, "kiosk.yaml has 5 faults"));
    assert_int_equal(read.messages.errors, 5);
    assert_string_equal(read.messages.items[0].help, "did you mean 'if_key'?");
    assert_string_equal(read.messages.items[1].text,
                        "'k' must be a whole number from 3 to 100, not '2'");
    assert_int_equal(read.messages.items[1].line, 3);
    read_fini(&read);
}

static void
a_file_that_is_not_there_is_a_fault_of_the_configuration(void **state)
{
    struct read read;

    (void)state;
    read_text(&read, NULL);
    assert_false(read.ok);
    assert_int_equal(fail_exit_status(&read.why), 78);
    assert_string_equal(read.messages.items[0].text, "there is no such file");
    read_fini(&read);
}

static const char pin[] =
    "sha256//BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBA=";

static void targets_are_found_by_their_names(void **state)
{
    const struct config_target *target;
    struct read read;
    char text[900];

    (void)state;
    snprintf(
        text, sizeof text,
        "targets:\n"
        "- {name: lab, kind: webdav, url: 'https://cloud.example.org/k@b.org',"
        " credentials: /etc/lab.secret, ca: /etc/lab.pem, pins: ['%s']}\n"
        "- {name: box, kind: drop, credentials: /etc/box.secret}\n"
        "- {name: store, kind: s3, url: 'https://s3.example.org', bucket: "
        "b.1-x, region: RegionOne, prefix: a/b, credentials: /etc/s3}\n"
        "- {name: plain, kind: s3, url: 'https://s3.example.org', bucket: "
        "b.1-x, credentials: /etc/s3}\n",
        pin);
    read_text(&read, text);
    assert_true(read.ok);
    target = config_target(read.config, "lab");
    assert_int_equal(target->kind, CONFIG_WEBDAV);
    assert_string_equal(target->url, "https://cloud.example.org/k@b.org");
    assert_string_equal(target->credentials, "/etc/lab.secret");
    assert_string_equal(target->ca, "/etc/lab.pem");
    assert_int_equal(target->pins.count, 1);
    assert_string_equal(*(const char **)target->pins.items, pin);
    target = config_target(read.config, "box");
    assert_int_equal(target->kind, CONFIG_DROP);
    assert_null(target->url);
    assert_int_equal(target->pins.count, 0);
    assert_null(target->bucket);
    target = config_target(read.config, "store");
    assert_int_equal(target->kind, CONFIG_S3);
    assert_string_equal(target->bucket, "b.1-x");
    assert_string_equal(target->region, "RegionOne");
    assert_string_equal(target->prefix, "a/b");
    target = config_target(read.config, "plain");
    assert_null(target->region);
    assert_null(target->prefix);
    assert_null(config_target(read.config, "stick"));
    read_fini(&read);
}

static void expect_fault(const char *target, const char *words)
{
    struct read read;
    char text[600];

    snprintf(text, sizeof text, "targets:\n- {%s}\n", target);
    read_text(&read, text);
    assert_false(read.ok);
    assert_int_equal(read.messages.errors, 1);
    if (!strstr(read.messages.items[0].text, words))
        fail_msg("'%s' says '%s'", target, read.messages.items[0].text);
    assert_int_equal(read.messages.items[0].line, 2);
    read_fini(&read);
}

static void what_is_wrong_with_a_target_is_named(void **state)
{
    const char *const urls[] = {"http://a.org/", "https://u:p@a.org/",
                                "https://", "https://a.org/?x", "a.org"};
    char text[400];

    (void)state;
    for (size_t i = 0; i < sizeof urls / sizeof *urls; i++) {
        snprintf(text, sizeof text,
                 "name: a, kind: webdav, credentials: /c, url: '%s'", urls[i]);
        expect_fault(text, "is no address of a target");
    }
    expect_fault("name: a, kind: webdav, credentials: /c", "'url'");
    expect_fault("name: a, kind: drop, credentials: /c, url: 'https://a.org'",
                 "'url'");
    expect_fault("name: a, kind: drop", "'credentials'");
    expect_fault("name: a, kind: ftp, credentials: /c", "'ftp'");
    expect_fault("name: a, kind: drop, credentials: c",
                 "'c' is not an absolute path");
    expect_fault("name: a, kind: drop, credentials: /c, ca: c",
                 "'c' is not an absolute path");
    expect_fault("name: a, kind: drop, credentials: /c, pins: ['sha256//AA']",
                 "'sha256//AA' is not the hash of a key");
    snprintf(text, sizeof text,
             "name: a, kind: drop, credentials: /c, "
             "pins: ['%s', '%s', '%s']",
             pin, pin, pin);
    expect_fault(text, "'pins'");
}

static void what_is_wrong_with_an_s3_store_is_named(void **state)
{
    static const char *const buckets[] = {"a/b", "..", "é", "a b", "''"};
    static const char whole[] =
        "name: a, kind: s3, url: 'https://a.org', credentials: /c";
    char text[400];

    (void)state;
    for (size_t i = 0; i < sizeof buckets / sizeof *buckets; i++) {
        snprintf(text, sizeof text, "%s, bucket: %s", whole, buckets[i]);
        expect_fault(text, *buckets[i] == '\'' ? "'bucket'" : "no bucket of");
    }
    snprintf(text, sizeof text, "%s, bucket: b, region: a/b", whole);
    expect_fault(text, "'a/b' is no region of an S3 store");
    expect_fault(whole, "'bucket'");
    expect_fault("name: a, kind: s3, bucket: b, credentials: /c", "'url'");
    expect_fault("name: a, kind: s3, bucket: b, url: 'https://a.org'",
                 "'credentials'");
    expect_fault("name: a, kind: s3, bucket: b, credentials: /c, "
                 "url: 'http://a.org'",
                 "is no address of a target");
    expect_fault("name: a, kind: drop, credentials: /c, bucket: b", "'bucket'");
}

static void a_name_of_two_targets_is_a_fault(void **state)
{
    struct read read;

    (void)state;
    read_text(&read, "targets:\n- {name: a, kind: drop, credentials: /c}\n"
                     "- {name: a, kind: drop, credentials: /d}\n");
    assert_false(read.ok);
    assert_string_equal(read.messages.items[0].text,
                        "there are two targets of the name 'a'");
    assert_int_equal(read.messages.items[0].line, 3);
    read_fini(&read);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_a_file_the_defaults_hold),
        cmocka_unit_test(what_the_file_says_is_taken),
        cmocka_unit_test(each_wrong_word_is_named_with_the_right_one),
        cmocka_unit_test(
            a_file_that_is_not_there_is_a_fault_of_the_configuration),
        cmocka_unit_test(targets_are_found_by_their_names),
        cmocka_unit_test(what_is_wrong_with_a_target_is_named),
        cmocka_unit_test(what_is_wrong_with_an_s3_store_is_named),
        cmocka_unit_test(a_name_of_two_targets_is_a_fault),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
