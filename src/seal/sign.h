#ifndef SEAL_SIGN_H
#define SEAL_SIGN_H

/*
 * The other half of verify.h: makes the pair, keeps the secret key, signs.
 * For encounter-content alone; the kiosk never links it.
 *
 * The secret key lies in minisign's own file, so that either program signs
 * with the other's key: base64 of "Ed", "Sc" (or two zeros: no passphrase),
 * "B2", 32 bytes of salt, scrypt's limits (two numbers of 8 bytes, the lowest
 * first), then 104 bytes that a stream from the passphrase hides by XOR: the
 * key's name, the key, and BLAKE2b of all three, by which another passphrase
 * is told. In memory it is in locked pages that are wiped when it is freed.
 */

#include "seal/verify.h"

struct sign_key;

/* A new pair. Ends the process if there is no memory, as memory_get(). */
struct sign_key *sign_key_new(void);
void sign_key_free(struct sign_key *key); /* NULL is fine */
const struct verify_key *sign_key_public(const struct sign_key *key);

/* The text of its file, appended to `out`, under a passphrase of at least one
 * byte. Takes about a second and 256 MiB. FAIL_FULL: the memory is not to be
 * had. */
bool sign_key_text(const struct sign_key *key, const char *passphrase,
                   struct str *out, struct fail *why);

/* The file as text, for sign_key_read() once the passphrase is known: wipe and
 * free(). FAIL_INVALID: it is damaged, no secret key, or asks for more memory
 * than SIGN_MEMORY_MIB, which is what minisign's own ask for. */
enum { SIGN_MEMORY_MIB = 1024 };
char *sign_key_load(const struct fs *fs, const char *path,
                    bool *ret_has_passphrase, struct fail *why);
/* From what sign_key_load() gave; `passphrase` is not looked at where the key
 * has none. FAIL_DENIED: another passphrase. */
bool sign_key_read(const char *text, const char *passphrase,
                   struct sign_key **ret_key, struct fail *why);

/* A signature file over these bytes, appended to `out`. The comment is one
 * line that verify.h accepts. The same bytes and comment give the same file. */
void sign_bytes(const struct sign_key *key, const void *bytes, size_t count,
                const char *trusted_comment, struct str *out);

#endif
