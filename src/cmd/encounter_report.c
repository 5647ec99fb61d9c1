#include "base/log.h"
#include "cmd/commands.h"
#include "report/kept.h"
#include <stdlib.h>

/* encounter-report: what analysts do with records. */

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
    int first, status;

    if (!command_args(&list_args, argc, argv, &options, &first, &status))
        return status;
    if (argc - first != 1) {
        log_line("list: name one data folder, see list --help");
        return EXIT_USAGE;
    }
    return print_list(argv[first], options.is_json);
}

int main(int argc, char **argv)
{
    static const struct command commands[] = {
        {"list", "DATA_DIR", "list the records a data folder holds", list},
        {.name = NULL},
    };
    return commands_run("encounter-report", "Works on records of visits.",
                        commands, argc, argv);
}
