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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_short_hash_is_blake2b_of_16_bytes),
        cmocka_unit_test(two_pieces_hash_as_one),
        cmocka_unit_test(sha256_gives_the_standards_examples),
        cmocka_unit_test(sha256_of_many_pieces_is_that_of_the_whole),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
