#include "cmd/report_keygen.h"

#include "base/arena.h"
#include "base/log.h"
#include "base/str.h"
#include "cmd/ask.h"
#include "cmd/commands.h"
#include "cmd/key_options.h"
#include "cmd/key_pair.h"
#include "seal/open_paper.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Makes the pair that records are sealed to, or makes it again from paper. */

struct keygen_options {
    struct key_options key; /* first: PASSPHRASE_OPTIONS */
    const char *out, *restore;
};

static const struct arg table[] = {
    {"out", "DIR", "Where open.pub and open.key are written.", ARG_TEXT,
     offsetof(struct keygen_options, out)},
    {"restore", "FILE",
     "Makes them again from a typed copy of the paper; -: asks for its lines.",
     ARG_TEXT, offsetof(struct keygen_options, restore)},
    PASSPHRASE_OPTIONS,
};

static const struct args keygen_args = {
    .program = "encounter-report keygen",
    .summary = "Makes the key pair that records are sealed to and opened with.",
    .usage = "--out DIR [options]",
    .table = table,
    .count = sizeof table / sizeof *table,
    .more =
        "open.pub goes to each kiosk, beside its kiosk.yaml "
        "(/etc/encounter/open.pub).\nopen.key stays where records are read, "
        "under the passphrase. Neither is ever\noverwritten. The paper copy "
        "is printed on stdout: it is the key itself, without\na passphrase; "
        "print it, lock it away, and keep no file of it.",
};

static bool ask_paper(uint8_t *ret_secret, struct fail *why)
{
    char line[ASK_BYTES], question[64];
    bool ok = true;

    for (int i = 0; ok && i < PAPER_LINES;) {
        snprintf(question, sizeof question,
                 "Line %d of the paper copy:", i + 1);
        ok = ask(question, false, line, why);
        if (ok && paper_read_line(line, i, ret_secret, why))
            i++;
        else if (ok)
            log_fail(why); /* and once more */
    }
    seal_wipe(line, sizeof line);
    return ok;
}

static bool read_paper(const char *path, uint8_t *ret_secret, struct fail *why)
{
    enum { LIMIT = 65536 };
    size_t bytes;
    char *text = fs_read_file(fs_system(), path, LIMIT, &bytes, why);
    bool ok = text && paper_read(text, ret_secret, why);

    if (text)
        seal_wipe(text, bytes);
    free(text);
    return ok || fail_within(why, "%s", path);
}

static bool get_key(const struct keygen_options *options,
                    struct open_key **ret_key, struct fail *why)
{
    uint8_t secret[SEAL_KEY_BYTES];
    bool ok;

    if (!options->restore) {
        *ret_key = open_key_new();
        return true;
    }
    ok = str_equal(options->restore, "-")
             ? ask_paper(secret, why)
             : read_paper(options->restore, secret, why);
    if (ok)
        *ret_key = open_key_from(secret);
    seal_wipe(secret, sizeof secret);
    return ok;
}

static bool write_pair(const struct keygen_options *options,
                       const struct open_key *key, const struct key_pair *pair,
                       struct fail *why)
{
    char passphrase[ASK_BYTES] = {0};
    struct str secret = {0}, public = {0};
    bool ok = key_passphrase(&options->key, true, passphrase, why) &&
              open_key_text(key, passphrase, &secret, why);

    seal_wipe(passphrase, sizeof passphrase);
    seal_key_text(open_key_public(key), &public);
    ok = ok && key_pair_write(pair, options->out, &secret, &public, why);
    str_fini(&secret);
    str_fini(&public);
    return ok;
}

static void print_paper(const struct open_key *key)
{
    char fingerprint[SEAL_FINGERPRINT_BYTES];
    struct str paper = {0};

    seal_key_fingerprint(open_key_public(key), fingerprint);
    /* Whole from the start: growing would leave pieces in freed memory. */
    paper.room = 1024;
    paper.text = memory_get(paper.room);
    str_add(&paper, "Encounter: paper copy of a secret key. Whoever has these "
                    "four lines can open\nthe records, without a passphrase. "
                    "Print them, lock them away, keep no file.\n\n");
    for (int i = 0; i < PAPER_LINES; i++) {
        str_addf(&paper, "%d  ", i + 1);
        paper_add_line(open_key_secret(key), i, &paper);
        str_add(&paper, "\n");
    }
    str_addf(&paper,
             "\nfingerprint %s\n\nA kiosk that has open.pub says the "
             "fingerprint when it starts: compare all six\ngroups. To make "
             "the key again: encounter-report keygen --restore - --out "
             "DIR\n",
             fingerprint);
    fputs(paper.text, stdout);
    seal_wipe(paper.text, paper.room);
    str_fini(&paper);
}

static bool make(const struct keygen_options *options,
                 const struct key_pair *pair, struct fail *why)
{
    struct open_key *key = NULL;
    bool ok =
        get_key(options, &key, why) && write_pair(options, key, pair, why);

    if (ok) {
        print_paper(key);
        log_line("%s goes to the kiosks, %s stays here", pair->pub.text,
                 pair->key.text);
        if (fflush(stdout) != 0 || ferror(stdout))
            ok = fail_set(why, FAIL_IO, "cannot print the paper copy");
    }
    open_key_free(key);
    return ok;
}

int report_keygen(int argc, char **argv)
{
    struct keygen_options options = {.key.passphrase_fd = NO_FD};
    struct key_pair pair;
    struct fail why;
    int first, status;

    if (!command_args(&keygen_args, argc, argv, &options, &first, &status))
        return status;
    if (first < argc) {
        log_line("%s: nothing but options, see keygen --help", argv[first]);
        return EXIT_USAGE;
    }
    status = 0;
    if (!key_pair_init(&pair, options.out, "open", &why) ||
        !make(&options, &pair, &why)) {
        log_fail(&why);
        status = why.kind == FAIL_DENIED ? EXIT_CANNOT_CREATE
                                         : fail_exit_status(&why);
    }
    key_pair_fini(&pair);
    return status;
}
