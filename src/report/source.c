#include "report/source.h"

#include "base/str.h"
#include "report/source_batch.h"
#include "report/walk.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct reading {
    const struct fs *fs;
    const struct source_sink *sink;
    struct str folder; /* of the stores that were read last */
    size_t found;      /* batches and folders of stores */
};

static void on_slot(void *user, const struct store_slot *slot)
{
    const struct reading *reading = user;
    struct source_batch batch = {.period = "unknown", .is_store = true};
    struct str where = {0};

    str_addf(&where, "%s/%s", str_text(&reading->folder), slot->name);
    snprintf(batch.name, sizeof batch.name, "%.*s",
             (int)strcspn(slot->name, " "), slot->name);
    if (slot->body)
        reading->sink->on_record(reading->sink->user, &(struct source_record){
                                                          .batch = &batch,
                                                          .where = where.text,
                                                          .body = slot->body,
                                                          .bytes = slot->bytes,
                                                          .kind = slot->kind,
                                                      });
    else
        reading->sink->on_fault(reading->sink->user, where.text,
                                "damaged, or never finished");
    str_fini(&where);
}

static void read_stores(struct reading *reading, const char *path)
{
    const char *slash = strrchr(path, '/');
    size_t length = slash ? (size_t)(slash - path) : 0;
    struct fail why;

    if (reading->folder.length == length &&
        strncmp(str_text(&reading->folder), path, length) == 0)
        return;
    str_clear(&reading->folder);
    str_add_bytes(&reading->folder, path, length);
    if (!store_read(reading->fs, reading->folder.text, on_slot, reading, &why))
        reading->sink->on_fault(reading->sink->user, reading->folder.text,
                                why.text);
}

static bool is_store(const char *path)
{
    return str_ends(path, ".store") || str_ends(path, ".closed") ||
           str_ends(path, ".group") || str_ends(path, ".few");
}

static void on_file(void *user, const char *path)
{
    struct reading *reading = user;
    bool is_batch = str_ends(path, ".jsonl");

    if (is_batch)
        source_batch_read(reading->fs, path, reading->sink);
    else if (is_store(path) && strchr(path, '/'))
        read_stores(reading, path);
    else
        return;
    reading->found++;
}

bool source_read(const struct fs *fs, const char *path,
                 const struct source_sink *sink, struct fail *why)
{
    struct reading reading = {.fs = fs, .sink = sink};
    bool ok = walk(fs, path, on_file, &reading, why);

    str_fini(&reading.folder);
    if (ok && reading.found == 0)
        return fail_set(why, FAIL_MISSING, "%s holds no batch and no store",
                        path);
    return ok;
}
