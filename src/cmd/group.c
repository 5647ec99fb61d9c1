#include "cmd/group.h"

#include "base/log.h"
#include "base/str.h"
#include "cmd/at_kiosk.h"
#include "cmd/commands.h"
#include "feedback/batch.h"

struct group_options {
    struct at_kiosk at; /* first: AT_KIOSK_OPTIONS */
    const char *label;
};

static const struct arg open_table[] = {AT_KIOSK_OPTIONS};

static const struct args open_args = {
    .program = "encounter group open",
    .summary = "Opens a group visit.",
    .usage = "[options]",
    .table = open_table,
    .count = sizeof open_table / sizeof *open_table,
    .more =
        "From the next visit on, also after a restart, records go to a store "
        "of the group's\nown and hold no language, and questions about a "
        "person are left out. Whoever is\nat the kiosk goes on as before. The "
        "group's name is given when it is closed.\nExit status 1: one is open "
        "already.",
};

static const struct arg close_table[] = {
    {"label", "TEXT", "the group's name; nobody's own", ARG_TEXT,
     offsetof(struct group_options, label)},
    AT_KIOSK_OPTIONS,
};

static const struct args close_args = {
    .program = "encounter group close",
    .summary = "Closes the group visit, and makes a batch of its records.",
    .usage = "[--label TEXT] [options]",
    .table = close_table,
    .count = sizeof close_table / sizeof *close_table,
    .more =
        "Waits until the last of the group has finished. With fewer records "
        "than may be\nhanded on together they wait, without a label, for "
        "those of other small groups.\nExit status 1: none is open.",
};

static const struct command verbs[] = {
    {"open", "", "from the next visit on, visits are a group's", NULL},
    {"close", "[--label TEXT]", "no more; makes its batch", NULL},
    {.name = NULL},
};

static bool label_fits(const char *label)
{
    if (!label || label_is_right(label))
        return true;
    log_line("--label: one line of 1 to %d bytes of UTF-8", BATCH_LABEL_BYTES);
    return false;
}

int group_run(int argc, char **argv)
{
    bool is_open = argc > 1 && str_equal(argv[1], "open");
    bool is_close = argc > 1 && str_equal(argv[1], "close");
    struct group_options options = {0};
    struct errand errand;
    int first, status;

    if (!is_open && !is_close)
        return commands_run("encounter group",
                            "A group visit: opened and closed by staff.", verbs,
                            argc, argv);
    if (!command_args(is_open ? &open_args : &close_args, argc - 1, argv + 1,
                      &options, &first, &status))
        return status;
    if (first < argc - 1) {
        log_line("%s: nothing but options, see group %s --help",
                 argv[1 + first], argv[1]);
        return EXIT_USAGE;
    }
    if (!label_fits(options.label))
        return EXIT_USAGE;
    errand = (struct errand){.kind = is_open ? ERRAND_GROUP_OPEN
                                             : ERRAND_GROUP_CLOSE,
                             .label = options.label};
    return at_kiosk_run(&options.at, &errand);
}
