#include "base/durable.h"
#include "base/utf8.h"
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
                    struct store_image *image, struct group_end *end,
                    struct fail *why)
{
    char path[STORE_PATH_BYTES];
    bool is_enough, ok;

    if (!store_path(store->folder, name, path, why) ||
        !store_image_open(image, store->fs, path, why))
        return false;
    if (image->unread > 0)
        return fail_set(why, FAIL_IO, "%s cannot be read whole", path);
    is_enough = image->used >= origin->least;
    ok = is_enough ? store_close_file(store, name, origin, label, why)
                   : wait_for_others(store, name, why);
    if (ok)
        *(is_enough ? &end->kept : &end->few) += image->used;
    return ok;
}

bool store_end_group(struct store *store, const struct batch_origin *origin,
                     const char *label, struct group_end *ret_end,
                     struct fail *why)
{
    char **names = fs_names(store->fs, store->folder, why);
    struct store_image *image = memory_get(sizeof *image);
    bool ok = names != NULL;

    assert(!label || label_is_right(label));
    *ret_end = (struct group_end){0};
    for (char **name = names; ok && *name; name++)
        if (store_kind(*name) == STORE_GROUP)
            ok = end_one(store, *name, origin, label, image, ret_end, why);
    if (ok)
        store->is_in_group = false;
    free(image);
    free(names);
    return ok || fail_within(why, "cannot end the group visit");
}

bool label_is_right(const char *label)
{
    size_t bytes = strlen(label), at = 0;

    if (bytes == 0 || bytes > BATCH_LABEL_BYTES ||
        !utf8_valid(label, bytes, NULL))
        return false;
    while (at < bytes) {
        uint32_t code_point;
        at += utf8_decode(label + at, bytes - at, &code_point);
        if (code_point < 0x20 || (code_point >= 0x7F && code_point < 0xA0) ||
            code_point == 0x2028 || code_point == 0x2029)
            return false;
    }
    return true;
}
