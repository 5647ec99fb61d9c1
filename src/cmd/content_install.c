#include "cmd/content_install.h"

#include "base/fs_beneath.h"
#include "base/json_write.h"
#include "base/log.h"
#include "cmd/commands.h"
#include "cmd/content_kiosk.h"
#include "cmd/stick_tell.h"
#include "content/difference.h"
#include "content/install.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

/* Takes packages onto the kiosk, from a stick, a folder or one file. */

enum { PROGRESS_STEP = 5, FAULTS_SHOWN = 20, PACKAGES = 64 };
#define STICK_FOLDER "ENCOUNTER"

struct install_options {
    struct content_kiosk_options kiosk; /* first: CONTENT_KIOSK_OPTIONS */
    bool allows_older, is_dry;
    const char *report;
};

static const struct arg table[] = {
    CONTENT_KIOSK_OPTIONS,
    {"allow-older", NULL,
     "Also what is older than what was here, or was set aside here.", ARG_FLAG,
     offsetof(struct install_options, allows_older)},
    {"dry-run", NULL, "Do all but take it, and say what would change.",
     ARG_FLAG, offsetof(struct install_options, is_dry)},
    {"report", "FILE",
     "PATH is a stick: say what happens in FILE and on the kiosk's screen.",
     ARG_TEXT, offsetof(struct install_options, report)},
};

static const struct args install_args = {
    .program = "encounter-content install",
    .summary = "Takes signed packages onto this kiosk.",
    .usage = "[options] PATH",
    .table = table,
    .count = sizeof table / sizeof *table,
    .more =
        "PATH is the root of a stick (its packages lie in ENCOUNTER/bundles), "
        "a folder of\npackages, or one package. A kiosk that runs shows what "
        "is new when nobody is\nvisiting.\n\nExit status: 0 all were taken or "
        "were here already, 1 some were refused, 66 PATH,\nits packages or the "
        "keys are not there, 73 no room, 74 PATH cannot be read, 75\nsomebody "
        "else installs.",
};

/* One run. */
struct run {
    const struct install_options *options;
    struct content_kiosk kiosk;
    struct verify_keys keys;
    struct stick_tell tell;
    struct fs_beneath from;
    const char *folder; /* of the packages, on `from` */
    struct messages messages;
    struct arena arena;
    struct str out; /* of --json */
    struct json json;
    const char *package; /* that is under way */
    bool is_refused, is_taken;
    bool has_keys, has_told; /* that it failed */
    struct fail failed;      /* kind FAIL_NONE: nothing has */
};

static void tell(struct run *run, struct stick_news news)
{
    run->has_told |= news.event == STICK_FAILED || news.event == STICK_NOT_OURS;
    stick_tell(&run->tell, &news);
}

static void on_progress(void *user, int percent)
{
    struct run *run = user;

    if (isatty(STDERR_FILENO))
        fprintf(stderr, "\r%s: %d %%%s", run->package, percent,
                percent == 100 ? "\n" : " ");
    if (percent % PROGRESS_STEP == 0)
        tell(run, (struct stick_news){.event = STICK_CHECKING,
                                      .file = run->package,
                                      .percent = percent});
}

static int64_t shipped_serial(void *user, const char *id,
                              const char **ret_version)
{
    const struct run *run = user;

    return content_kiosk_serial(&run->kiosk, id, ret_version);
}

/* What the new version changes, while it lies unpacked. */
static void on_look(void *user, const char *folder,
                    const struct install_result *result)
{
    struct run *run = user;
    const char *shown = content_kiosk_shown(&run->kiosk, result->id);
    struct messages ignored = {0};
    struct bundle *before =
        shown ? bundle_read_unpacked(shown, shown, &ignored) : NULL;
    struct bundle *after = bundle_read_unpacked(folder, folder, &ignored);
    struct difference difference = {0};
    struct fail why;

    if (!after ||
        !difference_read(&difference, fs_system(), before, after, &why))
        log_line("what it changes cannot be told");
    else if (run->options->kiosk.is_json)
        difference_json(&difference, &run->json, "changes");
    else
        difference_print(&difference, stdout);
    difference_fini(&difference);
    bundle_free(before);
    bundle_free(after);
    messages_fini(&ignored);
}

static const char *const ends[] = {[INSTALL_TOOK] = "took",
                                   [INSTALL_LEFT] = "left",
                                   [INSTALL_REFUSED] = "refused",
                                   [INSTALL_FAILED] = "failed"};

static void write_json(struct run *run, const struct install_result *result)
{
    struct json *json = &run->json;

    json_string(json, "result", ends[result->end]);
    if (result->id) {
        json_string(json, "id", result->id);
        json_string(json, "version", result->version);
        json_integer(json, "serial", result->serial);
    }
    if (result->before) {
        json_string(json, "before", result->before);
        json_integer(json, "before_serial", result->before_serial);
    }
    if (*result->signer) {
        json_string(json, "signer", result->signer_name);
        json_string(json, "fingerprint", result->signer);
    }
    if (result->reason != STICK_NO_REASON) {
        json_string(json, "reason", stick_reason_name(result->reason));
        json_string(json, "detail", result->why.text);
    }
}

static void print(const struct run *run, const struct install_result *result)
{
    bool is_dry = run->options->is_dry;

    if (result->end == INSTALL_LEFT)
        printf("%s: %s %s is here already\n", run->package, result->id,
               result->version);
    else if (result->end != INSTALL_TOOK)
        log_line("%s: %s: %s", run->package, ends[result->end],
                 result->why.text);
    else if (result->before)
        printf("%s: %s %s %s in place of %s, signed by %s\n", run->package,
               result->id, result->version, is_dry ? "would be taken" : "taken",
               result->before, result->signer_name);
    else
        printf("%s: %s %s %s, new here, signed by %s\n", run->package,
               result->id, result->version, is_dry ? "would be taken" : "taken",
               result->signer_name);
}

static void note(struct run *run, const struct install_result *result)
{
    static const enum stick_event events[] = {[INSTALL_TOOK] = STICK_TOOK,
                                              [INSTALL_LEFT] = STICK_LEFT,
                                              [INSTALL_REFUSED] = STICK_REFUSED,
                                              [INSTALL_FAILED] = STICK_FAILED};

    run->is_refused |= result->end == INSTALL_REFUSED;
    run->is_taken |= result->end == INSTALL_TOOK && !run->options->is_dry;
    if (result->end == INSTALL_FAILED)
        run->failed = result->why;
    tell(run, (struct stick_news){
                  .event = events[result->end],
                  .reason = result->reason,
                  .id = result->id,
                  .version = result->version,
                  .before = result->end == INSTALL_TOOK ? result->before : NULL,
                  .file = run->package,
                  .detail = result->reason ? result->why.text : NULL});
}

/* False, as it is. */
static bool tell_failed(struct run *run, enum stick_reason reason,
                        const struct fail *why)
{
    if (!run->has_told)
        tell(run, (struct stick_news){.event = STICK_FAILED,
                                      .reason = reason,
                                      .detail = why->text});
    return false;
}

/* Once there is a package: a kiosk may be there for feedback alone. */
static bool has_keys(struct run *run, struct fail *why)
{
    if (run->has_keys)
        return true;
    run->has_keys =
        content_keys_read(&run->options->kiosk.keys, &run->keys, why) &&
        (run->keys.count > 0 ||
         fail_set(why, FAIL_MISSING,
                  "nobody may sign content for this kiosk: put sign.pub of "
                  "whoever does into its folder of keys"));
    return run->has_keys || tell_failed(run, STICK_NO_KEYS, why);
}

static void refuse_rest(struct run *run)
{
    log_line("more than %d packages: the others are not looked at", PACKAGES);
    run->is_refused = true;
    tell(run, (struct stick_news){.event = STICK_REFUSED,
                                  .reason = STICK_TOO_LARGE,
                                  .detail = "too many packages"});
}

static void install_one(struct run *run, struct install_job *job,
                        const char *name)
{
    const char *path =
        *run->folder ? arena_printf(&run->arena, "%s/%s", run->folder, name)
                     : name;
    struct install_result result;

    run->package = name;
    tell(run, (struct stick_news){.event = STICK_CHECKING, .file = name});
    if (run->options->kiosk.is_json) {
        json_object(&run->json, NULL);
        json_string(&run->json, "file", name);
    }
    install_package(job, &run->from.fs, path, &result);
    if (run->options->kiosk.is_json) {
        write_json(run, &result);
        json_end(&run->json);
    } else {
        print(run, &result);
    }
    messages_print(&run->messages, FAULTS_SHOWN, stderr);
    messages_fini(&run->messages);
    run->messages = (struct messages){0};
    note(run, &result);
}

static bool is_there(struct run *run, const char *path)
{
    const struct fs *fs = &run->from.fs;
    int file = fs->ops->open(fs, path, FS_READ | FS_NO_LINK);

    if (file >= 0)
        fs->ops->close(fs, file);
    return file >= 0;
}

/* What macOS leaves beside files begins with a dot. A folder with a MANIFEST is
 * a package that a browser has unpacked. */
static bool is_package(struct run *run, const char *name)
{
    size_t length = strlen(name);

    if (name[0] == '.')
        return false;
    if (length > 4 && strcasecmp(name + length - 4, ".zip") == 0)
        return true;
    return is_there(run, *run->folder
                             ? arena_printf(&run->arena, "%s/%s/MANIFEST",
                                            run->folder, name)
                             : arena_printf(&run->arena, "%s/MANIFEST", name));
}

static bool install_all(struct run *run, struct install_job *job,
                        struct fail *why)
{
    char **names = fs_names(&run->from.fs, run->folder, why);
    size_t count = 0;
    bool ok = true;

    if (!names && why->kind != FAIL_MISSING)
        return tell_failed(run, STICK_CANNOT_READ, why);
    for (char **name = names; name && *name; name++) {
        if (!is_package(run, *name))
            continue;
        if (count++ == PACKAGES)
            refuse_rest(run);
        if (count > PACKAGES || !(ok = has_keys(run, why)))
            break;
        install_one(run, job, *name);
    }
    free(names);
    if (count > 0)
        return ok;
    tell(run, (struct stick_news){.event = STICK_NO_BUNDLES});
    return run->options->report ||
           fail_set(why, FAIL_MISSING, "there are no packages");
}

static void on_waiting(void *user)
{
    struct run *run = user;

    log_line("another program installs content: waiting until it is done");
    tell(run, (struct stick_news){.event = STICK_WAITING});
}

/* `only`: the one package; NULL: all of the folder. */
static bool install(struct run *run, const char *only, struct fail *why)
{
    const struct fs *fs = fs_system();
    struct install_job job = {.fs = fs,
                              .content = run->kiosk.folders.installed,
                              .keys = &run->keys,
                              .programme = run->kiosk.programme,
                              .allows_older = run->options->allows_older,
                              .is_dry = run->options->is_dry,
                              .user = run,
                              .shipped = shipped_serial,
                              .messages = &run->messages,
                              .look = run->options->is_dry ? on_look : NULL,
                              .progress = on_progress,
                              .arena = &run->arena};
    int lock = install_lock(fs, job.content, on_waiting, run, why);
    bool ok = lock >= 0;

    if (ok && only && (ok = has_keys(run, why)))
        install_one(run, &job, only);
    else if (ok && !only)
        ok = install_all(run, &job, why);
    if (lock >= 0)
        install_unlock(fs, lock);
    if (run->is_taken)
        content_kiosk_tell(&run->kiosk);
    return ok;
}

/* Where the packages of PATH lie. */
static bool find(struct run *run, const char *path, const char **ret_only,
                 struct fail *why)
{
    char *real = realpath(path, NULL), *slash;
    bool is_folder, ok;

    if (!real)
        return fail_errno(why, "%s", path);
    is_folder = fs_beneath_open(&run->from, real, why);
    if (!is_folder && why->kind != FAIL_INVALID && errno != ENOTDIR) {
        free(real);
        return false;
    }
    run->folder = "";
    if (is_folder && is_there(run, STICK_FOLDER)) {
        run->folder = STICK_FOLDER "/bundles";
    } else if (is_folder && run->options->report) {
        free(real);
        tell(run, (struct stick_news){.event = STICK_NOT_OURS});
        return fail_set(why, FAIL_MISSING,
                        "%s: there is no folder ENCOUNTER on it", path);
    }
    if (is_folder && (*run->folder || !is_there(run, MANIFEST_NAME))) {
        free(real);
        return true;
    }
    fs_beneath_close(&run->from);
    slash = strrchr(real, '/');
    *ret_only = arena_printf(&run->arena, "%s", slash + 1);
    *(slash == real ? slash + 1 : slash) = '\0';
    ok = fs_beneath_open(&run->from, real, why);
    free(real);
    return ok;
}

static bool run_all(struct run *run, const char *argv0, const char *path,
                    struct fail *why)
{
    const char *only = NULL;

    if (!content_kiosk_open(&run->kiosk, argv0, &run->options->kiosk, why) ||
        !stick_tell_open(&run->tell, run->options->report,
                         run->kiosk.folders.socket, why))
        return false;
    tell(run, (struct stick_news){.event = STICK_READING});
    if (!find(run, path, &only, why))
        return tell_failed(run, STICK_CANNOT_READ, why);
    return install(run, only, why) || tell_failed(run, STICK_KIOSK, why);
}

static void begin_json(struct run *run)
{
    run->json = (struct json){.out = &run->out};
    json_object(&run->json, NULL);
    json_array(&run->json, "packages");
}

static void end_json(struct run *run)
{
    json_end(&run->json);
    if (run->kiosk.programme)
        json_string(&run->json, "programme", run->kiosk.programme);
    json_bool(&run->json, "dry_run", run->options->is_dry);
    json_end(&run->json);
    puts(run->out.text);
}

int content_install(int argc, char **argv)
{
    struct install_options options = {0};
    struct run run = {.options = &options, .from.folder = -1, .tell.file = -1};
    struct fail why;
    int first, status;

    if (!command_args(&install_args, argc, argv, &options, &first, &status))
        return status;
    if (first + 1 != argc) {
        log_line("install: name one stick, folder or package, see install "
                 "--help");
        return EXIT_USAGE;
    }
    if (options.kiosk.is_json)
        begin_json(&run);
    bool ok = run_all(&run, argv[0], argv[first], &why);
    if (options.kiosk.is_json && ok)
        end_json(&run);
    if (!ok)
        log_fail(&why);
    status = !ok                            ? fail_exit_status(&why)
             : run.failed.kind != FAIL_NONE ? fail_exit_status(&run.failed)
             : run.is_refused               ? EXIT_FAULTS
                                            : 0;
    stick_tell_close(&run.tell);
    fs_beneath_close(&run.from);
    verify_keys_fini(&run.keys);
    content_kiosk_close(&run.kiosk);
    str_fini(&run.out);
    arena_fini(&run.arena);
    return status;
}
