#include "report/walk.h"

#include "base/str.h"
#include <errno.h>
#include <stdlib.h>

enum { DEPTH_MAX = 16 }; /* a link may lead back up */

struct walking {
    const struct fs *fs;
    void (*on_file)(void *user, const char *path);
    void *user;
    struct fail *why;
};

/* 1: a folder, 0: a file, -1: not to be read. */
static int is_folder(const struct walking *walking, const char *path)
{
    const struct fs *fs = walking->fs;
    int file = fs->ops->open(fs, path, FS_READ), is = 0;

    if (file < 0)
        return fail_errno(walking->why, "cannot read %s", path), -1;
    if (fs->ops->size(fs, file) < 0)
        is = errno == EISDIR;
    fs->ops->close(fs, file);
    return is;
}

static bool step(const struct walking *walking, const char *path, int depth)
{
    int is = is_folder(walking, path);
    struct str below = {0};
    char **names;
    bool ok = true;

    if (is == 0)
        walking->on_file(walking->user, path);
    if (is <= 0)
        return is == 0;
    if (depth == DEPTH_MAX)
        return fail_set(walking->why, FAIL_INVALID, "too many folders: %s",
                        path);
    names = fs_names(walking->fs, path, walking->why);
    for (char **name = names; ok && name && *name; name++) {
        if ((*name)[0] == '.')
            continue;
        str_clear(&below);
        str_addf(&below, "%s%s%s", path, str_ends(path, "/") ? "" : "/", *name);
        ok = step(walking, below.text, depth + 1);
    }
    str_fini(&below);
    ok = ok && names;
    free(names);
    return ok;
}

bool walk(const struct fs *fs, const char *path,
          void (*on_file)(void *user, const char *path), void *user,
          struct fail *why)
{
    return step(&(struct walking){fs, on_file, user, why}, path, 0);
}
