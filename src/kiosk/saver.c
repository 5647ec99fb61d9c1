#include "kiosk/saver.h"

#include "base/arena.h"
#include "base/log.h"
#include "seal/seal_box.h"
#include <assert.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

struct saver {
    const struct fs *fs;
    struct rand rand;
    char *folder;
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

    struct store *store; /* the worker's alone */
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
    bool ok = store_open(saver->fs, &saver->rand, saver->folder, &saver->store,
                         &saver->open_why);
    tell(saver, &saver->opened, ok ? SAVER_OPENED : SAVER_OPEN_FAILED);
}

static void save_body(struct saver *saver)
{
    bool ok = saver->store || store_open(saver->fs, &saver->rand, saver->folder,
                                         &saver->store, &saver->save_why);

    ok = ok && store_save(saver->store, saver->kind, saver->body, saver->bytes,
                          &saver->save_why);
    seal_wipe(saver->body, sizeof saver->body);
    tell(saver, &saver->saved, ok ? SAVER_SAVED : SAVER_FAILED);

    struct fail why;
    if (saver->store && !store_prepare(saver->store, &why))
        log_fail(&why);
}

static bool wait_for_work(struct saver *saver)
{
    pthread_mutex_lock(&saver->mutex);
    saver->is_busy = false;
    pthread_cond_broadcast(&saver->changed);
    while (!saver->has_body && !saver->is_ending)
        pthread_cond_wait(&saver->changed, &saver->mutex);
    bool has_work = saver->has_body;
    saver->has_body = false;
    saver->is_busy = true;
    pthread_mutex_unlock(&saver->mutex);
    return has_work;
}

static void *work(void *user)
{
    struct saver *saver = user;

    open_store(saver);
    while (wait_for_work(saver))
        save_body(saver);
    store_close(saver->store);
    return NULL;
}

bool saver_open(const struct fs *fs, struct rand rand, const char *folder,
                void (*on_news)(void *user), void *user,
                struct saver **ret_saver, struct fail *why)
{
    struct saver *saver = memory_get(sizeof *saver);

    saver->fs = fs;
    saver->rand = rand;
    saver->folder = memory_get(strlen(folder) + 1);
    memcpy(saver->folder, folder, strlen(folder));
    saver->on_news = on_news;
    saver->user = user;
    saver->is_busy = true;
    pthread_mutex_init(&saver->mutex, NULL);
    pthread_cond_init(&saver->changed, NULL);
    if (pthread_create(&saver->thread, NULL, work, saver)) {
        free(saver->folder);
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
    free(saver->folder);
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

void saver_settle(struct saver *saver)
{
    if (!saver)
        return;
    pthread_mutex_lock(&saver->mutex);
    while (saver->is_busy || saver->has_body)
        pthread_cond_wait(&saver->changed, &saver->mutex);
    pthread_mutex_unlock(&saver->mutex);
}
