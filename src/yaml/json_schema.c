#include "yaml/json_schema.h"
#include "base/array.h"
#include "base/json_write.h"
#include <stdio.h>
#include <string.h>

#define NAME       "[a-z0-9_-][a-z0-9._-]*"
#define PATH       "(?=.{1,200}$)[a-z0-9_-][a-z0-9._-]*(/" NAME ")*$"
#define TAG        "([A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*|[xX](-[A-Za-z0-9]{1,8})+)$"
#define LANGUAGE   "^(?=.{1,35}$)" TAG
#define TEXT_FILE  "text/(?=.{4,195}$)" NAME "(/" NAME ")*\\.md$"
#define NO_FILE    "(?!text/[\\s\\S]*\\.md$)"
#define ONE_LINE   "[^\\r\\n]*$"
#define MANY_LINES "[\\s\\S]*$"

enum { LIST_MOST = 64 }; /* where the table says nothing */

/* Every object below the whole, each once. */
struct objects {
    struct ARRAY(const struct schema *) all;
};

static void gather(struct objects *objects, const struct schema *schema)
{
    for (size_t i = 0; i < objects->all.count; i++)
        if (objects->all.items[i] == schema)
            return;
    array_push(&objects->all, schema);
    for (size_t i = 0; i < schema->count; i++)
        if (schema->fields[i].object)
            gather(objects, schema->fields[i].object);
}

/* A reference is a URI: no spaces. */
static void add_key(struct str *out, const char *name)
{
    for (; *name; name++)
        str_add_char(out, *name == ' ' ? '-' : *name);
}

static void write_reference(struct json *json, const char *key,
                            const char *name)
{
    struct str path = {0};

    str_add(&path, "#/definitions/");
    add_key(&path, name);
    json_object(json, key);
    json_string(json, "$ref", path.text);
    json_end(json);
    str_fini(&path);
}

/* Opens the definition that write_reference() points to. */
static void begin_definition(struct json *json, const char *name)
{
    struct str key = {0};

    add_key(&key, name);
    json_object(json, key.text);
    str_fini(&key);
}

static void write_types(struct json *json, const char *const *types)
{
    json_array(json, "type");
    for (; *types; types++)
        json_string(json, NULL, *types);
    json_end(json);
}

static void write_rule(struct json *json, const char *pattern,
                       const char *message)
{
    json_string(json, "pattern", pattern);
    json_string(json, "patternErrorMessage", message);
}

static void write_languages(struct json *json)
{
    static const struct {
        const char *tag, *name;
    } known[] = {{"en", "English"}, {"fr", "français"}, {"ar", "العربية"},
                 {"de", "Deutsch"}, {"es", "español"},  {"zgh", "ⵜⴰⵎⴰⵣⵉⵖⵜ"}};

    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        json_object(json, known[i].tag);
        json_string(json, "description", known[i].name);
        json_end(json);
    }
}

static void write_sounds(struct json *json)
{
    json_object(json, "audio");
    json_string(json, "description",
                "Recordings by language: {en: audio/welcome.opus}. / "
                "Enregistrements par langue.");
    json_string(json, "type", "object");
    json_object(json, "patternProperties");
    write_reference(json, LANGUAGE, "path");
    json_end(json);
    json_bool(json, "additionalProperties", false);
    json_end(json);
}

/* A map in which every language is empty has no text at all. */
static void write_not_empty(struct json *json)
{
    json_object(json, "not");
    json_string(json, "type", "object");
    json_object(json, "properties");
    json_bool(json, "audio", false);
    json_end(json);
    json_object(json, "additionalProperties");
    json_array(json, "enum");
    json_string(json, NULL, "");
    json_null(json, NULL);
    json_end(json);
    json_end(json);
    json_end(json);
}

static void write_text(struct json *json, const char *name, bool is_one_line)
{
    static const char *const types[] = {"string", "number", "boolean", "object",
                                        NULL};
    static const char *const words[] = {"string", "number", "boolean", "null",
                                        NULL};
    const char *lines = is_one_line ? ONE_LINE : MANY_LINES;
    char pattern[300];

    begin_definition(json, name);
    write_types(json, types);
    json_integer(json, "minLength", 1);
    snprintf(pattern, sizeof pattern, "^(%s%s|%s)", NO_FILE, lines, TEXT_FILE);
    write_rule(json, pattern,
               is_one_line ? "One line, without line breaks. / Une ligne, sans "
                             "retour à la ligne."
                           : "A text, or text/NAME.md. / Un texte, ou "
                             "text/NOM.md.");
    json_object(json, "properties");
    write_languages(json);
    write_sounds(json);
    json_end(json);
    json_object(json, "patternProperties");
    json_object(json, LANGUAGE);
    write_types(json, words);
    snprintf(pattern, sizeof pattern, "^%s", lines);
    json_string(json, "pattern", pattern);
    json_end(json);
    json_end(json);
    json_bool(json, "additionalProperties", false);
    write_not_empty(json);
    json_end(json);
}

static void write_string(struct json *json, const char *name,
                         const char *pattern, const char *message)
{
    json_object(json, name);
    json_string(json, "type", "string");
    write_rule(json, pattern, message);
    json_end(json);
}

static void write_line(struct json *json, const char *name, const char *pattern)
{
    static const char *const types[] = {"string", "number", "boolean", NULL};

    json_object(json, name);
    write_types(json, types);
    json_integer(json, "minLength", 1);
    json_string(json, "pattern", pattern);
    json_end(json);
}

static void write_point(struct json *json)
{
    json_object(json, "place");
    json_string(json, "type", "array");
    json_integer(json, "minItems", 2);
    json_integer(json, "maxItems", 2);
    json_object(json, "items");
    json_string(json, "type", "number");
    json_integer(json, "minimum", 0);
    json_integer(json, "maximum", 1);
    json_end(json);
    json_end(json);
}

static void write_values(struct json *json)
{
    write_text(json, "text", false);
    write_text(json, "line of text", true);
    write_line(json, "string", "^" MANY_LINES);
    write_line(json, "line", "^" ONE_LINE);
    write_string(json, "id", "^[a-z][a-z0-9_-]{0,63}$",
                 "A letter a-z, then a-z 0-9 _ -, at most 64. / Une lettre "
                 "a-z, puis a-z 0-9 _ -, 64 au plus.");
    write_string(json, "path", "^" PATH,
                 "Names of a-z 0-9 . _ - with / between them: images/yard.jpg. "
                 "/ Des noms de a-z 0-9 . _ - séparés par / : "
                 "images/cour.jpg.");
    write_string(json, "language", LANGUAGE,
                 "A language tag: en, fr, ar, zgh, ar-MA. / Une étiquette de "
                 "langue : en, fr, ar, zgh, ar-MA.");
    write_string(json, "colour", "^#[0-9A-Fa-f]{6}$",
                 "A colour in quotes: \"#B5482A\". / Une couleur entre "
                 "guillemets : \"#B5482A\".");
    write_point(json);
}

static const char *value_name(const struct schema_field *field)
{
    switch (field->type) {
    case SCHEMA_TEXT:
        return field->is_one_line ? "line of text" : "text";
    case SCHEMA_STRING:
    case SCHEMA_EXPRESSION:
        return field->is_one_line ? "line" : "string";
    case SCHEMA_ID:
        return "id";
    case SCHEMA_PATH:
        return "path";
    case SCHEMA_LANGUAGE:
        return "language";
    case SCHEMA_COLOUR:
        return "colour";
    case SCHEMA_POINT:
        return "place";
    case SCHEMA_OBJECT:
        return field->object->name;
    default:
        return NULL;
    }
}

static void write_words(struct json *json, const struct schema_field *field)
{
    json_array(json, "enum");
    for (int i = 0; field->words[i]; i++)
        json_string(json, NULL, field->words[i]);
    json_end(json);
    if (!field->word_docs)
        return;
    json_array(json, "enumDescriptions");
    for (int i = 0; field->words[i]; i++)
        json_string(json, NULL, field->word_docs[i]);
    json_end(json);
}

/* What one value is; the object that says so is open. */
static void write_value(struct json *json, const struct schema_field *field)
{
    const char *name = value_name(field);

    if (field->type == SCHEMA_WORD) {
        write_words(json, field);
    } else if (field->type == SCHEMA_BOOL) {
        json_string(json, "type", "boolean");
    } else if (name) {
        json_array(json, "allOf"); /* an editor shows no words beside $ref */
        write_reference(json, NULL, name);
        json_end(json);
    } else {
        json_string(json, "type",
                    field->type == SCHEMA_INTEGER ? "integer" : "number");
        json_integer(json, "minimum", (int64_t)field->min);
        json_integer(json, "maximum", (int64_t)field->max);
    }
}

static void write_docs(struct json *json, const struct schema_field *field)
{
    struct str both = {0};

    json_string(json, "description", field->doc);
    str_addf(&both, "%s\n\n%s", field->doc, field->doc_fr);
    json_string(json, "markdownDescription", both.text);
    str_fini(&both);
}

static void write_field(struct json *json, const struct schema_field *field)
{
    json_object(json, field->key);
    write_docs(json, field);
    if (!field->is_list) {
        write_value(json, field);
    } else {
        json_string(json, "type", "array");
        json_integer(json, "minItems", (int64_t)field->min);
        json_integer(json, "maxItems",
                     field->max > 0 ? (int64_t)field->max : LIST_MOST);
        json_object(json, "items");
        write_value(json, field);
        json_end(json);
    }
    json_end(json);
}

static void write_required(struct json *json, const struct schema *schema,
                           int variant)
{
    json_array(json, "required");
    for (size_t i = 0; i < schema->count; i++) {
        const struct schema_field *field = &schema->fields[i];
        bool is_needed = variant < 0
                             ? field->is_required
                             : (field->required_in & (1U << variant)) != 0;
        if (is_needed)
            json_string(json, NULL, field->key);
    }
    json_end(json);
}

static const char *const *variant_words(const struct schema *schema)
{
    for (size_t i = 0; i < schema->count; i++)
        if (str_equal(schema->fields[i].key, schema->variant_key))
            return schema->fields[i].words;
    return NULL;
}

/* What one variant needs, and what is not for it. */
static void write_variant(struct json *json, const struct schema *schema,
                          int variant, const char *word)
{
    json_object(json, NULL);
    json_object(json, "if");
    json_object(json, "properties");
    json_object(json, schema->variant_key);
    json_string(json, "const", word);
    json_end(json);
    json_end(json);
    json_array(json, "required");
    json_string(json, NULL, schema->variant_key);
    json_end(json);
    json_end(json);
    json_object(json, "then");
    write_required(json, schema, variant);
    json_object(json, "properties");
    for (size_t i = 0; i < schema->count; i++) {
        const struct schema_field *field = &schema->fields[i];
        if (field->variants && !(field->variants & (1U << variant)))
            json_bool(json, field->key, false);
    }
    json_end(json);
    json_end(json);
    json_end(json);
}

static void write_variants(struct json *json, const struct schema *schema)
{
    const char *const *words = variant_words(schema);

    json_array(json, "allOf");
    for (int i = 0; words[i]; i++)
        write_variant(json, schema, i, words[i]);
    json_end(json);
}

/* {page: FILE} alone, or all that is needed. */
static void write_only_key(struct json *json, const struct schema *schema)
{
    json_object(json, "if");
    json_array(json, "required");
    json_string(json, NULL, schema->only_key);
    json_end(json);
    json_end(json);
    json_object(json, "then");
    json_integer(json, "maxProperties", 1);
    json_end(json);
    json_object(json, "else");
    write_required(json, schema, -1);
    json_end(json);
}

static void write_object(struct json *json, const struct schema *schema)
{
    begin_definition(json, schema->name);
    json_string(json, "type", "object");
    json_object(json, "properties");
    for (size_t i = 0; i < schema->count; i++)
        write_field(json, &schema->fields[i]);
    json_end(json);
    json_bool(json, "additionalProperties", false);
    if (schema->is_one_key) {
        json_integer(json, "minProperties", 1);
        json_integer(json, "maxProperties", 1);
    } else if (schema->only_key) {
        write_only_key(json, schema);
    } else {
        write_required(json, schema, -1);
    }
    if (schema->variant_key)
        write_variants(json, schema);
    json_end(json);
}

/* A file of the whole says so in its first key; any other is the part. */
static void write_either(struct json *json, const struct schema *whole,
                         const struct schema *part)
{
    json_object(json, "if");
    json_array(json, "required");
    json_string(json, NULL, whole->fields[0].key);
    json_end(json);
    json_end(json);
    write_reference(json, "then", whole->name);
    write_reference(json, "else", part->name);
}

void json_schema_write(const struct schema *whole, const struct schema *part,
                       const char *title, struct str *out)
{
    struct json json = {.out = out};
    struct objects objects = {0};

    gather(&objects, whole);
    gather(&objects, part);
    json_object(&json, NULL);
    json_string(&json, "$schema", "http://json-schema.org/draft-07/schema#");
    json_string(&json, "title", title);
    write_either(&json, whole, part);
    json_object(&json, "definitions");
    write_values(&json);
    for (size_t i = 0; i < objects.all.count; i++)
        write_object(&json, objects.all.items[i]);
    json_end(&json);
    json_end(&json);
    str_add_char(out, '\n');
    array_fini(&objects.all);
}
