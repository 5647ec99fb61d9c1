#include "content/pack_stage.h"

#include "base/str.h"
#include "content/pack_names.h"
#include "content/pack_yaml.h"
#include "content/picture_size.h"
#include "yaml/tree.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { PIECE_BYTES = 64 * 1024 };

/* By this name a folder of ours is known that a run left behind. */
static const char marker[] = "unfinished-package";

struct staging {
    const struct pack_stage *stage;
    struct arena arena;
    struct folder folder;
    struct pack_names names;
    struct str folder_made; /* the one that the last file went to */
    uint8_t piece[PIECE_BYTES];
};

__attribute__((format(printf, 2, 3))) static void
note(const struct pack_stage *stage, const char *format, ...)
{
    struct str sentence = {0};
    va_list args;

    if (!stage->note)
        return;
    va_start(args, format);
    str_addv(&sentence, format, args);
    va_end(args);
    stage->note(stage->user, sentence.text);
    str_fini(&sentence);
}

/* Each folder above a path in the package. Not synced: what is written here is
 * read once and removed. */
static bool make_above(struct staging *staging, const char *path,
                       struct fail *why)
{
    const struct fs *fs = staging->stage->fs;

    for (const char *c = strchr(path, '/'); c; c = strchr(c + 1, '/')) {
        const char *above =
            arena_printf(&staging->arena, "%s/%.*s", staging->stage->to,
                         (int)(c - path), path);
        if (fs->ops->make_folder(fs, above) != 0 && errno != EEXIST)
            return fail_errno(why, "cannot make folder %s", above);
    }
    return true;
}

static int create(const struct fs *fs, const char *to, struct fail *why)
{
    int file = fs->ops->open(fs, to, FS_WRITE | FS_CREATE | FS_EXCLUSIVE);

    if (file < 0)
        fail_errno(why, "cannot write %s", to);
    return file;
}

static bool write_bytes(const struct fs *fs, const char *to, const void *bytes,
                        size_t count, struct fail *why)
{
    int file = create(fs, to, why);
    bool ok = file >= 0;

    if (ok && fs->ops->write_at(fs, file, bytes, count, 0) < 0)
        ok = fail_errno(why, "cannot write %s", to);
    if (file >= 0)
        fs->ops->close(fs, file);
    return ok;
}

static bool copy_open(struct staging *staging, int from, int to,
                      struct fail *why)
{
    const struct fs *fs = staging->stage->fs;
    int64_t at = 0, got;

    while ((got = fs->ops->read_at(fs, from, staging->piece, PIECE_BYTES, at)) >
           0) {
        if (fs->ops->write_at(fs, to, staging->piece, (size_t)got, at) < 0)
            return fail_errno(why, "cannot write a copy");
        at += got;
    }
    return got == 0 || fail_errno(why, "cannot read it");
}

static bool copy_file(struct staging *staging, const char *from, const char *to,
                      struct fail *why)
{
    const struct fs *fs = staging->stage->fs;
    int source = fs->ops->open(fs, from, FS_READ);
    int target = source < 0 ? -1 : create(fs, to, why);
    bool ok = target >= 0;

    if (source < 0)
        return fail_errno(why, "cannot read %s", from);
    ok = ok && (copy_open(staging, source, target, why) ||
                fail_within(why, "%s", from));
    if (target >= 0)
        fs->ops->close(fs, target);
    fs->ops->close(fs, source);
    return ok;
}

/* A file that cannot be read as text is copied as it is: the check says what
 * is wrong with it. */
static bool copy_yaml(struct staging *staging, const char *path,
                      const char *from, const char *to, struct fail *why)
{
    const struct pack_stage *stage = staging->stage;
    struct messages messages = {0};
    struct arena arena = {0};
    const struct yaml_source *source =
        yaml_source_read(from, path, &arena, &messages);
    struct str out = {0};
    bool ok;

    if (source) {
        pack_yaml_rewrite(source, &staging->names,
                          str_equal(path, "bundle.yaml") ? stage->serial : 0,
                          &out);
        ok = write_bytes(stage->fs, to, str_text(&out), out.length, why);
    } else {
        ok = copy_file(staging, from, to, why);
    }
    str_fini(&out);
    messages_fini(&messages);
    arena_fini(&arena);
    return ok;
}

static bool is_large(const struct picture_size *size)
{
    return (size->format == PICTURE_PNG || size->format == PICTURE_JPEG) &&
           (size->width_px > PICTURE_SIDE_PX ||
            size->height_px > PICTURE_SIDE_PX) &&
           (int64_t)size->width_px * size->height_px <= PACK_SHRINK_PX;
}

static bool copy_picture(struct staging *staging, const struct pack_name *name,
                         const char *from, const char *to, struct fail *why)
{
    const struct pack_stage *stage = staging->stage;
    struct picture_size size;
    enum fault fault;

    if (!name->good || !stage->shrink ||
        !picture_size_read(from, &size, &fault, why) || !is_large(&size))
        return copy_file(staging, from, to, why);
    note(stage, "%s is scaled in the package: %d x %d pixels; %d is the most",
         name->from, size.width_px, size.height_px, PICTURE_SIDE_PX);
    return stage->shrink(from, to, PICTURE_SIDE_PX, why);
}

static bool stage_file(struct staging *staging, const struct pack_name *name,
                       struct fail *why)
{
    const struct pack_stage *stage = staging->stage;
    const char *from = folder_path(&staging->folder, name->from);
    const char *to =
        arena_printf(&staging->arena, "%s/%s", stage->to, name->to);

    if (!make_above(staging, name->to, why))
        return false;
    if (!str_equal(name->from, name->to))
        note(stage, "%s is called %s in the package", name->from, name->to);
    return str_ends(name->from, ".yaml")
               ? copy_yaml(staging, name->from, from, to, why)
               : copy_picture(staging, name, from, to, why);
}

bool pack_stage_copy(const struct pack_stage *stage, struct messages *messages,
                     struct fail *why)
{
    struct staging *staging = memory_get(sizeof *staging);
    bool ok;

    staging->stage = stage;
    ok = folder_read(&staging->folder, fs_system(), stage->from, stage->shown,
                     &staging->arena, messages);
    if (ok) {
        pack_names_choose(&staging->names, &staging->folder);
        for (size_t i = 0; ok && i < staging->names.count; i++)
            ok = stage_file(staging, &staging->names.items[i], why);
    }
    arena_fini(&staging->arena);
    free(staging);
    return ok;
}

static bool is_ours(const struct fs *fs, const char *path)
{
    struct str name = {0};
    int file;

    str_addf(&name, "%s/%s", path, marker);
    file = fs->ops->open(fs, name.text, FS_READ);
    if (file >= 0)
        fs->ops->close(fs, file);
    str_fini(&name);
    return file >= 0;
}

bool pack_stage_begin(const struct fs *fs, const char *path, struct fail *why)
{
    struct str name = {0};
    bool ok;

    if (is_ours(fs, path) && !fs_remove_all(fs, path, why))
        return false;
    if (fs->ops->make_folder(fs, path) != 0)
        return errno == EEXIST
                   ? fail_set(why, FAIL_DENIED,
                              "%s is there already: packing wants to put its "
                              "copies there; call it something else",
                              path)
                   : fail_errno(why, "cannot make folder %s", path);
    str_addf(&name, "%s/%s", path, marker);
    ok = write_bytes(fs, name.text, "", 0, why);
    str_fini(&name);
    return ok;
}

void pack_stage_end(const struct fs *fs, const char *path)
{
    struct fail why;

    fs_remove_all(fs, path, &why);
}
