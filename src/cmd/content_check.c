#include "cmd/content_check.h"

#include "base/log.h"
#include "base/str.h"
#include "cmd/commands.h"
#include "cmd/content_look.h"
#include "cmd/content_words.h"
#include "content/advice.h"
#include "content/bundle.h"
#include "yaml/config.h"
#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { MESSAGES_SHOWN = 100, GROUP = 15, LEAST_K = 5 };

struct check_options {
    const char *config, *language, *assets, *board, *size, *html;
    bool is_json, fits;
    int group;
};

static const struct arg check_table[] = {
    {"lang", "LANGUAGE", "en, fr or ar; that of the surroundings if absent.",
     ARG_TEXT, offsetof(struct check_options, language)},
    {"json", NULL, "One JSON object a line on stdout.", ARG_FLAG,
     offsetof(struct check_options, is_json)},
    {"group", "N",
     "How many people a group has in which nobody is to be told apart; 15.",
     ARG_INTEGER, offsetof(struct check_options, group)},
    {"board", "NAME",
     "pi3, pi4 or zero2: warns of pages whose pictures are too much for it.",
     ARG_TEXT, offsetof(struct check_options, board)},
    {"fit", NULL, "Lay out all screens: does every text fit its place?",
     ARG_FLAG, offsetof(struct check_options, fits)},
    {"size", "WxH", "The same for a panel of that many pixels; 1280x800.",
     ARG_TEXT, offsetof(struct check_options, size)},
    {"html", "FILE", "The same as a page with a picture of every screen.",
     ARG_TEXT, offsetof(struct check_options, html)},
    {"config", "FILE", "Check this kiosk.yaml, too; take its k and its panel.",
     ARG_TEXT, offsetof(struct check_options, config)},
    {"assets", "DIR", "Where the program's own words are.", ARG_TEXT,
     offsetof(struct check_options, assets)},
};

static const struct args check_args = {
    .program = "encounter-content check",
    .summary = "Checks bundles and prints every fault of every file.",
    .usage = "[options] DIR...",
    .table = check_table,
    .count = sizeof check_table / sizeof *check_table,
    .more = "DIR is a bundle, or a folder of bundles. Faults are printed on "
            "stderr, which texts\nare missing in which language on stdout; "
            "explain CODE says more about a message.\nExit status: 0 no faults "
            "(warnings do not count), 1 faults found, 64 usage,\n66 DIR is not "
            "there.",
};

struct run {
    const struct fault_words *words; /* NULL: English */
    struct advice advice;
    bool is_json;
    const char *language;
    struct content_look *look; /* NULL: no fonts are asked */
    struct config_panel panel;
    bool has_panel;
};

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
static int report(const struct run *run, const char *shown,
                  struct messages *messages)
{
    int status = messages->errors > 0 ? EXIT_FAULTS : EXIT_SUCCESS;

    if (run->is_json) {
        messages_print_json(messages, run->words, stdout);
    } else {
        messages_print_in(messages, run->words, MESSAGES_SHOWN, stderr);
        fflush(stderr);
        if (status == EXIT_SUCCESS)
            printf("%s: %s\n", shown, fault_label(run->words, LABEL_no_faults));
    }
    return status;
}

/* Takes the bundle over. False, after a sentence, if it cannot be shown. */
static bool look_at(const struct run *run, const char *folder,
                    struct bundle *bundle, struct messages *messages)
{
    struct fail why;

    if (!run->look) {
        bundle_free(bundle);
        return true;
    }
    if (content_look_at(run->look, folder, folder, bundle, messages, &why))
        return true;
    log_fail(&why);
    return false;
}

static int check_bundle(const struct run *run, const char *folder)
{
    struct messages messages = {0};
    struct coverage coverage = {0};
    struct advice advice = run->advice;

    advice.coverage = &coverage;
    struct bundle *bundle = bundle_check(folder, folder, &advice, &messages);
    bool is_seen = look_at(run, folder, bundle, &messages);
    int status = report(run, folder, &messages);
    if (run->is_json)
        coverage_print_json(&coverage, stdout);
    else
        coverage_print(&coverage, run->words, stdout);
    if (run->look)
        content_look_keep(run->look, &messages, &coverage);
    messages_fini(&messages);
    coverage_fini(&coverage);
    return is_seen ? status : EXIT_UNAVAILABLE;
}

static int check_config(struct run *run, const char *path)
{
    struct messages messages = {0};
    struct arena arena = {0};
    const struct config *config;
    struct fail why;

    if (config_read(path, &arena, &messages, &config, &why)) {
        run->advice.k = config->k;
        run->panel = *config->panel;
        run->has_panel = true;
    }
    arena_fini(&arena);
    int status = report(run, path, &messages);
    messages_fini(&messages);
    return status;
}

static int worse(int a, int b)
{
    return a > b ? a : b;
}

/* A folder whose folders are bundles; -1 if none is. */
static int check_shelf(const struct run *run, const char *folder)
{
    struct arena arena = {0};
    struct dirent **entries;
    int count = scandir(folder, &entries, NULL, alphasort), status = -1;

    for (int i = 0; i < count; i++) {
        const char *path =
            arena_printf(&arena, "%s/%s", folder, entries[i]->d_name);
        if (entries[i]->d_name[0] != '.' && has_file(path, "bundle.yaml"))
            status = worse(status, check_bundle(run, path));
        free(entries[i]);
    }
    if (count >= 0)
        free(entries);
    arena_fini(&arena);
    return status;
}

static int check_folder(const struct run *run, char *folder)
{
    int status = -1;

    for (size_t end = strlen(folder); end > 1 && folder[end - 1] == '/'; end--)
        folder[end - 1] = '\0';
    if (!fs_is_folder(fs_system(), folder)) {
        log_line("%s: there is no such folder", folder);
        return EXIT_NO_INPUT;
    }
    if (!has_file(folder, "bundle.yaml"))
        status = check_shelf(run, folder);
    return status < 0 ? check_bundle(run, folder) : status;
}

/* False, after a sentence, if an option cannot be followed. */
static bool prepare(struct run *run, const struct check_options *options,
                    const char *argv0, struct arena *arena)
{
    const char *language = run->language = content_language(options->language);
    const char *nearest;

    if (!language)
        return false;
    run->is_json = options->is_json;
    run->advice = (struct advice){
        .group = options->group,
        .k = LEAST_K,
        .board = options->board ? advice_board_find(options->board) : NULL,
    };
    if (options->group < 1) {
        log_line("--group is a number of people, 1 or more");
        return false;
    }
    if (options->board && !run->advice.board) {
        nearest = str_nearest(options->board, advice_board_names);
        log_line("--board is pi3, pi4 or zero2, not '%s'%s%s%s", options->board,
                 nearest ? "; did you mean '" : "", nearest ? nearest : "",
                 nearest ? "'?" : "");
        return false;
    }
    if (!str_equal(language, "en"))
        run->words = content_words(argv0, options->assets, language, arena);
    return true;
}

/* EXIT_SUCCESS, or what to end with after a sentence. */
static int open_look(struct run *run, const struct check_options *options,
                     const char *argv0)
{
    const struct content_look_wish wish = {
        .argv0 = argv0,
        .assets = options->assets,
        .size = options->size,
        .html = options->html,
        .language = run->language,
        .words = run->words,
        .panel = run->has_panel ? &run->panel : NULL,
    };
    struct fail why;

    if ((!options->fits && !options->size && !options->html) ||
        content_look_open(&wish, &run->look, &why))
        return EXIT_SUCCESS;
    log_fail(&why);
    return fail_exit_status(&why);
}

static int write_page(const struct run *run)
{
    struct fail why;

    if (!run->look || content_look_write(run->look, &why))
        return EXIT_SUCCESS;
    log_fail(&why);
    return fail_exit_status(&why);
}

/* All that was named on the command line. */
static int check_all(struct run *run, const struct check_options *options,
                     int argc, char **argv, int first)
{
    int status =
        options->config ? check_config(run, options->config) : EXIT_SUCCESS;
    int opened = open_look(run, options, argv[0]);

    if (opened != EXIT_SUCCESS)
        return opened;
    for (int i = first; i < argc; i++)
        status = worse(status, check_folder(run, argv[i]));
    return worse(status, write_page(run));
}

int content_check(int argc, char **argv)
{
    struct check_options options = {.group = GROUP};
    struct run run = {0};
    struct arena arena = {0};
    int first, status = EXIT_SUCCESS;

    if (!command_args(&check_args, argc, argv, &options, &first, &status))
        return status;
    if (first == argc && !options.config) {
        log_line("check: name the folder of a bundle, see check --help");
        return EXIT_USAGE;
    }
    if (!prepare(&run, &options, argv[0], &arena)) {
        arena_fini(&arena);
        return EXIT_USAGE;
    }
    status = check_all(&run, &options, argc, argv, first);
    content_look_close(run.look);
    arena_fini(&arena);
    return status;
}
