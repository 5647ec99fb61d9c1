#ifndef SEAL_OPEN_BOX_H
#define SEAL_OPEN_BOX_H

/*
 * The other half of seal_box.h: makes the pair, keeps the secret key, opens.
 * For encounter-report alone; the kiosk never links it.
 *
 * The secret key lies in a text file under a passphrase (argon2id, then
 * XChaCha20-Poly1305: libsodium's crypto_pwhash and crypto_aead), byte by byte
 * in feedback/FORMAT.md, "Keys". In memory it is in locked pages that are wiped
 * when it is freed.
 */

#include "seal/seal_box.h"

struct open_key;

/* A new pair. Ends the process if there is no memory, as memory_get(). */
struct open_key *open_key_new(void);
/* The pair that belongs to a secret key of SEAL_KEY_BYTES. */
struct open_key *open_key_from(const uint8_t *secret);
void open_key_free(struct open_key *key); /* NULL is fine */
const struct seal_key *open_key_public(const struct open_key *key);
const uint8_t *open_key_secret(const struct open_key *key);

/* The text of its file, appended to `out`, under a passphrase of at least one
 * byte. Takes about a second and 256 MiB: that is the point. FAIL_FULL: the
 * memory is not to be had. */
bool open_key_text(const struct open_key *key, const char *passphrase,
                   struct str *out, struct fail *why);

/* The file as text, to be read by open_key_read() once the passphrase is
 * known: free(). FAIL_INVALID: it is damaged, no secret key, or asks for more
 * work than OPEN_MEMORY_MAX and OPEN_PASSES_MAX allow. */
enum { OPEN_PASSES_MAX = 16, OPEN_MEMORY_MAX_MIB = 1024 };
char *open_key_load(const struct fs *fs, const char *path, struct fail *why);
/* From what open_key_load() gave. FAIL_DENIED: another passphrase. */
bool open_key_read(const char *text, const char *passphrase,
                   struct open_key **ret_key, struct fail *why);

/* Opens what seal_box() made; ret_record has room for bytes - SEAL_MORE_BYTES.
 * False: too short, changed, or sealed to another key; ret_record is then of
 * no meaning. */
bool open_box(const struct open_key *key, const void *box, size_t bytes,
              void *ret_record);

#endif
