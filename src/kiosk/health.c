#include "kiosk/health.h"

#include "base/durable.h"
#include "base/json_write.h"
#include "base/log.h"
#include "feedback/store.h"
#include <stdlib.h>

/* Values are JSON, which is YAML as well. */
static void add_text(struct str *out, const char *before, const char *text)
{
    struct str value = {0};
    struct json json = {.out = &value};

    if (text)
        json_string(&json, NULL, text);
    else
        json_null(&json, NULL);
    str_addf(out, "%s%s\n", before, value.text);
    str_fini(&value);
}

void health_bundles(const struct form_files *shown, struct str *out)
{
    if (shown->items.count == 0)
        str_add(out, "bundles: []\n");
    else
        str_add(out, "bundles:\n");
    for (size_t i = 0; i < shown->items.count; i++)
        str_addf(out, "  - %s\n", shown->items.items[i].bundle);
}

struct counts {
    size_t waiting, damaged;
};

static void count_slot(void *user, const struct store_slot *slot)
{
    struct counts *counts = user;

    *(slot->body ? &counts->waiting : &counts->damaged) += 1;
}

static size_t count_batches(const struct fs *fs, const char *folder)
{
    struct fail none;
    char **names = fs_names(fs, folder, &none);
    size_t count = 0;

    for (char **name = names; name && *name; name++)
        count += str_ends(*name, ".jsonl");
    free(names);
    return count;
}

static void add_counts(struct str *out, size_t least, const struct fs *fs,
                       const char *data)
{
    struct counts counts = {0};
    struct str folder = {0};
    struct fail none;

    str_addf(&folder, "%s/feedback", data);
    store_read(fs, folder.text, count_slot, &counts, &none);
    if (counts.waiting < least)
        str_addf(out, "records_waiting: fewer than %zu\n", least);
    else
        str_addf(out, "records_waiting: %zu\n", counts.waiting);
    str_addf(out, "damaged_slots: %zu\n", counts.damaged);
    str_clear(&folder);
    str_addf(&folder, "%s/outbox", data);
    str_addf(out, "batches: %zu\n", count_batches(fs, folder.text));
    str_fini(&folder);
}

static void add_faults(struct str *out)
{
    struct log_faults faults;

    log_faults(&faults);
    str_add(out, faults.count == 0 ? "faults: []\n" : "faults:\n");
    for (int i = 0; i < faults.count; i++)
        add_text(out, "  - ", faults.text[i]);
}

bool health_write(const struct health *health, const struct fs *fs,
                  const char *data, struct fail *why)
{
    struct str out = {0}, path = {0};
    char period[MONTH_TEXT_BYTES];
    bool ok;

    month_text(health->month, period);
    str_add(&out, "health: 1\n");
    add_text(&out, "program: ", ENCOUNTER_VERSION);
    add_text(&out, "kiosk: ", health->kiosk);
    add_text(&out, "site: ", health->site);
    add_text(&out, "period: ", period);
    add_text(&out, "clock: ", month_trust_words[health->month.trust]);
    str_addf(&out, "sealed: %s\n", health->is_sealed ? "true" : "false");
    str_add(&out, health->bundles);
    add_counts(&out, health->least, fs, data);
    add_faults(&out);
    str_addf(&path, "%s/health.yaml", data);
    ok = durable_write(fs, path.text, out.text, out.length, why);
    str_fini(&path);
    str_fini(&out);
    return ok;
}
