#include "base/log.h"
#include "cmd/commands.h"
#include "cmd/key_options.h"
#include "cmd/report_datasheet.h"
#include "cmd/report_keygen.h"
#include "report/kept.h"
#include "report/opened.h"
#include <stdlib.h>

/* encounter-report: what analysts do with records. */

struct list_options {
    struct key_options key; /* first: PASSPHRASE_OPTIONS */
    bool is_json;
};

static const struct arg list_table[] = {
    {"json", NULL, "One JSON object a line.", ARG_FLAG,
     offsetof(struct list_options, is_json)},
    {"key", "FILE", "Opens sealed records with this open.key.", ARG_TEXT,
     offsetof(struct key_options, key)},
    PASSPHRASE_OPTIONS,
};

static const struct args list_args = {
    .program = "encounter-report list",
    .summary = "Lists the records that a kiosk's data folder holds.",
    .usage = "[options] DATA_DIR",
    .table = list_table,
    .count = sizeof list_table / sizeof *list_table,
    .more = "Prints HAVE <id> for each record and SEALED <count> for those "
            "that stay\nshut without their key; on stderr DAMAGED <file> slot "
            "<n> for "
            "what cannot be read.\nIt takes no lock: a kiosk may be running "
            "on the folder.",
};

static int print_list(const char *data, const struct open_key *key,
                      bool is_json)
{
    struct kept kept;
    struct fail why;

    if (!kept_read(fs_system(), data, key, &kept, &why)) {
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
    struct list_options options = {.key.passphrase_fd = NO_FD};
    struct open_key *key = NULL;
    struct fail why;
    int first, status;

    if (!command_args(&list_args, argc, argv, &options, &first, &status))
        return status;
    if (argc - first != 1) {
        log_line("list: name one data folder, see list --help");
        return EXIT_USAGE;
    }
    if (options.key.key && !key_open(&options.key, &key, &why)) {
        log_fail(&why);
        return fail_exit_status(&why);
    }
    status = print_list(argv[first], key, options.is_json);
    open_key_free(key);
    return status;
}

struct open_options {
    struct key_options key; /* first: PASSPHRASE_OPTIONS */
    const char *out;
};

static const struct arg open_table[] = {
    {"key", "FILE", "The open.key that keygen made.", ARG_TEXT,
     offsetof(struct key_options, key)},
    {"out", "DIR", "Where the opened records are written.", ARG_TEXT,
     offsetof(struct open_options, out)},
    PASSPHRASE_OPTIONS,
};

static const struct args open_args = {
    .program = "encounter-report open",
    .summary = "Opens sealed records and sorts them by programme, host, month.",
    .usage = "[--key FILE] --out DIR IN...",
    .table = open_table,
    .count = sizeof open_table / sizeof *open_table,
    .more =
        "IN is a batch, a folder with batches below it, or a kiosk's data "
        "folder. Writes\nDIR/programme=<id>/host=<id or _none>/"
        "period=<month or unknown>/<batch>.jsonl;\nan id is counted once, and "
        "the same IN gives the same files. Without a\nkey only plain records "
        "open."
        "\nExit status: 0 all opened, 1 "
        "something was not: stderr names its file and line.",
};

static bool open_all(struct opened *opened, char **sources, int count,
                     const char *folder, struct fail *why)
{
    for (int i = 0; i < count; i++)
        if (!opened_add(opened, fs_system(), sources[i], why))
            return false;
    return opened_write(opened, fs_system(), folder, why);
}

static int open_records(int argc, char **argv)
{
    struct open_options options = {.key.passphrase_fd = NO_FD};
    struct open_key *key = NULL;
    struct opened opened = {0};
    struct fail why;
    int first, status;

    if (!command_args(&open_args, argc, argv, &options, &first, &status))
        return status;
    if (first == argc || !options.out) {
        log_line("open: name a folder to write and what to open, see "
                 "open --help");
        return EXIT_USAGE;
    }
    if (options.key.key && !key_open(&options.key, &key, &why)) {
        log_fail(&why);
        return fail_exit_status(&why);
    }
    opened.key = key;
    if (open_all(&opened, argv + first, argc - first, options.out, &why)) {
        log_line("records opened: %zu, faults: %zu", opened.records.count,
                 opened.faults);
        status = opened.faults > 0 ? EXIT_FAULTS : EXIT_SUCCESS;
    } else {
        log_fail(&why);
        status = fail_exit_status(&why);
    }
    opened_fini(&opened);
    open_key_free(key);
    return status;
}

int main(int argc, char **argv)
{
    static const struct command commands[] = {
        {"keygen", "--out DIR", "make the key pair records are sealed to",
         report_keygen},
        {"open", "[--key FILE] --out DIR IN...", "open records", open_records},
        {"list", "DATA_DIR", "list the records a data folder holds", list},
        {"datasheet", "[--html] [--out DIR]",
         "a page that tells what a kiosk keeps", report_datasheet},
        {.name = NULL},
    };
    return commands_run("encounter-report", "Works on records of visits.",
                        commands, argc, argv);
}
