#include "base/log.h"
#include "base/str.h"
#include "cmd/commands.h"
#include "cmd/content_check.h"
#include "cmd/content_words.h"
#include <stdlib.h>
#include <string.h>

struct explain_options {
    const char *language, *assets;
};

static const struct arg explain_table[] = {
    {"lang", "LANGUAGE", "en, fr or ar; that of the surroundings if absent.",
     ARG_TEXT, offsetof(struct explain_options, language)},
    {"assets", "DIR", "Where the program's own words are.", ARG_TEXT,
     offsetof(struct explain_options, assets)},
};

static const struct args explain_args = {
    .program = "encounter-content explain",
    .summary = "Says at length what a message of check means, with an example.",
    .usage = "[options] CODE...",
    .table = explain_table,
    .count = sizeof explain_table / sizeof *explain_table,
    .more =
        "CODE stands in brackets in a message: E201. Without one, all codes "
        "are listed.",
};

static void print_indented(const char *text)
{
    while (*text) {
        size_t bytes = strcspn(text, "\n");
        printf("    %.*s\n", (int)bytes, text);
        text += bytes + (text[bytes] == '\n');
    }
}

static void print_example(const struct fault_words *words,
                          const struct fault_words *english, enum fault fault,
                          const char *key, enum fault_label label)
{
    const char *example = english ? fault_long(english, fault, key) : NULL;

    if (!example)
        return;
    printf("\n%s:\n", fault_label(words, label));
    print_indented(example);
}

static bool add_dots(const void *user, const char *name, size_t bytes,
                     struct str *out)
{
    (void)user;
    (void)name;
    (void)bytes;
    str_add(out, "…");
    return true;
}

/* A sentence whose places stand for anything. */
static void print_sentence(const char *before, const char *sentence)
{
    struct str out = {0};

    str_add_filled(&out, sentence, add_dots, NULL);
    printf("%s: %s\n", before, str_text(&out));
    str_fini(&out);
}

static void explain(const struct fault_words *words,
                    const struct fault_words *english, enum fault fault)
{
    const struct fault_words *spoken = words ? words : english;
    const char *help = fault_help(words, fault);
    const char *explained =
        spoken ? fault_long(spoken, fault, "explain") : NULL;

    print_sentence(fault_entries[fault].code, fault_text(words, fault));
    if (help && strcmp(help, "{doc}") != 0)
        print_sentence(fault_label(words, LABEL_help), help);
    if (explained)
        printf("\n%s\n", explained);
    print_example(words, english, fault, "wrong", LABEL_wrong);
    print_example(words, english, fault, "right", LABEL_right);
}

static int list(const struct fault_words *words)
{
    for (int i = 0; i < FAULT__COUNT; i++)
        print_sentence(fault_entries[i].code, fault_text(words, (enum fault)i));
    return EXIT_SUCCESS;
}

static int explain_all(int argc, char **argv, int first,
                       const struct fault_words *words,
                       const struct fault_words *english)
{
    if (first == argc)
        return list(words);
    for (int i = first; i < argc; i++) {
        enum fault fault;
        if (!fault_find(argv[i], &fault)) {
            log_line("explain: there is no message '%s'; without a code all "
                     "are listed",
                     argv[i]);
            return EXIT_USAGE;
        }
        if (i > first)
            putchar('\n');
        explain(words, english, fault);
    }
    return EXIT_SUCCESS;
}

int content_explain(int argc, char **argv)
{
    struct explain_options options = {0};
    struct arena arena = {0};
    int first, status = EXIT_SUCCESS;

    if (!command_args(&explain_args, argc, argv, &options, &first, &status))
        return status;
    const char *language = content_language(options.language);
    if (!language)
        return EXIT_USAGE;
    const struct fault_words *english =
        content_words(argv[0], options.assets, "en", &arena);
    const struct fault_words *words =
        str_equal(language, "en")
            ? NULL
            : content_words(argv[0], options.assets, language, &arena);
    status = explain_all(argc, argv, first, words, english);
    arena_fini(&arena);
    return status;
}
