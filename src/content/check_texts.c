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
        bool is_fallback = false;
        const struct text_entry *entry =
            text_find(text, language, &is_fallback);
        if (!entry || !is_fallback || text_sound(text, language))
            continue;
        shown = entry->language;
        str_addf(&missing, "%s%s", missing.length ? ", " : "", language);
    }
    if (shown)
        message_add(check->messages, MESSAGE_WARNING, text->node->mark, NULL,
                    "'%s' is not in %s; shown in %s, marked as such",
                    field->key, missing.text, shown);
    str_fini(&missing);
}

static void check_undeclared(struct check *check, const struct text *text)
{
    for (size_t i = 0; i < text->count; i++) {
        const struct text_entry *entry = &text->entries[i];
        if (entry->language && entry->utf8 &&
            !texts_language(check->model, entry->language))
            message_add(check->messages, MESSAGE_WARNING, entry->mark,
                        "add it to 'languages', or it is never shown",
                        "'%s' is not among the bundle's languages",
                        entry->language);
    }
}

static bool check_there(struct check *check, const char *path,
                        struct yaml_mark mark)
{
    if (folder_find(check->folder, path))
        return true;
    message_add(check->messages, MESSAGE_ERROR, mark,
                folder_help(check->folder, path), "there is no file '%s'",
                path);
    return false;
}

static void check_sound(struct check *check, const char *path,
                        struct yaml_mark mark)
{
    if (!str_ends(path, ".opus"))
        message_add(check->messages, MESSAGE_ERROR, mark,
                    "turn it into Opus: ffmpeg -i IN -b:a 48k OUT.opus",
                    "'%s' is no sound the kiosk plays: .opus", path);
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

static void check_picture(struct walk *walk, const char *path,
                          struct yaml_mark mark)
{
    struct check *check = walk->check;
    struct picture_size size;
    struct fail why;

    if (!has_picture_name(path)) {
        message_add(check->messages, MESSAGE_ERROR, mark,
                    "allowed: .svg .png .jpg .jpeg .webp",
                    "'%s' is no picture the kiosk shows", path);
        return;
    }
    if (!check_there(check, path, mark))
        return;
    if (!picture_size_read(folder_path(check->folder, path), &size, &why)) {
        message_add(check->messages, MESSAGE_ERROR, mark, NULL, "'%s' %s", path,
                    why.text);
        return;
    }
    if (size.width_px > PICTURE_SIDE_PX || size.height_px > PICTURE_SIDE_PX)
        message_add(check->messages, MESSAGE_ERROR, mark,
                    "make it smaller; 1920 x 1080 fills the screen",
                    "'%s' has %d x %d pixels; %d x %d is the most", path,
                    size.width_px, size.height_px, PICTURE_SIDE_PX,
                    PICTURE_SIDE_PX);
    if (size.has_letters)
        message_add(check->messages, MESSAGE_WARNING, mark,
                    "turn the letters into paths, or leave them out",
                    "'%s' holds <text>, which the kiosk does not draw", path);
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
            message_add(check->messages, MESSAGE_WARNING, entry->mark, NULL,
                        "links, pictures, tables and HTML are shown as plain "
                        "text");
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
    struct schema_visitor visitor = {&walk, on_object, on_text, on_path};

    schema_walk(&model_schema, check->model, &visitor);
    arena_fini(&walk.scratch);
}
