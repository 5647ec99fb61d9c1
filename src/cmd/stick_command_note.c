#include "cmd/stick_command.h"

#include "base/durable.h"
#include "base/fs_beneath.h"
#include "base/log.h"
#include "cmd/commands.h"
#include "cmd/folders.h"
#include "cmd/stick_tell.h"
#include "kiosk/stick_note.h"
#include <stdlib.h>

#define NOTE_PATH "ENCOUNTER/READ-ME.txt"

struct note_options {
    const char *report, *assets, *config, *content, *data, *socket;
};

static const struct arg table[] = {
    {"report", "FILE",
     "What happened, told by the other steps; the file's name up to the first "
     "'.' is the stick's.",
     ARG_TEXT, offsetof(struct note_options, report)},
    {"assets", "DIR", "Where the program's own words are.", ARG_TEXT,
     offsetof(struct note_options, assets)},
    {"config", "FILE", "The kiosk's kiosk.yaml.", ARG_TEXT,
     offsetof(struct note_options, config)},
    {"content", "DIR", "The bundles that came with the program.", ARG_TEXT,
     offsetof(struct note_options, content)},
    {"data", "DIR", "The kiosk's data, with what was installed.", ARG_TEXT,
     offsetof(struct note_options, data)},
    {"socket", "FILE", "Where the kiosk listens.", ARG_TEXT,
     offsetof(struct note_options, socket)},
};

static const struct args args = {
    .program = "encounter-stick note",
    .summary = "Leaves a note on a stick of what was done with it.",
    .usage = "PATH --report FILE [options]",
    .table = table,
    .count = sizeof table / sizeof *table,
    .more = "PATH is where the stick is mounted, or a folder. "
            "ENCOUNTER/READ-ME.txt says what all\nlines of FILE say, in the "
            "kiosk's languages. Without a folder ENCOUNTER nothing is\n"
            "written.",
};

static bool write_note(struct stick_tell *tell, const struct fs *stick,
                       const char *report, const struct folders *folders,
                       struct fail *why)
{
    const struct kiosk_places places = {
        .content = {.shipped = folders->content,
                    .installed = folders->installed},
        .assets = folders->assets,
        .config = folders->config};
    struct str note = {0};
    bool ok = true;

    if (!stick_note_from_report(report, &places, &note, why))
        ok = stick_tell_failed(tell, STICK_KIOSK, why);
    else if (!durable_write(stick, NOTE_PATH, str_text(&note), note.length,
                            why))
        ok = stick_tell_failed(
            tell, why->kind == FAIL_FULL ? STICK_FULL : STICK_CANNOT_WRITE,
            why);
    str_fini(&note);
    return ok;
}

static int leave_note(const char *path, const char *report,
                      const struct folders *folders)
{
    struct fs_beneath stick = {.folder = -1};
    struct stick_tell tell;
    struct fail why;
    int status = EXIT_SUCCESS;

    if (!stick_tell_open(&tell, report, folders->socket, &why) ||
        !fs_beneath_open(&stick, path, &why)) {
        log_fail(&why);
        status = fail_exit_status(&why);
    } else if (stick_tell_ours(&tell, &stick.fs, path) &&
               !write_note(&tell, &stick.fs, report, folders, &why)) {
        status = fail_exit_status(&why);
    }
    fs_beneath_close(&stick);
    stick_tell_close(&tell);
    return status;
}

int stick_command_note(int argc, char **argv)
{
    struct note_options options = {0};
    struct folders folders;
    int first, status;

    if (!command_args(&args, argc, argv, &options, &first, &status))
        return status;
    if (first + 1 != argc || !options.report) {
        log_line("note: name the folder where the stick is mounted and its "
                 "--report FILE, see note --help");
        return EXIT_USAGE;
    }
    folders_find(&folders, log_program(),
                 &(struct folders_given){.content = options.content,
                                         .assets = options.assets,
                                         .data = options.data,
                                         .config = options.config,
                                         .socket = options.socket});
    status = leave_note(argv[first], options.report, &folders);
    folders_fini(&folders);
    return status;
}
