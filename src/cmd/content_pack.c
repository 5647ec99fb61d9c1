#include "cmd/content_pack.h"

#include "base/clock.h"
#include "base/log.h"
#include "cmd/ask.h"
#include "cmd/commands.h"
#include "cmd/content_words.h"
#include "cmd/passphrase.h"
#include "content/pack.h"
#include "seal/seal_box.h"
#include "seal/sign.h"
#include "ui/picture_shrink.h"
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* Makes a package of an author's folder, signed or not. */

enum { MESSAGES_SHOWN = 100 };

struct pack_options {
    struct key_options key; /* first: PASSPHRASE_OPTIONS */
    const char *out, *language, *assets;
    int serial;
};

static const struct arg table[] = {
    {"out", "FILE", "The package; <id>_<version>.encounter.zip here if absent.",
     ARG_TEXT, offsetof(struct pack_options, out)},
    {"serial", "N", "In place of the serial in bundle.yaml.", ARG_INTEGER,
     offsetof(struct pack_options, serial)},
    {"lang", "LANGUAGE", "en, fr or ar, for faults; as check takes it.",
     ARG_TEXT, offsetof(struct pack_options, language)},
    {"assets", "DIR", "Where the program's own words are.", ARG_TEXT,
     offsetof(struct pack_options, assets)},
    {"sign", "KEY", "Sign with this secret key (see keygen).", ARG_TEXT,
     offsetof(struct pack_options, key.key)},
    PASSPHRASE_OPTIONS,
};

static const struct args pack_args = {
    .program = "encounter-content pack",
    .summary = "Checks a bundle and makes the package that kiosks take.",
    .usage = "[options] DIR",
    .table = table,
    .count = sizeof table / sizeof *table,
    .letter = "out",
    .more =
        "DIR is a bundle; nothing in it is changed. In the package pictures "
        "and sounds\nget names of a-z 0-9 . _ -, JPEG and PNG pictures are "
        "at most 4096 pixels a\nside, and the YAML says so. The same "
        "folder gives the same package, byte for byte.\n\nExit status: 0 "
        "packed, 1 the bundle has faults (printed on stderr; nothing was\n"
        "packed), 64 usage, 66 DIR is not there, 73 the package cannot be "
        "written, 77 the\npassphrase is wrong.",
};

/* What one run needs, apart from the bundle. */
struct run {
    const struct pack_options *options;
    const struct fault_words *words; /* NULL: English */
    struct arena arena;
    char *folder;      /* absolute */
    const char *shown; /* as it was typed */
    struct sign_key *key;
    struct pack pack;
};

static void say(void *user, const char *sentence)
{
    (void)user;
    log_line("%s", sentence);
}

static bool find_folder(struct run *run, char *typed, struct fail *why)
{
    struct stat info;

    for (size_t end = strlen(typed); end > 1 && typed[end - 1] == '/'; end--)
        typed[end - 1] = '\0';
    run->shown = typed;
    run->folder = realpath(typed, NULL);
    if (!run->folder)
        return fail_errno(why, "%s", typed);
    return (stat(run->folder, &info) == 0 && S_ISDIR(info.st_mode)) ||
           fail_set(why, FAIL_MISSING, "%s: there is no such folder", typed);
}

static bool read_key(struct run *run, struct fail *why)
{
    const struct key_options *options = &run->options->key;
    char passphrase[ASK_BYTES] = {0};
    bool has_passphrase = false, ok;
    char *text;

    if (!options->key)
        return true;
    text = sign_key_load(fs_system(), options->key, &has_passphrase, why);
    if (!text)
        return false;
    ok = (!has_passphrase || key_passphrase(options, false, passphrase, why)) &&
         sign_key_read(text, passphrase, &run->key, why);
    seal_wipe(passphrase, sizeof passphrase);
    seal_wipe(text, strlen(text));
    free(text);
    return ok || fail_within(why, "%s", options->key);
}

/* Where the package goes: never into the folder that is packed. */
static bool find_place(struct run *run, const char **ret_place,
                       struct fail *why)
{
    const char *out = run->options->out;
    const char *slash = out ? strrchr(out, '/') : NULL;
    const char *place =
        !slash         ? "."
        : slash == out ? "/"
                       : arena_string(&run->arena, out, (size_t)(slash - out));
    size_t length = strlen(run->folder);
    char *absolute = realpath(place, NULL);
    bool ok = absolute != NULL;

    if (!ok)
        fail_errno(why, "there is no folder %s", place);
    else if (strncmp(absolute, run->folder, length) == 0 &&
             (absolute[length] == '/' || absolute[length] == '\0'))
        ok = fail_set(why, FAIL_USAGE,
                      "the package would lie in the bundle itself: name "
                      "another place with --out");
    free(absolute);
    *ret_place = place;
    return ok;
}

static bool write_package(struct run *run, struct fail *why)
{
    struct pack *pack = &run->pack;
    const char *out = run->options->out ? run->options->out : pack_name(pack);
    struct str comment = {0}, signature = {0};
    char fingerprint[SEAL_FINGERPRINT_BYTES];
    const struct wall wall = wall_system();
    const struct wall_time now = wall_now(&wall);
    bool ok;

    if (run->key) {
        manifest_comment(&pack->manifest, &now, &comment);
        sign_bytes(run->key, pack->manifest_text.text,
                   pack->manifest_text.length, comment.text, &signature);
    }
    ok = pack_write(pack, out, signature.text, why);
    if (ok && run->key) {
        verify_key_fingerprint(sign_key_public(run->key), fingerprint);
        log_line("signed, fingerprint %s", fingerprint);
    } else if (ok) {
        log_line("not signed: kiosks will refuse it (see --sign)");
    }
    if (ok)
        printf("%s: %s %s, serial %lld, %zu files\n", out, pack->manifest.id,
               pack->manifest.version, (long long)pack->manifest.serial,
               pack->manifest.count);
    str_fini(&comment);
    str_fini(&signature);
    return ok;
}

/* Returns the exit status. */
static int pack_folder(struct run *run, const char *place)
{
    struct messages messages = {0};
    const char *name = strrchr(run->folder, '/') + 1;
    struct pack_job job = {
        .fs = fs_system(),
        .folder = run->folder,
        .shown = run->shown,
        .staging = arena_printf(&run->arena, "%s/%s.packing", place, name),
        .serial = run->options->serial,
        .shrink = picture_shrink,
        .note = say};
    struct fail why;
    bool ok = pack_begin(&run->pack, &job, &messages, &why);
    bool has_faults = messages.errors > 0;

    messages_print_in(&messages, run->words, MESSAGES_SHOWN, stderr);
    messages_fini(&messages);
    ok = ok && write_package(run, &why);
    pack_fini(&run->pack);
    if (ok)
        return 0;
    if (has_faults) {
        log_line("%s has faults: nothing was packed", run->shown);
        return EXIT_FAULTS;
    }
    log_fail(&why);
    return fail_exit_status(&why);
}

static int run_all(struct run *run, char *typed)
{
    const char *place;
    struct fail why;

    if (run->options->serial < 0)
        fail_set(&why, FAIL_USAGE, "--serial is a number from 1 on");
    else if (find_folder(run, typed, &why) && find_place(run, &place, &why) &&
             read_key(run, &why))
        return pack_folder(run, place);
    log_fail(&why);
    return fail_exit_status(&why);
}

int content_pack(int argc, char **argv)
{
    struct pack_options options = {.key.passphrase_fd = NO_FD};
    struct run run = {.options = &options};
    const char *language;
    int first, status;

    if (!command_args(&pack_args, argc, argv, &options, &first, &status))
        return status;
    if (first + 1 != argc) {
        log_line("pack: name the folder of one bundle, see pack --help");
        return EXIT_USAGE;
    }
    language = content_language(options.language);
    if (!language)
        return EXIT_USAGE;
    if (!str_equal(language, "en"))
        run.words =
            content_words(argv[0], options.assets, language, &run.arena);
    status = run_all(&run, argv[first]);
    sign_key_free(run.key);
    free(run.folder);
    arena_fini(&run.arena);
    return status;
}
