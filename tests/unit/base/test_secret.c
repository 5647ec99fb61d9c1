#include "base/secret.h"

#include "support/check.h"
#include "support/tmpdir.h"
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static struct tmpdir dir;
static struct secret secret;
static struct fail why;

static int set_up(void **state)
{
    (void)state;
    tmpdir_init(&dir);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    tmpdir_fini(&dir);
    return 0;
}

static const char *file(const char *text, mode_t mode)
{
    const char *path = tmpdir_path(&dir, "secret");

    tmpdir_write_text(&dir, "secret", text);
    assert_int_equal(chmod(path, mode), 0);
    return path;
}

static void a_file_of_ones_own_is_read_by_lines(void **state)
{
    (void)state;
    assert_true(secret_read(&secret, file("kiosk\r\n\nse cret\n", 0600), &why));
    assert_int_equal(secret.count, 2);
    assert_string_equal(secret.lines[0], "kiosk");
    assert_string_equal(secret.lines[1], "se cret");
    secret_fini(&secret);
    assert_true(secret_read(&secret, file("one", 0400), &why));
    assert_string_equal(secret.lines[0], "one");
    secret_fini(&secret);
}

static void what_anybody_else_may_touch_is_not_used(void **state)
{
    const mode_t modes[] = {0640, 0604, 0620, 0602, 0610, 0644, 0660};

    (void)state;
    for (size_t i = 0; i < sizeof modes / sizeof *modes; i++) {
        assert_false(secret_read(&secret, file("s3same\n", modes[i]), &why));
        assert_int_equal(why.kind, FAIL_DENIED);
        assert_null(strstr(why.text, "s3same"));
    }
}

static void what_is_no_file_of_credentials_is_said(void **state)
{
    char large[SECRET_BYTES + 2];

    (void)state;
    memset(large, 'a', sizeof large);
    large[sizeof large - 1] = '\0';
    assert_false(secret_read(&secret, file("", 0600), &why));
    assert_int_equal(why.kind, FAIL_INVALID);
    assert_false(secret_read(&secret, file("\n\n", 0600), &why));
    assert_false(secret_read(&secret, file("1\n2\n3\n4\n5\n", 0600), &why));
    assert_false(secret_read(&secret, file(large, 0600), &why));
    assert_false(secret_read(&secret, dir.path, &why));
    assert_int_equal(why.kind, FAIL_INVALID);
    assert_false(secret_read(&secret, tmpdir_path(&dir, "none"), &why));
    assert_int_equal(why.kind, FAIL_MISSING);
    assert_int_equal(symlink(file("kiosk\n", 0600), tmpdir_path(&dir, "link")),
                     0);
    assert_false(secret_read(&secret, tmpdir_path(&dir, "link"), &why));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_file_of_ones_own_is_read_by_lines,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_anybody_else_may_touch_is_not_used,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_is_no_file_of_credentials_is_said,
                                        set_up, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
