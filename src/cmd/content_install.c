#include "cmd/content_install.h"

#include "base/durable.h"
#include "base/fs_beneath.h"
#include "base/log.h"
#include "cmd/commands.h"
#include "cmd/content_install_say.h"
#include "cmd/content_kiosk.h"
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* Takes packages onto the kiosk, from a stick, a folder or one file. */

enum { FAULTS_SHOWN = 20, PACKAGES = 64 };
#define STICK_FOLDER "ENCOUNTER"

struct install_options {
    struct content_kiosk_options kiosk; /* first: CONTENT_KIOSK_OPTIONS */
    bool allows_older, is_dry, is_incoming;
    const char *report;
};

static const struct arg table[] = {
    CONTENT_KIOSK_OPTIONS,
    {"allow-older", NULL,
     "Also what is older than what was here, or was set aside here.", ARG_FLAG,
     offsetof(struct install_options, allows_older)},
    {"dry-run", NULL, "Do all but take it, and say what would change.",
     ARG_FLAG, offsetof(struct install_options, is_dry)},
    {"incoming", NULL,
     "In place of PATH: what encounter-sync fetch has left in DIR/incoming; it "
     "goes once it is taken or refused.",
     ARG_FLAG, offsetof(struct install_options, is_incoming)},
    {"report", "FILE",
     "PATH is a stick: say what happens in FILE and on the kiosk's screen.",
     ARG_TEXT, offsetof(struct install_options, report)},
};

static const struct args install_args = {
    .summary = "Takes signed packages onto this kiosk.",
    .usage = "[options] PATH | --incoming",
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
    bool has_keys;
    struct fs_beneath from;
    const char *folder; /* of the packages, on `from`; "": itself */
    struct messages messages;
    struct arena arena;
    struct install_say say;
};

static void on_progress(void *user, int percent)
{
    struct run *run = user;

    install_say_progress(&run->say, percent);
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

    install_say_difference(
        &run->say, content_kiosk_shown(&run->kiosk, result->id), folder);
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
    return run->has_keys || install_say_failed(&run->say, STICK_NO_KEYS, why);
}

static void refuse_rest(struct run *run)
{
    log_line("more than %d packages: the others are not looked at", PACKAGES);
    run->say.is_refused = true;
    install_say(&run->say, (struct stick_news){.event = STICK_REFUSED,
                                               .reason = STICK_TOO_LARGE,
                                               .detail = "too many packages"});
}

/* Of the folder of the packages. */
static const char *path_of(struct run *run, const char *name)
{
    return *run->folder ? arena_printf(&run->arena, "%s/%s", run->folder, name)
                        : name;
}

/* What was judged is not to wait any longer; what could not be looked at may be
 * another time. Removed where the copy came from, and by whoever may. */
static void clear_incoming(struct run *run, const char *name,
                           const struct install_result *result)
{
    struct fail why;

    if (run->options->is_incoming && !run->options->is_dry &&
        result->end != INSTALL_FAILED &&
        !durable_remove(&run->from.fs, name, &why))
        log_fail(&why);
}

static void install_one(struct run *run, struct install_job *job,
                        const char *name)
{
    struct install_result result;

    install_say_package(&run->say, name);
    install_package(job, &run->from.fs, path_of(run, name), &result);
    install_say_result(&run->say, &result);
    clear_incoming(run, name, &result);
    messages_print(&run->messages, FAULTS_SHOWN, stderr);
    messages_fini(&run->messages);
    run->messages = (struct messages){0};
}

static bool has_manifest(struct run *run, const char *folder)
{
    const struct fs *fs = &run->from.fs;
    int file = fs->ops->open(fs,
                             arena_printf(&run->arena, "%s%s" MANIFEST_NAME,
                                          folder, *folder ? "/" : ""),
                             FS_READ);

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
    if (run->options->is_incoming)
        return str_ends(name, ".encounter.zip");
    if (length > 4 && strcasecmp(name + length - 4, ".zip") == 0)
        return true;
    return has_manifest(run, path_of(run, name));
}

static bool install_all(struct run *run, struct install_job *job,
                        struct fail *why)
{
    char **names = fs_names(&run->from.fs, run->folder, why);
    size_t count = 0;
    bool ok = true;

    if (!names && why->kind != FAIL_MISSING)
        return install_say_failed(&run->say, STICK_CANNOT_READ, why);
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
    install_say(&run->say, (struct stick_news){.event = STICK_NO_BUNDLES});
    return run->options->report || run->options->is_incoming ||
           fail_set(why, FAIL_MISSING, "there are no packages");
}

static void on_waiting(void *user)
{
    struct run *run = user;

    log_line("another program installs content: waiting until it is done");
    install_say(&run->say, (struct stick_news){.event = STICK_WAITING});
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
    if (run->say.is_taken)
        content_kiosk_tell(&run->kiosk);
    return ok;
}

/* The one package, and the folder that it is in. */
static bool find_one(struct run *run, const char *path, const char **ret_only,
                     struct fail *why)
{
    const char *slash = strrchr(path, '/');
    size_t length = slash == path ? 1 : (size_t)(slash - path);

    *ret_only = arena_printf(&run->arena, "%s", slash + 1);
    return fs_beneath_open(&run->from, arena_string(&run->arena, path, length),
                           why);
}

/* None is an empty one. */
static bool find_incoming(struct run *run, struct fail *why)
{
    const char *path = arena_printf(&run->arena, "%s/incoming/bundles",
                                    run->kiosk.folders.data);

    return fs_make_folders(fs_system(), path, why) &&
           fs_beneath_open(&run->from, path, why);
}

static bool find_all(struct run *run, const char *path, const char **ret_only,
                     struct fail *why)
{
    if (!fs_beneath_open(&run->from, path, why))
        return false;
    if (fs_is_folder(&run->from.fs, STICK_FOLDER)) {
        run->folder = STICK_FOLDER "/bundles";
        return true;
    }
    if (run->options->report) {
        install_say(&run->say, (struct stick_news){.event = STICK_NOT_OURS});
        return fail_set(why, FAIL_MISSING,
                        "%s: there is no folder ENCOUNTER on it", path);
    }
    if (!has_manifest(run, ""))
        return true;
    fs_beneath_close(&run->from);
    return find_one(run, path, ret_only, why);
}

/* Where the packages of PATH lie. */
static bool find(struct run *run, const char *path, const char **ret_only,
                 struct fail *why)
{
    char *real;
    bool ok;

    if (run->options->is_incoming)
        return find_incoming(run, why);
    real = realpath(path, NULL);
    if (!real)
        return fail_errno(why, "%s", path);
    ok = (fs_is_folder(fs_system(), real) ? find_all : find_one)(run, real,
                                                                 ret_only, why);
    free(real);
    return ok;
}

static bool run_all(struct run *run, const char *argv0, const char *path,
                    struct fail *why)
{
    struct install_say *say = &run->say;
    const char *only = NULL;

    if (!content_kiosk_open(&run->kiosk, argv0, &run->options->kiosk, why) ||
        !stick_tell_open(&say->tell, run->options->report,
                         run->kiosk.folders.socket, why))
        return false;
    install_say(say, (struct stick_news){.event = STICK_READING});
    if (!find(run, path, &only, why))
        return install_say_failed(say, STICK_CANNOT_READ, why);
    return install(run, only, why) || install_say_failed(say, STICK_KIOSK, why);
}

int content_install(int argc, char **argv)
{
    struct install_options options = {0};
    struct run run = {.options = &options, .from.folder = -1, .folder = ""};
    struct install_say *say = &run.say;
    struct fail why;
    int first, status;

    if (!command_args(&install_args, argc, argv, &options, &first, &status))
        return status;
    if (first + !options.is_incoming != argc ||
        (options.is_incoming && options.report)) {
        log_line("install: name one stick, folder or package, or --incoming, "
                 "see install --help");
        return EXIT_USAGE;
    }
    install_say_begin(say, options.kiosk.is_json, options.is_dry);
    bool ok = run_all(&run, argv[0], argv[first], &why);
    install_say_end(say, run.kiosk.programme, ok);
    if (!ok)
        log_fail(&why);
    status = !ok                             ? fail_exit_status(&why)
             : say->failed.kind != FAIL_NONE ? fail_exit_status(&say->failed)
             : say->is_refused               ? EXIT_FAULTS
                                             : 0;
    install_say_fini(say);
    fs_beneath_close(&run.from);
    verify_keys_fini(&run.keys);
    content_kiosk_close(&run.kiosk);
    arena_fini(&run.arena);
    return status;
}
