#include "cmd/seal.h"

#include "base/log.h"
#include "cmd/at_kiosk.h"
#include "cmd/commands.h"

struct seal_options {
    struct at_kiosk at; /* first: AT_KIOSK_OPTIONS */
    bool is_final;
};

static const struct arg table[] = {
    {"final", NULL, "also from fewer records than may be handed on", ARG_FLAG,
     offsetof(struct seal_options, is_final)},
    AT_KIOSK_OPTIONS,
};

static const struct args args = {
    .summary = "Makes batches of the records that are kept.",
    .usage = "[options]",
    .table = table,
    .count = sizeof table / sizeof *table,
    .more = "A kiosk that runs makes them itself; without one this program "
            "does.\nThey come to lie in DATA/outbox. Prints each with its "
            "records, or how many wait\nand how many are the least.",
};

int seal_run(int argc, char **argv)
{
    struct seal_options options = {0};
    int first, status;

    if (!command_args(&args, argc, argv, &options, &first, &status))
        return status;
    if (first < argc) {
        log_line("%s: nothing but options, see seal --help", argv[first]);
        return EXIT_USAGE;
    }
    return at_kiosk_run(&options.at,
                        &(struct errand){.kind = options.is_final
                                                     ? ERRAND_SEAL_FINAL
                                                     : ERRAND_SEAL});
}
