#include "report/record.h"

#include "base/str.h"
#include "content/form.h"
#include "feedback/keys.h"
#include <jansson.h>
#include <string.h>

static const char lower[] = "abcdefghijklmnopqrstuvwxyz";
static const char named[] = "abcdefghijklmnopqrstuvwxyz0123456789_-";

bool record_is_name(const char *text)
{
    size_t length = strlen(text);

    return length > 0 && length < RECORD_NAME_BYTES && strchr(lower, *text) &&
           strspn(text, named) == length;
}

static bool is_id(const json_t *value)
{
    const char *text = json_string_value(value);

    return text && strlen(text) == 32 && strspn(text, "0123456789abcdef") == 32;
}

static bool is_name(const json_t *value)
{
    return json_is_string(value) && record_is_name(json_string_value(value));
}

static bool is_one(const json_t *value)
{
    return json_is_integer(value) && json_integer_value(value) == 1;
}

static bool is_serial(const json_t *value)
{
    return json_is_integer(value) && json_integer_value(value) >= 0;
}

static bool is_tag(const json_t *value)
{
    const char *text = json_string_value(value);

    return text && *text && strlen(text) < RECORD_NAME_BYTES;
}

static bool is_object(const json_t *value)
{
    return json_is_object(value);
}

static const struct field {
    bool (*fits)(const json_t *value);
    bool is_optional;
} fields[RECORD_KEY__COUNT] = {
    [RECORD_ID] = {is_id, false},          [RECORD_V] = {is_one, false},
    [RECORD_PROGRAMME] = {is_name, false}, [RECORD_HOST] = {is_name, true},
    [RECORD_SERIAL] = {is_serial, false},  [RECORD_FORM] = {is_name, false},
    [RECORD_ABOUT] = {is_name, true},      [RECORD_LANGUAGE] = {is_tag, true},
    [RECORD_ANSWERS] = {is_object, false},
};

static bool check_fields(const json_t *record, struct fail *why)
{
    size_t known = 0;

    for (size_t i = 0; i < RECORD_KEY__COUNT; i++) {
        const json_t *value = json_object_get(record, record_keys[i]);
        known += value != NULL;
        if (!value && fields[i].is_optional)
            continue;
        if (!value || !fields[i].fits(value))
            return fail_set(why, FAIL_INVALID, "no record: its '%s' is %s",
                            record_keys[i],
                            value ? "not as it must be" : "missing");
    }
    if (json_object_size(record) == known)
        return true;
    return fail_set(why, FAIL_INVALID,
                    "no record: it has keys that records do not have");
}

static void take_facts(const json_t *record, struct record_facts *ret_facts)
{
    const char *host = json_string_value(json_object_get(record, "host"));

    strncpy(ret_facts->id, json_string_value(json_object_get(record, "id")),
            sizeof ret_facts->id - 1);
    strncpy(ret_facts->programme,
            json_string_value(json_object_get(record, "programme")),
            sizeof ret_facts->programme - 1);
    strncpy(ret_facts->host, host ? host : "", sizeof ret_facts->host - 1);
}

/* White space between tokens may be a line's end. */
static bool is_one_line(const char *json, size_t bytes)
{
    for (size_t i = 0; i < bytes; i++)
        if ((unsigned char)json[i] < ' ')
            return false;
    return bytes > 1 && json[0] == '{' && json[bytes - 1] == '}';
}

bool record_check(const char *json, size_t bytes,
                  struct record_facts *ret_facts, struct fail *why)
{
    json_error_t error;
    json_t *record = NULL;
    bool ok;

    *ret_facts = (struct record_facts){0};
    if (bytes <= FORM_RECORD_BYTES && is_one_line(json, bytes))
        record = json_loadb(json, bytes, JSON_REJECT_DUPLICATES, &error);
    if (!record)
        return fail_set(why, FAIL_INVALID, "no record: it is not JSON");
    ok = check_fields(record, why);
    if (ok)
        take_facts(record, ret_facts);
    json_decref(record);
    return ok;
}
