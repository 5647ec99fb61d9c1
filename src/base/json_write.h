#ifndef BASE_JSON_WRITE_H
#define BASE_JSON_WRITE_H

/*
 * Writes JSON (RFC 8259) into a struct str: compact, keys in the order given,
 * strings as UTF-8 with only '"', '\' and control characters escaped, so the
 * same calls give the same bytes. Invalid UTF-8 becomes U+FFFD.
 *
 *     struct json json = {.out = &str};
 *     json_object(&json, NULL);
 *     json_string(&json, "id", "ab12");
 *     json_array(&json, "topics");
 *     json_string(&json, NULL, "work");
 *     json_end(&json);
 *     json_end(&json);
 */

#include "base/str.h"
#include <stdint.h>

struct json {
    struct str *out;       /* borrowed */
    unsigned char depth;   /* at most 31 */
    unsigned int has_item; /* a bit a level: needs a comma */
    unsigned int is_array; /* a bit a level */
};

/* `key` is NULL in arrays and at the top. */
void json_object(struct json *json, const char *key);
void json_array(struct json *json, const char *key);
void json_end(struct json *json);
void json_string(struct json *json, const char *key, const char *value);
void json_integer(struct json *json, const char *key, int64_t value);
void json_bool(struct json *json, const char *key, bool value);
void json_null(struct json *json, const char *key);

#endif
