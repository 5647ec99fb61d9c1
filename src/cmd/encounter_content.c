#include "base/log.h"
#include "cmd/commands.h"
#include "cmd/content_new.h"
#include "content/bundle.h"
#include "yaml/config.h"
#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* encounter-content: what host staff and the kiosk's updater do with bundles.
 */

enum { MESSAGES_SHOWN = 100 };

struct check_options {
    const char *config;
};

static const struct arg check_table[] = {
    {"config", "FILE", "Check this kiosk.yaml, too.", ARG_TEXT,
     offsetof(struct check_options, config)},
};

static const struct args check_args = {
    .program = "encounter-content check",
    .summary = "Checks bundles and prints every fault of every file.",
    .usage = "[options] DIR...",
    .table = check_table,
    .count = sizeof check_table / sizeof *check_table,
    .more = "DIR is a bundle, or a folder of bundles. Faults are printed on "
            "stderr.\nExit status: 0 no faults (warnings do not count), 1 "
            "faults found, 64 usage,\n66 DIR is not there.",
};

static bool is_folder(const char *path)
{
    struct stat info;

    return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

static bool has_file(const char *folder, const char *name)
{
    struct arena arena = {0};
    struct stat info;
    bool is_there =
        stat(arena_printf(&arena, "%s/%s", folder, name), &info) == 0;

    arena_fini(&arena);
    return is_there;
}

/* Says the result of one thing that was checked; returns the exit status. */
static int report(const char *shown, struct messages *messages)
{
    int status = messages->errors > 0 ? EXIT_FAULTS : EXIT_SUCCESS;

    messages_print(messages, MESSAGES_SHOWN, stderr);
    if (status == EXIT_SUCCESS)
        printf("%s: no faults\n", shown);
    messages_fini(messages);
    return status;
}

static int check_bundle(const char *folder)
{
    struct messages messages = {0};

    bundle_free(bundle_read(folder, folder, &messages));
    return report(folder, &messages);
}

static int check_config(const char *path)
{
    struct messages messages = {0};
    struct arena arena = {0};
    const struct config *config;
    struct fail why;

    config_read(path, &arena, &messages, &config, &why);
    arena_fini(&arena);
    return report(path, &messages);
}

static int worse(int a, int b)
{
    return a > b ? a : b;
}

/* A folder whose folders are bundles; -1 if none is. */
static int check_shelf(const char *folder)
{
    struct arena arena = {0};
    struct dirent **entries;
    int count = scandir(folder, &entries, NULL, alphasort), status = -1;

    for (int i = 0; i < count; i++) {
        const char *path =
            arena_printf(&arena, "%s/%s", folder, entries[i]->d_name);
        if (entries[i]->d_name[0] != '.' && has_file(path, "bundle.yaml"))
            status = worse(status, check_bundle(path));
        free(entries[i]);
    }
    if (count >= 0)
        free(entries);
    arena_fini(&arena);
    return status;
}

static int check_folder(char *folder)
{
    int status = -1;

    for (size_t end = strlen(folder); end > 1 && folder[end - 1] == '/'; end--)
        folder[end - 1] = '\0';
    if (!is_folder(folder)) {
        log_line("%s: there is no such folder", folder);
        return EXIT_NO_INPUT;
    }
    if (!has_file(folder, "bundle.yaml"))
        status = check_shelf(folder);
    return status < 0 ? check_bundle(folder) : status;
}

static int check(int argc, char **argv)
{
    struct check_options options = {0};
    int first, status = EXIT_SUCCESS;

    if (!command_args(&check_args, argc, argv, &options, &first, &status))
        return status;
    if (first == argc && !options.config) {
        log_line("check: name the folder of a bundle, see check --help");
        return EXIT_USAGE;
    }
    if (options.config)
        status = check_config(options.config);
    for (int i = first; i < argc; i++)
        status = worse(status, check_folder(argv[i]));
    return status;
}

int main(int argc, char **argv)
{
    static const struct command commands[] = {
        {"check", "DIR...", "print every fault of bundles", check},
        {"new", "host|programme DIR", "begin a bundle", content_new},
        {"schema", "", "print the JSON Schema for editors", content_schema},
        {.name = NULL},
    };
    return commands_run("encounter-content", "Works on bundles of content.",
                        commands, argc, argv);
}
