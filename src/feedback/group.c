#include "base/durable.h"
#include "feedback/store_close.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* Group visits: batch.h says what they promise. */

bool store_begin_group(struct store *store, struct fail *why)
{
    assert(!store->is_in_group);
    if (!store_make(store, STORE_GROUP, why))
        return fail_within(why, "cannot begin a group visit");
    store->is_in_group = true;
    return true;
}

bool store_is_in_group(const struct store *store)
{
    return store->is_in_group;
}

static bool wait_for_others(struct store *store, const char *name,
                            struct fail *why)
{
    char from[STORE_PATH_BYTES], to[STORE_PATH_BYTES], few[STORE_NAME_BYTES];

    store_name(store_number(name), STORE_FEW, few);
    if (!store_path(store->folder, name, from, why) ||
        !store_path(store->folder, few, to, why))
        return false;
    store_forget(store, store_number(name));
    if (durable_rename(store->fs, from, to, why))
        return true;
    store->is_suspect = true;
    return false;
}

static bool end_one(struct store *store, const char *name,
                    const struct batch_origin *origin, const char *label,
                    struct store_image *image, struct fail *why)
{
    char path[STORE_PATH_BYTES];

    if (!store_path(store->folder, name, path, why) ||
        !store_image_open(image, store->fs, path, why))
        return false;
    if (image->unread > 0)
        return fail_set(why, FAIL_IO, "%s cannot be read whole", path);
    if (image->used >= origin->least)
        return store_close_file(store, name, origin, label, why);
    return wait_for_others(store, name, why);
}

bool store_end_group(struct store *store, const struct batch_origin *origin,
                     const char *label, struct fail *why)
{
    char **names = fs_names(store->fs, store->folder, why);
    struct store_image *image = memory_get(sizeof *image);
    bool ok = names != NULL;

    assert(!label || strlen(label) <= BATCH_LABEL_BYTES);
    for (char **name = names; ok && *name; name++)
        if (store_kind(*name) == STORE_GROUP)
            ok = end_one(store, *name, origin, label, image, why);
    if (ok)
        store->is_in_group = false;
    free(image);
    free(names);
    return ok || fail_within(why, "cannot end the group visit");
}
