#include "feedback/form_file.h"

#include "base/arena.h"
#include "base/durable.h"
#include "base/json_write.h"
#include "content/form.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FORM_VERSION = 1, FORM_BYTES = 8 << 20 };

static const char *const types[] = {
    [QUESTION_DIALOGIC] = "dialogic",
    [QUESTION_SELECT_ONE] = "select_one",
    [QUESTION_SELECT_MULTIPLE] = "select_multiple",
    [QUESTION_RANGE] = "range",
    [QUESTION_TEXT] = "text",
    [QUESTION_INTEGER] = "integer",
    [QUESTION_RANK] = "rank",
    [QUESTION_NOTE] = "note",
};

/* A string where it is the same in every language, else an object. */
static void add_text(struct json *json, const char *key,
                     const struct text *text)
{
    if (text->count == 0)
        return;
    if (!text->entries[0].language) {
        json_string(json, key, text->entries[0].utf8);
        return;
    }
    json_object(json, key);
    for (size_t i = 0; i < text->count; i++)
        if (text->entries[i].utf8)
            json_string(json, text->entries[i].language, text->entries[i].utf8);
    json_end(json);
}

static void add_id(struct json *json, const char *key, const char *id)
{
    if (id)
        json_string(json, key, id);
}

static void add_choices(struct json *json, const struct question *question)
{
    if (question->choices.count == 0)
        return;
    json_array(json, "choices");
    for (size_t i = 0; i < question->choices.count; i++) {
        const struct choice *choice = model_object(&question->choices, i);
        json_object(json, NULL);
        json_string(json, "name", choice->name);
        add_text(json, "label", &choice->label);
        json_end(json);
    }
    json_end(json);
}

static void add_range(struct json *json, const struct question *question)
{
    const struct text *labels = question->labels.items;

    if (question->type != QUESTION_RANGE)
        return;
    json_integer(json, "start", question->start);
    json_integer(json, "end", question->end);
    if (question->labels.count == 0)
        return;
    json_array(json, "labels");
    for (size_t i = 0; i < question->labels.count; i++)
        add_text(json, NULL, &labels[i]);
    json_end(json);
}

static void add_question(struct json *json, const struct question *question)
{
    json_object(json, NULL);
    json_string(json, "id", question->id);
    json_string(json, "type", types[question->type]);
    add_text(json, "label", &question->label);
    add_text(json, "hint", &question->hint);
    add_id(json, "about", question->about);
    if (question->about_person)
        json_bool(json, "about_person", true);
    add_choices(json, question);
    add_range(json, question);
    json_end(json);
}

static void add_learnings(struct json *json, const struct model *model)
{
    json_object(json, "learnings");
    for (size_t p = 0; p < model->pages.count; p++) {
        const struct page *page = model_object(&model->pages, p);
        for (size_t b = 0; b < page->blocks.count; b++) {
            const struct block *block = model_object(&page->blocks, b);
            if (block->learning && block->learning->id)
                add_text(json, block->learning->id, &block->learning->text);
        }
    }
    json_end(json);
}

static void add_proposals(struct json *json, const struct model *model)
{
    json_object(json, "proposals");
    for (size_t i = 0; i < model->proposals.count; i++) {
        const struct proposal *proposal = model_object(&model->proposals, i);
        if (!proposal->draft)
            add_text(json, proposal->id, &proposal->title);
    }
    json_end(json);
}

static void write_form(struct str *out, const struct model *model)
{
    struct json json = {.out = out};

    json_object(&json, NULL);
    json_integer(&json, "encounter_form", FORM_VERSION);
    json_string(&json, "id", model->id);
    json_string(&json, "kind",
                model->kind == MODEL_HOST ? "host" : "programme");
    add_id(&json, "programme", model->programme);
    json_integer(&json, "serial", model->serial);
    add_id(&json, "version", model->version);
    json_array(&json, "languages");
    for (size_t i = 0; i < model->languages.count; i++)
        json_string(&json, NULL, model_string(&model->languages, i));
    json_end(&json);
    add_text(&json, "name", &model->name);
    json_array(&json, "questions");
    for (size_t i = 0; i < model->feedback.count; i++)
        add_question(&json, model_object(&model->feedback, i));
    json_end(&json);
    if (model->attract)
        add_text(&json, "attract", &model->attract->question);
    add_learnings(&json, model);
    if (model->kind == MODEL_PROGRAMME)
        add_proposals(&json, model);
    json_end(&json);
    str_add_char(out, '\n');
}

static void write_bundle(struct str *out, const struct model *model)
{
    struct json json = {.out = out};

    json_object(&json, NULL);
    json_string(&json, "id", model->id);
    add_id(&json, "version", model->version);
    json_integer(&json, "serial", model->serial);
    json_end(&json);
}

void form_files_add(struct form_files *files, const struct model *model)
{
    struct str name = {0}, text = {0}, bundle = {0};

    str_addf(&name, "%s_%lld.json", model->id, (long long)model->serial);
    write_form(&text, model);
    write_bundle(&bundle, model);
    array_push(&files->items,
               ((struct form_file){name.text, text.text, bundle.text}));
}

static bool has_name(const struct form_files *files, const char *name)
{
    for (size_t i = 0; i < files->items.count; i++)
        if (str_equal(files->items.items[i].name, name))
            return true;
    return false;
}

void form_files_take(struct form_files *files, struct form_files *more)
{
    for (size_t i = 0; i < more->items.count; i++) {
        struct form_file *file = &more->items.items[i];
        if (has_name(files, file->name))
            continue;
        array_push(&files->items, *file);
        *file = (struct form_file){0};
    }
    form_files_fini(more);
}

void form_files_fini(struct form_files *files)
{
    for (size_t i = 0; i < files->items.count; i++) {
        free(files->items.items[i].name);
        free(files->items.items[i].text);
        free(files->items.items[i].bundle);
    }
    array_fini(&files->items);
}

static bool is_there(const struct fs *fs, const char *path, const char *text)
{
    struct fail none;
    size_t bytes;
    char *there = fs_read_file(fs, path, FORM_BYTES, &bytes, &none);
    bool is_same = there && str_equal(there, text);

    free(there);
    return is_same;
}

bool form_files_keep(const struct form_files *files, const struct fs *fs,
                     const char *outbox, struct fail *why)
{
    struct str path = {0};
    bool ok;

    str_addf(&path, "%s/forms", outbox);
    ok = files->items.count == 0 || fs_make_folders(fs, path.text, why);
    for (size_t i = 0; ok && i < files->items.count; i++) {
        const struct form_file *file = &files->items.items[i];
        str_clear(&path);
        str_addf(&path, "%s/forms/%s", outbox, file->name);
        ok = is_there(fs, path.text, file->text) ||
             durable_write(fs, path.text, file->text, strlen(file->text), why);
    }
    str_fini(&path);
    return ok;
}
