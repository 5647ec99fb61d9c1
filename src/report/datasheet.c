#include "report/datasheet.h"

#include "yaml/direction.h"
#include <stdio.h>

static bool read_key(struct datasheet *sheet, const char *config_path,
                     struct fail *why)
{
    struct str path = {0};
    struct seal_key key;

    sheet->has_key =
        seal_key_beside(fs_system(), config_path, &path, &key, why);
    if (sheet->has_key)
        seal_key_fingerprint(&key, sheet->fingerprint);
    str_fini(&path);
    return sheet->has_key || why->kind == FAIL_MISSING;
}

bool datasheet_read(struct datasheet *sheet, const char *content_folder,
                    const char *config_path, struct messages *messages,
                    struct fail *why)
{
    *sheet = (struct datasheet){0};
    if (config_read(config_path, &sheet->arena, messages, &sheet->config,
                    why) &&
        read_key(sheet, config_path, why) &&
        library_read(&(struct library_places){.shipped = content_folder},
                     sheet->config->programme, messages, &sheet->library, why))
        return true;
    datasheet_fini(sheet);
    return false;
}

void datasheet_fini(struct datasheet *sheet)
{
    library_free(sheet->library);
    arena_fini(&sheet->arena);
    *sheet = (struct datasheet){0};
}

static const struct model *programme_of(const struct datasheet *sheet)
{
    return sheet->library->programme->model;
}

const struct schema_list *datasheet_languages(const struct datasheet *sheet)
{
    return sheet->config->languages.count ? &sheet->config->languages
                                          : &programme_of(sheet)->languages;
}

/* What is laid out, with what the places in its sentences mean. */
struct laying {
    const struct datasheet *sheet;
    const struct datasheet_words *words;
    struct print *print;
    const char *places[11];
    char k[24];
};

static const char *in_language(const struct laying *laying,
                               const struct text *text)
{
    const struct text_entry *entry =
        text_find(text, laying->print->language, NULL);

    return entry && entry->utf8 ? entry->utf8 : "";
}

static const char *site_name(const struct laying *laying)
{
    const struct library *library = laying->sheet->library;

    for (size_t i = 0; i < library->host_count; i++)
        if (str_equal(library->hosts[i]->model->id,
                      laying->sheet->config->site))
            return in_language(laying, &library->hosts[i]->model->name);
    return NULL;
}

static void add(struct laying *laying, enum print_line_kind kind,
                const char *name, const char *sentence)
{
    struct str filled = {0};

    str_fill(&filled, sentence, laying->places);
    print_add(laying->print, kind, name, str_text(&filled));
    str_fini(&filled);
}

/* Among right-to-left words a value keeps its own direction (UAX 9, FSI and
 * PDI): groups of digits would come to stand in the other order. */
static const char *apart(const struct laying *laying, const char *value)
{
    if (!value || !language_is_rtl(laying->print->language))
        return value;
    return arena_printf(&laying->print->arena, "\u2068%s\u2069", value);
}

static void fill_places(struct laying *laying)
{
    const struct config *config = laying->sheet->config;
    const struct model *programme = programme_of(laying->sheet);
    const char *const places[] = {
        "k",
        laying->k,
        "kiosk",
        apart(laying, config->kiosk),
        "site",
        apart(laying, site_name(laying)),
        "fingerprint",
        apart(laying, laying->sheet->fingerprint),
        "responsible",
        apart(laying, in_language(laying, &programme->privacy->responsible)),
        NULL};

    snprintf(laying->k, sizeof laying->k, "%lld", (long long)config->k);
    for (size_t i = 0; i < sizeof places / sizeof *places; i++)
        laying->places[i] = places[i];
}

/* Words of a bundle: no place in them is filled. */
static void add_fact(struct laying *laying, const char *name,
                     const struct text *text)
{
    print_add(laying->print, PRINT_FACT, name, in_language(laying, text));
}

static void add_facts(struct laying *laying)
{
    const struct datasheet_words *words = laying->words;
    const struct model *programme = programme_of(laying->sheet);
    const struct privacy *privacy = programme->privacy;

    add_fact(laying, words->programme, &programme->name);
    add(laying, PRINT_FACT, words->kiosk,
        site_name(laying) ? words->kiosk_at : "{kiosk}");
    add_fact(laying, words->responsible, &privacy->responsible);
    add_fact(laying, words->purpose, &privacy->purpose);
    add_fact(laying, words->delete_by, &privacy->delete_by);
    add_fact(laying, words->contact, &privacy->contact);
}

static void add_fields(struct laying *laying)
{
    const struct datasheet_words *words = laying->words;

    add(laying, PRINT_HEADING, NULL, words->record_title);
    add(laying, PRINT_TEXT, NULL, words->record_lead);
#define X(enumerator, key)                                                     \
    add(laying, PRINT_FIELD, record_keys[enumerator], words->record->key);
    RECORD_KEYS(X)
#undef X
    add(laying, PRINT_HEADING, NULL, words->batch_title);
    add(laying, PRINT_TEXT, NULL, words->batch_lead);
#define X(enumerator, key)                                                     \
    add(laying, PRINT_FIELD, batch_keys[enumerator], words->batch->key);
    BATCH_KEYS(X)
#undef X
    add(laying, PRINT_TEXT, NULL, words->besides);
}

static void add_who_opens(struct laying *laying)
{
    const struct datasheet *sheet = laying->sheet;
    const struct datasheet_words *words = laying->words;

    add(laying, PRINT_HEADING, NULL, words->open_title);
    add(laying, PRINT_TEXT, NULL,
        sheet->has_key                              ? words->open_sealed
        : sheet->config->sealing == CONFIG_REQUIRED ? words->open_none
                                                    : words->open_plain);
    add(laying, PRINT_TEXT, NULL, words->least);
}

static void add_claims(struct laying *laying)
{
    const struct datasheet_words *words = laying->words;

    add(laying, PRINT_HEADING, NULL, words->claims_title);
    add(laying, PRINT_TEXT, NULL, words->claims_lead);
#define X(name, test) add(laying, PRINT_CLAIM, test, words->claims->name);
    DATASHEET_CLAIMS(X)
#undef X
}

static void add_limits(struct laying *laying)
{
    const struct datasheet_limits *limits = laying->words->limits;
    const char *other = laying->sheet->config->free_text ? limits->no_words
                                                         : limits->words_taken;

    add(laying, PRINT_HEADING, NULL, laying->words->limits_title);
#define X(name)                                                                \
    if (limits->name != other)                                                 \
        add(laying, PRINT_ITEM, NULL, limits->name);
    DATASHEET_LIMITS(X)
#undef X
}

void datasheet_page(const struct datasheet *sheet,
                    const struct datasheet_words *words, const char *language,
                    struct print *ret_print)
{
    struct laying laying = {.sheet = sheet, .words = words, .print = ret_print};

    *ret_print = (struct print){.language = language};
    fill_places(&laying);
    add(&laying, PRINT_TITLE, NULL, words->title);
    add(&laying, PRINT_LEAD, NULL, words->lead);
    add_facts(&laying);
    add_fields(&laying);
    add_who_opens(&laying);
    add_claims(&laying);
    add_limits(&laying);
}
