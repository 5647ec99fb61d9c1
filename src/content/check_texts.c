#include "base/str.h"
#include "content/check.h"
#include "content/markdown.h"
#include "content/model_schema.h"
#include "content/picture_size.h"
#include "content/texts.h"
#include <string.h>

struct walk {
    struct check *check;
    int *width_px, *height_px; /* of the picture being walked, or NULL */
    struct arena scratch;
};

/* Languages of the bundle in which a text has neither words nor a sound. */
static void check_missing(struct check *check, const struct schema_field *field,
                          const struct text *text)
{
    const struct model *model = check->model;
    struct str missing = {0};
    const char *shown = NULL;

    for (size_t i = 0; i < model->languages.count; i++) {
        const char *language = model_string(&model->languages, i);
        if (!texts_lack(text, language))
            continue;
        shown = text_find(text, language, NULL)->language;
        str_addf(&missing, "%s%s", missing.length ? ", " : "", language);
    }
    if (shown)
        message_add(check->messages, FAULT_LANGUAGE_MISSING, text->node->mark,
                    WITH(message_text("key", field->key),
                         message_text("languages", missing.text),
                         message_text("shown", shown)));
    str_fini(&missing);
}

static void check_undeclared(struct check *check, const struct text *text)
{
    if (check->model->languages.count == 0)
        return; /* an error of its own */
    for (size_t i = 0; i < text->count; i++) {
        const struct text_entry *entry = &text->entries[i];
        if (entry->language && entry->utf8 &&
            !texts_language(check->model, entry->language))
            message_add(check->messages, FAULT_LANGUAGE_UNKNOWN, entry->mark,
                        WITH(message_text("language", entry->language)));
    }
}

bool check_there(struct check *check, const char *path, struct yaml_mark mark)
{
    struct folder_file *file = folder_find(check->folder, path);

    if (file) {
        file->is_used = true;
        return true;
    }
    message_add(check->messages, FAULT_NO_FILE, mark,
                WITH(message_text("path", path),
                     message_text("have", folder_meant(check->folder, path,
                                                       check->messages))));
    return false;
}

static void check_sound(struct check *check, const char *path,
                        struct yaml_mark mark)
{
    if (!str_ends(path, ".opus"))
        message_add(check->messages, FAULT_NO_SOUND_NAME, mark,
                    WITH(message_text("path", path)));
    else
        check_there(check, path, mark);
}

static void on_text(void *user, const struct schema_field *field,
                    struct text *text)
{
    struct walk *walk = user;

    if (text->count == 0)
        return;
    check_missing(walk->check, field, text);
    check_undeclared(walk->check, text);
    for (size_t i = 0; i < text->count; i++)
        if (text->entries[i].sound)
            check_sound(walk->check, text->entries[i].sound,
                        text->entries[i].mark);
}

static bool has_picture_name(const char *path)
{
    return str_ends(path, ".svg") || str_ends(path, ".png") ||
           str_ends(path, ".jpg") || str_ends(path, ".jpeg") ||
           str_ends(path, ".webp");
}

static bool has_heic_name(const char *path)
{
    return str_ends(path, ".heic") || str_ends(path, ".heif");
}

static void check_picture(struct walk *walk, const char *path,
                          struct yaml_mark mark)
{
    struct check *check = walk->check;
    struct picture_size size;
    struct fail why;
    enum fault fault;

    if (!has_picture_name(path)) {
        message_add(check->messages,
                    has_heic_name(path) ? FAULT_HEIC_NAME
                                        : FAULT_NO_PICTURE_NAME,
                    mark, WITH(message_text("path", path)));
        return;
    }
    if (!check_there(check, path, mark))
        return;
    if (!picture_size_read(folder_path(check->folder, path), &size, &fault,
                           &why)) {
        message_add(check->messages, fault, mark,
                    WITH(message_text("path", path),
                         message_text("reason", why.text),
                         message_number("most", fault == FAULT_STRIP
                                                    ? PICTURE_STRIP
                                                    : PICTURE_SVG_MIB)));
        return;
    }
    if (size.width_px > PICTURE_SIDE_PX || size.height_px > PICTURE_SIDE_PX)
        message_add(check->messages, FAULT_PICTURE_LARGE, mark,
                    WITH(message_text("path", path),
                         message_number("width", size.width_px),
                         message_number("height", size.height_px),
                         message_number("most", PICTURE_SIDE_PX)));
    if (size.has_letters)
        message_add(check->messages, FAULT_LETTERS, mark,
                    WITH(message_text("path", path)));
    if (walk->width_px) {
        *walk->width_px = size.width_px;
        *walk->height_px = size.height_px;
    }
}

static void on_path(void *user, const struct schema_field *field,
                    const char *path, struct yaml_mark mark)
{
    struct walk *walk = user;

    if (strcmp(field->key, "file") == 0)
        check_sound(walk->check, path, mark);
    else if (strcmp(field->key, "page") != 0)
        check_picture(walk, path, mark);
}

/* A text in a file may stand in many places; it is looked at in the first. */
static bool is_checked(const struct folder *folder,
                       const struct text_entry *entry)
{
    const char *path = entry->mark.source->path + strlen(folder->shown) + 1;
    struct folder_file *file = folder_find(folder, path);

    if (!file || file->source != entry->mark.source)
        return false;
    bool was_checked = file->is_checked;
    file->is_checked = true;
    return was_checked;
}

static void check_markdown(struct walk *walk, const struct block *block)
{
    struct check *check = walk->check;

    for (size_t i = 0; i < block->text.count; i++) {
        const struct text_entry *entry = &block->text.entries[i];
        if (!entry->utf8 || is_checked(check->folder, entry))
            continue;
        if (markdown_parse(entry->utf8, &walk->scratch).has_unshown)
            message_add(check->messages, FAULT_SHOWN_PLAIN, entry->mark, NULL);
        arena_reset(&walk->scratch);
    }
}

static void on_object(void *user, const struct schema *schema, void *object)
{
    struct walk *walk = user;

    walk->width_px = walk->height_px = NULL;
    if (schema == &picture_schema) {
        struct picture *picture = object;
        walk->width_px = &picture->width_px;
        walk->height_px = &picture->height_px;
    } else if (schema == &map_schema) {
        struct map *map = object;
        walk->width_px = &map->width_px;
        walk->height_px = &map->height_px;
    } else if (schema == &block_schema) {
        check_markdown(walk, object);
    }
}

void check_texts(struct check *check)
{
    struct walk walk = {.check = check};
    struct schema_visitor visitor = {.user = &walk,
                                     .on_object = on_object,
                                     .on_text = on_text,
                                     .on_path = on_path};

    schema_walk(&model_schema, check->model, &visitor);
    arena_fini(&walk.scratch);
}
