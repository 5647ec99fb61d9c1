#ifndef SEAL_VERIFY_H
#define SEAL_VERIFY_H

/*
 * Who signed a file: minisign's public keys and signatures (Ed25519 over the
 * 64 bytes of BLAKE2b, RFC 8032 and 7693; jedisct1.github.io/minisign). All
 * that a kiosk links: sign.h makes signatures.
 *
 * A signature file is four lines, each ended by LF:
 *
 *     untrusted comment: <at most 1,024 bytes with what is before it>
 *     base64 of "ED", 8 bytes that name the key, 64 of signature
 *     trusted comment: <at most 8,192 bytes with what is before it>
 *     base64 of 64 bytes: a signature over the first one and the comment
 *
 * Read to the letter, more strictly than minisign: not a byte outside the
 * untrusted comment can be another.
 */

#include "base/fs.h"
#include "seal/seal_text.h"

enum {
    VERIFY_ID_BYTES = 8,
    VERIFY_SIGNATURE_BYTES = 64,
    VERIFY_COMMENT_BYTES = 8192, /* the line with its beginning, no LF */
    VERIFY_FILE_BYTES = 16384,   /* no signature file is larger */
    VERIFY_KEYS = 64,            /* in one folder */
};

struct verify_key {
    uint8_t id[VERIFY_ID_BYTES];
    uint8_t bytes[SEAL_KEY_BYTES];
};

/* A file as `minisign -G` and encounter-content keygen write it. FAIL_MISSING:
 * it is not there; FAIL_CONFIG: it is no such file. Lines may end with CR LF,
 * as a mail programme may have passed it on. */
bool verify_key_read(const struct fs *fs, const char *path,
                     struct verify_key *ret_key, struct fail *why);
/* The text of its file, appended to `out`. */
void verify_key_text(const struct verify_key *key, struct str *out);
void verify_key_fingerprint(const struct verify_key *key,
                            char ret_text[SEAL_FINGERPRINT_BYTES]);

/* Whom a kiosk believes: a folder of *.pub, and of *.revoked, which are such
 * files as well. A revoked key is known and refused, whatever else lies
 * there. */
struct verify_signer {
    struct verify_key key;
    char name[64]; /* of its file, cut */
    bool is_revoked;
    bool revokes; /* its file is a *.revoked */
};
struct verify_keys {
    struct verify_signer *items;
    size_t count;
};
/* FAIL_CONFIG: a file there cannot be read; then no key counts, since it may
 * be the one that revokes. Files of other names are passed over. */
bool verify_keys_read(const struct fs *fs, const char *folder,
                      struct verify_keys *ret_keys, struct fail *why);
/* The one key of a file. */
bool verify_keys_read_one(const struct fs *fs, const char *path,
                          struct verify_keys *ret_keys, struct fail *why);
void verify_keys_fini(struct verify_keys *keys);

struct verify_signature {
    uint8_t id[VERIFY_ID_BYTES];
    uint8_t bytes[VERIFY_SIGNATURE_BYTES];
    uint8_t over_comment[VERIFY_SIGNATURE_BYTES];
    char comment[VERIFY_COMMENT_BYTES + 1]; /* UTF-8 without control codes */
};
/* FAIL_INVALID: no signature, and the sentence says which line is wrong. */
bool verify_signature_parse(const char *text, size_t bytes,
                            struct verify_signature *ret_signature,
                            struct fail *why);

/* Whether a key of `keys` that is not revoked signed these bytes. FAIL_DENIED:
 * by nobody known, by a revoked key, or something was changed since;
 * *ret_signer is then the key it names, NULL if none is known. `keys` owns
 * it. */
bool verify_signed(const struct verify_signature *signature,
                   const struct verify_keys *keys, const void *bytes,
                   size_t count, const struct verify_signer **ret_signer,
                   struct fail *why);

/* "minisign public key <16 hexadecimal digits>" names keys this way: the id as
 * a number of eight bytes, the lowest first. */
void verify_id_text(const uint8_t id[VERIFY_ID_BYTES], char ret_text[17]);

#endif
