#ifndef CONTENT_PACK_H
#define CONTENT_PACK_H

/*
 * An author's folder becomes a package, in two steps between which somebody
 * may sign: pack_begin() copies it (pack_stage.h), checks the copy as a kiosk
 * would and makes MANIFEST; pack_write() makes the zip file of it. The same
 * folder gives the same bytes, whatever the order, times, modes and place of
 * its files, the language and the time zone. The author's folder is only read.
 */

#include "content/manifest.h"
#include "content/pack_stage.h"

struct pack_job {
    const struct fs *fs;
    const char *folder;  /* its last part is the bundle's id */
    const char *shown;   /* the same, as messages print it */
    const char *staging; /* a folder that is made for the copy, and removed */
    int64_t serial;      /* in place of the bundle's own; 0: none */
    pack_shrink *shrink; /* as in pack_stage.h */
    void (*note)(void *user, const char *sentence);
    void *user;
};

struct pack {
    struct pack_job job;
    struct arena arena;
    struct manifest manifest;
    struct str manifest_text;
};

/* False with errors in `messages`: the bundle has faults; with none there,
 * `why`. Warnings are there in any case. Caller: pack_fini(), either way. */
bool pack_begin(struct pack *pack, const struct pack_job *job,
                struct messages *messages, struct fail *why);
/* "<id>_<version>.encounter.zip", in the pack's arena. */
const char *pack_name(struct pack *pack);
/* Durable, and opened once as package.h does. `signature` is the text of
 * MANIFEST.minisig, NULL: unsigned. */
bool pack_write(struct pack *pack, const char *path, const char *signature,
                struct fail *why);
void pack_fini(struct pack *pack);

#endif
