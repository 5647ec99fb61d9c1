#include "cmd/content_info.h"

#include "base/json_write.h"
#include "base/log.h"
#include "cmd/commands.h"
#include "cmd/content_keys.h"
#include "content/package.h"
#include <stdio.h>

/* What a package says of itself, and how far that is vouched for. */

struct info_options {
    struct content_keys keys; /* first: CONTENT_KEYS_OPTIONS */
    bool json;
};

static const struct arg table[] = {
    CONTENT_KEYS_OPTIONS,
    {"json", NULL, "As one JSON object, for programs.", ARG_FLAG,
     offsetof(struct info_options, json)},
};

static const struct args info_args = {
    .program = "encounter-content info",
    .summary = "Says what a package is and who signed it.",
    .usage = "[options] FILE",
    .table = table,
    .count = sizeof table / sizeof *table,
    .more = "FILE is <id>_<version>.encounter.zip. Its files are not looked "
            "at: verify does\nthat. Exit status: 0 it is a package, signed or "
            "not, 65 it is none, 66 FILE is\nnot there.",
};

struct about {
    const struct package *package;
    const char *state;                  /* one word */
    char id[17];                        /* of the key; "": no signature */
    const struct verify_signer *signer; /* NULL: unknown */
    struct fail why;                    /* unless the state is "good" */
};

/* Keys that are not there mean that nothing is known of the signer. */
static bool look_at(struct about *about, const struct info_options *options,
                    struct verify_keys *keys, struct fail *why)
{
    bool is_given = options->keys.folder || options->keys.file;
    struct verify_signature signature;
    bool has_keys = content_keys_read(&options->keys, keys, why);

    if (!has_keys && (is_given || why->kind != FAIL_MISSING))
        return false;
    if (!package_signature(about->package, &signature, &about->why)) {
        about->state =
            package_has_signature(about->package) ? "unreadable" : "none";
        return true;
    }
    verify_id_text(signature.id, about->id);
    if (!has_keys) {
        about->state = "unchecked";
        about->why = *why;
    } else if (package_signed(about->package, keys, &about->signer,
                              &about->why)) {
        about->state = "good";
    } else {
        about->state = !about->signer              ? "unknown-key"
                       : about->signer->is_revoked ? "revoked"
                                                   : "changed";
    }
    return true;
}

static void print_json(const struct about *about, const char *path)
{
    const struct manifest *manifest = package_manifest(about->package);
    char fingerprint[SEAL_FINGERPRINT_BYTES];
    struct str out = {0};
    struct json json = {.out = &out};

    json_object(&json, NULL);
    json_string(&json, "file", path);
    json_string(&json, "id", manifest->id);
    json_string(&json, "kind",
                manifest->kind == MODEL_HOST ? "host" : "programme");
    json_string(&json, "programme", manifest->programme);
    json_string(&json, "version", manifest->version);
    json_integer(&json, "serial", manifest->serial);
    json_integer(&json, "grammar", manifest->grammar);
    json_array(&json, "languages");
    for (size_t i = 0; i < manifest->language_count; i++)
        json_string(&json, NULL, manifest->languages[i]);
    json_end(&json);
    json_integer(&json, "files", (int64_t)manifest->count);
    json_integer(&json, "bytes", manifest->bytes);
    json_integer(&json, "package_bytes", package_bytes(about->package));
    json_string(&json, "signature", about->state);
    if (*about->id)
        json_string(&json, "key", about->id);
    if (about->signer) {
        verify_key_fingerprint(&about->signer->key, fingerprint);
        json_string(&json, "signer", about->signer->name);
        json_string(&json, "fingerprint", fingerprint);
    }
    json_end(&json);
    puts(out.text);
    str_fini(&out);
}

static void print_signature(const struct about *about)
{
    char fingerprint[SEAL_FINGERPRINT_BYTES];

    if (about->signer)
        verify_key_fingerprint(&about->signer->key, fingerprint);
    if (str_equal(about->state, "good"))
        printf("signature   good, by %s\nfingerprint %s\n", about->signer->name,
               fingerprint);
    else if (about->signer)
        printf("signature   NOT GOOD: %s\nfingerprint %s\n", about->why.text,
               fingerprint);
    else if (str_equal(about->state, "unchecked"))
        printf("signature   by the key %s, not checked: name --keys or --key\n",
               about->id);
    else
        printf("signature   NOT GOOD: %s\n", about->why.text);
}

static void print_text(const struct about *about)
{
    const struct manifest *manifest = package_manifest(about->package);

    printf("id          %s\nkind        %s\nprogramme   %s\n", manifest->id,
           manifest->kind == MODEL_HOST ? "host" : "programme",
           manifest->programme);
    printf("version     %s\nserial      %lld\nlanguages  ", manifest->version,
           (long long)manifest->serial);
    for (size_t i = 0; i < manifest->language_count; i++)
        printf(" %s", manifest->languages[i]);
    printf("\nfiles       %zu\nbytes       %lld (%lld packed)\n",
           manifest->count, (long long)manifest->bytes,
           (long long)package_bytes(about->package));
    print_signature(about);
}

static bool inform(const struct info_options *options, const char *path,
                   struct fail *why)
{
    struct verify_keys keys = {0};
    struct package *package = package_open(fs_system(), path, why);
    struct about about = {.package = package};
    bool ok = package && look_at(&about, options, &keys, why);

    if (ok && options->json)
        print_json(&about, path);
    else if (ok)
        print_text(&about);
    package_close(package);
    verify_keys_fini(&keys);
    return ok;
}

int content_info(int argc, char **argv)
{
    struct info_options options = {0};
    struct fail why;
    int first, status;

    if (!command_args(&info_args, argc, argv, &options, &first, &status))
        return status;
    if (first + 1 != argc) {
        log_line("info: name one package, see info --help");
        return EXIT_USAGE;
    }
    if (inform(&options, argv[first], &why))
        return 0;
    log_fail(&why);
    return fail_exit_status(&why);
}
