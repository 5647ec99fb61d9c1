#include "base/array.h"
#include "base/json_write.h"
#include "base/log.h"
#include "cmd/commands.h"
#include "cmd/content_install.h"
#include "cmd/content_kiosk.h"
#include "content/install.h"
#include "content/package.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What is installed on the kiosk, and the way back to the version before. */

static const struct arg table[] = {CONTENT_KIOSK_OPTIONS};

static const struct args list_args = {
    .program = "encounter-content list",
    .summary = "Says which content this kiosk has and which of it is shown.",
    .usage = "[options]",
    .table = table,
    .count = sizeof table / sizeof *table,
    .more = "A line each: id, version, serial, state, who signed it. States: "
            "shown; kept (to\ngo back to); bad (the kiosk could not show it); "
            "left (somebody went back from it).",
};

static const struct args rollback_args = {
    .program = "encounter-content rollback",
    .summary = "Goes back to the version of a bundle before the one shown.",
    .usage = "[options] ID",
    .table = table,
    .count = sizeof table / sizeof *table,
    .more = "The version that was shown is not taken from a stick again, but "
            "with\n`encounter-content install --allow-older`.",
};

struct list {
    struct content_kiosk kiosk;
    struct verify_keys keys; /* empty: nobody is known */
    struct json *json;       /* NULL: for people */
};

struct line {
    const char *id, *version, *state, *signer;
    int64_t serial;
    char fingerprint[SEAL_FINGERPRINT_BYTES];
};

static void print(const struct list *list, const struct line *line)
{
    struct json *json = list->json;

    if (!json) {
        printf("%-12s %-16s %10lld  %-6s %s%s%s\n", line->id, line->version,
               (long long)line->serial, line->state, line->signer,
               *line->fingerprint ? ", " : "", line->fingerprint);
        return;
    }
    json_object(json, NULL);
    json_string(json, "id", line->id);
    json_string(json, "version", line->version);
    json_integer(json, "serial", line->serial);
    json_string(json, "state", line->state);
    json_string(json, "signer", line->signer);
    if (*line->fingerprint)
        json_string(json, "fingerprint", line->fingerprint);
    json_end(json);
}

/* Who signed what is installed; a key that is not known any more is named. */
static const char *signer_of(struct list *list, const char *folder,
                             struct line *line)
{
    struct arena *arena = &list->kiosk.arena;
    const struct verify_signer *signer = NULL;
    struct verify_signature signature;
    struct fail why;
    struct package *package = package_open(fs_system(), folder, &why);
    const char *name = "signature cannot be read";
    char id[17];

    if (package && package_signature(package, &signature, &why)) {
        verify_id_text(signature.id, id);
        name = arena_printf(arena, "key %s", id);
        package_signed(package, &list->keys, &signer, &why);
    }
    if (signer) {
        verify_key_fingerprint(&signer->key, line->fingerprint);
        name = arena_printf(arena, "%s%s", signer->name,
                            signer->is_revoked ? " (revoked)" : "");
    }
    package_close(package);
    return name;
}

static void list_versions(struct list *list, const struct installed *installed,
                          const struct installed_version *shown)
{
    static const char *const asides[] = {"kept", "bad", "left"};

    for (size_t i = 0; i < installed->count; i++) {
        const struct installed_version *version = &installed->versions[i];
        struct line line = {.id = installed->id,
                            .version = version->manifest.version,
                            .serial = version->manifest.serial,
                            .state = version == shown ? "shown"
                                                      : asides[version->aside]};
        line.signer = signer_of(list,
                                arena_printf(&list->kiosk.arena, "%s/%s/%s",
                                             list->kiosk.folders.installed,
                                             installed->id, version->folder),
                                &line);
        print(list, &line);
    }
}

static void list_bundle(struct list *list, const char *id)
{
    const struct shipped *shipped = content_kiosk_shipped(&list->kiosk, id);
    const struct installed_version *shown;
    struct installed installed;
    struct fail why;

    if (!installed_read(fs_system(), list->kiosk.folders.installed, id,
                        &list->kiosk.arena, &installed, &why))
        log_fail(&why);
    shown = installed_choose(&installed, shipped ? shipped->serial : 0);
    list_versions(list, &installed, shown);
    if (shipped)
        print(list,
              &(struct line){
                  .id = id,
                  .version = shipped->version,
                  .serial = shipped->serial,
                  .state = !shown ? "shown"
                           : installed_aside(&installed, shipped->serial) ==
                                   INSTALLED_LEFT
                               ? "left"
                               : "kept",
                  .signer = "came with the program"});
}

static int compare_ids(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Each id once, sorted: installed ones and those that came with the program. */
static bool list_all(struct list *list, struct fail *why)
{
    struct content_kiosk *kiosk = &list->kiosk;
    char **ids = installed_ids(fs_system(), kiosk->folders.installed, why);
    struct ARRAY(const char *) all = {0};

    if (!ids && why->kind != FAIL_NONE)
        return false;
    for (char **id = ids; id && *id; id++)
        array_push(&all, *id);
    for (size_t i = 0; i < kiosk->shipped_count; i++)
        array_push(&all, kiosk->shipped[i].id);
    if (all.count > 1)
        qsort(all.items, all.count, sizeof *all.items, compare_ids);
    for (size_t i = 0; i < all.count; i++)
        if (i == 0 || !str_equal(all.items[i], all.items[i - 1]))
            list_bundle(list, all.items[i]);
    array_fini(&all);
    free(ids);
    return true;
}

static bool list_run(const char *argv0,
                     const struct content_kiosk_options *options,
                     struct fail *why)
{
    struct list list = {0};
    struct str out = {0};
    struct json json = {.out = &out};
    struct fail no_keys;
    bool ok = content_kiosk_open(&list.kiosk, argv0, options, why);

    if (ok && !content_keys_read(&options->keys, &list.keys, &no_keys))
        log_fail(&no_keys);
    if (options->is_json) {
        list.json = &json;
        json_array(&json, NULL);
    }
    ok = ok && list_all(&list, why);
    if (ok && options->is_json) {
        json_end(&json);
        puts(out.text);
    }
    str_fini(&out);
    verify_keys_fini(&list.keys);
    content_kiosk_close(&list.kiosk);
    return ok;
}

int content_list(int argc, char **argv)
{
    struct content_kiosk_options options = {0};
    struct fail why;
    int first, status;

    if (!command_args(&list_args, argc, argv, &options, &first, &status))
        return status;
    if (first < argc) {
        log_line("list: nothing but options, see list --help");
        return EXIT_USAGE;
    }
    if (list_run(argv[0], &options, &why))
        return 0;
    log_fail(&why);
    return fail_exit_status(&why);
}

static void print_step(const struct content_kiosk_options *options,
                       const char *id, const char *from, const char *to)
{
    struct str out = {0};
    struct json json = {.out = &out};

    if (!options->is_json) {
        printf("%s: %s is shown in place of %s\n", id, to, from);
        return;
    }
    json_object(&json, NULL);
    json_string(&json, "id", id);
    json_string(&json, "version", to);
    json_string(&json, "before", from);
    json_end(&json);
    puts(out.text);
    str_fini(&out);
}

static bool roll_back(struct content_kiosk *kiosk,
                      const struct content_kiosk_options *options,
                      const char *id, struct fail *why)
{
    const struct shipped *shipped = content_kiosk_shipped(kiosk, id);
    const struct installed_version *from, *to = NULL;
    int64_t serial = shipped ? shipped->serial : 0;
    struct installed installed;

    if (!installed_read(fs_system(), kiosk->folders.installed, id,
                        &kiosk->arena, &installed, why))
        return false;
    from = installed_choose(&installed, serial);
    if (!installed_roll_back(fs_system(), kiosk->folders.installed, &installed,
                             serial, &to, why))
        return false;
    print_step(options, id, from ? from->manifest.version : shipped->version,
               to ? to->manifest.version : shipped->version);
    return true;
}

static bool rollback_run(const char *argv0,
                         const struct content_kiosk_options *options,
                         const char *id, struct fail *why)
{
    const struct fs *fs = fs_system();
    struct content_kiosk kiosk;
    bool ok = content_kiosk_open(&kiosk, argv0, options, why);
    int lock = -1;

    if (ok && !id_is_well_formed(id))
        ok = fail_set(why, FAIL_USAGE, "%s is no id of a bundle", id);
    if (ok)
        lock = install_lock(fs, kiosk.folders.installed, NULL, NULL, why);
    ok = lock >= 0 && roll_back(&kiosk, options, id, why);
    if (lock >= 0)
        install_unlock(fs, lock);
    if (ok)
        content_kiosk_tell(&kiosk);
    content_kiosk_close(&kiosk);
    return ok;
}

int content_rollback(int argc, char **argv)
{
    struct content_kiosk_options options = {0};
    struct fail why;
    int first, status;

    if (!command_args(&rollback_args, argc, argv, &options, &first, &status))
        return status;
    if (first + 1 != argc) {
        log_line("rollback: name one bundle by its id, see `encounter-content "
                 "list`");
        return EXIT_USAGE;
    }
    if (rollback_run(argv[0], &options, argv[first], &why))
        return 0;
    log_fail(&why);
    return fail_exit_status(&why);
}
