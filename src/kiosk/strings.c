#include "kiosk/strings.h"

#include "base/fs.h"
#include "base/str.h"
#include <stdlib.h>
#include <string.h>

static const struct schema_field strings_fields[] = {
#define X(name)                                                                \
    {.key = #name,                                                             \
     .type = SCHEMA_STRING,                                                    \
     .offset = offsetof(struct strings, name),                                 \
     .is_required = true},
    STRINGS_TEXTS(X)
#undef X
#define X(name)                                                                \
    {.key = #name,                                                             \
     .type = SCHEMA_PLURAL,                                                    \
     .offset = offsetof(struct strings, name),                                 \
     .is_required = true},
        STRINGS_PLURALS(X)
#undef X
};
static const struct schema strings_schema =
    SCHEMA("strings", struct strings, strings_fields);

bool strings_are_there(const char *assets_folder, const char *language,
                       struct arena *arena)
{
    const char *folder = arena_printf(arena, "%s/strings", assets_folder);
    const char *file = arena_printf(arena, "%s.yaml", language);
    struct fail none;
    char **names = fs_names(fs_system(), folder, &none);
    bool is_there = false;

    for (char **name = names; name && *name; name++)
        is_there |= str_equal(*name, file);
    free(names);
    return is_there;
}

const struct strings *strings_read(const char *assets_folder,
                                   const char *language, struct arena *arena,
                                   struct messages *messages)
{
    const char *path =
        arena_printf(arena, "%s/strings/%s.yaml", assets_folder, language);
    size_t errors = messages->errors;
    const struct strings *strings =
        schema_read_file(&strings_schema, path, path, arena, messages);

    return messages->errors == errors ? strings : NULL;
}

static enum plural plural_arabic(int count)
{
    int rest = count % 100;

    if (count <= 2)
        return count == 0 ? PLURAL_ZERO : count == 1 ? PLURAL_ONE : PLURAL_TWO;
    if (rest >= 3 && rest <= 10)
        return PLURAL_FEW;
    return rest >= 11 ? PLURAL_MANY : PLURAL_OTHER;
}

static enum plural plural_of(const char *language, int count)
{
    if (str_starts(language, "ar"))
        return plural_arabic(count);
    if (str_starts(language, "fr"))
        return count <= 1 ? PLURAL_ONE : PLURAL_OTHER;
    return count == 1 ? PLURAL_ONE : PLURAL_OTHER;
}

const char *strings_plural(const struct plural_text *text, const char *language,
                           int count)
{
    const char *form = text->forms[plural_of(language, count)];

    return form ? form : text->forms[PLURAL_OTHER];
}

const char *strings_fill(struct arena *arena, const char *text,
                         const char *const *places)
{
    struct str out = {0};

    str_fill(&out, text, places);
    char *filled = arena_string(arena, str_text(&out), out.length);
    str_fini(&out);
    return filled;
}
