#include "cmd/content_kit.h"

#include "base/json_write.h"
#include "base/log.h"
#include "cmd/commands.h"
#include "cmd/folders.h"
#include "cmd/kit_sheet.h"
#include "yaml/config.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Puts a kiosk's kit on a stick. */

enum { KIOSK_BYTES = 64, CONFIG_BYTES = 256 * 1024, FAULTS_SHOWN = 20 };

struct kit_options {
    const char *packages, *site, *out, *kiosk, *keys, *open_pub, *config;
    const char *provision;
    bool is_plain, is_json;
};

static const struct arg table[] = {
    {"packages", "DIR",
     "Packages of the system, from deploy/pi/fetch-packages.", ARG_TEXT,
     offsetof(struct kit_options, packages)},
    {"site", "ID", "The host where the kiosk stands.", ARG_TEXT,
     offsetof(struct kit_options, site)},
    {"out", "DIR", "Where the stick is mounted.", ARG_TEXT,
     offsetof(struct kit_options, out)},
    {"keys", "DIR",
     "Who may sign content: *.pub but not *.revoked. Default: "
     "/etc/encounter/keys.d.",
     ARG_TEXT, offsetof(struct kit_options, keys)},
    {"open", "FILE", "open.pub: whom the answers are sealed for.", ARG_TEXT,
     offsetof(struct kit_options, open_pub)},
    {"plain", NULL, "No such key: whoever holds the card can read the answers.",
     ARG_FLAG, offsetof(struct kit_options, is_plain)},
    {"kiosk", "NAME", "What the kiosk is called, once only. Default: <site>-1.",
     ARG_TEXT, offsetof(struct kit_options, kiosk)},
    {"config", "FILE", "A kiosk.yaml to take, instead of a new one.", ARG_TEXT,
     offsetof(struct kit_options, config)},
    {"provision", "FILE", "The program that sets the kiosk up.", ARG_TEXT,
     offsetof(struct kit_options, provision)},
    {"json", NULL, "What is on the stick, as one JSON object.", ARG_FLAG,
     offsetof(struct kit_options, is_json)},
};

static const struct args kit_args = {
    .program = "encounter-content kit",
    .summary = "Puts all that a new kiosk needs on a stick, and a sheet to "
               "print.",
    .usage = "DIR... --packages DIR --site ID --open FILE --out STICK",
    .table = table,
    .count = sizeof table / sizeof *table,
    .more =
        "DIR: packages of content as `pack` makes them, or folders with such. "
        "Everything is\nchecked first: signed by a key of --keys, whole, one "
        "programme, and the site among its\nhosts. It comes to "
        "STICK/" KIT_FOLDER "/, instead of a kit that is there.\nExit status: "
        "0, 65 a package is damaged, 66 something is missing, 73 no room, 74 "
        "an\nerror of the stick, 77 signed by nobody who may, 78 what does not "
        "fit together.",
};

struct job {
    const struct kit_options *options;
    struct folders folders;
    struct kit kit;
    struct arena arena;
    const char *kiosk, *site;
    bool is_shown;
    int percent;
};

static bool is_id(const char *text)
{
    static const char all[] = "abcdefghijklmnopqrstuvwxyz0123456789_-";

    return text[0] >= 'a' && text[0] <= 'z' && strlen(text) < KIOSK_BYTES &&
           text[strspn(text, all)] == '\0';
}

static bool new_config(struct job *job, struct fail *why)
{
    const struct kit_options *options = job->options;

    job->site = options->site;
    job->kiosk = options->kiosk ? options->kiosk
                                : arena_printf(&job->arena, "%s-1", job->site);
    if (!is_id(job->kiosk))
        return fail_set(why, FAIL_USAGE,
                        "--kiosk %s: a name is of a-z, 0-9, '_' and '-', and "
                        "begins with a letter",
                        job->kiosk);
    kit_add_text(&job->kit, "kiosk.yaml",
                 arena_printf(&job->arena,
                              "# How this kiosk is set up: encounter(1).\n"
                              "kiosk: %s      # no other kiosk has this name\n"
                              "site: %s\n"
                              "programme: %s\n"
                              "sealing: %s\n",
                              job->kiosk, job->site, job->kit.programme,
                              options->open_pub ? "required" : "if_key"));
    return true;
}

static bool given_config(struct job *job, struct fail *why)
{
    const char *path = job->options->config;
    const struct config *config;
    struct messages messages = {0};
    bool ok = config_read(path, &job->arena, &messages, &config, why);
    size_t bytes;
    char *text;

    if (!ok)
        messages_print(&messages, FAULTS_SHOWN, stderr);
    messages_fini(&messages);
    if (!ok)
        return false;
    job->kiosk = config->kiosk;
    job->site = config->site;
    if (!config->site || !str_equal(config->site, job->options->site) ||
        (config->programme &&
         !str_equal(config->programme, job->kit.programme)))
        return fail_set(why, FAIL_CONFIG,
                        "%s is not for the site %s of the programme %s", path,
                        job->options->site, job->kit.programme);
    text = fs_read_file(fs_system(), path, CONFIG_BYTES, &bytes, why);
    if (text)
        kit_add_text(&job->kit, "kiosk.yaml", text);
    free(text);
    return text != NULL;
}

/* Beside the assets where all is installed, else in the source tree. */
static const char *find_provision(struct job *job)
{
    static const char *const from_assets[] = {"../pi/provision",
                                              "../deploy/pi/provision"};
    const char *path = job->options->provision;

    for (size_t i = 0; !path && i < sizeof from_assets / sizeof *from_assets;
         i++) {
        path = arena_printf(&job->arena, "%s/%s", job->folders.assets,
                            from_assets[i]);
        if (access(path, R_OK) != 0)
            path = NULL;
    }
    return path ? path : "deploy/pi/provision";
}

static bool gather(struct job *job, const char *const *operands, size_t count,
                   struct fail *why)
{
    const struct kit_options *options = job->options;
    struct kit_source source = {
        .bundles = operands,
        .bundle_count = count,
        .packages = options->packages,
        .keys = options->keys ? options->keys : "/etc/encounter/keys.d",
        .open_pub = options->open_pub,
        .provision = find_provision(job),
        .site = options->site,
    };

    return kit_gather(&job->kit, fs_system(), &source, why) &&
           (options->config ? given_config(job, why) : new_config(job, why));
}

static void add_sheet(struct job *job)
{
    struct kit_sheet sheet = {
        .kiosk = job->kiosk, .site = job->site, .kit = &job->kit};
    struct str page = {0};

    kit_sheet_write(&sheet, &page);
    kit_add_text(&job->kit, "SHEET.html", page.text);
    str_fini(&page);
}

static void on_bytes(void *user, int64_t done, int64_t all)
{
    struct job *job = user;
    int percent = all == 0 ? 100 : (int)(done * 100 / all);

    if (job->is_shown && percent != job->percent)
        fprintf(stderr, "\r%3d %%%s", percent, percent == 100 ? "\n" : "");
    job->percent = percent;
}

static void print_words(const struct job *job)
{
    const struct kit *kit = &job->kit;
    const char *out = job->options->out;

    printf("%s: the kit of %s, %zu packages of content, %zu of the system, "
           "%lld MB\n",
           out, job->kiosk, kit->bundles.count, kit->package_count,
           (long long)kit->bytes / 1000000 + 1);
    printf("answers are sealed for: %s\n", kit->open_fingerprint[0]
                                               ? kit->open_fingerprint
                                               : "nobody, they are plain");
    printf("print %s/" KIT_FOLDER "/SHEET.html and give it with the stick\n",
           out);
}

static void print_json(const struct job *job)
{
    const struct kit *kit = &job->kit;
    struct str text = {0};
    struct json json = {.out = &text};

    json_object(&json, NULL);
    json_string(&json, "kiosk", job->kiosk);
    json_string(&json, "site", job->site);
    json_string(&json, "programme", kit->programme);
    json_string(&json, "sealed_for", kit->open_fingerprint);
    json_array(&json, "bundles");
    for (size_t i = 0; i < kit->bundles.count; i++) {
        json_object(&json, NULL);
        json_string(&json, "id", kit->bundles.items[i].id);
        json_string(&json, "version", kit->bundles.items[i].version);
        json_integer(&json, "serial", kit->bundles.items[i].serial);
        json_string(&json, "signer", kit->bundles.items[i].signer);
        json_end(&json);
    }
    json_end(&json);
    json_integer(&json, "packages", (int64_t)kit->package_count);
    json_integer(&json, "bytes", kit->bytes);
    json_end(&json);
    puts(text.text);
    str_fini(&text);
}

static bool make(struct job *job, const char *const *operands, size_t count,
                 struct fail *why)
{
    if (!gather(job, operands, count, why))
        return false;
    add_sheet(job);
    if (!kit_write(&job->kit, job->options->out, on_bytes, job, why))
        return false;
    if (job->options->is_json)
        print_json(job);
    else
        print_words(job);
    return true;
}

static const char *what_is_missing(const struct kit_options *options,
                                   int operands)
{
    if (operands < 1)
        return "name the packages of content, or their folder";
    if (!options->packages)
        return "name the packages of the system, --packages";
    if (!options->site)
        return "name the host where it stands, --site";
    if (!options->out)
        return "name the stick, --out";
    if (!options->open_pub == !options->is_plain)
        return "name the key that answers are sealed for, --open, or say "
               "--plain";
    if (options->config && options->kiosk)
        return "kiosk.yaml of --config has the kiosk's name: leave out --kiosk";
    return NULL;
}

int content_kit(int argc, char **argv)
{
    struct kit_options options = {0};
    struct job job = {
        .options = &options, .percent = -1, .is_shown = isatty(STDERR_FILENO)};
    const char *missing;
    struct fail why;
    int first, status;
    bool ok;

    if (!command_args(&kit_args, argc, argv, &options, &first, &status))
        return status;
    missing = what_is_missing(&options, argc - first);
    if (missing) {
        log_line("kit: %s; see kit --help", missing);
        return EXIT_USAGE;
    }
    folders_find(&job.folders, "encounter-content",
                 &(struct folders_given){.data = NULL});
    ok = make(&job, (const char *const *)argv + first, (size_t)(argc - first),
              &why);
    kit_fini(&job.kit);
    arena_fini(&job.arena);
    folders_fini(&job.folders);
    if (!ok) {
        log_fail(&why);
        return fail_exit_status(&why);
    }
    return fflush(stdout) == 0 ? EXIT_SUCCESS : EXIT_IO;
}
