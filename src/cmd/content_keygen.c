#include "cmd/content_keygen.h"

#include "base/log.h"
#include "cmd/ask.h"
#include "cmd/commands.h"
#include "cmd/key_pair.h"
#include "cmd/passphrase.h"
#include "seal/seal_box.h"
#include "seal/sign.h"
#include <stdio.h>

/* Makes the pair that packages are signed with. */

struct keygen_options {
    struct key_options key; /* first: PASSPHRASE_OPTIONS */
    const char *out;
};

static const struct arg table[] = {
    {"out", "DIR", "Where sign.pub and sign.key are written.", ARG_TEXT,
     offsetof(struct keygen_options, out)},
    PASSPHRASE_OPTIONS,
};

static const struct args keygen_args = {
    .program = "encounter-content keygen",
    .summary = "Makes the key pair that packages are signed with.",
    .usage = "--out DIR [options]",
    .table = table,
    .count = sizeof table / sizeof *table,
    .letter = "out",
    .more = "sign.pub goes to each kiosk, into /etc/encounter/keys.d, under "
            "any name that\nends with .pub. sign.key stays with whoever "
            "signs, under the passphrase. Neither\nis ever overwritten. Both "
            "are minisign's files: minisign -S and -V take them.\n\nThe "
            "fingerprint is printed on stdout: compare all six groups with "
            "what\nencounter-content verify says at the kiosk.",
};

static bool write_pair(const struct keygen_options *options,
                       const struct sign_key *key, const struct key_pair *pair,
                       struct fail *why)
{
    char passphrase[ASK_BYTES] = {0};
    struct str secret = {0}, public = {0};
    bool ok = key_passphrase(&options->key, true, passphrase, why) &&
              sign_key_text(key, passphrase, &secret, why);

    seal_wipe(passphrase, sizeof passphrase);
    verify_key_text(sign_key_public(key), &public);
    ok = ok && key_pair_write(pair, options->out, &secret, &public, why);
    str_fini(&secret);
    str_fini(&public);
    return ok;
}

static bool make(const struct keygen_options *options, struct fail *why)
{
    char fingerprint[SEAL_FINGERPRINT_BYTES];
    struct sign_key *key = NULL;
    struct key_pair pair;
    bool ok = key_pair_init(&pair, options->out, "sign", why);

    if (ok) {
        key = sign_key_new();
        ok = write_pair(options, key, &pair, why);
    }
    if (ok) {
        verify_key_fingerprint(sign_key_public(key), fingerprint);
        printf("fingerprint %s\n", fingerprint);
        log_line("%s goes to the kiosks, %s stays here", pair.pub.text,
                 pair.key.text);
    }
    sign_key_free(key);
    key_pair_fini(&pair);
    return ok;
}

int content_keygen(int argc, char **argv)
{
    struct keygen_options options = {.key.passphrase_fd = NO_FD};
    struct fail why;
    int first, status;

    if (!command_args(&keygen_args, argc, argv, &options, &first, &status))
        return status;
    if (first < argc) {
        log_line("%s: nothing but options, see keygen --help", argv[first]);
        return EXIT_USAGE;
    }
    if (make(&options, &why))
        return 0;
    log_fail(&why);
    return why.kind == FAIL_DENIED ? EXIT_CANNOT_CREATE
                                   : fail_exit_status(&why);
}
