#include "base/html_write.h"

#include <stdint.h>

static const char *entity(char c)
{
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    default:
        return NULL;
    }
}

void html_add_text(struct str *out, const char *text)
{
    for (const char *at = text; *at; at++) {
        const char *instead = entity(*at);
        if (instead)
            str_add(out, instead);
        else
            str_add_char(out, *at);
    }
}

void html_add_base64(struct str *out, const void *bytes, size_t count)
{
    static const char digits[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const uint8_t *at = bytes;

    for (; count > 0; at += 3) {
        size_t taken = count < 3 ? count : 3;
        uint32_t three = (uint32_t)at[0] << 16;
        three |= taken > 1 ? (uint32_t)at[1] << 8 : 0;
        three |= taken > 2 ? at[2] : 0;
        str_add_char(out, digits[three >> 18]);
        str_add_char(out, digits[three >> 12 & 63]);
        str_add_char(out, taken > 1 ? digits[three >> 6 & 63] : '=');
        str_add_char(out, taken > 2 ? digits[three & 63] : '=');
        count -= taken;
    }
}
