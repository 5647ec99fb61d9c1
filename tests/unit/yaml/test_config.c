#include "support/check.h"
#include "support/tmpdir.h"
#include "yaml/config.h"
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_a_file_the_defaults_hold),
        cmocka_unit_test(what_the_file_says_is_taken),
        cmocka_unit_test(each_wrong_word_is_named_with_the_right_one),
        cmocka_unit_test(
            a_file_that_is_not_there_is_a_fault_of_the_configuration),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
