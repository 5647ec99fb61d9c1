#include "base/fs.h"

#include "base/arena.h"
#include "base/str.h"
#include <assert.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { NAMES_LIMIT = 65536 };

/* Names one after the other, each with its NUL. */
struct names {
    struct str text;
    size_t count;
};

static void collect_name(void *user, const char *name)
{
    struct names *names = user;

    if (names->count++ < NAMES_LIMIT)
        str_add_bytes(&names->text, name, strlen(name) + 1);
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static char **sorted(const struct names *names)
{
    size_t head = (names->count + 1) * sizeof(char *);
    char **list = memory_get(head + names->text.length);
    char *text = (char *)list + head;

    if (names->count > 0)
        memcpy(text, names->text.text, names->text.length);
    for (size_t i = 0; i < names->count; i++) {
        list[i] = text;
        text += strlen(text) + 1;
    }
    qsort(list, names->count, sizeof *list, compare_names);
    return list;
}

bool fs_is_folder(const struct fs *fs, const char *path)
{
    int file = fs->ops->open(fs, path, FS_READ);
    bool is = file >= 0 && fs->ops->size(fs, file) < 0 && errno == EISDIR;

    if (file >= 0)
        fs->ops->close(fs, file);
    return is;
}

char **fs_names(const struct fs *fs, const char *path, struct fail *why)
{
    struct names names = {0};
    char **list = NULL;

    if (fs->ops->list(fs, path, collect_name, &names) != 0)
        fail_errno(why, "cannot list %s", path);
    else if (names.count > NAMES_LIMIT)
        fail_set(why, FAIL_INVALID, "%s holds more than %d files", path,
                 NAMES_LIMIT);
    else
        list = sorted(&names);
    str_fini(&names.text);
    return list;
}

static bool fail_too_large(struct fail *why, const char *path, size_t limit)
{
    return fail_set(why, FAIL_INVALID, "%s is larger than %zu bytes", path,
                    limit);
}

static bool fail_not_file(struct fail *why, const char *path)
{
    if (errno == EISDIR)
        return fail_set(why, FAIL_INVALID, "%s is a folder, not a file", path);
    if (errno == ESPIPE || errno == ENXIO)
        return fail_set(why, FAIL_INVALID, "%s is not a regular file", path);
    return fail_errno(why, "cannot read %s", path);
}

/* Goes on to the end of the file, wherever that is by then, but never beyond
 * one byte more than the limit: a file may grow while it is read. */
static char *read_open(const struct fs *fs, int file, const char *path,
                       size_t limit, size_t *ret_bytes, struct fail *why)
{
    int64_t size = fs->ops->size(fs, file), got;
    size_t room, bytes = 0;
    char *text;

    if (size < 0)
        return fail_not_file(why, path), NULL;
    if ((uint64_t)size > limit)
        return fail_too_large(why, path, limit), NULL;
    room = (size_t)size + 1;
    text = memory_get(room + 1);
    while ((got = fs->ops->read_at(fs, file, text + bytes, room - bytes,
                                   (int64_t)bytes)) >= 0) {
        bytes += (size_t)got;
        if (bytes < room || bytes > limit)
            break;
        room = room > limit / 2 ? limit + 1 : room * 2;
        text = memory_grow(text, room + 1, 1);
    }
    if (got < 0)
        fail_not_file(why, path);
    else if (bytes > limit)
        fail_too_large(why, path, limit);
    else
        return text[bytes] = '\0', *ret_bytes = bytes, text;
    free(text);
    return NULL;
}

char *fs_read_file(const struct fs *fs, const char *path, size_t limit,
                   size_t *ret_bytes, struct fail *why)
{
    int file = fs->ops->open(fs, path, FS_READ);
    char *text;

    assert(limit < SIZE_MAX / 4);
    if (file < 0)
        return fail_not_file(why, path), NULL;
    text = read_open(fs, file, path, limit, ret_bytes, why);
    fs->ops->close(fs, file);
    return text;
}

/* Makes one folder. One that was there already is synced as well: whoever
 * made it may not have come so far. */
static bool make_one(const struct fs *fs, char *path, struct fail *why)
{
    bool made = fs->ops->make_folder(fs, path) == 0, ok;
    char *slash = strrchr(path, '/');
    const char *above = !slash ? "." : slash == path ? "/" : path;

    if (!made && (errno != EEXIST ||
                  (fs->ops->sync_folder(fs, path) != 0 && errno != EACCES)))
        return fail_errno(why, "cannot make folder %s", path);
    if (slash && slash != path)
        *slash = '\0';
    ok = fs->ops->sync_folder(fs, above) == 0 || (!made && errno == EACCES);
    if (!ok)
        fail_errno(why, "cannot sync folder %s", above);
    if (slash)
        *slash = '/';
    if (!ok && made) /* another sync would seem to work, and not be for it */
        fs->ops->remove(fs, path);
    return ok;
}

/* Up from `path` to the first folder that can be made or is there. */
static bool make_first(const struct fs *fs, char *path, struct fail *why)
{
    while (!make_one(fs, path, why)) {
        char *slash = strrchr(path, '/');
        if (why->kind != FAIL_MISSING || !slash || slash == path)
            return false;
        *slash = '\0';
    }
    return true;
}

bool fs_make_folders(const struct fs *fs, const char *path, struct fail *why)
{
    char *copy = memory_get(strlen(path) + 1);
    size_t length = 0;
    bool ok;

    for (; *path; path++)
        if (*path != '/' || length == 0 || copy[length - 1] != '/')
            copy[length++] = *path;
    if (length > 1 && copy[length - 1] == '/')
        length--;
    copy[length] = '\0';
    ok = make_first(fs, copy, why);
    while (ok && strlen(copy) < length) {
        copy[strlen(copy)] = '/';
        ok = make_one(fs, copy, why);
    }
    free(copy);
    return ok;
}

/* What is no empty folder and cannot be removed must be one with names in
 * it. */
bool fs_remove_all(const struct fs *fs, const char *path, struct fail *why)
{
    struct str below = {0};
    char **names;

    if (fs->ops->remove(fs, path) == 0 || errno == ENOENT)
        return true;
    if (errno != ENOTEMPTY && errno != EEXIST)
        return fail_errno(why, "cannot remove %s", path);
    names = fs_names(fs, path, why);
    for (char **name = names; name && *name; name++) {
        str_clear(&below);
        str_addf(&below, "%s/%s", path, *name);
        if (!fs_remove_all(fs, below.text, why))
            break;
    }
    str_fini(&below);
    free(names);
    return fs->ops->remove(fs, path) == 0 ||
           fail_errno(why, "cannot remove %s", path);
}
