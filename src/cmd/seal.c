#include "cmd/seal.h"

#include "base/local_socket.h"
#include "base/log.h"
#include "cmd/commands.h"
#include "cmd/folders.h"
#include "kiosk/door.h"
#include "kiosk/seal_report.h"

enum { ANSWER_MS = 60 * 1000 };

struct seal_options {
    const char *content, *assets, *data, *config, *socket;
    bool is_final, is_json;
};

static const struct arg table[] = {
    {"final", NULL, "also from fewer records than may be handed on", ARG_FLAG,
     offsetof(struct seal_options, is_final)},
    {"json", NULL, "say it as JSON", ARG_FLAG,
     offsetof(struct seal_options, is_json)},
    {"content", "DIR", "folder of bundles", ARG_TEXT,
     offsetof(struct seal_options, content)},
    {"assets", "DIR", "the program's own words, signs and colours", ARG_TEXT,
     offsetof(struct seal_options, assets)},
    {"data", "DIR", "where records are kept", ARG_TEXT,
     offsetof(struct seal_options, data)},
    {"config", "FILE", "kiosk.yaml", ARG_TEXT,
     offsetof(struct seal_options, config)},
    {"socket", "FILE", "where the kiosk listens", ARG_TEXT,
     offsetof(struct seal_options, socket)},
};

static const struct args args = {
    .program = "encounter seal",
    .summary = "Makes batches of the records that are kept.",
    .usage = "[options]",
    .table = table,
    .count = sizeof table / sizeof *table,
    .more = "A kiosk that runs makes them itself; without one this program "
            "does.\nThey come to lie in DATA/outbox. Prints each with its "
            "records, or how many wait\nand how many are the least.",
};

/* Without a kiosk: FAIL_BUSY says that there is one. */
static bool make_here(const struct seal_options *options,
                      const struct folders *folders, struct str *report,
                      struct fail *why)
{
    struct keeper_options to_keep = {.fs = fs_system(),
                                     .rand = rand_system(),
                                     .wall = wall_system(),
                                     .data = folders->data};
    struct batches batches = {0};
    struct keeper keeper;
    struct kiosk kiosk;
    bool ok;

    if (!kiosk_read(&kiosk, folders->content, folders->assets, folders->config,
                    why))
        return false;
    keeper_options_fill(&to_keep, &kiosk);
    keeper_init(&keeper, &to_keep);
    ok = keeper_open(&keeper, why);
    if (ok) {
        bool is_made =
            keeper_seal(&keeper, options->is_final ? BATCH_FINAL : BATCH_DUE,
                        &batches, why);
        seal_report_write(report, &batches, keeper.options.least,
                          is_made ? NULL : why);
    }
    batches_fini(&batches);
    keeper_fini(&keeper);
    kiosk_fini(&kiosk);
    return ok;
}

static bool ask_kiosk(const struct seal_options *options,
                      const struct folders *folders, struct str *report,
                      struct fail *why)
{
    if (!folders->socket)
        return false;
    return local_ask(folders->socket,
                     options->is_final ? DOOR_SEAL_FINAL : DOOR_SEAL, ANSWER_MS,
                     report, why);
}

int seal_run(const char *program, int argc, char **argv)
{
    struct seal_options options = {0};
    struct folders folders = {0};
    struct str report = {0};
    struct fail why;
    int first, status;

    if (!command_args(&args, argc, argv, &options, &first, &status))
        return status;
    if (first < argc) {
        log_line("%s: nothing but options, see seal --help", argv[first]);
        return EXIT_USAGE;
    }
    folders_find(&folders, program,
                 &(struct folders_given){options.content, options.assets,
                                         options.data, options.config,
                                         options.socket});
    if (make_here(&options, &folders, &report, &why) ||
        (why.kind == FAIL_BUSY &&
         ask_kiosk(&options, &folders, &report, &why))) {
        status = seal_report_print(str_text(&report), options.is_json, stdout);
    } else {
        log_fail(&why);
        status = fail_exit_status(&why);
    }
    str_fini(&report);
    folders_fini(&folders);
    return status;
}
