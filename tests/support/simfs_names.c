#include "support/simfs_names.h"

#include "base/arena.h"
#include "base/str.h"
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PATH_ROOM = SIMFS_PATH_BYTES };

static void copy_path(char to[PATH_ROOM], const char *path)
{
    size_t length = strlen(path);

    assert(path[0] == '/' && length < PATH_ROOM);
    memcpy(to, path, length + 1);
}

void simfs_folder_of(char folder[PATH_ROOM], const char *path)
{
    char *slash;

    copy_path(folder, path);
    slash = strrchr(folder, '/');
    slash[slash == folder] = '\0';
}

static struct simfs_file *find(const struct simfs_names *names,
                               const char *path)
{
    for (size_t i = 0; i < names->count; i++)
        if (str_equal(names->items[i].path, path))
            return names->items[i].file;
    return NULL;
}

struct simfs_file *simfs_tree_find(const struct simfs_tree *tree,
                                   const char *path)
{
    return find(&tree->cache, path);
}

static void unname(struct simfs_names *names, const char *path)
{
    for (size_t i = 0; i < names->count; i++)
        if (str_equal(names->items[i].path, path)) {
            names->items[i] = names->items[--names->count];
            return;
        }
}

static void set_name(struct simfs_names *names, const char *path,
                     struct simfs_file *file)
{
    unname(names, path);
    names->items =
        memory_grow(names->items, names->count + 1, sizeof *names->items);
    copy_path(names->items[names->count].path, path);
    names->items[names->count++].file = file;
}

/* What is in a folder goes with it. */
static void move_below(struct simfs_names *names, const char *from,
                       const char *to)
{
    size_t length = strlen(from);
    char path[2 * PATH_ROOM];

    for (size_t i = 0; i < names->count; i++) {
        const char *old = names->items[i].path;
        if (strncmp(old, from, length) != 0 || old[length] != '/')
            continue;
        snprintf(path, sizeof path, "%s%s", to, old + length);
        copy_path(names->items[i].path, path);
    }
}

static void apply_change(struct simfs_names *names,
                         const struct simfs_change *change)
{
    if (change->kind == NAME_ADD) {
        set_name(names, change->path, change->file);
    } else if (find(names, change->path) == change->file) {
        unname(names, change->path);
        if (change->kind == NAME_RENAME) {
            set_name(names, change->to, change->file);
            move_below(names, change->path, change->to);
        }
    }
}

void simfs_tree_change(struct simfs_tree *tree, enum simfs_change_kind kind,
                       const char *path, const char *to,
                       struct simfs_file *file)
{
    struct simfs_change change = {.kind = kind, .file = file};

    copy_path(change.path, path);
    copy_path(change.to, to);
    tree->pending = memory_grow(tree->pending, tree->pending_count + 1,
                                sizeof *tree->pending);
    tree->pending[tree->pending_count++] = change;
    apply_change(&tree->cache, &change);
}

void simfs_tree_patch(struct simfs_tree *tree, const char *path,
                      struct simfs_file *file)
{
    set_name(&tree->cache, path, file);
    set_name(&tree->disk, path, file);
}

bool simfs_tree_has_names(const struct simfs_tree *tree, const char *folder)
{
    char above[PATH_ROOM];

    for (size_t i = 0; i < tree->cache.count; i++) {
        simfs_folder_of(above, tree->cache.items[i].path);
        if (str_equal(above, folder) &&
            !str_equal(tree->cache.items[i].path, "/"))
            return true;
    }
    return false;
}

static bool change_is_in(const struct simfs_change *change, const char *folder)
{
    char of_path[PATH_ROOM], of_to[PATH_ROOM];

    simfs_folder_of(of_path, change->path);
    simfs_folder_of(of_to, change->to);
    return str_equal(of_path, folder) || str_equal(of_to, folder);
}

/* NULL: all folders. */
static void sync_folders(struct simfs_tree *tree, const char *folder,
                         bool fails)
{
    size_t kept = 0;

    for (size_t i = 0; i < tree->pending_count; i++) {
        struct simfs_change change = tree->pending[i];

        if ((!folder || change_is_in(&change, folder)) && !change.is_lost) {
            if (!fails) {
                apply_change(&tree->disk, &change);
                continue;
            }
            change.is_lost = true;
        }
        tree->pending[kept++] = change;
    }
    tree->pending_count = kept;
}

void simfs_tree_sync(struct simfs_tree *tree, const char *folder, bool fails)
{
    sync_folders(tree, folder, fails);
}

void simfs_tree_sync_all(struct simfs_tree *tree, bool fails)
{
    sync_folders(tree, NULL, fails);
}

/* Names in a folder that is not there went with it. */
static void drop_orphans(struct simfs_names *names)
{
    char folder[PATH_ROOM];

    for (size_t i = 0; i < names->count;) {
        simfs_folder_of(folder, names->items[i].path);
        if (find(names, folder)) {
            i++;
            continue;
        }
        unname(names, names->items[i].path);
        i = 0;
    }
}

/* Half of the cuts leave the first changes, as a journal does; the others
 * any of them. */
void simfs_tree_settle(struct simfs_tree *tree, struct rand *rand)
{
    size_t first = rand_below(rand, (uint32_t)tree->pending_count + 1);
    bool is_journal = rand_below(rand, 2);

    for (size_t i = 0; i < tree->pending_count; i++) {
        const struct simfs_change *change = &tree->pending[i];
        bool is_kept = is_journal ? i < first : rand_below(rand, 2);

        if (is_kept && !change->is_lost)
            apply_change(&tree->disk, change);
    }
    tree->pending_count = 0;
    drop_orphans(&tree->disk);
    tree->cache.count = 0;
    for (size_t i = 0; i < tree->disk.count; i++)
        set_name(&tree->cache, tree->disk.items[i].path,
                 tree->disk.items[i].file);
}

void simfs_tree_fini(struct simfs_tree *tree)
{
    free(tree->cache.items);
    free(tree->disk.items);
    free(tree->pending);
}
