#include "seal/hash.h"

#include <sodium.h>
#include <stdlib.h>

/* libsodium wants this before anything else; later calls return at once. */
static void make_ready(void)
{
    if (sodium_init() < 0)
        abort();
}

void hash_short(const void *first, size_t first_bytes, const void *second,
                size_t second_bytes, uint8_t ret_hash[HASH_SHORT_BYTES])
{
    crypto_generichash_state state;

    make_ready();
    crypto_generichash_init(&state, NULL, 0, HASH_SHORT_BYTES);
    crypto_generichash_update(&state, first, first_bytes);
    if (second_bytes > 0)
        crypto_generichash_update(&state, second, second_bytes);
    crypto_generichash_final(&state, ret_hash, HASH_SHORT_BYTES);
}

void hash_sha256(const void *bytes, size_t count,
                 uint8_t ret_hash[HASH_SHA256_BYTES])
{
    make_ready();
    crypto_hash_sha256(ret_hash, bytes, count);
}
