#include "sync/send.h"

#include "base/calendar.h"
#include "base/log.h"
#include "base/str.h"
#include <stdlib.h>

enum { HEALTH_BYTES = 64 * 1024 };

/* One run: its bytes for the progress, and the first thing that went wrong,
 * which is the caller's to tell. */
struct run {
    const struct send *send;
    struct sent *sent;
    struct fail first;
    bool is_over;     /* the target takes no more */
    bool was_refused; /* the file before this one */
    int64_t done, all;
    int percent;
};

static void note(struct run *run, const struct fail *why, bool is_at_target)
{
    if (run->first.kind != FAIL_NONE) {
        log_fail(why);
        return;
    }
    run->first = *why;
    run->sent->is_at_target = is_at_target;
}

static void advance(struct run *run, int64_t bytes)
{
    int percent;

    run->done += bytes;
    percent = run->all == 0 ? 100 : (int)(run->done * 100 / run->all);
    if (run->send->on_progress && percent != run->percent)
        run->send->on_progress(run->send->user, percent);
    run->percent = percent;
}

/* What a try before the last one brought, without a reply, came in this run. */
static bool try_until(const struct send *send, const struct target_file *file,
                      enum target_came *ret_came, struct fail *why)
{
    bool ok, may_have_come = false;

    do {
        *ret_came = TARGET_WAS_THERE;
        ok = target_send(send->target, file, ret_came, why);
        may_have_come |= *ret_came == TARGET_CAME;
    } while (!ok && patience_again(send->patience, send->target, why));
    if (may_have_come)
        *ret_came = TARGET_CAME;
    return ok;
}

/* What a server refuses, or cannot take however often it is asked, may be this
 * one file's fault: the next is tried, and ends the run if it fares no better.
 * A server that is full, shut or said when to come again means all files. */
static bool may_be_its_own(const struct run *run, const struct fail *why)
{
    const struct target *target = run->send->target;
    int64_t asked_s = -1;

    if (run->was_refused || !target->ops->may_pass ||
        (why->kind != FAIL_BUSY && why->kind != FAIL_INVALID &&
         why->kind != FAIL_DENIED))
        return false;
    target->ops->may_pass(target, &asked_s);
    return asked_s < 0;
}

/* What the target says of other bytes is about this file alone; what a disk
 * says ends the run: a full stick, one that was taken out. */
static bool deliver(struct run *run, const struct target_file *file,
                    enum target_came *ret_came)
{
    struct fail why;

    if (try_until(run->send, file, ret_came, &why)) {
        patience_worked(run->send->patience);
        run->was_refused = false;
        return true;
    }
    note(run, &why, true);
    if (why.kind == FAIL_CORRUPT) {
        run->sent->refused++;
    } else {
        run->is_over = !may_be_its_own(run, &why);
        run->was_refused = true;
    }
    return false;
}

/* Where asking again is dear, or not to be had. */
static bool is_known(const struct send *send, const struct target_file *file)
{
    return !send->target->looks_again &&
           ledger_has(send->ledger, file->name, file->sha256);
}

static void remember(struct run *run, const struct target_file *file)
{
    struct fail why;

    if (!ledger_add(run->send->ledger, file->name, file->sha256, &why))
        note(run, &why, false);
}

static void send_batch(struct run *run, const struct outbox_batch *batch)
{
    const struct send *send = run->send;
    struct target_file file = {
        .kind = TARGET_BATCH,
        .kiosk = batch->head.kiosk,
        .name = batch->name,
        .unix_s = calendar_month_start_s(calendar_month(batch->head.period))};
    enum target_came came;
    struct fail why;
    char *text = outbox_load(send->outbox, batch, &file.count, &why);

    if (!text) {
        note(run, &why, false);
        run->sent->damaged++;
        return;
    }
    file.bytes = text;
    hash_sha256(text, file.count, file.sha256);
    if (is_known(send, &file)) {
        run->sent->were_there++;
    } else if (deliver(run, &file, &came)) {
        *(came == TARGET_CAME ? &run->sent->came : &run->sent->were_there) += 1;
        remember(run, &file);
    }
    free(text);
}

static bool may_go(const struct send *send, const struct outbox_batch *batch)
{
    return batch->fault || batch->head.is_sealed || send->sends_plain;
}

static void send_batches(struct run *run)
{
    const struct outbox *outbox = run->send->outbox;

    for (size_t i = 0; i < outbox->batch_count; i++)
        if (may_go(run->send, &outbox->batches[i]))
            run->all += outbox->batches[i].bytes;
        else
            run->sent->plain++;
    for (size_t i = 0; i < outbox->batch_count && !run->is_over; i++) {
        if (!may_go(run->send, &outbox->batches[i]))
            continue;
        send_batch(run, &outbox->batches[i]);
        if (!run->is_over)
            advance(run, outbox->batches[i].bytes);
    }
}

/* NULL `text`: it could not be read, `why` says it. */
static void send_beside(struct run *run, enum target_kind kind,
                        const char *name, char *text, size_t bytes,
                        const struct fail *why)
{
    struct target_file file = {.kind = kind,
                               .kiosk = run->send->kiosk,
                               .name = name,
                               .bytes = text,
                               .count = bytes,
                               .unix_s =
                                   outbox_last_month_s(run->send->outbox)};
    enum target_came came;

    if (!text) {
        note(run, why, false);
        return;
    }
    hash_sha256(text, bytes, file.sha256);
    if (!is_known(run->send, &file) && deliver(run, &file, &came) &&
        kind == TARGET_FORM && !run->send->target->looks_again)
        remember(run, &file);
    free(text);
}

static void send_forms(struct run *run)
{
    const struct outbox *outbox = run->send->outbox;

    for (size_t i = 0; i < outbox->form_count && !run->is_over; i++) {
        size_t bytes = 0;
        struct fail why;
        char *text = outbox_load_form(outbox, outbox->forms[i], &bytes, &why);
        send_beside(run, TARGET_FORM, outbox->forms[i], text, bytes, &why);
    }
}

/* The kiosk's own words, and how much room there is: that changes without
 * the kiosk. Appended to `text`, which is freed; NULL stays NULL. */
static char *add_room(const struct send *send, char *text, size_t *bytes)
{
    const struct fs *fs = send->outbox->fs;
    struct fs_room room;
    struct str more = {0};

    if (!text || fs->ops->room(fs, send->data, &room) != 0)
        return text;
    str_add_bytes(&more, text, *bytes);
    str_addf(&more, "disk: {mb: %lld, free_mb: %lld}\n",
             (long long)(room.bytes / 1000000),
             (long long)(room.free_bytes / 1000000));
    free(text);
    *bytes = more.length;
    return more.text;
}

/* A kiosk that never ran has none. */
static void send_health(struct run *run)
{
    const struct send *send = run->send;
    struct str path = {0};
    struct fail why;
    size_t bytes = 0;
    char *text;

    if (run->is_over)
        return;
    str_addf(&path, "%s/health.yaml", send->data);
    text =
        fs_read_file(send->outbox->fs, path.text, HEALTH_BYTES, &bytes, &why);
    text = add_room(send, text, &bytes);
    if (text || why.kind != FAIL_MISSING)
        send_beside(run, TARGET_HEALTH, "health.yaml", text, bytes, &why);
    str_fini(&path);
}

bool send_all(const struct send *send, struct sent *ret_sent, struct fail *why)
{
    struct run run = {.send = send, .sent = ret_sent, .percent = -1};

    *ret_sent = (struct sent){0};
    send_batches(&run);
    send_forms(&run);
    send_health(&run);
    if (run.first.kind != FAIL_NONE)
        *why = run.first;
    return run.first.kind == FAIL_NONE;
}
