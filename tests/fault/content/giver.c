#include "giver.h"

#include "support/zip_bytes.h"
#include <stdio.h>
#include <string.h>

enum { FILES = 2 };
static const char *const paths[FILES] = {"bundle.yaml", "images/a/b.svg"};

static void file_text(int serial, size_t file, struct str *out)
{
    str_addf(out, "%s of %d\n", paths[file], serial);
    for (int i = 0; file == 1 && i < 200; i++) /* over one page */
        str_addf(out, "%d %d <svg xmlns='http://www.w3.org/2000/svg'/>\n",
                 serial, i);
}

static void manifest_of(int serial, struct str *out)
{
    struct str text = {0}, lines = {0};
    size_t bytes = 0;

    for (size_t i = 0; i < FILES; i++) {
        uint8_t hash[HASH_SHA256_BYTES];
        str_clear(&text);
        file_text(serial, i, &text);
        hash_sha256(text.text, text.length, hash);
        for (size_t k = 0; k < sizeof hash; k++)
            str_addf(&lines, "%02x", hash[k]);
        str_addf(&lines, "  %s\n", paths[i]);
        bytes += text.length;
    }
    str_addf(out,
             "# encounter-bundle 1\n# id: foo\n# programme: lab\n"
             "# kind: host\n# version: v%d\n# serial: %d\n# grammar: 1\n"
             "# languages: en\n# bytes: %zu\n%s",
             serial, serial, bytes, lines.text);
    str_fini(&text);
    str_fini(&lines);
}

void giver_init(struct giver *giver)
{
    *giver = (struct giver){.key = sign_key_new()};
    giver->signer = (struct verify_signer){.key = *sign_key_public(giver->key),
                                           .name = "lab.pub"};
    giver->keys = (struct verify_keys){&giver->signer, 1};
}

void giver_fini(struct giver *giver)
{
    sign_key_free(giver->key);
}

/* Each file of the package, its two own first. */
static void each_file(const struct giver *giver, int serial,
                      void (*on_file)(void *user, const char *path,
                                      const struct str *text),
                      void *user)
{
    struct str manifest = {0}, signature = {0}, text = {0};

    manifest_of(serial, &manifest);
    sign_bytes(giver->key, manifest.text, manifest.length, "x date:2026-12-01",
               &signature);
    on_file(user, MANIFEST_NAME, &manifest);
    on_file(user, MANIFEST_SIGNATURE, &signature);
    for (size_t i = 0; i < FILES; i++) {
        str_clear(&text);
        file_text(serial, i, &text);
        on_file(user, paths[i], &text);
    }
    str_fini(&manifest);
    str_fini(&signature);
    str_fini(&text);
}

static void add_to_zip(void *user, const char *path, const struct str *text)
{
    zip_bytes_add(user, path, text->text, text->length, NULL);
}

void giver_zip(const struct giver *giver, int serial, struct str *out)
{
    struct zip_bytes zip = {0};

    each_file(giver, serial, add_to_zip, &zip);
    zip_bytes_end(&zip);
    str_add_bytes(out, zip.out.text, zip.out.length);
    zip_bytes_fini(&zip);
}

struct place {
    struct simfs *disk;
    const char *folder;
    bool is_whole;
};

static void add_to_disk(void *user, const char *path, const struct str *text)
{
    const struct place *place = user;
    char whole[SIMFS_PATH_BYTES];

    snprintf(whole, sizeof whole, "%s/images", place->folder);
    simfs_patch(place->disk, place->folder, 0, NULL, 0);
    snprintf(whole, sizeof whole, "%s/%s", place->folder, path);
    simfs_patch(place->disk, whole, 0, text->text, text->length);
}

void giver_folder(const struct giver *giver, int serial, struct simfs *disk,
                  const char *path)
{
    struct place place = {disk, path, true};

    each_file(giver, serial, add_to_disk, &place);
}

static void compare(void *user, const char *path, const struct str *text)
{
    struct place *place = user;
    char whole[SIMFS_PATH_BYTES];
    const uint8_t *bytes;
    size_t count = 0;

    snprintf(whole, sizeof whole, "%s/%s", place->folder, path);
    bytes = simfs_bytes(place->disk, whole, &count);
    if (!bytes || count != text->length ||
        memcmp(bytes, text->text, count) != 0)
        place->is_whole = false;
}

bool giver_is_whole(const struct giver *giver, const struct simfs *disk,
                    const char *folder, int serial)
{
    struct place place = {(struct simfs *)(uintptr_t)disk, folder, true};

    each_file(giver, serial, compare, &place);
    return place.is_whole;
}
