#include "cmd/content_verify.h"

#include "base/log.h"
#include "cmd/commands.h"
#include "cmd/content_keys.h"
#include "content/package.h"
#include <stdio.h>

/* Says whether a kiosk with these keys would take a package. */

static const struct arg table[] = {CONTENT_KEYS_OPTIONS};

static const struct args verify_args = {
    .program = "encounter-content verify",
    .summary = "Checks a package: who signed it, then each of its files.",
    .usage = "[options] FILE",
    .table = table,
    .count = sizeof table / sizeof *table,
    .more = "FILE is <id>_<version>.encounter.zip. What is wrong is said on "
            "stderr, what is\nright on stdout. Exit status: 0 signed and "
            "whole, 65 no package or damaged, 66\nFILE or the keys are not "
            "there, 77 signed by nobody who may, 78 a key is damaged.",
};

static void print(const char *path, const struct package *package,
                  const struct verify_signer *signer)
{
    const struct manifest *manifest = package_manifest(package);
    char fingerprint[SEAL_FINGERPRINT_BYTES];

    verify_key_fingerprint(&signer->key, fingerprint);
    printf("%s: %s %s, serial %lld, %zu files, whole\nsigned by %s, "
           "fingerprint %s\n",
           path, manifest->id, manifest->version, (long long)manifest->serial,
           manifest->count, signer->name, fingerprint);
}

static bool verify(const struct content_keys *options, const char *path,
                   struct fail *why)
{
    const struct verify_signer *signer;
    struct package *package = NULL;
    struct verify_keys keys;
    bool ok = content_keys_read(options, &keys, why);

    if (ok) {
        package = package_open(fs_system(), path, why);
        ok = package && ((package_signed(package, &keys, &signer, why) &&
                          package_read(package, NULL, why)) ||
                         fail_within(why, "%s", path));
    }
    if (ok)
        print(path, package, signer);
    package_close(package);
    verify_keys_fini(&keys);
    return ok;
}

int content_verify(int argc, char **argv)
{
    struct content_keys options = {0};
    struct fail why;
    int first, status;

    if (!command_args(&verify_args, argc, argv, &options, &first, &status))
        return status;
    if (first + 1 != argc) {
        log_line("verify: name one package, see verify --help");
        return EXIT_USAGE;
    }
    if (verify(&options, argv[first], &why))
        return 0;
    log_fail(&why);
    return fail_exit_status(&why);
}
