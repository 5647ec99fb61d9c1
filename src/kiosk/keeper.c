#include "kiosk/keeper.h"

#include "base/calendar.h"
#include "base/log.h"
#include "content/installed.h"
#include "kiosk/health.h"

enum { NEARLY_FULL_PERCENT = 90 };

void keeper_options_fill(struct keeper_options *options,
                         const struct kiosk *kiosk)
{
    options->kiosk = kiosk->config->kiosk;
    options->site = kiosk->config->site;
    options->key = kiosk->sealing == KIOSK_SEALED ? kiosk->fingerprint : NULL;
    options->least = (size_t)kiosk->config->k;
    keeper_forms(&options->forms, kiosk);
}

void keeper_forms(struct form_files *forms, const struct kiosk *kiosk)
{
    const struct library *library = kiosk->library;

    if (!library)
        return;
    form_files_add(forms, library->programme->model);
    for (size_t i = 0; i < library->host_count; i++)
        form_files_add(forms, library->hosts[i]->model);
}

static void add_feedback(struct str *path, const char *data)
{
    str_addf(path, "%s/feedback", data);
}

bool keeper_may_open(const struct fs *fs, const char *data, struct fail *why)
{
    struct str feedback = {0};

    add_feedback(&feedback, data);
    bool ok = store_is_free(fs, feedback.text, why);
    str_fini(&feedback);
    return ok;
}

void keeper_init(struct keeper *keeper, const struct keeper_options *options)
{
    *keeper = (struct keeper){.options = *options};
    add_feedback(&keeper->feedback, options->data);
    str_addf(&keeper->outbox, "%s/outbox", options->data);
    str_addf(&keeper->bound_path, "%s/feedback/clock", options->data);
    str_addf(&keeper->signed_path, "%s/content/" INSTALLED_SIGNED,
             options->data);
    health_bundles(&options->forms, &keeper->bundles);
    fs_dated_init(&keeper->dated, options->fs,
                  month_start_s((struct month){0}));
    keeper->origin = (struct batch_origin){
        .kiosk = options->kiosk,
        .site = options->site,
        .key = options->key,
        .outbox = keeper->outbox.text,
        .least = options->least,
        .forms = &keeper->options.forms,
    };
}

void keeper_fini(struct keeper *keeper)
{
    store_close(keeper->store);
    form_files_fini(&keeper->options.forms);
    str_fini(&keeper->feedback);
    str_fini(&keeper->outbox);
    str_fini(&keeper->bundles);
    str_fini(&keeper->bound_path);
    str_fini(&keeper->signed_path);
}

static void read_bound(struct keeper *keeper)
{
    time_bound_read(&keeper->bound, keeper->options.fs, keeper->bound_path.text,
                    keeper->signed_path.text);
}

/* True when another month has begun since the last look. */
static bool look_at_clock(struct keeper *keeper)
{
    struct month before = keeper->origin.month;
    struct month month =
        month_of(wall_now(&keeper->options.wall), &keeper->bound);

    keeper->origin.month = month;
    keeper->dated.unix_s = month_start_s(month);
    return before.index > 0 && month.index > before.index;
}

/* Of what a clock shows that was set, the first day of the month: the day
 * itself would be that of a start, or of a record. */
static void keep_bound(struct keeper *keeper)
{
    struct wall_time now = wall_now(&keeper->options.wall);
    int64_t first_s = month_start_s(keeper->origin.month);
    struct fail why;

    if (keeper->origin.month.trust == MONTH_TRUSTED &&
        !time_bound_raise(&keeper->bound, &keeper->dated.fs,
                          keeper->bound_path.text, &now,
                          calendar_day_at(first_s), &why))
        log_fail(&why);
}

/* Another trusted month than the last one is there. */
static bool note_month(struct keeper *keeper)
{
    const struct month *month = &keeper->origin.month;
    int before = keeper->known;

    if (month->trust != MONTH_TRUSTED || month->index == before)
        return false;
    keeper->known = month->index;
    keep_bound(keeper);
    return before > 0 && month->index > before;
}

/* Also before there is a batch: records that are kept may outlive the content
 * that asked for them. */
static void keep_forms(struct keeper *keeper)
{
    struct fail why;

    if (!form_files_keep(&keeper->options.forms, &keeper->dated.fs,
                         keeper->outbox.text, &why))
        log_fail(&why);
}

static void tell_health(struct keeper *keeper)
{
    const struct health health = {.kiosk = keeper->origin.kiosk,
                                  .site = keeper->origin.site,
                                  .is_sealed = keeper->origin.key != NULL,
                                  .month = keeper->origin.month,
                                  .least = keeper->options.least,
                                  .bundles = keeper->bundles.text};
    struct fail why;

    if (!health_write(&health, &keeper->dated.fs, keeper->options.data, &why))
        log_fail(&why);
}

void keeper_learn(struct keeper *keeper, struct form_files *forms)
{
    str_clear(&keeper->bundles);
    health_bundles(forms, &keeper->bundles);
    read_bound(keeper); /* what was installed may be signed later */
    form_files_take(&keeper->options.forms, forms);
    if (!keeper->store)
        return;
    keep_forms(keeper);
    tell_health(keeper);
}

bool keeper_open(struct keeper *keeper, struct fail *why)
{
    const struct fs *fs = &keeper->dated.fs;

    if (keeper->store)
        return true;
    read_bound(keeper);
    keeper->known =
        calendar_month_at((int64_t)keeper->bound.day * CALENDAR_DAY_S);
    look_at_clock(keeper);
    if (!store_open(fs, &keeper->options.rand, keeper->feedback.text,
                    &keeper->store, why))
        return false;
    keep_bound(keeper);
    keep_forms(keeper);
    tell_health(keeper);
    fs_dated_touch(&keeper->dated, keeper->options.data);
    fs_dated_touch(&keeper->dated, keeper->outbox.text);
    return true;
}

bool keeper_save(struct keeper *keeper, bool is_for_group, enum slot_kind kind,
                 const void *body, size_t bytes, struct fail *why)
{
    return keeper_open(keeper, why) &&
           (is_for_group ? store_save : store_save_beside)(keeper->store, kind,
                                                           body, bytes, why);
}

static void watch_disk(struct keeper *keeper)
{
    const struct fs *fs = keeper->options.fs;
    bool was_nearly_full = keeper->is_nearly_full;
    struct fs_room room = {0};

    fs->ops->room(fs, keeper->options.data, &room);
    keeper->is_nearly_full = room.used_percent >= NEARLY_FULL_PERCENT;
    if (keeper->is_nearly_full && !was_nearly_full)
        log_line("the disk of %s is %d %% full: collect the batches and "
                 "remove what was sent (encounter-sync prune --sent)",
                 keeper->options.data, room.used_percent);
}

static void seal(struct keeper *keeper, enum batch_when when)
{
    struct batches batches;
    struct fail why;

    if (!keeper_seal(keeper, when, &batches, &why))
        log_fail(&why);
    batches_fini(&batches);
}

void keeper_tend(struct keeper *keeper)
{
    struct fail why;
    bool is_new_month;

    if (!keeper->store)
        return;
    is_new_month = look_at_clock(keeper);
    is_new_month |= note_month(keeper);
    if (is_new_month)
        seal(keeper, BATCH_DUE);
    else if (store_has_news(keeper->store))
        seal(keeper, BATCH_FULL);
    else if (!store_prepare(keeper->store, &why))
        log_fail(&why);
    watch_disk(keeper);
}

bool keeper_seal(struct keeper *keeper, enum batch_when when,
                 struct batches *ret_batches, struct fail *why)
{
    bool ok;

    *ret_batches = (struct batches){0};
    if (!keeper_open(keeper, why))
        return false;
    look_at_clock(keeper);
    ok = batches_make(keeper->store, &keeper->origin, when, ret_batches, why);
    for (size_t i = 0; i < ret_batches->made.count; i++)
        log_line("batch %s: %zu records", ret_batches->made.items[i].name,
                 ret_batches->made.items[i].records);
    tell_health(keeper);
    return ok;
}

bool keeper_open_group(struct keeper *keeper, struct fail *why)
{
    look_at_clock(keeper);
    return store_begin_group(keeper->store, why);
}

bool keeper_close_group(struct keeper *keeper, const char *label,
                        struct group_end *ret_end, struct fail *why)
{
    look_at_clock(keeper);
    return store_end_group(keeper->store, &keeper->origin, label, ret_end, why);
}
