#ifndef SEAL_SEAL_BOX_H
#define SEAL_SEAL_BOX_H

/*
 * Sealing a record to the Lab's key, all that the kiosk links: who seals
 * cannot open again (libsodium's crypto_box_seal: X25519, XSalsa20-Poly1305).
 * open_box.h opens.
 *
 * The key comes from `open.pub`, text that says what it is (feedback/FORMAT.md,
 * "Keys"). Its fingerprint (seal_text.h) is what people compare.
 */

#include "base/fs.h"
#include "seal/seal_text.h"

enum { SEAL_MORE_BYTES = 48 }; /* a box is that much longer than its record */

struct seal_key {
    uint8_t bytes[SEAL_KEY_BYTES]; /* the public one */
};

/* FAIL_MISSING: there is no such file. FAIL_CONFIG: it is not, to the last
 * byte, what seal_key_text() gives (lines may end with CR LF), or nothing can
 * be sealed to it. */
bool seal_key_read(const struct fs *fs, const char *path,
                   struct seal_key *ret_key, struct fail *why);
/* The one that a kiosk seals to: `open.pub` beside its configuration. Adds its
 * path to `path`, nothing without a configuration (NULL); that and a missing
 * file are FAIL_MISSING. */
bool seal_key_beside(const struct fs *fs, const char *config_path,
                     struct str *path, struct seal_key *ret_key,
                     struct fail *why);
/* The text of its file, appended to `out`. */
void seal_key_text(const struct seal_key *key, struct str *out);
void seal_key_fingerprint(const struct seal_key *key,
                          char ret_text[SEAL_FINGERPRINT_BYTES]);

/* Another box each time, from the system's randomness. ret_box has room for
 * bytes + SEAL_MORE_BYTES and does not overlap with `record`. */
void seal_box(const struct seal_key *key, const void *record, size_t bytes,
              uint8_t *ret_box);

/* Overwrites what must not stay in memory; never left out by a compiler. */
void seal_wipe(void *bytes, size_t count);

#endif
