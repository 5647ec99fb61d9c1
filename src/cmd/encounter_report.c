#include "base/args.h"
#include "base/log.h"
#include "base/str.h"
#include "report/kept.h"
#include <stdlib.h>

/* encounter-report: what analysts do with records. Each sub-command has a
 * function; the table below names them all. */

enum { EXIT_USAGE = 64, EXIT_IO = 74 };

struct list_options {
    bool is_json;
};

static const struct arg list_table[] = {
    {"json", NULL, "One JSON object a line.", ARG_FLAG,
     offsetof(struct list_options, is_json)},
};

static const struct args list_args = {
    .program = "encounter-report list",
    .summary = "Lists the records that a kiosk's data folder holds.",
    .usage = "[options] DATA_DIR",
    .table = list_table,
    .count = sizeof list_table / sizeof *list_table,
    .more = "Prints HAVE <id> for each record and SEALED <count> for those "
            "whose ids\nare sealed; on stderr DAMAGED <file> slot <n> for "
            "what cannot be read.\nIt takes no lock: a kiosk may be running "
            "on the folder.",
};

static int print_list(const char *data, bool is_json)
{
    struct kept kept;
    struct fail why;

    if (!kept_read(fs_system(), data, &kept, &why)) {
        log_fail(&why);
        return fail_exit_status(&why);
    }
    kept_print(&kept, is_json, stdout);
    kept_print_damaged(&kept, stderr);
    kept_fini(&kept);
    if (fflush(stdout) == 0 && !ferror(stdout))
        return EXIT_SUCCESS;
    log_line("cannot write the list");
    return EXIT_IO;
}

static int list(int argc, char **argv)
{
    struct list_options options = {0};
    struct fail why;
    int first;

    switch (args_parse(&list_args, argc, argv, &options, &first, &why)) {
    case ARGS_DONE:
        return EXIT_SUCCESS;
    case ARGS_WRONG:
        log_fail(&why);
        return fail_exit_status(&why);
    case ARGS_RUN:
        break;
    }
    if (argc - first != 1) {
        log_line("list: name one data folder, see list --help");
        return EXIT_USAGE;
    }
    return print_list(argv[first], options.is_json);
}

struct command {
    const char *name;
    int (*run)(int argc, char **argv);
};
static const struct command commands[] = {{"list", list}};
static const char *const command_names[] = {"list", NULL};

static const struct args top_args = {
    .program = "encounter-report",
    .summary = "Works on records of visits.",
    .usage = "COMMAND [options]",
    .more = "Commands, each with its own --help:\n"
            "  list DATA_DIR   list the records a data folder holds",
};

static int wrong_command(const char *name)
{
    const char *nearest = str_nearest(name, command_names);

    log_line("there is no command '%s'%s%s%s, see --help", name,
             nearest ? "; did you mean '" : "", nearest ? nearest : "",
             nearest ? "'?" : "");
    return EXIT_USAGE;
}

int main(int argc, char **argv)
{
    struct fail why;
    int first = 1;

    log_open("encounter-report");
    if (argc > 1 && argv[1][0] != '-') {
        for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
            if (str_equal(argv[1], commands[i].name))
                return commands[i].run(argc - 1, argv + 1);
        return wrong_command(argv[1]);
    }
    switch (args_parse(&top_args, argc, argv, NULL, &first, &why)) {
    case ARGS_DONE:
        return EXIT_SUCCESS;
    case ARGS_WRONG:
        log_fail(&why);
        return fail_exit_status(&why);
    case ARGS_RUN:
        log_line("name a command, see --help");
        return EXIT_USAGE;
    }
    return EXIT_USAGE;
}
