#ifndef FAULT_CONTENT_GIVER_H
#define FAULT_CONTENT_GIVER_H

/* Somebody who may sign, and the small packages that they make: for tests of
 * taking them. Each version has two files that name its serial. */

#include "content/install.h"
#include "seal/sign.h"
#include "support/simfs.h"

struct giver {
    struct sign_key *key;
    struct verify_signer signer;
    struct verify_keys keys; /* the one of theirs */
};

void giver_init(struct giver *giver);
void giver_fini(struct giver *giver);

/* The zip file of host `foo` of programme `lab`, appended. Its version is
 * "v<serial>". */
void giver_zip(const struct giver *giver, int serial, struct str *out);
/* The same as a folder on a disk. */
void giver_folder(const struct giver *giver, int serial, struct simfs *disk,
                  const char *path);

/* Whether the folder holds exactly that package, byte for byte. */
bool giver_is_whole(const struct giver *giver, const struct simfs *disk,
                    const char *folder, int serial);

#endif
