#include "feedback/store_file.h"

#include "base/arena.h"
#include "base/durable.h"
#include "base/str.h"
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

void store_name(long number, char ret_name[STORE_NAME_BYTES])
{
    snprintf(ret_name, STORE_NAME_BYTES, "%0*ld.store", NUMBER_DIGITS, number);
}

bool store_is_name(const char *name)
{
    char ours[STORE_NAME_BYTES];

    store_name(store_number(name), ours);
    return store_number(name) > 0 && str_equal(name, ours);
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
    memset(image->states, SLOT_DAMAGED, sizeof image->states);
    whole = image->slots * STORE_SLOT_BYTES;
    if (fs->ops->read_at(fs, file, image->bytes, whole, 0) == (int64_t)whole)
        for (size_t i = 0; i < image->slots; i++)
            image->states[i] =
                slot_read(image->bytes + i * STORE_SLOT_BYTES, NULL);
    for (size_t i = 0; i < image->slots; i++)
        if (image->states[i] == SLOT_DAMAGED)
            read_slot(image, fs, file, i);
    return true;
}
