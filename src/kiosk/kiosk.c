#include "kiosk/kiosk.h"

#include "base/fs.h"
#include "base/log.h"
#include "base/str.h"
#include "text/bidi.h"
#include <stdlib.h>
#include <string.h>

static const char *const fallback_languages[] = {"en", "fr", "ar"};

static void print_messages(const struct messages *messages)
{
    enum { SHOWN = 50 };
    if (messages->count)
        messages_print((struct messages *)messages, SHOWN, stderr);
}

static void add_language(struct kiosk *kiosk, const char *tag,
                         const char *assets_folder, struct messages *messages)
{
    if (kiosk->language_count == KIOSK_LANGUAGES)
        return;
    for (int i = 0; i < kiosk->language_count; i++)
        if (str_equal(kiosk->languages[i].tag, tag))
            return;
    const struct strings *words =
        strings_read(assets_folder, tag, &kiosk->arena, messages);
    kiosk->languages[kiosk->language_count++] = (struct kiosk_language){
        .tag = tag,
        .words = words,
        .words_tag = tag,
        .is_rtl = language_is_rtl(tag),
    };
}

/* "ui.<name>" is how a session names assets/audio/<name>.opus. */
static void find_sounds(struct kiosk *kiosk, const char *assets_folder)
{
    const char *folder = arena_printf(&kiosk->arena, "%s/audio", assets_folder);
    struct fail none;
    char **names = fs_names(fs_system(), folder, &none);

    for (int i = 0; names && i < kiosk->language_count; i++) {
        const char *tag = kiosk->languages[i].tag;
        const char *file = arena_printf(&kiosk->arena, "%s.opus", tag);
        for (char **name = names; *name; name++)
            if (str_equal(*name, file))
                kiosk->languages[i].sound =
                    arena_printf(&kiosk->arena, "ui.%s", tag);
    }
    free(names);
}

static void choose_languages(struct kiosk *kiosk, const char *assets_folder,
                             struct messages *messages)
{
    const struct schema_list *wanted = &kiosk->config->languages;

    if (!wanted->count && kiosk->library)
        wanted = &kiosk->library->programme->model->languages;
    for (size_t i = 0; i < wanted->count; i++)
        add_language(kiosk, model_string(wanted, i), assets_folder, messages);
    for (size_t i = 0; !kiosk->language_count && i < 3; i++)
        add_language(kiosk, fallback_languages[i], assets_folder, messages);
    if (!kiosk->library)
        for (size_t i = 0; i < 3; i++)
            add_language(kiosk, fallback_languages[i], assets_folder, messages);
}

/* A language without words of its own shows those of the first that has. */
static bool fill_missing_words(struct kiosk *kiosk, struct fail *why)
{
    const struct kiosk_language *first = NULL;

    for (int i = 0; i < kiosk->language_count && !first; i++)
        if (kiosk->languages[i].words)
            first = &kiosk->languages[i];
    if (!first)
        return fail_set(why, FAIL_CONFIG,
                        "no language has words in assets/strings");
    for (int i = 0; i < kiosk->language_count; i++) {
        struct kiosk_language *language = &kiosk->languages[i];
        if (language->words)
            continue;
        language->words = first->words;
        language->words_tag = first->tag;
    }
    return true;
}

bool kiosk_read(struct kiosk *kiosk, const char *content_folder,
                const char *assets_folder, const char *config_path,
                struct fail *why)
{
    struct messages messages = {0};
    struct library *library = NULL;
    struct fail no_content;

    *kiosk = (struct kiosk){.site = -1};
    kiosk->pattern =
        arena_printf(&kiosk->arena, "%s/icons/star-pattern.svg", assets_folder);
    bool ok =
        config_read(config_path, &kiosk->arena, &messages, &kiosk->config, why);
    if (ok && !library_read(content_folder, kiosk->config->programme, &messages,
                            &library, &no_content))
        log_fail(&no_content);
    kiosk->library = library;
    if (ok) {
        choose_languages(kiosk, assets_folder, &messages);
        find_sounds(kiosk, assets_folder);
        kiosk->site = kiosk_host(kiosk, kiosk->config->site);
        if (library && kiosk->config->site && kiosk->site < 0)
            log_line("site %s: no such host among the content; starting with "
                     "all hosts",
                     kiosk->config->site);
        ok = fill_missing_words(kiosk, why);
    }
    print_messages(&messages);
    messages_fini(&messages);
    if (!ok)
        kiosk_fini(kiosk);
    return ok;
}

void kiosk_fini(struct kiosk *kiosk)
{
    library_free((struct library *)kiosk->library);
    arena_fini(&kiosk->arena);
    *kiosk = (struct kiosk){.site = -1};
}

const struct bundle *kiosk_bundle(const struct kiosk *kiosk, int host)
{
    return host < 0 ? kiosk->library->programme : kiosk->library->hosts[host];
}

const struct model *kiosk_model(const struct kiosk *kiosk, int host)
{
    return kiosk_bundle(kiosk, host)->model;
}

int kiosk_host(const struct kiosk *kiosk, const char *id)
{
    const struct library *library = kiosk->library;

    for (size_t i = 0; library && id && i < library->host_count; i++)
        if (str_equal(library->hosts[i]->model->id, id))
            return (int)i;
    return -1;
}
