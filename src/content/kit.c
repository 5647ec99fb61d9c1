#include "content/kit.h"

#include "base/log.h"
#include "content/package.h"
#include "seal/seal_box.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>

static const char package_end[] = ".encounter.zip";

static const char *last_part(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash ? slash + 1 : path;
}

static bool file_bytes(const struct fs *fs, const char *path,
                       int64_t *ret_bytes, struct fail *why)
{
    int file = fs->ops->open(fs, path, FS_READ);

    if (file < 0)
        return fail_errno(why, "cannot read %s", path);
    *ret_bytes = fs->ops->size(fs, file);
    if (*ret_bytes < 0)
        fail_errno(why, "cannot read %s", path);
    fs->ops->close(fs, file);
    return *ret_bytes >= 0;
}

static bool add_file(struct kit *kit, const char *name, const char *path,
                     struct fail *why)
{
    struct kit_file file = {.name = arena_printf(&kit->arena, "%s", name),
                            .path = arena_printf(&kit->arena, "%s", path)};

    if (!file_bytes(kit->fs, path, &file.bytes, why))
        return false;
    kit->bytes += file.bytes;
    array_push(&kit->files, file);
    return true;
}

void kit_add_text(struct kit *kit, const char *name, const char *text)
{
    struct kit_file file = {.name = arena_printf(&kit->arena, "%s", name),
                            .text =
                                arena_string(&kit->arena, text, strlen(text)),
                            .bytes = (int64_t)strlen(text)};

    kit->bytes += file.bytes;
    array_push(&kit->files, file);
}

/* Each name in `folder` that ends so, in order. False: on_file said so, or it
 * cannot be read. */
static bool each_file(struct kit *kit, const char *folder, const char *end,
                      bool (*on_file)(struct kit *kit, const char *path,
                                      struct fail *why),
                      struct fail *why)
{
    char **names = fs_names(kit->fs, folder, why);
    bool ok = names != NULL;

    for (size_t i = 0; ok && names[i]; i++)
        if (str_ends(names[i], end))
            ok = on_file(
                kit, arena_printf(&kit->arena, "%s/%s", folder, names[i]), why);
    free(names);
    return ok;
}

/* The place of its id in the sorted list. */
static struct kit_bundle *place_of(struct kit *kit, const char *id)
{
    struct kit_bundle none = {0};
    size_t at = 0;

    while (at < kit->bundles.count && strcmp(kit->bundles.items[at].id, id) < 0)
        at++;
    if (at < kit->bundles.count && str_equal(kit->bundles.items[at].id, id))
        return &kit->bundles.items[at];
    array_push(&kit->bundles, none);
    memmove(&kit->bundles.items[at + 1], &kit->bundles.items[at],
            (kit->bundles.count - 1 - at) * sizeof none);
    kit->bundles.items[at] = none;
    return &kit->bundles.items[at];
}

static void take_bundle(struct kit *kit, const char *path,
                        const struct manifest *manifest, const char *signer)
{
    struct kit_bundle *bundle = place_of(kit, manifest->id);

    if (bundle->id)
        log_line(
            "%s is there twice: the kit takes serial %lld and leaves %lld",
            bundle->id,
            (long long)(bundle->serial > manifest->serial ? bundle->serial
                                                          : manifest->serial),
            (long long)(bundle->serial > manifest->serial ? manifest->serial
                                                          : bundle->serial));
    if (bundle->id && bundle->serial >= manifest->serial)
        return;
    *bundle = (struct kit_bundle){
        .path = path,
        .file = last_part(path),
        .id = arena_printf(&kit->arena, "%s", manifest->id),
        .programme = arena_printf(&kit->arena, "%s", manifest->programme),
        .version = arena_printf(&kit->arena, "%s", manifest->version),
        .signer = arena_printf(&kit->arena, "%s", signer),
        .kind = manifest->kind,
        .serial = manifest->serial,
    };
}

static bool judge_bundle(struct kit *kit, const char *path, struct fail *why)
{
    struct package *package = package_open(kit->fs, path, why);
    const struct verify_signer *signer = NULL;
    bool ok = package && package_signed(package, &kit->keys, &signer, why) &&
              package_read(package, NULL, why);

    if (ok)
        take_bundle(kit, path, package_manifest(package), signer->name);
    package_close(package);
    return ok || fail_within(why, "%s", path);
}

static bool gather_bundles(struct kit *kit, const struct kit_source *source,
                           struct fail *why)
{
    bool ok = true;

    for (size_t i = 0; ok && i < source->bundle_count; i++) {
        const char *path = source->bundles[i];
        size_t before = kit->bundles.count;
        if (!fs_is_folder(kit->fs, path)) {
            ok = judge_bundle(kit, path, why);
            continue;
        }
        ok = each_file(kit, path, package_end, judge_bundle, why);
        if (ok && kit->bundles.count == before)
            ok = fail_set(why, FAIL_MISSING,
                          "%s has no package *%s: make them with "
                          "encounter-content pack",
                          path, package_end);
    }
    for (size_t i = 0; ok && i < kit->bundles.count; i++)
        ok = add_file(
            kit,
            arena_printf(&kit->arena, "bundles/%s", kit->bundles.items[i].file),
            kit->bundles.items[i].path, why);
    return ok;
}

static const struct kit_bundle *find(const struct kit *kit, const char *id)
{
    for (size_t i = 0; i < kit->bundles.count; i++)
        if (str_equal(kit->bundles.items[i].id, id))
            return &kit->bundles.items[i];
    return NULL;
}

/* One programme, to which every host belongs, and the site is one of them. */
static bool judge_programme(struct kit *kit, const char *site, struct fail *why)
{
    const struct kit_bundle *there = site ? find(kit, site) : NULL;

    for (size_t i = 0; i < kit->bundles.count; i++) {
        const struct kit_bundle *bundle = &kit->bundles.items[i];
        if (bundle->kind == MODEL_PROGRAMME && kit->programme)
            return fail_set(why, FAIL_CONFIG,
                            "these packages have two programmes, %s and %s: a "
                            "kiosk shows one",
                            kit->programme, bundle->id);
        if (bundle->kind == MODEL_PROGRAMME)
            kit->programme = bundle->id;
    }
    if (!kit->programme)
        return fail_set(why, FAIL_MISSING,
                        "these packages have no programme: a kiosk needs one");
    for (size_t i = 0; i < kit->bundles.count; i++)
        if (!str_equal(kit->bundles.items[i].programme, kit->programme))
            return fail_set(why, FAIL_CONFIG,
                            "%s belongs to the programme %s, not to %s",
                            kit->bundles.items[i].file,
                            kit->bundles.items[i].programme, kit->programme);
    if (site && (!there || there->kind != MODEL_HOST))
        return fail_set(why, FAIL_MISSING,
                        "--site %s: these packages have no host of that id",
                        site);
    return true;
}

static bool add_package(struct kit *kit, const char *path, struct fail *why)
{
    kit->package_count++;
    return add_file(kit,
                    arena_printf(&kit->arena, "packages/%s", last_part(path)),
                    path, why);
}

static bool has_package(const struct kit *kit, const char *start)
{
    for (size_t i = 0; i < kit->files.count; i++)
        if (str_starts(kit->files.items[i].name, start))
            return true;
    return false;
}

/* deploy/package names the release in its own packages. */
static int release_of(const struct kit *kit)
{
    for (size_t i = 0; i < kit->files.count; i++) {
        const char *name = kit->files.items[i].name;
        const char *at = strstr(name, "+deb");
        long release = at ? strtol(at + strlen("+deb"), NULL, 10) : 0;
        if (str_starts(name, "packages/encounter_") && release > 0 &&
            release < 100)
            return (int)release;
    }
    return 0;
}

static bool gather_packages(struct kit *kit, const char *folder,
                            struct fail *why)
{
    static const char *const needed[] = {"encounter", "encounter-kiosk"};

    if (!each_file(kit, folder, ".deb", add_package, why))
        return fail_within(why, "--packages");
    for (size_t i = 0; i < sizeof needed / sizeof *needed; i++)
        if (!has_package(kit,
                         arena_printf(&kit->arena, "packages/%s_", needed[i])))
            return fail_set(why, FAIL_MISSING,
                            "%s has no %s_*.deb: deploy/pi/fetch-packages %s "
                            "brings all that is needed",
                            folder, needed[i], folder);
    kit->debian = release_of(kit);
    return true;
}

static bool add_key(struct kit *kit, const char *path, struct fail *why)
{
    return add_file(kit,
                    arena_printf(&kit->arena, "keys.d/%s", last_part(path)),
                    path, why);
}

static bool gather_keys(struct kit *kit, const struct kit_source *source,
                        struct fail *why)
{
    struct seal_key key;

    if (!verify_keys_read(kit->fs, source->keys, &kit->keys, why) ||
        !each_file(kit, source->keys, ".pub", add_key, why) ||
        !each_file(kit, source->keys, ".revoked", add_key, why))
        return false;
    if (!source->open_pub)
        return true;
    if (!seal_key_read(kit->fs, source->open_pub, &key, why))
        return false;
    seal_key_fingerprint(&key, kit->open_fingerprint);
    return add_file(kit, "open.pub", source->open_pub, why);
}

bool kit_gather(struct kit *kit, const struct fs *fs,
                const struct kit_source *source, struct fail *why)
{
    *kit = (struct kit){.fs = fs};
    return gather_keys(kit, source, why) && gather_bundles(kit, source, why) &&
           judge_programme(kit, source->site, why) &&
           gather_packages(kit, source->packages, why) &&
           add_file(kit, "provision", source->provision, why);
}

void kit_fini(struct kit *kit)
{
    verify_keys_fini(&kit->keys);
    array_fini(&kit->bundles);
    array_fini(&kit->files);
    arena_fini(&kit->arena);
    *kit = (struct kit){0};
}
