#include "content/texts.h"
#include "base/str.h"
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static size_t language_index(const struct model *model, const char *language)
{
    size_t i = 0;

    while (i < model->languages.count &&
           strcasecmp(model_string(&model->languages, i), language) != 0)
        i++;
    return i;
}

const char *texts_language(const struct model *model, const char *language)
{
    size_t i = language_index(model, language);

    return i < model->languages.count ? model_string(&model->languages, i)
                                      : NULL;
}

bool texts_lack(const struct text *text, const char *language)
{
    bool is_fallback = false;

    return text_find(text, language, &is_fallback) && is_fallback &&
           !text_sound(text, language);
}

/* Each file is read once, however many texts name it. */
static const struct yaml_source *read_once(struct check *check,
                                           struct folder_file *file)
{
    const struct folder *folder = check->folder;

    file->is_used = true;
    if (!file->source && !file->is_told) {
        file->source = yaml_source_read(folder_path(folder, file->path),
                                        folder_shown(folder, file->path),
                                        folder->arena, check->messages);
        file->is_told = !file->source ||
                        !yaml_source_is_text(file->source, check->messages);
    }
    return file->is_told ? NULL : file->source;
}

static void read_entry(struct check *check, struct text *text,
                       const char *language, struct folder_file *file)
{
    const struct yaml_source *source = read_once(check, file);

    if (!source) { /* it is there, so that it is not missed as well */
        text->entries[text->count++] = (struct text_entry){
            .language = language, .utf8 = "", .mark = text->node->mark};
        return;
    }
    size_t bom = str_starts(source->bytes, "\xEF\xBB\xBF") ? 3 : 0;
    if (source->bytes[bom + strspn(source->bytes + bom, " \t\r\n")] == '\0')
        return; /* an empty file: not yet written */
    text->entries[text->count++] = (struct text_entry){
        .language = language,
        .utf8 = source->bytes + bom,
        .mark = {source, 1, 1, bom, 0},
    };
}

/* The language in "text/story.fr.md" for the text "text/story.md"; NULL if
 * the path is another text's. */
static const char *language_of(struct arena *arena, const char *path,
                               const char *file)
{
    size_t stem = strlen(file) - strlen(".md");
    size_t bytes = strlen(path);

    if (bytes <= stem + strlen("..md") || strncmp(path, file, stem) != 0 ||
        path[stem] != '.' || !str_ends(path, ".md"))
        return NULL;
    const char *language =
        arena_string(arena, path + stem + 1, bytes - stem - 1 - strlen(".md"));
    return language_is_well_formed(language) ? language : NULL;
}

static void add_translations(struct check *check, struct text *text)
{
    const struct folder *folder = check->folder;
    size_t stem = strlen(text->file) - strlen("md");

    /* Those that begin as it does lie together. */
    for (size_t i = folder_first(folder, text->file, stem);
         i < folder->count &&
         strncmp(folder->files[i].path, text->file, stem) == 0;
         i++) {
        const char *path = folder->files[i].path;
        const char *language = language_of(folder->arena, path, text->file);
        if (!language || text->count > check->model->languages.count)
            continue;
        const char *own = texts_language(check->model, language);
        folder->files[i].is_used = true;
        if (own)
            read_entry(check, text, own, &folder->files[i]);
        else
            message_add_path(check->messages, FAULT_LANGUAGE_UNKNOWN,
                             folder_shown(folder, path),
                             WITH(message_text("language", language)));
    }
}

static void read_file(struct check *check, struct text *text)
{
    const struct model *model = check->model;
    struct folder_file *file = folder_find(check->folder, text->file);

    if (!file) {
        message_add(
            check->messages, FAULT_NO_FILE, text->node->mark,
            WITH(message_text("path", text->file),
                 message_text("have", folder_meant(check->folder, text->file,
                                                   check->messages))));
        return;
    }
    if (model->languages.count == 0)
        return; /* an error of its own */
    text->entries =
        arena_array(check->folder->arena, model->languages.count + 2,
                    sizeof *text->entries);
    read_entry(check, text, model_string(&model->languages, 0), file);
    add_translations(check, text);
    if (text->count == 0 && !file->is_told)
        message_add(check->messages, FAULT_FILE_EMPTY, text->node->mark,
                    WITH(message_text("path", text->file)));
    text->file = NULL;
}

/* Few entries: insertion keeps those of the same rank as written. */
static void order(const struct model *model, struct text *text)
{
    for (size_t i = 1; i < text->count; i++) {
        struct text_entry entry = text->entries[i];
        size_t rank =
            entry.language ? language_index(model, entry.language) : 0;
        size_t to = i;
        while (to > 0 && text->entries[to - 1].language &&
               language_index(model, text->entries[to - 1].language) > rank) {
            text->entries[to] = text->entries[to - 1];
            to--;
        }
        text->entries[to] = entry;
    }
}

static void on_text(void *user, const struct schema_field *field,
                    struct text *text)
{
    struct check *check = user;

    (void)field;
    if (text->file)
        read_file(check, text);
    order(check->model, text);
}

void texts_read(struct check *check)
{
    struct schema_visitor visitor = {.user = check, .on_text = on_text};

    schema_walk(&model_schema, check->model, &visitor);
}
