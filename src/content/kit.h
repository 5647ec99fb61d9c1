#ifndef CONTENT_KIT_H
#define CONTENT_KIT_H

/*
 * A kiosk's kit: all that a card with a fresh system needs to become a kiosk
 * without a network, in one folder of a stick,
 *
 *     ENCOUNTER/setup/ provision     the program that does it
 *                      kiosk.yaml    its name, its site, its rules
 *                      open.pub      whom records are sealed to, if anybody
 *                      keys.d/       who may sign content
 *                      bundles/      signed packages
 *                      packages/     of the system, with all they need
 *                      SHEET.html    to print and to compare with
 *                      SHA256SUMS    of all of these but itself
 *
 * What is gathered is judged before anything is written: every package must be
 * whole and signed by one of the kit's own keys, and its site among them. The
 * folder is written beside the one that is there, read back from the disk, and
 * takes its place when it is whole: pulled out meanwhile, the stick has the
 * kit it had, or none, and never half of one.
 */

#include "base/array.h"
#include "base/fs.h"
#include "content/manifest.h"
#include "seal/seal_text.h"
#include "seal/verify.h"

#define KIT_FOLDER "ENCOUNTER/setup"

struct kit_source {
    const char *const *bundles; /* package files, or folders of them */
    size_t bundle_count;
    const char *packages;  /* folder of *.deb */
    const char *keys;      /* folder of *.pub and *.revoked */
    const char *open_pub;  /* a file; NULL: records stay plain */
    const char *provision; /* a file */
    const char *site;      /* a host's id; NULL: none */
};

struct kit_bundle {
    const char *path, *file; /* file: its last part */
    const char *id, *programme, *version, *signer;
    enum model_kind kind;
    int64_t serial;
};
struct kit_file {
    const char *name; /* below KIT_FOLDER */
    const char *path; /* what is copied; NULL: `text` */
    const char *text;
    int64_t bytes;
};
struct kit {
    const struct fs *fs;
    struct verify_keys keys;
    const char *programme;                   /* id */
    struct ARRAY(struct kit_bundle) bundles; /* one of each id, sorted */
    struct ARRAY(struct kit_file) files;
    size_t package_count; /* of the system */
    int debian;    /* the release they are for, 12 or later; 0: not known */
    int64_t bytes; /* of all files */
    char open_fingerprint[SEAL_FINGERPRINT_BYTES]; /* "": none */
    struct arena arena;
};

/* Finds and judges everything but the texts. FAIL_MISSING, FAIL_CONFIG: what
 * is missing, and what makes it. Of several packages of one id the highest
 * serial is taken. kit_fini() in any case. */
bool kit_gather(struct kit *kit, const struct fs *fs,
                const struct kit_source *source, struct fail *why);
void kit_fini(struct kit *kit);

/* A file made for this kit, "kiosk.yaml"; both are copied. */
void kit_add_text(struct kit *kit, const char *name, const char *text);

/* Writes it to `stick`, a folder that is there. FAIL_FULL: no room. `on_bytes`
 * may be NULL. */
bool kit_write(struct kit *kit, const char *stick,
               void (*on_bytes)(void *user, int64_t done, int64_t all),
               void *user, struct fail *why);

#endif
