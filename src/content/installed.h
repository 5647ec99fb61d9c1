#ifndef CONTENT_INSTALLED_H
#define CONTENT_INSTALLED_H

/*
 * The content that came to a kiosk since it was set up: a folder, of which
 * each bundle has a folder of its own,
 *
 *     <id>/<version>/     its files, MANIFEST and MANIFEST.minisig
 *     <id>/current        a link to the version that is to be shown
 *     <id>/accepted       "serial 4 <SHA-256 of MANIFEST>": the highest ever
 *     <id>/aside          "4 bad" or "4 left" a line: not to be shown
 *     .signed             a day before which it surely is not, by the date of
 *                         a signature (base/time_bound.h)
 *     .staging/, .lock    of whoever installs (content/install.h)
 *
 * Each of them changes by one rename. A version's folder comes to be by one
 * as well, after all that is in it has reached the disk, so it is there whole
 * or not at all; nothing in it is changed later.
 *
 * Which one is shown: what `current` names or, where that is missing or set
 * aside, the highest serial that is not. The copy that came with the program
 * is shown if its serial is higher. A bundle is set aside as bad by a kiosk
 * that could not show it, as left by a person who went back from it.
 */

#include "base/fs.h"
#include "content/manifest.h"

#define INSTALLED_SIGNED ".signed"

enum installed_aside { INSTALLED_SHOWN, INSTALLED_BAD, INSTALLED_LEFT };

struct installed_version {
    const char *folder; /* its name */
    struct manifest manifest;
    uint8_t hash[HASH_SHA256_BYTES]; /* of MANIFEST */
    enum installed_aside aside;
    bool is_current;
};
struct installed {
    const char *id;
    struct installed_version *versions; /* the highest serial first */
    size_t count;
    int64_t accepted; /* a serial; 0: none was */
    uint8_t accepted_hash[HASH_SHA256_BYTES];
    struct installed_mark {
        int64_t serial;
        enum installed_aside aside;
    } * marks;
    size_t mark_count;
};

/* A version that can name its folder; others are named by their serial, "S12",
 * which no version can be. */
enum { INSTALLED_SERIAL = 'S' };
bool installed_is_folder_name(const char *version);

/* Ids that have a folder, sorted (NULL-terminated, one block: free()); NULL
 * with FAIL_NONE in `why` if there is no such folder. */
char **installed_ids(const struct fs *fs, const char *content,
                     struct fail *why);
/* One of them; in the arena. A version whose MANIFEST cannot be read does not
 * count. False: what says which serial was accepted or is set aside cannot be
 * read, with all else filled in. */
bool installed_read(const struct fs *fs, const char *content, const char *id,
                    struct arena *arena, struct installed *ret_installed,
                    struct fail *why);

/* The version to show beside a shipped copy of this serial (0: none): NULL is
 * the shipped one or, where that is none or set aside, nothing. */
const struct installed_version *
installed_choose(const struct installed *installed, int64_t shipped);
enum installed_aside installed_aside(const struct installed *installed,
                                     int64_t serial);
const struct installed_version *
installed_find(const struct installed *installed, int64_t serial);

/* Each is on the disk when it returns true. */
bool installed_accept(const struct fs *fs, const char *content, const char *id,
                      int64_t serial, const uint8_t hash[HASH_SHA256_BYTES],
                      struct fail *why);
bool installed_switch(const struct fs *fs, const char *content, const char *id,
                      const char *folder, struct fail *why);
/* Puts a serial aside or, with INSTALLED_SHOWN, back; `installed` has what
 * was read before. */
bool installed_set_aside(const struct fs *fs, const char *content,
                         const struct installed *installed, int64_t serial,
                         enum installed_aside aside, struct fail *why);
/* Goes back to the version before what is shown, which may be the shipped
 * copy. FAIL_MISSING: there is none. *ret_version: NULL is the shipped one. */
bool installed_roll_back(const struct fs *fs, const char *content,
                         const struct installed *installed, int64_t shipped,
                         const struct installed_version **ret_version,
                         struct fail *why);

#endif
