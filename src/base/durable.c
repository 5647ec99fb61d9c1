#include "base/durable.h"

#include <errno.h>
#include <string.h>

enum { PATH_ROOM = sizeof((struct durable *)NULL)->path };
static const char unfinished[] = ".new";

struct path {
    char text[PATH_ROOM + sizeof unfinished];
};

static struct path new_name(const struct durable *file)
{
    struct path name;
    size_t length = strlen(file->path);

    memcpy(name.text, file->path, length);
    memcpy(name.text + length, unfinished, sizeof unfinished);
    return name;
}

static bool folder_of(const char *path, struct path *ret_folder,
                      struct fail *why)
{
    const char *slash = strrchr(path, '/');
    size_t length = slash ? (size_t)(slash - path) : 0;

    if (length >= PATH_ROOM)
        return fail_set(why, FAIL_INVALID, "path is too long: %s", path);
    if (length == 0)
        ret_folder->text[length++] = slash ? '/' : '.';
    else
        memcpy(ret_folder->text, path, length);
    ret_folder->text[length] = '\0';
    return true;
}

static bool sync_folder(const struct fs *fs, const struct path *folder,
                        struct fail *why)
{
    if (fs->ops->sync_folder(fs, folder->text) == 0)
        return true;
    return fail_errno(why, "cannot sync folder %s", folder->text);
}

static bool begin(struct durable *file, const struct fs *fs, const char *path,
                  int flags, struct fail *why)
{
    size_t length = strlen(path);
    struct path name;

    *file = (struct durable){.fs = fs, .file = -1};
    if (length >= PATH_ROOM)
        return fail_set(why, FAIL_INVALID, "path is too long: %s", path);
    memcpy(file->path, path, length);
    name = new_name(file);
    if (fs->ops->remove(fs, name.text) != 0 && errno != ENOENT)
        return fail_errno(why, "cannot replace %s", name.text);
    file->file = fs->ops->open(fs, name.text,
                               FS_WRITE | FS_CREATE | FS_EXCLUSIVE | flags);
    if (file->file < 0)
        return fail_errno(why, "cannot write %s", name.text);
    return true;
}

bool durable_begin(struct durable *file, const struct fs *fs, const char *path,
                   struct fail *why)
{
    return begin(file, fs, path, 0, why);
}

bool durable_add(struct durable *file, const void *bytes, size_t count,
                 struct fail *why)
{
    if (file->fs->ops->write_at(file->fs, file->file, bytes, count,
                                file->size) < 0)
        return fail_errno(why, "cannot write %s", file->path);
    file->size += (int64_t)count;
    return true;
}

static bool fail_commit(struct durable *file, struct fail *why)
{
    fail_errno(why, "cannot write %s", file->path);
    durable_fini(file);
    return false;
}

bool durable_commit(struct durable *file, struct fail *why)
{
    const struct fs *fs = file->fs;
    struct path name = new_name(file), folder;
    int handle = file->file;

    if (!folder_of(file->path, &folder, why))
        return false;
    if (fs->ops->sync_file(fs, handle) != 0)
        return fail_commit(file, why);
    file->file = -1;
    if (fs->ops->close(fs, handle) != 0 ||
        fs->ops->rename(fs, name.text, file->path) != 0) {
        fail_errno(why, "cannot write %s", file->path);
        fs->ops->remove(fs, name.text);
        return false;
    }
    return sync_folder(fs, &folder, why);
}

void durable_fini(struct durable *file)
{
    struct path name;

    if (!file->fs || file->file < 0)
        return;
    name = new_name(file);
    file->fs->ops->close(file->fs, file->file);
    file->fs->ops->remove(file->fs, name.text);
    file->file = -1;
}

static bool write_whole(const struct fs *fs, const char *path,
                        const void *bytes, size_t count, int flags,
                        struct fail *why)
{
    struct durable file;
    bool ok = begin(&file, fs, path, flags, why) &&
              durable_add(&file, bytes, count, why) &&
              durable_commit(&file, why);

    durable_fini(&file);
    return ok;
}

bool durable_write(const struct fs *fs, const char *path, const void *bytes,
                   size_t count, struct fail *why)
{
    return write_whole(fs, path, bytes, count, 0, why);
}

bool durable_write_private(const struct fs *fs, const char *path,
                           const void *bytes, size_t count, struct fail *why)
{
    return write_whole(fs, path, bytes, count, FS_PRIVATE, why);
}

bool durable_link(const struct fs *fs, const char *target, const char *path,
                  struct fail *why)
{
    struct durable link = {.fs = fs, .file = -1};
    size_t length = strlen(path);
    struct path name, folder;

    if (!folder_of(path, &folder, why))
        return false;
    if (length >= PATH_ROOM)
        return fail_set(why, FAIL_INVALID, "path is too long: %s", path);
    memcpy(link.path, path, length);
    name = new_name(&link);
    if (fs->ops->remove(fs, name.text) != 0 && errno != ENOENT)
        return fail_errno(why, "cannot replace %s", name.text);
    if (fs->ops->make_link(fs, target, name.text) != 0 ||
        fs->ops->rename(fs, name.text, path) != 0) {
        fail_errno(why, "cannot make the link %s", path);
        fs->ops->remove(fs, name.text);
        return false;
    }
    return sync_folder(fs, &folder, why);
}

/* The new place first: a cut between the two syncs may then leave both
 * names, never none. */
bool durable_rename(const struct fs *fs, const char *from, const char *to,
                    struct fail *why)
{
    struct path left, entered;

    if (!folder_of(from, &left, why) || !folder_of(to, &entered, why))
        return false;
    if (fs->ops->rename(fs, from, to) != 0)
        return fail_errno(why, "cannot rename %s to %s", from, to);
    return sync_folder(fs, &entered, why) &&
           (strcmp(left.text, entered.text) == 0 ||
            sync_folder(fs, &left, why));
}

bool durable_remove(const struct fs *fs, const char *path, struct fail *why)
{
    struct path folder;

    if (!folder_of(path, &folder, why))
        return false;
    if (fs->ops->remove(fs, path) != 0)
        return fail_errno(why, "cannot remove %s", path);
    return sync_folder(fs, &folder, why);
}
