#include "cmd/sync_fetch.h"

#include "base/fs_beneath.h"
#include "base/json_write.h"
#include "base/log.h"
#include "cmd/commands.h"
#include "cmd/content_keys.h"
#include "cmd/folders.h"
#include "cmd/sync_config.h"
#include "content/package.h"
#include "sync/fetch.h"
#include "sync/target_folder.h"
#include "sync/target_named.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { JUDGE_BYTES = 2 * HASH_SHORT_BYTES + 1 };

struct fetch_options {
    struct content_keys keys; /* first: CONTENT_KEYS_OPTIONS */
    const char *from, *data, *config;
    bool is_json;
};

static const struct arg table[] = {
    CONTENT_KEYS_OPTIONS,
    {"from", "PLACE",
     "A target of kiosk.yaml by its name; or the path of a stick, or of any "
     "folder. Default: all targets.",
     ARG_TEXT, offsetof(struct fetch_options, from)},
    {"json", NULL, "Say what came of it as one JSON object.", ARG_FLAG,
     offsetof(struct fetch_options, is_json)},
    {"data", "DIR", "Bundles come to DIR/incoming/bundles.", ARG_TEXT,
     offsetof(struct fetch_options, data)},
    {"config", "FILE", "kiosk.yaml.", ARG_TEXT,
     offsetof(struct fetch_options, config)},
};

static const struct args args = {
    .program = "encounter-sync fetch",
    .summary = "Fetches signed bundles, for `encounter-content install "
               "--incoming`.",
    .usage = "[options]",
    .table = table,
    .count = sizeof table / sizeof *table,
    .more =
        "They lie in bundles/ of a target or a folder, in ENCOUNTER/bundles/ "
        "of a stick, and are\ncalled <id>_<version>.encounter.zip. Only what "
        "is signed by a key that this kiosk\nbelieves, and whole, stays; what "
        "was fetched or refused before is not fetched again.\nA transfer that "
        "was cut is gone on with by the next run. A file drop, and an S3 key "
        "that may\nonly put, show nothing of what is there.\n"
        "Exit status: 0 all that is there is here, 1 some were refused, 66 "
        "PLACE or the keys\nare not there, 69 no way to the target, 73 no "
        "room, 74 an error of the disk, 75 try\nlater, 77 not trusted or not "
        "permitted, 78 a faulty configuration.",
};

/* One run. */
struct job {
    const struct fetch_options *options;
    struct folders folders;
    const struct config *config;
    struct verify_keys keys;
    char judge[JUDGE_BYTES]; /* changes with the keys, programme and site */
    struct fetched fetched;
    const char *folder; /* where bundles come to */
    struct rand rand;
    struct clock clock;
    struct patience patience; /* of all places */
    struct arena arena;
    struct str out; /* of --json */
    struct json json;
    bool is_shown; /* at a terminal */
    bool is_refused;
    struct fail failed; /* the first */
};

/* One place of it. */
struct place {
    const char *name;
    struct fs_beneath beneath;
    struct target_folder folder;
    struct target_named named;
    struct target *target;
    struct fetch_result result;
};

static void add_hash(struct str *out, const struct str *text, size_t bytes)
{
    uint8_t hash[HASH_SHORT_BYTES];

    hash_short(str_text(text), text->length, NULL, 0, hash);
    str_add_hex(out, hash, bytes);
}

/* What the kiosk is for, then who may sign. */
static void name_judge(struct job *job)
{
    struct str purpose = {0}, keys = {0}, judge = {0};

    str_addf(&purpose, "%s %s",
             job->config->programme ? job->config->programme : "",
             job->config->site ? job->config->site : "");
    for (size_t i = 0; i < job->keys.count; i++) {
        const struct verify_signer *signer = &job->keys.items[i];
        str_add_hex(&keys, &signer->key.bytes, sizeof signer->key.bytes);
        str_add(&keys, signer->is_revoked ? "-\n" : "+\n");
    }
    add_hash(&judge, &purpose, FETCHED_PURPOSE_DIGITS / 2);
    add_hash(&judge, &keys, HASH_SHORT_BYTES - FETCHED_PURPOSE_DIGITS / 2);
    memcpy(job->judge, judge.text, sizeof job->judge);
    str_fini(&purpose);
    str_fini(&keys);
    str_fini(&judge);
}

/* A kiosk may be there for feedback alone: that nobody may sign is told once
 * there is a bundle. */
static bool read_keys(struct job *job, struct fail *why)
{
    bool ok = content_keys_read(&job->options->keys, &job->keys, why) ||
              why->kind == FAIL_MISSING;

    name_judge(job);
    return ok;
}

static bool verify(void *user, const char *path, struct fail *why)
{
    struct job *job = user;
    const struct verify_signer *signer;
    struct package *package = package_open(fs_system(), path, why);
    bool ok = package && package_signed(package, &job->keys, &signer, why) &&
              package_read(package, NULL, why);

    package_close(package);
    return ok;
}

static void on_progress(void *user, const char *name, int percent)
{
    struct job *job = user;

    if (job->is_shown)
        fprintf(stderr, "\r%s %3d %%%s", name, percent,
                percent == 100 ? "\n" : "");
}

/* For whoever waits at a terminal; a journal has the end. */
static void on_pause(void *user, const struct fail *why, int64_t pause_ms)
{
    const struct job *job = user;

    if (job->is_shown)
        fprintf(stderr, "\r%s; waiting %lld s, then trying again\n", why->text,
                (long long)(pause_ms + 999) / 1000);
}

static void write_json(struct job *job, const struct place *place, bool ok,
                       const struct fail *why)
{
    static const char *const states[] = {[LISTING_SHOWN] = "shown",
                                         [LISTING_ABSENT] = "no-folder",
                                         [LISTING_SILENT] = "silent",
                                         [LISTING_PUT_ONLY] = "put-only"};
    const struct fetch_result *result = &place->result;
    struct json *json = &job->json;

    json_object(json, NULL);
    json_string(json, "place", place->name);
    if (ok || result->listed > 0)
        json_string(json, "bundles", states[result->state]);
    json_integer(json, "listed", (int64_t)result->listed);
    json_integer(json, "came", (int64_t)result->came);
    json_integer(json, "known", (int64_t)result->known);
    json_integer(json, "refused", (int64_t)result->refused);
    json_integer(json, "refused_before", (int64_t)result->refused_before);
    json_integer(json, "passed_over", (int64_t)result->passed_over);
    json_bool(json, "done", ok);
    if (!ok) {
        json_string(json, "cause", http_cause_word(place->named.http.cause));
        json_string(json, "fault", why->text);
    }
    json_end(json);
}

static void print(const struct place *place)
{
    const struct fetch_result *result = &place->result;

    if (result->state == LISTING_SILENT)
        printf("%s: shows nothing of what it has: no bundles come from there\n",
               place->name);
    else if (result->state == LISTING_PUT_ONLY)
        printf("%s: this key may only put: no bundles come from there\n",
               place->name);
    else if (result->state == LISTING_ABSENT)
        printf("%s: there is no folder of bundles\n", place->name);
    else
        printf("%s: %zu fetched, %zu known already\n", place->name,
               result->came, result->known);
    if (result->refused > 0)
        printf("%zu refused, see above\n", result->refused);
    if (result->refused_before > 0)
        printf("%zu refused before, not fetched again\n",
               result->refused_before);
    if (result->passed_over > 0)
        printf("%zu passed over: a bundle is called "
               "<id>_<version>.encounter.zip, in small letters\n",
               result->passed_over);
}

static void note(struct job *job, const struct fail *why)
{
    log_fail(why);
    if (job->failed.kind == FAIL_NONE)
        job->failed = *why;
}

/* It is a failure only for whoever wants bundles from this very place. */
static bool is_shown(const struct place *place, struct fail *why)
{
    if (place->result.state == LISTING_PUT_ONLY)
        return fail_set(why, FAIL_DENIED,
                        "%s: this key may only put: no bundles can come from "
                        "there",
                        place->name);
    return place->result.state != LISTING_SILENT ||
           fail_set(why, FAIL_NO_DEVICE,
                    "%s shows nothing of what it has: no bundles can come "
                    "from there",
                    place->name);
}

static bool fetch_from(struct job *job, struct place *place, struct fail *why)
{
    const struct fetch fetch = {.fs = fs_system(),
                                .folder = job->folder,
                                .fetched = &job->fetched,
                                .target = place->target,
                                .place = place->target == &place->folder.target
                                             ? "folder"
                                             : place->target->place,
                                .patience = &job->patience,
                                .verify = job->keys.count > 0 ? verify : NULL,
                                .on_progress = on_progress,
                                .user = job};

    return fetch_all(&fetch, &place->result, why) &&
           (!job->options->from || is_shown(place, why));
}

static bool open_folder(struct job *job, struct place *place, const char *path,
                        struct fail *why)
{
    place->target = &place->folder.target;
    return fs_beneath_open(&place->beneath, path, why) &&
           target_folder_open(&place->folder, &place->beneath.fs, "",
                              target_folder_is_encounter(path), &job->rand,
                              why);
}

static bool open_named(struct place *place, const struct config_target *named,
                       struct fail *why)
{
    bool ok = target_named_open(&place->named, named, why);

    place->target = place->named.target;
    return ok;
}

/* `named` is NULL for a folder. */
static void run_place(struct job *job, const char *name,
                      const struct config_target *named)
{
    struct place place = {.name = name, .result.state = LISTING_SILENT};
    struct fail why = {0};
    bool ok = (named ? open_named(&place, named, &why)
                     : open_folder(job, &place, name, &why)) &&
              fetch_from(job, &place, &why);

    job->is_refused |= place.result.refused > 0;
    if (!ok)
        note(job, &why);
    if (job->options->is_json)
        write_json(job, &place, ok, &why);
    else if (ok || place.result.listed > 0)
        print(&place);
    target_folder_fini(&place.folder);
    target_named_fini(&place.named);
    fs_beneath_close(&place.beneath);
}

static void run_places(struct job *job)
{
    const struct config *config = job->config;
    const char *from = job->options->from;
    const struct config_target *const *targets = config->targets.items;

    if (from) {
        run_place(job, from, config_target(config, from));
        return;
    }
    if (config->targets.count == 0 && !job->options->is_json)
        puts("kiosk.yaml has no targets: nothing to fetch from");
    for (size_t i = 0; i < config->targets.count; i++)
        run_place(job, targets[i]->name, targets[i]);
}

static bool open_job(struct job *job, struct fail *why)
{
    folders_find(&job->folders, "encounter-sync",
                 &(struct folders_given){.data = job->options->data,
                                         .config = job->options->config});
    job->folder =
        arena_printf(&job->arena, "%s/incoming/bundles", job->folders.data);
    return sync_config(job->folders.config, &job->arena, &job->config, why) &&
           read_keys(job, why) &&
           fs_make_folders(fs_system(), job->folder, why) &&
           fetched_open(&job->fetched, fs_system(), job->folder, job->judge,
                        why);
}

static void job_fini(struct job *job)
{
    fetched_close(&job->fetched);
    verify_keys_fini(&job->keys);
    folders_fini(&job->folders);
    str_fini(&job->out);
    arena_fini(&job->arena);
}

static int run_job(struct job *job)
{
    struct fail why = {0};
    bool ok = open_job(job, &why);

    job->json.out = &job->out;
    json_object(&job->json, NULL);
    json_array(&job->json, "places");
    if (ok)
        run_places(job);
    else
        note(job, &why);
    json_end(&job->json);
    json_bool(&job->json, "done", job->failed.kind == FAIL_NONE);
    if (!ok)
        json_string(&job->json, "fault", why.text);
    json_end(&job->json);
    if (job->options->is_json)
        puts(job->out.text);
    if (job->failed.kind != FAIL_NONE)
        return fail_exit_status(&job->failed);
    if (fflush(stdout) != 0)
        return EXIT_IO;
    return job->is_refused ? EXIT_FAULTS : EXIT_SUCCESS;
}

int sync_fetch(int argc, char **argv)
{
    struct fetch_options options = {0};
    struct job job = {.options = &options,
                      .fetched.lock = -1,
                      .rand = rand_system(),
                      .clock = clock_system(),
                      .is_shown = isatty(STDERR_FILENO)};
    int first, status;

    if (!command_args(&args, argc, argv, &options, &first, &status))
        return status;
    if (first < argc) {
        log_line("fetch: nothing but options, see fetch --help");
        return EXIT_USAGE;
    }
    patience_init(&job.patience, &job.clock, &job.rand);
    job.patience.on_pause = on_pause;
    job.patience.user = &job;
    status = run_job(&job);
    job_fini(&job);
    return status;
}
