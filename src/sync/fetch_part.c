#include "sync/fetch_private.h"

#include <errno.h>
#include <string.h>

enum { MIB = 1024 * 1024, ASKED_BYTES = 8 * MIB };

bool fetch_has_room(const struct fetch *fetch, int64_t bytes, struct fail *why)
{
    struct fs_room room;

    if (fetch->fs->ops->room(fetch->fs, fetch->folder, &room) != 0)
        return fail_errno(why, "cannot ask how much room there is");
    if (room.free_bytes - (int64_t)FETCH_SPARE_MIB * MIB >= bytes)
        return true;
    return fail_set(why, FAIL_FULL,
                    "to be fetched and installed it needs %lld MB on the disk, "
                    "and %lld MB are free, of which %d are kept for feedback",
                    (long long)(bytes / MIB + 1),
                    (long long)(room.free_bytes / MIB), FETCH_SPARE_MIB);
}

static void drop(struct fetching *fetching)
{
    const struct fs *fs = fetching->fetch->fs;

    if (fetching->file >= 0)
        fs->ops->close(fs, fetching->file);
    fs->ops->remove(fs, fetching->part.text);
    fetching->file = -1;
    fetching->end = 0;
}

static bool fail_to_write(struct fetching *fetching, struct fail *why)
{
    return fail_errno(why, "cannot write %s", fetching->part.text);
}

static bool open_new(struct fetching *fetching, struct fail *why)
{
    const struct fs *fs = fetching->fetch->fs;

    drop(fetching);
    fetching->room_asked_end = 0;
    fetching->file = fs->ops->open(fs, fetching->part.text,
                                   FS_READ | FS_WRITE | FS_CREATE |
                                       FS_EXCLUSIVE | FS_NO_LINK);
    return fetching->file >= 0 || fail_to_write(fetching, why);
}

/* What there is of it, if it can be gone on with. */
static void open_old(struct fetching *fetching)
{
    const struct fs *fs = fetching->fetch->fs;
    const struct listing_bundle *bundle = fetching->bundle;

    fetching->end = -1;
    fetching->file =
        fs->ops->open(fs, fetching->part.text, FS_READ | FS_WRITE | FS_NO_LINK);
    if (fetching->file >= 0)
        fetching->end = fs->ops->size(fs, fetching->file);
    if (fetching->end <= 0 || fetching->end > bundle->bytes ||
        !listing_mark_is_strong(bundle->mark))
        drop(fetching);
    fetching->is_joined = fetching->end > 0;
    fetching->room_asked_end = fetching->end;
}

static bool on_begin(void *user, int64_t from, struct fail *why)
{
    struct fetching *fetching = user;

    fetching->is_joined = from > 0;
    return (from > 0 && from == fetching->end) || open_new(fetching, why);
}

static void tell(struct fetching *fetching)
{
    const struct fetch *fetch = fetching->fetch;
    int64_t all = fetching->bundle->bytes;
    int percent = all > 0 ? (int)(fetching->end * 100 / all) : 0;

    if (percent <= fetching->percent || percent > 100 || !fetch->on_progress)
        return;
    fetching->percent = percent;
    fetch->on_progress(fetch->user, fetching->bundle->name, percent);
}

/* Others write to the disk as well, and a size may not have been told. */
static bool on_add(void *user, const void *bytes, size_t count,
                   struct fail *why)
{
    struct fetching *fetching = user;
    const struct fs *fs = fetching->fetch->fs;

    if (fetching->end + (int64_t)count >
        fetching->room_asked_end + ASKED_BYTES) {
        fetching->room_asked_end = fetching->end;
        if (!fetch_has_room(fetching->fetch, (int64_t)count, why))
            return false;
    }
    if (fs->ops->write_at(fs, fetching->file, bytes, count, fetching->end) < 0)
        return fail_to_write(fetching, why);
    fetching->end += (int64_t)count;
    tell(fetching);
    return true;
}

static bool finish(struct fetching *fetching, struct fail *why)
{
    const struct fs *fs = fetching->fetch->fs;
    const struct listing_bundle *bundle = fetching->bundle;
    int file = fetching->file;

    if (bundle->bytes >= 0 && fetching->end != bundle->bytes)
        return fail_set(
            why, FAIL_IO, "%s has %lld bytes, and was listed with %lld",
            bundle->name, (long long)fetching->end, (long long)bundle->bytes);
    if (fs->ops->sync_file(fs, file) != 0)
        return fail_to_write(fetching, why);
    fetching->file = -1;
    return fs->ops->close(fs, file) == 0 || fail_to_write(fetching, why);
}

/* After a cut: what cannot be gone on with, or fills the disk, is not kept. */
static void leave(struct fetching *fetching, const struct fail *why)
{
    const struct fs *fs = fetching->fetch->fs;

    if (why->kind == FAIL_FULL || fetching->end <= 0 ||
        !listing_mark_is_strong(fetching->bundle->mark)) {
        drop(fetching);
        return;
    }
    if (fetching->file >= 0)
        fs->ops->close(fs, fetching->file);
    fetching->file = -1;
}

bool fetch_part(struct fetching *fetching, struct fail *why)
{
    const struct fetch *fetch = fetching->fetch;
    const struct target_sink sink = {
        .begin = on_begin, .add = on_add, .user = fetching};
    const struct listing_bundle *bundle = fetching->bundle;

    open_old(fetching);
    if ((fetching->end == 0 || fetching->end != bundle->bytes) &&
        !fetch->target->ops->get(fetch->target, bundle, fetching->end, &sink,
                                 why)) {
        leave(fetching, why);
        return false;
    }
    if (fetching->file >= 0 && finish(fetching, why))
        return true;
    if (fetching->file < 0 && why->kind == FAIL_NONE)
        fail_set(why, FAIL_IO, "%s: nothing came", bundle->name);
    drop(fetching);
    return false;
}
