#include "content/installed.h"

#include "base/durable.h"
#include "yaml/schema.h"
#include <stdlib.h>
#include <string.h>

enum { STATE_BYTES = 64 * 1024, NAME_ROOM = 64, MARKS = 1024 };

static const char *const asides[] = {
    [INSTALLED_BAD] = "bad", [INSTALLED_LEFT] = "left"};

bool installed_is_folder_name(const char *version)
{
    static const char *const taken[] = {"current", "accepted", "aside"};

    for (size_t i = 0; i < sizeof taken / sizeof *taken; i++)
        if (str_equal(version, taken[i]))
            return false;
    /* ".new": what is being written beside them (base/durable.h). */
    return manifest_version_is_good(version) && !str_ends(version, ".new");
}

char **installed_ids(const struct fs *fs, const char *content, struct fail *why)
{
    size_t count = 0;
    char **names;

    why->kind = FAIL_NONE;
    names = fs_names(fs, content, why);
    if (!names) {
        if (why->kind == FAIL_MISSING)
            why->kind = FAIL_NONE;
        return NULL;
    }
    for (char **name = names; *name; name++)
        if (id_is_well_formed(*name))
            names[count++] = *name;
    names[count] = NULL;
    return names;
}

static bool read_version(const struct fs *fs, const char *folder,
                         struct arena *arena, struct installed_version *version,
                         struct fail *why)
{
    const char *path = arena_printf(arena, "%s/" MANIFEST_NAME, folder);
    size_t bytes;
    char *text = fs_read_file(fs, path, MANIFEST_BYTES, &bytes, why);
    bool ok;

    if (!text)
        return false;
    hash_sha256(text, bytes, version->hash);
    ok = manifest_parse(text, bytes, arena, &version->manifest, why);
    free(text);
    return ok;
}

static int compare_versions(const void *a, const void *b)
{
    const struct installed_version *one = a, *other = b;
    int64_t first = one->manifest.serial, second = other->manifest.serial;

    return first < second   ? 1
           : first > second ? -1
                            : strcmp(one->folder, other->folder);
}

static void read_versions(const struct fs *fs, const char *content,
                          struct arena *arena, struct installed *installed)
{
    const char *above = arena_printf(arena, "%s/%s", content, installed->id);
    const char *link = arena_printf(arena, "%s/current", above);
    char current[NAME_ROOM] = "";
    struct fail why;
    char **names = fs_names(fs, above, &why);
    size_t count = 0;

    while (names && names[count])
        count++;
    installed->versions =
        arena_array(arena, count + 1, sizeof *installed->versions);
    if (fs->ops->read_link(fs, link, current, sizeof current) != 0)
        current[0] = '\0';
    for (size_t i = 0; i < count; i++) {
        struct installed_version *version =
            &installed->versions[installed->count];
        const char *folder = arena_printf(arena, "%s/%s", above, names[i]);
        bool is_serial = names[i][0] == INSTALLED_SERIAL;
        if ((!is_serial && !installed_is_folder_name(names[i])) ||
            !read_version(fs, folder, arena, version, &why) ||
            !str_equal(version->manifest.id, installed->id))
            continue;
        version->folder = arena_printf(arena, "%s", names[i]);
        version->is_current = str_equal(names[i], current);
        installed->count++;
    }
    free(names);
    if (installed->count > 1)
        qsort(installed->versions, installed->count,
              sizeof *installed->versions, compare_versions);
}

static int digit(char c)
{
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
                                  : -1;
}

static bool read_hash(const char *text, uint8_t ret_hash[HASH_SHA256_BYTES])
{
    for (size_t i = 0; i < HASH_SHA256_BYTES; i++) {
        int high = digit(text[2 * i]);
        int low = high < 0 ? -1 : digit(text[2 * i + 1]);
        if (low < 0)
            return false;
        ret_hash[i] = (uint8_t)(high * 16 + low);
    }
    return str_equal(text + 2 * HASH_SHA256_BYTES, "\n");
}

static bool read_accepted(const struct fs *fs, const char *path,
                          struct installed *installed, struct fail *why)
{
    size_t bytes;
    char *text = fs_read_file(fs, path, STATE_BYTES, &bytes, why), *end;
    bool ok;

    if (!text)
        return why->kind == FAIL_MISSING;
    installed->accepted =
        str_starts(text, "serial ") ? strtoll(text + 7, &end, 10) : 0;
    ok = installed->accepted > 0 && installed->accepted <= MANIFEST_SERIAL &&
         *end == ' ' && read_hash(end + 1, installed->accepted_hash);
    free(text);
    if (!ok)
        installed->accepted = 0;
    return ok || fail_set(why, FAIL_CORRUPT,
                          "%s is damaged: look which serial was shown here, "
                          "then remove it",
                          path);
}

static void add_mark(struct installed *installed, const char *line)
{
    char *end;
    int64_t serial = strtoll(line, &end, 10);

    for (int aside = INSTALLED_BAD; aside <= INSTALLED_LEFT; aside++)
        if (*end == ' ' && str_equal(end + 1, asides[aside]) && serial > 0)
            installed->marks[installed->mark_count++] =
                (struct installed_mark){serial, (enum installed_aside)aside};
}

/* A line that says nothing is passed over: what it was about may be shown. */
static bool read_marks(const struct fs *fs, const char *path,
                       struct arena *arena, struct installed *installed,
                       struct fail *why)
{
    size_t bytes;
    char *text = fs_read_file(fs, path, STATE_BYTES, &bytes, why);
    char *line = text;

    installed->marks = arena_array(arena, MARKS, sizeof *installed->marks);
    if (!text)
        return why->kind == FAIL_MISSING;
    while (*line && installed->mark_count < MARKS) {
        char *end = line + strcspn(line, "\n");
        bool is_last = !*end;
        *end = '\0';
        add_mark(installed, line);
        line = is_last ? end : end + 1;
    }
    free(text);
    return true;
}

bool installed_read(const struct fs *fs, const char *content, const char *id,
                    struct arena *arena, struct installed *ret_installed,
                    struct fail *why)
{
    struct installed *installed = ret_installed;
    struct fail unread;
    bool ok;

    *installed = (struct installed){.id = arena_printf(arena, "%s", id)};
    read_versions(fs, content, arena, installed);
    ok = read_marks(fs, arena_printf(arena, "%s/%s/aside", content, id), arena,
                    installed, why);
    for (size_t i = 0; i < installed->count; i++)
        installed->versions[i].aside =
            installed_aside(installed, installed->versions[i].manifest.serial);
    return read_accepted(fs, arena_printf(arena, "%s/%s/accepted", content, id),
                         installed, ok ? why : &unread) &&
           ok;
}

enum installed_aside installed_aside(const struct installed *installed,
                                     int64_t serial)
{
    for (size_t i = 0; i < installed->mark_count; i++)
        if (installed->marks[i].serial == serial)
            return installed->marks[i].aside;
    return INSTALLED_SHOWN;
}

const struct installed_version *
installed_find(const struct installed *installed, int64_t serial)
{
    for (size_t i = 0; i < installed->count; i++)
        if (installed->versions[i].manifest.serial == serial)
            return &installed->versions[i];
    return NULL;
}

const struct installed_version *
installed_choose(const struct installed *installed, int64_t shipped)
{
    const struct installed_version *chosen = NULL;

    for (size_t i = 0; i < installed->count; i++) {
        const struct installed_version *version = &installed->versions[i];
        if (version->aside != INSTALLED_SHOWN)
            continue;
        if (!chosen || version->is_current)
            chosen = version;
    }
    if (chosen && chosen->manifest.serial < shipped &&
        installed_aside(installed, shipped) == INSTALLED_SHOWN)
        return NULL;
    return chosen;
}

bool installed_accept(const struct fs *fs, const char *content, const char *id,
                      int64_t serial, const uint8_t hash[HASH_SHA256_BYTES],
                      struct fail *why)
{
    struct str path = {0}, text = {0};
    bool ok;

    str_addf(&path, "%s/%s", content, id);
    ok = fs_make_folders(fs, path.text, why);
    str_add(&path, "/accepted");
    str_addf(&text, "serial %lld ", (long long)serial);
    str_add_hex(&text, hash, HASH_SHA256_BYTES);
    str_add(&text, "\n");
    ok = ok && durable_write(fs, path.text, text.text, text.length, why);
    str_fini(&path);
    str_fini(&text);
    return ok;
}

bool installed_switch(const struct fs *fs, const char *content, const char *id,
                      const char *folder, struct fail *why)
{
    struct str path = {0};
    bool ok;

    str_addf(&path, "%s/%s/current", content, id);
    ok = durable_link(fs, folder, path.text, why);
    str_fini(&path);
    return ok;
}

bool installed_set_aside(const struct fs *fs, const char *content,
                         const struct installed *installed, int64_t serial,
                         enum installed_aside aside, struct fail *why)
{
    struct str path = {0}, text = {0};
    bool ok;

    if (installed_aside(installed, serial) == aside)
        return true;
    for (size_t i = 0; i < installed->mark_count; i++) {
        const struct installed_mark *mark = &installed->marks[i];
        if (mark->serial != serial)
            str_addf(&text, "%lld %s\n", (long long)mark->serial,
                     asides[mark->aside]);
    }
    if (aside != INSTALLED_SHOWN)
        str_addf(&text, "%lld %s\n", (long long)serial, asides[aside]);
    str_addf(&path, "%s/%s", content, installed->id);
    ok = fs_make_folders(fs, path.text, why);
    str_add(&path, "/aside");
    ok = ok && durable_write(fs, path.text, str_text(&text), text.length, why);
    str_fini(&path);
    str_fini(&text);
    return ok;
}

/* The best of what has a lower serial and is not set aside. */
static const struct installed_version *before(const struct installed *installed,
                                              int64_t serial)
{
    for (size_t i = 0; i < installed->count; i++) {
        const struct installed_version *version = &installed->versions[i];
        if (version->manifest.serial < serial &&
            version->aside == INSTALLED_SHOWN)
            return version;
    }
    return NULL;
}

bool installed_roll_back(const struct fs *fs, const char *content,
                         const struct installed *installed, int64_t shipped,
                         const struct installed_version **ret_version,
                         struct fail *why)
{
    const struct installed_version *now = installed_choose(installed, shipped);
    int64_t serial = now ? now->manifest.serial : shipped;
    const struct installed_version *to = before(installed, serial);
    bool to_shipped = shipped > 0 && shipped < serial &&
                      (!to || to->manifest.serial < shipped) &&
                      installed_aside(installed, shipped) == INSTALLED_SHOWN;

    if (!to && !to_shipped)
        return fail_set(why, FAIL_MISSING,
                        "there is no version of %s before this one",
                        installed->id);
    *ret_version = to_shipped ? NULL : to;
    /* Set aside first: from then on the one before is shown in any case. */
    return installed_set_aside(fs, content, installed, serial, INSTALLED_LEFT,
                               why) &&
           (!*ret_version ||
            installed_switch(fs, content, installed->id, to->folder, why));
}
