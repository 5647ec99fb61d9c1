#include "cmd/sync_prune.h"

#include "base/fs_dated.h"
#include "base/json_write.h"
#include "base/log.h"
#include "cmd/ask.h"
#include "cmd/commands.h"
#include "cmd/folders.h"
#include "sync/prune.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct prune_options {
    const char *data, *config;
    int places;
    bool is_sent, is_agreed, is_json;
};

static const struct arg table[] = {
    {"sent", NULL, "What a place was seen to hold whole.", ARG_FLAG,
     offsetof(struct prune_options, is_sent)},
    {"places", "N", "What at least N places hold, 1 unless told.", ARG_INTEGER,
     offsetof(struct prune_options, places)},
    {"yes", NULL, "Do not ask.", ARG_FLAG,
     offsetof(struct prune_options, is_agreed)},
    {"json", NULL, "What was removed, as one JSON object.", ARG_FLAG,
     offsetof(struct prune_options, is_json)},
    {"data", "DIR", "Where the outbox is.", ARG_TEXT,
     offsetof(struct prune_options, data)},
    {"config", "FILE", "kiosk.yaml: with it the data of an installed kiosk.",
     ARG_TEXT, offsetof(struct prune_options, config)},
};

static const struct args args = {
    .program = "encounter-sync prune",
    .summary = "Removes batches from the outbox that are safe elsewhere.",
    .usage = "--sent [options]",
    .table = table,
    .count = sizeof table / sizeof *table,
    .more =
        "Nothing else ever removes a batch. Lists what would go and where it "
        "is, and asks.\nWhat a server lost since is not known here: send "
        "--again looks. A stick that was lost is still a place: --places 2 "
        "wants a second one. What waits,\nwhat is damaged and the forms "
        "stay.\nExit status: 0, 64 nobody agreed, 65 a batch is not what was "
        "sent and stays,\n74 an error of the disk.",
};

struct due {
    size_t count;
    int64_t bytes;
};

static struct due add_up(const struct prune *prune)
{
    struct due due = {0};

    for (size_t i = 0; i < prune->where->outbox.batch_count; i++) {
        bool goes = prune_is_due(prune, i);
        due.count += goes;
        due.bytes += goes ? prune->where->outbox.batches[i].bytes : 0;
    }
    return due;
}

static void list(const struct prune *prune)
{
    const struct whereabouts *where = prune->where;

    for (size_t i = 0; i < where->outbox.batch_count; i++) {
        if (!prune_is_due(prune, i))
            continue;
        fprintf(stderr, "  %s  ", where->outbox.batches[i].name);
        for (size_t at = 0; at < where->ledger_count; at++)
            if (whereabouts_has(where, at, i))
                fprintf(stderr, " %s", ledger_called(&where->ledgers[at]));
        fputc('\n', stderr);
    }
}

static bool agree(const struct prune *prune, const struct due *due,
                  struct fail *why)
{
    char question[160], answer[ASK_BYTES];

    list(prune);
    snprintf(question, sizeof question,
             "Remove these %zu batches, %.1f MB, from this disk for good? "
             "Type yes:",
             due->count, (double)due->bytes / 1e6);
    if (!ask(question, false, answer, why))
        return fail_within(why, "nobody can be asked here: use --yes");
    return strcmp(answer, "yes") == 0 ||
           fail_set(why, FAIL_USAGE, "nothing was removed");
}

static void print(const struct prune_options *options,
                  const struct pruned *pruned, size_t stay)
{
    struct str text = {0};
    struct json json = {.out = &text};

    if (!options->is_json) {
        printf("%zu batches removed, %.1f MB; %zu stay\n", pruned->batches,
               (double)pruned->bytes / 1e6, stay);
        return;
    }
    json_object(&json, NULL);
    json_integer(&json, "removed", (int64_t)pruned->batches);
    json_integer(&json, "removed_bytes", pruned->bytes);
    json_integer(&json, "stay", (int64_t)stay);
    json_end(&json);
    puts(text.text);
    str_fini(&text);
}

static bool remove_them(const struct prune *prune, struct pruned *ret_pruned,
                        struct fail *why)
{
    struct fs_dated dated;

    fs_dated_init(&dated, fs_system(),
                  outbox_last_month_s(&prune->where->outbox));
    return prune_all(prune, &dated.fs, ret_pruned, why);
}

static bool run(const struct prune_options *options, const char *data,
                struct fail *why)
{
    struct whereabouts where;
    struct prune prune = {.where = &where, .places = (size_t)options->places};
    struct pruned pruned = {0};
    struct due due;
    bool ok;

    if (!whereabouts_read(&where, fs_system(), data, why))
        return false;
    due = add_up(&prune);
    ok = (due.count == 0 || options->is_agreed || agree(&prune, &due, why)) &&
         remove_them(&prune, &pruned, why);
    if (ok || pruned.batches > 0)
        print(options, &pruned, where.outbox.batch_count - pruned.batches);
    whereabouts_fini(&where);
    return ok;
}

int sync_prune(int argc, char **argv)
{
    struct prune_options options = {.places = 1};
    struct folders folders;
    struct fail why;
    int first, status;
    bool ok;

    if (!command_args(&args, argc, argv, &options, &first, &status))
        return status;
    if (first < argc || !options.is_sent || options.places < 1) {
        log_line("prune: say what may go, --sent, and in how many places it "
                 "must be, at least 1; see prune --help");
        return EXIT_USAGE;
    }
    folders_find(&folders, "encounter-sync",
                 &(struct folders_given){.data = options.data,
                                         .config = options.config});
    ok = run(&options, folders.data, &why);
    folders_fini(&folders);
    if (!ok) {
        log_fail(&why);
        return fail_exit_status(&why);
    }
    return fflush(stdout) == 0 ? EXIT_SUCCESS : EXIT_IO;
}
