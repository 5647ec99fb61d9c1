#include "seal/sign.h"

#include "support/check.h"
#include "support/tmpdir.h"
#include <stdlib.h>
#include <string.h>

/* Made by Debian's minisign 0.11: -G -W; the pair of test_verify.c. */
static const char stock_key[] =
    "untrusted comment: minisign encrypted secret key\n"
    "RWQAAEIyAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAMm"
    "ePSI3QTbYGMGfBrLuedzAU04nLI4aTBdZsiZlmU1miqCKpPMkwHc4ZB4Zhm2XR46mfgbsj+9lK"
    "j6nAtXYkRUe9ZFmonzMuAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n";
static const char stock_signature[] =
    "RUQyZ49IjdBNtgCtQrw8ZNple4EUrispeW+gfzh5zYaQQJdzdGteZhtLtLRDhAs0QDVdEuIMgO"
    "IZzBraZpZytN6yOVSqBgTHKgs=\n"
    "trusted comment: trusted x\n"
    "YbA4Gy6nHT8Oc6gWd5iwges2Vy+f1OPKE9XMR/D2pmj3qaqGTZhWpM/uQFCNVfzt5z5X12Sxav"
    "41QYFzwEXgCg==\n";

static char *load(struct tmpdir *dir, const char *text, bool *ret_has,
                  struct fail *why)
{
    tmpdir_write_text(dir, "some.key", text);
    return sign_key_load(fs_system(), tmpdir_path(dir, "some.key"), ret_has,
                         why);
}

static void minisigns_key_signs_as_minisign_does(void **state)
{
    struct sign_key *key;
    struct str out = {0};
    struct tmpdir dir;
    struct fail why;
    bool has_passphrase = true;

    (void)state;
    tmpdir_init(&dir);
    char *text = load(&dir, stock_key, &has_passphrase, &why);
    assert_non_null(text);
    assert_false(has_passphrase);
    assert_true(sign_key_read(text, NULL, &key, &why));
    sign_bytes(key, "hello\n", 6, "trusted x", &out);
    assert_string_equal(strchr(out.text, '\n') + 1, stock_signature);
    sign_key_free(key);
    str_fini(&out);
    free(text);
    tmpdir_fini(&dir);
}

static void a_key_comes_back_with_its_passphrase_and_no_other(void **state)
{
    struct sign_key *key = sign_key_new(), *again = NULL;
    struct str text = {0};
    struct tmpdir dir;
    struct fail why;
    bool has_passphrase = false;

    (void)state;
    tmpdir_init(&dir);
    assert_true(sign_key_text(key, "correct horse", &text, &why));
    char *loaded = load(&dir, text.text, &has_passphrase, &why);
    assert_non_null(loaded);
    assert_true(has_passphrase);
    assert_false(sign_key_read(loaded, "correct horsf", &again, &why));
    assert_int_equal(why.kind, FAIL_DENIED);
    assert_null(again);
    assert_true(sign_key_read(loaded, "correct horse", &again, &why));
    assert_memory_equal(sign_key_public(key), sign_key_public(again),
                        sizeof(struct verify_key));
    sign_key_free(again);
    sign_key_free(key);
    free(loaded);
    str_fini(&text);
    tmpdir_fini(&dir);
}

static void what_is_no_secret_key_is_said(void **state)
{
    /* The work that is asked for, and the memory, are bytes 38 to 53. */
    static const char greedy[] =
        "untrusted comment: minisign encrypted secret key\n"
        "RWRTY0IyAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA/////wAAAAD/////"
        "AAAA"
        "AGePSI3QTbYGMGfBrLuedzAU04nLI4aTBdZsiZlmU1miqCKpPMkwHc4ZB4Zhm2XR46mfgb"
        "sj"
        "+9lKj6nAtXYkRUe9ZFmonzMuAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
        "\n";
    struct {
        const char *text, *words;
    } cases[] = {
        {"untrusted comment: minisign public key B64DD08D488F6732\n"
         "RWQyZ49IjdBNts4ZB4Zhm2XR46mfgbsj+9lKj6nAtXYkRUe9ZFmonzMu\n",
         "is a public key"},
        {"", "no secret key"},
        {"untrusted comment: minisign encrypted secret key\nRWQA\n",
         "no secret key"},
        {greedy, "more than 1024 MiB"},
    };
    struct tmpdir dir;
    struct fail why;
    bool has_passphrase;

    (void)state;
    tmpdir_init(&dir);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_null(load(&dir, cases[i].text, &has_passphrase, &why));
        assert_int_equal(why.kind, FAIL_INVALID);
        if (!strstr(why.text, cases[i].words))
            fail_msg("wanted '%s', got '%s'", cases[i].words, why.text);
    }
    tmpdir_fini(&dir);
}

/* With another public half beside it, two signatures give the secret away. */
static void a_key_whose_halves_do_not_belong_together_never_signs(void **state)
{
    char changed[sizeof stock_key];
    struct sign_key *key = NULL;
    struct tmpdir dir;
    struct fail why;
    bool has_passphrase;

    (void)state;
    tmpdir_init(&dir);
    memcpy(changed, stock_key, sizeof changed);
    *strstr(changed, "9lKj6nA") = '8';
    char *text = load(&dir, changed, &has_passphrase, &why);
    assert_non_null(text);
    assert_false(sign_key_read(text, NULL, &key, &why));
    assert_non_null(strstr(why.text, "damaged"));
    assert_null(key);
    free(text);
    tmpdir_fini(&dir);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(minisigns_key_signs_as_minisign_does),
        cmocka_unit_test(a_key_comes_back_with_its_passphrase_and_no_other),
        cmocka_unit_test(what_is_no_secret_key_is_said),
        cmocka_unit_test(a_key_whose_halves_do_not_belong_together_never_signs),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
