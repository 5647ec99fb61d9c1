#include "kiosk/saver.h"

#include "base/arena.h"
#include "base/log.h"
#include "kiosk/seal_report.h"
#include "seal/seal_box.h"
#include <assert.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum { WEEK_MS = 7 * 24 * 3600 * 1000 };

struct saver {
    void (*on_news)(void *user);
    void *user;

    pthread_t thread;
    pthread_mutex_t mutex; /* guards what follows */
    pthread_cond_t changed;
    bool is_ending, is_busy, has_body;
    bool has_tried;                /* to open the store */
    bool is_in_group;              /* visits that begin are a group's */
    bool is_group_here;            /* the visit that goes on is one */
    enum saver_news opened, saved; /* not yet taken */
    struct fail open_why, save_why;
    bool is_for_group;
    enum slot_kind kind;
    char body[STORE_BODY_BYTES];
    size_t bytes;
    struct form_files learned;   /* not yet the keeper's */
    const struct errand *errand; /* of who waits for it, or NULL */
    struct str *report;

    /* the worker's alone */
    struct keeper keeper;
    struct clock clock;
    int64_t week_ends_ms;
};

static void tell(struct saver *saver, enum saver_news *slot,
                 enum saver_news news)
{
    pthread_mutex_lock(&saver->mutex);
    *slot = news;
    pthread_mutex_unlock(&saver->mutex);
    saver->on_news(saver->user);
}

/* What the store says; it may have been opened just before. */
static void note_group(struct saver *saver)
{
    const struct store *store = saver->keeper.store;

    pthread_mutex_lock(&saver->mutex);
    saver->is_in_group = store && store_is_in_group(store);
    saver->has_tried = true;
    pthread_cond_broadcast(&saver->changed);
    pthread_mutex_unlock(&saver->mutex);
}

static void open_store(struct saver *saver)
{
    bool ok = keeper_open(&saver->keeper, &saver->open_why);

    note_group(saver);
    if (ok && store_is_in_group(saver->keeper.store))
        log_line("a group visit is open; it ends with: encounter group close");
    tell(saver, &saver->opened, ok ? SAVER_OPENED : SAVER_OPEN_FAILED);
    keeper_tend(&saver->keeper);
}

static void save_body(struct saver *saver)
{
    bool ok = keeper_save(&saver->keeper, saver->is_for_group, saver->kind,
                          saver->body, saver->bytes, &saver->save_why);

    seal_wipe(saver->body, sizeof saver->body);
    note_group(saver);
    tell(saver, &saver->saved, ok ? SAVER_SAVED : SAVER_FAILED);
    keeper_tend(&saver->keeper);
}

static void start_week(struct saver *saver)
{
    saver->week_ends_ms = clock_now_ms(&saver->clock) + WEEK_MS;
}

static void seal_weekly(struct saver *saver)
{
    struct batches batches;
    struct fail why;

    if (!keeper_seal(&saver->keeper, BATCH_DUE, &batches, &why))
        log_fail(&why);
    batches_fini(&batches);
    start_week(saver);
}

/* Visits that begin while it ends are of none any more. */
static bool may_close_group(struct saver *saver)
{
    pthread_mutex_lock(&saver->mutex);
    bool may = !saver->is_group_here;
    if (may)
        saver->is_in_group = false;
    pthread_mutex_unlock(&saver->mutex);
    return may;
}

static void run_errand(struct saver *saver)
{
    const struct errand *errand = saver->errand;
    struct fail why;

    if (errand->kind == ERRAND_GROUP_CLOSE && !may_close_group(saver))
        seal_report_group(saver->report, GROUP_VISITED);
    else if (!errand_run(errand, &saver->keeper, saver->report, &why))
        log_fail(&why);
    note_group(saver);
    if (errand->kind == ERRAND_SEAL || errand->kind == ERRAND_SEAL_FINAL)
        start_week(saver);
}

enum work { WORK_END, WORK_LEARN, WORK_SAVE, WORK_ERRAND, WORK_WEEK };

static bool has_week_ended(const struct saver *saver)
{
    return clock_now_ms(&saver->clock) >= saver->week_ends_ms;
}

/* Asleep until there is something to do: at most a week. */
static enum work wait_for_work(struct saver *saver)
{
    struct timespec end = {.tv_sec = saver->week_ends_ms / 1000 + 1};
    enum work work = WORK_END;

    pthread_mutex_lock(&saver->mutex);
    saver->is_busy = false;
    pthread_cond_broadcast(&saver->changed);
    while (!saver->has_body && !saver->errand && !saver->is_ending &&
           saver->learned.items.count == 0 && !has_week_ended(saver))
        pthread_cond_timedwait(&saver->changed, &saver->mutex, &end);
    if (saver->learned.items.count > 0)
        work = WORK_LEARN;
    else if (saver->has_body)
        work = WORK_SAVE;
    else if (saver->errand)
        work = WORK_ERRAND;
    else if (!saver->is_ending)
        work = WORK_WEEK;
    if (work == WORK_SAVE)
        saver->has_body = false;
    saver->is_busy = true;
    pthread_mutex_unlock(&saver->mutex);
    return work;
}

static void answer(struct saver *saver)
{
    run_errand(saver);
    pthread_mutex_lock(&saver->mutex);
    saver->errand = NULL;
    pthread_cond_broadcast(&saver->changed);
    pthread_mutex_unlock(&saver->mutex);
}

static void learn(struct saver *saver)
{
    struct form_files learned;

    pthread_mutex_lock(&saver->mutex);
    learned = saver->learned;
    saver->learned = (struct form_files){0};
    pthread_mutex_unlock(&saver->mutex);
    keeper_learn(&saver->keeper, &learned);
}

static void *work(void *user)
{
    struct saver *saver = user;
    enum work what;

    open_store(saver);
    start_week(saver);
    while ((what = wait_for_work(saver)) != WORK_END) {
        if (what == WORK_LEARN)
            learn(saver);
        else if (what == WORK_SAVE)
            save_body(saver);
        else if (what == WORK_ERRAND)
            answer(saver);
        else
            seal_weekly(saver);
    }
    keeper_fini(&saver->keeper);
    return NULL;
}

static void init_condition(pthread_cond_t *condition)
{
    pthread_condattr_t monotonic;

    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_cond_init(condition, &monotonic);
    pthread_condattr_destroy(&monotonic);
}

bool saver_open(const struct keeper_options *options,
                void (*on_news)(void *user), void *user,
                struct saver **ret_saver, struct fail *why)
{
    struct saver *saver = memory_get(sizeof *saver);

    keeper_init(&saver->keeper, options);
    saver->clock = clock_system();
    saver->on_news = on_news;
    saver->user = user;
    saver->is_busy = true;
    pthread_mutex_init(&saver->mutex, NULL);
    init_condition(&saver->changed);
    if (pthread_create(&saver->thread, NULL, work, saver)) {
        keeper_fini(&saver->keeper);
        free(saver);
        return fail_set(why, FAIL_IO, "no thread for the store");
    }
    *ret_saver = saver;
    return true;
}

void saver_close(struct saver *saver)
{
    if (!saver)
        return;
    pthread_mutex_lock(&saver->mutex);
    saver->is_ending = true;
    pthread_cond_broadcast(&saver->changed);
    pthread_mutex_unlock(&saver->mutex);
    pthread_join(saver->thread, NULL);
    form_files_fini(&saver->learned);
    pthread_mutex_destroy(&saver->mutex);
    pthread_cond_destroy(&saver->changed);
    free(saver);
}

void saver_save(struct saver *saver, bool is_for_group, enum slot_kind kind,
                const void *body, size_t bytes)
{
    assert(bytes <= sizeof saver->body);
    pthread_mutex_lock(&saver->mutex);
    memcpy(saver->body, body, bytes);
    saver->bytes = bytes;
    saver->kind = kind;
    saver->is_for_group = is_for_group;
    saver->has_body = true;
    pthread_cond_broadcast(&saver->changed);
    pthread_mutex_unlock(&saver->mutex);
}

enum saver_news saver_news(struct saver *saver, struct fail *why)
{
    if (!saver)
        return SAVER_NOTHING;
    pthread_mutex_lock(&saver->mutex);
    bool is_open_news = saver->opened != SAVER_NOTHING;
    enum saver_news *slot = is_open_news ? &saver->opened : &saver->saved;
    enum saver_news news = *slot;

    *slot = SAVER_NOTHING;
    if (news == SAVER_OPEN_FAILED || news == SAVER_FAILED)
        *why = is_open_news ? saver->open_why : saver->save_why;
    pthread_mutex_unlock(&saver->mutex);
    return news;
}

/* The worker may be at anything; it comes to this before it ends. */
void saver_run(struct saver *saver, const struct errand *errand,
               struct str *out)
{
    pthread_mutex_lock(&saver->mutex);
    saver->errand = errand;
    saver->report = out;
    pthread_cond_broadcast(&saver->changed);
    while (saver->errand)
        pthread_cond_wait(&saver->changed, &saver->mutex);
    pthread_mutex_unlock(&saver->mutex);
}

void saver_learn(struct saver *saver, const struct kiosk *kiosk)
{
    if (!saver)
        return;
    pthread_mutex_lock(&saver->mutex);
    keeper_forms(&saver->learned, kiosk);
    pthread_cond_broadcast(&saver->changed);
    pthread_mutex_unlock(&saver->mutex);
}

bool saver_begin_visit(struct saver *saver)
{
    pthread_mutex_lock(&saver->mutex);
    while (!saver->has_tried)
        pthread_cond_wait(&saver->changed, &saver->mutex);
    bool is_group = saver->is_group_here = saver->is_in_group;
    pthread_mutex_unlock(&saver->mutex);
    return is_group;
}

void saver_end_visit(struct saver *saver)
{
    pthread_mutex_lock(&saver->mutex);
    saver->is_group_here = false;
    pthread_mutex_unlock(&saver->mutex);
}

void saver_settle(struct saver *saver)
{
    if (!saver)
        return;
    pthread_mutex_lock(&saver->mutex);
    while (saver->is_busy || saver->has_body || saver->errand ||
           saver->learned.items.count > 0)
        pthread_cond_wait(&saver->changed, &saver->mutex);
    pthread_mutex_unlock(&saver->mutex);
}
