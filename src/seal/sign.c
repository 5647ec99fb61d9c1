#include "seal/sign.h"

#include <assert.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    SALT_BYTES = crypto_pwhash_scryptsalsa208sha256_SALTBYTES,
    SECRET_BYTES = crypto_sign_SECRETKEYBYTES, /* its second half is public */
    CHECK_BYTES = 32,
    PREHASH_BYTES = 64,
    MIB = 1024 * 1024,
    MEMORY_BYTES = 256 * MIB,
    WORK = MEMORY_BYTES / 32, /* N = 2^18, r = 8, p = 1 */
    WORK_MAX = 32 * MIB,      /* what minisign asks for */
    FILE_LIMIT = 4096,
};

/* What the passphrase hides. */
struct hidden {
    uint8_t id[VERIFY_ID_BYTES];
    uint8_t secret[SECRET_BYTES];
    uint8_t check[CHECK_BYTES];
};
/* The file, byte by byte: no member has need of padding. */
struct packed {
    char signature[2], kdf[2], checksum[2];
    uint8_t salt[SALT_BYTES], work[8], memory[8];
    struct hidden hidden;
};

struct sign_key {
    struct verify_key public;
    uint8_t secret[SECRET_BYTES];
};

static const char title[] = "untrusted comment: ";

static void *locked_memory(size_t bytes)
{
    void *memory;

    if (sodium_init() < 0 || !(memory = sodium_malloc(bytes))) {
        fprintf(stderr, "no memory for a key\n");
        abort();
    }
    return memory;
}

struct sign_key *sign_key_new(void)
{
    struct sign_key *key = locked_memory(sizeof *key);

    crypto_sign_keypair(key->public.bytes, key->secret);
    randombytes_buf(key->public.id, VERIFY_ID_BYTES);
    return key;
}

void sign_key_free(struct sign_key *key)
{
    sodium_free(key); /* wipes it */
}

const struct verify_key *sign_key_public(const struct sign_key *key)
{
    return &key->public;
}

static void write_number(uint8_t bytes[8], uint64_t number)
{
    for (int i = 0; i < 8; i++, number >>= 8)
        bytes[i] = (uint8_t)number;
}

static uint64_t read_number(const uint8_t bytes[8])
{
    uint64_t number = 0;

    for (int i = 7; i >= 0; i--)
        number = number << 8 | bytes[i];
    return number;
}

static void check_of(const struct packed *packed, uint8_t ret_check[32])
{
    crypto_generichash_state state;

    crypto_generichash_init(&state, NULL, 0, CHECK_BYTES);
    crypto_generichash_update(&state, (const uint8_t *)packed->signature, 2);
    crypto_generichash_update(&state, packed->hidden.id, VERIFY_ID_BYTES);
    crypto_generichash_update(&state, packed->hidden.secret, SECRET_BYTES);
    crypto_generichash_final(&state, ret_check, CHECK_BYTES);
}

/* Hides what is open and opens what is hidden. */
static bool turn(struct packed *packed, const char *passphrase,
                 struct fail *why)
{
    enum { HIDDEN_BYTES = sizeof(struct hidden) };
    uint8_t *hidden = (uint8_t *)&packed->hidden;
    uint8_t *stream = locked_memory(HIDDEN_BYTES);
    uint64_t memory = read_number(packed->memory);
    bool ok = crypto_pwhash_scryptsalsa208sha256(
                  stream, HIDDEN_BYTES, passphrase, strlen(passphrase),
                  packed->salt, read_number(packed->work), (size_t)memory) == 0;

    for (size_t i = 0; ok && i < HIDDEN_BYTES; i++)
        hidden[i] ^= stream[i];
    sodium_free(stream);
    return ok || fail_set(why, FAIL_FULL,
                          "the passphrase needs %u MiB of free memory",
                          (unsigned)(memory / MIB));
}

bool sign_key_text(const struct sign_key *key, const char *passphrase,
                   struct str *out, struct fail *why)
{
    struct packed *packed = locked_memory(sizeof *packed);
    bool ok;

    _Static_assert(sizeof *packed == 158, "as minisign's, without padding");
    memcpy(packed->signature, "Ed", 2);
    memcpy(packed->kdf, "Sc", 2);
    memcpy(packed->checksum, "B2", 2);
    randombytes_buf(packed->salt, SALT_BYTES);
    write_number(packed->work, WORK);
    write_number(packed->memory, MEMORY_BYTES);
    memcpy(packed->hidden.id, key->public.id, VERIFY_ID_BYTES);
    memcpy(packed->hidden.secret, key->secret, SECRET_BYTES);
    check_of(packed, packed->hidden.check);
    ok = turn(packed, passphrase, why);
    if (ok) {
        str_addf(out, "%sminisign encrypted secret key\n", title);
        seal_add_base64(out, packed, sizeof *packed);
        str_add_char(out, '\n');
    }
    sodium_free(packed);
    return ok;
}

/* The second line's bytes. */
static bool take_apart(const char *text, struct packed *ret_packed)
{
    const char *line = strchr(text, '\n');

    if (!str_starts(text, title) || !line)
        return false;
    line++;
    size_t length = strcspn(line, "\n");
    return (line[length] == '\0' || line[length + 1] == '\0') &&
           seal_read_base64(line, length, ret_packed, sizeof *ret_packed) &&
           memcmp(ret_packed->signature, "Ed", 2) == 0 &&
           memcmp(ret_packed->checksum, "B2", 2) == 0;
}

static bool has_passphrase(const struct packed *packed)
{
    return memcmp(packed->kdf, "Sc", 2) == 0;
}

static bool check_text(const char *text, struct packed *packed,
                       struct fail *why)
{
    if (strstr(text, "minisign public key"))
        return fail_set(why, FAIL_INVALID,
                        "is a public key: it cannot sign; name its .key");
    if (!take_apart(text, packed))
        return fail_set(why, FAIL_INVALID,
                        "is damaged or no secret key of minisign or "
                        "encounter-content keygen");
    if (!has_passphrase(packed))
        return memcmp(packed->kdf, "\0\0", 2) == 0 ||
               fail_set(why, FAIL_INVALID,
                        "has a passphrase of a kind that is not known");
    if (read_number(packed->memory) > (uint64_t)SIGN_MEMORY_MIB * MIB ||
        read_number(packed->work) > WORK_MAX)
        return fail_set(why, FAIL_INVALID,
                        "asks for more than %d MiB: no key of ours does",
                        SIGN_MEMORY_MIB);
    return true;
}

char *sign_key_load(const struct fs *fs, const char *path,
                    bool *ret_has_passphrase, struct fail *why)
{
    struct packed *packed = locked_memory(sizeof *packed);
    size_t bytes;
    char *text = fs_read_file(fs, path, FILE_LIMIT, &bytes, why);
    bool ok = text != NULL;

    if (ok) {
        if (strlen(text) != bytes)
            text[0] = '\0';
        seal_drop_returns(text);
        ok = check_text(text, packed, why) || fail_within(why, "%s", path);
        *ret_has_passphrase = ok && has_passphrase(packed);
    }
    sodium_free(packed);
    if (ok)
        return text;
    if (text)
        sodium_memzero(text, bytes);
    free(text);
    return NULL;
}

/* minisign leaves the check empty where there is no passphrase. */
static bool is_whole(const struct packed *packed)
{
    uint8_t check[CHECK_BYTES];

    if (!has_passphrase(packed) &&
        sodium_is_zero(packed->hidden.check, CHECK_BYTES))
        return true;
    check_of(packed, check);
    return sodium_memcmp(check, packed->hidden.check, CHECK_BYTES) == 0;
}

/* The public half that lies beside the secret one must be its own: with
 * another, two signatures would give the secret away. */
static bool take_key(const struct packed *packed, struct sign_key *key)
{
    uint8_t secret[SECRET_BYTES];
    bool ok;

    memcpy(key->public.id, packed->hidden.id, VERIFY_ID_BYTES);
    crypto_sign_seed_keypair(key->public.bytes, secret, packed->hidden.secret);
    ok = sodium_memcmp(secret, packed->hidden.secret, SECRET_BYTES) == 0;
    memcpy(key->secret, secret, SECRET_BYTES);
    sodium_memzero(secret, sizeof secret);
    return ok;
}

static bool unpack(struct packed *packed, const char *passphrase,
                   struct sign_key *key, struct fail *why)
{
    if (has_passphrase(packed) && !turn(packed, passphrase, why))
        return false;
    if (!is_whole(packed))
        return has_passphrase(packed)
                   ? fail_set(why, FAIL_DENIED,
                              "this is not the passphrase of the key")
                   : fail_set(why, FAIL_INVALID, "the key is damaged");
    return take_key(packed, key) ||
           fail_set(why, FAIL_INVALID, "the key is damaged");
}

bool sign_key_read(const char *text, const char *passphrase,
                   struct sign_key **ret_key, struct fail *why)
{
    struct packed *packed = locked_memory(sizeof *packed);
    struct sign_key *key = locked_memory(sizeof *key);
    bool ok =
        check_text(text, packed, why) && unpack(packed, passphrase, key, why);

    sodium_free(packed);
    if (ok)
        *ret_key = key;
    else
        sign_key_free(key);
    return ok;
}

static void add_signature(const struct sign_key *key, const uint8_t *bytes,
                          struct str *out)
{
    uint8_t named[2 + VERIFY_ID_BYTES + VERIFY_SIGNATURE_BYTES] = "ED";

    memcpy(named + 2, key->public.id, VERIFY_ID_BYTES);
    memcpy(named + 2 + VERIFY_ID_BYTES, bytes, VERIFY_SIGNATURE_BYTES);
    seal_add_base64(out, named, sizeof named);
}

void sign_bytes(const struct sign_key *key, const void *bytes, size_t count,
                const char *trusted_comment, struct str *out)
{
    uint8_t hash[PREHASH_BYTES], over_comment[VERIFY_SIGNATURE_BYTES];
    uint8_t message[VERIFY_SIGNATURE_BYTES + VERIFY_COMMENT_BYTES];
    size_t length = strlen(trusted_comment);

    assert(length < VERIFY_COMMENT_BYTES / 2);
    crypto_generichash(hash, sizeof hash, bytes, count, NULL, 0);
    crypto_sign_detached(message, NULL, hash, sizeof hash, key->secret);
    memcpy(message + VERIFY_SIGNATURE_BYTES, trusted_comment, length);
    crypto_sign_detached(over_comment, NULL, message,
                         VERIFY_SIGNATURE_BYTES + length, key->secret);
    str_addf(out, "%ssignature from encounter-content\n", title);
    add_signature(key, message, out);
    str_addf(out, "\ntrusted comment: %s\n", trusted_comment);
    seal_add_base64(out, over_comment, sizeof over_comment);
    str_add_char(out, '\n');
}
