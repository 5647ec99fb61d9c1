#include "content/pack.h"

#include "base/durable.h"
#include "content/bundle.h"
#include "content/package.h"
#include "content/zip_write.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { PIECE_BYTES = 64 * 1024 };

/* The copy lies in a folder of the author's name: a bundle's id is its
 * folder's name. */
static const char *copy_of(struct pack *pack)
{
    const char *slash = strrchr(pack->job.folder, '/');

    return arena_printf(&pack->arena, "%s/%s", pack->job.staging,
                        slash ? slash + 1 : pack->job.folder);
}

static bool make_copy(struct pack *pack, const char *copy,
                      struct messages *messages, struct fail *why)
{
    const struct pack_job *job = &pack->job;
    struct pack_stage stage = {.fs = job->fs,
                               .from = job->folder,
                               .to = copy,
                               .shown = job->shown,
                               .serial = job->serial,
                               .shrink = job->shrink,
                               .note = job->note,
                               .user = job->user};

    if (job->fs->ops->make_folder(job->fs, copy) != 0)
        return fail_errno(why, "cannot make folder %s", copy);
    return pack_stage_copy(&stage, messages, why);
}

static void fill_head(struct pack *pack, const struct model *model)
{
    struct manifest *manifest = &pack->manifest;
    struct arena *arena = &pack->arena;

    manifest->id = arena_printf(arena, "%s", model->id);
    manifest->programme = arena_printf(
        arena, "%s",
        model->kind == MODEL_PROGRAMME ? model->id : model->programme);
    manifest->kind = (enum model_kind)model->kind;
    manifest->version = arena_printf(arena, "%s", model->version);
    manifest->serial = model->serial;
    manifest->grammar = model->grammar;
    manifest->language_count = model->languages.count;
    manifest->languages = arena_array(arena, model->languages.count + 1,
                                      sizeof *manifest->languages);
    for (size_t i = 0; i < model->languages.count; i++)
        manifest->languages[i] =
            arena_printf(arena, "%s", model_string(&model->languages, i));
}

static bool hash_file(struct pack *pack, const char *path, uint8_t *ret_hash,
                      int64_t *ret_bytes, struct fail *why)
{
    const struct fs *fs = pack->job.fs;
    uint8_t piece[PIECE_BYTES];
    int file = fs->ops->open(fs, path, FS_READ);
    struct hash_sha256_sum sum;
    int64_t at = 0, got;

    if (file < 0)
        return fail_errno(why, "cannot read %s", path);
    hash_sha256_begin(&sum);
    while ((got = fs->ops->read_at(fs, file, piece, sizeof piece, at)) > 0) {
        hash_sha256_add(&sum, piece, (size_t)got);
        at += got;
    }
    hash_sha256_end(&sum, ret_hash);
    if (got < 0)
        fail_errno(why, "cannot read %s", path);
    fs->ops->close(fs, file);
    *ret_bytes = at;
    return got == 0;
}

static bool fill_files(struct pack *pack, const struct folder *folder,
                       struct fail *why)
{
    struct manifest *manifest = &pack->manifest;

    manifest->count = folder->count;
    manifest->files =
        arena_array(&pack->arena, folder->count + 1, sizeof *manifest->files);
    for (size_t i = 0; i < folder->count; i++) {
        struct manifest_file *file = &manifest->files[i];
        int64_t bytes;
        file->path = folder->files[i].path;
        if (!hash_file(pack, folder_path(folder, file->path), file->hash,
                       &bytes, why))
            return false;
        manifest->bytes += bytes;
    }
    return true;
}

/* What was written is read again, so that nothing is packed that the reader
 * would refuse. */
static bool fill_text(struct pack *pack, struct fail *why)
{
    struct arena arena = {0};
    struct manifest manifest;
    bool ok;

    manifest_text(&pack->manifest, &pack->manifest_text);
    ok = manifest_parse(pack->manifest_text.text, pack->manifest_text.length,
                        &arena, &manifest, why);
    arena_fini(&arena);
    return ok;
}

static bool check_copy(struct pack *pack, const char *copy,
                       struct messages *messages, struct fail *why)
{
    struct bundle *bundle = bundle_read(copy, pack->job.shown, messages);
    struct folder folder;

    if (!bundle)
        return false;
    fill_head(pack, bundle->model);
    bundle_free(bundle);
    return folder_read(&folder, fs_system(), copy, pack->job.shown,
                       &pack->arena, messages) &&
           fill_files(pack, &folder, why) && fill_text(pack, why);
}

bool pack_begin(struct pack *pack, const struct pack_job *job,
                struct messages *messages, struct fail *why)
{
    const char *copy;

    *pack = (struct pack){.job = *job};
    if (!pack_stage_begin(job->fs, job->staging, why)) {
        pack->job.staging = NULL; /* not ours to remove */
        return false;
    }
    copy = copy_of(pack);
    return make_copy(pack, copy, messages, why) &&
           check_copy(pack, copy, messages, why);
}

const char *pack_name(struct pack *pack)
{
    return arena_printf(&pack->arena, "%s_%s.encounter.zip", pack->manifest.id,
                        pack->manifest.version);
}

static bool add_files(struct pack *pack, struct zip_write *zip,
                      const char *signature, struct fail *why)
{
    const struct manifest *manifest = &pack->manifest;
    const char *copy = copy_of(pack);
    struct folder folder;
    struct messages messages = {0};
    bool ok = folder_read(&folder, fs_system(), copy, copy, &pack->arena,
                          &messages) &&
              folder.count == manifest->count;

    messages_fini(&messages);
    if (!ok)
        return fail_set(why, FAIL_IO, "the copy changed while it was packed");
    ok = zip_write_bytes(zip, MANIFEST_NAME, pack->manifest_text.text,
                         pack->manifest_text.length, why) &&
         (!signature || zip_write_bytes(zip, MANIFEST_SIGNATURE, signature,
                                        strlen(signature), why));
    for (size_t i = 0; ok && i < folder.count; i++)
        ok = zip_write_file(zip, folder.files[i].path,
                            folder_path(&folder, folder.files[i].path),
                            folder.files[i].bytes, why);
    return ok;
}

/* Nothing leaves here that a kiosk would not take: a file that unpacks to far
 * more than its size, or one that changed between hashing and packing. */
static bool check_package(const struct fs *fs, const char *path,
                          struct fail *why)
{
    struct package *package = package_open(fs, path, why);
    bool ok = package && package_read(package, NULL, why);

    package_close(package);
    return ok;
}

/* Beside its place until it is checked: what stood there stays till then. */
bool pack_write(struct pack *pack, const char *path, const char *signature,
                struct fail *why)
{
    const struct fs *fs = pack->job.fs;
    const char *made = arena_printf(&pack->arena, "%s.unchecked", path);
    struct zip_write *zip = zip_write_begin(fs, made, why);
    bool is_made = zip && add_files(pack, zip, signature, why) &&
                   zip_write_commit(zip, why);

    zip_write_free(zip);
    if (is_made && check_package(fs, made, why) &&
        durable_rename(fs, made, path, why))
        return true;
    if (is_made)
        fs->ops->remove(fs, made);
    return false;
}

void pack_fini(struct pack *pack)
{
    if (pack->job.staging)
        pack_stage_end(pack->job.fs, pack->job.staging);
    arena_fini(&pack->arena);
    str_fini(&pack->manifest_text);
    *pack = (struct pack){0};
}
