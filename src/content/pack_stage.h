#ifndef CONTENT_PACK_STAGE_H
#define CONTENT_PACK_STAGE_H

/*
 * A copy of an author's folder as it goes into a package: pictures and sounds
 * under names that a bundle may hold, pictures no larger than a kiosk decodes,
 * YAML that says so. The author's folder is only read.
 */

#include "base/fs.h"
#include "content/folder.h"

enum { PACK_SHRINK_PX = 128000000 }; /* larger ones stay, and are faults */

/* Writes the picture `from` as `to`, in the format of that name, scaled so that
 * neither side is above `side_px`. Here, as the room knows no decoder. */
typedef bool pack_shrink(const char *from, const char *to, int side_px,
                         struct fail *why);

struct pack_stage {
    const struct fs *fs;
    const char *from, *to; /* folders; `to` is there and empty */
    const char *shown;     /* `from` as messages print it */
    int64_t serial;        /* in place of the bundle's own; 0: none */
    pack_shrink *shrink;   /* NULL: large pictures stay */
    void (*note)(void *user, const char *sentence); /* what was changed */
    void *user;
};

/* False with errors in `messages` (the folder holds what no bundle may) or,
 * with none there, `why`. */
bool pack_stage_copy(const struct pack_stage *stage, struct messages *messages,
                     struct fail *why);

/* An empty folder for it, made anew: what a run that was cut off left there is
 * removed, anything else is refused. */
bool pack_stage_begin(const struct fs *fs, const char *path, struct fail *why);
void pack_stage_end(const struct fs *fs, const char *path);

#endif
