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
    enum saver_news opened, saved; /* not yet taken */
    struct fail open_why, save_why;
    enum slot_kind kind;
    char body[STORE_BODY_BYTES];
    size_t bytes;
    struct str *report; /* of who waits for batches, or NULL */
    enum batch_when when;

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

static void open_store(struct saver *saver)
{
    bool ok = keeper_open(&saver->keeper, &saver->open_why);

    tell(saver, &saver->opened, ok ? SAVER_OPENED : SAVER_OPEN_FAILED);
    keeper_tend(&saver->keeper);
}

static void save_body(struct saver *saver)
{
    bool ok = keeper_save(&saver->keeper, saver->kind, saver->body,
                          saver->bytes, &saver->save_why);

    seal_wipe(saver->body, sizeof saver->body);
    tell(saver, &saver->saved, ok ? SAVER_SAVED : SAVER_FAILED);
    keeper_tend(&saver->keeper);
}

static void seal(struct saver *saver, enum batch_when when, struct str *report)
{
    struct batches batches;
    struct fail why;
    bool ok = keeper_seal(&saver->keeper, when, &batches, &why);

    if (report)
        seal_report_write(report, &batches, saver->keeper.options.least,
                          ok ? NULL : &why);
    if (!ok)
        log_fail(&why);
    batches_fini(&batches);
    saver->week_ends_ms = clock_now_ms(&saver->clock) + WEEK_MS;
}

enum work { WORK_END, WORK_SAVE, WORK_SEAL, WORK_WEEK };

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
    while (!saver->has_body && !saver->report && !saver->is_ending &&
           !has_week_ended(saver))
        pthread_cond_timedwait(&saver->changed, &saver->mutex, &end);
    if (saver->has_body)
        work = WORK_SAVE;
    else if (saver->report)
        work = WORK_SEAL;
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
    seal(saver, saver->when, saver->report);
    pthread_mutex_lock(&saver->mutex);
    saver->report = NULL;
    pthread_cond_broadcast(&saver->changed);
    pthread_mutex_unlock(&saver->mutex);
}

static void *work(void *user)
{
    struct saver *saver = user;
    enum work what;

    open_store(saver);
    saver->week_ends_ms = clock_now_ms(&saver->clock) + WEEK_MS;
    while ((what = wait_for_work(saver)) != WORK_END) {
        if (what == WORK_SAVE)
            save_body(saver);
        else if (what == WORK_SEAL)
            answer(saver);
        else
            seal(saver, BATCH_DUE, NULL);
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
    pthread_mutex_destroy(&saver->mutex);
    pthread_cond_destroy(&saver->changed);
    free(saver);
}

void saver_save(struct saver *saver, enum slot_kind kind, const void *body,
                size_t bytes)
{
    assert(bytes <= sizeof saver->body);
    pthread_mutex_lock(&saver->mutex);
    memcpy(saver->body, body, bytes);
    saver->bytes = bytes;
    saver->kind = kind;
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
void saver_seal(struct saver *saver, enum batch_when when, struct str *out)
{
    pthread_mutex_lock(&saver->mutex);
    saver->when = when;
    saver->report = out;
    pthread_cond_broadcast(&saver->changed);
    while (saver->report)
        pthread_cond_wait(&saver->changed, &saver->mutex);
    pthread_mutex_unlock(&saver->mutex);
}

void saver_settle(struct saver *saver)
{
    if (!saver)
        return;
    pthread_mutex_lock(&saver->mutex);
    while (saver->is_busy || saver->has_body || saver->report)
        pthread_cond_wait(&saver->changed, &saver->mutex);
    pthread_mutex_unlock(&saver->mutex);
}
