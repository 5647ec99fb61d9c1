#include "seal/verify.h"

#include "base/array.h"
#include "base/utf8.h"
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum {
    ALGORITHM_BYTES = 2,
    UNTRUSTED_BYTES = 1024,
    PREHASH_BYTES = 64,
    KEY_FILE_BYTES = 4096,
    NAMED_BYTES = ALGORITHM_BYTES + VERIFY_ID_BYTES,
};

static const char untrusted[] = "untrusted comment: ";
static const char trusted[] = "trusted comment: ";

static void make_ready(void)
{
    if (sodium_init() < 0)
        abort();
}

void verify_id_text(const uint8_t id[VERIFY_ID_BYTES], char ret_text[17])
{
    for (size_t i = 0; i < VERIFY_ID_BYTES; i++)
        snprintf(ret_text + i * 2, 3, "%02X", id[VERIFY_ID_BYTES - 1 - i]);
}

void verify_key_fingerprint(const struct verify_key *key,
                            char ret_text[SEAL_FINGERPRINT_BYTES])
{
    seal_fingerprint(key->bytes, ret_text);
}

void verify_key_text(const struct verify_key *key, struct str *out)
{
    uint8_t bytes[NAMED_BYTES + SEAL_KEY_BYTES] = "Ed";
    char id[17];

    memcpy(bytes + ALGORITHM_BYTES, key->id, VERIFY_ID_BYTES);
    memcpy(bytes + NAMED_BYTES, key->bytes, SEAL_KEY_BYTES);
    verify_id_text(key->id, id);
    str_addf(out, "%sminisign public key %s\n", untrusted, id);
    seal_add_base64(out, bytes, sizeof bytes);
    str_add_char(out, '\n');
}

/* The line at *at without its LF; *at goes on behind it. NULL: there is none,
 * or it has no end. */
static const char *next_line(const char **at, const char *end,
                             size_t *ret_bytes)
{
    const char *line = *at;
    const char *stop = memchr(line, '\n', (size_t)(end - line));

    if (!stop)
        return NULL;
    *ret_bytes = (size_t)(stop - line);
    *at = stop + 1;
    return line;
}

static bool read_key_lines(const char *text, struct verify_key *ret_key)
{
    uint8_t bytes[NAMED_BYTES + SEAL_KEY_BYTES];
    const char *key = strchr(text, '\n');

    if (!str_starts(text, untrusted) || !key)
        return false;
    key++;
    size_t length = strcspn(key, "\n");
    if (key[length] == '\n' && key[length + 1] != '\0')
        return false;
    if (!seal_read_base64(key, length, bytes, sizeof bytes) ||
        memcmp(bytes, "Ed", ALGORITHM_BYTES) != 0)
        return false;
    memcpy(ret_key->id, bytes + ALGORITHM_BYTES, VERIFY_ID_BYTES);
    memcpy(ret_key->bytes, bytes + NAMED_BYTES, SEAL_KEY_BYTES);
    return crypto_core_ed25519_is_valid_point(ret_key->bytes) == 1;
}

static bool fail_key(struct fail *why, const char *path, const char *text)
{
    if (strstr(text, "secret key"))
        return fail_set(why, FAIL_CONFIG,
                        "%s is a secret key: only its .pub belongs there",
                        path);
    return fail_set(why, FAIL_CONFIG,
                    "%s is damaged or no public key of minisign or "
                    "encounter-content keygen",
                    path);
}

bool verify_key_read(const struct fs *fs, const char *path,
                     struct verify_key *ret_key, struct fail *why)
{
    size_t bytes;
    char *text = seal_key_file(fs, path, KEY_FILE_BYTES, &bytes, why);
    bool ok;

    make_ready();
    if (!text)
        return false;
    ok = read_key_lines(text, ret_key);
    if (!ok)
        fail_key(why, path, text);
    sodium_memzero(text, bytes);
    free(text);
    return ok;
}

/* In capitals too: the name may have come through FAT or Windows. */
static bool is_revocation(const char *name)
{
    size_t length = strlen(name), end = strlen(".revoked");

    return length >= end && strcasecmp(name + length - end, ".revoked") == 0;
}

static void add_signer(struct verify_keys *keys, const struct verify_key *key,
                       const char *name)
{
    struct verify_signer *signer;

    keys->items =
        memory_grow(keys->items, keys->count + 1, sizeof *keys->items);
    signer = &keys->items[keys->count++];
    *signer =
        (struct verify_signer){.key = *key, .revokes = is_revocation(name)};
    signer->is_revoked = signer->revokes;
    snprintf(signer->name, sizeof signer->name, "%.*s",
             (int)(sizeof signer->name - 1), name);
}

static bool read_signers(const struct fs *fs, const char *folder,
                         char *const *names, struct verify_keys *keys,
                         struct fail *why)
{
    struct str path = {0};
    struct verify_key key;
    bool ok = true;

    for (; ok && *names; names++) {
        if (!str_ends(*names, ".pub") && !is_revocation(*names))
            continue;
        str_clear(&path);
        str_addf(&path, "%s/%s", folder, *names);
        if (keys->count == VERIFY_KEYS)
            ok = fail_set(why, FAIL_CONFIG, "%s holds more than %d keys",
                          folder, VERIFY_KEYS);
        else if ((ok = verify_key_read(fs, path.text, &key, why)))
            add_signer(keys, &key, *names);
    }
    str_fini(&path);
    return ok;
}

/* By the key itself or by its name: whoever revokes means either. */
static bool is_same(const struct verify_key *a, const struct verify_key *b)
{
    return memcmp(a->id, b->id, VERIFY_ID_BYTES) == 0 ||
           memcmp(a->bytes, b->bytes, SEAL_KEY_BYTES) == 0;
}

static void revoke(struct verify_keys *keys)
{
    for (size_t i = 0; i < keys->count; i++) {
        size_t k = 0;
        while (k < keys->count &&
               !(keys->items[k].revokes &&
                 is_same(&keys->items[k].key, &keys->items[i].key)))
            k++;
        if (k < keys->count)
            keys->items[i].is_revoked = true;
    }
}

bool verify_keys_read(const struct fs *fs, const char *folder,
                      struct verify_keys *ret_keys, struct fail *why)
{
    char **names = fs_names(fs, folder, why);
    bool ok;

    *ret_keys = (struct verify_keys){0};
    if (!names)
        return false;
    ok = read_signers(fs, folder, names, ret_keys, why);
    free(names);
    if (ok)
        revoke(ret_keys);
    else
        verify_keys_fini(ret_keys);
    return ok;
}

bool verify_keys_read_one(const struct fs *fs, const char *path,
                          struct verify_keys *ret_keys, struct fail *why)
{
    const char *slash = strrchr(path, '/');
    struct verify_key key;

    *ret_keys = (struct verify_keys){0};
    if (!verify_key_read(fs, path, &key, why))
        return false;
    add_signer(ret_keys, &key, slash ? slash + 1 : path);
    return true;
}

void verify_keys_fini(struct verify_keys *keys)
{
    free(keys->items);
    *keys = (struct verify_keys){0};
}

static bool fail_line(struct fail *why, int line, const char *what)
{
    return fail_set(why, FAIL_INVALID, "line %d of the signature %s", line,
                    what);
}

static bool is_untrusted(const char *line, size_t bytes)
{
    size_t start = sizeof untrusted - 1;

    return bytes >= start && memcmp(line, untrusted, start) == 0;
}

static bool read_signature_line(const char *line, size_t bytes,
                                struct verify_signature *signature,
                                struct fail *why)
{
    uint8_t read[NAMED_BYTES + VERIFY_SIGNATURE_BYTES];

    if (!seal_read_base64(line, bytes, read, sizeof read))
        return fail_line(why, 2, "is not the base64 of 74 bytes");
    if (memcmp(read, "Ed", ALGORITHM_BYTES) == 0)
        return fail_line(why, 2, "is of minisign's old kind; sign without -l");
    if (memcmp(read, "ED", ALGORITHM_BYTES) != 0)
        return fail_line(why, 2, "is of a kind that is not known");
    memcpy(signature->id, read + ALGORITHM_BYTES, VERIFY_ID_BYTES);
    memcpy(signature->bytes, read + NAMED_BYTES, VERIFY_SIGNATURE_BYTES);
    return true;
}

/* Bytes that may be shown at a terminal. */
static bool is_shown(const char *text, size_t bytes)
{
    for (size_t i = 0; i < bytes; i++)
        if ((unsigned char)text[i] < ' ' || text[i] == 0x7F)
            return false;
    return utf8_valid(text, bytes, NULL);
}

static bool read_comment_line(const char *line, size_t bytes,
                              struct verify_signature *signature,
                              struct fail *why)
{
    size_t start = sizeof trusted - 1;

    if (bytes < start || memcmp(line, trusted, start) != 0)
        return fail_line(why, 3, "does not begin with 'trusted comment: '");
    if (bytes > VERIFY_COMMENT_BYTES)
        return fail_line(why, 3, "is longer than 8,192 bytes");
    if (!is_shown(line, bytes))
        return fail_line(why, 3, "holds what is no text");
    memcpy(signature->comment, line + start, bytes - start);
    signature->comment[bytes - start] = '\0';
    return true;
}

bool verify_signature_parse(const char *text, size_t bytes,
                            struct verify_signature *ret_signature,
                            struct fail *why)
{
    const char *at = text, *end = text + bytes, *lines[4];
    size_t lengths[4];

    make_ready();
    if (bytes > VERIFY_FILE_BYTES || memchr(text, '\0', bytes))
        return fail_set(why, FAIL_INVALID,
                        "the signature is no text of four "
                        "lines");
    if (memchr(text, '\r', bytes))
        return fail_set(why, FAIL_INVALID,
                        "the signature's lines do not end as minisign's do: "
                        "something changed them to CR LF");
    for (int i = 0; i < 4; i++)
        if (!(lines[i] = next_line(&at, end, &lengths[i])))
            return fail_line(why, i + 1, "is missing or has no end");
    if (at != end)
        return fail_set(why, FAIL_INVALID,
                        "the signature goes on after its four lines");
    if (!is_untrusted(lines[0], lengths[0]))
        return fail_line(why, 1, "does not begin with 'untrusted comment: '");
    if (lengths[0] > UNTRUSTED_BYTES)
        return fail_line(why, 1, "is longer than 1,024 bytes");
    if (!read_signature_line(lines[1], lengths[1], ret_signature, why) ||
        !read_comment_line(lines[2], lengths[2], ret_signature, why))
        return false;
    return seal_read_base64(lines[3], lengths[3], ret_signature->over_comment,
                            VERIFY_SIGNATURE_BYTES) ||
           fail_line(why, 4, "is not the base64 of 64 bytes");
}

static bool is_over_comment(const struct verify_signature *signature,
                            const uint8_t *key)
{
    uint8_t message[VERIFY_SIGNATURE_BYTES + VERIFY_COMMENT_BYTES];
    size_t length = strlen(signature->comment);

    memcpy(message, signature->bytes, VERIFY_SIGNATURE_BYTES);
    memcpy(message + VERIFY_SIGNATURE_BYTES, signature->comment, length);
    return crypto_sign_verify_detached(signature->over_comment, message,
                                       VERIFY_SIGNATURE_BYTES + length,
                                       key) == 0;
}

/* The key that the signature names; the one that fits, if several have that
 * name. */
static const struct verify_signer *
find_signer(const struct verify_signature *signature,
            const struct verify_keys *keys, const uint8_t *hash, bool *ret_fits)
{
    const struct verify_signer *found = NULL;

    *ret_fits = false;
    for (size_t i = 0; i < keys->count && !*ret_fits; i++) {
        const struct verify_signer *signer = &keys->items[i];
        if (memcmp(signer->key.id, signature->id, VERIFY_ID_BYTES) != 0)
            continue;
        found = signer;
        *ret_fits =
            crypto_sign_verify_detached(signature->bytes, hash, PREHASH_BYTES,
                                        signer->key.bytes) == 0;
    }
    return found;
}

bool verify_signed(const struct verify_signature *signature,
                   const struct verify_keys *keys, const void *bytes,
                   size_t count, const struct verify_signer **ret_signer,
                   struct fail *why)
{
    uint8_t hash[PREHASH_BYTES];
    const struct verify_signer *signer;
    char id[17];
    bool fits;

    make_ready();
    crypto_generichash(hash, sizeof hash, bytes, count, NULL, 0);
    *ret_signer = signer = find_signer(signature, keys, hash, &fits);
    verify_id_text(signature->id, id);
    if (!signer)
        return fail_set(why, FAIL_DENIED,
                        "signed by the key %s, which is not among those "
                        "that may sign",
                        id);
    if (signer->is_revoked)
        return fail_set(why, FAIL_DENIED,
                        "signed by the key %s (%s), which was revoked", id,
                        signer->name);
    if (!fits)
        return fail_set(why, FAIL_DENIED,
                        "changed after it was signed by the key %s (%s)", id,
                        signer->name);
    if (!is_over_comment(signature, signer->key.bytes))
        return fail_set(why, FAIL_DENIED,
                        "the signature's trusted comment was changed after "
                        "it was signed by the key %s (%s)",
                        id, signer->name);
    return true;
}
