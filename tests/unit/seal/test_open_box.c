#include "seal/open_box.h"

#include "seal/hash.h"
#include "seal/seal_text.h"
#include "support/check.h"
#include "support/tmpdir.h"
#include <stdlib.h>
#include <string.h>

struct keyed {
    struct tmpdir dir;
    struct open_key *key;
    struct str text;
};

static void set_up(struct keyed *keyed)
{
    struct fail why;

    *keyed = (struct keyed){.key = open_key_new()};
    tmpdir_init(&keyed->dir);
    if (!open_key_text(keyed->key, "several words", &keyed->text, &why))
        fail_msg("%s", why.text);
}

static void tear_down(struct keyed *keyed)
{
    open_key_free(keyed->key);
    str_fini(&keyed->text);
    tmpdir_fini(&keyed->dir);
}

static char *load(struct keyed *keyed, const char *text, size_t count,
                  struct fail *why)
{
    tmpdir_write(&keyed->dir, "open.key", text, count);
    return open_key_load(fs_system(), tmpdir_path(&keyed->dir, "open.key"),
                         why);
}

static void the_passphrase_gives_the_key_again_and_no_other_does(void **state)
{
    struct open_key *got = NULL;
    struct keyed keyed;
    struct fail why;
    char *text;

    (void)state;
    set_up(&keyed);
    text = load(&keyed, keyed.text.text, keyed.text.length, &why);
    assert_non_null(text);
    assert_false(open_key_read(text, "Several words", &got, &why));
    assert_int_equal(why.kind, FAIL_DENIED);
    assert_null(got);
    assert_true(open_key_read(text, "several words", &got, &why));
    assert_memory_equal(open_key_secret(got), open_key_secret(keyed.key),
                        SEAL_KEY_BYTES);
    assert_memory_equal(open_key_public(got), open_key_public(keyed.key),
                        sizeof(struct seal_key));
    open_key_free(got);
    free(text);
    tear_down(&keyed);
}

static void the_file_does_not_show_the_secret(void **state)
{
    struct str plain = {0};
    struct keyed keyed;

    (void)state;
    set_up(&keyed);
    seal_add_base64(&plain, open_key_secret(keyed.key), SEAL_KEY_BYTES);
    plain.text[40] = '\0'; /* the last signs hold what follows, too */
    assert_null(strstr(keyed.text.text, plain.text));
    str_fini(&plain);
    tear_down(&keyed);
}

static void a_key_file_changed_in_any_byte_is_refused(void **state)
{
    static const uint8_t flips[] = {1, 32, 255};
    struct keyed keyed;
    struct fail why;

    (void)state;
    set_up(&keyed);
    for (size_t i = 0; i < keyed.text.length; i++)
        for (size_t k = 0; k < sizeof flips; k++) {
            char kept = keyed.text.text[i];
            keyed.text.text[i] = (char)(kept ^ flips[k]);
            assert_null(load(&keyed, keyed.text.text, keyed.text.length, &why));
            assert_int_equal(why.kind, FAIL_INVALID);
            keyed.text.text[i] = kept;
        }
    for (size_t bytes = 0; bytes < keyed.text.length; bytes++)
        assert_null(load(&keyed, keyed.text.text, bytes, &why));
    tear_down(&keyed);
}

/* As somebody would who knows how the file is made: its check is right. */
static char *forged(const struct str *text, const char *from, const char *to)
{
    const char *at = strstr(text->text, from);
    const char *check = strstr(text->text, "check ");
    uint8_t hash[HASH_SHA256_BYTES];
    struct str out = {0};

    assert_non_null(at);
    str_add_bytes(&out, text->text, (size_t)(at - text->text));
    str_add(&out, to);
    at += strlen(from);
    str_add_bytes(&out, at, (size_t)(check - at));
    hash_sha256(out.text, out.length, hash);
    str_add(&out, "check ");
    seal_add_base64(&out, hash, 8);
    str_add(&out, "\n");
    return out.text;
}

static void a_file_cannot_ask_for_more_work_than_its_bounds(void **state)
{
    static const char *const asked[] = {
        "3 passes 100000 MiB", "3 passes 1025 MiB", "17 passes 256 MiB",
        "99999 passes 1 MiB",  "0 passes 256 MiB",  "3 passes 0 MiB",
    };
    struct keyed keyed;
    struct fail why;

    (void)state;
    set_up(&keyed);
    for (size_t i = 0; i < sizeof asked / sizeof *asked; i++) {
        char *text = forged(&keyed.text, "3 passes 256 MiB", asked[i]);
        assert_null(load(&keyed, text, strlen(text), &why));
        assert_non_null(strstr(why.text, "asks for"));
        free(text);
    }
    tear_down(&keyed);
}

static void what_stands_beside_the_key_is_vouched_for(void **state)
{
    struct open_key *got = NULL;
    struct keyed keyed;
    struct fail why;
    char fingerprint[SEAL_FINGERPRINT_BYTES];
    char *text;

    (void)state;
    set_up(&keyed);
    seal_key_fingerprint(open_key_public(keyed.key), fingerprint);
    text = forged(&keyed.text, fingerprint, "0000 1111 2222 3333 4444 5555");
    assert_false(open_key_read(text, "several words", &got, &why));
    assert_null(got);
    free(text);
    tear_down(&keyed);
}

static void the_other_half_is_told_as_such(void **state)
{
    struct str text = {0};
    struct keyed keyed;
    struct fail why;

    (void)state;
    set_up(&keyed);
    seal_key_text(open_key_public(keyed.key), &text);
    assert_null(load(&keyed, text.text, text.length, &why));
    assert_non_null(strstr(why.text, "public key"));
    str_fini(&text);
    tear_down(&keyed);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_passphrase_gives_the_key_again_and_no_other_does),
        cmocka_unit_test(the_file_does_not_show_the_secret),
        cmocka_unit_test(a_key_file_changed_in_any_byte_is_refused),
        cmocka_unit_test(a_file_cannot_ask_for_more_work_than_its_bounds),
        cmocka_unit_test(what_stands_beside_the_key_is_vouched_for),
        cmocka_unit_test(the_other_half_is_told_as_such),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
