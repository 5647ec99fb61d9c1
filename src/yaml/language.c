#include "base/str.h"
#include "yaml/schema.h"
#include <ctype.h>
#include <string.h>
#include <strings.h>

/* One subtag of a language tag; its kind is decided by length and letters. */
struct subtag {
    const char *text;
    size_t length;
    bool is_letters, has_digit_first;
};

/* False at the end, or where there is no subtag: then length is 0. */
static bool subtag_next(const char **at, struct subtag *subtag)
{
    const char *text = *at;

    *subtag = (struct subtag){.text = text, .is_letters = true};
    while (isalnum((unsigned char)text[subtag->length])) {
        if (!isalpha((unsigned char)text[subtag->length]))
            subtag->is_letters = false;
        subtag->length++;
    }
    subtag->has_digit_first = isdigit((unsigned char)*text) != 0;
    *at = text + subtag->length + (text[subtag->length] == '-');
    return subtag->length > 0 && subtag->length <= 8 &&
           (text[subtag->length] == '\0' ||
            (text[subtag->length] == '-' && **at != '\0'));
}

enum stage { EXTLANG, SCRIPT, REGION, VARIANT, EXTENSION, PRIVATE };

static bool is_variant(const struct subtag *subtag)
{
    return subtag->length >= 5 ||
           (subtag->length == 4 && subtag->has_digit_first);
}

/* The part of the tag that a subtag behind `stage` opens, -1: none. */
static int stage_of(const struct subtag *subtag, enum stage stage, int extlangs)
{
    bool is_letters = subtag->is_letters;

    if (subtag->length == 1)
        return tolower((unsigned char)*subtag->text) == 'x' ? PRIVATE
                                                            : EXTENSION;
    if (stage == EXTENSION)
        return EXTENSION;
    if (stage == EXTLANG && subtag->length == 3 && is_letters && extlangs < 3)
        return EXTLANG;
    if (stage < SCRIPT && subtag->length == 4 && is_letters)
        return SCRIPT;
    if (stage < REGION && ((subtag->length == 2 && is_letters) ||
                           (subtag->length == 3 && !is_letters)))
        return REGION;
    return is_variant(subtag) ? VARIANT : -1;
}

/* What follows a single letter: one subtag at least. */
static bool rest_is_private(const char *at)
{
    struct subtag subtag;

    do {
        if (!subtag_next(&at, &subtag))
            return false;
    } while (*at);
    return true;
}

static bool rest_is_well_formed(const char *at)
{
    enum stage stage = EXTLANG;
    struct subtag subtag;
    bool needs_more = false;
    int extlangs = 0;

    while (*at) {
        if (!subtag_next(&at, &subtag))
            return false;
        int next = stage_of(&subtag, stage, extlangs);
        if (next == PRIVATE)
            return !needs_more && rest_is_private(at);
        if (next < 0 || (needs_more && subtag.length == 1))
            return false;
        if (next == EXTLANG)
            extlangs++;
        needs_more = subtag.length == 1;
        stage = (enum stage)next;
    }
    return !needs_more;
}

bool language_is_well_formed(const char *tag)
{
    struct subtag subtag;
    const char *at = tag;

    if (strlen(tag) > LANGUAGE_BYTES || !subtag_next(&at, &subtag))
        return false;
    if (subtag.length == 1 && tolower((unsigned char)*tag) == 'x')
        return rest_is_private(at);
    if (subtag.length < 2 || !subtag.is_letters)
        return false;
    return subtag.length <= 3 && rest_is_well_formed(at);
}

bool id_is_well_formed(const char *id)
{
    size_t length = strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789_-");

    return id[0] >= 'a' && id[0] <= 'z' && id[length] == '\0' &&
           length <= ID_BYTES;
}

bool path_is_well_formed(const char *path)
{
    size_t length = strspn(path, "abcdefghijklmnopqrstuvwxyz0123456789._-/");

    if (length == 0 || length > PATH_BYTES || path[length] != '\0')
        return false;
    if (path[0] == '/' || path[0] == '.' || path[length - 1] == '/')
        return false;
    return !strstr(path, "//") && !strstr(path, "/.");
}

static const struct text_entry *find(const struct text *text, const char *tag,
                                     size_t bytes, bool is_sound)
{
    for (size_t i = 0; i < text->count; i++) {
        const struct text_entry *entry = &text->entries[i];
        if (entry->language && (is_sound ? entry->sound : entry->utf8) &&
            strlen(entry->language) == bytes &&
            strncasecmp(entry->language, tag, bytes) == 0)
            return entry;
    }
    return NULL;
}

/* The tag, then without its last subtag, and so on. */
static const struct text_entry *find_shorter(const struct text *text,
                                             const char *tag, bool is_sound)
{
    size_t bytes = strlen(tag);

    for (;;) {
        const struct text_entry *entry = find(text, tag, bytes, is_sound);
        if (entry || bytes == 0)
            return entry;
        while (bytes > 0 && tag[bytes - 1] != '-')
            bytes--;
        if (bytes > 0)
            bytes--;
    }
}

const struct text_entry *text_find(const struct text *text,
                                   const char *language, bool *ret_is_fallback)
{
    const struct text_entry *found = find_shorter(text, language, false);
    bool is_fallback = false;

    for (size_t i = 0; i < text->count && !found; i++)
        if (!text->entries[i].language)
            found = &text->entries[i];
    for (size_t i = 0; i < text->count && !found; i++)
        if (text->entries[i].utf8) {
            found = &text->entries[i];
            is_fallback = true;
        }
    if (!found)
        found = find_shorter(text, language, true);
    if (!found && text->count > 0) {
        found = &text->entries[0];
        is_fallback = true;
    }
    if (ret_is_fallback)
        *ret_is_fallback = is_fallback;
    return found;
}

const char *text_sound(const struct text *text, const char *language)
{
    const struct text_entry *entry = find_shorter(text, language, true);

    return entry ? entry->sound : NULL;
}
