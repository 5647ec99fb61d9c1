#include "yaml/value.h"
#include "base/str.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { TEXT_LANGUAGES = 64, HELP_WORDS_BYTES = 400 };

__attribute__((format(printf, 4, 5))) static bool
refuse(struct decode *decode, const struct yaml_node *node, const char *help,
       const char *format, ...)
{
    va_list args;

    if (node->is_faulty)
        return false;
    va_start(args, format);
    message_addv(decode->messages, MESSAGE_ERROR, node->mark, help, format,
                 args);
    va_end(args);
    return false;
}

const char *value_help(struct decode *decode, const char *word,
                       const char *const *words)
{
    struct str help = {0};

    if (messages_full(decode->messages))
        return NULL;
    const char *nearest = str_nearest(word, words);
    if (nearest)
        return arena_printf(decode->arena, "did you mean '%s'?", nearest);
    for (size_t i = 0; words[i] && help.length < HELP_WORDS_BYTES; i++)
        str_addf(&help, "%s%s", i == 0 ? "allowed here: " : ", ", words[i]);
    word = arena_string(decode->arena, str_text(&help), help.length);
    str_fini(&help);
    return word;
}

/* A scalar with something in it. */
static bool is_filled(struct decode *decode, const struct schema_field *field,
                      const struct yaml_node *node)
{
    const char *help = "write one, or delete the line";

    if (node->kind == YAML_MAPPING && field->type == SCHEMA_STRING)
        help = "it is the same in all languages: one text, no map";
    if (node->kind != YAML_SCALAR)
        return refuse(decode, node, field->type == SCHEMA_STRING ? help : NULL,
                      "'%s' is a single value, not a %s", field->key,
                      node->kind == YAML_MAPPING ? "map" : "list");
    if (node->length == 0 && field->type == SCHEMA_COLOUR)
        help = "a colour must stand in quotes, since # begins a comment: "
               "\"#B5482A\"";
    if (node->length == 0)
        return refuse(decode, node, help, "'%s' has no value", field->key);
    return true;
}

static bool is_one_line(struct decode *decode, const struct schema_field *field,
                        const struct yaml_node *node)
{
    if (!field->is_one_line || !strpbrk(node->text, "\r\n"))
        return true;
    return refuse(decode, node, NULL, "'%s' is one line, without line breaks",
                  field->key);
}

struct form {
    bool (*is_right)(const char *text);
    const char *wrong, *help;
};

static bool is_anything(const char *text)
{
    return *text != '\0';
}

static bool decode_string(struct decode *decode,
                          const struct schema_field *field,
                          const struct yaml_node *node, const char **out)
{
    static const struct form forms[] = {
        [SCHEMA_STRING] = {is_anything, NULL, NULL},
        [SCHEMA_ID] = {id_is_well_formed, "is no id",
                       "a letter a-z, then a-z 0-9 _ -, at most 64"},
        [SCHEMA_PATH] = {path_is_well_formed,
                         "is no path of a file of this bundle",
                         "names of a-z 0-9 . _ - with / between them, as in "
                         "images/courtyard.svg"},
        [SCHEMA_LANGUAGE] = {language_is_well_formed, "is no language tag",
                             "tags look like en, fr, ar, zgh, ar-MA"},
        [SCHEMA_EXPRESSION] = {is_anything, NULL, NULL},
    };
    const struct form *form = &forms[field->type];

    if (!is_filled(decode, field, node) || !is_one_line(decode, field, node))
        return false;
    if (!form->is_right(node->text))
        return refuse(decode, node, form->help, "'%s' %s: '%.60s'", field->key,
                      form->wrong, node->text);
    *out = node->text;
    return true;
}

static bool decode_word(struct decode *decode, const struct schema_field *field,
                        const struct yaml_node *node, int *out)
{
    if (!is_filled(decode, field, node))
        return false;
    for (int i = 0; field->words[i]; i++)
        if (strcmp(field->words[i], node->text) == 0) {
            *out = i;
            return true;
        }
    return refuse(decode, node, value_help(decode, node->text, field->words),
                  "'%s' cannot be '%.60s'", field->key, node->text);
}

static bool refuse_number(struct decode *decode,
                          const struct schema_field *field,
                          const struct yaml_node *node)
{
    const char *what =
        field->type == SCHEMA_INTEGER ? "a whole number" : "a number";
    const char *range = "";

    if (field->min == field->max && field->min != 0)
        what = arena_printf(decode->arena, "%.10g", field->min);
    else if (field->min != 0 || field->max != 0)
        range = arena_printf(decode->arena, " from %.10g to %.10g", field->min,
                             field->max);
    if (!node->is_faulty)
        message_add(decode->messages, MESSAGE_ERROR, node->mark, NULL,
                    "'%s' must be %s%s, not '%.60s'", field->key, what, range,
                    node->text);
    return false;
}

static bool is_within(const struct schema_field *field, double number)
{
    return (field->min == 0 && field->max == 0) ||
           (number >= field->min && number <= field->max);
}

static bool parse_number(const struct yaml_node *node, double *ret_number)
{
    const char *text = node->text;
    char *end;

    /* strtod() also takes hexadecimal, infinities and white space. */
    if (node->length == 0 || text[strspn(text, "0123456789.-")] != '\0')
        return false;
    double number = strtod(text, &end);
    if (*end != '\0')
        return false;
    *ret_number = number;
    return true;
}

static bool decode_integer(struct decode *decode,
                           const struct schema_field *field,
                           const struct yaml_node *node, int64_t *out)
{
    char *end;

    if (!is_filled(decode, field, node))
        return false;
    errno = 0;
    long long number = strtoll(node->text, &end, 10);
    if (*end != '\0' || errno != 0 ||
        node->text[strspn(node->text, "-0123456789")] != '\0' ||
        !is_within(field, (double)number))
        return refuse_number(decode, field, node);
    *out = number;
    return true;
}

static bool decode_number(struct decode *decode,
                          const struct schema_field *field,
                          const struct yaml_node *node, double *out)
{
    double number;

    if (!is_filled(decode, field, node))
        return false;
    if (!parse_number(node, &number) || !is_within(field, number))
        return refuse_number(decode, field, node);
    *out = number;
    return true;
}

static bool decode_bool(struct decode *decode, const struct schema_field *field,
                        const struct yaml_node *node, bool *out)
{
    if (!is_filled(decode, field, node))
        return false;
    if (strcmp(node->text, "true") != 0 && strcmp(node->text, "false") != 0)
        return refuse(decode, node, NULL,
                      "'%s' is either true or false, not '%.60s'", field->key,
                      node->text);
    *out = node->text[0] == 't';
    return true;
}

static bool decode_colour(struct decode *decode,
                          const struct schema_field *field,
                          const struct yaml_node *node, uint32_t *out)
{
    if (!is_filled(decode, field, node))
        return false;
    if (node->length != 7 || node->text[0] != '#' ||
        strspn(node->text + 1, "0123456789abcdefABCDEF") != 6)
        return refuse(decode, node, NULL,
                      "'%s' is written \"#RRGGBB\", not '%.60s'", field->key,
                      node->text);
    *out = (uint32_t)strtoul(node->text + 1, NULL, 16);
    return true;
}

static bool decode_point(struct decode *decode,
                         const struct schema_field *field,
                         const struct yaml_node *node, double *out)
{
    double point[2];

    if (node->kind != YAML_SEQUENCE || node->count != 2)
        return refuse(decode, node, NULL, "'%s' is a list of two numbers: %s",
                      field->key, "[0.4, 0.2]");
    for (int i = 0; i < 2; i++)
        if (!decode_number(decode, field, node->items[i], &point[i]))
            return false;
    memcpy(out, point, sizeof point);
    return true;
}

static struct text_entry *entry_of(struct text *text, const char *language)
{
    for (size_t i = 0; i < text->count; i++)
        if (strcmp(text->entries[i].language, language) == 0)
            return &text->entries[i];
    text->entries[text->count].language = language;
    return &text->entries[text->count++];
}

static void take_sounds(struct decode *decode, const struct yaml_node *node,
                        struct text *text)
{
    static const struct schema_field path = {.key = "audio",
                                             .type = SCHEMA_PATH};

    if (node->kind != YAML_MAPPING) {
        refuse(decode, node, "audio: {en: audio/welcome.opus}",
               "'%s' is a map from language to file", "audio");
        return;
    }
    for (size_t i = 0; i < node->count; i++) {
        const char *language = node->keys[i]->text, *file;
        if (!language_is_well_formed(language)) {
            refuse(decode, node->keys[i],
                   "tags look like en, fr, ar, zgh, ar-MA",
                   "'%.60s' is no language tag", language);
        } else if (value_decode(decode, &path, node->items[i], &file)) {
            struct text_entry *entry = entry_of(text, language);
            entry->sound = file;
            if (!entry->utf8)
                entry->mark = node->items[i]->mark;
        }
    }
}

/* An empty text of a language counts as not yet written. */
static void take_language(struct decode *decode,
                          const struct schema_field *field,
                          const struct yaml_node *key,
                          const struct yaml_node *value, struct text *text)
{
    static const char *const words[] = {"audio", NULL};

    if (!language_is_well_formed(key->text)) {
        const char *nearest = str_nearest(key->text, words);
        refuse(decode, key,
               nearest ? "did you mean 'audio'?"
                       : "tags look like en, fr, ar, zgh, ar-MA",
               "'%.60s' is no language tag", key->text);
    } else if (value->kind != YAML_SCALAR) {
        refuse(decode, value, NULL, "'%.60s' holds one text, not a %s",
               key->text, value->kind == YAML_MAPPING ? "map" : "list");
    } else if (value->length > 0 && is_one_line(decode, field, value)) {
        struct text_entry *entry = entry_of(text, key->text);
        entry->utf8 = value->text;
        entry->mark = value->mark;
    }
}

static bool decode_text_map(struct decode *decode,
                            const struct schema_field *field,
                            const struct yaml_node *node, struct text *text)
{
    const struct yaml_node *sounds = yaml_node_get(node, "audio");
    size_t most = node->count + (sounds ? sounds->count : 0);
    size_t errors = decode->messages->errors;

    if (most > TEXT_LANGUAGES)
        return refuse(decode, node, NULL,
                      "'%s' has more than %d languages and sounds", field->key,
                      TEXT_LANGUAGES);
    text->entries = arena_array(decode->arena, most + 1, sizeof *text->entries);
    for (size_t i = 0; i < node->count; i++)
        if (node->items[i] != sounds)
            take_language(decode, field, node->keys[i], node->items[i], text);
    if (sounds)
        take_sounds(decode, sounds, text);
    if (text->count == 0 && decode->messages->errors == errors)
        return refuse(decode, node, NULL, "'%s' has no text in any language",
                      field->key);
    return true;
}

static bool is_file(const char *text)
{
    return str_starts(text, "text/") && str_ends(text, ".md");
}

static bool decode_text(struct decode *decode, const struct schema_field *field,
                        const struct yaml_node *node, struct text *out)
{
    struct text text = {.node = node};

    if (node->kind == YAML_SEQUENCE)
        return refuse(decode, node, NULL,
                      "'%s' is a text or a map from language to text, not a "
                      "%s",
                      field->key, "list");
    if (node->kind == YAML_MAPPING) {
        bool is_good = decode_text_map(decode, field, node, &text);
        *out = text;
        return is_good;
    }
    if (!is_filled(decode, field, node) || !is_one_line(decode, field, node))
        return false;
    if (is_file(node->text)) {
        static const struct schema_field path = {.key = "text",
                                                 .type = SCHEMA_PATH};
        if (!decode_string(decode, &path, node, &text.file))
            return false;
    } else {
        text.entries = arena_get(decode->arena, sizeof *text.entries);
        text.entries[0].utf8 = node->text;
        text.entries[0].mark = node->mark;
        text.count = 1;
    }
    *out = text;
    return true;
}

static bool decode_plural(struct decode *decode,
                          const struct schema_field *field,
                          const struct yaml_node *node, struct plural_text *out)
{
    static const char *const words[] = {"zero", "one",   "two", "few",
                                        "many", "other", NULL};
    struct schema_field form = {.type = SCHEMA_STRING};
    struct plural_text plural = {0};

    if (node->kind != YAML_MAPPING) {
        if (!is_filled(decode, field, node))
            return false;
        out->forms[PLURAL_OTHER] = node->text;
        return true;
    }
    for (size_t i = 0; i < node->count; i++) {
        const char *key = form.key = node->keys[i]->text;
        int word = 0;
        while (words[word] && strcmp(words[word], key) != 0)
            word++;
        if (words[word])
            value_decode(decode, &form, node->items[i], &plural.forms[word]);
        else
            refuse(decode, node->keys[i], value_help(decode, key, words),
                   "unknown plural '%.60s'", key);
    }
    if (!yaml_node_get(node, "other"))
        return refuse(decode, node, "it stands for all numbers without a form",
                      "'%s' needs the form '%s'", field->key, "other");
    *out = plural;
    return true;
}

bool value_decode(struct decode *decode, const struct schema_field *field,
                  const struct yaml_node *node, void *out)
{
    switch (field->type) {
    case SCHEMA_STRING:
    case SCHEMA_ID:
    case SCHEMA_PATH:
    case SCHEMA_LANGUAGE:
    case SCHEMA_EXPRESSION:
        return decode_string(decode, field, node, out);
    case SCHEMA_WORD:
        return decode_word(decode, field, node, out);
    case SCHEMA_INTEGER:
        return decode_integer(decode, field, node, out);
    case SCHEMA_NUMBER:
        return decode_number(decode, field, node, out);
    case SCHEMA_BOOL:
        return decode_bool(decode, field, node, out);
    case SCHEMA_COLOUR:
        return decode_colour(decode, field, node, out);
    case SCHEMA_POINT:
        return decode_point(decode, field, node, out);
    case SCHEMA_TEXT:
        return decode_text(decode, field, node, out);
    case SCHEMA_PLURAL:
        return decode_plural(decode, field, node, out);
    case SCHEMA_OBJECT:
        break;
    }
    return false;
}
