#include "seal/seal_box.h"

#include "seal/hash.h"
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

enum { CHECK_BYTES = 4, FILE_LIMIT = 4096 };

static const char title[] =
    "Encounter public key: records are sealed to it. It cannot open them.\n";

static void make_ready(void)
{
    if (sodium_init() < 0)
        abort();
}

void seal_wipe(void *bytes, size_t count)
{
    sodium_memzero(bytes, count);
}

void seal_key_fingerprint(const struct seal_key *key,
                          char ret_text[SEAL_FINGERPRINT_BYTES])
{
    seal_fingerprint(key->bytes, ret_text);
}

void seal_key_text(const struct seal_key *key, struct str *out)
{
    uint8_t hash[HASH_SHA256_BYTES], checked[SEAL_KEY_BYTES + CHECK_BYTES];
    char fingerprint[SEAL_FINGERPRINT_BYTES];

    hash_sha256(key->bytes, sizeof key->bytes, hash);
    memcpy(checked, key->bytes, SEAL_KEY_BYTES);
    memcpy(checked + SEAL_KEY_BYTES, hash, CHECK_BYTES);
    seal_key_fingerprint(key, fingerprint);
    str_add(out, title);
    str_addf(out, "fingerprint %s\nkey ", fingerprint);
    seal_add_base64(out, checked, sizeof checked);
    str_add_char(out, '\n');
}

/* A point of low order would make boxes that anybody can open. */
static bool can_seal(const struct seal_key *key)
{
    uint8_t box[SEAL_MORE_BYTES + 1];

    return crypto_box_seal(box, (const uint8_t *)"", 0, key->bytes) == 0;
}

/* The text that this key would have is compared with all that stands there,
 * so nothing in the file can be other than it should. */
static bool read_text(const char *text, struct seal_key *ret_key)
{
    uint8_t checked[SEAL_KEY_BYTES + CHECK_BYTES];
    const char *key = strstr(text, "\nkey ");
    struct str wanted = {0};
    bool is_same;

    if (!key)
        return false;
    key += strlen("\nkey ");
    if (!seal_read_base64(key, strcspn(key, "\n"), checked, sizeof checked))
        return false;
    memcpy(ret_key->bytes, checked, SEAL_KEY_BYTES);
    seal_key_text(ret_key, &wanted);
    is_same = str_equal(str_text(&wanted), text);
    str_fini(&wanted);
    return is_same && can_seal(ret_key);
}

static bool fail_text(struct fail *why, const char *path, const char *text)
{
    static const char secret[] = "Encounter secret key";

    if (str_starts(text, secret))
        return fail_set(why, FAIL_CONFIG,
                        "%s is a secret key: it must never lie on a kiosk; "
                        "remove it and copy open.pub there",
                        path);
    return fail_set(why, FAIL_CONFIG,
                    "%s is damaged or no public key of encounter-report "
                    "keygen; copy it there again",
                    path);
}

bool seal_key_read(const struct fs *fs, const char *path,
                   struct seal_key *ret_key, struct fail *why)
{
    size_t bytes;
    char *text = seal_key_file(fs, path, FILE_LIMIT, &bytes, why);
    bool ok;

    make_ready();
    if (!text)
        return false;
    ok = read_text(text, ret_key);
    if (!ok)
        fail_text(why, path, text);
    sodium_memzero(text, bytes);
    free(text);
    return ok;
}

bool seal_key_beside(const struct fs *fs, const char *config_path,
                     struct str *path, struct seal_key *ret_key,
                     struct fail *why)
{
    const char *slash = config_path ? strrchr(config_path, '/') : NULL;

    if (!config_path)
        return fail_set(why, FAIL_MISSING, "there is no configuration");
    if (slash)
        str_add_bytes(path, config_path, (size_t)(slash + 1 - config_path));
    str_add(path, "open.pub");
    return seal_key_read(fs, path->text, ret_key, why);
}

void seal_box(const struct seal_key *key, const void *record, size_t bytes,
              uint8_t *ret_box)
{
    make_ready();
    if (crypto_box_seal(ret_box, record, bytes, key->bytes) != 0)
        abort(); /* seal_key_read() has tried it */
}
