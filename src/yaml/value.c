#include "yaml/value.h"
#include "base/str.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { TEXT_LANGUAGES = 64, HELP_WORDS_BYTES = 400 };

/* A scalar that the parser has refused is not refused again. */
static bool refuse(struct decode *decode, enum fault fault,
                   const struct yaml_node *node,
                   const struct message_value *values)
{
    if (!node->is_faulty)
        message_add(decode->messages, fault, node->mark, values);
    return false;
}

/* The fault of a field's value, as most are. */
static bool refuse_value(struct decode *decode, enum fault fault,
                         const struct schema_field *field,
                         const struct yaml_node *node)
{
    return refuse(decode, fault, node,
                  WITH(message_text("key", field->key),
                       message_text("value", node->text)));
}

const char *value_kind(const struct yaml_node *node)
{
    return node->kind == YAML_MAPPING    ? "a map"
           : node->kind == YAML_SEQUENCE ? "a list"
                                         : "a single value";
}

static void add_words(struct str *out, const char *const *words)
{
    for (size_t i = 0; words[i] && out->length < HELP_WORDS_BYTES; i++)
        str_addf(out, "%s%s", i == 0 ? "" : ", ", words[i]);
}

void value_refuse_word(struct decode *decode, enum fault fault,
                       const struct yaml_node *node, const char *key,
                       const char *const *words)
{
    const char *nearest = NULL;
    struct str all = {0};

    if (!messages_full(decode->messages)) {
        nearest = str_nearest(node->text, words);
        if (!nearest)
            add_words(&all, words);
    }
    refuse(decode, fault, node,
           WITH(message_text("key", key), message_text("value", node->text),
                message_text("nearest", nearest),
                message_text("allowed", all.text)));
    str_fini(&all);
}

/* A scalar with something in it. */
static bool is_filled(struct decode *decode, const struct schema_field *field,
                      const struct yaml_node *node)
{
    if (node->kind == YAML_MAPPING && field->type == SCHEMA_STRING)
        return refuse_value(decode, FAULT_SAME_FOR_ALL, field, node);
    if (node->kind != YAML_SCALAR)
        return refuse(decode, FAULT_NO_SINGLE, node,
                      WITH(message_text("key", field->key),
                           message_word("kind", value_kind(node))));
    if (node->length == 0)
        return refuse_value(decode,
                            field->type == SCHEMA_COLOUR ? FAULT_COLOUR_COMMENT
                                                         : FAULT_NO_VALUE,
                            field, node);
    return true;
}

static bool is_one_line(struct decode *decode, const struct schema_field *field,
                        const struct yaml_node *node)
{
    if (!field->is_one_line || !strpbrk(node->text, "\r\n"))
        return true;
    return refuse_value(decode, FAULT_LINE_BREAK, field, node);
}

struct form {
    bool (*is_right)(const char *text);
    enum fault fault;
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
        [SCHEMA_STRING] = {is_anything, FAULT_NO_VALUE},
        [SCHEMA_ID] = {id_is_well_formed, FAULT_BAD_ID},
        [SCHEMA_PATH] = {path_is_well_formed, FAULT_BAD_PATH},
        [SCHEMA_LANGUAGE] = {language_is_well_formed, FAULT_BAD_LANGUAGE},
        [SCHEMA_EXPRESSION] = {is_anything, FAULT_NO_VALUE},
    };
    const struct form *form = &forms[field->type];

    if (!is_filled(decode, field, node) || !is_one_line(decode, field, node))
        return false;
    if (!form->is_right(node->text))
        return refuse_value(decode, form->fault, field, node);
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
    value_refuse_word(decode, FAULT_BAD_WORD, node, field->key, field->words);
    return false;
}

static const char *number_text(struct arena *arena, double number)
{
    return arena_printf(arena, "%.10g", number);
}

static bool refuse_number(struct decode *decode,
                          const struct schema_field *field,
                          const struct yaml_node *node)
{
    bool is_whole = field->type == SCHEMA_INTEGER;
    enum fault fault = is_whole ? FAULT_NO_INTEGER : FAULT_NO_NUMBER;

    if (field->min == field->max && field->min != 0)
        fault = FAULT_ONLY_VALUE;
    else if (field->min != 0 || field->max != 0)
        fault = is_whole ? FAULT_INTEGER_RANGE : FAULT_NUMBER_RANGE;
    return refuse(
        decode, fault, node,
        WITH(message_text("key", field->key), message_text("value", node->text),
             message_text("least", number_text(decode->arena, field->min)),
             message_text("most", number_text(decode->arena, field->max))));
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
        return refuse_value(decode, FAULT_BAD_BOOL, field, node);
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
        return refuse_value(decode, FAULT_BAD_COLOUR, field, node);
    *out = (uint32_t)strtoul(node->text + 1, NULL, 16);
    return true;
}

static bool decode_point(struct decode *decode,
                         const struct schema_field *field,
                         const struct yaml_node *node, double *out)
{
    double point[2];

    if (node->kind != YAML_SEQUENCE || node->count != 2)
        return refuse_value(decode, FAULT_BAD_POINT, field, node);
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
        refuse_value(decode, FAULT_SOUNDS_NO_MAP, &path, node);
        return;
    }
    for (size_t i = 0; i < node->count; i++) {
        const char *language = node->keys[i]->text, *file;
        if (!language_is_well_formed(language)) {
            refuse_value(decode, FAULT_BAD_LANGUAGE, &path, node->keys[i]);
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
        refuse(decode, FAULT_BAD_LANGUAGE, key,
               WITH(message_text("value", key->text),
                    message_text("nearest", nearest)));
    } else if (value->kind != YAML_SCALAR) {
        refuse(decode, FAULT_LANGUAGE_NO_TEXT, value,
               WITH(message_text("key", key->text),
                    message_word("kind", value_kind(value))));
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
        return refuse(decode, FAULT_MANY_LANGUAGES, node,
                      WITH(message_text("key", field->key),
                           message_number("most", TEXT_LANGUAGES)));
    text->entries = arena_array(decode->arena, most + 1, sizeof *text->entries);
    for (size_t i = 0; i < node->count; i++)
        if (node->items[i] != sounds)
            take_language(decode, field, node->keys[i], node->items[i], text);
    if (sounds)
        take_sounds(decode, sounds, text);
    if (text->count == 0 && decode->messages->errors == errors)
        return refuse_value(decode, FAULT_TEXT_EMPTY, field, node);
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
        return refuse_value(decode, FAULT_TEXT_LIST, field, node);
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
            value_refuse_word(decode, FAULT_BAD_PLURAL, node->keys[i], key,
                              words);
    }
    if (!yaml_node_get(node, "other"))
        return refuse_value(decode, FAULT_NO_OTHER, field, node);
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
