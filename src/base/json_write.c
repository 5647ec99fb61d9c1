#include "base/json_write.h"

#include "base/utf8.h"
#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { DEEPEST = 31 };

static unsigned int level_bit(const struct json *json)
{
    return 1u << json->depth;
}

static void add_escaped(struct str *out, unsigned char c)
{
    static const char letters[] = "btn\0fr"; /* of \b, \t, \n, -, \f, \r */

    str_add_char(out, '\\');
    if (c == '"' || c == '\\')
        str_add_char(out, (char)c);
    else if (c >= '\b' && c <= '\r' && letters[c - '\b'])
        str_add_char(out, letters[c - '\b']);
    else
        str_addf(out, "u%04x", c);
}

static void add_string(struct str *out, const char *text)
{
    size_t bytes = strlen(text), length;
    uint32_t code_point;
    char whole[4];

    str_add_char(out, '"');
    for (size_t i = 0; i < bytes; i += length) {
        length = utf8_decode(text + i, bytes - i, &code_point);
        if (code_point < 0x20 || code_point == '"' || code_point == '\\')
            add_escaped(out, (unsigned char)code_point);
        else
            str_add_bytes(out, whole, utf8_encode(code_point, whole));
    }
    str_add_char(out, '"');
}

/* The comma and the key before any value. */
static void begin_value(struct json *json, const char *key)
{
    bool in_object = json->depth > 0 && !(json->is_array & level_bit(json));

    assert(in_object == (key != NULL));
    assert(json->depth > 0 || !(json->has_item & 1u));
    (void)in_object;
    if (json->has_item & level_bit(json))
        str_add_char(json->out, ',');
    json->has_item |= level_bit(json);
    if (key) {
        add_string(json->out, key);
        str_add_char(json->out, ':');
    }
}

static void begin_level(struct json *json, const char *key, bool is_array)
{
    begin_value(json, key);
    str_add_char(json->out, is_array ? '[' : '{');
    assert(json->depth < DEEPEST);
    json->depth++;
    json->has_item &= ~level_bit(json);
    json->is_array &= ~level_bit(json);
    if (is_array)
        json->is_array |= level_bit(json);
}

void json_object(struct json *json, const char *key)
{
    begin_level(json, key, false);
}

void json_array(struct json *json, const char *key)
{
    begin_level(json, key, true);
}

void json_end(struct json *json)
{
    assert(json->depth > 0);
    str_add_char(json->out, json->is_array & level_bit(json) ? ']' : '}');
    json->depth--;
}

void json_string(struct json *json, const char *key, const char *value)
{
    begin_value(json, key);
    add_string(json->out, value);
}

void json_integer(struct json *json, const char *key, int64_t value)
{
    begin_value(json, key);
    str_addf(json->out, "%" PRId64, value);
}

void json_bool(struct json *json, const char *key, bool value)
{
    begin_value(json, key);
    str_add(json->out, value ? "true" : "false");
}

void json_null(struct json *json, const char *key)
{
    begin_value(json, key);
    str_add(json->out, "null");
}
