#include "base/utf8.h"

#include <assert.h>

/* Length of a well-formed sequence at `text`, 0 if there is none; the ranges
 * of the second byte are table 3-7 of the Unicode standard. */
static size_t sequence(const unsigned char *text, size_t bytes)
{
    unsigned char lead = text[0], low = 0x80, high = 0xBF;
    size_t length;

    if (lead < 0x80)
        return 1;
    if (lead >= 0xC2 && lead <= 0xDF)
        length = 2;
    else if (lead >= 0xE0 && lead <= 0xEF)
        length = 3;
    else if (lead >= 0xF0 && lead <= 0xF4)
        length = 4;
    else
        return 0;
    if (lead == 0xE0)
        low = 0xA0;
    else if (lead == 0xED)
        high = 0x9F;
    else if (lead == 0xF0)
        low = 0x90;
    else if (lead == 0xF4)
        high = 0x8F;
    if (bytes < length || text[1] < low || text[1] > high)
        return 0;
    for (size_t i = 2; i < length; i++)
        if (text[i] < 0x80 || text[i] > 0xBF)
            return 0;
    return length;
}

bool utf8_valid(const char *text, size_t bytes, size_t *ret_bad)
{
    const unsigned char *at = (const unsigned char *)text;

    for (size_t i = 0; i < bytes;) {
        size_t length = sequence(at + i, bytes - i);
        if (length == 0) {
            if (ret_bad)
                *ret_bad = i;
            return false;
        }
        i += length;
    }
    return true;
}

size_t utf8_decode(const char *text, size_t bytes, uint32_t *ret_code_point)
{
    const unsigned char *at = (const unsigned char *)text;
    static const unsigned char lead_bits[] = {0, 0x7F, 0x1F, 0x0F, 0x07};
    size_t length;
    uint32_t code_point;

    assert(bytes > 0);
    length = sequence(at, bytes);
    if (length == 0) {
        *ret_code_point = 0xFFFD;
        return 1;
    }
    code_point = at[0] & lead_bits[length];
    for (size_t i = 1; i < length; i++)
        code_point = code_point << 6 | (at[i] & 0x3F);
    *ret_code_point = code_point;
    return length;
}

static char tail(uint32_t code_point, int shift)
{
    return (char)(0x80 | (code_point >> shift & 0x3F));
}

size_t utf8_encode(uint32_t code_point, char ret_bytes[4])
{
    if (code_point > 0x10FFFF || (code_point >= 0xD800 && code_point <= 0xDFFF))
        code_point = 0xFFFD;
    if (code_point < 0x80) {
        ret_bytes[0] = (char)code_point;
        return 1;
    }
    if (code_point < 0x800) {
        ret_bytes[0] = (char)(0xC0 | code_point >> 6);
        ret_bytes[1] = tail(code_point, 0);
        return 2;
    }
    if (code_point < 0x10000) {
        ret_bytes[0] = (char)(0xE0 | code_point >> 12);
        ret_bytes[1] = tail(code_point, 6);
        ret_bytes[2] = tail(code_point, 0);
        return 3;
    }
    ret_bytes[0] = (char)(0xF0 | code_point >> 18);
    ret_bytes[1] = tail(code_point, 12);
    ret_bytes[2] = tail(code_point, 6);
    ret_bytes[3] = tail(code_point, 0);
    return 4;
}

size_t utf8_count(const char *text, size_t bytes)
{
    size_t count = 0;
    uint32_t ignored;

    for (size_t i = 0; i < bytes; count++)
        i += utf8_decode(text + i, bytes - i, &ignored);
    return count;
}
