/* Any bytes are a package or a sentence; what comes out of one is what its
 * MANIFEST lists, with these hashes, and no more bytes than it says. */
#include "content/package.h"
#include "content/zip_write.h"
#include "fuzz/yaml/mutate.h"
#include "support/check.h"
#include "support/tmpdir.h"
#include "support/zip_bytes.h"
#include <errno.h>

enum { ROUNDS = 4000 };

/* A file in memory. */
struct memory_fs {
    struct fs fs;
    const struct str *bytes;
};

static int memory_open(const struct fs *fs, const char *path, int flags)
{
    (void)fs;
    (void)path;
    assert_int_equal(flags, FS_READ);
    return 7;
}

static int memory_close(const struct fs *fs, int file)
{
    (void)fs;
    assert_int_equal(file, 7);
    return 0;
}

static int64_t memory_size(const struct fs *fs, int file)
{
    (void)file;
    return (int64_t)((const struct memory_fs *)fs)->bytes->length;
}

static int64_t memory_read_at(const struct fs *fs, int file, void *bytes,
                              size_t count, int64_t offset)
{
    const struct str *all = ((const struct memory_fs *)fs)->bytes;
    size_t left;

    assert_int_equal(file, 7);
    assert_true(offset >= 0);
    if ((uint64_t)offset >= all->length)
        return 0;
    left = all->length - (size_t)offset;
    count = count < left ? count : left;
    memcpy(bytes, all->text + offset, count);
    return (int64_t)count;
}

static const struct fs_ops memory_ops = {.open = memory_open,
                                         .close = memory_close,
                                         .size = memory_size,
                                         .read_at = memory_read_at};

struct seen {
    const struct manifest *manifest;
    const struct manifest_file *file;
    struct hash_sha256_sum sum;
    int64_t left, total;
    size_t ended;
};

static bool on_begin(void *user, const char *path, int64_t bytes,
                     struct fail *why)
{
    struct seen *seen = user;

    (void)why;
    assert_null(seen->file);
    seen->file = manifest_find(seen->manifest, path);
    assert_non_null(seen->file);
    hash_sha256_begin(&seen->sum);
    seen->left = bytes;
    return true;
}

static bool on_add(void *user, const void *bytes, size_t count,
                   struct fail *why)
{
    struct seen *seen = user;

    (void)why;
    hash_sha256_add(&seen->sum, bytes, count);
    seen->left -= (int64_t)count;
    seen->total += (int64_t)count;
    assert_true(seen->left >= 0 && seen->total <= seen->manifest->bytes);
    return true;
}

static bool on_end(void *user, struct fail *why)
{
    struct seen *seen = user;
    uint8_t hash[HASH_SHA256_BYTES];

    (void)why;
    hash_sha256_end(&seen->sum, hash);
    assert_memory_equal(hash, seen->file->hash, sizeof hash);
    assert_int_equal(seen->left, 0);
    seen->file = NULL;
    seen->ended++;
    return true;
}

/* True if it was taken. */
static bool try_bytes(const struct str *bytes)
{
    struct memory_fs fs = {{&memory_ops}, bytes};
    struct seen seen = {0};
    struct package_sink sink = {&seen, on_begin, on_add, on_end};
    struct fail why = {0};
    struct package *package = package_open(&fs.fs, "p.zip", &why);
    bool ok = package != NULL;

    if (ok) {
        seen.manifest = package_manifest(package);
        ok = package_read(package, &sink, &why);
    }
    assert_true(ok || (why.kind != FAIL_NONE && why.text[0]));
    assert_true(!ok || seen.ended == seen.manifest->count);
    package_close(package);
    return ok;
}

static const char yaml[] = "bundle: 1\nid: foo\nname: A house with a door\n"
                           "name: A house with a door\n";
static const char picture[] = "<svg xmlns='http://www.w3.org/2000/svg'/>\n";

static void add_manifest(struct str *out)
{
    const char *const texts[] = {yaml, picture};
    const char *const paths[] = {"bundle.yaml", "images/a.svg"};
    struct manifest_file files[2];
    const char *languages[] = {"en", "ar"};
    struct manifest manifest = {.id = "foo",
                                .programme = "lab",
                                .version = "1",
                                .serial = 3,
                                .grammar = 1,
                                .languages = languages,
                                .language_count = 2,
                                .files = files,
                                .count = 2};

    for (int i = 0; i < 2; i++) {
        files[i].path = paths[i];
        hash_sha256(texts[i], strlen(texts[i]), files[i].hash);
        manifest.bytes += (int64_t)strlen(texts[i]);
    }
    manifest_text(&manifest, out);
}

static void make_stored(struct str *out, const struct str *manifest)
{
    struct zip_lie behind = {.has_descriptor = true};
    struct zip_lie folder = {.mode = 0040755};
    struct zip_bytes zip = {0};

    zip_bytes_add(&zip, MANIFEST_NAME, manifest->text, manifest->length, NULL);
    zip_bytes_add(&zip, "images/", "", 0, &folder);
    zip_bytes_add(&zip, "images/a.svg", picture, strlen(picture), &behind);
    zip_bytes_add(&zip, "bundle.yaml", yaml, strlen(yaml), NULL);
    zip_bytes_end(&zip);
    str_add_bytes(out, zip.out.text, zip.out.length);
    zip_bytes_fini(&zip);
}

static void make_deflated(struct str *out, const struct str *manifest)
{
    struct tmpdir dir;
    struct fail why;
    size_t bytes;

    tmpdir_init(&dir);
    struct zip_write *zip =
        zip_write_begin(fs_system(), tmpdir_path(&dir, "p.zip"), &why);
    assert_non_null(zip);
    assert_true(zip_write_bytes(zip, MANIFEST_NAME, manifest->text,
                                manifest->length, &why));
    assert_true(zip_write_bytes(zip, "bundle.yaml", yaml, strlen(yaml), &why));
    assert_true(
        zip_write_bytes(zip, "images/a.svg", picture, strlen(picture), &why));
    assert_true(zip_write_commit(zip, &why));
    zip_write_free(zip);
    char *all = fs_read_file(fs_system(), tmpdir_path(&dir, "p.zip"), 1 << 20,
                             &bytes, &why);
    assert_non_null(all);
    str_add_bytes(out, all, bytes);
    free(all);
    tmpdir_fini(&dir);
}

static void any_bytes_are_a_package_or_a_sentence(void **state)
{
    unsigned long seed = mutate_number("ENCOUNTER_SEED", 1);
    unsigned long rounds = mutate_number("ENCOUNTER_FUZZ_ROUNDS", ROUNDS);
    unsigned long taken = 0;
    struct rand rand = rand_seeded(seed);
    struct str manifest = {0}, seeds[2] = {{0}}, text = {0};

    (void)state;
    print_message("seed %lu, %lu rounds\n", seed, rounds);
    add_manifest(&manifest);
    make_stored(&seeds[0], &manifest);
    make_deflated(&seeds[1], &manifest);
    assert_true(try_bytes(&seeds[0]) && try_bytes(&seeds[1]));
    for (unsigned long i = 0; i < rounds; i++) {
        const struct str *from = &seeds[i % 2];
        if (i % 4 < 2) {
            mutate(&text, from->text, from->length, &rand);
        } else {
            str_clear(&text);
            str_add_bytes(&text, from->text, from->length);
            text.text[rand_below(&rand, (uint32_t)text.length)] ^=
                (char)(1U << rand_below(&rand, 8));
        }
        taken += try_bytes(&text);
    }
    print_message("%lu taken\n", taken);
    assert_true(taken < rounds / 4);
    for (int i = 0; i < 2; i++)
        str_fini(&seeds[i]);
    str_fini(&manifest);
    str_fini(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_bytes_are_a_package_or_a_sentence),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
