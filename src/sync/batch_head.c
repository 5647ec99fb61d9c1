#include "sync/batch_head.h"

#include "base/str.h"
#include <string.h>

/* A header is a flat object of JSON (RFC 8259) that another room of this
 * program wrote: texts and whole numbers, null for what is not there. */
struct scan {
    const char *at, *end;
};
struct value {
    const char *text; /* NULL: a number or null */
    size_t length;
    bool is_escaped, is_number;
    int64_t number;
};

static bool skip(struct scan *scan, char wanted)
{
    while (scan->at < scan->end && (*scan->at == ' ' || *scan->at == '\t'))
        scan->at++;
    if (scan->at == scan->end || *scan->at != wanted)
        return false;
    scan->at++;
    return true;
}

static bool read_string(struct scan *scan, struct value *ret_value)
{
    *ret_value = (struct value){0};
    if (!skip(scan, '"'))
        return false;
    ret_value->text = scan->at;
    for (; scan->at < scan->end && *scan->at != '"'; scan->at++) {
        if ((unsigned char)*scan->at < 0x20)
            return false;
        if (*scan->at == '\\') {
            ret_value->is_escaped = true;
            if (++scan->at == scan->end)
                return false;
        }
    }
    ret_value->length = (size_t)(scan->at - ret_value->text);
    return skip(scan, '"');
}

static bool read_number(struct scan *scan, struct value *ret_value)
{
    const char *start = scan->at;

    *ret_value = (struct value){.is_number = true};
    for (; scan->at < scan->end && *scan->at >= '0' && *scan->at <= '9';
         scan->at++)
        if (scan->at - start < 12)
            ret_value->number = ret_value->number * 10 + (*scan->at - '0');
    return scan->at > start && scan->at - start < 12;
}

static bool read_value(struct scan *scan, struct value *ret_value)
{
    struct scan before = *scan;

    if (read_string(scan, ret_value))
        return true;
    *scan = before;
    if (scan->end - scan->at >= 4 && memcmp(scan->at, "null", 4) == 0) {
        *ret_value = (struct value){0};
        scan->at += 4;
        return true;
    }
    return read_number(scan, ret_value);
}

static bool is(const struct value *text, const char *word)
{
    return text->text && text->length == strlen(word) &&
           memcmp(text->text, word, text->length) == 0;
}

static bool take_text(const struct value *value, char *ret_text, size_t room)
{
    if (!value->text || value->is_escaped || value->length == 0 ||
        value->length >= room)
        return false;
    memcpy(ret_text, value->text, value->length);
    ret_text[value->length] = '\0';
    return true;
}

/* Which of the keys that are needed were there. */
struct seen {
    bool version, kiosk, period, records;
};

static bool take(struct batch_head *head, struct seen *seen,
                 const struct value *key, const struct value *value)
{
    if (is(key, "encounter_batch"))
        return seen->version = value->is_number && value->number == 1;
    if (is(key, "kiosk"))
        return seen->kiosk = take_text(value, head->kiosk, sizeof head->kiosk);
    if (is(key, "period"))
        return seen->period =
                   take_text(value, head->period, sizeof head->period);
    if (is(key, "records")) {
        head->records = value->number;
        return seen->records = value->is_number;
    }
    if (is(key, "key"))
        return head->is_sealed = value->text && value->length > 0;
    return true;
}

static bool read_all(struct scan *scan, struct batch_head *head)
{
    struct value key, value;
    struct seen seen = {0};

    if (!skip(scan, '{'))
        return false;
    do
        if (!read_string(scan, &key) || !skip(scan, ':') ||
            !read_value(scan, &value) || !take(head, &seen, &key, &value))
            return false;
    while (skip(scan, ','));
    return skip(scan, '}') && skip(scan, '\n') && seen.version && seen.kiosk &&
           seen.period && seen.records;
}

bool batch_head_read(const char *line, size_t bytes,
                     struct batch_head *ret_head, struct fail *why)
{
    struct scan scan = {.at = line, .end = line + bytes};

    *ret_head = (struct batch_head){0};
    return read_all(&scan, ret_head) ||
           fail_set(why, FAIL_CORRUPT, "its first line is no batch's header");
}

/* {"sealed":"<base64>"}: no letter of anything else. */
static bool is_sealed(const char *line, size_t bytes)
{
    static const char start[] = "{\"sealed\":\"", end[] = "\"}";
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnop"
                                  "qrstuvwxyz0123456789+/=";
    size_t head = sizeof start - 1, tail = sizeof end - 1;

    if (bytes <= head + tail || memcmp(line, start, head) != 0 ||
        memcmp(line + bytes - tail, end, tail) != 0)
        return false;
    for (size_t i = head; i < bytes - tail; i++)
        if (!memchr(letters, line[i], sizeof letters - 1))
            return false;
    return true;
}

bool batch_lines_agree(const struct batch_head *head, const char *text,
                       size_t bytes, struct fail *why)
{
    const char *end = text + bytes, *line_end;
    int64_t lines = 0;

    for (; (line_end = memchr(text, '\n', (size_t)(end - text))) != NULL;
         text = line_end + 1, lines++)
        if (lines > 0 && head->is_sealed &&
            !is_sealed(text, (size_t)(line_end - text)))
            return fail_set(why, FAIL_CORRUPT,
                            "it says that it is sealed, and line %lld is not",
                            (long long)lines + 1);
    if (text != end || lines != head->records + 1)
        return fail_set(why, FAIL_CORRUPT,
                        "it holds %lld records where its header says %lld",
                        (long long)(lines > 0 ? lines - 1 : 0),
                        (long long)head->records);
    return true;
}
