#include "seal/seal_text.h"

#include "base/fs.h"
#include "seal/hash.h"
#include <sodium.h>
#include <stdio.h>
#include <string.h>

enum {
    PIECE_BYTES = 48, /* a multiple of three: only the last is padded */
    GROUPS = 6,
};

void seal_add_base64(struct str *out, const void *bytes, size_t count)
{
    const uint8_t *from = bytes;
    char text[sodium_base64_ENCODED_LEN(PIECE_BYTES,
                                        sodium_base64_VARIANT_ORIGINAL)];

    while (count > 0) {
        size_t piece = count < PIECE_BYTES ? count : PIECE_BYTES;
        sodium_bin2base64(text, sizeof text, from, piece,
                          sodium_base64_VARIANT_ORIGINAL);
        str_add(out, text);
        from += piece;
        count -= piece;
    }
    sodium_memzero(text, sizeof text);
}

bool seal_read_base64(const char *text, size_t length, void *ret_bytes,
                      size_t count)
{
    size_t got;

    /* libsodium 1.0.18 takes bytes over 127 for '+' and '/'. */
    for (size_t i = 0; i < length; i++)
        if ((unsigned char)text[i] > 127)
            return false;
    return sodium_base642bin(ret_bytes, count, text, length, NULL, &got, NULL,
                             sodium_base64_VARIANT_ORIGINAL) == 0 &&
           got == count;
}

void seal_drop_returns(char *text)
{
    char *to = text;

    for (; *text; text++)
        if (text[0] != '\r' || text[1] != '\n')
            *to++ = *text;
    *to = '\0';
}

void seal_fingerprint(const uint8_t key[SEAL_KEY_BYTES],
                      char ret_text[SEAL_FINGERPRINT_BYTES])
{
    uint8_t hash[HASH_SHA256_BYTES];

    hash_sha256(key, SEAL_KEY_BYTES, hash);
    for (size_t i = 0; i < GROUPS; i++) {
        const uint8_t *at = hash + i * 4;
        uint32_t word = (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 |
                        (uint32_t)at[2] << 8 | at[3];
        snprintf(ret_text + i * 5, 6, "%04u%s", (unsigned)(word % 10000),
                 i + 1 < GROUPS ? " " : "");
    }
}

char *seal_key_file(const struct fs *fs, const char *path, size_t limit,
                    size_t *ret_bytes, struct fail *why)
{
    char *text = fs_read_file(fs, path, limit, ret_bytes, why);

    if (!text) {
        if (why->kind != FAIL_MISSING)
            why->kind = FAIL_CONFIG;
        return NULL;
    }
    if (strlen(text) != *ret_bytes)
        text[0] = '\0';
    seal_drop_returns(text);
    return text;
}
