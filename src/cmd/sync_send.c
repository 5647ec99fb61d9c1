#include "cmd/sync_send.h"

#include "base/fs_beneath.h"
#include "base/json_write.h"
#include "base/log.h"
#include "cmd/commands.h"
#include "cmd/folders.h"
#include "cmd/stick_tell.h"
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
    bool sends_plain, is_json;
};

static const struct arg table[] = {
    {"to", "PLACE",
     "A target of kiosk.yaml by its name; or the path of a stick, or of any "
     "folder.",
     ARG_TEXT, offsetof(struct send_options, to)},
    {"plain", NULL, "Batches that are not sealed, too: anybody can read them.",
     ARG_FLAG, offsetof(struct send_options, sends_plain)},
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
    .usage = "--to PLACE [options]",
    .table = table,
    .count = sizeof table / sizeof *table,
    .more =
        "A path with a folder ENCOUNTER, or that is one, is a stick: batches "
        "go to\nENCOUNTER/feedback/<kiosk>/. To any other folder they go as "
        "feedback/v=1/kiosk=<kiosk>/.\nA name without '/' that a target has "
        "means the target.\nOnly sealed batches go, unless --plain "
        "is given. Every file is read back or looked for;\nwhat is there "
        "already is compared, never written over. Nothing is removed from the "
        "outbox.\n"
        "Exit status: 0 all is there, 65 a batch is damaged or its name is "
        "taken, 66 PLACE is\nnot there, 69 no way to the target, 73 no room, "
        "74 an error of the disk, 75 try later,\n77 not trusted or not "
        "permitted, 78 a faulty configuration.",
};

/* One run, put together. */
struct job {
    const struct send_options *options;
    struct folders folders;
    struct stick_tell tell;
    struct fs_beneath beneath;
    struct fs_dated own; /* the kiosk's disk */
    struct rand rand;
    struct target_folder folder;
    struct target_named named;
    struct target *target; /* of the two, the one that is meant */
    struct outbox outbox;
    struct ledger ledger;
    struct sent sent;
    int percent; /* told last */
    bool is_shown;
    bool is_not_ours; /* the stick, and that was told */
};

static void on_progress(void *user, int percent)
{
    struct job *job = user;

    if (job->is_shown)
        fprintf(stderr, "\r%3d %%%s", percent, percent == 100 ? "\n" : "");
    if (percent < job->percent + TOLD_STEP && percent != 100)
        return;
    job->percent = percent;
    stick_tell(&job->tell, &(struct stick_news){.event = STICK_COPYING,
                                                .percent = percent});
}

static enum stick_reason reason_of(const struct fail *why, bool is_at_target)
{
    if (!is_at_target)
        return STICK_KIOSK;
    return why->kind == FAIL_FULL ? STICK_FULL : STICK_CANNOT_WRITE;
}

static void tell_end(struct job *job, bool ok, const struct fail *why)
{
    const struct sent *sent = &job->sent;

    if (ok || sent->came > 0 || sent->were_there > 0)
        stick_tell(&job->tell,
                   &(struct stick_news){.event = STICK_COPIED,
                                        .count = (long long)sent->came,
                                        .more = (long long)sent->were_there});
    if (sent->plain > 0)
        stick_tell(&job->tell,
                   &(struct stick_news){.event = STICK_PLAIN,
                                        .count = (long long)sent->plain});
    if (!ok)
        stick_tell(&job->tell, &(struct stick_news){
                                   .event = STICK_FAILED,
                                   .reason = reason_of(why, sent->is_at_target),
                                   .detail = why->text});
}

/* "" as long as it is not known. */
static const char *place_of(const struct job *job)
{
    return job->target ? job->target->place : "";
}

static void print_json(const struct job *job, bool ok, const struct fail *why)
{
    struct str text = {0};
    struct json json = {.out = &text};

    json_object(&json, NULL);
    json_string(&json, "place", place_of(job));
    json_integer(&json, "came", (int64_t)job->sent.came);
    json_integer(&json, "were_there", (int64_t)job->sent.were_there);
    json_integer(&json, "plain", (int64_t)job->sent.plain);
    json_integer(&json, "damaged", (int64_t)job->sent.damaged);
    json_integer(&json, "refused", (int64_t)job->sent.refused);
    json_bool(&json, "done", ok);
    if (!ok)
        json_string(&json, "fault", why->text);
    json_end(&json);
    puts(text.text);
    str_fini(&text);
}

static void print_words(const struct job *job)
{
    const struct sent *sent = &job->sent;

    printf("%s: %zu copied, %zu there already\n", place_of(job), sent->came,
           sent->were_there);
    if (sent->plain > 0)
        printf("%zu not sealed: they stay, see --plain\n", sent->plain);
    if (sent->damaged > 0)
        printf("%zu damaged: they stay, see above\n", sent->damaged);
    if (sent->refused > 0)
        printf("%zu not copied: another file has the name, see above\n",
               sent->refused);
}

static bool is_named_encounter(const char *path)
{
    size_t length = strlen(path), start;

    while (length > 0 && path[length - 1] == '/')
        length--;
    for (start = length; start > 0 && path[start - 1] != '/';)
        start--;
    return length - start == strlen("ENCOUNTER") &&
           strncmp(path + start, "ENCOUNTER", length - start) == 0;
}

static bool open_folder(struct job *job, struct fail *why)
{
    const char *to = job->options->to;

    job->rand = rand_system();
    if (!fs_beneath_open(&job->beneath, to, why) ||
        !target_folder_open(&job->folder, &job->beneath.fs, "",
                            is_named_encounter(to), &job->rand, why))
        return false;
    job->target = &job->folder.target;
    if (job->options->report && !job->folder.is_stick) {
        stick_tell(&job->tell, &(struct stick_news){.event = STICK_NOT_OURS});
        job->is_not_ours = true;
        return fail_set(why, FAIL_MISSING,
                        "%s has no folder ENCOUNTER: nothing is written to it",
                        to);
    }
    return true;
}

/* A stick that is reported is never a target, whatever it is called. */
static bool open_target(struct job *job, const struct config *config,
                        struct fail *why)
{
    const struct config_target *named =
        job->options->report ? NULL : config_target(config, job->options->to);

    job->sent.is_at_target = true;
    if (named && !target_named_open(&job->named, named, why))
        return false;
    if (named)
        job->target = job->named.target;
    else if (!open_folder(job, why))
        return false;
    return job->target->ops->probe(job->target, why);
}

/* First, so that a wrong folder of data writes nothing anywhere. */
static bool open_outbox(struct job *job, struct fail *why)
{
    fs_dated_init(&job->own, fs_system(), 0);
    if (!outbox_read(&job->outbox, fs_system(), job->folders.data, why))
        return false;
    job->own.unix_s = outbox_last_month_s(&job->outbox);
    fs_dated_touch(&job->own, job->outbox.folder);
    fs_dated_touch(&job->own, job->outbox.forms_folder);
    return true;
}

static bool send_to(struct job *job, const char *kiosk, struct fail *why)
{
    struct send send = {.outbox = &job->outbox,
                        .data = job->folders.data,
                        .kiosk = kiosk,
                        .target = job->target,
                        .ledger = &job->ledger,
                        .sends_plain = job->options->sends_plain,
                        .on_progress = on_progress,
                        .user = job};

    job->sent.is_at_target = false;
    return ledger_open(&job->ledger, &job->own.fs, job->folders.data,
                       job->target->place, why) &&
           (job->target != job->named.target ||
            ledger_name(&job->ledger, job->options->to, why)) &&
           send_all(&send, &job->sent, why);
}

static bool run(struct job *job, struct fail *why)
{
    struct arena arena = {0};
    const struct config *config = NULL;
    bool ok = sync_config(job->folders.config, &arena, &config, why) &&
              open_outbox(job, why) && open_target(job, config, why) &&
              send_to(job, config->kiosk, why);

    if (!job->is_not_ours)
        tell_end(job, ok, why);
    arena_fini(&arena);
    return ok;
}

static void job_fini(struct job *job)
{
    ledger_fini(&job->ledger);
    outbox_fini(&job->outbox);
    target_folder_fini(&job->folder);
    target_named_fini(&job->named);
    fs_beneath_close(&job->beneath);
    stick_tell_close(&job->tell);
    folders_fini(&job->folders);
}

static int run_job(const struct send_options *options)
{
    struct job job = {.options = options,
                      .ledger.file = -1,
                      .percent = -TOLD_STEP,
                      .is_shown = isatty(STDERR_FILENO)};
    struct fail why = {0};
    bool ok;

    folders_find(&job.folders, "encounter-sync",
                 &(struct folders_given){.data = options->data,
                                         .config = options->config,
                                         .socket = options->socket});
    ok =
        stick_tell_open(&job.tell, options->report, job.folders.socket, &why) &&
        run(&job, &why);
    if (!ok)
        log_fail(&why);
    if (options->is_json)
        print_json(&job, ok, &why);
    else if (place_of(&job)[0])
        print_words(&job);
    job_fini(&job);
    if (!ok)
        return fail_exit_status(&why);
    return fflush(stdout) == 0 ? EXIT_SUCCESS : EXIT_IO;
}

int sync_send(int argc, char **argv)
{
    struct send_options options = {0};
    int first, status;

    if (!command_args(&args, argc, argv, &options, &first, &status))
        return status;
    if (first < argc || !options.to) {
        log_line(
            "send: name where to, --to PLACE, and nothing but options; see "
            "send --help");
        return EXIT_USAGE;
    }
    return run_job(&options);
}
