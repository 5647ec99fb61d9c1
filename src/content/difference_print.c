#include "base/str.h"
#include "content/difference.h"
#include <string.h>

static const char *const states[] = {"new", "changed", "gone"};

static void print_list(const char *first, const char *const *words,
                       size_t count, FILE *out)
{
    for (size_t i = 0; i < count; i++)
        fprintf(out, "%s%s", i == 0 ? first : ", ", words[i]);
    fputc('\n', out);
}

static void print_count(bool *has_one, size_t count, const char *what,
                        FILE *out)
{
    if (count == 0)
        return;
    fprintf(out, "%s%zu %s%s", *has_one ? ", " : "", count,
            *has_one     ? ""
            : count == 1 ? "text "
                         : "texts ",
            what);
    *has_one = true;
}

static void print_languages(const struct difference *difference, FILE *out)
{
    int columns = 0;

    for (size_t i = 0; i < difference->languages.count; i++) {
        int own = (int)strlen(difference->languages.items[i].tag);
        columns = own > columns ? own : columns;
    }
    for (size_t i = 0; i < difference->languages.count; i++) {
        const struct difference_language *language =
            &difference->languages.items[i];
        bool has_one = false;
        fprintf(out, "  %s:%*s ", language->tag,
                columns - (int)strlen(language->tag), "");
        print_count(&has_one, language->added, "added", out);
        print_count(&has_one, language->changed, "changed", out);
        print_count(&has_one, language->removed, "removed", out);
        fputc('\n', out);
    }
}

static void print_thing(const struct difference_thing *thing, FILE *out)
{
    if (thing->state != DIFFERENCE_CHANGED) {
        fprintf(out, "  %s %s is %s\n", thing->kind, thing->id,
                states[thing->state]);
        return;
    }
    fprintf(out, "  %s %s changed", thing->kind, thing->id);
    print_list(": ", thing->keys.items, thing->keys.count, out);
}

/* Of a bundle that is new: things of a kind in one line, files as a number. */
static void print_new(const struct difference *difference, FILE *out)
{
    const char *kind = NULL;
    long long bytes = 0;

    for (size_t i = 0; i < difference->things.count; i++) {
        const struct difference_thing *thing = &difference->things.items[i];
        if (kind && str_equal(kind, thing->kind))
            fprintf(out, ", %s", thing->id);
        else
            fprintf(out, "%s  %s: %s", kind ? "\n" : "", thing->kind,
                    thing->id);
        kind = thing->kind;
    }
    if (kind)
        fputc('\n', out);
    for (size_t i = 0; i < difference->files.count; i++)
        bytes += difference->files.items[i].bytes;
    if (difference->files.count > 0)
        fprintf(out, "  %zu %s, %lld bytes\n", difference->files.count,
                difference->files.count == 1 ? "file" : "files", bytes);
}

void difference_print(const struct difference *difference, FILE *out)
{
    long long serial = (long long)difference->new_serial;

    if (difference->is_new) {
        fprintf(out, "%s  %s (serial %lld) is new\n", difference->id,
                difference->new_version, serial);
        print_languages(difference, out);
        print_new(difference, out);
        return;
    }
    fprintf(out, "%s  %s -> %s (serial %lld -> %lld)\n", difference->id,
            difference->old_version, difference->new_version,
            (long long)difference->old_serial, serial);
    print_languages(difference, out);
    if (difference->keys.count > 0)
        print_list("  bundle changed: ", difference->keys.items,
                   difference->keys.count, out);
    for (size_t i = 0; i < difference->things.count; i++)
        print_thing(&difference->things.items[i], out);
    if (difference->is_reordered)
        fprintf(out, "  the order changed\n");
    for (size_t i = 0; i < difference->files.count; i++) {
        const struct difference_file *file = &difference->files.items[i];
        fprintf(out, "  %s %s%s\n", file->path,
                file->state == DIFFERENCE_CHANGED ? "" : "is ",
                states[file->state]);
    }
    if (difference_is_none(difference))
        fprintf(out, "  nothing else differs\n");
}

static void json_version(struct json *json, const char *key,
                         const char *version, int64_t serial)
{
    json_object(json, key);
    json_string(json, "version", version);
    json_integer(json, "serial", serial);
    json_end(json);
}

static void json_keys(struct json *json, const char *const *keys, size_t count)
{
    json_array(json, "keys");
    for (size_t i = 0; i < count; i++)
        json_string(json, NULL, keys[i]);
    json_end(json);
}

static void json_texts(struct json *json, const struct difference *difference)
{
    json_object(json, "texts");
    for (size_t i = 0; i < difference->languages.count; i++) {
        const struct difference_language *language =
            &difference->languages.items[i];
        json_object(json, language->tag);
        json_integer(json, "added", (int64_t)language->added);
        json_integer(json, "changed", (int64_t)language->changed);
        json_integer(json, "removed", (int64_t)language->removed);
        json_end(json);
    }
    json_end(json);
}

static void json_things(struct json *json, const struct difference *difference)
{
    json_array(json, "things");
    for (size_t i = 0; i < difference->things.count; i++) {
        const struct difference_thing *thing = &difference->things.items[i];
        json_object(json, NULL);
        json_string(json, "kind", thing->kind);
        json_string(json, "id", thing->id);
        json_string(json, "state", states[thing->state]);
        if (thing->state == DIFFERENCE_CHANGED)
            json_keys(json, thing->keys.items, thing->keys.count);
        json_end(json);
    }
    json_end(json);
}

void difference_json(const struct difference *difference, struct json *json,
                     const char *key)
{
    json_object(json, key);
    json_string(json, "id", difference->id);
    if (difference->is_new)
        json_null(json, "before");
    else
        json_version(json, "before", difference->old_version,
                     difference->old_serial);
    json_version(json, "after", difference->new_version,
                 difference->new_serial);
    json_texts(json, difference);
    json_keys(json, difference->keys.items, difference->keys.count);
    json_things(json, difference);
    json_bool(json, "reordered", difference->is_reordered);
    json_array(json, "files");
    for (size_t i = 0; i < difference->files.count; i++) {
        const struct difference_file *file = &difference->files.items[i];
        json_object(json, NULL);
        json_string(json, "path", file->path);
        json_string(json, "state", states[file->state]);
        json_integer(json, "bytes", file->bytes);
        json_end(json);
    }
    json_end(json);
    json_end(json);
}
