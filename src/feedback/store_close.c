#include "feedback/store_close.h"

#include "base/durable.h"
#include "base/log.h"
#include "feedback/closing.h"
#include <stdio.h>
#include <string.h>

/* A program that ended amid a write may have left a record that only the
 * cache has; the batch must not hold more than the store that it is made of. */
static bool sync_store(const struct fs *fs, const char *path, struct fail *why)
{
    int file = fs->ops->open(fs, path, FS_READ | FS_WRITE);
    bool ok;

    if (file < 0)
        return fail_errno(why, "cannot open %s", path);
    ok = fs->ops->sync_data(fs, file) == 0 ||
         fail_errno(why, "cannot sync %s", path);
    fs->ops->close(fs, file);
    return ok;
}

bool store_close_file(struct store *store, const char *name,
                      const struct batch_origin *origin, const char *label,
                      struct fail *why)
{
    char to[STORE_NAME_BYTES], period[MONTH_TEXT_BYTES];
    char from_path[STORE_PATH_BYTES], to_path[STORE_PATH_BYTES];
    long number = store_number(name);

    month_text(origin->month, period);
    snprintf(to, sizeof to, "%06ld_%s.closed", number, period);
    if (!store_path(store->folder, name, from_path, why) ||
        !store_path(store->folder, to, to_path, why) ||
        !sync_store(store->fs, from_path, why) ||
        !closing_write(store->fs, store->folder, number, origin, label, why))
        return false;
    store_forget(store, number);
    if (durable_rename(store->fs, from_path, to_path, why))
        return true;
    store->is_suspect = true;
    return false;
}

/* Where the highest number is that of the store itself, "<n>.close" stays and
 * keeps it from coming again. */
bool store_remove_file(struct store *store, const char *name, struct fail *why)
{
    char path[STORE_PATH_BYTES];
    long number = store_number(name);

    if (!store_path(store->folder, name, path, why) ||
        !durable_remove(store->fs, path, why))
        return false;
    if (number < store->highest)
        closing_remove(store->fs, store->folder, number);
    return true;
}

/* Several stores as one. */
struct merging {
    struct store *store;
    struct store_image from, to;
    struct store_file free; /* what is left in `to` */
};

static bool has_body(const struct store_image *image,
                     const struct slot_body *body)
{
    for (size_t slot = 0; slot < STORE_SLOTS; slot++) {
        struct slot_body other = {0};
        if (image->states[slot] == SLOT_USED)
            other = store_image_body(image, slot);
        if (other.bytes && other.kind == body->kind &&
            other.count == body->count &&
            memcmp(other.bytes, body->bytes, body->count) == 0)
            return true;
    }
    return false;
}

static void begin_merging(struct merging *merging)
{
    for (size_t slot = 0; slot < STORE_SLOTS; slot++) {
        slot_fill_free(merging->to.bytes + slot * STORE_SLOT_BYTES,
                       merging->store->rand);
        merging->to.states[slot] = SLOT_FREE;
        merging->free.is_free[slot] = true;
    }
    merging->free.free = STORE_SLOTS;
}

static void take_body(struct merging *merging, const struct slot_body *body)
{
    size_t slot = store_random_slot(&merging->free, merging->store->rand);

    slot_fill(merging->to.bytes + slot * STORE_SLOT_BYTES, body->kind,
              body->bytes, body->count, merging->store->rand);
    merging->to.states[slot] = SLOT_USED;
    merging->free.is_free[slot] = false;
    merging->free.free--;
}

/* A record that a crash left in two of them is taken once. */
static bool take_store(struct merging *merging, const char *name,
                       struct fail *why)
{
    struct store_image *from = &merging->from;
    char path[STORE_PATH_BYTES];

    if (!store_path(merging->store->folder, name, path, why) ||
        !store_image_open(from, merging->store->fs, path, why))
        return false;
    if (from->unread > 0)
        return fail_set(why, FAIL_IO, "%s cannot be read whole", path);
    if (from->used > merging->free.free)
        return fail_set(why, FAIL_FULL, "the small groups fill a store");
    for (size_t slot = 0; slot < STORE_SLOTS; slot++) {
        struct slot_body body;
        if (from->states[slot] != SLOT_USED)
            continue;
        body = store_image_body(from, slot);
        if (!has_body(&merging->to, &body))
            take_body(merging, &body);
    }
    return true;
}

/* Always into a file of its own: what a failed sync left in the cache of an
 * older one would look as if it were on the disk. */
static bool write_merged(const struct merging *merging, struct fail *why)
{
    struct store *store = merging->store;
    char name[STORE_NAME_BYTES], path[STORE_PATH_BYTES];

    if (store->highest >= STORE_NUMBER_MAX)
        return fail_set(why, FAIL_INVALID, "no numbers for stores are left");
    store_name(store->highest + 1, STORE_FEW, name);
    if (!store_path(store->folder, name, path, why))
        return false;
    if (!durable_write(store->fs, path, merging->to.bytes, STORE_FILE_BYTES,
                       why)) {
        store->is_suspect |= why->kind != FAIL_FULL;
        return false;
    }
    store->highest++;
    return true;
}

static bool merge(struct store *store, char **names, size_t count,
                  struct fail *why)
{
    struct merging *merging = memory_get(sizeof *merging);
    bool ok = true;

    merging->store = store;
    begin_merging(merging);
    for (size_t i = 0; ok && i < count; i++)
        ok = take_store(merging, names[i], why);
    ok = ok && write_merged(merging, why);
    free(merging);
    for (size_t i = 0; ok && i < count; i++)
        ok = store_remove_file(store, names[i], why);
    return ok;
}

bool store_merge_few(struct store *store, struct fail *why)
{
    char **names = fs_names(store->fs, store->folder, why);
    size_t count = 0;
    bool ok = names != NULL;

    for (char **name = names; ok && *name; name++)
        if (store_kind(*name) == STORE_FEW)
            names[count++] = *name;
    if (count > 1)
        ok = merge(store, names, count, why);
    free(names);
    return ok;
}
