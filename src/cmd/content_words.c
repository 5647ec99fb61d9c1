#include "cmd/content_words.h"

#include "base/log.h"
#include "base/str.h"
#include "cmd/folders.h"
#include <stdlib.h>
#include <string.h>

static const char *const languages[] = {"en", "fr", "ar", NULL};

/* "fr_MA.UTF-8" is French. */
static const char *known(const char *locale)
{
    size_t bytes = strcspn(locale, "_.@");

    for (int i = 0; languages[i]; i++)
        if (strlen(languages[i]) == bytes &&
            strncmp(languages[i], locale, bytes) == 0)
            return languages[i];
    return NULL;
}

static const char *surroundings(void)
{
    static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *value = getenv(names[i]);
        if (value && *value)
            return known(value) ? known(value) : "en";
    }
    return "en";
}

const char *content_language(const char *given)
{
    for (int i = 0; given && languages[i]; i++)
        if (str_equal(languages[i], given))
            return languages[i];
    if (given)
        log_line("--lang is en, fr or ar, not '%s'", given);
    return given ? NULL : surroundings();
}

const struct fault_words *content_words(const char *argv0, const char *assets,
                                        const char *language,
                                        struct arena *arena)
{
    struct folders_given given = {.assets = assets};
    struct fault_words *words = arena_get(arena, sizeof *words);
    struct messages messages = {0};
    struct folders folders = {0};

    folders_find(&folders, argv0, &given);
    bool ok =
        fault_words_read(words, folders.assets, language, arena, &messages);
    if (!ok)
        log_line("%s/messages/%s.yaml cannot be used, see --assets; going on "
                 "in English",
                 folders.assets, language);
    messages_fini(&messages);
    folders_fini(&folders);
    return ok ? words : NULL;
}
