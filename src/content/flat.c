#include "content/flat.h"
#include "base/str.h"
#include <assert.h>
#include <string.h>

enum { DEEPEST = 16 }; /* objects in objects; the tables allow six */

struct level {
    const char *kind, *id;             /* the owner of what stands here */
    const char *before;                /* of each key: "picture " */
    const struct schema_field *naming; /* says what is in `id` or `before` */
};
struct walk {
    struct flat *flat;
    const struct model *model;
    struct level levels[DEEPEST];
    int depth;
};

static void add(struct walk *walk, const char *key, const char *language,
                bool is_words, const char *value)
{
    const struct level *level = &walk->levels[walk->depth];
    size_t order = walk->flat->rows.count;

    if (*key && *level->before)
        key = arena_printf(&walk->flat->arena, "%s%s", level->before, key);
    array_push(&walk->flat->rows,
               (struct flat_row){level->kind, level->id, key, language,
                                 is_words, value, order});
}

/* The key that an object is called by: "id" of a page, "name" of a choice. */
static const struct schema_field *naming_field(const struct schema *schema)
{
    for (size_t i = 0; i < schema->count; i++)
        if (schema->fields[i].type == SCHEMA_ID &&
            schema->fields[i].is_required)
            return &schema->fields[i];
    return NULL;
}

static void on_object(void *user, const struct schema *schema, void *object)
{
    struct walk *walk = user;
    struct arena *arena = &walk->flat->arena;
    const struct schema_field *field = naming_field(schema);
    const char *name =
        field ? *(const char *const *)((char *)object + field->offset) : NULL;

    if (schema == &model_schema) {
        walk->levels[0] = (struct level){"", "", "", NULL};
        return;
    }
    assert(walk->depth + 1 < DEEPEST);
    struct level level = walk->levels[walk->depth++];
    bool is_owner = name && str_equal(field->key, "id");
    if (is_owner)
        level = (struct level){schema->name, name, "", NULL};
    else if (name)
        level.before = arena_printf(arena, "%s %s ", schema->name, name);
    else
        level.before = arena_printf(arena, "%s ", schema->name);
    level.naming = field;
    walk->levels[walk->depth] = level;
    if (is_owner)
        add(walk, "", "", false, "");
}

static void on_end(void *user, const struct schema *schema, void *object)
{
    struct walk *walk = user;

    (void)object;
    if (schema != &model_schema)
        walk->depth--;
}

static void add_entry(struct walk *walk, const struct schema_field *field,
                      const char *language, const struct text_entry *entry)
{
    if (entry->utf8)
        add(walk, field->key, language, true, entry->utf8);
    if (entry->sound)
        add(walk, arena_printf(&walk->flat->arena, "%s sound", field->key),
            language, false, entry->sound);
}

static void on_text(void *user, const struct schema_field *field,
                    struct text *text)
{
    struct walk *walk = user;
    const struct schema_list *languages = &walk->model->languages;

    for (size_t i = 0; i < text->count; i++) {
        const struct text_entry *entry = &text->entries[i];
        if (entry->language)
            add_entry(walk, field, entry->language, entry);
        for (size_t k = 0; !entry->language && k < languages->count; k++)
            add_entry(walk, field, model_string(languages, k), entry);
    }
}

static void add_scalars(const struct yaml_node *node, struct str *out)
{
    if (node->kind == YAML_SCALAR && out->length > 0)
        str_add(out, ", ");
    if (node->kind == YAML_SCALAR)
        str_add_bytes(out, node->text, node->length);
    else
        for (size_t i = 0; i < node->count; i++)
            add_scalars(node->items[i], out);
}

static void on_value(void *user, const struct schema_field *field,
                     const struct yaml_node *value)
{
    struct walk *walk = user;
    struct str text = {0};

    if (field == walk->levels[walk->depth].naming)
        return;
    add_scalars(value, &text);
    add(walk, field->key, "", false,
        arena_string(&walk->flat->arena, str_text(&text), text.length));
    str_fini(&text);
}

void flat_read(struct flat *flat, const struct model *model)
{
    struct walk walk = {.flat = flat, .model = model};
    const struct schema_visitor visitor = {.user = &walk,
                                           .on_object = on_object,
                                           .on_text = on_text,
                                           .on_value = on_value,
                                           .on_end = on_end};

    schema_walk(&model_schema, (void *)model, &visitor);
}

void flat_fini(struct flat *flat)
{
    array_fini(&flat->rows);
    arena_fini(&flat->arena);
}
