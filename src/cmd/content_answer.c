#include "cmd/content_answer.h"

#include "base/log.h"
#include "base/str.h"
#include "cmd/commands.h"
#include "cmd/content_words.h"
#include "cmd/draft_check.h"
#include "cmd/stick_tell.h"
#include "content/install.h"
#include <errno.h>
#include <stdlib.h>

enum { DRAFTS = 16 }; /* at a time */

struct answer_options {
    const char *report, *assets, *config, *content, *data, *socket;
};

static const struct arg table[] = {
    {"report", "FILE",
     "Add what happens to this file, and tell the kiosk. Its name up to the "
     "first '.' is the stick's.",
     ARG_TEXT, offsetof(struct answer_options, report)},
    {"assets", "DIR", "Where the program's own words are.", ARG_TEXT,
     offsetof(struct answer_options, assets)},
    {"config", "FILE", "The kiosk's kiosk.yaml.", ARG_TEXT,
     offsetof(struct answer_options, config)},
    {"content", "DIR", "The bundles that came with the program.", ARG_TEXT,
     offsetof(struct answer_options, content)},
    {"data", "DIR", "Where drafts are copied to while they are checked.",
     ARG_TEXT, offsetof(struct answer_options, data)},
    {"socket", "FILE", "Where the kiosk listens.", ARG_TEXT,
     offsetof(struct answer_options, socket)},
};

static const struct args answer_args = {
    .program = "encounter-content answer",
    .summary = "Answers a stick: checks its drafts.",
    .usage = "[options] PATH",
    .table = table,
    .count = sizeof table / sizeof *table,
    .more =
        "PATH is where the stick is mounted, or a folder. Each folder in "
        "ENCOUNTER/drafts is\nchecked as by 'check --html' and gets its page "
        "CHECK.html; nothing of it is\ninstalled. "
        "Without a folder ENCOUNTER nothing is written. Exit status: 0\n"
        "answered, whatever the drafts hold, 64 usage, 66 PATH is not there, "
        "74 not all\ncould be answered.",
};

struct answer {
    const struct answer_options *options;
    struct folders folders;
    const struct config *config;
    const char *language;
    const struct fault_words *words;
    struct fs_beneath stick;
    struct stick_tell tell;
    const char *draft; /* that is checked */
    struct arena arena;
};

static void tell(struct answer *answer, const struct stick_news *news)
{
    stick_tell(&answer->tell, news);
}

/* The first of the kiosk's languages that faults are told in. */
static const char *first_language(const struct config *config)
{
    static const char *const known[] = {"en", "fr", "ar"};

    for (size_t i = 0; i < config->languages.count; i++)
        for (size_t k = 0; k < sizeof known / sizeof *known; k++)
            if (str_equal(model_string(&config->languages, i), known[k]))
                return known[k];
    return "en";
}

static bool read_settings(struct answer *answer, const char *argv0,
                          struct fail *why)
{
    const struct answer_options *options = answer->options;
    const struct folders_given given = {.content = options->content,
                                        .assets = options->assets,
                                        .data = options->data,
                                        .config = options->config,
                                        .socket = options->socket};
    struct messages messages = {0};

    folders_find(&answer->folders, argv0, &given);
    bool ok = config_read(answer->folders.config, &answer->arena, &messages,
                          &answer->config, why);
    messages_print(&messages, 20, stderr);
    messages_fini(&messages);
    if (!ok)
        return false;
    answer->language = first_language(answer->config);
    if (!str_equal(answer->language, "en"))
        answer->words = content_words(argv0, answer->folders.assets,
                                      answer->language, &answer->arena);
    if (!answer->words)
        answer->language = "en";
    return true;
}

static void on_progress(void *user, int percent)
{
    struct answer *answer = user;

    tell(answer, &(struct stick_news){.event = STICK_CHECKING,
                                      .file = answer->draft,
                                      .percent = percent});
}

static void say(struct answer *answer, const struct draft_result *result)
{
    const char *id = answer->draft;

    if (result->reason != STICK_NO_REASON) {
        log_line("draft %s: %s", id, result->why.text);
        tell(answer, &(struct stick_news){.event = STICK_FAILED,
                                          .reason = result->reason,
                                          .id = id,
                                          .detail = result->why.text});
        return;
    }
    if (!result->is_checked)
        log_line("draft %s was not checked to the end: %s", id,
                 result->why.text);
    else
        printf("%s: %lld %s, %lld %s\n", id, (long long)result->errors,
               result->errors == 1 ? "error" : "errors",
               (long long)result->warnings,
               result->warnings == 1 ? "warning" : "warnings");
    tell(answer, &(struct stick_news){.event = STICK_DRAFT,
                                      .id = id,
                                      .count = result->errors,
                                      .more = result->warnings});
}

static bool answer_draft(struct answer *answer, const char *argv0,
                         const char *name)
{
    const struct draft_check check = {
        .argv0 = argv0,
        .folders = &answer->folders,
        .config = answer->config,
        .language = answer->language,
        .words = answer->words,
        .stick = &answer->stick.fs,
        .name = name,
        .staging = arena_printf(&answer->arena, "%s/incoming/drafts",
                                answer->folders.data),
        .user = answer,
        .progress = on_progress};
    struct draft_result result;

    answer->draft = name;
    on_progress(answer, 0);
    draft_check(&check, &result);
    say(answer, &result);
    return result.reason == STICK_NO_REASON;
}

static bool answer_drafts(struct answer *answer, const char *argv0,
                          char *const *names)
{
    const struct fs *fs = &answer->stick.fs;
    bool ok = true;
    int count = 0;

    for (; *names; names++) {
        const char *path =
            arena_printf(&answer->arena, DRAFTS_FOLDER "/%s", *names);
        if (**names == '.' || !fs_is_folder(fs, path))
            continue;
        if (count++ == DRAFTS) {
            log_line("more than %d drafts: the others are left", DRAFTS);
            break;
        }
        ok = answer_draft(answer, argv0, *names) && ok;
    }
    return ok;
}

static void on_wait(void *user)
{
    tell(user, &(struct stick_news){.event = STICK_WAITING});
}

/* One stick at a time. */
static bool check_drafts(struct answer *answer, const char *argv0)
{
    const char *incoming =
        arena_printf(&answer->arena, "%s/incoming", answer->folders.data);
    struct fail why;
    char **names;
    int lock;

    if (!fs_is_folder(&answer->stick.fs, DRAFTS_FOLDER))
        return true;
    names = fs_names(&answer->stick.fs, DRAFTS_FOLDER, &why);
    if (!names)
        return stick_tell_failed(&answer->tell, STICK_CANNOT_READ, &why);
    lock = install_lock(fs_system(), incoming, on_wait, answer, &why);
    bool ok = lock >= 0 ? answer_drafts(answer, argv0, names)
                        : stick_tell_failed(&answer->tell, STICK_KIOSK, &why);
    if (lock >= 0)
        install_unlock(fs_system(), lock);
    free(names);
    return ok;
}

static int run(struct answer *answer, const char *argv0, const char *path)
{
    struct fail why;
    bool ok = read_settings(answer, argv0, &why) &&
              stick_tell_open(&answer->tell, answer->options->report,
                              answer->folders.socket, &why) &&
              fs_beneath_open(&answer->stick, path, &why);
    int status = EXIT_SUCCESS;

    if (!ok) {
        log_fail(&why);
        status = fail_exit_status(&why);
    } else if (stick_tell_ours(&answer->tell, &answer->stick.fs, path) &&
               !check_drafts(answer, argv0)) {
        status = EXIT_IO;
    }
    stick_tell_close(&answer->tell);
    fs_beneath_close(&answer->stick);
    folders_fini(&answer->folders);
    arena_fini(&answer->arena);
    return status;
}

int content_answer(int argc, char **argv)
{
    struct answer_options options = {0};
    struct answer answer = {.options = &options};
    int first, status = EXIT_SUCCESS;

    if (!command_args(&answer_args, argc, argv, &options, &first, &status))
        return status;
    if (first + 1 != argc) {
        log_line("answer: name the folder where the stick is mounted");
        return EXIT_USAGE;
    }
    return run(&answer, argv[0], argv[first]);
}
