#include "feedback/batch_text.h"

#include "base/arena.h"
#include "base/log.h"
#include "feedback/keys.h"
#include "seal/hash.h"
#include "seal/seal_text.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A record's line; its text is in `texts` until that stands still. */
struct line {
    const char *text;
    size_t at, bytes;
};
struct lines {
    struct line *items; /* at most STORE_SLOTS */
    size_t count;
    struct str texts;
};

/* A record has no line ends: what has is not one. */
static bool add_line(struct lines *lines, const struct slot_body *body)
{
    size_t at = lines->texts.length;

    if (body->kind == SLOT_SEALED) {
        str_add(&lines->texts, "{\"sealed\":\"");
        seal_add_base64(&lines->texts, body->bytes, body->count);
        str_add(&lines->texts, "\"}");
    } else if (memchr(body->bytes, '\n', body->count)) {
        return false;
    } else {
        str_add_bytes(&lines->texts, body->bytes, body->count);
    }
    lines->items[lines->count++] =
        (struct line){.at = at, .bytes = lines->texts.length - at};
    return true;
}

static int compare(const void *a, const void *b)
{
    const struct line *left = a, *right = b;
    bool is_shorter = left->bytes < right->bytes;
    int order = memcmp(left->text, right->text,
                       is_shorter ? left->bytes : right->bytes);

    return order ? order : (left->bytes > right->bytes) - is_shorter;
}

static void sort_distinct(struct lines *lines)
{
    size_t count = 0;

    for (size_t i = 0; i < lines->count; i++)
        lines->items[i].text = lines->texts.text + lines->items[i].at;
    qsort(lines->items, lines->count, sizeof *lines->items, compare);
    for (size_t i = 0; i < lines->count; i++)
        if (i == 0 || compare(&lines->items[i], &lines->items[count - 1]) != 0)
            lines->items[count++] = lines->items[i];
    lines->count = count;
}

static void add_all(struct lines *lines, const struct store_image *image,
                    const char *name)
{
    for (size_t slot = 0; slot < STORE_SLOTS; slot++) {
        struct slot_body body = store_image_body(image, slot);
        bool is_damaged = image->states[slot] == SLOT_DAMAGED;

        if (image->states[slot] == SLOT_USED)
            is_damaged = !add_line(lines, &body);
        if (is_damaged)
            log_line("%s slot %zu is damaged: it is in no batch", name, slot);
    }
}

size_t batch_text(const struct store_image *image, const char *name,
                  const struct closing *closing, struct str *out)
{
    struct lines lines = {0};
    size_t count;

    lines.items = memory_get(STORE_SLOTS * sizeof *lines.items);
    add_all(&lines, image, name);
    if (lines.count > 0)
        sort_distinct(&lines);
    count = lines.count;
    str_addf(out, "%s,\"%s\":%zu%s\n", closing->head, batch_keys[BATCH_RECORDS],
             count, closing->tail);
    for (size_t i = 0; i < count; i++) {
        str_add_bytes(out, lines.items[i].text, lines.items[i].bytes);
        str_add_char(out, '\n');
    }
    str_fini(&lines.texts);
    free(lines.items);
    return count;
}

bool batch_name(const struct closing *closing, long number,
                const struct str *text, char ret_name[BATCH_NAME_BYTES],
                struct fail *why)
{
    uint8_t hash[HASH_SHA256_BYTES];
    int length;

    hash_sha256(text->text, text->length, hash);
    length =
        snprintf(ret_name, BATCH_NAME_BYTES, "%s_%06ld_%02x%02x%02x%02x.jsonl",
                 closing->kiosk, number, hash[0], hash[1], hash[2], hash[3]);
    return length < BATCH_NAME_BYTES ||
           fail_set(why, FAIL_INVALID, "the kiosk's name is too long: %s",
                    closing->kiosk);
}
