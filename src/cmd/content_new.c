#include "cmd/content_new.h"

#include "base/arena.h"
#include "base/durable.h"
#include "base/log.h"
#include "base/str.h"
#include "cmd/commands.h"
#include "cmd/folders.h"
#include "content/model_schema.h"
#include "yaml/json_schema.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SCHEMA_NAME "bundle.schema.json"

enum { PATTERN_BYTES = 256 * 1024 };

static const struct args schema_args = {
    .program = "encounter-content schema",
    .summary = "Prints the JSON Schema (draft-07) of bundles, for editors.",
    .usage = "> bundle.schema.json",
    .more = "`new` writes it beside bundle.yaml, where the first line of the "
            "file names it:\nVisual Studio Code and others then complete, "
            "explain and mark while one types.",
};

static void write_schema(struct str *out)
{
    json_schema_write(&model_schema, &page_schema, "A bundle for Encounter",
                      out);
}

int content_schema(int argc, char **argv)
{
    struct str schema = {0};
    int first, status;
    char none;

    if (!command_args(&schema_args, argc, argv, &none, &first, &status))
        return status;
    if (first < argc) {
        log_line("schema: it takes no operands, see schema --help");
        return EXIT_USAGE;
    }
    write_schema(&schema);
    fputs(schema.text, stdout);
    str_fini(&schema);
    return fflush(stdout) == 0 ? EXIT_SUCCESS : EXIT_IO;
}

struct new_options {
    const char *programme, *language, *assets;
};

static const struct arg new_table[] = {
    {"programme", "ID", "the programme that a host belongs to (rabat-2018)",
     ARG_TEXT, offsetof(struct new_options, programme)},
    {"lang", "TAG", "the language of what is explained: en or fr", ARG_TEXT,
     offsetof(struct new_options, language)},
    {"assets", "DIR", "the program's own files", ARG_TEXT,
     offsetof(struct new_options, assets)},
};

static const struct args new_args = {
    .program = "encounter-content new",
    .summary = "Makes a small bundle that passes, to be written on.",
    .usage = "host|programme [options] DIR",
    .table = new_table,
    .count = sizeof new_table / sizeof *new_table,
    .more = "DIR is made; the name of the folder is the bundle's id. What "
            "stands in it explains\nitself. Nothing that is there is "
            "overwritten.",
};

/* One bundle that is being made. */
struct making {
    const struct fs *fs;
    struct arena arena;
    const char *id, *programme;
    const char *from, *to; /* folders */
};

static void fill(struct str *out, const char *pattern, const char *word,
                 const char *value)
{
    for (const char *at; (at = strstr(pattern, word)) != NULL;
         pattern = at + strlen(word)) {
        str_add_bytes(out, pattern, (size_t)(at - pattern));
        str_add(out, value);
    }
    str_add(out, pattern);
}

static bool copy(struct making *making, const char *name, struct fail *why)
{
    const char *from =
        arena_printf(&making->arena, "%s/%s", making->from, name);
    const char *to = arena_printf(&making->arena, "%s/%s", making->to, name);
    struct str text = {0}, filled = {0};
    size_t bytes;
    char *pattern = fs_read_file(making->fs, from, PATTERN_BYTES, &bytes, why);

    if (!pattern)
        return false;
    fill(&text, pattern, "@id@", making->id);
    fill(&filled, str_text(&text), "@programme@", making->programme);
    bool ok =
        durable_write(making->fs, to, str_text(&filled), filled.length, why);
    free(pattern);
    str_fini(&text);
    str_fini(&filled);
    return ok;
}

/* Folders have no dot in their names, files have one. */
static bool copy_all(struct making *making, const char *folder,
                     struct fail *why)
{
    const char *from =
        arena_printf(&making->arena, "%s/%s", making->from, folder);
    const char *to = arena_printf(&making->arena, "%s/%s", making->to, folder);
    char **names = fs_names(making->fs, from, why);
    bool ok = names && fs_make_folders(making->fs, to, why);

    for (char **name = names; ok && *name; name++) {
        const char *path = arena_printf(&making->arena, "%s%s%s", folder,
                                        *folder ? "/" : "", *name);
        ok = strchr(*name, '.') ? copy(making, path, why)
                                : copy_all(making, path, why);
    }
    free(names);
    return ok;
}

static bool is_free(const struct fs *fs, const char *folder, struct fail *why)
{
    struct fail none;
    char **names = fs_names(fs, folder, &none);
    bool is_free = !names || !*names;

    free(names);
    return is_free || fail_set(why, FAIL_USAGE,
                               "%s holds something: name a folder that is not "
                               "there yet",
                               folder);
}

static bool make(struct making *making, struct fail *why)
{
    struct str schema = {0};
    const char *path =
        arena_printf(&making->arena, "%s/" SCHEMA_NAME, making->to);

    if (!is_free(making->fs, making->to, why) || !copy_all(making, "", why))
        return false;
    write_schema(&schema);
    bool ok = durable_write(making->fs, path, schema.text, schema.length, why);
    str_fini(&schema);
    return ok;
}

static const char *last_name(char *path)
{
    size_t length = strlen(path);

    while (length > 1 && path[length - 1] == '/')
        path[--length] = '\0';
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

static bool read_new(const struct new_options *options, char **operands,
                     int count, struct making *making)
{
    const char *language = options->language ? options->language : "en";

    if (count != 2 || (!str_equal(operands[0], "host") &&
                       !str_equal(operands[0], "programme"))) {
        log_line("new: say what and where: new host DIR, or new programme DIR");
        return false;
    }
    making->id = last_name(operands[1]);
    making->to = operands[1];
    making->programme = options->programme ? options->programme : "rabat-2018";
    if (!id_is_well_formed(making->id) ||
        !id_is_well_formed(making->programme)) {
        log_line("new: '%s' is no id: a letter a-z, then a-z 0-9 _ -, at most "
                 "64",
                 id_is_well_formed(making->id) ? making->programme
                                               : making->id);
        return false;
    }
    if (!str_equal(language, "en") && !str_equal(language, "fr")) {
        log_line("new: --lang is en or fr, not '%s'", language);
        return false;
    }
    making->from =
        arena_printf(&making->arena, "new/%s/%s", language, operands[0]);
    return true;
}

static int report(const struct making *making, bool is_made,
                  const struct fail *why)
{
    if (is_made) {
        printf("%s is made: open %s/bundle.yaml in an editor.\n"
               "To see what is wrong with it: encounter-content check %s\n",
               making->to, making->to, making->to);
        return EXIT_SUCCESS;
    }
    log_fail(why);
    return fail_exit_status(why);
}

int content_new(int argc, char **argv)
{
    struct new_options options = {0};
    struct making making = {.fs = fs_system()};
    struct folders folders;
    struct fail why;
    int first, status;

    if (!command_args(&new_args, argc, argv, &options, &first, &status))
        return status;
    status = EXIT_USAGE;
    if (read_new(&options, argv + first, argc - first, &making)) {
        folders_find(&folders, argv[0],
                     &(struct folders_given){.assets = options.assets});
        making.from =
            arena_printf(&making.arena, "%s/%s", folders.assets, making.from);
        bool is_made = make(&making, &why);
        status = report(&making, is_made, &why);
        folders_fini(&folders);
    }
    arena_fini(&making.arena);
    return status;
}
