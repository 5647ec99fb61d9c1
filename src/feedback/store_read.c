#include "base/arena.h"
#include "base/str.h"
#include "feedback/store_file.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct reading {
    const struct fs *fs;
    const char *folder;
    void (*on_slot)(void *user, const struct store_slot *slot);
    void *user;
    struct store_image *image;
};

static void tell_damaged(const struct reading *reading, const char *name)
{
    reading->on_slot(reading->user, &(struct store_slot){.name = name});
}

static void tell_slot(const struct reading *reading, const char *name,
                      size_t slot)
{
    const uint8_t *bytes = reading->image->bytes + slot * STORE_SLOT_BYTES;
    char full[STORE_NAME_BYTES + 32], copy[STORE_BODY_BYTES + 1];
    struct slot_body body;

    if (reading->image->states[slot] == SLOT_FREE)
        return;
    snprintf(full, sizeof full, "%s slot %zu", name, slot);
    if (reading->image->states[slot] == SLOT_DAMAGED ||
        slot_read(bytes, &body) != SLOT_USED) {
        tell_damaged(reading, full);
        return;
    }
    memcpy(copy, body.bytes, body.count);
    copy[body.count] = '\0';
    reading->on_slot(reading->user, &(struct store_slot){.name = full,
                                                         .body = copy,
                                                         .bytes = body.count,
                                                         .kind = body.kind});
}

/* What the file that had this name is called by now, or NULL: it became a
 * batch. Caller frees. */
static char *later_name(const struct reading *reading, const char *name)
{
    struct fail none;
    char **names = fs_names(reading->fs, reading->folder, &none), *later = NULL;

    for (char **at = names; names && *at && !later; at++)
        if (store_kind(*at) != STORE_NONE &&
            store_number(*at) == store_number(name) && !str_equal(*at, name)) {
            later = memory_get(strlen(*at) + 1);
            memcpy(later, *at, strlen(*at));
        }
    free(names);
    return later;
}

static void read_store(const struct reading *reading, const char *name);

/* It was closed since the names were listed. */
static void read_renamed(const struct reading *reading, const char *name)
{
    char *later = later_name(reading, name);

    if (later)
        read_store(reading, later);
    free(later);
}

/* A file that is gone by now became a batch; one that cannot be read or has
 * another size is told by its name alone, before its slots. */
static void read_store(const struct reading *reading, const char *name)
{
    const struct fs *fs = reading->fs;
    char path[STORE_PATH_BYTES];
    struct fail why;
    bool is_read;
    int file;

    if (!store_path(reading->folder, name, path, &why)) {
        tell_damaged(reading, name);
        return;
    }
    file = fs->ops->open(fs, path, FS_READ);
    if (file < 0) {
        if (errno != ENOENT)
            tell_damaged(reading, name);
        else
            read_renamed(reading, name);
        return;
    }
    is_read = store_image_read(reading->image, fs, file, &why);
    fs->ops->close(fs, file);
    if (!is_read || reading->image->size != STORE_FILE_BYTES)
        tell_damaged(reading, name);
    for (size_t i = 0; is_read && i < reading->image->slots; i++)
        tell_slot(reading, name, i);
}

static int compare_numbers(const void *a, const void *b)
{
    long left = store_number(*(char *const *)a);
    long right = store_number(*(char *const *)b);

    return (left > right) - (left < right);
}

bool store_read(const struct fs *fs, const char *folder,
                void (*on_slot)(void *user, const struct store_slot *slot),
                void *user, struct fail *why)
{
    struct reading reading = {fs, folder, on_slot, user, NULL};
    char **names = fs_names(fs, folder, why);
    size_t count = 0;

    if (!names)
        return false;
    for (char **name = names; *name; name++)
        if (store_kind(*name) != STORE_NONE)
            names[count++] = *name;
    qsort(names, count, sizeof *names, compare_numbers);
    reading.image = memory_get(sizeof *reading.image);
    for (size_t i = 0; i < count; i++)
        read_store(&reading, names[i]);
    free(reading.image);
    free(names);
    return true;
}
