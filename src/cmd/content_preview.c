#include "cmd/content_preview.h"

#include "base/arena.h"
#include "base/fs.h"
#include "base/log.h"
#include "base/str.h"
#include "cmd/commands.h"
#include "cmd/content_words.h"
#include "cmd/folders.h"
#include "kiosk/app.h"
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct preview_args {
    const char *language, *shows, *page, *size, *assets, *content;
    const char *visit, *shots;
};

static const struct arg table[] = {
    {"lang", "LANGUAGE",
     "en, fr or ar, for faults; that of the surroundings if absent.", ARG_TEXT,
     offsetof(struct preview_args, language)},
    {"show", "LANGUAGE", "Begin in this language of the bundle.", ARG_TEXT,
     offsetof(struct preview_args, shows)},
    {"page", "ID", "Begin on this page.", ARG_TEXT,
     offsetof(struct preview_args, page)},
    {"size", "WxH", "A window of that many pixels; 1280x800.", ARG_TEXT,
     offsetof(struct preview_args, size)},
    {"assets", "DIR", "Where the program's own words are.", ARG_TEXT,
     offsetof(struct preview_args, assets)},
    {"content", "DIR",
     "Where the programme is taken from if it is not beside DIR.", ARG_TEXT,
     offsetof(struct preview_args, content)},
    {"visit", "FILE", "Play a scripted visit, without a window.", ARG_TEXT,
     offsetof(struct preview_args, visit)},
    {"shots", "DIR", "Folder for the pictures of a scripted visit.", ARG_TEXT,
     offsetof(struct preview_args, shots)},
};

static const struct args preview_args = {
    .program = "encounter-content preview",
    .summary = "Shows a bundle as the kiosk would, while it is written.",
    .usage = "[options] DIR",
    .table = table,
    .count = sizeof table / sizeof *table,
    .more = "DIR is a bundle. What is saved in an editor is shown at once; "
            "faults are told over the\nscreen and in the terminal. Answers "
            "are thrown away at the end. Escape ends it.",
};

static bool run(const struct preview_args *args, const char *folder,
                const struct folders *folders, const struct fault_words *words,
                const char *data, struct fail *why)
{
    const struct preview_options preview = {
        .folder = folder,
        .shipped = folders->content,
        .assets = folders->assets,
        .language = args->shows,
        .page = args->page,
        .words = words,
    };
    struct app_options options = {
        .assets = folders->assets,
        .data = data,
        .preview = &preview,
        .visit = args->visit,
        .shots = args->shots,
        .receipt_fd = -1,
        .width = 1280,
        .height = 800,
    };
    struct app *app = NULL;
    bool ok = command_size("--size", args->size, &options.width,
                           &options.height, why) &&
              app_open(&options, &app, why) && app_run(app, why);

    app_close(app);
    return ok;
}

/* With a folder for answers that is gone when it ends. */
static bool run_beside_data(const struct preview_args *args, const char *folder,
                            const struct folders *folders,
                            const struct fault_words *words, struct fail *why)
{
    const char *above = getenv("TMPDIR");
    struct str data = {0};
    struct fail unsaid;

    str_addf(&data, "%s/encounter-preview-XXXXXX", above ? above : "/tmp");
    if (!mkdtemp(data.text)) {
        str_fini(&data);
        return fail_set(why, FAIL_IO, "no folder for answers in %s",
                        above ? above : "/tmp");
    }
    bool ok = run(args, folder, folders, words, data.text, why);
    fs_remove_all(fs_system(), data.text, &unsaid);
    str_fini(&data);
    return ok;
}

int content_preview(int argc, char **argv)
{
    struct preview_args args = {0};
    struct folders folders = {0};
    struct arena arena = {0};
    struct fail why;
    int first, status;

    if (!command_args(&preview_args, argc, argv, &args, &first, &status))
        return status;
    const char *language = content_language(args.language);
    if (!language)
        return EXIT_USAGE;
    if (first != argc - 1) {
        log_line("preview: name the folder of one bundle, see --help");
        return EXIT_USAGE;
    }
    if (access(argv[first], R_OK | X_OK) != 0) {
        log_line("%s: there is no such folder", argv[first]);
        return EXIT_NO_INPUT;
    }
    folders_find(&folders, argv[0],
                 &(struct folders_given){.content = args.content,
                                         .assets = args.assets});
    const struct fault_words *words =
        str_equal(language, "en")
            ? NULL
            : content_words(argv[0], args.assets, language, &arena);
    bool ok = run_beside_data(&args, argv[first], &folders, words, &why);
    folders_fini(&folders);
    arena_fini(&arena);
    if (ok)
        return EXIT_SUCCESS;
    log_fail(&why);
    return fail_exit_status(&why);
}
