#include "content/draft.h"
#include "base/arena.h"
#include "content/folder.h"
#include "content/install.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { PIECE_BYTES = 256 * 1024, MIB = 1024 * 1024 };

struct copying {
    const struct draft *draft;
    struct folder folder;
    struct arena arena;
    int64_t done, all; /* bytes */
    int percent;
    char *piece;
    struct fail *why;
};

static const char *target_of(struct copying *copying, const char *path)
{
    return arena_printf(&copying->arena, "%s/%s", copying->draft->to_path,
                        path);
}

static enum draft_end fail_to_write(struct copying *copying, const char *path)
{
    fail_errno(copying->why, "cannot write %s", path);
    return copying->why->kind == FAIL_FULL ? DRAFT_NO_ROOM : DRAFT_FAILED;
}

static enum draft_end fail_to_read(struct copying *copying, const char *path)
{
    fail_errno(copying->why, "cannot read %s", path);
    return DRAFT_UNREAD;
}

/* The folders above a file; most are there. */
static enum draft_end make_folders(struct copying *copying, const char *path)
{
    const struct fs *to = copying->draft->to;

    for (const char *slash = strchr(path, '/'); slash;
         slash = strchr(slash + 1, '/')) {
        const char *folder =
            target_of(copying, arena_string(&copying->arena, path,
                                            (size_t)(slash - path)));
        if (to->ops->make_folder(to, folder) != 0 && errno != EEXIST)
            return fail_to_write(copying, folder);
    }
    return DRAFT_COPIED;
}

static void tell(struct copying *copying)
{
    const struct draft *draft = copying->draft;
    int64_t all = copying->all > 0 ? copying->all : 1;
    int percent = (int)(copying->done * 100 / all);

    if (percent <= copying->percent || !draft->progress)
        return;
    copying->percent = percent;
    draft->progress(draft->user, percent);
}

/* As many bytes as were told when it was listed: it may grow meanwhile. */
static enum draft_end pour(struct copying *copying, int source, int target,
                           const struct folder_file *file)
{
    const struct fs *from = copying->draft->from, *to = copying->draft->to;

    for (int64_t at = 0; at < file->bytes;) {
        int64_t left = file->bytes - at;
        size_t wanted = left < PIECE_BYTES ? (size_t)left : PIECE_BYTES;
        int64_t got =
            from->ops->read_at(from, source, copying->piece, wanted, at);
        if (got >= 0 && got < (int64_t)wanted)
            errno = EIO;
        if (got < (int64_t)wanted)
            return fail_to_read(copying, file->path);
        if (to->ops->write_at(to, target, copying->piece, wanted, at) < 0)
            return fail_to_write(copying, file->path);
        at += got;
        copying->done += got;
        tell(copying);
    }
    return DRAFT_COPIED;
}

static enum draft_end copy_open(struct copying *copying, int source,
                                const struct folder_file *file)
{
    const struct fs *to = copying->draft->to;
    const char *path = target_of(copying, file->path);
    enum draft_end end = make_folders(copying, file->path);
    int target;

    if (end != DRAFT_COPIED)
        return end;
    target = to->ops->open(to, path, FS_WRITE | FS_CREATE | FS_EXCLUSIVE);
    if (target < 0)
        return fail_to_write(copying, path);
    end = pour(copying, source, target, file);
    if (to->ops->close(to, target) != 0 && end == DRAFT_COPIED)
        return fail_to_write(copying, path);
    return end;
}

static enum draft_end copy_file(struct copying *copying,
                                const struct folder_file *file)
{
    const struct fs *from = copying->draft->from;
    int source = from->ops->open(
        from, folder_path(&copying->folder, file->path), FS_READ | FS_NO_LINK);
    enum draft_end end;

    if (source < 0)
        return fail_to_read(copying, file->path);
    end = copy_open(copying, source, file);
    from->ops->close(from, source);
    return end;
}

static enum draft_end check_room(struct copying *copying)
{
    const struct fs *to = copying->draft->to;
    struct fs_room room;

    for (size_t i = 0; i < copying->folder.count; i++)
        copying->all += copying->folder.files[i].bytes;
    if (to->ops->room(to, copying->draft->to_path, &room) != 0 ||
        room.free_bytes - (int64_t)INSTALL_SPARE_MIB * MIB > copying->all)
        return DRAFT_COPIED;
    fail_set(copying->why, FAIL_FULL,
             "it needs %lld MB on the disk, and %lld MB are free, of which %d "
             "are kept for feedback",
             (long long)(copying->all / MIB + 1),
             (long long)(room.free_bytes / MIB), INSTALL_SPARE_MIB);
    return DRAFT_NO_ROOM;
}

enum draft_end draft_copy(const struct draft *draft, struct messages *messages,
                          struct fail *why)
{
    struct copying copying = {.draft = draft, .why = why};
    enum draft_end end = DRAFT_FAULTY;

    if (folder_read(&copying.folder, draft->from, draft->from_path,
                    draft->shown, &copying.arena, messages))
        end = check_room(&copying);
    if (end == DRAFT_COPIED)
        copying.piece = memory_get(PIECE_BYTES);
    for (size_t i = 0; end == DRAFT_COPIED && i < copying.folder.count; i++)
        end = copy_file(&copying, &copying.folder.files[i]);
    free(copying.piece);
    arena_fini(&copying.arena);
    return end;
}
