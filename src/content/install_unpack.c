#include "content/install_private.h"

#include <errno.h>
#include <string.h>

enum { MIB = 1024 * 1024 };

/* Where package_read() hands the files to. */
struct unpacking {
    struct installing *in;
    struct str path;
    int file;
    int64_t at;
    bool is_ours; /* what failed is our own disk */
};

static bool fail_here(struct unpacking *to, struct fail *why)
{
    to->is_ours = true;
    return fail_errno(why, "cannot write %s", to->path.text);
}

/* Each folder once: paths are sorted in MANIFEST, not in a zip file. */
static bool make_folders(struct unpacking *to, const char *path,
                         struct fail *why)
{
    const struct fs *fs = to->in->job->fs;

    for (const char *slash = path; (slash = strchr(slash, '/')); slash++) {
        str_clear(&to->path);
        str_addf(&to->path, "%s/%.*s", to->in->files, (int)(slash - path),
                 path);
        if (fs->ops->make_folder(fs, to->path.text) != 0 && errno != EEXIST)
            return fail_here(to, why);
    }
    return true;
}

static bool begin_file(void *user, const char *path, int64_t bytes,
                       struct fail *why)
{
    struct unpacking *to = user;
    const struct fs *fs = to->in->job->fs;

    (void)bytes;
    if (!make_folders(to, path, why))
        return false;
    str_clear(&to->path);
    str_addf(&to->path, "%s/%s", to->in->files, path);
    to->at = 0;
    to->file =
        fs->ops->open(fs, to->path.text, FS_WRITE | FS_CREATE | FS_EXCLUSIVE);
    return to->file >= 0 || fail_here(to, why);
}

static bool add_bytes(void *user, const void *bytes, size_t count,
                      struct fail *why)
{
    struct unpacking *to = user;
    const struct fs *fs = to->in->job->fs;

    if (fs->ops->write_at(fs, to->file, bytes, count, to->at) < 0)
        return fail_here(to, why);
    to->at += (int64_t)count;
    to->in->bytes_done += (int64_t)count;
    install_progress(to->in, 45, 95);
    return true;
}

static bool end_file(void *user, struct fail *why)
{
    struct unpacking *to = user;
    const struct fs *fs = to->in->job->fs;
    int file = to->file;

    to->file = -1;
    return fs->ops->close(fs, file) == 0 || fail_here(to, why);
}

static bool write_text(struct unpacking *to, const char *name, const char *text,
                       size_t bytes, struct fail *why)
{
    return begin_file(to, name, (int64_t)bytes, why) &&
           add_bytes(to, text, bytes, why) && end_file(to, why);
}

static bool unpack(struct unpacking *to, struct fail *why)
{
    struct package *package = to->in->package;
    const struct package_sink sink = {to, begin_file, add_bytes, end_file};
    const char *manifest = package_manifest_text(package);
    const char *signature = package_signature_text(package);

    return package_read(package, &sink, why) &&
           write_text(to, MANIFEST_NAME, manifest, strlen(manifest), why) &&
           write_text(to, MANIFEST_SIGNATURE, signature, strlen(signature),
                      why);
}

/* All of it in one sync: 2,000 files one by one take a card a minute. */
static bool sync_all(struct unpacking *to, struct fail *why)
{
    const struct fs *fs = to->in->job->fs;

    str_clear(&to->path);
    str_add(&to->path, to->in->files);
    return fs->ops->sync_all(fs, to->in->files) == 0 || fail_here(to, why);
}

static bool say_why(struct unpacking *to)
{
    struct installing *in = to->in;
    enum fail_kind kind = in->result->why.kind;

    if (to->is_ours)
        return install_fail(in,
                            kind == FAIL_FULL ? STICK_NO_ROOM : STICK_KIOSK);
    if (kind == FAIL_CORRUPT)
        return install_refuse(in, STICK_CHANGED);
    if (kind == FAIL_INVALID || kind == FAIL_MISSING)
        return install_refuse(in, STICK_DAMAGED);
    return install_fail(in, STICK_CANNOT_READ);
}

static bool has_room(struct installing *in)
{
    const struct fs *fs = in->job->fs;
    struct fs_room room;
    int64_t needed = in->bytes_all + (int64_t)INSTALL_SPARE_MIB * MIB;

    if (fs->ops->room(fs, in->staging, &room) != 0 || room.free_bytes > needed)
        return true;
    fail_set(&in->result->why, FAIL_FULL,
             "unpacked it has %lld MB, and %lld MB are free, of which %d are "
             "kept for feedback",
             (long long)(in->bytes_all / MIB + 1),
             (long long)(room.free_bytes / MIB), INSTALL_SPARE_MIB);
    return install_fail(in, STICK_NO_ROOM);
}

bool install_unpack(struct installing *in)
{
    const struct fs *fs = in->job->fs;
    struct unpacking to = {.in = in, .file = -1};
    struct fail *why = &in->result->why;
    bool ok;

    in->bytes_done = 0;
    in->bytes_all = package_manifest(in->package)->bytes;
    if (!has_room(in))
        return false;
    ok = unpack(&to, why) && sync_all(&to, why);
    if (to.file >= 0)
        fs->ops->close(fs, to.file);
    str_fini(&to.path);
    return ok || say_why(&to);
}
