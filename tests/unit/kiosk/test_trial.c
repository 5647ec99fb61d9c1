/* Content that a kiosk cannot show gives way to what was there before. */
#include "kiosk/trial.h"

#include "support/check.h"
#include "support/simfs.h"
#include <stdio.h>
#include <string.h>

enum { OLD = 3, NEW = 4 };

struct trial_test {
    struct simfs disk;
    struct arena arena;
};

static void add_version(struct trial_test *test, int serial)
{
    struct str text = {0};
    char path[100];

    str_addf(&text,
             "# encounter-bundle 1\n# id: foo\n# programme: lab\n"
             "# kind: host\n# version: v%d\n# serial: %d\n# grammar: 1\n"
             "# languages: en\n# bytes: 1\n"
             "0000000000000000000000000000000000000000000000000000000000000000"
             "  bundle.yaml\n",
             serial, serial);
    snprintf(path, sizeof path, "/d/foo/v%d/MANIFEST", serial);
    simfs_patch(&test->disk, "/d/foo/x", 0, "", 0);
    simfs_patch(&test->disk, path, 0, text.text, text.length);
    str_fini(&text);
}

/* A library that shows some version of foo. */
static const struct model foo = {.id = "foo"};
static struct bundle foo_bundle = {.model = &foo};
static struct library library = {.programme = &foo_bundle};

static void set_up(struct trial_test *test)
{
    struct fail why;

    *test = (struct trial_test){0};
    simfs_init(&test->disk, 1);
    simfs_patch(&test->disk, "/d/x", 0, "", 0);
    add_version(test, OLD);
    add_version(test, NEW);
    assert_true(installed_switch(&test->disk.fs, "/d", "foo", "v4", &why));
}

static void tear_down(struct trial_test *test)
{
    simfs_fini(&test->disk);
    arena_fini(&test->arena);
}

static struct installed installed_now(struct trial_test *test)
{
    struct installed installed;
    struct fail why;

    if (!installed_read(&test->disk.fs, "/d", "foo", &test->arena, &installed,
                        &why))
        fail_msg("%s", why.text);
    return installed;
}

/* As a library is read: the version that is shown at last. */
static int read_with(struct trial_test *test, struct trial *trial)
{
    struct installed installed = installed_now(test);
    const struct installed_version *version;

    trial_read(trial);
    while ((version = installed_choose(&installed, 0)) != NULL) {
        if (trial_may_show(trial, "foo", version->manifest.serial))
            return (int)version->manifest.serial;
        ((struct installed_version *)(uintptr_t)version)->aside = INSTALLED_BAD;
    }
    return 0;
}

enum ends { CRASHES, ENDS, LIVES };

/* A start of the program: what it showed. */
static int start(struct trial_test *test, const char *boot, enum ends end)
{
    struct trial trial;
    int serial;

    trial_init(&trial, &test->disk.fs, "/d", boot);
    serial = read_with(test, &trial);
    trial_settle(&trial, serial ? &library : NULL);
    bool is_on_trial = trial_begin(&trial);
    if (is_on_trial && end == LIVES)
        trial_prove(&trial);
    if (is_on_trial && end == ENDS)
        trial_cancel(&trial);
    trial_fini(&trial);
    return serial;
}

static void three_crashes_bring_the_version_before_back(void **state)
{
    struct trial_test test;

    (void)state;
    set_up(&test);
    for (int i = 0; i < TRIAL_TRIES; i++)
        assert_int_equal(start(&test, "b1", CRASHES), NEW);
    assert_int_equal(start(&test, "b1", CRASHES), OLD);
    struct installed installed = installed_now(&test);
    assert_int_equal(installed_aside(&installed, NEW), INSTALLED_BAD);
    assert_int_equal(installed_choose(&installed, 0)->manifest.serial, OLD);
    assert_true(installed_choose(&installed, 0)->is_current);
    tear_down(&test);
}

static void a_minute_proves_it_for_good(void **state)
{
    struct trial_test test;

    (void)state;
    set_up(&test);
    assert_int_equal(start(&test, "b1", CRASHES), NEW);
    assert_int_equal(start(&test, "b1", LIVES), NEW);
    int64_t writes = test.disk.writes;
    for (int i = 0; i < 10; i++)
        assert_int_equal(start(&test, "b1", CRASHES), NEW);
    assert_int_equal(test.disk.writes, writes); /* and nothing is written */
    tear_down(&test);
}

static void a_power_cut_or_an_end_in_order_is_no_crash(void **state)
{
    struct trial_test test;
    char boot[16];

    (void)state;
    set_up(&test);
    for (int i = 0; i < 10; i++) {
        snprintf(boot, sizeof boot, "b%d", i);
        assert_int_equal(start(&test, boot, CRASHES), NEW);
        assert_int_equal(start(&test, boot, ENDS), NEW);
    }
    tear_down(&test);
}

static void what_cannot_be_read_is_bad_at_once(void **state)
{
    struct trial_test test;
    struct trial trial;

    (void)state;
    set_up(&test);
    trial_init(&trial, &test.disk.fs, "/d", "b1");
    assert_int_equal(read_with(&test, &trial), NEW);
    trial_failed(&trial, "foo", NEW);
    assert_true(trial_may_show(&trial, "foo", OLD));
    trial_settle(&trial, &library);
    trial_fini(&trial);
    struct installed installed = installed_now(&test);
    assert_int_equal(installed_choose(&installed, 0)->manifest.serial, OLD);
    tear_down(&test);
}

/* Somebody installs one bundle after the other, and the kiosk looks each time.
 */
static void looking_again_is_no_try(void **state)
{
    struct trial_test test;
    struct trial trial;

    (void)state;
    set_up(&test);
    trial_init(&trial, &test.disk.fs, "/d", "b1");
    for (int i = 0; i < 10; i++) {
        assert_int_equal(read_with(&test, &trial), NEW);
        trial_settle(&trial, &library);
        assert_true(trial_begin(&trial));
    }
    trial_fini(&trial);
    assert_int_equal(start(&test, "b1", CRASHES), NEW);
    tear_down(&test);
}

/* The one before it is gone as well: the next time the machine is switched on
 * may be a better one. */
static void the_last_of_its_kind_is_not_set_aside(void **state)
{
    struct trial_test test;

    (void)state;
    set_up(&test);
    for (int i = 0; i < TRIAL_TRIES; i++)
        start(&test, "b1", CRASHES);
    for (int i = 0; i < TRIAL_TRIES; i++)
        assert_int_equal(start(&test, "b1", CRASHES), OLD);
    assert_int_equal(start(&test, "b1", CRASHES), 0);
    assert_int_equal(start(&test, "b1", CRASHES), 0);
    assert_int_equal(start(&test, "b2", LIVES), OLD);
    tear_down(&test);
}

static void what_leaves_nothing_to_show_is_not_shown_again(void **state)
{
    struct trial_test test;
    struct trial trial;

    (void)state;
    set_up(&test);
    trial_init(&trial, &test.disk.fs, "/d", "b1");
    assert_int_equal(read_with(&test, &trial), NEW);
    assert_true(trial_block(&trial));
    assert_int_equal(read_with(&test, &trial), OLD);
    trial_settle(&trial, &library);
    struct installed installed = installed_now(&test);
    assert_int_equal(installed_aside(&installed, NEW), INSTALLED_BAD);
    trial_begin(&trial);
    trial_prove(&trial);
    read_with(&test, &trial);
    assert_false(trial_block(&trial));
    trial_fini(&trial);
    tear_down(&test);
}

static void what_was_read_and_not_shown_is_not_proven(void **state)
{
    struct trial_test test;
    struct trial trial;

    (void)state;
    set_up(&test);
    trial_init(&trial, &test.disk.fs, "/d", "b1");
    assert_true(trial_may_show(&trial, "foo", OLD));
    trial_begin(&trial);
    assert_int_equal(read_with(&test, &trial), NEW);
    trial_prove(&trial);
    trial_fini(&trial);
    for (int i = 0; i < TRIAL_TRIES; i++)
        assert_int_equal(start(&test, "b1", CRASHES), NEW);
    assert_int_equal(start(&test, "b1", CRASHES), OLD);
    tear_down(&test);
}

static void without_its_file_all_is_shown(void **state)
{
    struct trial_test test;

    (void)state;
    set_up(&test);
    simfs_patch(&test.disk, "/d/.trials", 0, "foo 4 tried x\nno\n\n../ 1 p\n",
                27);
    for (int64_t call = 1; call < 40; call++) {
        test.disk.fail_at = test.disk.calls + call;
        test.disk.fails_for_good = true;
        struct trial trial;
        char boot[32];
        snprintf(boot, sizeof boot, "b%d", (int)call);
        trial_init(&trial, &test.disk.fs, "/d", boot);
        trial_read(&trial);
        assert_true(trial_may_show(&trial, "foo", NEW));
        trial_settle(&trial, &library);
        trial_begin(&trial);
        trial_fini(&trial);
        test.disk.fail_at = 0;
        test.disk.fails_for_good = false;
        simfs_reboot(&test.disk);
    }
    tear_down(&test);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(three_crashes_bring_the_version_before_back),
        cmocka_unit_test(a_minute_proves_it_for_good),
        cmocka_unit_test(a_power_cut_or_an_end_in_order_is_no_crash),
        cmocka_unit_test(what_cannot_be_read_is_bad_at_once),
        cmocka_unit_test(looking_again_is_no_try),
        cmocka_unit_test(the_last_of_its_kind_is_not_set_aside),
        cmocka_unit_test(what_leaves_nothing_to_show_is_not_shown_again),
        cmocka_unit_test(what_was_read_and_not_shown_is_not_proven),
        cmocka_unit_test(without_its_file_all_is_shown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
