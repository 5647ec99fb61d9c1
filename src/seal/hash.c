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

void hash_hmac_sha256(const void *key, size_t key_bytes, const void *bytes,
                      size_t count, uint8_t ret_hash[HASH_SHA256_BYTES])
{
    crypto_auth_hmacsha256_state state;

    make_ready();
    crypto_auth_hmacsha256_init(&state, key, key_bytes);
    crypto_auth_hmacsha256_update(&state, bytes, count);
    crypto_auth_hmacsha256_final(&state, ret_hash);
    sodium_memzero(&state, sizeof state);
}

static crypto_hash_sha256_state *state_of(struct hash_sha256_sum *sum)
{
    _Static_assert(sizeof sum->state == sizeof(crypto_hash_sha256_state),
                   "hash.h has room for libsodium's state");
    return (crypto_hash_sha256_state *)(void *)sum->state;
}

void hash_sha256_begin(struct hash_sha256_sum *sum)
{
    make_ready();
    crypto_hash_sha256_init(state_of(sum));
}

void hash_sha256_add(struct hash_sha256_sum *sum, const void *bytes,
                     size_t count)
{
    crypto_hash_sha256_update(state_of(sum), bytes, count);
}

void hash_sha256_end(struct hash_sha256_sum *sum,
                     uint8_t ret_hash[HASH_SHA256_BYTES])
{
    crypto_hash_sha256_final(state_of(sum), ret_hash);
}
