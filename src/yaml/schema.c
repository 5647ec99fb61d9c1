#include "yaml/schema.h"
#include "base/str.h"
#include "yaml/value.h"
#include <assert.h>
#include <string.h>

enum { FIELDS_MAX = 512, LIST_COUNT = 64 };

static size_t type_size(enum schema_type type)
{
    switch (type) {
    case SCHEMA_WORD:
        return sizeof(int);
    case SCHEMA_INTEGER:
        return sizeof(int64_t);
    case SCHEMA_NUMBER:
        return sizeof(double);
    case SCHEMA_BOOL:
        return sizeof(bool);
    case SCHEMA_COLOUR:
        return sizeof(uint32_t);
    case SCHEMA_POINT:
        return sizeof(double[2]);
    case SCHEMA_TEXT:
        return sizeof(struct text);
    case SCHEMA_PLURAL:
        return sizeof(struct plural_text);
    default:
        return sizeof(void *);
    }
}

static void *field_at(void *object, const struct schema_field *field)
{
    return (char *)object + field->offset;
}

static void set_fallback(void *object, const struct schema_field *field)
{
    void *at = field_at(object, field);

    if (field->is_list)
        return;
    switch (field->type) {
    case SCHEMA_WORD:
        *(int *)at = (int)field->fallback;
        break;
    case SCHEMA_INTEGER:
        *(int64_t *)at = (int64_t)field->fallback;
        break;
    case SCHEMA_NUMBER:
        *(double *)at = field->fallback;
        break;
    case SCHEMA_BOOL:
        *(bool *)at = field->fallback != 0;
        break;
    case SCHEMA_COLOUR:
        *(uint32_t *)at = (uint32_t)field->fallback;
        break;
    default:
        break;
    }
}

static const struct schema_field *find_field(const struct schema *schema,
                                             const char *key)
{
    for (size_t i = 0; i < schema->count; i++)
        if (strcmp(schema->fields[i].key, key) == 0)
            return &schema->fields[i];
    return NULL;
}

/* The variant's index, -1 if the schema has none or the word is not known. */
static int variant_of(const struct schema *schema, const struct yaml_node *node)
{
    if (!schema->variant_key)
        return -1;
    const struct schema_field *field = find_field(schema, schema->variant_key);
    const struct yaml_node *word = yaml_node_get(node, schema->variant_key);

    for (int i = 0; word && field->words[i]; i++)
        if (strcmp(field->words[i], word->text) == 0)
            return i;
    return -1;
}

static bool is_for_variant(const struct schema_field *field, int variant)
{
    return variant < 0 || field->variants == 0 ||
           (field->variants & (1U << variant)) != 0;
}

static void unknown_key(struct decode *decode, const struct schema *schema,
                        const struct yaml_node *key, int variant)
{
    const char *words[FIELDS_MAX + 1] = {NULL};
    size_t count = 0;

    for (size_t i = 0; i < schema->count; i++)
        if (is_for_variant(&schema->fields[i], variant))
            words[count++] = schema->fields[i].key;
    value_refuse_word(decode, FAULT_UNKNOWN_KEY, key, key->text, words);
}

/* 'choices' is not for type 'text': names the words it is for. */
static void wrong_variant(struct decode *decode, const struct schema *schema,
                          const struct schema_field *field,
                          const struct yaml_node *key, int variant)
{
    const char *const *words = find_field(schema, schema->variant_key)->words;
    struct str all = {0};

    for (int i = 0; words[i]; i++)
        if (is_for_variant(field, i))
            str_addf(&all, "%s%s", all.length ? ", " : "", words[i]);
    message_add(decode->messages, FAULT_WRONG_VARIANT, key->mark,
                WITH(message_text("key", field->key),
                     message_text("kind", schema->variant_key),
                     message_text("variant", words[variant]),
                     message_text("words", str_text(&all))));
    str_fini(&all);
}

static void *decode_object(struct decode *decode, const struct schema *schema,
                           const struct yaml_node *node);

/* One value or one item of a list into *at. */
static bool decode_item(struct decode *decode, const struct schema_field *field,
                        const struct yaml_node *node, void *at)
{
    if (field->type != SCHEMA_OBJECT)
        return value_decode(decode, field, node, at);
    void *object = decode_object(decode, field->object, node);
    if (object)
        *(void **)at = object;
    return object != NULL;
}

static void check_count(struct decode *decode, const struct schema_field *field,
                        const struct yaml_node *node, size_t max)
{
    int64_t count = (int64_t)node->count;
    bool is_more = node->count > max;

    if (is_more || count < (int64_t)field->min)
        message_add(decode->messages,
                    is_more ? FAULT_LIST_LONG : FAULT_LIST_SHORT, node->mark,
                    WITH(message_text("key", field->key),
                         message_number("count", count),
                         message_number("most", (int64_t)max),
                         message_number("least", (int64_t)field->min)));
}

static void decode_list(struct decode *decode, const struct schema_field *field,
                        const struct yaml_node *node, struct schema_list *list)
{
    size_t size = type_size(field->type);
    size_t max = field->max > 0 ? (size_t)field->max : LIST_COUNT;
    size_t count = node->count;

    if (node->kind != YAML_SEQUENCE) {
        if (!node->is_faulty)
            message_add(decode->messages, FAULT_NO_LIST, node->mark,
                        WITH(message_text("key", field->key)));
        return;
    }
    check_count(decode, field, node, max);
    if (count > max)
        count = max;
    list->items = arena_array(decode->arena, count, size);
    for (size_t i = 0; i < count; i++) {
        void *at = (char *)list->items + list->count * size;
        if (decode_item(decode, field, node->items[i], at))
            list->count++;
    }
}

static void decode_field(struct decode *decode,
                         const struct schema_field *field,
                         const struct yaml_node *node, void *object)
{
    void *at = field_at(object, field);

    if (field->is_list)
        decode_list(decode, field, node, at);
    else
        decode_item(decode, field, node, at);
}

/* A misspelt key was named already, with this one as what was meant. */
static bool is_misspelt(struct decode *decode, const struct schema *schema,
                        const struct yaml_node *node, const char *key)
{
    const char *const wanted[] = {key, NULL};

    for (size_t i = 0; i < node->count && !messages_full(decode->messages); i++)
        if (!find_field(schema, node->keys[i]->text) &&
            str_nearest(node->keys[i]->text, wanted))
            return true;
    return false;
}

static void check_required(struct decode *decode, const struct schema *schema,
                           const struct yaml_node *node, int variant)
{
    for (size_t i = 0; i < schema->count; i++) {
        const struct schema_field *field = &schema->fields[i];
        bool is_needed =
            field->is_required ||
            (variant >= 0 && (field->required_in & (1U << variant)) != 0);

        if (is_needed && !yaml_node_key(node, field->key) &&
            !is_misspelt(decode, schema, node, field->key))
            message_add(decode->messages, FAULT_KEY_MISSING, node->mark,
                        WITH(message_word("thing", schema->name),
                             message_text("key", field->key),
                             message_doc("doc", field->doc, field->doc_fr)));
    }
}

/* A block: exactly one key, whose index follows the node. */
static void check_one_key(struct decode *decode, const struct schema *schema,
                          const struct yaml_node *node, void *object)
{
    const struct schema_field *field = NULL;

    if (node->count != 1)
        message_add(decode->messages, FAULT_ONE_KEY, node->mark,
                    WITH(message_word("thing", schema->name),
                         message_number("count", (int64_t)node->count)));
    else
        field = find_field(schema, node->keys[0]->text);
    *(int *)((char *)object + sizeof node) =
        field ? (int)(field - schema->fields) : 0;
}

static bool check_only_key(struct decode *decode, const struct schema *schema,
                           const struct yaml_node *node)
{
    if (!schema->only_key || !yaml_node_key(node, schema->only_key))
        return false;
    if (node->count > 1)
        message_add(decode->messages, FAULT_ONLY_KEY, node->mark,
                    WITH(message_text("key", schema->only_key),
                         message_word("thing", schema->name)));
    return true;
}

static void *decode_object(struct decode *decode, const struct schema *schema,
                           const struct yaml_node *node)
{
    if (node->kind != YAML_MAPPING) {
        if (!node->is_faulty)
            message_add(decode->messages, FAULT_NO_MAP, node->mark,
                        WITH(message_word("thing", schema->name),
                             message_word("kind", value_kind(node))));
        return NULL;
    }
    assert(schema->count <= FIELDS_MAX);
    void *object = arena_get(decode->arena, schema->size);
    int variant = variant_of(schema, node);

    memcpy(object, &node, sizeof node);
    for (size_t i = 0; i < schema->count; i++)
        set_fallback(object, &schema->fields[i]);
    for (size_t i = 0; i < node->count; i++) {
        const struct schema_field *field =
            find_field(schema, node->keys[i]->text);
        if (!field)
            unknown_key(decode, schema, node->keys[i], variant);
        else if (!is_for_variant(field, variant))
            wrong_variant(decode, schema, field, node->keys[i], variant);
        else
            decode_field(decode, field, node->items[i], object);
    }
    if (schema->is_one_key)
        check_one_key(decode, schema, node, object);
    else if (!check_only_key(decode, schema, node))
        check_required(decode, schema, node, variant);
    return object;
}

void *schema_decode(const struct schema *schema, const struct yaml_node *node,
                    struct arena *arena, struct messages *messages)
{
    struct decode decode = {arena, messages};

    return decode_object(&decode, schema, node);
}

void *schema_read_file(const struct schema *schema, const char *path,
                       const char *shown, struct arena *arena,
                       struct messages *messages)
{
    const struct yaml_source *source =
        yaml_source_read(path, shown, arena, messages);
    const struct yaml_node *node =
        source ? yaml_tree_parse(source, arena, messages) : NULL;

    return node ? schema_decode(schema, node, arena, messages) : NULL;
}

static void walk_value(const struct schema_field *field, void *at,
                       const struct yaml_node *node,
                       const struct schema_visitor *visitor)
{
    if (field->type == SCHEMA_OBJECT && *(void **)at)
        schema_walk(field->object, *(void **)at, visitor);
    else if (field->type == SCHEMA_TEXT && ((struct text *)at)->node &&
             visitor->on_text)
        visitor->on_text(visitor->user, field, at);
    else if (field->type == SCHEMA_PATH && *(const char **)at &&
             visitor->on_path)
        visitor->on_path(visitor->user, field, *(const char **)at, node->mark);
}

void schema_walk(const struct schema *schema, void *object,
                 const struct schema_visitor *visitor)
{
    const struct yaml_node *node = *(const struct yaml_node **)object;

    if (visitor->on_object)
        visitor->on_object(visitor->user, schema, object);
    for (size_t i = 0; i < schema->count; i++) {
        const struct schema_field *field = &schema->fields[i];
        const struct yaml_node *value = yaml_node_get(node, field->key);
        void *at = field_at(object, field);
        if (!value)
            continue;
        if (visitor->on_value && field->type != SCHEMA_OBJECT &&
            field->type != SCHEMA_TEXT)
            visitor->on_value(visitor->user, field, value);
        if (!field->is_list) {
            walk_value(field, at, value, visitor);
            continue;
        }
        const struct schema_list *list = at;
        for (size_t k = 0; k < list->count; k++)
            walk_value(field, (char *)list->items + k * type_size(field->type),
                       value, visitor);
    }
    if (visitor->on_end)
        visitor->on_end(visitor->user, schema, object);
}
