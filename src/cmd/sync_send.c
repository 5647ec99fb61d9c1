#include "cmd/sync_send.h"

#include "base/fs_beneath.h"
#include "base/log.h"
#include "cmd/commands.h"
#include "cmd/folders.h"
#include "cmd/stick_tell.h"
#include "cmd/sync_came.h"
#include "cmd/sync_config.h"
#include "sync/send.h"
#include "sync/target_folder.h"
#include "sync/target_named.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { TOLD_STEP = 5 /* percent */ };

struct send_options {
    const char *to, *report, *data, *config, *socket;
    bool sends_plain, looks_again, is_json;
};

static const struct arg table[] = {
    {"to", "PLACE",
     "A target of kiosk.yaml by its name; or the path of a stick, or of any "
     "folder. Without it: to every target, one after the other.",
     ARG_TEXT, offsetof(struct send_options, to)},
    {"plain", NULL, "Batches that are not sealed, too: anybody can read them.",
     ARG_FLAG, offsetof(struct send_options, sends_plain)},
    {"again", NULL,
     "Look for each file there, whatever is known of it: after a server was "
     "put back.",
     ARG_FLAG, offsetof(struct send_options, looks_again)},
    {"report", "FILE",
     "PLACE is a stick; tell FILE and the kiosk what happens. The file's name "
     "names it.",
     ARG_TEXT, offsetof(struct send_options, report)},
    {"json", NULL, "Say what came of it as JSON.", ARG_FLAG,
     offsetof(struct send_options, is_json)},
    {"data", "DIR", "Where the outbox is.", ARG_TEXT,
     offsetof(struct send_options, data)},
    {"config", "FILE", "kiosk.yaml.", ARG_TEXT,
     offsetof(struct send_options, config)},
    {"socket", "FILE", "Where the kiosk listens.", ARG_TEXT,
     offsetof(struct send_options, socket)},
};

static const struct args args = {
    .program = "encounter-sync send",
    .summary =
        "Copies the batches of the outbox to a stick, a folder or over a "
        "network.",
    .usage = "[--to PLACE] [options]",
    .table = table,
    .count = sizeof table / sizeof *table,
    .more =
        "A path with a folder ENCOUNTER, or that is one, is a stick: batches "
        "go to\nENCOUNTER/feedback/<kiosk>/. To any other folder they go as "
        "feedback/v=1/kiosk=<kiosk>/.\nA name without '/' that a target has "
        "means the target.\nOnly sealed batches go, unless --plain "
        "is given. Every file is read back or looked for;\nwhat is there "
        "already is compared, never written over, but a batch that was cut "
        "off on its way.\nNothing is removed from the outbox.\nWhere a network "
        "fails, or a server asks for time, a target "
        "is tried again for up to ten\nminutes; the next run goes on where "
        "this one ends.\n"
        "Exit status, of several targets that of the first that failed: 0 all "
        "is there, 65 a batch\nis damaged or its name is taken, 66 PLACE is "
        "not there, 69 a network with a login page,\n73 no room, 74 an error "
        "of the disk, 75 try later, 77 not trusted or not permitted,\n78 a "
        "faulty configuration.",
};

/* One run, with all the places it sends to. */
struct run {
    const struct send_options *options;
    struct folders folders;
    struct stick_tell tell;
    struct fs_dated own; /* the kiosk's disk */
    struct rand rand;
    struct clock clock;
    struct patience patience;
    struct outbox outbox;
    struct arena arena;
    const struct config *config;
    bool is_shown;
};

/* One place. */
struct job {
    struct run *run;
    struct came *came;
    struct fs_beneath beneath;
    struct target_folder folder;
    struct target_named named;
    struct target *target; /* of the two, the one that is meant */
    struct ledger ledger;
    int percent;      /* told last */
    bool is_not_ours; /* the stick, and that was told */
};

static void on_progress(void *user, int percent)
{
    struct job *job = user;

    if (job->run->is_shown)
        fprintf(stderr, "\r%3d %%%s", percent, percent == 100 ? "\n" : "");
    if (percent < job->percent + TOLD_STEP && percent != 100)
        return;
    job->percent = percent;
    stick_tell(&job->run->tell, &(struct stick_news){.event = STICK_COPYING,
                                                     .percent = percent});
}

/* For whoever waits at a terminal; a journal has the end. */
static void on_pause(void *user, const struct fail *why, int64_t pause_ms)
{
    const struct run *run = user;

    if (run->is_shown)
        fprintf(stderr, "\r%s; waiting %lld s, then trying again\n", why->text,
                (long long)(pause_ms + 999) / 1000);
}

static enum stick_reason reason_of(const struct fail *why, bool is_at_target)
{
    if (!is_at_target)
        return STICK_KIOSK;
    return why->kind == FAIL_FULL ? STICK_FULL : STICK_CANNOT_WRITE;
}

static void tell_end(struct stick_tell *tell, const struct came *came)
{
    const struct sent *sent = &came->sent;

    if (came->ok || sent->came > 0 || sent->were_there > 0)
        stick_tell(tell,
                   &(struct stick_news){.event = STICK_COPIED,
                                        .count = (long long)sent->came,
                                        .more = (long long)sent->were_there});
    if (sent->plain > 0)
        stick_tell(tell, &(struct stick_news){.event = STICK_PLAIN,
                                              .count = (long long)sent->plain});
    if (!came->ok)
        stick_tell(tell,
                   &(struct stick_news){
                       .event = STICK_FAILED,
                       .reason = reason_of(&came->why, sent->is_at_target),
                       .detail = came->why.text});
}

static bool open_folder(struct job *job, struct fail *why)
{
    const char *to = job->came->to;

    if (!fs_beneath_open(&job->beneath, to, why) ||
        !target_folder_open(&job->folder, &job->beneath.fs, "",
                            target_folder_is_encounter(to), &job->run->rand,
                            why))
        return false;
    job->target = &job->folder.target;
    if (job->run->options->report && !job->folder.is_stick) {
        stick_tell(&job->run->tell,
                   &(struct stick_news){.event = STICK_NOT_OURS});
        job->is_not_ours = true;
        return fail_set(why, FAIL_MISSING,
                        "%s has no folder ENCOUNTER: nothing is written to it",
                        to);
    }
    return true;
}

static bool probe(struct job *job, struct fail *why)
{
    struct patience *patience = &job->run->patience;
    bool ok;

    do
        ok = job->target->ops->probe(job->target, why);
    while (!ok && patience_again(patience, job->target, why));
    if (ok)
        patience_worked(patience);
    return ok;
}

/* A stick that is reported is never a target, whatever it is called. */
static bool open_target(struct job *job, struct fail *why)
{
    const struct run *run = job->run;
    const struct config_target *named =
        run->options->report ? NULL : config_target(run->config, job->came->to);

    job->came->sent.is_at_target = true;
    job->came->is_named = named != NULL;
    if (named && !target_named_open(&job->named, named, why))
        return false;
    if (named)
        job->target = job->named.target;
    else if (!open_folder(job, why))
        return false;
    /* A drop cannot be asked: all of it would come a second time. */
    if (run->options->looks_again && named && named->kind != CONFIG_DROP)
        job->target->looks_again = true;
    return probe(job, why);
}

static bool send_all_to(struct job *job, struct fail *why)
{
    struct run *run = job->run;
    struct send send = {.outbox = &run->outbox,
                        .data = run->folders.data,
                        .kiosk = run->config->kiosk,
                        .target = job->target,
                        .ledger = &job->ledger,
                        .patience = &run->patience,
                        .sends_plain = run->options->sends_plain,
                        .on_progress = on_progress,
                        .user = job};

    job->came->sent.is_at_target = false;
    return ledger_open(&job->ledger, &run->own.fs, run->folders.data,
                       job->target->place, why) &&
           (!job->came->is_named ||
            ledger_name(&job->ledger, job->came->to, why)) &&
           send_all(&send, &job->came->sent, why);
}

static void log_came(const struct run *run, const struct came *came)
{
    struct fail why = came->why;

    if (!run->options->to)
        fail_within(&why, "%s", came->to);
    log_fail(&why);
}

static void send_to(struct run *run, const char *to, struct came *ret_came)
{
    struct job job = {
        .run = run, .came = ret_came, .ledger.file = -1, .percent = -TOLD_STEP};

    *ret_came = (struct came){.to = to};
    ret_came->ok =
        open_target(&job, &ret_came->why) && send_all_to(&job, &ret_came->why);
    if (job.target)
        snprintf(ret_came->place, sizeof ret_came->place, "%s",
                 job.target->place);
    if (ret_came->is_named)
        ret_came->cause = http_cause_word(job.named.http.cause);
    if (!job.is_not_ours)
        tell_end(&run->tell, ret_came);
    if (!ret_came->ok)
        log_came(run, ret_came);
    ledger_fini(&job.ledger);
    target_folder_fini(&job.folder);
    target_named_fini(&job.named);
    fs_beneath_close(&job.beneath);
}

/* First, so that a wrong folder of data writes nothing anywhere. */
static bool open_outbox(struct run *run, struct fail *why)
{
    fs_dated_init(&run->own, fs_system(), 0);
    if (!outbox_read(&run->outbox, fs_system(), run->folders.data, why))
        return false;
    run->own.unix_s = outbox_last_month_s(&run->outbox);
    fs_dated_touch(&run->own, run->outbox.folder);
    fs_dated_touch(&run->own, run->outbox.forms_folder);
    return true;
}

static bool open_run(struct run *run, struct fail *why)
{
    return stick_tell_open(&run->tell, run->options->report,
                           run->folders.socket, why) &&
           sync_config(run->folders.config, &run->arena, &run->config, why) &&
           open_outbox(run, why);
}

/* To the place that is named, or to all targets. */
static void send_everywhere(struct run *run, struct came_list *ret_list)
{
    const struct config_target *const *targets = run->config->targets.items;

    if (run->options->to) {
        array_push(ret_list, (struct came){0});
        send_to(run, run->options->to, &ret_list->items[0]);
        return;
    }
    for (size_t i = 0; i < run->config->targets.count; i++) {
        array_push(ret_list, (struct came){0});
        send_to(run, targets[i]->name, &ret_list->items[i]);
    }
}

static int run_all(struct run *run)
{
    const struct send_options *options = run->options;
    struct came_list list = {0};
    struct fail why = {0};
    int status;

    if (open_run(run, &why)) {
        send_everywhere(run, &list);
    } else {
        struct came none = {.to = options->to, .why = why};
        tell_end(&run->tell, &none);
        log_fail(&why);
        if (options->to)
            array_push(&list, none);
    }
    status = came_status(&list, &why);
    if (options->is_json)
        came_print_json(&list, options->to != NULL, &why);
    else if (why.kind == FAIL_NONE)
        came_print_words(&list);
    array_fini(&list);
    return status;
}

static int run_send(const struct send_options *options)
{
    struct run run = {.options = options,
                      .rand = rand_system(),
                      .clock = clock_system(),
                      .is_shown = isatty(STDERR_FILENO)};
    int status;

    patience_init(&run.patience, &run.clock, &run.rand);
    run.patience.on_pause = on_pause;
    run.patience.user = &run;
    folders_find(&run.folders, "encounter-sync",
                 &(struct folders_given){.data = options->data,
                                         .config = options->config,
                                         .socket = options->socket});
    status = run_all(&run);
    outbox_fini(&run.outbox);
    arena_fini(&run.arena);
    stick_tell_close(&run.tell);
    folders_fini(&run.folders);
    if (status != EXIT_SUCCESS)
        return status;
    return fflush(stdout) == 0 ? EXIT_SUCCESS : EXIT_IO;
}

int sync_send(int argc, char **argv)
{
    struct send_options options = {0};
    int first, status;

    if (!command_args(&args, argc, argv, &options, &first, &status))
        return status;
    if (first < argc) {
        log_line("send: where to is named by --to, see send --help");
        return EXIT_USAGE;
    }
    if (options.report && !options.to) {
        log_line("send: --report goes with --to STICK, see send --help");
        return EXIT_USAGE;
    }
    return run_send(&options);
}
