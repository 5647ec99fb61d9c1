#include "feedback/store_file.h"

#include "base/arena.h"
#include "base/durable.h"
#include "base/str.h"
#include "feedback/month.h"
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NUMBER_DIGITS = 6, NUMBER_DIGITS_MAX = 9 };

long store_number(const char *name)
{
    size_t digits = 0;

    while (isdigit((unsigned char)name[digits]))
        digits++;
    if (digits < NUMBER_DIGITS || digits > NUMBER_DIGITS_MAX ||
        (name[digits] != '.' && name[digits] != '_'))
        return 0;
    return strtol(name, NULL, 10);
}

static const char *const endings[] = {
    [STORE_OPEN] = "store", [STORE_GROUP] = "group", [STORE_FEW] = "few"};

void store_name(long number, enum store_kind kind,
                char ret_name[STORE_NAME_BYTES])
{
    snprintf(ret_name, STORE_NAME_BYTES, "%0*ld.%s", NUMBER_DIGITS, number,
             endings[kind]);
}

/* `end` is what stands behind the number. */
static bool is_closed_end(const char *end)
{
    char period[MONTH_TEXT_BYTES] = "";

    if (strlen(end) != strlen("_2026-11.closed") || end[0] != '_' ||
        !str_ends(end, ".closed"))
        return false;
    memcpy(period, end + 1, MONTH_TEXT_BYTES - 1);
    return str_equal(period, "unknown") || month_read(period) > 0;
}

enum store_kind store_kind(const char *name)
{
    long number = store_number(name);
    size_t digits = strspn(name, "0123456789");
    char ours[STORE_NAME_BYTES];

    if (number <= 0)
        return STORE_NONE;
    for (enum store_kind kind = STORE_OPEN; kind <= STORE_FEW; kind++) {
        store_name(number, kind, ours);
        if (str_equal(name, ours))
            return kind;
    }
    return strspn(ours, "0123456789") == digits && is_closed_end(name + digits)
               ? STORE_CLOSED
               : STORE_NONE;
}

bool store_path(const char *folder, const char *name,
                char ret_path[STORE_PATH_BYTES], struct fail *why)
{
    int count = snprintf(ret_path, STORE_PATH_BYTES, "%s/%s", folder, name);

    if (count > 0 && count < STORE_PATH_BYTES)
        return true;
    return fail_set(why, FAIL_INVALID, "path is too long: %s", folder);
}

bool store_file_make(const struct fs *fs, struct rand *rand, const char *path,
                     struct fail *why)
{
    enum { PIECE_SLOTS = 64 };
    uint8_t *piece = memory_get(PIECE_SLOTS * STORE_SLOT_BYTES);
    struct durable file;
    bool ok = durable_begin(&file, fs, path, why);

    for (int i = 0; ok && i < STORE_SLOTS / PIECE_SLOTS; i++) {
        for (int slot = 0; slot < PIECE_SLOTS; slot++)
            slot_fill_free(piece + slot * STORE_SLOT_BYTES, rand);
        ok = durable_add(&file, piece, PIECE_SLOTS * STORE_SLOT_BYTES, why);
    }
    ok = ok && durable_commit(&file, why);
    durable_fini(&file);
    free(piece);
    return ok;
}

static void read_slot(struct store_image *image, const struct fs *fs, int file,
                      size_t slot)
{
    size_t offset = slot * STORE_SLOT_BYTES;
    uint8_t *bytes = image->bytes + offset;
    int64_t got =
        fs->ops->read_at(fs, file, bytes, STORE_SLOT_BYTES, (int64_t)offset);

    image->unread += got != STORE_SLOT_BYTES;
    image->states[slot] =
        got == STORE_SLOT_BYTES ? slot_read(bytes, NULL) : SLOT_DAMAGED;
}

bool store_image_read(struct store_image *image, const struct fs *fs, int file,
                      struct fail *why)
{
    size_t whole;

    image->size = fs->ops->size(fs, file);
    if (image->size < 0)
        return fail_errno(why, "cannot read");
    image->slots = image->size < STORE_FILE_BYTES
                       ? (size_t)image->size / STORE_SLOT_BYTES
                       : STORE_SLOTS;
    image->used = image->free = image->unread = 0;
    memset(image->states, SLOT_DAMAGED, sizeof image->states);
    whole = image->slots * STORE_SLOT_BYTES;
    if (fs->ops->read_at(fs, file, image->bytes, whole, 0) == (int64_t)whole)
        for (size_t i = 0; i < image->slots; i++)
            image->states[i] =
                slot_read(image->bytes + i * STORE_SLOT_BYTES, NULL);
    for (size_t i = 0; i < image->slots; i++) {
        if (image->states[i] == SLOT_DAMAGED)
            read_slot(image, fs, file, i);
        image->used += image->states[i] == SLOT_USED;
        image->free += image->states[i] == SLOT_FREE;
    }
    return true;
}

bool store_image_open(struct store_image *image, const struct fs *fs,
                      const char *path, struct fail *why)
{
    int file = fs->ops->open(fs, path, FS_READ);
    bool ok;

    if (file < 0)
        return fail_errno(why, "cannot open %s", path);
    ok = store_image_read(image, fs, file, why);
    fs->ops->close(fs, file);
    return ok || fail_within(why, "%s", path);
}

struct slot_body store_image_body(const struct store_image *image, size_t slot)
{
    struct slot_body body = {0};

    slot_read(image->bytes + slot * STORE_SLOT_BYTES, &body);
    return body;
}
