#include "support/simfs.h"

#include "base/arena.h"
#include <string.h>

static struct simfs_file *copy_of(const struct simfs *copy,
                                  const struct simfs *disk,
                                  const struct simfs_file *file)
{
    size_t i = 0;

    while (disk->files[i] != file)
        i++;
    return copy->files[i];
}

static void copy_names(struct simfs_names *names, const struct simfs *copy,
                       const struct simfs *disk, const struct simfs_names *from)
{
    names->items = memory_grow(NULL, from->count, sizeof *names->items);
    names->count = from->count;
    memcpy(names->items, from->items, from->count * sizeof *names->items);
    for (size_t i = 0; i < names->count; i++)
        names->items[i].file = copy_of(copy, disk, names->items[i].file);
}

static void copy_changes(struct simfs *copy, const struct simfs *disk)
{
    const struct simfs_tree *from = &disk->tree;
    struct simfs_tree *tree = &copy->tree;

    tree->pending_count = from->pending_count;
    if (from->pending_count == 0)
        return;
    tree->pending =
        memory_grow(NULL, from->pending_count, sizeof *tree->pending);
    memcpy(tree->pending, from->pending,
           from->pending_count * sizeof *tree->pending);
    for (size_t i = 0; i < tree->pending_count; i++)
        tree->pending[i].file = copy_of(copy, disk, tree->pending[i].file);
}

void simfs_copy(struct simfs *copy, const struct simfs *disk, uint64_t seed)
{
    *copy = (struct simfs){.fs = disk->fs, .rand = rand_seeded(seed)};
    copy->has_prints = disk->has_prints;
    copy->calls = disk->calls;
    copy->changes = disk->changes;
    copy->syncs = disk->syncs;
    copy->files = memory_grow(NULL, disk->file_count, sizeof *copy->files);
    copy->file_count = disk->file_count;
    for (size_t i = 0; i < disk->file_count; i++)
        copy->files[i] = simfs_file_copy(disk->files[i]);
    copy_names(&copy->tree.cache, copy, disk, &disk->tree.cache);
    copy_names(&copy->tree.disk, copy, disk, &disk->tree.disk);
    copy_changes(copy, disk);
}

uint64_t simfs_print(const struct simfs *disk)
{
    uint64_t print = 0;

    for (size_t i = 0; i < disk->tree.disk.count; i++) {
        const struct simfs_name *name = &disk->tree.disk.items[i];
        uint64_t hash = name->file->disk.print + name->file->disk.count;
        for (const char *at = name->path; *at; at++)
            hash = (hash ^ (uint8_t)*at) * 0xBF58476D1CE4E5B9;
        print += hash ^ hash >> 31;
    }
    return print;
}

const char *simfs_path(const struct simfs *disk, size_t i)
{
    return i < disk->tree.cache.count ? disk->tree.cache.items[i].path : NULL;
}

const char *simfs_dated_otherwise(const struct simfs *disk, const char *folder,
                                  int64_t unix_s)
{
    size_t length = strlen(folder);

    for (size_t i = 0; i < disk->tree.cache.count; i++) {
        const struct simfs_name *name = &disk->tree.cache.items[i];
        if (strncmp(name->path, folder, length) == 0 &&
            (name->path[length] == '/' || !name->path[length]) &&
            name->file->time_s != unix_s)
            return name->path;
    }
    return NULL;
}
