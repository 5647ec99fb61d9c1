#include "kiosk/refresher.h"

#include "base/arena.h"
#include "base/log.h"
#include <pthread.h>
#include <stdlib.h>

struct refresher {
    struct refresher_options options;
    struct kiosk settings; /* of the first: its arena is not ours */
    pthread_t thread;
    bool has_thread;
    pthread_mutex_t mutex; /* guards what follows */
    pthread_cond_t changed;
    bool must_look, must_begin, must_prove, is_busy, is_ending;
    bool is_ready;    /* `next` is to be taken */
    bool is_on_trial; /* what was read last */
    struct kiosk next;

    struct trial trial; /* the thread's alone, once it runs */
};

/* Once more without what is on trial, if that leaves nothing to show.
 * `is_first`: with a configuration of its own. */
static bool read_kiosk(struct refresher *refresher, bool is_first,
                       struct kiosk *kiosk, struct fail *why)
{
    struct trial *trial = &refresher->trial;

    for (int round = 0;; round++) {
        trial_read(trial);
        if (!(is_first ? kiosk_read(kiosk, &refresher->options.places, why)
                       : kiosk_read_again(kiosk, &refresher->settings,
                                          &refresher->options.places, why)))
            return false;
        if (kiosk->library || round > 0 || !trial_block(trial))
            break;
        kiosk_fini(kiosk);
    }
    trial_settle(trial, kiosk->library);
    return true;
}

/* A kiosk without anything to show is not shown in place of one that has. */
static void read_next(struct refresher *refresher)
{
    struct kiosk kiosk;
    struct fail why;

    if (!read_kiosk(refresher, false, &kiosk, &why)) {
        log_fail(&why);
        return;
    }
    if (!kiosk.library) {
        kiosk_fini(&kiosk);
        return;
    }
    pthread_mutex_lock(&refresher->mutex);
    if (refresher->is_ready)
        kiosk_fini(&refresher->next);
    refresher->next = kiosk;
    refresher->is_ready = true;
    pthread_mutex_unlock(&refresher->mutex);
    refresher->options.on_news(refresher->options.user);
}

static void begin(struct refresher *refresher)
{
    bool is_on_trial = trial_begin(&refresher->trial);

    pthread_mutex_lock(&refresher->mutex);
    refresher->is_on_trial = is_on_trial;
    pthread_mutex_unlock(&refresher->mutex);
}

enum work { WORK_END, WORK_LOOK, WORK_BEGIN, WORK_PROVE };

static enum work wait_for_work(struct refresher *refresher)
{
    enum work work = WORK_END;

    pthread_mutex_lock(&refresher->mutex);
    refresher->is_busy = false;
    pthread_cond_broadcast(&refresher->changed);
    while (!refresher->must_look && !refresher->must_begin &&
           !refresher->must_prove && !refresher->is_ending)
        pthread_cond_wait(&refresher->changed, &refresher->mutex);
    if (!refresher->is_ending) {
        bool *must = refresher->must_begin   ? &refresher->must_begin
                     : refresher->must_prove ? &refresher->must_prove
                                             : &refresher->must_look;
        work = refresher->must_begin   ? WORK_BEGIN
               : refresher->must_prove ? WORK_PROVE
                                       : WORK_LOOK;
        *must = false;
    }
    refresher->is_busy = true;
    pthread_mutex_unlock(&refresher->mutex);
    return work;
}

static void *work(void *user)
{
    struct refresher *refresher = user;
    enum work what;

    while ((what = wait_for_work(refresher)) != WORK_END)
        if (what == WORK_BEGIN)
            begin(refresher);
        else if (what == WORK_PROVE)
            trial_prove(&refresher->trial);
        else
            read_next(refresher);
    return NULL;
}

static void set_up(struct refresher *refresher,
                   const struct refresher_options *options)
{
    struct library_places *content = &refresher->options.places.content;

    refresher->options = *options;
    content->may_show = trial_may_show;
    content->failed = trial_failed;
    content->user = &refresher->trial;
    trial_init(&refresher->trial, options->fs, content->installed,
               options->boot);
    pthread_mutex_init(&refresher->mutex, NULL);
    pthread_cond_init(&refresher->changed, NULL);
    refresher->is_busy = true;
}

bool refresher_open(const struct refresher_options *options,
                    struct kiosk *kiosk, struct refresher **ret_refresher,
                    struct fail *why)
{
    struct refresher *refresher = memory_get(sizeof *refresher);

    set_up(refresher, options);
    if (!read_kiosk(refresher, true, kiosk, why)) {
        refresher_close(refresher, false);
        return false;
    }
    refresher->settings = *kiosk;
    refresher->has_thread =
        pthread_create(&refresher->thread, NULL, work, refresher) == 0;
    if (!refresher->has_thread) {
        kiosk_fini(kiosk);
        refresher_close(refresher, false);
        return fail_set(why, FAIL_IO, "no thread for content");
    }
    *ret_refresher = refresher;
    return true;
}

void refresher_close(struct refresher *refresher, bool is_in_order)
{
    if (!refresher)
        return;
    pthread_mutex_lock(&refresher->mutex);
    refresher->is_ending = true;
    pthread_cond_broadcast(&refresher->changed);
    pthread_mutex_unlock(&refresher->mutex);
    if (refresher->has_thread)
        pthread_join(refresher->thread, NULL);
    if (is_in_order && refresher->is_on_trial)
        trial_cancel(&refresher->trial);
    if (refresher->is_ready)
        kiosk_fini(&refresher->next);
    trial_fini(&refresher->trial);
    pthread_mutex_destroy(&refresher->mutex);
    pthread_cond_destroy(&refresher->changed);
    free(refresher);
}

static void order(struct refresher *refresher, bool *what)
{
    pthread_mutex_lock(&refresher->mutex);
    *what = true;
    pthread_cond_broadcast(&refresher->changed);
    pthread_mutex_unlock(&refresher->mutex);
}

void refresher_look(struct refresher *refresher)
{
    order(refresher, &refresher->must_look);
}

void refresher_begin(struct refresher *refresher)
{
    order(refresher, &refresher->must_begin);
    refresher_settle(refresher);
}

void refresher_prove(struct refresher *refresher)
{
    pthread_mutex_lock(&refresher->mutex);
    refresher->is_on_trial = false;
    pthread_mutex_unlock(&refresher->mutex);
    order(refresher, &refresher->must_prove);
}

bool refresher_has(struct refresher *refresher)
{
    pthread_mutex_lock(&refresher->mutex);
    bool is_ready = refresher->is_ready;
    pthread_mutex_unlock(&refresher->mutex);
    return is_ready;
}

bool refresher_take(struct refresher *refresher, struct kiosk *ret_kiosk)
{
    pthread_mutex_lock(&refresher->mutex);
    bool is_ready = refresher->is_ready;
    if (is_ready)
        *ret_kiosk = refresher->next;
    refresher->is_ready = false;
    refresher->must_begin |= is_ready;
    pthread_cond_broadcast(&refresher->changed);
    pthread_mutex_unlock(&refresher->mutex);
    return is_ready;
}

bool refresher_is_on_trial(struct refresher *refresher)
{
    pthread_mutex_lock(&refresher->mutex);
    bool is_on_trial = refresher->is_on_trial;
    pthread_mutex_unlock(&refresher->mutex);
    return is_on_trial;
}

void refresher_settle(struct refresher *refresher)
{
    if (!refresher)
        return;
    pthread_mutex_lock(&refresher->mutex);
    while (refresher->is_busy || refresher->must_look ||
           refresher->must_begin || refresher->must_prove)
        pthread_cond_wait(&refresher->changed, &refresher->mutex);
    pthread_mutex_unlock(&refresher->mutex);
}
