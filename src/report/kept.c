#include "report/kept.h"

#include "base/json_write.h"
#include "feedback/slot.h"
#include "report/source.h"
#include <stdlib.h>
#include <string.h>

enum { ID_DIGITS = 32 };

static void keep_damaged(struct kept *kept, const char *name)
{
    struct kept_name copy = {0};

    strncpy(copy.text, name, sizeof copy.text - 1);
    array_push(&kept->damaged, copy);
}

/* A record is JSON of our own making and starts with its id: no parser is
 * needed to find it, and whatever starts otherwise is not one. */
static bool read_id(const char *body, struct kept_id *ret_id)
{
    static const char start[] = "{\"id\":\"";
    const char *digits = body + sizeof start - 1;

    if (!str_starts(body, start) ||
        strspn(digits, "0123456789abcdef") != ID_DIGITS ||
        !str_starts(digits + ID_DIGITS, "\",\"v\":"))
        return false;
    memcpy(ret_id->text, digits, ID_DIGITS);
    ret_id->text[ID_DIGITS] = '\0';
    return true;
}

struct keeping {
    struct kept *kept;
    const struct open_key *key;
};

static void keep_body(const struct keeping *keeping, const char *name,
                      const void *body, size_t bytes, enum slot_kind kind)
{
    char text[STORE_BODY_BYTES + 1] = {0};
    struct kept_id id;

    if (kind == SLOT_PLAIN)
        memcpy(text, body, bytes < STORE_BODY_BYTES ? bytes : STORE_BODY_BYTES);
    if (kind == SLOT_SEALED &&
        (!keeping->key || !open_box(keeping->key, body, bytes, text))) {
        keeping->kept->sealed++;
        return;
    }
    if (read_id(text, &id))
        array_push(&keeping->kept->ids, id);
    else
        keep_damaged(keeping->kept, name);
}

static void keep_slot(void *user, const struct store_slot *slot)
{
    const struct keeping *keeping = user;

    if (slot->body)
        keep_body(keeping, slot->name, slot->body, slot->bytes, slot->kind);
    else
        keep_damaged(keeping->kept, slot->name);
}

static void keep_record(void *user, const struct source_record *record)
{
    keep_body(user, record->where, record->body, record->bytes, record->kind);
}

static void keep_fault(void *user, const char *where, const char *what)
{
    const struct keeping *keeping = user;

    (void)what;
    keep_damaged(keeping->kept, where);
}

/* After the stores: what became a batch meanwhile is found here. */
static bool read_outbox(const struct fs *fs, const char *data,
                        struct keeping *keeping, struct fail *why)
{
    struct source_sink sink = {keep_record, keep_fault, keeping};
    struct str folder = {0};
    bool ok;

    str_addf(&folder, "%s/outbox", data);
    ok = source_read(fs, str_text(&folder), &sink, why) ||
         why->kind == FAIL_MISSING;
    str_fini(&folder);
    return ok;
}

static int compare_ids(const void *a, const void *b)
{
    return strcmp(((const struct kept_id *)a)->text,
                  ((const struct kept_id *)b)->text);
}

static void sort_distinct(struct kept *kept)
{
    struct kept_id *ids = kept->ids.items;
    size_t count = 0;

    if (kept->ids.count == 0)
        return;
    qsort(ids, kept->ids.count, sizeof *ids, compare_ids);
    for (size_t i = 0; i < kept->ids.count; i++)
        if (i == 0 || compare_ids(&ids[i], &ids[count - 1]) != 0)
            ids[count++] = ids[i];
    kept->ids.count = count;
}

bool kept_read(const struct fs *fs, const char *data,
               const struct open_key *key, struct kept *ret_kept,
               struct fail *why)
{
    struct kept kept = {0};
    struct keeping keeping = {&kept, key};
    struct str folder = {0};
    bool ok;

    str_addf(&folder, "%s/feedback", data);
    ok = store_read(fs, str_text(&folder), keep_slot, &keeping, why) &&
         read_outbox(fs, data, &keeping, why);
    str_fini(&folder);
    if (!ok) {
        kept_fini(&kept);
        return fail_within(why, "%s", data);
    }
    sort_distinct(&kept);
    *ret_kept = kept;
    return true;
}

void kept_fini(struct kept *kept)
{
    array_fini(&kept->ids);
    array_fini(&kept->damaged);
}

static void print_json(const struct kept *kept, FILE *out)
{
    struct str line = {0};

    for (size_t i = 0; i <= kept->ids.count; i++) {
        struct json json = {.out = &line};
        if (i == kept->ids.count && kept->sealed == 0)
            break;
        str_clear(&line);
        json_object(&json, NULL);
        if (i < kept->ids.count)
            json_string(&json, "have", kept->ids.items[i].text);
        else
            json_integer(&json, "sealed", (int64_t)kept->sealed);
        json_end(&json);
        fprintf(out, "%s\n", str_text(&line));
    }
    str_fini(&line);
}

void kept_print(const struct kept *kept, bool is_json, FILE *out)
{
    if (is_json) {
        print_json(kept, out);
        return;
    }
    for (size_t i = 0; i < kept->ids.count; i++)
        fprintf(out, "HAVE %s\n", kept->ids.items[i].text);
    if (kept->sealed > 0)
        fprintf(out, "SEALED %zu\n", kept->sealed);
}

void kept_print_damaged(const struct kept *kept, FILE *out)
{
    for (size_t i = 0; i < kept->damaged.count; i++)
        fprintf(out, "DAMAGED %s\n", kept->damaged.items[i].text);
}
