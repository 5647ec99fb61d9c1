#include "ui/keyboard_layout.h"
#include "base/fs.h"
#include "base/str.h"
#include "base/utf8.h"
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

enum { MESSAGES_SHOWN = 20, LANGUAGES = 16, PLANE_KEYS = 40 };

#define KEY(name)                                                              \
    {                                                                          \
        .key = #name, .type = SCHEMA_STRING,                                   \
        .offset = offsetof(struct keyboard_key, name), .is_one_line = true     \
    }
#define HOLD(name)                                                             \
    {                                                                          \
        .key = #name, .type = SCHEMA_STRING,                                   \
        .offset = offsetof(struct keyboard_key, name), .is_one_line = true,    \
        .is_list = true, .min = 1, .max = KEYBOARD_HOLDS                       \
    }
static const struct schema_field key_fields[] = {
    {.key = "text",
     .type = SCHEMA_STRING,
     .offset = offsetof(struct keyboard_key, text),
     .is_required = true,
     .is_one_line = true},
    KEY(label),
    KEY(shift),
    KEY(shift_label),
    HOLD(hold),
    HOLD(shift_hold),
};
static const struct schema key_schema =
    SCHEMA("key", struct keyboard_key, key_fields);

static const struct schema_field row_fields[] = {
    {.key = "keys",
     .type = SCHEMA_OBJECT,
     .offset = offsetof(struct keyboard_row, keys),
     .is_required = true,
     .is_list = true,
     .object = &key_schema,
     .min = 1,
     .max = KEYBOARD_ROW_KEYS},
};
static const struct schema row_schema =
    SCHEMA("row", struct keyboard_row, row_fields);

#define ROWS(name)                                                             \
    {                                                                          \
        .key = #name, .type = SCHEMA_OBJECT,                                   \
        .offset = offsetof(struct keyboard_layout, name), .is_required = true, \
        .is_list = true, .object = &row_schema, .min = KEYBOARD_ROWS,          \
        .max = KEYBOARD_ROWS                                                   \
    }
static const char *const directions[] = {"ltr", "rtl", NULL};
static const struct schema_field layout_fields[] = {
    {.key = "name",
     .type = SCHEMA_STRING,
     .offset = offsetof(struct keyboard_layout, name),
     .is_required = true,
     .is_one_line = true},
    {.key = "abc",
     .type = SCHEMA_STRING,
     .offset = offsetof(struct keyboard_layout, abc),
     .is_required = true,
     .is_one_line = true},
    {.key = "languages",
     .type = SCHEMA_LANGUAGE,
     .offset = offsetof(struct keyboard_layout, languages),
     .is_required = true,
     .is_list = true,
     .min = 1,
     .max = LANGUAGES},
    {.key = "direction",
     .type = SCHEMA_WORD,
     .offset = offsetof(struct keyboard_layout, is_rtl),
     .words = directions},
    ROWS(letters),
    ROWS(signs),
    {.key = "sides",
     .type = SCHEMA_OBJECT,
     .offset = offsetof(struct keyboard_layout, sides),
     .is_required = true,
     .is_list = true,
     .object = &key_schema,
     .min = 2,
     .max = 2},
};
static const struct schema layout_schema =
    SCHEMA("keyboard", struct keyboard_layout, layout_fields);

struct check {
    struct arena *arena;
    struct messages *messages;
    const struct keyboard_key *seen[PLANE_KEYS]; /* of a plane */
    size_t count;
};

static void check_text(struct check *check, const struct keyboard_key *key,
                       const char *name, const char *text)
{
    if (text && strlen(text) > KEYBOARD_TEXT_BYTES)
        message_add(
            check->messages, FAULT_KEY_TEXT,
            yaml_node_get(key->node, name)->mark,
            WITH(message_text("key", name), message_text("value", text)));
}

static void check_holds(struct check *check, const struct keyboard_key *key,
                        const char *name, const struct schema_list *holds)
{
    const char *const *texts = holds->items;
    for (size_t i = 0; i < holds->count; i++)
        check_text(check, key, name, texts[i]);
}

/* One text twice in a plane would be two keys of one id. */
static void check_twice(struct check *check, const struct keyboard_key *key)
{
    for (size_t i = 0; i < check->count; i++)
        if (str_equal(check->seen[i]->text, key->text))
            message_add(
                check->messages, FAULT_KEYBOARD_TWICE, key->node->mark,
                WITH(message_text("key", key->text),
                     message_number("line", check->seen[i]->node->mark.line)));
    if (check->count < PLANE_KEYS)
        check->seen[check->count++] = key;
}

static void finish_key(struct check *check, struct keyboard_key *key)
{
    if (key->text == NULL)
        return;
    check_text(check, key, "text", key->text);
    check_text(check, key, "label", key->label);
    check_text(check, key, "shift", key->shift);
    check_text(check, key, "shift_label", key->shift_label);
    check_holds(check, key, "hold", &key->hold);
    check_holds(check, key, "shift_hold", &key->shift_hold);
    check_twice(check, key);
    if (key->label == NULL)
        key->label = key->text;
    if (key->shift_label == NULL)
        key->shift_label = key->shift ? key->shift : key->label;
    if (key->shift == NULL)
        key->shift = key->text;
    if (key->shift_hold.count == 0)
        key->shift_hold = key->hold;
    key->id = arena_printf(check->arena, "key.%s", key->text);
}

static void finish_plane(struct check *check, const struct schema_list *rows)
{
    struct keyboard_row *const *items = rows->items;
    check->count = 0;
    for (size_t i = 0; i < rows->count; i++) {
        struct keyboard_key *const *keys = items[i]->keys.items;
        for (size_t k = 0; k < items[i]->keys.count; k++)
            finish_key(check, keys[k]);
    }
}

/* What stands beside the space bar may be among the signs as well: those are
 * never seen together. */
static void finish_layout(struct check *check, struct keyboard_layout *layout)
{
    struct keyboard_key *const *sides = layout->sides.items;
    finish_plane(check, &layout->signs);
    finish_plane(check, &layout->letters);
    for (size_t i = 0; i < layout->sides.count; i++)
        finish_key(check, sides[i]);
}

static bool serves(const struct keyboard_layout *layout, const char *language)
{
    const char *const *languages = layout->languages.items;
    for (size_t i = 0; i < layout->languages.count; i++) {
        size_t length = strlen(languages[i]);
        if (strncmp(language, languages[i], length) == 0 &&
            (language[length] == '\0' || language[length] == '-'))
            return true;
    }
    return false;
}

size_t keyboard_layout_for(const struct keyboard_layouts *layouts,
                           const char *language)
{
    for (size_t i = 0; i < layouts->count; i++)
        if (serves(layouts->items[i], language))
            return i;
    return 0;
}

static void keep(struct keyboard_layouts *layouts,
                 struct keyboard_layout *layout)
{
    for (size_t i = 0; i < layouts->count; i++)
        if (layouts->items[i] == layout)
            return;
    layouts->items[layouts->count++] = layout;
}

/* Those that are wanted, in the order of the languages. */
static void choose(struct keyboard_layouts *layouts,
                   const struct keyboard_layouts *all,
                   const char *const *languages, size_t count)
{
    layouts->items =
        arena_array(&layouts->arena, all->count + 1, sizeof *layouts->items);
    for (size_t i = 0; languages && i < count; i++) {
        size_t found = keyboard_layout_for(all, languages[i]);
        if (all->count > 0 && serves(all->items[found], languages[i]))
            keep(layouts, all->items[found]);
    }
    for (size_t i = 0; !languages && i < all->count; i++)
        keep(layouts, all->items[i]);
}

static struct keyboard_layouts read_all(const char *folder, char **names,
                                        struct arena *arena,
                                        struct messages *messages)
{
    struct keyboard_layouts all = {0};
    size_t room = 0;
    while (names[room])
        room++;
    all.items = arena_array(arena, room + 1, sizeof *all.items);
    for (size_t i = 0; i < room; i++) {
        if (!str_ends(names[i], ".yaml"))
            continue;
        const char *path = arena_printf(arena, "%s/%s", folder, names[i]);
        struct keyboard_layout *layout =
            schema_read_file(&layout_schema, path, path, arena, messages);
        struct check check = {.arena = arena, .messages = messages};
        if (layout == NULL)
            continue;
        finish_layout(&check, layout);
        all.items[all.count++] = layout;
    }
    return all;
}

bool keyboard_layouts_read(const char *assets_folder,
                           const char *const *languages, size_t count,
                           struct keyboard_layouts **ret_layouts,
                           struct fail *why)
{
    struct keyboard_layouts layouts = {0};
    struct messages messages = {0};
    const char *folder =
        arena_printf(&layouts.arena, "%s/keyboards", assets_folder);
    char **names = fs_names(fs_system(), folder, why);
    bool good = names != NULL;
    if (good) {
        struct keyboard_layouts all =
            read_all(folder, names, &layouts.arena, &messages);
        choose(&layouts, &all, languages, count);
        if (messages.count > 0)
            messages_print(&messages, MESSAGES_SHOWN, stderr);
        if (messages.errors > 0)
            good = fail_set(why, FAIL_CONFIG,
                            "the keyboards in %s cannot be "
                            "used",
                            folder);
        else if (layouts.count == 0)
            good = fail_set(why, FAIL_CONFIG,
                            "%s has no keyboard for any "
                            "language of this kiosk",
                            folder);
    }
    free(names);
    messages_fini(&messages);
    if (!good) {
        arena_fini(&layouts.arena);
        return false;
    }
    struct keyboard_layouts *kept = arena_get(&layouts.arena, sizeof *kept);
    *kept = layouts;
    *ret_layouts = kept;
    return true;
}

void keyboard_layouts_free(struct keyboard_layouts *layouts)
{
    if (layouts == NULL)
        return;
    struct arena arena = layouts->arena; /* they lie in it themselves */
    arena_fini(&arena);
}
