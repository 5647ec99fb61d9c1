#include "seal/verify.h"

#include "seal/sign.h"
#include "support/check.h"
#include "support/tmpdir.h"
#include <stdlib.h>
#include <string.h>

/* Made by Debian's minisign 0.11: -G -W, then -S and -S -l of "hello\n". */
static const char stock_pub[] =
    "untrusted comment: minisign public key B64DD08D488F6732\n"
    "RWQyZ49IjdBNts4ZB4Zhm2XR46mfgbsj+9lKj6nAtXYkRUe9ZFmonzMu\n";
static const char stock_signature[] =
    "untrusted comment: signature from minisign secret key\n"
    "RUQyZ49IjdBNtgCtQrw8ZNple4EUrispeW+gfzh5zYaQQJdzdGteZhtLtLRDhAs0QDVdEuIMgO"
    "IZzBraZpZytN6yOVSqBgTHKgs=\n"
    "trusted comment: trusted x\n"
    "YbA4Gy6nHT8Oc6gWd5iwges2Vy+f1OPKE9XMR/D2pmj3qaqGTZhWpM/uQFCNVfzt5z5X12Sxav"
    "41QYFzwEXgCg==\n";
static const char stock_old_kind[] =
    "untrusted comment: signature from minisign secret key\n"
    "RWQyZ49IjdBNthTkFy+e/mpbDAshhFZnkEumAeQjBPB280gz7LpBUTx7DQ/slQOuGLz78uQ/Oj"
    "NK+isCb2u8bUaBe04nz1pfXQ8=\n"
    "trusted comment: trusted x\n"
    "Pb1jjge0mIW04xe56fRfHgCh2fqP4YSq84qm8S87tvFuBMQSDiqwJSqCSlme0dj7FBcPtP1pAj"
    "nIzy+RcSu0Dg==\n";
static const char hello[] = "hello\n";

struct given {
    struct tmpdir dir;
    struct verify_keys keys;
};

static void write_keys(struct given *given, const char *pub,
                       const char *revoked)
{
    struct fail why;

    tmpdir_init(&given->dir);
    tmpdir_write_text(&given->dir, "keys.d/lab.pub", pub);
    tmpdir_write_text(&given->dir, "keys.d/readme.txt", "no key\n");
    if (revoked)
        tmpdir_write_text(&given->dir, "keys.d/old.revoked", revoked);
    if (!verify_keys_read(fs_system(), tmpdir_path(&given->dir, "keys.d"),
                          &given->keys, &why))
        fail_msg("%s", why.text);
}

static void forget(struct given *given)
{
    verify_keys_fini(&given->keys);
    tmpdir_fini(&given->dir);
}

/* What parsing or verifying says; "" if it is signed. */
static const char *said(const struct given *given, const char *text,
                        size_t bytes)
{
    static struct fail why;
    static struct verify_signature signature;
    const struct verify_signer *signer;

    if (verify_signature_parse(text, bytes, &signature, &why) &&
        verify_signed(&signature, &given->keys, hello, strlen(hello), &signer,
                      &why))
        return "";
    assert_true(why.kind == FAIL_INVALID || why.kind == FAIL_DENIED);
    return why.text;
}

static void assert_said(const struct given *given, const char *text,
                        const char *words)
{
    const char *sentence = said(given, text, strlen(text));

    if (!strstr(sentence, words) || (!*words && *sentence))
        fail_msg("wanted '%s', got '%s'", words, sentence);
}

static void a_signature_of_minisign_is_accepted(void **state)
{
    struct verify_signature signature;
    const struct verify_signer *signer;
    struct given given;
    struct fail why;

    (void)state;
    write_keys(&given, stock_pub, NULL);
    assert_true(verify_signature_parse(stock_signature, strlen(stock_signature),
                                       &signature, &why));
    assert_string_equal(signature.comment, "trusted x");
    assert_true(verify_signed(&signature, &given.keys, hello, strlen(hello),
                              &signer, &why));
    assert_string_equal(signer->name, "lab.pub");
    assert_false(verify_signed(&signature, &given.keys, hello,
                               strlen(hello) - 1, &signer, &why));
    assert_int_equal(why.kind, FAIL_DENIED);
    assert_non_null(strstr(why.text, "changed after it was signed"));
    forget(&given);
}

static void every_byte_but_the_untrusted_comment_counts(void **state)
{
    size_t length = strlen(stock_signature), tried = 0;
    size_t comment = strcspn(stock_signature, "\n");
    struct given given;
    char text[sizeof stock_signature];

    (void)state;
    write_keys(&given, stock_pub, NULL);
    for (size_t i = comment; i < length; i++)
        for (int flip = 1; flip < 256; flip++, tried++) {
            memcpy(text, stock_signature, sizeof text);
            text[i] = (char)(text[i] ^ flip);
            if (!*said(&given, text, length))
                fail_msg("byte %zu may be %d", i, text[i]);
        }
    assert_int_equal(tried, (length - comment) * 255);
    for (size_t i = 0; i < length; i++)
        assert_string_not_equal(said(&given, stock_signature, i), "");
    memcpy(text, stock_signature, sizeof text);
    text[comment - 1] = '!';
    assert_said(&given, text, "");
    forget(&given);
}

/* `from` in a copy of the signature becomes `to`. */
static void assert_changed(const struct given *given, const char *from,
                           const char *to, const char *words)
{
    const char *at = strstr(stock_signature, from);
    struct str text = {0};

    assert_non_null(at);
    str_add_bytes(&text, stock_signature, (size_t)(at - stock_signature));
    str_add(&text, to);
    str_add(&text, at + strlen(from));
    assert_said(given, text.text, words);
    str_fini(&text);
}

static void each_wrong_signature_file_is_refused_in_its_own_words(void **state)
{
    char *long_line = calloc(1, 9001);
    struct given given;

    (void)state;
    assert_non_null(long_line);
    write_keys(&given, stock_pub, NULL);
    assert_said(&given, stock_old_kind, "old kind");
    assert_changed(&given, "trusted x", "trusted y",
                   "trusted comment was changed");
    assert_changed(&given, "trusted comment: trusted x\n", "",
                   "line 4 of the signature is missing");
    assert_changed(&given, "Cg==\n", "Cg==", "line 4 of the signature is");
    assert_changed(&given, "Cg==\n", "Cg==\nmore\n", "goes on after");
    assert_changed(&given, "Cg==\n", "Cg==\n\n", "goes on after");
    assert_changed(&given, "trusted x\n", "trusted x\r\n", "CR LF");
    assert_changed(&given, "Cg==", "Cg=", "line 4");
    assert_changed(&given, "Cg==", "Cg", "line 4");
    assert_changed(&given, "Cg==", "Ch==", "line 4");
    assert_changed(&given, "Cg==", "Cg== ", "line 4");
    assert_changed(&given, "Kgs=", "Kgt=", "line 2");
    assert_changed(&given, "+gfzh", "-gfzh", "line 2");
    assert_changed(&given, "\ntrusted comment: ", "\nTrusted comment: ",
                   "line 3 of the signature does not begin");
    assert_changed(&given, "untrusted comment: s", "comment: s", "line 1");
    assert_changed(&given, "trusted x", "a\x1b[2J", "what is no text");
    assert_changed(&given, "trusted x", "a\xFF", "what is no text");
    memset(long_line, 'a', 9000);
    assert_changed(&given, "trusted x", long_line, "longer than 8,192");
    long_line[1024] = '\0';
    assert_changed(&given, "signature from", long_line, "longer than 1,024");
    free(long_line);
    forget(&given);
}

static void a_key_that_is_unknown_or_revoked_is_told(void **state)
{
    struct sign_key *other = sign_key_new();
    struct str pub = {0};
    struct given given;

    (void)state;
    verify_key_text(sign_key_public(other), &pub);
    write_keys(&given, pub.text, NULL);
    assert_said(&given, stock_signature,
                "B64DD08D488F6732, which is not among those");
    forget(&given);
    write_keys(&given, stock_pub, stock_pub);
    assert_said(&given, stock_signature, "was revoked");
    forget(&given);
    write_keys(&given, stock_pub, pub.text);
    assert_said(&given, stock_signature, "");
    forget(&given);
    str_fini(&pub);
    sign_key_free(other);
}

/* However its file is called. */
static void a_revocation_counts_under_any_name(void **state)
{
    static const char *const names[] = {
        "keys.d/a-name-that-is-longer-than-what-is-kept-of-it-and-goes-on-and-"
        "on.revoked",
        "keys.d/OLD.REVOKED"};

    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct given given;
        struct fail why;
        write_keys(&given, stock_pub, NULL);
        verify_keys_fini(&given.keys);
        tmpdir_write_text(&given.dir, names[i], stock_pub);
        assert_true(verify_keys_read(
            fs_system(), tmpdir_path(&given.dir, "keys.d"), &given.keys, &why));
        assert_said(&given, stock_signature, "was revoked");
        forget(&given);
    }
}

/* One who is revoked comes back under another name. */
static void a_revoked_key_with_another_id_stays_revoked(void **state)
{
    struct str text = {0}, pub = {0};
    struct sign_key *key = sign_key_new();
    struct verify_key renamed = *sign_key_public(key);
    struct verify_signature signature;
    const struct verify_signer *signer;
    struct given given;
    struct fail why;

    (void)state;
    renamed.id[0] ^= 1;
    verify_key_text(&renamed, &text);
    verify_key_text(sign_key_public(key), &pub);
    write_keys(&given, pub.text, text.text);
    str_clear(&text);
    sign_bytes(key, hello, strlen(hello), "x", &text);
    assert_true(
        verify_signature_parse(text.text, text.length, &signature, &why));
    assert_false(verify_signed(&signature, &given.keys, hello, strlen(hello),
                               &signer, &why));
    assert_non_null(strstr(why.text, "revoked"));
    forget(&given);
    sign_key_free(key);
    str_fini(&text);
    str_fini(&pub);
}

static void
a_damaged_file_among_the_keys_makes_all_of_them_count_nothing(void **state)
{
    static const char *const broken[] = {
        "", "untrusted comment: x\n", "RWQyZ49IjdBNts4ZB4Zhm2XR46mfgbsj+9lK\n",
        "untrusted comment: minisign encrypted secret key\nRWRTY0Iy\n"};
    struct verify_keys keys;
    struct tmpdir dir;
    struct fail why;

    (void)state;
    for (size_t i = 0; i < sizeof broken / sizeof *broken; i++) {
        tmpdir_init(&dir);
        tmpdir_write_text(&dir, "keys.d/lab.pub", stock_pub);
        tmpdir_write_text(&dir, "keys.d/old.revoked", broken[i]);
        assert_false(verify_keys_read(fs_system(), tmpdir_path(&dir, "keys.d"),
                                      &keys, &why));
        assert_int_equal(why.kind, FAIL_CONFIG);
        assert_non_null(strstr(why.text, "old.revoked"));
        tmpdir_fini(&dir);
    }
}

static void a_key_file_passed_on_by_windows_is_the_same_key(void **state)
{
    struct verify_key key, same;
    struct str text = {0};
    struct tmpdir dir;
    struct fail why;

    (void)state;
    tmpdir_init(&dir);
    for (const char *c = stock_pub; *c; c++)
        str_addf(&text, "%s%c", *c == '\n' ? "\r" : "", *c);
    tmpdir_write_text(&dir, "a.pub", stock_pub);
    tmpdir_write_text(&dir, "b.pub", text.text);
    assert_true(
        verify_key_read(fs_system(), tmpdir_path(&dir, "a.pub"), &key, &why));
    assert_true(
        verify_key_read(fs_system(), tmpdir_path(&dir, "b.pub"), &same, &why));
    assert_memory_equal(&key, &same, sizeof key);
    str_clear(&text);
    verify_key_text(&key, &text);
    assert_string_equal(text.text, stock_pub);
    assert_false(
        verify_key_read(fs_system(), tmpdir_path(&dir, "no"), &key, &why));
    assert_int_equal(why.kind, FAIL_MISSING);
    str_fini(&text);
    tmpdir_fini(&dir);
}

/* With the 32 bytes after "Ed" and the id, by sha256sum and bc. */
static void a_signing_key_has_a_fingerprint_of_its_32_bytes(void **state)
{
    char text[SEAL_FINGERPRINT_BYTES];
    struct given given;

    (void)state;
    write_keys(&given, stock_pub, NULL);
    verify_key_fingerprint(&given.keys.items[0].key, text);
    assert_string_equal(text, "5663 6057 3160 4740 0917 1430");
    forget(&given);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_signature_of_minisign_is_accepted),
        cmocka_unit_test(every_byte_but_the_untrusted_comment_counts),
        cmocka_unit_test(each_wrong_signature_file_is_refused_in_its_own_words),
        cmocka_unit_test(a_key_that_is_unknown_or_revoked_is_told),
        cmocka_unit_test(a_revocation_counts_under_any_name),
        cmocka_unit_test(a_revoked_key_with_another_id_stays_revoked),
        cmocka_unit_test(
            a_damaged_file_among_the_keys_makes_all_of_them_count_nothing),
        cmocka_unit_test(a_key_file_passed_on_by_windows_is_the_same_key),
        cmocka_unit_test(a_signing_key_has_a_fingerprint_of_its_32_bytes),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
