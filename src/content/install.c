#include "content/install_private.h"

#include "base/durable.h"
#include "base/time_bound.h"
#include <errno.h>
#include <string.h>
#include <time.h>

enum { LOCK_WAIT_MS = 200, LOCK_TRIES = 5 * 60 * 10 };

bool install_refuse(struct installing *in, enum stick_reason reason)
{
    in->result->end = INSTALL_REFUSED;
    in->result->reason = reason;
    return false;
}

bool install_fail(struct installing *in, enum stick_reason reason)
{
    in->result->end = INSTALL_FAILED;
    in->result->reason = reason;
    return false;
}

void install_progress(struct installing *in, int first, int last)
{
    int64_t all = in->bytes_all > 0 ? in->bytes_all : 1;
    int percent = first + (int)(in->bytes_done * (last - first) / all);

    if (percent <= in->percent || percent > 100 || !in->job->progress)
        return;
    in->percent = percent;
    in->job->progress(in->job->user, percent);
}

static bool fail_own(struct installing *in)
{
    return install_fail(in, in->result->why.kind == FAIL_FULL ? STICK_NO_ROOM
                                                              : STICK_KIOSK);
}

/* Empties .staging, whatever was cut off there. */
static bool clear_staging(struct installing *in)
{
    const struct fs *fs = in->job->fs;
    struct fail *why = &in->result->why;

    return (fs_remove_all(fs, in->staging, why) &&
            fs_make_folders(fs, in->staging, why) &&
            fs_make_folders(fs, in->files, why)) ||
           fail_own(in);
}

/* People know the package by where it came from. */
static void forget_copy(struct installing *in)
{
    char *text = in->result->why.text;
    size_t bytes = strlen(in->copy);

    if (str_starts(text, in->copy) && str_starts(text + bytes, ": "))
        memmove(text, text + bytes + 2, strlen(text + bytes + 2) + 1);
}

static bool open_package(struct installing *in, const struct fs *from,
                         const char *path)
{
    struct fail *why = &in->result->why;

    if (fs_is_folder(from, path)) {
        in->package = package_open(from, path, why);
    } else {
        if (!install_copy(in, from, path))
            return false;
        in->package = package_open(in->job->fs, in->copy, why);
        if (!in->package)
            forget_copy(in);
    }
    if (in->package)
        return true;
    return why->kind == FAIL_INVALID || why->kind == FAIL_CORRUPT ||
                   why->kind == FAIL_MISSING
               ? install_refuse(in, STICK_DAMAGED)
               : install_fail(in, STICK_CANNOT_READ);
}

static bool check(struct installing *in)
{
    struct install_job *job = in->job;
    const struct manifest *manifest = package_manifest(in->package);
    struct fail *why = &in->result->why;

    /* One that comes first may bring its hosts later. */
    bool needs_hosts = manifest->kind == MODEL_PROGRAMME && in->result->before;
    bool ok = job->check
                  ? job->check(job->user, in->files, manifest, why)
                  : install_check(in->files, manifest, job->messages, why);

    if (ok && needs_hosts)
        ok = install_check_hosts(job, in->files, why);
    return ok || install_refuse(in, STICK_FAULTY);
}

static bool put_aside(struct installing *in, int64_t serial,
                      enum installed_aside aside)
{
    struct install_job *job = in->job;

    return installed_set_aside(job->fs, job->content, &in->installed, serial,
                               aside, &in->result->why) &&
           installed_read(job->fs, job->content, in->result->id, job->arena,
                          &in->installed, &in->result->why);
}

/* What a person decided: this one is shown, and nothing that is newer. */
static bool overrule(struct installing *in)
{
    const char *none;
    int64_t serial = in->result->serial;
    int64_t shipped = in->job->shipped(in->job->user, in->result->id, &none);

    if (!in->job->allows_older)
        return true;
    if (!put_aside(in, serial, INSTALLED_SHOWN))
        return false;
    for (size_t i = 0; i < in->installed.count; i++) {
        const struct installed_version *version = &in->installed.versions[i];
        if (version->manifest.serial > serial &&
            version->aside == INSTALLED_SHOWN &&
            !put_aside(in, version->manifest.serial, INSTALLED_LEFT))
            return false;
    }
    return shipped <= serial || put_aside(in, shipped, INSTALLED_LEFT);
}

/* The folder of the version: a name that another serial has gets this one's
 * serial behind it. */
static const char *folder_of(const struct installing *in)
{
    const struct install_result *result = in->result;
    bool is_free = installed_is_folder_name(result->version);

    for (size_t i = 0; i < in->installed.count; i++) {
        const struct installed_version *version = &in->installed.versions[i];
        if (str_equal(version->folder, result->version) &&
            version->manifest.serial != result->serial)
            is_free = false;
    }
    return is_free ? result->version
                   : arena_printf(in->job->arena, "%c%lld", INSTALLED_SERIAL,
                                  (long long)result->serial);
}

/* One that is there came whole: all was synced before it got the name. */
static bool place(struct installing *in, const char *folder,
                  const uint8_t hash[HASH_SHA256_BYTES])
{
    struct install_job *job = in->job;
    const struct installed_version *there =
        installed_find(&in->installed, in->result->serial);
    const char *path = arena_printf(&in->arena, "%s/%s/%s", job->content,
                                    in->result->id, folder);

    if (there && str_equal(there->folder, folder) &&
        memcmp(there->hash, hash, HASH_SHA256_BYTES) == 0)
        return true;
    return fs_remove_all(job->fs, path, &in->result->why) &&
           durable_rename(job->fs, in->files, path, &in->result->why);
}

/* Content that was signed on a day is not shown before it. Nothing depends on
 * it here, so what cannot be written is left. */
static void note_date(struct installing *in)
{
    const struct fs *fs = in->job->fs;
    struct verify_signature signature;
    struct fail none;
    const char *text = package_signature_text(in->package);

    if (text && verify_signature_parse(text, strlen(text), &signature, &none))
        time_bound_sign(
            fs,
            arena_printf(&in->arena, "%s/" INSTALLED_SIGNED, in->job->content),
            time_bound_signed_day(signature.comment), &none);
}

static bool take(struct installing *in)
{
    struct install_job *job = in->job;
    struct install_result *result = in->result;
    const char *text = package_manifest_text(in->package);
    const char *folder = folder_of(in);
    uint8_t hash[HASH_SHA256_BYTES];

    hash_sha256(text, strlen(text), hash);
    bool ok = (result->serial < in->installed.accepted ||
               installed_accept(job->fs, job->content, result->id,
                                result->serial, hash, &result->why)) &&
              place(in, folder, hash) && overrule(in) &&
              installed_switch(job->fs, job->content, result->id, folder,
                               &result->why);
    if (!ok)
        return fail_own(in);
    note_date(in);
    result->end = INSTALL_TOOK;
    if (!job->programme)
        job->programme = arena_printf(job->arena, "%s",
                                      package_manifest(in->package)->programme);
    return true;
}

/* Before and not after: what was shown until now may be for some time yet, to
 * whoever is visiting. */
static bool make_room(struct installing *in)
{
    const struct install_job *job = in->job;

    return job->is_dry ||
           (install_sweep(job->fs, job->content, in->result->id,
                          &in->result->why) &&
            installed_read(job->fs, job->content, in->result->id, job->arena,
                           &in->installed, &in->result->why)) ||
           fail_own(in);
}

static void install(struct installing *in, const struct fs *from,
                    const char *path)
{
    struct install_job *job = in->job;

    if (!clear_staging(in) || !open_package(in, from, path) ||
        !install_judge(in) || !make_room(in) || !install_unpack(in) ||
        !check(in))
        return;
    in->bytes_done = in->bytes_all;
    if (job->look)
        job->look(job->user, in->files, in->result);
    if (job->is_dry)
        in->result->end = INSTALL_TOOK;
    else if (take(in))
        install_progress(in, 0, 100);
}

void install_package(struct install_job *job, const struct fs *from,
                     const char *path, struct install_result *ret_result)
{
    struct installing in = {.job = job, .result = ret_result};
    struct fail ignored;

    *ret_result = (struct install_result){.end = INSTALL_FAILED};
    in.staging = arena_printf(&in.arena, "%s/.staging", job->content);
    in.copy = arena_printf(&in.arena, "%s/package.zip", in.staging);
    in.files = arena_printf(&in.arena, "%s/files", in.staging);
    install(&in, from, path);
    package_close(in.package);
    fs_remove_all(job->fs, in.staging, &ignored);
    arena_fini(&in.arena);
}

int install_try_lock(const struct fs *fs, const char *content, struct fail *why)
{
    struct str path = {0};
    int lock = -1;

    str_addf(&path, "%s/.lock", content);
    if (fs_make_folders(fs, content, why)) {
        lock = fs->ops->open(fs, path.text, FS_WRITE | FS_CREATE);
        if (lock < 0)
            fail_errno(why, "cannot write %s", path.text);
    }
    if (lock >= 0 && fs->ops->lock(fs, lock) != 0) {
        if (errno == EAGAIN)
            fail_set(why, FAIL_BUSY, "another program installs content");
        else
            fail_errno(why, "cannot lock %s", path.text);
        fs->ops->close(fs, lock);
        lock = -1;
    }
    str_fini(&path);
    return lock;
}

int install_lock(const struct fs *fs, const char *content,
                 void (*waits)(void *user), void *user, struct fail *why)
{
    int lock;

    for (int i = 0; (lock = install_try_lock(fs, content, why)) < 0 &&
                    why->kind == FAIL_BUSY && i < LOCK_TRIES;
         i++) {
        if (i == 0 && waits)
            waits(user);
        nanosleep(&(struct timespec){.tv_nsec = LOCK_WAIT_MS * 1000000L}, NULL);
    }
    return lock;
}

void install_unlock(const struct fs *fs, int lock)
{
    fs->ops->close(fs, lock);
}

/* The one that is shown when no copy came with the program, and the best of
 * those below it. */
static bool is_kept(const struct installed *installed,
                    const struct installed_version *version)
{
    const struct installed_version *shown = installed_choose(installed, 0);
    int64_t serial = version->manifest.serial;

    if (!shown || version == shown)
        return true;
    if (serial > shown->manifest.serial) /* its link was not reached */
        return version->aside == INSTALLED_SHOWN;
    for (size_t i = 0; i < installed->count; i++) {
        const struct installed_version *other = &installed->versions[i];
        if (other->aside == INSTALLED_SHOWN &&
            other->manifest.serial < shown->manifest.serial)
            return other == version;
    }
    return false;
}

bool install_sweep(const struct fs *fs, const char *content, const char *id,
                   struct fail *why)
{
    struct arena arena = {0};
    struct installed installed;
    bool ok = installed_read(fs, content, id, &arena, &installed, why);

    for (size_t i = 0; ok && i < installed.count; i++)
        if (!is_kept(&installed, &installed.versions[i]))
            ok = fs_remove_all(fs,
                               arena_printf(&arena, "%s/%s/%s", content, id,
                                            installed.versions[i].folder),
                               why);
    arena_fini(&arena);
    return ok;
}
