#include "base/arena.h"
#include "text/font_handle.h"
#include "text/script.h"
#include "yaml/schema.h"
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    FACES = 16,
    SIZES = 12, /* open at a time, of a face in one weight */
    FIRST_SIZE_PX = 28,
    SMALLEST_PX = 4,
    LARGEST_PX = 1000,
};

struct sized {
    TTF_Font *font;
    int size_px; /* 0: not asked for yet */
    uint64_t used;
};
struct weight {
    struct sized sizes[SIZES];
};
struct face {
    uint32_t script;
    struct weight weights[2]; /* regular, bold */
    char *paths[2];
};
struct font_set {
    struct face faces[FACES];
    int count;
    uint64_t uses;
};

struct face_entry {
    const struct yaml_node *node;
    const char *script, *regular, *bold;
};
static const struct schema_field face_fields[] = {
    {"script", SCHEMA_STRING, offsetof(struct face_entry, script),
     .is_required = true, .is_one_line = true},
    {"regular", SCHEMA_STRING, offsetof(struct face_entry, regular),
     .is_required = true, .is_one_line = true},
    {"bold", SCHEMA_STRING, offsetof(struct face_entry, bold),
     .is_one_line = true},
};
static const struct schema face_schema =
    SCHEMA("face", struct face_entry, face_fields);

struct fonts_file {
    const struct yaml_node *node;
    const char *package;
    struct schema_list faces;
};
static const struct schema_field fonts_fields[] = {
    {"package", SCHEMA_STRING, offsetof(struct fonts_file, package),
     .is_required = true, .is_one_line = true},
    {"faces", SCHEMA_OBJECT, offsetof(struct fonts_file, faces),
     .is_required = true, .is_list = true, .object = &face_schema, .min = 1,
     .max = FACES},
};
static const struct schema fonts_schema =
    SCHEMA("list of fonts", struct fonts_file, fonts_fields);

static void check_path(const struct face_entry *entry, const char *key,
                       const char *path, struct messages *messages)
{
    if (path && *path != '/')
        message_add(messages, FAULT_FONT_PATH,
                    yaml_node_get(entry->node, key)->mark,
                    WITH(message_text("path", path)));
}

/* SDL2_ttf takes any tag, and shapes nothing for one it does not know. */
static void check_entry(const struct face_entry *entry,
                        struct messages *messages)
{
    const char *script = entry->script;
    if (script && (strlen(script) != 4 || !isupper((unsigned char)script[0]) ||
                   !islower((unsigned char)script[1]) ||
                   !islower((unsigned char)script[2]) ||
                   !islower((unsigned char)script[3])))
        message_add(messages, FAULT_SCRIPT,
                    yaml_node_get(entry->node, "script")->mark,
                    WITH(message_text("value", script)));
    check_path(entry, "regular", entry->regular, messages);
    check_path(entry, "bold", entry->bold, messages);
}

static struct fonts_file *read_file(const char *path, struct arena *arena,
                                    struct messages *messages)
{
    struct fonts_file *file =
        schema_read_file(&fonts_schema, path, path, arena, messages);
    struct face_entry **entries = file ? file->faces.items : NULL;
    for (size_t i = 0; file && i < file->faces.count; i++)
        check_entry(entries[i], messages);
    return file;
}

static bool open_font(struct face *face, bool is_bold, int size_px,
                      struct sized *ret_sized)
{
    TTF_Font *font = TTF_OpenFont(face->paths[is_bold], size_px);
    if (!font)
        return false;
    /* Fractions of a pixel would cost two to four times the time, as each
     * glyph is drawn again for each of them. */
    TTF_SetFontHinting(font, TTF_HINTING_LIGHT);
    ret_sized->font = font;
    return true;
}

static bool add_face(struct font_set *fonts, const struct face_entry *entry,
                     const char *package, struct fail *why)
{
    const char *paths[2] = {entry->regular, entry->bold};
    const char *script = entry->script;
    struct face *face = &fonts->faces[fonts->count++];
    face->script = SCRIPT_TAG(script[0], script[1], script[2], script[3]);
    for (int i = 0; i < 2 && paths[i]; i++) {
        face->paths[i] = memory_get(strlen(paths[i]) + 1);
        memcpy(face->paths[i], paths[i], strlen(paths[i]));
        if (access(paths[i], R_OK) != 0)
            return fail_set(why, FAIL_NO_DEVICE,
                            "the font %s is not there: install the package %s",
                            paths[i], package);
        if (!open_font(face, i, FIRST_SIZE_PX, &face->weights[i].sizes[0]))
            return fail_set(why, FAIL_NO_DEVICE,
                            "the font %s cannot be read (%s): install the "
                            "package %s again",
                            paths[i], TTF_GetError(), package);
    }
    return true;
}

static bool open_faces(struct font_set *fonts, const struct fonts_file *file,
                       struct fail *why)
{
    struct face_entry **entries = file->faces.items;
    for (size_t i = 0; i < file->faces.count; i++)
        if (!add_face(fonts, entries[i], file->package, why))
            return false;
    return true;
}

bool font_set_open(const char *assets_folder, struct font_set **ret_fonts,
                   struct fail *why)
{
    if (TTF_Init() != 0)
        return fail_set(why, FAIL_NO_DEVICE, "start the font library: %s",
                        TTF_GetError());
    struct arena arena = {0};
    struct messages messages = {0};
    struct font_set *fonts = memory_get(sizeof *fonts);
    const char *path = arena_printf(&arena, "%s/fonts.yaml", assets_folder);
    const struct fonts_file *file = read_file(path, &arena, &messages);

    bool is_done = false;
    if (!file || messages.errors > 0) {
        messages_print(&messages, SIZE_MAX, stderr);
        fail_set(why, FAIL_CONFIG, "%s cannot be used", path);
    } else {
        is_done = open_faces(fonts, file, why);
    }
    messages_fini(&messages);
    arena_fini(&arena);
    if (is_done)
        *ret_fonts = fonts;
    else
        font_set_close(fonts);
    return is_done;
}

void font_set_close(struct font_set *fonts)
{
    if (!fonts)
        return;
    for (int i = 0; i < fonts->count; i++) {
        struct face *face = &fonts->faces[i];
        for (int bold = 0; bold < 2; bold++) {
            for (int size = 0; size < SIZES; size++)
                if (face->weights[bold].sizes[size].font)
                    TTF_CloseFont(face->weights[bold].sizes[size].font);
            free(face->paths[bold]);
        }
    }
    free(fonts);
    TTF_Quit();
}

static bool has(const struct font_set *fonts, int face, uint32_t code_point)
{
    return TTF_GlyphIsProvided32(fonts->faces[face].weights[0].sizes[0].font,
                                 code_point) != 0;
}

int font_set_face(struct font_set *fonts, uint32_t code_point, uint32_t script,
                  int previous)
{
    for (int i = 0; i < fonts->count; i++)
        if (fonts->faces[i].script == script && has(fonts, i, code_point))
            return i;
    if (previous >= 0 && previous < fonts->count &&
        has(fonts, previous, code_point))
        return previous;
    for (int i = 0; i < fonts->count; i++)
        if (has(fonts, i, code_point))
            return i;
    return 0;
}

bool font_set_has(struct font_set *fonts, uint32_t code_point)
{
    for (int i = 0; i < fonts->count; i++)
        if (has(fonts, i, code_point))
            return true;
    return false;
}

/* The place for one more size: a free one, else the one not used longest. */
static struct sized *place_for(struct weight *weight)
{
    struct sized *oldest = &weight->sizes[0];
    for (int i = 0; i < SIZES; i++) {
        struct sized *sized = &weight->sizes[i];
        if (!sized->font || sized->size_px == 0)
            return sized;
        if (sized->used < oldest->used)
            oldest = sized;
    }
    return oldest;
}

static struct sized *find_size(struct font_set *fonts, struct face *face,
                               bool is_bold, int size_px)
{
    struct weight *weight = &face->weights[is_bold];
    struct sized *sized = NULL;
    for (int i = 0; i < SIZES && !sized; i++)
        if (weight->sizes[i].size_px == size_px)
            sized = &weight->sizes[i];
    if (!sized) {
        sized = place_for(weight);
        if (!sized->font && !open_font(face, is_bold, size_px, sized))
            sized = &weight->sizes[0];
        TTF_SetFontSize(sized->font, size_px);
        sized->size_px = size_px;
    }
    sized->used = ++fonts->uses;
    return sized;
}

TTF_Font *font_set_font(struct font_set *fonts, int face, bool is_bold,
                        int size_px, uint32_t script, bool is_rtl)
{
    struct face *wanted = &fonts->faces[face];
    if (size_px < SMALLEST_PX)
        size_px = SMALLEST_PX;
    if (size_px > LARGEST_PX)
        size_px = LARGEST_PX;
    TTF_Font *font =
        find_size(fonts, wanted, is_bold && wanted->paths[1], size_px)->font;
    const char tag[5] = {(char)(script >> 24), (char)(script >> 16),
                         (char)(script >> 8), (char)script, '\0'};
    TTF_SetFontDirection(font, is_rtl ? TTF_DIRECTION_RTL : TTF_DIRECTION_LTR);
    TTF_SetFontScriptName(font, tag);
    return font;
}
