#include "base/array.h"
#include "base/durable.h"
#include "base/log.h"
#include "feedback/store_private.h"
#include <assert.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { STORES_AHEAD = 2 /* the current one and the next */ };

static bool file_is_open(const struct store_file *file)
{
    return file->handle >= 0;
}

static void file_close(struct store *store, struct store_file *file)
{
    if (file_is_open(file))
        store->fs->ops->close(store->fs, file->handle);
    file->handle = -1;
    file->free = 0;
}

static bool fail_lock(struct fail *why, const char *path)
{
    if (errno == EAGAIN || errno == EACCES)
        return fail_set(why, FAIL_BUSY, "%s is held by another process", path);
    return fail_errno(why, "cannot lock %s", path);
}

/* -1: see `why`. */
static int open_lock(const struct fs *fs, const char *folder, int flags,
                     struct fail *why)
{
    char path[STORE_PATH_BYTES];

    if (!store_path(folder, "lock", path, why))
        return -1;
    int lock = fs->ops->open(fs, path, FS_READ | FS_WRITE | flags);
    if (lock < 0) {
        fail_errno(why, "cannot open %s", path);
        return -1;
    }
    if (fs->ops->lock(fs, lock) == 0)
        return lock;
    fail_lock(why, path);
    fs->ops->close(fs, lock);
    return -1;
}

static bool take_lock(struct store *store, struct fail *why)
{
    store->lock = open_lock(store->fs, store->folder, FS_CREATE, why);
    return store->lock >= 0;
}

bool store_is_free(const struct fs *fs, const char *folder, struct fail *why)
{
    int lock = open_lock(fs, folder, 0, why);

    if (lock >= 0)
        fs->ops->close(fs, lock);
    return lock >= 0 || why->kind == FAIL_MISSING ||
           fail_within(why, "feedback");
}

/* Takes a scanned file into use, or tells why not and lets it be. */
static void adopt(struct store *store, const char *path, int handle,
                  const struct store_image *image)
{
    struct store_file file = {.handle = handle};

    for (size_t i = 0; i < image->slots; i++) {
        file.is_free[i] = image->states[i] == SLOT_FREE;
        file.free += file.is_free[i];
        if (image->states[i] == SLOT_DAMAGED)
            log_line("%s slot %zu is damaged", path, i);
    }
    if (image->size != STORE_FILE_BYTES) {
        log_line("%s is %lld bytes instead of %d: it takes no records", path,
                 (long long)image->size, STORE_FILE_BYTES);
        file.free = 0;
    }
    file.number = store_number(strrchr(path, '/') + 1);
    file.is_group = store_kind(strrchr(path, '/') + 1) == STORE_GROUP;
    if (file.free == 0)
        file_close(store, &file);
    else
        array_push(&store->files, file);
}

/* What cannot be read is told and left alone: the rest goes on. */
static void scan(struct store *store, const char *name,
                 struct store_image *image)
{
    const struct fs *fs = store->fs;
    char path[STORE_PATH_BYTES];
    struct fail why;
    int handle;

    if (!store_path(store->folder, name, path, &why)) {
        log_fail(&why);
        return;
    }
    handle = fs->ops->open(fs, path, FS_READ | FS_WRITE);
    if (handle < 0) {
        fail_errno(&why, "cannot open %s", path);
        log_fail(&why);
    } else if (!store_image_read(image, fs, handle, &why)) {
        fail_within(&why, "%s", path);
        log_fail(&why);
        fs->ops->close(fs, handle);
    } else {
        adopt(store, path, handle, image);
    }
}

static void remove_unfinished(struct store *store, const char *name)
{
    char path[STORE_PATH_BYTES];
    struct fail why;

    if (store_path(store->folder, name, path, &why))
        store->fs->ops->remove(store->fs, path);
}

static int compare_files(const void *a, const void *b)
{
    long left = ((const struct store_file *)a)->number;
    long right = ((const struct store_file *)b)->number;

    return (left > right) - (left < right);
}

/* The folder is synced before a store in it is used: whoever renamed that
 * store into place may have ended before the name was on the disk. */
static bool scan_all(struct store *store, struct fail *why)
{
    const struct fs *fs = store->fs;
    char **names = fs_names(fs, store->folder, why);
    struct store_image *image;

    if (!names)
        return false;
    image = memory_get(sizeof *image);
    for (char **name = names; *name; name++) {
        long number = store_number(*name);

        if (str_ends(*name, ".new")) {
            remove_unfinished(store, *name);
            continue;
        }
        if (number > store->highest)
            store->highest = number;
        store->is_in_group |= store_kind(*name) == STORE_GROUP;
        if (store_kind(*name) == STORE_OPEN || store_kind(*name) == STORE_GROUP)
            scan(store, *name, image);
    }
    free(image);
    free(names);
    if (store->files.count > 0)
        qsort(store->files.items, store->files.count,
              sizeof *store->files.items, compare_files);
    if (fs->ops->sync_folder(fs, store->folder) != 0)
        return fail_errno(why, "cannot sync folder %s", store->folder);
    return true;
}

/* The store that takes the next record: of the group that visits, or not. */
static struct store_file *current(struct store *store, bool is_group)
{
    for (size_t i = 0; i < store->files.count; i++)
        if (store->files.items[i].free > 0 &&
            store->files.items[i].is_group == is_group)
            return &store->files.items[i];
    return NULL;
}

bool store_open(const struct fs *fs, struct rand *rand, const char *folder,
                struct store **ret_store, struct fail *why)
{
    struct store *store = memory_get(sizeof *store);

    *store =
        (struct store){.fs = fs, .rand = rand, .lock = -1, .has_news = true};
    store->folder = memory_get(strlen(folder) + 1);
    memcpy(store->folder, folder, strlen(folder));
    if (!fs_make_folders(fs, folder, why) || !take_lock(store, why) ||
        !scan_all(store, why)) {
        store_close(store);
        return fail_within(why, "feedback");
    }
    if (!store_prepare(store, why)) {
        fail_within(why, "feedback");
        if (!current(store, store->is_in_group)) {
            store_close(store);
            return false;
        }
        log_fail(why);
    }
    *ret_store = store;
    return true;
}

void store_close(struct store *store)
{
    if (!store)
        return;
    for (size_t i = 0; i < store->files.count; i++)
        file_close(store, &store->files.items[i]);
    array_fini(&store->files);
    if (store->lock >= 0)
        store->fs->ops->close(store->fs, store->lock);
    free(store->folder);
    free(store);
}

size_t store_random_slot(const struct store_file *file, struct rand *rand)
{
    uint32_t left = rand_below(rand, (uint32_t)file->free);

    for (size_t slot = 0;; slot++)
        if (file->is_free[slot] && left-- == 0)
            return slot;
}

static bool write_slot(const struct store *store, const struct store_file *file,
                       size_t slot, const uint8_t *bytes)
{
    const struct fs *fs = store->fs;

    return fs->ops->write_at(fs, file->handle, bytes, STORE_SLOT_BYTES,
                             (int64_t)slot * STORE_SLOT_BYTES) >= 0 &&
           fs->ops->sync_data(fs, file->handle) == 0;
}

/* After a failed sync the kernel may call pages clean that never reached the
 * disk, so nothing here is to be trusted with another record. */
static void retire(struct store *store, struct store_file *file, size_t slot,
                   uint8_t bytes[STORE_SLOT_BYTES])
{
    slot_fill_free(bytes, store->rand);
    if (!write_slot(store, file, slot, bytes))
        log_line("%06ld.store slot %zu could not be wiped", file->number, slot);
    file_close(store, file);
}

static bool save(struct store *store, bool is_group, enum slot_kind kind,
                 const void *body, size_t bytes, struct fail *why)
{
    uint8_t slot_bytes[STORE_SLOT_BYTES];
    struct store_file *file = current(store, is_group);
    size_t slot;

    assert(bytes >= 1 && bytes <= STORE_BODY_BYTES);
    if (!file && !store_prepare(store, why) && !current(store, is_group))
        return fail_within(why, "no store has a free slot");
    file = current(store, is_group);
    slot = store_random_slot(file, store->rand);
    slot_fill(slot_bytes, kind, body, bytes, store->rand);
    if (!write_slot(store, file, slot, slot_bytes)) {
        fail_errno(why, "cannot write %06ld.store", file->number);
        retire(store, file, slot, slot_bytes);
        return false;
    }
    file->is_free[slot] = false;
    file->free--;
    store->has_news |= file->free == 0;
    return true;
}

bool store_save(struct store *store, enum slot_kind kind, const void *body,
                size_t bytes, struct fail *why)
{
    return save(store, store->is_in_group, kind, body, bytes, why);
}

bool store_save_beside(struct store *store, enum slot_kind kind,
                       const void *body, size_t bytes, struct fail *why)
{
    return save(store, false, kind, body, bytes, why);
}

bool store_make(struct store *store, enum store_kind kind, struct fail *why)
{
    const struct fs *fs = store->fs;
    struct store_file file = {.number = store->highest + 1,
                              .free = STORE_SLOTS,
                              .is_group = kind == STORE_GROUP};
    char name[STORE_NAME_BYTES], path[STORE_PATH_BYTES];

    if (file.number > STORE_NUMBER_MAX)
        return fail_set(why, FAIL_INVALID, "no numbers for stores are left");
    store_name(file.number, kind, name);
    if (!store_path(store->folder, name, path, why) ||
        !store_file_make(fs, store->rand, path, why))
        return false;
    store->highest = file.number;
    file.handle = fs->ops->open(fs, path, FS_READ | FS_WRITE);
    if (!file_is_open(&file))
        return fail_errno(why, "cannot open %s", path);
    memset(file.is_free, true, sizeof file.is_free);
    array_push(&store->files, file);
    return true;
}

/* Forgets stores that are full or have failed. */
static void drop_spent(struct store *store)
{
    size_t kept = 0;

    for (size_t i = 0; i < store->files.count; i++) {
        if (store->files.items[i].free == 0)
            file_close(store, &store->files.items[i]);
        else
            store->files.items[kept++] = store->files.items[i];
    }
    store->files.count = kept;
}

static size_t ahead(const struct store *store)
{
    size_t count = 0;

    for (size_t i = 0; i < store->files.count; i++)
        count += !store->files.items[i].is_group;
    return count;
}

bool store_prepare(struct store *store, struct fail *why)
{
    drop_spent(store);
    if (store->is_in_group && !current(store, true) &&
        !store_make(store, STORE_GROUP, why))
        return fail_within(why, "cannot make a store for the group");
    while (ahead(store) < STORES_AHEAD)
        if (!store_make(store, STORE_OPEN, why))
            return fail_within(why, "cannot make another store");
    return true;
}

void store_forget(struct store *store, long number)
{
    for (size_t i = 0; i < store->files.count; i++)
        if (store->files.items[i].number == number)
            file_close(store, &store->files.items[i]);
    drop_spent(store);
}

bool store_has_news(const struct store *store)
{
    return store->has_news;
}

size_t store_free_slots(const struct store *store)
{
    size_t count = 0;

    for (size_t i = 0; i < store->files.count; i++)
        count += store->files.items[i].free;
    return count;
}
