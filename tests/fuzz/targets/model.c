/* Any bytes become a model as its header promises, or messages. */
#include "content/form.h"
#include "content/model_schema.h"
#include "fuzz/target.h"

static void look(void *user, const struct schema_field *field,
                 struct text *text)
{
    (void)user;
    (void)field;
    assert(text->count > 0 || text->file);
    for (size_t i = 0; i < text->count; i++)
        assert(text->entries[i].utf8 || text->entries[i].sound);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count)
{
    static const struct schema_visitor visitor = {.on_text = look};
    struct messages messages = {0};
    struct arena arena = {0};
    struct yaml_source source = {
        "seed.yaml", arena_string(&arena, (const char *)bytes, count), count};
    const struct yaml_node *root = yaml_tree_parse(&source, &arena, &messages);
    struct model *model =
        root ? schema_decode(&model_schema, root, &arena, &messages) : NULL;

    assert(model || messages.errors > 0);
    if (model && messages.errors == 0) {
        schema_walk(&model_schema, model, &visitor);
        assert(model->id && model->languages.count > 0);
        for (size_t i = 0; i < model->feedback.count; i++)
            assert(question_steps(model_object(&model->feedback, i)) != 0);
    }
    messages_fini(&messages);
    arena_fini(&arena);
    return 0;
}
