#include "feedback/closing.h"

#include "base/durable.h"
#include "base/json_write.h"
#include "feedback/keys.h"
#include "feedback/store_file.h"
#include "seal/hash.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CLOSING_BYTES = 4096, DIGITS = 2 * HASH_SHORT_BYTES, LINES = 4 };

static bool path_of(const char *folder, long number,
                    char ret_path[STORE_PATH_BYTES], struct fail *why)
{
    char name[STORE_NAME_BYTES];

    snprintf(name, sizeof name, "%06ld.close", number);
    return store_path(folder, name, ret_path, why);
}

long closing_number(const char *name)
{
    return str_ends(name, ".close") ? store_number(name) : 0;
}

static void add_hash(struct str *text)
{
    uint8_t hash[HASH_SHORT_BYTES];

    hash_short(text->text, text->length, "", 0, hash);
    str_add_hex(text, hash, sizeof hash);
    str_add_char(text, '\n');
}

static void add_head(struct str *text, const struct batch_origin *origin,
                     const char *label)
{
    struct json json = {.out = text};
    char period[MONTH_TEXT_BYTES];

    month_text(origin->month, period);
    json_object(&json, NULL);
    json_integer(&json, batch_keys[BATCH_ENCOUNTER], BATCH_VERSION);
    json_string(&json, batch_keys[BATCH_KIOSK], origin->kiosk);
    if (origin->site)
        json_string(&json, batch_keys[BATCH_SITE], origin->site);
    else
        json_null(&json, batch_keys[BATCH_SITE]);
    json_string(&json, batch_keys[BATCH_PERIOD], period);
    json_string(&json, batch_keys[BATCH_CLOCK],
                month_trust_words[origin->month.trust]);
    if (label)
        json_string(&json, batch_keys[BATCH_LABEL], label);
}

static void add_tail(struct str *text, const struct batch_origin *origin)
{
    struct json json = {.out = text};
    size_t start = text->length;

    if (!origin->key) {
        str_add_char(text, '}');
        return;
    }
    json_object(&json, NULL);
    json_string(&json, batch_keys[BATCH_KEY], origin->key);
    json_end(&json);
    text->text[start] = ',';
}

bool closing_write(const struct fs *fs, const char *folder, long number,
                   const struct batch_origin *origin, const char *label,
                   struct fail *why)
{
    char path[STORE_PATH_BYTES];
    struct str text = {0};
    bool ok;

    str_addf(&text, "%s\n", origin->kiosk);
    add_head(&text, origin, label);
    str_add_char(&text, '\n');
    add_tail(&text, origin);
    str_add_char(&text, '\n');
    add_hash(&text);
    ok = path_of(folder, number, path, why);
    if (ok && text.length > CLOSING_BYTES)
        ok = fail_set(why, FAIL_INVALID, "the label is too long");
    ok = ok && durable_write(fs, path, text.text, text.length, why);
    str_fini(&text);
    return ok;
}

/* Four lines, of which the last is the hash of the others. */
static bool take_lines(struct closing *closing, size_t bytes)
{
    char *lines[LINES], *at = closing->text;
    struct str sum = {0};
    bool ok;

    for (int i = 0; i < LINES; i++) {
        lines[i] = at;
        at = at ? strchr(at, '\n') : NULL;
        at = at ? at + 1 : NULL;
    }
    if (!at || at != closing->text + bytes)
        return false;
    str_add_bytes(&sum, closing->text, (size_t)(lines[LINES - 1] - lines[0]));
    add_hash(&sum);
    ok = str_equal(sum.text, closing->text);
    str_fini(&sum);
    for (int i = 1; i < LINES; i++)
        lines[i][-1] = '\0';
    closing->kiosk = lines[0];
    closing->head = lines[1];
    closing->tail = lines[2];
    return ok;
}

bool closing_read(const struct fs *fs, const char *folder, long number,
                  struct closing *ret_closing, struct fail *why)
{
    char path[STORE_PATH_BYTES];
    size_t bytes;

    *ret_closing = (struct closing){0};
    if (!path_of(folder, number, path, why))
        return false;
    ret_closing->text = fs_read_file(fs, path, CLOSING_BYTES, &bytes, why);
    if (!ret_closing->text) {
        if (why->kind == FAIL_INVALID)
            why->kind = FAIL_CORRUPT;
        return false;
    }
    if (take_lines(ret_closing, bytes))
        return true;
    closing_fini(ret_closing);
    return fail_set(why, FAIL_CORRUPT, "%s is damaged", path);
}

void closing_fini(struct closing *closing)
{
    free(closing->text);
    *closing = (struct closing){0};
}

void closing_remove(const struct fs *fs, const char *folder, long number)
{
    char path[STORE_PATH_BYTES];
    struct fail why;

    if (path_of(folder, number, path, &why))
        fs->ops->remove(fs, path);
}
