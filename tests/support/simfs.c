#include "support/simfs.h"

#include "base/arena.h"
#include "base/str.h"
#include <assert.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { PAGE_BYTES = 4096, HANDLES = 32 };

static struct simfs *of(const struct fs *fs)
{
    return (struct simfs *)(uintptr_t)fs;
}

static int refuse(int number)
{
    errno = number;
    return -1;
}

static struct simfs_file *new_file(struct simfs *disk, bool is_folder)
{
    disk->files =
        memory_grow(disk->files, disk->file_count + 1, sizeof *disk->files);
    disk->files[disk->file_count] = simfs_file_new(is_folder);
    disk->files[disk->file_count]->disk.is_printed = disk->has_prints;
    return disk->files[disk->file_count++];
}

/* Whether a call of any sort is refused. */
static bool call_fails(struct simfs *disk)
{
    int64_t call = ++disk->calls;

    if (disk->is_cut) {
        errno = EIO;
        return true;
    }
    if (disk->fail_at && (call == disk->fail_at ||
                          (disk->fails_for_good && call > disk->fail_at))) {
        errno = disk->fail_errno ? disk->fail_errno : EIO;
        return true;
    }
    return false;
}

/* Counts a change; true if power goes with it. */
static bool cuts(struct simfs *disk)
{
    if (++disk->changes == disk->cut_at)
        disk->is_cut = true;
    if (disk->is_cut)
        errno = EIO;
    return disk->is_cut;
}

/* Counts a sync; true if it fails. A cut leaves its work undecided. */
static bool sync_fails(struct simfs *disk, bool *ret_loses)
{
    int64_t sync;
    bool was_cut = disk->is_cut, refused = call_fails(disk);

    *ret_loses = false;
    if (was_cut)
        return true;
    sync = ++disk->syncs;
    if (disk->sync_fail_at &&
        (sync == disk->sync_fail_at ||
         (disk->fails_for_good && sync > disk->sync_fail_at)))
        refused = true;
    if (cuts(disk))
        return true;
    *ret_loses = refused;
    if (refused && !errno)
        errno = EIO;
    return refused;
}

static struct simfs_handle *handle_of(struct simfs *disk, int handle)
{
    assert(handle >= 0 && handle < HANDLES && disk->handles[handle].file);
    return &disk->handles[handle];
}

static int give_handle(struct simfs *disk, struct simfs_file *file, int flags)
{
    for (int i = 0; i < HANDLES; i++)
        if (!disk->handles[i].file) {
            disk->handles[i].file = file;
            disk->handles[i].flags = flags;
            return i;
        }
    return refuse(EMFILE);
}

/* A name changes, and with it the times of the folders it is in. */
static void change(struct simfs *disk, enum simfs_change_kind kind,
                   const char *path, const char *to, struct simfs_file *file)
{
    char folder[SIMFS_PATH_BYTES];

    simfs_tree_change(&disk->tree, kind, path, to, file);
    for (int i = 0; i < 2; i++) {
        simfs_folder_of(folder, i == 0 ? path : to);
        simfs_tree_find(&disk->tree, folder)->time_s = SIMFS_NOW;
    }
}

static int create(struct simfs *disk, const char *path, int flags)
{
    char folder[SIMFS_PATH_BYTES];
    struct simfs_file *above, *file;

    simfs_folder_of(folder, path);
    above = simfs_tree_find(&disk->tree, folder);
    if (!above || !(flags & FS_CREATE))
        return refuse(ENOENT);
    if (!above->is_folder)
        return refuse(ENOTDIR);
    file = new_file(disk, false);
    change(disk, NAME_ADD, path, path, file);
    return cuts(disk) ? -1 : give_handle(disk, file, flags);
}

static int sim_open(const struct fs *fs, const char *path, int flags)
{
    struct simfs *disk = of(fs);
    struct simfs_file *file = simfs_tree_find(&disk->tree, path);

    if (call_fails(disk))
        return -1;
    if (!file)
        return create(disk, path, flags);
    if ((flags & FS_CREATE) && (flags & FS_EXCLUSIVE))
        return refuse(EEXIST);
    if (file->is_folder && (flags & FS_WRITE))
        return refuse(EISDIR);
    return give_handle(disk, file, flags);
}

/* Closing works after a cut too, so that leaks can be told. */
static int sim_close(const struct fs *fs, int handle)
{
    struct simfs_handle *open = handle_of(of(fs), handle);

    if (open->file->locked_by == open)
        open->file->locked_by = NULL;
    open->file = NULL;
    return of(fs)->is_cut ? refuse(EIO) : 0;
}

static int64_t sim_read_at(const struct fs *fs, int handle, void *bytes,
                           size_t count, int64_t offset)
{
    const struct simfs_file *file = handle_of(of(fs), handle)->file;
    size_t start = (size_t)offset;

    if (call_fails(of(fs)))
        return -1;
    if (file->is_folder)
        return refuse(EISDIR);
    if (start >= file->cache.count)
        return 0;
    if (count > file->cache.count - start)
        count = file->cache.count - start;
    memcpy(bytes, file->cache.bytes + start, count);
    return (int64_t)count;
}

static int64_t pages(size_t bytes)
{
    return (int64_t)((bytes + PAGE_BYTES - 1) / PAGE_BYTES);
}

/* Bytes from `offset` on for which there is room. */
static size_t room_for(const struct simfs *disk, const struct simfs_file *file,
                       size_t offset, size_t count)
{
    int64_t left = disk->room_bytes / PAGE_BYTES;
    size_t end;

    if (disk->room_bytes == 0 || offset + count <= file->cache.count)
        return count;
    for (size_t i = 0; i < disk->tree.cache.count; i++)
        if (disk->tree.cache.items[i].file != file)
            left -= pages(disk->tree.cache.items[i].file->cache.count);
    if (left < pages(file->cache.count))
        left = pages(file->cache.count);
    end = (size_t)left * PAGE_BYTES;
    return end < offset ? 0 : end < offset + count ? end - offset : count;
}

static int64_t sim_write_at(const struct fs *fs, int handle, const void *bytes,
                            size_t count, int64_t offset)
{
    struct simfs *disk = of(fs);
    struct simfs_handle *open = handle_of(disk, handle);
    size_t start = (size_t)offset;
    size_t room = room_for(disk, open->file, start, count);

    assert(open->flags & FS_WRITE);
    if (call_fails(disk)) {
        if (!disk->is_cut && errno == ENOSPC)
            simfs_file_write(open->file, start, bytes, room / 2);
        return -1;
    }
    disk->writes++;
    simfs_file_write(open->file, start, bytes, room);
    if (cuts(disk))
        return -1;
    return room < count ? refuse(ENOSPC) : (int64_t)count;
}

static int64_t sim_size(const struct fs *fs, int handle)
{
    struct simfs *disk = of(fs);

    if (call_fails(disk))
        return -1;
    return (int64_t)handle_of(disk, handle)->file->cache.count;
}

static int sync_handle(struct simfs *disk, int handle, bool is_whole,
                       int64_t *count)
{
    struct simfs_file *file = handle_of(disk, handle)->file;
    bool loses;

    (*count)++;
    errno = 0;
    if (!sync_fails(disk, &loses)) {
        simfs_file_sync(file);
        if (is_whole)
            file->disk_time_s = file->time_s;
        return 0;
    }
    if (loses)
        simfs_file_lose(file);
    return -1;
}

static int sim_sync_data(const struct fs *fs, int handle)
{
    return sync_handle(of(fs), handle, false, &of(fs)->data_syncs);
}

static int sim_sync_file(const struct fs *fs, int handle)
{
    return sync_handle(of(fs), handle, true, &of(fs)->file_syncs);
}

static int sim_sync_folder(const struct fs *fs, const char *path)
{
    struct simfs *disk = of(fs);
    struct simfs_file *folder;
    bool loses, fails;

    disk->folder_syncs++;
    errno = 0;
    fails = sync_fails(disk, &loses);
    if (fails && !loses)
        return -1;
    folder = simfs_tree_find(&disk->tree, path);
    if (!folder)
        return refuse(ENOENT);
    simfs_tree_sync(&disk->tree, path, fails);
    if (!fails)
        folder->disk_time_s = folder->time_s;
    return fails ? -1 : 0;
}

static int sim_sync_all(const struct fs *fs, const char *path)
{
    struct simfs *disk = of(fs);
    bool loses, fails;

    (void)path;
    errno = 0;
    fails = sync_fails(disk, &loses);
    if (fails && !loses)
        return -1;
    for (size_t i = 0; i < disk->file_count; i++) {
        struct simfs_file *file = disk->files[i];
        if (fails) {
            simfs_file_lose(file);
            continue;
        }
        simfs_file_sync(file);
        file->disk_time_s = file->time_s;
    }
    simfs_tree_sync_all(&disk->tree, fails);
    return fails ? -1 : 0;
}

static int sim_rename(const struct fs *fs, const char *from, const char *to)
{
    struct simfs *disk = of(fs);
    struct simfs_file *file = simfs_tree_find(&disk->tree, from);
    const struct simfs_file *there = simfs_tree_find(&disk->tree, to);
    char folder[SIMFS_PATH_BYTES];

    if (call_fails(disk))
        return -1;
    simfs_folder_of(folder, to);
    if (!file || !simfs_tree_find(&disk->tree, folder))
        return refuse(ENOENT);
    if (there && file->is_folder != there->is_folder)
        return refuse(there->is_folder ? EISDIR : ENOTDIR);
    if (there && simfs_tree_has_names(&disk->tree, to))
        return refuse(ENOTEMPTY);
    change(disk, NAME_RENAME, from, to, file);
    return cuts(disk) ? -1 : 0;
}

static int sim_remove(const struct fs *fs, const char *path)
{
    struct simfs *disk = of(fs);
    struct simfs_file *file = simfs_tree_find(&disk->tree, path);

    if (call_fails(disk))
        return -1;
    if (!file)
        return refuse(ENOENT);
    if (file->is_folder && simfs_tree_has_names(&disk->tree, path))
        return refuse(ENOTEMPTY);
    change(disk, NAME_REMOVE, path, path, file);
    return cuts(disk) ? -1 : 0;
}

static int sim_make_folder(const struct fs *fs, const char *path)
{
    struct simfs *disk = of(fs);
    char folder[SIMFS_PATH_BYTES];

    if (call_fails(disk))
        return -1;
    if (simfs_tree_find(&disk->tree, path))
        return refuse(EEXIST);
    simfs_folder_of(folder, path);
    if (!simfs_tree_find(&disk->tree, folder))
        return refuse(ENOENT);
    change(disk, NAME_ADD, path, path, new_file(disk, true));
    return cuts(disk) ? -1 : 0;
}

/* Its target comes to the disk with its name. */
static int sim_make_link(const struct fs *fs, const char *target,
                         const char *path)
{
    struct simfs *disk = of(fs);
    char folder[SIMFS_PATH_BYTES];
    struct simfs_file *link;

    if (call_fails(disk))
        return -1;
    if (simfs_tree_find(&disk->tree, path))
        return refuse(EEXIST);
    simfs_folder_of(folder, path);
    if (!simfs_tree_find(&disk->tree, folder))
        return refuse(ENOENT);
    link = new_file(disk, false);
    link->is_link = true;
    simfs_file_patch(link, 0, target, strlen(target));
    change(disk, NAME_ADD, path, path, link);
    return cuts(disk) ? -1 : 0;
}

static int sim_read_link(const struct fs *fs, const char *path,
                         char *ret_target, size_t room)
{
    struct simfs *disk = of(fs);
    const struct simfs_file *link = simfs_tree_find(&disk->tree, path);

    if (call_fails(disk))
        return -1;
    if (!link || !link->is_link)
        return refuse(link ? EINVAL : ENOENT);
    if (link->cache.count >= room)
        return refuse(ENAMETOOLONG);
    memcpy(ret_target, link->cache.bytes, link->cache.count);
    ret_target[link->cache.count] = '\0';
    return 0;
}

static int sim_list(const struct fs *fs, const char *path,
                    void (*on_name)(void *user, const char *name), void *user)
{
    struct simfs *disk = of(fs);
    const struct simfs_file *listed = simfs_tree_find(&disk->tree, path);
    char folder[SIMFS_PATH_BYTES];

    if (call_fails(disk))
        return -1;
    if (!listed || !listed->is_folder)
        return refuse(listed ? ENOTDIR : ENOENT);
    for (size_t i = 0; i < disk->tree.cache.count; i++) {
        const char *name = disk->tree.cache.items[i].path;
        simfs_folder_of(folder, name);
        if (str_equal(folder, path) && !str_equal(name, "/"))
            on_name(user, strrchr(name, '/') + 1);
    }
    return 0;
}

static int sim_lock(const struct fs *fs, int handle)
{
    struct simfs *disk = of(fs);
    struct simfs_handle *open = handle_of(disk, handle);

    if (call_fails(disk))
        return -1;
    if (open->file->locked_by && open->file->locked_by != open)
        return refuse(EAGAIN);
    open->file->locked_by = open;
    return 0;
}

static int sim_set_time(const struct fs *fs, int handle, int64_t unix_s)
{
    if (call_fails(of(fs)))
        return -1;
    handle_of(of(fs), handle)->file->time_s = unix_s;
    return 0;
}

static int sim_room(const struct fs *fs, const char *path,
                    struct fs_room *ret_room)
{
    struct simfs *disk = of(fs);
    int64_t used = 0;

    (void)path;
    if (call_fails(disk))
        return -1;
    for (size_t i = 0; i < disk->tree.cache.count; i++)
        used += pages(disk->tree.cache.items[i].file->cache.count);
    used *= PAGE_BYTES;
    *ret_room = (struct fs_room){.bytes = INT64_MAX, .free_bytes = INT64_MAX};
    if (disk->room_bytes > 0)
        *ret_room = (struct fs_room){.bytes = disk->room_bytes,
                                     .free_bytes = disk->room_bytes - used,
                                     .used_percent =
                                         (int)(used * 100 / disk->room_bytes)};
    return 0;
}

static const struct fs_ops ops = {
    .open = sim_open,
    .close = sim_close,
    .read_at = sim_read_at,
    .write_at = sim_write_at,
    .size = sim_size,
    .sync_data = sim_sync_data,
    .sync_file = sim_sync_file,
    .sync_folder = sim_sync_folder,
    .sync_all = sim_sync_all,
    .rename = sim_rename,
    .remove = sim_remove,
    .make_folder = sim_make_folder,
    .make_link = sim_make_link,
    .read_link = sim_read_link,
    .list = sim_list,
    .lock = sim_lock,
    .set_time = sim_set_time,
    .room = sim_room,
};

void simfs_init(struct simfs *disk, uint64_t seed)
{
    *disk = (struct simfs){.fs.ops = &ops, .rand = rand_seeded(seed)};
    simfs_tree_patch(&disk->tree, "/", new_file(disk, true));
}

void simfs_fini(struct simfs *disk)
{
    for (size_t i = 0; i < disk->file_count; i++)
        simfs_file_free(disk->files[i]);
    free(disk->files);
    simfs_tree_fini(&disk->tree);
    *disk = (struct simfs){0};
}

void simfs_end_process(struct simfs *disk)
{
    for (size_t i = 0; i < HANDLES; i++)
        disk->handles[i].file = NULL;
    for (size_t i = 0; i < disk->file_count; i++)
        disk->files[i]->locked_by = NULL;
    disk->cut_at = disk->fail_at = disk->sync_fail_at = 0;
    disk->fails_for_good = disk->is_cut = false;
    disk->room_bytes = 0;
}

void simfs_reboot(struct simfs *disk)
{
    simfs_end_process(disk);
    simfs_tree_settle(&disk->tree, &disk->rand);
    for (size_t i = 0; i < disk->file_count; i++)
        simfs_file_settle(disk->files[i], &disk->rand);
}

size_t simfs_open_count(const struct simfs *disk)
{
    size_t count = 0;

    for (size_t i = 0; i < HANDLES; i++)
        count += disk->handles[i].file != NULL;
    return count;
}

const uint8_t *simfs_bytes(const struct simfs *disk, const char *path,
                           size_t *ret_count)
{
    const struct simfs_file *file = simfs_tree_find(&disk->tree, path);

    if (!file || file->is_folder)
        return NULL;
    *ret_count = file->cache.count;
    return file->cache.bytes;
}

void simfs_patch(struct simfs *disk, const char *path, size_t offset,
                 const void *bytes, size_t count)
{
    struct simfs_file *file = simfs_tree_find(&disk->tree, path);
    char folder[SIMFS_PATH_BYTES];

    simfs_folder_of(folder, path);
    for (int i = 0; i < 2; i++) {
        const char *name = i == 0 ? folder : path;
        if (simfs_tree_find(&disk->tree, name))
            continue;
        file = new_file(disk, i == 0);
        simfs_tree_patch(&disk->tree, name, file);
    }
    simfs_file_patch(file, offset, bytes, count);
}
