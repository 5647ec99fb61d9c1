#ifndef SYNC_TARGET_FOLDER_H
#define SYNC_TARGET_FOLDER_H

/*
 * A folder or a stick. Where files go, below the root of `fs`:
 *
 *   a stick    ENCOUNTER/feedback/<kiosk>/<batch>.jsonl, forms/, health.yaml
 *   a folder   feedback/v=1/kiosk=<kiosk>/<batch>.jsonl, health.yaml
 *              feedback/v=1/forms/
 *
 * A file is written as "<name>.new", synced, renamed, its folder synced, and
 * read back from the disk, past what memory has of it. A half "<name>.new" is
 * replaced. Every file and folder bears the first second of a month.
 *
 * Bundles are those of ENCOUNTER/bundles or bundles; each is read once to be
 * listed, and marked with the hash of its bytes. Links are none.
 *
 * The place is known again by a random number in the file `place-id` of
 * ENCOUNTER/feedback or feedback/v=1: it says nothing of anybody, goes with
 * the files when a stick is wiped, and is there whoever plugs it in.
 */

#include "base/fs_dated.h"
#include "base/rand.h"
#include "base/str.h"
#include "sync/ledger.h"
#include "sync/target.h"

struct target_folder {
    struct target target; /* hand out &folder.target; first member */
    struct fs_dated dated;
    struct rand *rand;
    bool is_stick;
    struct str root;        /* "", or ends with '/' */
    struct str bundles;     /* the folder of bundles */
    struct str path, above; /* of the file at hand, its folder */
    char place[LEDGER_PLACE_BYTES];
};

/* `root`: "" with a file system that begins there, or a folder of `fs`. It is
 * a stick if it has a folder ENCOUNTER or `is_inside` one; where that cannot be
 * seen it is neither. Nothing is written yet. Everything is borrowed;
 * target_folder_fini() in any case. */
bool target_folder_open(struct target_folder *folder, const struct fs *fs,
                        const char *root, bool is_inside, struct rand *rand,
                        struct fail *why);
/* Whether a path ends with the name ENCOUNTER, as `is_inside` wants to know. */
bool target_folder_is_encounter(const char *path);
void target_folder_fini(struct target_folder *folder);

#endif
