#include "seal/hash.h"

#include "support/check.h"
#include <stdio.h>
#include <string.h>

static void assert_hex(const uint8_t *bytes, size_t count, const char *hex)
{
    char text[65];

    for (size_t i = 0; i < count; i++)
        snprintf(text + 2 * i, 3, "%02x", bytes[i]);
    assert_string_equal(text, hex);
}

/* What `b2sum -l 128` of GNU coreutils prints. */
static void the_short_hash_is_blake2b_of_16_bytes(void **state)
{
    uint8_t hash[HASH_SHORT_BYTES];

    (void)state;
    hash_short("", 0, NULL, 0, hash);
    assert_hex(hash, sizeof hash, "cae66941d9efbd404e4d88758ea67670");
    hash_short("abc", 3, NULL, 0, hash);
    assert_hex(hash, sizeof hash, "cf4ab791c62b8d2b2109c90275287816");
}

static void two_pieces_hash_as_one(void **state)
{
    uint8_t whole[HASH_SHORT_BYTES], parts[HASH_SHORT_BYTES];
    char text[300];

    (void)state;
    memset(text, 'x', sizeof text);
    hash_short(text, sizeof text, NULL, 0, whole);
    for (size_t cut = 0; cut <= sizeof text; cut += 50) {
        hash_short(text, cut, text + cut, sizeof text - cut, parts);
        assert_memory_equal(parts, whole, sizeof whole);
    }
}

/* FIPS 180-4, the examples of one block and of two. */
static void sha256_gives_the_standards_examples(void **state)
{
    uint8_t hash[HASH_SHA256_BYTES];
    const char *two =
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq";

    (void)state;
    hash_sha256("abc", 3, hash);
    assert_hex(hash, sizeof hash,
               "ba7816bf8f01cfea414140de5dae2223"
               "b00361a396177a9cb410ff61f20015ad");
    hash_sha256(two, strlen(two), hash);
    assert_hex(hash, sizeof hash,
               "248d6a61d20638b8e5c026930c3e6039"
               "a33ce45964ff2167f6ecedd419db06c1");
}

static void sha256_of_many_pieces_is_that_of_the_whole(void **state)
{
    uint8_t whole[HASH_SHA256_BYTES], parts[HASH_SHA256_BYTES];
    struct hash_sha256_sum sum;
    char text[300];

    (void)state;
    memset(text, 'x', sizeof text);
    hash_sha256(text, sizeof text, whole);
    for (size_t piece = 1; piece <= sizeof text; piece *= 5) {
        hash_sha256_begin(&sum);
        for (size_t at = 0; at < sizeof text; at += piece)
            hash_sha256_add(&sum, text + at,
                            piece < sizeof text - at ? piece
                                                     : sizeof text - at);
        hash_sha256_end(&sum, parts);
        assert_memory_equal(parts, whole, sizeof whole);
    }
}

static void hmac(const char *key, const char *text, const char *hex)
{
    uint8_t hash[HASH_SHA256_BYTES];

    hash_hmac_sha256(key, strlen(key), text, strlen(text), hash);
    assert_hex(hash, sizeof hash, hex);
}

/* RFC 4231, 4.2 to 4.8 but for 4.6, whose output is cut short. */
static void hmac_gives_the_examples_of_rfc_4231(void **state)
{
    char twenty[21] = {0}, aa[132] = {0}, dd[51] = {0}, cd[51] = {0};
    char rising[26] = {0};

    (void)state;
    memset(twenty, 0x0b, 20);
    memset(dd, 0xdd, 50);
    memset(cd, 0xcd, 50);
    memset(aa, 0xaa, 131);
    for (int i = 0; i < 25; i++)
        rising[i] = (char)(i + 1);
    hmac(twenty, "Hi There",
         "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
    hmac("Jefe", "what do ya want for nothing?",
         "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    hmac(aa + 111, dd,
         "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe");
    hmac(rising, cd,
         "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b");
    hmac(aa, "Test Using Larger Than Block-Size Key - Hash Key First",
         "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
    hmac(aa,
         "This is a test using a larger than block-size key and a larger than "
         "block-size data. The key needs to be hashed before being used by "
         "the HMAC algorithm.",
         "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2");
}

static void a_key_may_give_way_to_its_hash(void **state)
{
    uint8_t chained[HASH_SHA256_BYTES] = {1}, apart[HASH_SHA256_BYTES];

    (void)state;
    hash_hmac_sha256(chained, sizeof chained, "x", 1, apart);
    hash_hmac_sha256(chained, sizeof chained, "x", 1, chained);
    assert_memory_equal(chained, apart, sizeof apart);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_short_hash_is_blake2b_of_16_bytes),
        cmocka_unit_test(two_pieces_hash_as_one),
        cmocka_unit_test(sha256_gives_the_standards_examples),
        cmocka_unit_test(sha256_of_many_pieces_is_that_of_the_whole),
        cmocka_unit_test(hmac_gives_the_examples_of_rfc_4231),
        cmocka_unit_test(a_key_may_give_way_to_its_hash),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
