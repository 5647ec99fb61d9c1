#include "content/manifest.h"

#include "base/array.h"
#include "base/calendar.h"
#include "base/time_bound.h"
#include "content/folder.h"
#include <assert.h>
#include <string.h>

enum { VERSION_BYTES = 32, HEX_BYTES = 2 * HASH_SHA256_BYTES };

static const char first_line[] = "# encounter-bundle 1";
static const char *const kinds[] = {
    [MODEL_HOST] = "host", [MODEL_PROGRAMME] = "programme"};

bool manifest_path_is_good(const char *path)
{
    int depth = 0;

    if (!path_is_well_formed(path) || str_ends(path, ".") || strstr(path, "./"))
        return false;
    for (const char *c = path; *c; c++)
        depth += *c == '/';
    return depth <= MANIFEST_DEPTH;
}

bool manifest_version_is_good(const char *version)
{
    return path_is_well_formed(version) && !strchr(version, '/') &&
           strlen(version) <= VERSION_BYTES;
}

void manifest_text(const struct manifest *manifest, struct str *out)
{
    str_addf(out,
             "%s\n# id: %s\n# programme: %s\n# kind: %s\n# version: %s\n"
             "# serial: %lld\n# grammar: %lld\n# languages:",
             first_line, manifest->id, manifest->programme,
             kinds[manifest->kind], manifest->version,
             (long long)manifest->serial, (long long)manifest->grammar);
    for (size_t i = 0; i < manifest->language_count; i++)
        str_addf(out, " %s", manifest->languages[i]);
    str_addf(out, "\n# bytes: %lld\n", (long long)manifest->bytes);
    for (size_t i = 0; i < manifest->count; i++) {
        str_add_hex(out, manifest->files[i].hash, HASH_SHA256_BYTES);
        str_addf(out, "  %s\n", manifest->files[i].path);
    }
}

void manifest_comment(const struct manifest *manifest,
                      const struct wall_time *time, struct str *out)
{
    int day = calendar_day_at(time->unix_s);
    char text[CALENDAR_DAY_BYTES];

    str_addf(out, "id:%s version:%s serial:%lld", manifest->id,
             manifest->version, (long long)manifest->serial);
    if (day < time_bound_day(&(struct time_bound){0}, time))
        return;
    calendar_day_text(day, text);
    str_addf(out, " date:%s", text);
}

static int compare(const void *left, const void *right)
{
    const struct manifest_file *a = left, *b = right;

    return strcmp(a->path, b->path);
}

const struct manifest_file *manifest_find(const struct manifest *manifest,
                                          const char *path)
{
    struct manifest_file wanted = {.path = path};

    if (manifest->count == 0)
        return NULL;
    return bsearch(&wanted, manifest->files, manifest->count,
                   sizeof *manifest->files, compare);
}

struct reader {
    const char *at, *end;
    int line;
    struct arena *arena;
    struct manifest *manifest;
    struct fail *why;
};

static bool refuse(struct reader *reader, const char *what)
{
    return fail_set(reader->why, FAIL_INVALID, MANIFEST_NAME ":%d: %s",
                    reader->line, what);
}

/* The next line as a string of its own, or NULL. */
static char *take_line(struct reader *reader)
{
    const char *line = reader->at;
    const char *stop = memchr(line, '\n', (size_t)(reader->end - line));

    reader->line++;
    if (!stop) {
        refuse(reader, line == reader->end ? "a line is missing"
                                           : "the last line has no end");
        return NULL;
    }
    reader->at = stop + 1;
    return arena_string(reader->arena, line, (size_t)(stop - line));
}

/* What stands behind "# <key>: ", or NULL. */
static char *take_value(struct reader *reader, const char *key)
{
    char *line = take_line(reader);
    size_t length = strlen(key);

    if (!line)
        return NULL;
    if (strncmp(line, "# ", 2) == 0 && strncmp(line + 2, key, length) == 0 &&
        strncmp(line + 2 + length, ": ", 2) == 0)
        return line + 2 + length + 2;
    fail_set(reader->why, FAIL_INVALID,
             MANIFEST_NAME ":%d: '# %s: ' has to stand here", reader->line,
             key);
    return NULL;
}

static bool take_id(struct reader *reader, const char *key, const char **ret_id)
{
    *ret_id = take_value(reader, key);
    return *ret_id &&
           (id_is_well_formed(*ret_id) || refuse(reader, "this is no id"));
}

static bool take_number(struct reader *reader, const char *key, int64_t most,
                        int64_t *ret_number)
{
    const char *text = take_value(reader, key);
    int64_t number = 0;

    if (!text)
        return false;
    for (const char *c = text; *c; c++) {
        if (*c < '0' || *c > '9' || (number == 0 && c > text))
            return refuse(reader, "this is no number");
        number = number * 10 + (*c - '0');
        if (number > most)
            return refuse(reader, "this number is too large");
    }
    *ret_number = number;
    return number > 0 || refuse(reader, "this number must be 1 or more");
}

static bool take_kind(struct reader *reader)
{
    const char *kind = take_value(reader, "kind");

    if (!kind)
        return false;
    for (int i = 0; i < 2; i++)
        if (strcmp(kind, kinds[i]) == 0) {
            reader->manifest->kind = (enum model_kind)i;
            return true;
        }
    return refuse(reader, "a bundle is of kind host or programme");
}

static bool take_version(struct reader *reader)
{
    const char *version = take_value(reader, "version");

    if (!version)
        return false;
    reader->manifest->version = version;
    return manifest_version_is_good(version) ||
           refuse(reader, "a version is at most 32 of a-z 0-9 . _ -, and "
                          "begins with no dot");
}

static bool take_languages(struct reader *reader)
{
    enum { LANGUAGES = 64 };
    struct manifest *manifest = reader->manifest;
    char *text = take_value(reader, "languages");

    if (!text)
        return false;
    manifest->languages =
        arena_array(reader->arena, LANGUAGES, sizeof *manifest->languages);
    for (;;) {
        size_t length = strcspn(text, " ");
        bool is_last = text[length] == '\0';
        text[length] = '\0';
        if (!language_is_well_formed(text) ||
            manifest->language_count == LANGUAGES)
            return refuse(reader, "this is no list of at most 64 languages");
        manifest->languages[manifest->language_count++] = text;
        if (is_last)
            return true;
        text += length + 1;
    }
}

static bool take_head(struct reader *reader)
{
    struct manifest *manifest = reader->manifest;
    const char *line = take_line(reader);

    if (!line)
        return false;
    if (strcmp(line, first_line) != 0)
        return refuse(reader, str_starts(line, "# encounter-bundle ")
                                  ? "made by a later Encounter: this one "
                                    "reads encounter-bundle 1"
                                  : "this is no manifest of a bundle");
    if (!take_id(reader, "id", &manifest->id) ||
        !take_id(reader, "programme", &manifest->programme) ||
        !take_kind(reader))
        return false;
    if (manifest->kind == MODEL_PROGRAMME &&
        strcmp(manifest->id, manifest->programme) != 0)
        return refuse(reader, "a programme belongs to itself");
    return take_version(reader) &&
           take_number(reader, "serial", MANIFEST_SERIAL, &manifest->serial) &&
           take_number(reader, "grammar", 9999, &manifest->grammar) &&
           take_languages(reader) &&
           take_number(reader, "bytes", (int64_t)MANIFEST_MIB * 1024 * 1024,
                       &manifest->bytes);
}

static int hex_value(char c)
{
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
                                  : -1;
}

static bool read_hash(const char *text, uint8_t *ret_hash)
{
    for (size_t i = 0; i < HASH_SHA256_BYTES; i++, text += 2) {
        int high = hex_value(text[0]), low = high < 0 ? -1 : hex_value(text[1]);
        if (low < 0)
            return false;
        ret_hash[i] = (uint8_t)(high * 16 + low);
    }
    return true;
}

static bool take_file(struct reader *reader, struct manifest_file *ret_file)
{
    const char *line = take_line(reader);
    const struct manifest *manifest = reader->manifest;

    if (!line)
        return false;
    if (strlen(line) < HEX_BYTES + 2 || !read_hash(line, ret_file->hash) ||
        strncmp(line + HEX_BYTES, "  ", 2) != 0)
        return refuse(reader, "this is no SHA-256, two spaces and a path");
    ret_file->path = line + HEX_BYTES + 2;
    if (!manifest_path_is_good(ret_file->path))
        return refuse(reader, "no bundle may hold a file of this name");
    if (manifest->count == 0)
        return true;
    int order =
        strcmp(manifest->files[manifest->count - 1].path, ret_file->path);
    if (order == 0)
        return refuse(reader, "this file is listed a second time");
    return order < 0 || refuse(reader, "the paths are not sorted");
}

static bool take_files(struct reader *reader)
{
    struct manifest *manifest = reader->manifest;

    manifest->files =
        arena_array(reader->arena, MANIFEST_FILES, sizeof *manifest->files);
    while (reader->at < reader->end) {
        struct manifest_file file;
        if (!take_file(reader, &file))
            return false;
        if (manifest->count == MANIFEST_FILES)
            return refuse(reader,
                          "a bundle has at most 2,000 files, this has more");
        manifest->files[manifest->count++] = file;
    }
    return true;
}

/* "a" and "a/b" cannot both be files. */
static bool check_folders(struct reader *reader)
{
    const struct manifest *manifest = reader->manifest;
    char above[PATH_BYTES + 1];

    for (size_t i = 0; i < manifest->count; i++) {
        const char *path = manifest->files[i].path;
        for (const char *c = strchr(path, '/'); c; c = strchr(c + 1, '/')) {
            memcpy(above, path, (size_t)(c - path));
            above[c - path] = '\0';
            if (manifest_find(manifest, above))
                return fail_set(
                    reader->why, FAIL_INVALID,
                    MANIFEST_NAME ": '%s' would be a file and a folder", above);
        }
    }
    return manifest_find(manifest, "bundle.yaml") ||
           fail_set(reader->why, FAIL_INVALID,
                    MANIFEST_NAME ": bundle.yaml is not listed");
}

bool manifest_parse(const char *text, size_t bytes, struct arena *arena,
                    struct manifest *ret_manifest, struct fail *why)
{
    struct reader reader = {.at = text,
                            .end = text + bytes,
                            .arena = arena,
                            .manifest = ret_manifest,
                            .why = why};

    *ret_manifest = (struct manifest){0};
    if (bytes > MANIFEST_BYTES)
        return fail_set(why, FAIL_INVALID,
                        MANIFEST_NAME " is larger than 1 MiB");
    if (memchr(text, '\0', bytes) || memchr(text, '\r', bytes))
        return fail_set(why, FAIL_INVALID,
                        MANIFEST_NAME " is no text with lines that end in LF");
    return take_head(&reader) && take_files(&reader) && check_folders(&reader);
}
