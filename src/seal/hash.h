#ifndef SEAL_HASH_H
#define SEAL_HASH_H

/* Hashes by libsodium. hash_short: BLAKE2b (RFC 7693) with 16 bytes of
 * output, for finding damage. SHA-256 (FIPS 180-4), for names and manifests;
 * HMAC over it (RFC 2104), to prove that a secret is known. */

#include <stddef.h>
#include <stdint.h>

enum { HASH_SHORT_BYTES = 16, HASH_SHA256_BYTES = 32 };

/* Of two pieces in a row; the second may be empty. */
void hash_short(const void *first, size_t first_bytes, const void *second,
                size_t second_bytes, uint8_t ret_hash[HASH_SHORT_BYTES]);
void hash_sha256(const void *bytes, size_t count,
                 uint8_t ret_hash[HASH_SHA256_BYTES]);

/* ret_hash may be the key. */
void hash_hmac_sha256(const void *key, size_t key_bytes, const void *bytes,
                      size_t count, uint8_t ret_hash[HASH_SHA256_BYTES]);

/* SHA-256 of many pieces in a row, in constant memory. */
struct hash_sha256_sum {
    uint64_t state[13]; /* libsodium's */
};
void hash_sha256_begin(struct hash_sha256_sum *sum);
void hash_sha256_add(struct hash_sha256_sum *sum, const void *bytes,
                     size_t count);
void hash_sha256_end(struct hash_sha256_sum *sum,
                     uint8_t ret_hash[HASH_SHA256_BYTES]);

#endif
