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

/* The words of its own tag or, as with ar-MA, of a shorter one. */
static void find_words(struct kiosk_language *language,
                       const char *assets_folder, struct arena *arena,
                       struct messages *messages)
{
    char *tag = arena_printf(arena, "%s", language->tag);
    char *dash = tag;

    while (dash) {
        if (strings_are_there(assets_folder, tag, arena)) {
            language->words = strings_read(assets_folder, tag, arena, messages);
            language->words_tag = tag;
            return;
        }
        dash = strrchr(tag, '-');
        if (dash)
            *dash = '\0';
    }
}

static void add_language(struct kiosk *kiosk, const char *tag,
                         const char *assets_folder, struct messages *messages)
{
    if (kiosk->language_count == KIOSK_LANGUAGES)
        return;
    for (int i = 0; i < kiosk->language_count; i++)
        if (str_equal(kiosk->languages[i].tag, tag))
            return;
    struct kiosk_language language = {
        .tag = tag, .words_tag = tag, .is_rtl = language_is_rtl(tag)};
    find_words(&language, assets_folder, &kiosk->arena, messages);
    kiosk->languages[kiosk->language_count++] = language;
}

struct language_names {
    const struct yaml_node *node;
    struct text names;
};
static const struct schema_field names_fields[] = {
    {.key = "names",
     .type = SCHEMA_TEXT,
     .offset = offsetof(struct language_names, names),
     .is_required = true},
};
static const struct schema names_schema =
    SCHEMA("languages", struct language_names, names_fields);

static const struct text *language_names(struct kiosk *kiosk,
                                         const char *assets_folder,
                                         struct messages *messages)
{
    const char *path =
        arena_printf(&kiosk->arena, "%s/languages.yaml", assets_folder);
    const struct language_names *read =
        schema_read_file(&names_schema, path, path, &kiosk->arena, messages);

    return read && read->names.count ? &read->names : NULL;
}

/* "ui.<name>" is how a session names assets/audio/<name>.opus. */
static void find_recordings(struct kiosk *kiosk, const char *assets_folder)
{
    const char *folder = arena_printf(&kiosk->arena, "%s/audio", assets_folder);
    struct fail none;
    char **names = fs_names(fs_system(), folder, &none);
    size_t count = 0;

    while (names && names[count])
        count++;
    const char **found = arena_array(&kiosk->arena, count + 1, sizeof *found);
    for (size_t i = 0, k = 0; i < count; i++) {
        size_t bytes = strlen(names[i]);
        if (str_ends(names[i], ".opus"))
            found[k++] = arena_printf(&kiosk->arena, "ui.%.*s",
                                      (int)(bytes - strlen(".opus")), names[i]);
    }
    free(names);
    kiosk->recordings = found;
    for (int i = 0; i < kiosk->language_count; i++)
        kiosk->languages[i].sound =
            kiosk_word_sound(kiosk, NULL, kiosk->languages[i].tag);
}

static void choose_languages(struct kiosk *kiosk,
                             const struct schema_list *wanted,
                             const char *assets_folder,
                             struct messages *messages)
{
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

static void tell_missing_words(const struct kiosk *kiosk)
{
    for (int i = 0; i < kiosk->language_count; i++) {
        const struct kiosk_language *language = &kiosk->languages[i];
        if (!str_starts(language->tag, language->words_tag))
            log_line("language %s: no words in assets/strings; its screens "
                     "show those of %s around the content",
                     language->tag, language->words_tag);
    }
}

static void tell_sealing(const struct kiosk *kiosk, const char *path)
{
    if (kiosk->sealing == KIOSK_SEALED)
        log_line("records are sealed to %s (%s)", kiosk->fingerprint, path);
    else if (kiosk->sealing == KIOSK_NO_FEEDBACK)
        log_line("sealing is required and there is no %s: no feedback is taken",
                 path);
    else
        log_line("no key is configured (%s): records are kept as plain text",
                 path ? path : "open.pub beside a configuration");
}

static bool read_sealing(struct kiosk *kiosk, const char *config_path,
                         struct fail *why)
{
    struct str path = {0};
    bool has_key =
        seal_key_beside(fs_system(), config_path, &path, &kiosk->key, why);
    bool ok = has_key || why->kind == FAIL_MISSING;

    if (has_key) {
        kiosk->sealing = KIOSK_SEALED;
        seal_key_fingerprint(&kiosk->key, kiosk->fingerprint);
    } else if (kiosk->config->sealing == CONFIG_REQUIRED) {
        kiosk->sealing = KIOSK_NO_FEEDBACK;
    }
    if (ok)
        tell_sealing(kiosk, path.text);
    str_fini(&path);
    return ok;
}

/* One question about the proposal, with words: a record of its own. */
static const struct model *proposal_form(struct kiosk *kiosk,
                                         const struct proposal *proposal)
{
    struct model *form = arena_get(&kiosk->arena, sizeof *form);
    struct question *question = arena_get(&kiosk->arena, sizeof *question);
    void **list = arena_array(&kiosk->arena, 1, sizeof *list);

    *question = (struct question){
        .id = "stance", .type = QUESTION_DIALOGIC, .about = proposal->id};
    *list = question;
    *form = *kiosk_model(kiosk, -1);
    form->feedback = (struct schema_list){list, 1};
    return form;
}

static void find_proposals(struct kiosk *kiosk)
{
    const struct schema_list *all = &kiosk_model(kiosk, -1)->proposals;

    kiosk->proposals =
        arena_array(&kiosk->arena, all->count + 1, sizeof(struct model *));
    for (size_t i = 0; i < all->count; i++) {
        const struct proposal *proposal = model_object(all, i);
        if (!proposal->draft && kiosk->proposal_count < KIOSK_PROPOSALS)
            kiosk->proposals[kiosk->proposal_count++] =
                proposal_form(kiosk, proposal);
    }
}

static bool read_keyboards(struct kiosk *kiosk, const char *assets_folder,
                           struct fail *why)
{
    const char *tags[KIOSK_LANGUAGES];

    for (int i = 0; i < kiosk->language_count; i++)
        tags[i] = kiosk->languages[i].tag;
    return keyboard_layouts_read(assets_folder, tags,
                                 (size_t)kiosk->language_count,
                                 &kiosk->keyboards, why);
}

static void begin(struct kiosk *kiosk, const char *assets_folder)
{
    *kiosk = (struct kiosk){.site = -1};
    kiosk->pattern =
        arena_printf(&kiosk->arena, "%s/icons/star-pattern.svg", assets_folder);
}

/* What follows from library, configuration and languages. */
static bool fill(struct kiosk *kiosk, const struct schema_list *languages,
                 const char *assets_folder, struct messages *messages,
                 struct fail *why)
{
    if (kiosk->library)
        find_proposals(kiosk);
    choose_languages(kiosk, languages, assets_folder, messages);
    find_recordings(kiosk, assets_folder);
    kiosk->names = language_names(kiosk, assets_folder, messages);
    return fill_missing_words(kiosk, why) &&
           read_keyboards(kiosk, assets_folder, why);
}

static void find_site(struct kiosk *kiosk)
{
    const char *site = kiosk->config->site;

    kiosk->site = kiosk_host(kiosk, site);
    if (kiosk->library && site && kiosk->site < 0)
        log_line("site %s: no such host among the content; starting with "
                 "all hosts",
                 site);
}

/* True as it is; of a kiosk that cannot be used nothing is left. */
static bool end(struct kiosk *kiosk, struct messages *messages, bool ok)
{
    print_messages(messages);
    messages_fini(messages);
    if (!ok)
        kiosk_fini(kiosk);
    return ok;
}

static void read_library(struct kiosk *kiosk, const struct kiosk_places *places,
                         struct messages *messages)
{
    struct library *library = NULL;
    struct fail why;

    if (!library_read(&places->content, kiosk->config->programme, messages,
                      &library, &why))
        log_fail(&why);
    kiosk->library = library;
}

bool kiosk_read(struct kiosk *kiosk, const struct kiosk_places *places,
                struct fail *why)
{
    struct messages messages = {0};

    begin(kiosk, places->assets);
    bool ok = config_read(places->config, &kiosk->arena, &messages,
                          &kiosk->config, why);
    if (ok) {
        read_library(kiosk, places, &messages);
        ok = fill(kiosk, &kiosk->config->languages, places->assets, &messages,
                  why);
    }
    if (ok) {
        tell_missing_words(kiosk);
        find_site(kiosk);
        ok = read_sealing(kiosk, places->config, why);
    }
    return end(kiosk, &messages, ok);
}

bool kiosk_read_again(struct kiosk *kiosk, const struct kiosk *settings,
                      const struct kiosk_places *places, struct fail *why)
{
    struct messages messages = {0};

    begin(kiosk, places->assets);
    kiosk->config = settings->config;
    kiosk->sealing = settings->sealing;
    kiosk->key = settings->key;
    memcpy(kiosk->fingerprint, settings->fingerprint,
           sizeof kiosk->fingerprint);
    read_library(kiosk, places, &messages);
    bool ok =
        fill(kiosk, &kiosk->config->languages, places->assets, &messages, why);
    if (ok)
        find_site(kiosk);
    return end(kiosk, &messages, ok);
}

bool kiosk_show(struct kiosk *kiosk, struct library *library,
                const struct schema_list *languages, const char *assets_folder,
                struct fail *why)
{
    struct messages messages = {0};

    begin(kiosk, assets_folder);
    kiosk->library = library;
    bool ok = config_read(NULL, &kiosk->arena, &messages, &kiosk->config, why);
    return end(kiosk, &messages,
               ok && fill(kiosk, languages, assets_folder, &messages, why));
}

void kiosk_fini(struct kiosk *kiosk)
{
    library_free((struct library *)kiosk->library);
    keyboard_layouts_free(kiosk->keyboards);
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

const struct model *kiosk_form(const struct kiosk *kiosk, int host,
                               int proposal)
{
    return proposal ? kiosk->proposals[proposal - 1] : kiosk_model(kiosk, host);
}

int kiosk_proposal(const struct kiosk *kiosk, const char *id)
{
    for (int i = 0; i < kiosk->proposal_count; i++) {
        const struct question *question =
            model_object(&kiosk->proposals[i]->feedback, 0);
        if (str_equal(question->about, id))
            return i + 1;
    }
    return 0;
}

int kiosk_host(const struct kiosk *kiosk, const char *id)
{
    const struct library *library = kiosk->library;

    for (size_t i = 0; library && id && i < library->host_count; i++)
        if (str_equal(library->hosts[i]->model->id, id))
            return (int)i;
    return -1;
}

const char *kiosk_word_sound(const struct kiosk *kiosk, const char *key,
                             const char *language)
{
    size_t bytes = key ? strlen(key) : 0;

    for (size_t i = 0; kiosk->recordings && kiosk->recordings[i]; i++) {
        const char *name = kiosk->recordings[i] + strlen("ui.");
        if (!key ? str_equal(name, language)
                 : strncmp(name, key, bytes) == 0 && name[bytes] == '.' &&
                       str_equal(name + bytes + 1, language))
            return kiosk->recordings[i];
    }
    return NULL;
}

const char *kiosk_language_name(const struct kiosk *kiosk, const char *tag)
{
    bool is_other = true;

    for (int i = 0; i < kiosk->language_count; i++) {
        const struct kiosk_language *language = &kiosk->languages[i];
        if (str_equal(language->tag, tag) && language->words &&
            str_starts(tag, language->words_tag))
            return language->words->language_name;
    }
    const struct text_entry *entry =
        kiosk->names ? text_find(kiosk->names, tag, &is_other) : NULL;
    return entry && !is_other && entry->utf8 ? entry->utf8 : tag;
}
