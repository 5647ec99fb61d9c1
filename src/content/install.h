#ifndef CONTENT_INSTALL_H
#define CONTENT_INSTALL_H

/*
 * Takes a package onto a kiosk (content/installed.h), from a disk that an
 * attacker may have written and that may be pulled out at any moment.
 *
 * A zip file is copied to the kiosk's own disk first, and only the copy is
 * looked at; of a folder that a package was unpacked to, each file is read
 * once, and what is kept is what was hashed. Then, in this order: signature,
 * programme, serial, every hash, the content itself, all in `.staging`; all
 * that to the disk; the serial is remembered; the folder gets its name; the
 * link is switched.
 *
 * The promise: whatever is refused or cut off leaves what was shown as it is
 * and writes nothing but in `.staging`; after a cut at any point the old or
 * the new version is whole, no serial below an accepted one is taken, and the
 * same package can be taken again. The caller holds install_lock().
 *
 * Memory does not grow with the package. One thread at a time.
 */

#include "base/stick_report.h"
#include "content/installed.h"
#include "content/package.h"

enum {
    INSTALL_JUMP = 1000,    /* a serial is at most so far ahead */
    INSTALL_SPARE_MIB = 64, /* of the disk are left for records */
    INSTALL_PACKAGE_MIB = 520,
};

enum install_end {
    INSTALL_TOOK,
    INSTALL_LEFT,    /* it is here already */
    INSTALL_REFUSED, /* the package is not to be taken */
    INSTALL_FAILED   /* it could not be: it may be later, or from elsewhere */
};
struct install_result {
    enum install_end end;
    enum stick_reason reason; /* of the last two */
    struct fail why;          /* the same in a sentence */
    /* Once MANIFEST is vouched for, else NULL and 0. */
    const char *id, *version;
    int64_t serial;
    const char *before; /* the version that was shown; NULL: none */
    int64_t before_serial;
    char signer[SEAL_FINGERPRINT_BYTES]; /* "": nobody known */
    char signer_name[64];
};

struct install_job {
    const struct fs *fs;
    const char *content; /* the folder of installed.h, on `fs` */
    const struct verify_keys *keys;
    const char *programme; /* NULL: that of the first package that is taken */
    bool allows_older;     /* also what was set aside: a person says so */
    bool is_dry;           /* all but taking it */
    void *user;            /* of what follows */
    /* The serial of the copy that came with the program, 0 if there is none;
     * *ret_version as long as the job lives. */
    int64_t (*shipped)(void *user, const char *id, const char **ret_version);
    /* Whether unpacked content can be shown and is what MANIFEST says; NULL:
     * install_check(), whose faults go to `messages`. */
    bool (*check)(void *user, const char *folder,
                  const struct manifest *manifest, struct fail *why);
    struct messages *messages; /* NULL: nobody reads them */
    /* Everything is well and nothing done yet; `folder` goes when it returns.
     * NULL: nobody looks. */
    void (*look)(void *user, const char *folder,
                 const struct install_result *result);
    /* 0 to 100, each once; NULL: nobody looks. */
    void (*progress)(void *user, int percent);
    struct arena *arena; /* where results and the programme lie */
};

/* `from` has the package, a file or a folder, at `path`. */
void install_package(struct install_job *job, const struct fs *from,
                     const char *path, struct install_result *ret_result);

/* Reads it as the kiosk will. `messages` may be NULL. */
bool install_check(const char *folder, const struct manifest *manifest,
                   struct messages *messages, struct fail *why);
/* Whether a programme that was checked leaves a host to be shown. */
bool install_check_hosts(const struct install_job *job, const char *folder,
                         struct fail *why);

/* Keeps others from installing. The handle is for install_unlock(), -1 on
 * failure; FAIL_BUSY: somebody does. install_lock() waits until they are done,
 * and calls `waits` (may be NULL) once if it must. */
int install_try_lock(const struct fs *fs, const char *content,
                     struct fail *why);
int install_lock(const struct fs *fs, const char *content,
                 void (*waits)(void *user), void *user, struct fail *why);
void install_unlock(const struct fs *fs, int lock);

/* Removes versions that are not kept: all but the one that is shown and the one
 * before. */
bool install_sweep(const struct fs *fs, const char *content, const char *id,
                   struct fail *why);

#endif
