#include "cmd/report_datasheet.h"

#include "base/durable.h"
#include "base/log.h"
#include "cmd/commands.h"
#include "cmd/folders.h"
#include "report/datasheet.h"

enum { MESSAGES_SHOWN = 50 };

struct datasheet_options {
    const char *config, *content, *assets, *lang, *out;
    bool is_html, is_text;
};

static const struct arg table[] = {
    {"config", "FILE", "kiosk.yaml; open.pub is looked for beside it", ARG_TEXT,
     offsetof(struct datasheet_options, config)},
    {"content", "DIR", "folder of bundles", ARG_TEXT,
     offsetof(struct datasheet_options, content)},
    {"assets", "DIR", "the program's own words", ARG_TEXT,
     offsetof(struct datasheet_options, assets)},
    {"lang", "TAG", "one language; else the kiosk's first, or with --out all",
     ARG_TEXT, offsetof(struct datasheet_options, lang)},
    {"html", NULL, "a page to print on A4", ARG_FLAG,
     offsetof(struct datasheet_options, is_html)},
    {"text", NULL, "Markdown", ARG_FLAG,
     offsetof(struct datasheet_options, is_text)},
    {"out", "DIR", "write DIR/datasheet.<language>.md and .html", ARG_TEXT,
     offsetof(struct datasheet_options, out)},
};

static const struct args args = {
    .program = "encounter-report datasheet",
    .summary = "One page that tells what a kiosk keeps, and who can open it.",
    .usage = "[options]",
    .table = table,
    .count = sizeof table / sizeof *table,
    .more = "To hang up beside the kiosk and to hand to whoever asks. Its "
            "facts are those of the\nconfiguration, the content and the key, "
            "found as the kiosk finds them.\nPrints Markdown, or with --html a "
            "page; with --out writes both, or the one named.",
};

/* One run of the command. */
struct writing {
    const struct datasheet_options *options;
    const char *assets;
    struct datasheet sheet;
    struct messages messages;
    bool html, text;
    size_t pages;
};

static bool put(const struct writing *writing, const char *language,
                const char *ending, const struct str *page, struct fail *why)
{
    struct str path = {0};
    bool ok;

    if (!writing->options->out) {
        fputs(str_text(page), stdout);
        return fflush(stdout) == 0 ||
               fail_errno(why, "cannot write the data sheet");
    }
    str_addf(&path, "%s/datasheet.%s.%s", writing->options->out, language,
             ending);
    ok = fs_make_folders(fs_system(), writing->options->out, why) &&
         durable_write(fs_system(), path.text, page->text, page->length, why);
    str_fini(&path);
    return ok;
}

static bool write_page(struct writing *writing, const char *tag,
                       const char *words_tag, struct fail *why)
{
    const struct datasheet_words *words = datasheet_words_read(
        writing->assets, words_tag, &writing->sheet.arena, &writing->messages);
    struct str markdown = {0}, html = {0};
    struct print print;
    bool ok;

    if (!words)
        return fail_set(why, FAIL_CONFIG, "the words of %s have faults", tag);
    datasheet_page(&writing->sheet, words, tag, &print);
    print_markdown(&print, &markdown);
    print_html(&print, &html);
    ok = (!writing->text || put(writing, tag, "md", &markdown, why)) &&
         (!writing->html || put(writing, tag, "html", &html, why));
    str_fini(&markdown);
    str_fini(&html);
    print_fini(&print);
    writing->pages += ok;
    return ok;
}

static bool write_language(struct writing *writing, const char *tag,
                           struct fail *why)
{
    char words_tag[LANGUAGE_BYTES + 1];

    if (datasheet_words_find(writing->assets, tag, words_tag))
        return write_page(writing, tag, words_tag, why);
    return fail_set(why, FAIL_MISSING, "the data sheet has no words in %s yet",
                    tag);
}

/* The kiosk's languages; where it prints, only the first that has words. */
static bool write_all(struct writing *writing, struct fail *why)
{
    const struct schema_list *all = datasheet_languages(&writing->sheet);
    bool ok = true;

    for (size_t i = 0; ok && i < all->count; i++) {
        ok = write_language(writing, model_string(all, i), why);
        if (!ok && why->kind == FAIL_MISSING) {
            log_fail(why);
            ok = true;
        }
        if (writing->pages > 0 && !writing->options->out)
            break;
    }
    return ok && (writing->pages > 0 || write_language(writing, "en", why));
}

static bool write_sheet(struct writing *writing, const struct folders *folders,
                        struct fail *why)
{
    const struct datasheet_options *options = writing->options;
    bool ok;

    writing->assets = folders->assets;
    writing->html = options->is_html || (options->out && !options->is_text);
    writing->text = options->is_text || (options->out && !options->is_html) ||
                    !options->is_html;
    ok = datasheet_read(&writing->sheet, folders->content, folders->config,
                        &writing->messages, why) &&
         (options->lang ? write_language(writing, options->lang, why)
                        : write_all(writing, why));
    if (writing->messages.count)
        messages_print(&writing->messages, MESSAGES_SHOWN, stderr);
    return ok;
}

int report_datasheet(int argc, char **argv)
{
    struct datasheet_options options = {0};
    struct writing writing = {.options = &options};
    struct folders folders = {0};
    struct fail why;
    int first, status;

    if (!command_args(&args, argc, argv, &options, &first, &status))
        return status;
    if (first < argc || (!options.out && options.is_html && options.is_text)) {
        log_line(first < argc ? "datasheet: nothing but options, see --help"
                              : "datasheet: --html or --text, or --out");
        return EXIT_USAGE;
    }
    folders_find(&folders, argv[0],
                 &(struct folders_given){options.content, options.assets, NULL,
                                         options.config, NULL});
    status = 0;
    if (!write_sheet(&writing, &folders, &why)) {
        log_fail(&why);
        status = fail_exit_status(&why);
    }
    datasheet_fini(&writing.sheet);
    messages_fini(&writing.messages);
    folders_fini(&folders);
    return status;
}
