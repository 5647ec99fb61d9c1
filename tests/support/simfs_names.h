#ifndef SUPPORT_SIMFS_NAMES_H
#define SUPPORT_SIMFS_NAMES_H

/* The part of simfs that knows what files are called: in the cache, on the
 * disk, and the changes between the two that no folder was synced for. */

#include "support/simfs_file.h"

enum { SIMFS_PATH_BYTES = 256 };

struct simfs_name {
    char path[SIMFS_PATH_BYTES];
    struct simfs_file *file;
};
struct simfs_names {
    struct simfs_name *items;
    size_t count;
};
enum simfs_change_kind { NAME_ADD, NAME_REMOVE, NAME_RENAME };
struct simfs_change {
    enum simfs_change_kind kind;
    char path[SIMFS_PATH_BYTES], to[SIMFS_PATH_BYTES];
    struct simfs_file *file;
    bool is_lost; /* a failed sync called it done */
};
struct simfs_tree {
    struct simfs_names cache, disk;
    struct simfs_change *pending; /* in order */
    size_t pending_count;
};

void simfs_tree_fini(struct simfs_tree *tree);
void simfs_folder_of(char folder[SIMFS_PATH_BYTES], const char *path);
/* The file of that name in the cache, or NULL. */
struct simfs_file *simfs_tree_find(const struct simfs_tree *tree,
                                   const char *path);
void simfs_tree_change(struct simfs_tree *tree, enum simfs_change_kind kind,
                       const char *path, const char *to,
                       struct simfs_file *file);
/* A new name, synced at once. */
void simfs_tree_patch(struct simfs_tree *tree, const char *path,
                      struct simfs_file *file);
/* All folders at once; `fails` as below. */
void simfs_tree_sync_all(struct simfs_tree *tree, bool fails);
/* Whether names stand below the folder, in the cache. */
bool simfs_tree_has_names(const struct simfs_tree *tree, const char *folder);
/* Syncs a folder; `fails`: calls its changes done and loses them. */
void simfs_tree_sync(struct simfs_tree *tree, const char *folder, bool fails);
/* A reboot: decides the fate of each change that was not synced. */
void simfs_tree_settle(struct simfs_tree *tree, struct rand *rand);

#endif
