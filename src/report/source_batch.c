#include "report/source_batch.h"

#include "base/arena.h"
#include "base/str.h"
#include "report/record.h"
#include "seal/hash.h"
#include "seal/seal_text.h"
#include <ctype.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FILE_LIMIT = 64 * 1024 * 1024, HASH_DIGITS = 8 };

struct reading {
    const char *path;
    const struct source_sink *sink;
    struct source_batch batch;
    json_t *header; /* what the batch's texts lie in */
    int64_t promised;
    int64_t lines; /* of records */
};

static void tell_fault(const struct reading *reading, int64_t line,
                       const char *what)
{
    struct str where = {0};

    str_add(&where, reading->path);
    if (line > 0)
        str_addf(&where, ":%lld", (long long)line);
    reading->sink->on_fault(reading->sink->user, where.text, what);
    str_fini(&where);
}

/* Becomes a file's name again: a stick or a person may have renamed it. */
static void take_name(struct reading *reading)
{
    const char *slash = strrchr(reading->path, '/');
    const char *name = slash ? slash + 1 : reading->path;
    char *to = reading->batch.name;

    snprintf(to, sizeof reading->batch.name, "%.*s",
             (int)(strlen(name) - strlen(".jsonl")), name);
    for (; *to; to++)
        if (!isalnum((unsigned char)*to) && !strchr("._-", *to))
            *to = '_';
}

/* The end of its name is the beginning of the hash of what was written. */
static void check_hash(const struct reading *reading, const char *text,
                       size_t bytes)
{
    const char *name = reading->batch.name, *end = strrchr(name, '_');
    uint8_t hash[HASH_SHA256_BYTES];
    char digits[HASH_DIGITS + 1];

    if (!end || strspn(end + 1, "0123456789abcdef") != HASH_DIGITS ||
        end[1 + HASH_DIGITS])
        return;
    hash_sha256(text, bytes, hash);
    for (size_t i = 0; i < HASH_DIGITS / 2; i++)
        snprintf(digits + 2 * i, 3, "%02x", hash[i]);
    if (!str_equal(digits, end + 1))
        tell_fault(reading, 0, "it was changed since it was made");
}

static bool is_period(const char *text)
{
    static const char form[] = "dddd-dd";
    int month;

    if (str_equal(text, "unknown"))
        return true;
    for (size_t i = 0; i < sizeof form; i++)
        if (form[i] == 'd' ? !isdigit((unsigned char)text[i])
                           : text[i] != form[i])
            return false;
    month = (text[5] - '0') * 10 + text[6] - '0';
    return month >= 1 && month <= 12;
}

/* A text of the header; NULL if it is not there or null. Another type is not
 * whole. */
static const char *header_text(const json_t *header, const char *key,
                               bool *is_whole)
{
    const json_t *value = json_object_get(header, key);

    *is_whole =
        *is_whole && (!value || json_is_null(value) || json_is_string(value));
    return json_string_value(value);
}

static bool read_header(struct reading *reading, const char *line, size_t bytes)
{
    struct source_batch *batch = &reading->batch;
    json_t *header = json_loadb(line, bytes, JSON_REJECT_DUPLICATES, NULL);
    json_t *version = json_object_get(header, "encounter_batch");
    json_t *records = json_object_get(header, "records");
    bool is_whole = json_is_integer(version) && json_is_integer(records);

    reading->header = header;
    if (json_is_integer(version) && json_integer_value(version) != 1) {
        tell_fault(reading, 1, "a batch of a later version than this program");
        return false;
    }
    batch->kiosk = header_text(header, "kiosk", &is_whole);
    batch->site = header_text(header, "site", &is_whole);
    batch->period = header_text(header, "period", &is_whole);
    batch->clock = header_text(header, "clock", &is_whole);
    batch->label = header_text(header, "label", &is_whole);
    batch->key = header_text(header, "key", &is_whole);
    reading->promised = json_integer_value(records);
    if (is_whole && batch->kiosk && batch->period && is_period(batch->period))
        return true;
    tell_fault(reading, 1, "no batch: its first line is no header");
    return false;
}

static void tell_record(const struct reading *reading, const void *body,
                        size_t bytes, enum slot_kind kind)
{
    struct str where = {0};

    str_addf(&where, "%s:%lld", reading->path, (long long)reading->lines + 1);
    reading->sink->on_record(reading->sink->user, &(struct source_record){
                                                      .batch = &reading->batch,
                                                      .where = where.text,
                                                      .body = body,
                                                      .bytes = bytes,
                                                      .kind = kind,
                                                  });
    str_fini(&where);
}

/* {"sealed":"<base64>"}, just so: programs wrote it. */
static void read_line(const struct reading *reading, const char *line,
                      size_t bytes)
{
    static const char start[] = "{\"sealed\":\"", end[] = "\"}";
    size_t around = sizeof start - 1 + sizeof end - 1, length, count;
    const char *text = line + sizeof start - 1;
    uint8_t box[STORE_BODY_BYTES + 2];

    if (bytes < around || memcmp(line, start, sizeof start - 1) != 0) {
        tell_record(reading, line, bytes, SLOT_PLAIN);
        return;
    }
    length = bytes - around;
    count = length / 4 * 3;
    if (length > 0 && text[length - 1] == '=')
        count -= length > 1 && text[length - 2] == '=' ? 2 : 1;
    if (count == 0 || count > STORE_BODY_BYTES ||
        memcmp(text + length, end, sizeof end - 1) != 0 ||
        !seal_read_base64(text, length, box, count))
        tell_fault(reading, reading->lines + 1, "no sealed record: damaged");
    else
        tell_record(reading, box, count, SLOT_SEALED);
}

static void read_lines(struct reading *reading, const char *text, size_t bytes)
{
    const char *end = text + bytes;
    struct str what = {0};

    for (const char *line = text, *next; line < end; line = next + 1) {
        next = memchr(line, '\n', (size_t)(end - line));
        next = next ? next : end;
        if (line == text && !read_header(reading, line, (size_t)(next - line)))
            return;
        if (line == text)
            continue;
        reading->lines++;
        read_line(reading, line, (size_t)(next - line));
    }
    if (bytes == 0)
        tell_fault(reading, 0, "no batch: it is empty");
    if (reading->lines == reading->promised)
        return;
    str_addf(&what, "it should hold %lld records and holds %lld",
             (long long)reading->promised, (long long)reading->lines);
    tell_fault(reading, 0, what.text);
    str_fini(&what);
}

void source_batch_read(const struct fs *fs, const char *path,
                       const struct source_sink *sink)
{
    struct reading reading = {.path = path, .sink = sink};
    struct fail why;
    size_t bytes;
    char *text = fs_read_file(fs, path, FILE_LIMIT, &bytes, &why);

    if (!text) {
        sink->on_fault(sink->user, path, why.text);
        return;
    }
    take_name(&reading);
    check_hash(&reading, text, bytes);
    read_lines(&reading, text, bytes);
    json_decref(reading.header);
    free(text);
}
