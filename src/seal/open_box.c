#include "seal/open_box.h"

#include "base/arena.h"
#include "seal/hash.h"
#include "seal/seal_text.h"
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    NONCE_BYTES = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES,
    SEALED_BYTES = SEAL_KEY_BYTES + crypto_aead_xchacha20poly1305_ietf_ABYTES,
    SALT_BYTES = crypto_pwhash_SALTBYTES,
    PASSES = 3,
    MEMORY_MIB = 256,
    MIB = 1024 * 1024,
    CHECK_BYTES = 8,
    FILE_LIMIT = 4096,
};

struct open_key {
    struct seal_key public;
    uint8_t secret[SEAL_KEY_BYTES];
};

/* The lines of a key file, apart from its title. */
struct locked {
    char fingerprint[SEAL_FINGERPRINT_BYTES];
    unsigned passes, memory_mib;
    uint8_t salt[SALT_BYTES], nonce[NONCE_BYTES], sealed[SEALED_BYTES];
};

static const char title[] =
    "Encounter secret key: it opens records. Keep it where they are read, "
    "never on a kiosk.\n";

static void *locked_memory(size_t bytes)
{
    void *memory;

    if (sodium_init() < 0 || !(memory = sodium_malloc(bytes))) {
        fprintf(stderr, "no memory for a key\n");
        abort();
    }
    return memory;
}

struct open_key *open_key_new(void)
{
    struct open_key *key = locked_memory(sizeof *key);

    crypto_box_keypair(key->public.bytes, key->secret);
    return key;
}

struct open_key *open_key_from(const uint8_t *secret)
{
    struct open_key *key = locked_memory(sizeof *key);

    memcpy(key->secret, secret, SEAL_KEY_BYTES);
    crypto_scalarmult_base(key->public.bytes, key->secret);
    return key;
}

void open_key_free(struct open_key *key)
{
    sodium_free(key); /* wipes it */
}

const struct seal_key *open_key_public(const struct open_key *key)
{
    return &key->public;
}

const uint8_t *open_key_secret(const struct open_key *key)
{
    return key->secret;
}

/* All that the cipher vouches for beside the key itself. */
static void add_head(const struct locked *locked, struct str *out)
{
    str_add(out, title);
    str_addf(out, "fingerprint %s\n", locked->fingerprint);
    str_addf(out, "argon2id %u passes %u MiB salt ", locked->passes,
             locked->memory_mib);
    seal_add_base64(out, locked->salt, SALT_BYTES);
    str_add(out, "\n");
}

static void add_text(const struct locked *locked, struct str *out)
{
    uint8_t hash[HASH_SHA256_BYTES], sealed[NONCE_BYTES + SEALED_BYTES];
    size_t start = out->length;

    memcpy(sealed, locked->nonce, NONCE_BYTES);
    memcpy(sealed + NONCE_BYTES, locked->sealed, SEALED_BYTES);
    add_head(locked, out);
    str_add(out, "key ");
    seal_add_base64(out, sealed, sizeof sealed);
    str_add(out, "\n");
    hash_sha256(out->text + start, out->length - start, hash);
    str_add(out, "check ");
    seal_add_base64(out, hash, CHECK_BYTES);
    str_add(out, "\n");
}

static bool derive(const struct locked *locked, const char *passphrase,
                   uint8_t *ret_key, struct fail *why)
{
    if (crypto_pwhash(ret_key, crypto_aead_xchacha20poly1305_ietf_KEYBYTES,
                      passphrase, strlen(passphrase), locked->salt,
                      locked->passes, (size_t)locked->memory_mib * MIB,
                      crypto_pwhash_ALG_ARGON2ID13) == 0)
        return true;
    return fail_set(why, FAIL_FULL,
                    "the passphrase needs %u MiB of free memory",
                    locked->memory_mib);
}

bool open_key_text(const struct open_key *key, const char *passphrase,
                   struct str *out, struct fail *why)
{
    uint8_t *cipher =
        locked_memory(crypto_aead_xchacha20poly1305_ietf_KEYBYTES);
    struct locked locked = {.passes = PASSES, .memory_mib = MEMORY_MIB};
    struct str head = {0};
    bool ok;

    seal_key_fingerprint(&key->public, locked.fingerprint);
    randombytes_buf(locked.salt, SALT_BYTES);
    randombytes_buf(locked.nonce, NONCE_BYTES);
    ok = derive(&locked, passphrase, cipher, why);
    if (ok) {
        add_head(&locked, &head);
        crypto_aead_xchacha20poly1305_ietf_encrypt(
            locked.sealed, NULL, key->secret, SEAL_KEY_BYTES,
            (const uint8_t *)head.text, head.length, NULL, locked.nonce,
            cipher);
        add_text(&locked, out);
        str_fini(&head);
    }
    sodium_free(cipher);
    return ok;
}

/* Takes the lines apart; that nothing else stands there is for the caller. */
static bool take_apart(const char *text, struct locked *ret_locked)
{
    uint8_t sealed[NONCE_BYTES + SEALED_BYTES];
    char salt[64], key[256];

    if (!str_starts(text, title) ||
        sscanf(text + sizeof title - 1,
               "fingerprint %29[0-9 ] argon2id %9u passes %9u MiB salt %63s "
               "key %255s",
               ret_locked->fingerprint, &ret_locked->passes,
               &ret_locked->memory_mib, salt, key) != 5 ||
        !seal_read_base64(salt, strlen(salt), ret_locked->salt, SALT_BYTES) ||
        !seal_read_base64(key, strlen(key), sealed, sizeof sealed))
        return false;
    memcpy(ret_locked->nonce, sealed, NONCE_BYTES);
    memcpy(ret_locked->sealed, sealed + NONCE_BYTES, SEALED_BYTES);
    return true;
}

/* Nothing but what would be written anew, so each byte is looked at. */
static bool is_whole(const char *text, struct locked *ret_locked)
{
    struct str wanted = {0};
    bool is_same;

    if (!take_apart(text, ret_locked))
        return false;
    add_text(ret_locked, &wanted);
    is_same = str_equal(str_text(&wanted), text);
    str_fini(&wanted);
    return is_same;
}

static bool check_text(const char *path, const char *text, struct fail *why)
{
    struct locked locked;

    if (str_starts(text, "Encounter public key"))
        return fail_set(why, FAIL_INVALID,
                        "%s is a public key: it cannot open; name open.key",
                        path);
    if (!str_starts(text, title))
        return fail_set(why, FAIL_INVALID,
                        "%s is no secret key of encounter-report keygen", path);
    if (!is_whole(text, &locked))
        return fail_set(why, FAIL_INVALID,
                        "%s is damaged; a copy of it or the paper copy "
                        "(keygen --restore) still opens",
                        path);
    if (locked.passes < 1 || locked.passes > OPEN_PASSES_MAX ||
        locked.memory_mib < 1 || locked.memory_mib > OPEN_MEMORY_MAX_MIB)
        return fail_set(why, FAIL_INVALID,
                        "%s asks for %u passes over %u MiB: no key of ours "
                        "asks for more than %d and %d",
                        path, locked.passes, locked.memory_mib, OPEN_PASSES_MAX,
                        OPEN_MEMORY_MAX_MIB);
    return true;
}

char *open_key_load(const struct fs *fs, const char *path, struct fail *why)
{
    size_t bytes;
    char *text = fs_read_file(fs, path, FILE_LIMIT, &bytes, why);

    if (!text)
        return NULL;
    if (strlen(text) != bytes)
        text[0] = '\0';
    seal_drop_returns(text);
    if (check_text(path, text, why))
        return text;
    free(text);
    return NULL;
}

static bool unlock(const struct locked *locked, const uint8_t *cipher,
                   uint8_t *ret_secret)
{
    struct str head = {0};
    bool ok;

    add_head(locked, &head);
    ok = crypto_aead_xchacha20poly1305_ietf_decrypt(
             ret_secret, NULL, NULL, locked->sealed, SEALED_BYTES,
             (const uint8_t *)head.text, head.length, locked->nonce,
             cipher) == 0;
    str_fini(&head);
    return ok;
}

bool open_key_read(const char *text, const char *passphrase,
                   struct open_key **ret_key, struct fail *why)
{
    char fingerprint[SEAL_FINGERPRINT_BYTES];
    struct locked locked;
    struct open_key *key = NULL;
    bool ok = check_text("the key", text, why) && is_whole(text, &locked);

    if (!ok)
        return false;
    uint8_t *cipher =
        locked_memory(crypto_aead_xchacha20poly1305_ietf_KEYBYTES);
    uint8_t *secret = locked_memory(SEAL_KEY_BYTES);
    ok = derive(&locked, passphrase, cipher, why);
    if (ok && !unlock(&locked, cipher, secret))
        ok = fail_set(why, FAIL_DENIED, "that is not the key's passphrase");
    if (ok) {
        key = open_key_from(secret);
        seal_key_fingerprint(&key->public, fingerprint);
        if (!str_equal(fingerprint, locked.fingerprint))
            ok = fail_set(why, FAIL_INVALID,
                          "the key's fingerprint is not its own");
    }
    sodium_free(cipher);
    sodium_free(secret);
    if (ok)
        *ret_key = key;
    else
        open_key_free(key);
    return ok;
}

bool open_box(const struct open_key *key, const void *box, size_t bytes,
              void *ret_record)
{
    return bytes >= SEAL_MORE_BYTES &&
           crypto_box_seal_open(ret_record, box, bytes, key->public.bytes,
                                key->secret) == 0;
}
