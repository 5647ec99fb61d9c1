#include "report/kept.h"

#include "base/json_write.h"
#include "feedback/slot.h"
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

static void keep_slot(void *user, const struct store_slot *slot)
{
    const struct keeping *keeping = user;
    char opened[STORE_BODY_BYTES + 1] = {0};
    const char *body = slot->body;
    struct kept_id id;

    if (body && slot->kind == SLOT_SEALED) {
        if (!keeping->key ||
            !open_box(keeping->key, body, slot->bytes, opened)) {
            keeping->kept->sealed++;
            return;
        }
        body = opened;
    }
    if (body && read_id(body, &id))
        array_push(&keeping->kept->ids, id);
    else
        keep_damaged(keeping->kept, slot->name);
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
    ok = store_read(fs, str_text(&folder), keep_slot, &keeping, why);
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
