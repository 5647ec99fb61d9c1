#include "report/opened.h"

#include "base/durable.h"
#include "base/json_write.h"
#include "base/log.h"
#include "report/record.h"
#include "report/source.h"
#include "report/walk.h"
#include <stdlib.h>
#include <string.h>

static void on_fault(void *user, const char *where, const char *what)
{
    struct opened *opened = user;

    log_line("%s: %s", where, what);
    opened->faults++;
}

static void tell_locked(struct opened *opened,
                        const struct source_record *record)
{
    char ours[SEAL_FINGERPRINT_BYTES] = "";
    struct str what = {0};

    if (opened->key)
        seal_key_fingerprint(open_key_public(opened->key), ours);
    if (!opened->key)
        str_add(&what, "sealed; name its key with --key");
    else if (record->batch->key && !str_equal(record->batch->key, ours))
        str_addf(&what, "sealed to the key %s, this key is %s",
                 record->batch->key, ours);
    else
        str_addf(&what, "damaged, or sealed to another key than %s", ours);
    on_fault(opened, record->where, what.text);
    str_fini(&what);
}

/* The record's own keys, and behind them what its batch says. */
static const char *line_of(struct opened *opened, const char *record,
                           size_t bytes, const struct source_batch *batch)
{
    struct str line = {0}, more = {0};
    struct json json = {.out = &more};
    const char *kept;

    json_object(&json, NULL);
    json_string(&json, "batch", batch->name);
    const struct {
        const char *key, *value;
    } pairs[] = {{"kiosk", batch->kiosk},
                 {"site", batch->site},
                 {"clock", batch->clock},
                 {"label", batch->label}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (pairs[i].value)
            json_string(&json, pairs[i].key, pairs[i].value);
        else
            json_null(&json, pairs[i].key);
    json_end(&json);
    str_add_bytes(&line, record, bytes - 1);
    str_addf(&line, ",%s\n", more.text + 1);
    kept = arena_string(&opened->arena, line.text, line.length);
    str_fini(&line);
    str_fini(&more);
    return kept;
}

static void take_record(struct opened *opened,
                        const struct source_record *source, const char *json,
                        size_t bytes)
{
    struct opened_record record = {.is_store = source->batch->is_store};
    struct record_facts facts;
    struct fail why;

    if (!record_check(json, bytes, &facts, &why)) {
        on_fault(opened, source->where, why.text);
        return;
    }
    memcpy(record.id, facts.id, sizeof record.id);
    record.path =
        arena_printf(&opened->arena, "programme=%s/host=%s/period=%s/%s.jsonl",
                     facts.programme, facts.host[0] ? facts.host : "_none",
                     source->batch->period, source->batch->name);
    record.record = arena_string(&opened->arena, json, bytes);
    record.line = line_of(opened, json, bytes, source->batch);
    record.where =
        arena_string(&opened->arena, source->where, strlen(source->where));
    array_push(&opened->records, record);
}

/* What a kiosk seals it fills up with blanks, so that all boxes are alike. */
static size_t unfilled(const char *json, size_t bytes)
{
    while (bytes > 0 && json[bytes - 1] == ' ')
        bytes--;
    return bytes;
}

static void on_record(void *user, const struct source_record *record)
{
    struct opened *opened = user;
    char json[STORE_BODY_BYTES];

    if (record->kind == SLOT_PLAIN)
        take_record(opened, record, record->body, record->bytes);
    else if (opened->key &&
             open_box(opened->key, record->body, record->bytes, json))
        take_record(opened, record, json,
                    unfilled(json, record->bytes - SEAL_MORE_BYTES));
    else
        tell_locked(opened, record);
}

bool opened_add(struct opened *opened, const struct fs *fs, const char *source,
                struct fail *why)
{
    const struct source_sink sink = {on_record, on_fault, opened};

    return source_read(fs, source, &sink, why);
}

/* The same id: a batch before a store, then by what is written. */
static int by_id(const void *a, const void *b)
{
    const struct opened_record *left = a, *right = b;
    int order = strcmp(left->id, right->id);

    if (order == 0)
        order = left->is_store - right->is_store;
    if (order == 0)
        order = strcmp(left->path, right->path);
    return order ? order : strcmp(left->line, right->line);
}

static int by_path(const void *a, const void *b)
{
    const struct opened_record *left = a, *right = b;
    int order = strcmp(left->path, right->path);

    return order ? order : strcmp(left->line, right->line);
}

static void sort(struct opened *opened,
                 int (*compare)(const void *a, const void *b))
{
    if (opened->records.count > 0)
        qsort(opened->records.items, opened->records.count,
              sizeof *opened->records.items, compare);
}

/* A retry after a failed write is the same record; one id with two records
 * is a mistake or a forgery, and the first stands. */
static void count_once(struct opened *opened)
{
    struct opened_record *records = opened->records.items;
    size_t kept = 0;

    sort(opened, by_id);
    for (size_t i = 0; i < opened->records.count; i++) {
        if (kept == 0 || !str_equal(records[kept - 1].id, records[i].id))
            records[kept++] = records[i];
        else if (!str_equal(records[kept - 1].record, records[i].record))
            on_fault(opened, records[i].where,
                     "another record has the same id; this one is left out");
    }
    opened->records.count = kept;
    sort(opened, by_path);
}

struct foreign {
    const struct opened *opened;
    size_t skip; /* of a path, for the folder */
    char found[512];
};

static void find_foreign(void *user, const char *path)
{
    struct foreign *foreign = user;
    struct opened_record wanted = {.path = path + foreign->skip, .line = ""};
    const struct opened_record *records = foreign->opened->records.items;
    size_t low = 0, high = foreign->opened->records.count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (by_path(&records[middle], &wanted) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    if (str_ends(path, ".jsonl") &&
        (low == foreign->opened->records.count ||
         !str_equal(records[low].path, wanted.path)))
        strncpy(foreign->found, path, sizeof foreign->found - 1);
}

/* Beside files of an earlier opening a record could stand twice. */
static bool has_room(const struct opened *opened, const struct fs *fs,
                     const char *folder, struct fail *why)
{
    struct foreign foreign = {.opened = opened, .skip = strlen(folder) + 1};

    if (!fs_make_folders(fs, folder, why) ||
        !walk(fs, folder, find_foreign, &foreign, why))
        return false;
    if (!foreign.found[0])
        return true;
    return fail_set(why, FAIL_INVALID,
                    "%s is there already and is not among what was opened: "
                    "name an empty folder",
                    foreign.found);
}

static bool write_file(const struct fs *fs, const char *folder,
                       const struct opened_record *records, size_t count,
                       struct fail *why)
{
    struct str text = {0}, path = {0};
    bool ok;

    str_addf(&path, "%s/%s", folder, records->path);
    for (size_t i = 0; i < count; i++)
        str_add(&text, records[i].line);
    *strrchr(path.text, '/') = '\0';
    ok = fs_make_folders(fs, path.text, why);
    path.text[strlen(path.text)] = '/';
    ok = ok && durable_write(fs, path.text, text.text, text.length, why);
    str_fini(&text);
    str_fini(&path);
    return ok;
}

bool opened_write(struct opened *opened, const struct fs *fs,
                  const char *folder, struct fail *why)
{
    const struct opened_record *records;
    size_t count = 0, end;
    bool ok;

    for (end = strlen(folder); end > 1 && folder[end - 1] == '/';)
        end--;
    folder = arena_string(&opened->arena, folder, end);
    count_once(opened);
    records = opened->records.items;
    ok = has_room(opened, fs, folder, why);
    for (; ok && count < opened->records.count; count = end) {
        for (end = count + 1; end < opened->records.count; end++)
            if (!str_equal(records[end].path, records[count].path))
                break;
        ok = write_file(fs, folder, records + count, end - count, why);
    }
    return ok;
}

void opened_fini(struct opened *opened)
{
    array_fini(&opened->records);
    arena_fini(&opened->arena);
}
