#include "feedback/batch.h"

#include "base/durable.h"
#include "base/log.h"
#include "feedback/batch_text.h"
#include "feedback/store_close.h"
#include <stdlib.h>
#include <string.h>

/* One call of batches_make(). */
struct making {
    struct store *store;
    const struct batch_origin *origin;
    enum batch_when when;
    struct batches *batches;
    struct fail *why; /* the first reason */
    bool has_failed;
};

static void failed(struct making *making, const struct fail *why)
{
    if (!making->has_failed)
        *making->why = *why;
    else
        log_fail(why);
    making->has_failed = true;
}

/* A store in use is only closed while another one takes records. */
static bool can_spare(const struct store *store, long number)
{
    bool is_in_use = false, has_other = false;

    for (size_t i = 0; i < store->files.count; i++) {
        const struct store_file *file = &store->files.items[i];
        if (file->number == number)
            is_in_use = !file->is_group;
        else
            has_other |= file->free > 0 && !file->is_group;
    }
    return has_other || !is_in_use;
}

static bool is_due(const struct making *making, enum store_kind kind,
                   const struct store_image *image)
{
    bool has_enough = image->used >= making->origin->least;

    if (image->size != STORE_FILE_BYTES || image->used == 0)
        return false;
    if (making->when == BATCH_FINAL)
        return true;
    if (!has_enough || kind == STORE_GROUP)
        return false;
    return making->when == BATCH_DUE || kind == STORE_FEW || image->free == 0;
}

static void consider(struct making *making, const char *name,
                     struct store_image *image)
{
    struct store *store = making->store;
    char path[STORE_PATH_BYTES];
    struct fail why;

    if (!store_path(store->folder, name, path, &why) ||
        !store_image_open(image, store->fs, path, &why)) {
        failed(making, &why);
    } else if (!is_due(making, store_kind(name), image)) {
        making->batches->waiting += image->used;
    } else if (!can_spare(store, store_number(name))) {
        making->batches->waiting += image->used;
        fail_set(&why, FAIL_FULL, "no other store takes records");
        failed(making, &why);
    } else if (!store_close_file(store, name, making->origin, NULL, &why)) {
        making->batches->waiting += image->used;
        failed(making, &why);
    }
}

/* What was fixed at the closing is lost: its name still tells the period. */
static bool close_anew(const struct making *making, const char *name,
                       struct closing *closing, struct fail *why)
{
    struct batch_origin origin = *making->origin;
    const struct store *store = making->store;
    char period[MONTH_TEXT_BYTES] = "";
    long number = store_number(name);

    memcpy(period, strchr(name, '_') + 1, MONTH_TEXT_BYTES - 1);
    origin.month =
        (struct month){.trust = MONTH_UNKNOWN, .index = month_read(period)};
    return closing_write(store->fs, store->folder, number, &origin, NULL,
                         why) &&
           closing_read(store->fs, store->folder, number, closing, why);
}

static bool read_closing(const struct making *making, const char *name,
                         struct closing *closing, struct fail *why)
{
    const struct store *store = making->store;

    if (closing_read(store->fs, store->folder, store_number(name), closing,
                     why))
        return true;
    if (why->kind != FAIL_MISSING && why->kind != FAIL_CORRUPT)
        return false;
    log_fail(why);
    return close_anew(making, name, closing, why);
}

static bool make_outbox(const struct making *making, struct fail *why)
{
    struct store *store = making->store;

    store->has_outbox = store->has_outbox ||
                        fs_make_folders(store->fs, making->origin->outbox, why);
    return store->has_outbox;
}

static bool write_batch(const struct making *making, const char *name,
                        const struct closing *closing,
                        struct store_image *image, struct batch_made *made,
                        struct fail *why)
{
    const struct fs *fs = making->store->fs;
    struct str text = {0}, path = {0};
    bool ok;

    made->records = batch_text(image, name, closing, &text);
    ok = made->records == 0 ||
         (batch_name(closing, store_number(name), &text, made->name, why) &&
          make_outbox(making, why));
    str_addf(&path, "%s/%s", making->origin->outbox, made->name);
    ok = ok && (made->records == 0 ||
                durable_write(fs, path.text, text.text, text.length, why));
    making->store->is_suspect |= !ok && why->kind != FAIL_FULL;
    str_fini(&path);
    str_fini(&text);
    return ok;
}

/* A store that the disk does not give whole stays: more of it may be read
 * another time, and what was read gives the same batch until then. */
static bool make_one(struct making *making, const char *name,
                     struct store_image *image, struct batch_made *made,
                     struct fail *why)
{
    struct store *store = making->store;
    struct closing closing = {0};
    char path[STORE_PATH_BYTES];
    bool ok = store_path(store->folder, name, path, why) &&
              store_image_open(image, store->fs, path, why) &&
              read_closing(making, name, &closing, why) &&
              write_batch(making, name, &closing, image, made, why);

    closing_fini(&closing);
    if (!ok)
        return false;
    if (image->unread > 0 || image->size != STORE_FILE_BYTES)
        return fail_set(why, FAIL_CORRUPT, "%s is not whole: it stays", path);
    return store_remove_file(store, name, why);
}

static void make(struct making *making, const char *name,
                 struct store_image *image)
{
    struct batch_made made = {0};
    struct fail why;

    if (making->store->is_suspect)
        return; /* the reason was told */
    if (!make_one(making, name, image, &made, &why))
        failed(making, &why);
    else if (made.records > 0)
        array_push(&making->batches->made, made);
}

/* Of a "<n>.close" whose store is gone or was never closed. */
static bool is_stray(char **names, const char *name, long highest)
{
    long number = closing_number(name);

    if (number == 0 || number >= highest)
        return false;
    for (; *names; names++)
        if (store_kind(*names) != STORE_NONE && store_number(*names) == number)
            return false;
    return true;
}

/* Closes what is due, then makes batches of all that is closed. */
static void for_each(struct making *making, bool is_closed)
{
    struct store *store = making->store;
    struct fail why;
    char **names = fs_names(store->fs, store->folder, &why);
    struct store_image *image = memory_get(sizeof *image);

    if (!names)
        failed(making, &why);
    for (char **name = names; names && *name; name++) {
        enum store_kind kind = store_kind(*name);
        if (kind == STORE_CLOSED && is_closed)
            make(making, *name, image);
        else if (kind != STORE_NONE && kind != STORE_CLOSED && !is_closed)
            consider(making, *name, image);
        else if (is_closed && is_stray(names, *name, store->highest))
            closing_remove(store->fs, store->folder, closing_number(*name));
    }
    free(image);
    free(names);
}

bool batches_make(struct store *store, const struct batch_origin *origin,
                  enum batch_when when, struct batches *ret_batches,
                  struct fail *why)
{
    struct making making = {.store = store,
                            .origin = origin,
                            .when = when,
                            .batches = ret_batches,
                            .why = why};
    struct group_end end;
    struct fail reason;

    *ret_batches = (struct batches){0};
    store->has_news = false;
    if (store->is_suspect)
        return fail_set(why, FAIL_IO,
                        "the disk has failed: batches wait for the next start");
    /* what it cannot make without room it can afterwards */
    store_prepare(store, &reason);
    if (when == BATCH_FINAL && store->is_in_group &&
        !store_end_group(store, origin, NULL, &end, &reason))
        failed(&making, &reason);
    if (!store_merge_few(store, &reason))
        failed(&making, &reason);
    if (!form_files_keep(origin->forms, store->fs, origin->outbox, &reason))
        failed(&making, &reason);
    for_each(&making, false);
    for_each(&making, true);
    if (!store_prepare(store, &reason))
        failed(&making, &reason);
    return !making.has_failed;
}

void batches_fini(struct batches *batches)
{
    array_fini(&batches->made);
}
