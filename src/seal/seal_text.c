#include "seal/seal_text.h"

#include <assert.h>
#include <sodium.h>
#include <string.h>

enum { PIECE_BYTES = 48 }; /* a multiple of three: only the last is padded */

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
