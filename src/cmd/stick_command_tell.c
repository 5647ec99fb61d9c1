#include "cmd/stick_command.h"

#include "base/log.h"
#include "cmd/commands.h"
#include "cmd/folders.h"
#include "cmd/stick_tell.h"
#include <stdlib.h>

struct tell_options {
    const char *report, *reason, *socket;
};

static const struct arg table[] = {
    {"report", "FILE", "The stick's report; the file's name names it.",
     ARG_TEXT, offsetof(struct tell_options, report)},
    {"reason", "REASON", "Why, of failed: cannot-read, kiosk, ...", ARG_TEXT,
     offsetof(struct tell_options, reason)},
    {"socket", "FILE", "Where the kiosk listens.", ARG_TEXT,
     offsetof(struct tell_options, socket)},
};

static const struct args args = {
    .program = "encounter-stick tell",
    .summary = "Tells the kiosk and the report what becomes of a stick.",
    .usage = "EVENT --report FILE [options]",
    .table = table,
    .count = sizeof table / sizeof *table,
    .more =
        "EVENT is a word of the report's lines: done, gone, not-ours, failed. "
        "For what no\nother program is there to tell: the stick may be taken "
        "out, was taken out, cannot be\nread.",
};

/* As a line of the report, which knows all its words. */
static bool read_news(const char *event, const char *reason, struct str *line,
                      struct stick_news *ret_news)
{
    str_addf(line, "stick x %s", event);
    if (reason)
        str_addf(line, " reason=%s", reason);
    return stick_news_read(line->text, ret_news) &&
           (!reason || str_equal(stick_reason_name(ret_news->reason), reason));
}

static int tell(const struct tell_options *options,
                const struct stick_news *news)
{
    struct folders folders;
    struct stick_tell to;
    struct fail why;
    int status = EXIT_SUCCESS;

    folders_find(&folders, log_program(),
                 &(struct folders_given){.socket = options->socket});
    if (stick_tell_open(&to, options->report, folders.socket, &why)) {
        stick_tell(&to, news);
    } else {
        log_fail(&why);
        status = fail_exit_status(&why);
    }
    stick_tell_close(&to);
    folders_fini(&folders);
    return status;
}

int stick_command_tell(int argc, char **argv)
{
    struct tell_options options = {0};
    struct stick_news news;
    struct str line = {0};
    int first, status;

    if (!command_args(&args, argc, argv, &options, &first, &status))
        return status;
    if (argc - first == 1 && options.report &&
        read_news(argv[first], options.reason, &line, &news)) {
        status = tell(&options, &news);
    } else {
        log_line("tell: name an event and its --report FILE, see tell --help");
        status = EXIT_USAGE;
    }
    str_fini(&line);
    return status;
}
