#include "report/datasheet_words.h"

#include "base/fs.h"
#include "base/str.h"
#include <stdlib.h>
#include <string.h>

#define FIELD(type_name, name)                                                 \
    {.key = #name,                                                             \
     .type = SCHEMA_STRING,                                                    \
     .offset = offsetof(struct type_name, name),                               \
     .is_required = true,                                                      \
     .is_one_line = true},
#define PART(name, schema)                                                     \
    {                                                                          \
        .key = #name, .type = SCHEMA_OBJECT,                                   \
        .offset = offsetof(struct datasheet_words, name), .is_required = true, \
        .object = &(schema)                                                    \
    }

#define X(enumerator, name) FIELD(datasheet_record, name)
static const struct schema_field record_fields[] = {RECORD_KEYS(X)};
#undef X
#define X(enumerator, name) FIELD(datasheet_batch, name)
static const struct schema_field batch_fields[] = {BATCH_KEYS(X)};
#undef X
#define X(name, test) FIELD(datasheet_claims, name)
static const struct schema_field claim_fields[] = {DATASHEET_CLAIMS(X)};
#undef X
#define X(name) FIELD(datasheet_limits, name)
static const struct schema_field limit_fields[] = {DATASHEET_LIMITS(X)};
#undef X

static const struct schema record_schema =
    SCHEMA("record", struct datasheet_record, record_fields);
static const struct schema batch_schema =
    SCHEMA("batch", struct datasheet_batch, batch_fields);
static const struct schema claims_schema =
    SCHEMA("claims", struct datasheet_claims, claim_fields);
static const struct schema limits_schema =
    SCHEMA("limits", struct datasheet_limits, limit_fields);

#define X(name) FIELD(datasheet_words, name)
static const struct schema_field words_fields[] = {
    DATASHEET_TEXTS(X) PART(record, record_schema),
    PART(batch, batch_schema),
    PART(claims, claims_schema),
    PART(limits, limits_schema),
};
#undef X
static const struct schema words_schema =
    SCHEMA("data sheet", struct datasheet_words, words_fields);

static bool is_there(const char *assets_folder, const char *tag)
{
    struct str folder = {0}, file = {0};
    struct fail none;
    bool is_there = false;

    str_addf(&folder, "%s/datasheet", assets_folder);
    str_addf(&file, "%s.yaml", tag);
    char **names = fs_names(fs_system(), folder.text, &none);
    for (char **name = names; name && *name; name++)
        is_there |= str_equal(*name, file.text);
    free(names);
    str_fini(&folder);
    str_fini(&file);
    return is_there;
}

bool datasheet_words_find(const char *assets_folder, const char *tag,
                          char *ret_tag)
{
    char *dash;

    if (!language_is_well_formed(tag))
        return false;
    memcpy(ret_tag, tag, strlen(tag) + 1);
    while (!is_there(assets_folder, ret_tag)) {
        dash = strrchr(ret_tag, '-');
        if (!dash)
            return false;
        *dash = '\0';
    }
    return true;
}

const struct datasheet_words *datasheet_words_read(const char *assets_folder,
                                                   const char *tag,
                                                   struct arena *arena,
                                                   struct messages *messages)
{
    struct str path = {0};
    size_t errors = messages->errors;
    const struct datasheet_words *words;

    str_addf(&path, "%s/datasheet/%s.yaml", assets_folder, tag);
    words =
        schema_read_file(&words_schema, path.text, path.text, arena, messages);
    str_fini(&path);
    return messages->errors == errors ? words : NULL;
}
