/* Packages that lie, each with its own answer. */
#include "content/package.h"

#include "seal/sign.h"
#include "support/check.h"
#include "support/simfs.h"
#include "support/tmpdir.h"
#include "support/zip_bytes.h"
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char yaml[] = "bundle: 1\n";
static const char picture[] = "<svg xmlns='http://www.w3.org/2000/svg'/>\n";

/* What goes into one: MANIFEST's text, then the files. */
struct given {
    struct tmpdir dir;
    struct sign_key *key;
    struct verify_keys keys;
    struct str manifest, signature;
};

static void add_line(struct str *out, const char *path, const char *text)
{
    uint8_t hash[HASH_SHA256_BYTES];

    hash_sha256(text, strlen(text), hash);
    for (size_t i = 0; i < sizeof hash; i++)
        str_addf(out, "%02x", hash[i]);
    str_addf(out, "  %s\n", path);
}

static void sign(struct given *given)
{
    str_clear(&given->signature);
    sign_bytes(given->key, given->manifest.text, given->manifest.length, "x",
               &given->signature);
}

static void set_up(struct given *given)
{
    struct str pub = {0};
    struct fail why;

    *given = (struct given){.key = sign_key_new()};
    tmpdir_init(&given->dir);
    verify_key_text(sign_key_public(given->key), &pub);
    tmpdir_write_text(&given->dir, "lab.pub", pub.text);
    str_fini(&pub);
    if (!verify_keys_read(fs_system(), given->dir.path, &given->keys, &why))
        fail_msg("%s", why.text);
    str_addf(&given->manifest,
             "# encounter-bundle 1\n# id: foo\n# programme: lab\n"
             "# kind: host\n# version: 1\n# serial: 3\n# grammar: 1\n"
             "# languages: en\n# bytes: %zu\n",
             strlen(yaml) + strlen(picture));
    add_line(&given->manifest, "bundle.yaml", yaml);
    add_line(&given->manifest, "images/a.svg", picture);
    sign(given);
}

static void tear_down(struct given *given)
{
    str_fini(&given->manifest);
    str_fini(&given->signature);
    verify_keys_fini(&given->keys);
    sign_key_free(given->key);
    tmpdir_fini(&given->dir);
}

static void add_text(struct zip_bytes *zip, const char *name, const char *text)
{
    zip_bytes_add(zip, name, text, strlen(text), NULL);
}

/* MANIFEST, its signature and bundle.yaml. */
static void add_first(struct zip_bytes *zip, const struct given *given)
{
    add_text(zip, MANIFEST_NAME, given->manifest.text);
    add_text(zip, MANIFEST_SIGNATURE, given->signature.text);
    add_text(zip, "bundle.yaml", yaml);
}

static void add_all(struct zip_bytes *zip, const struct given *given)
{
    add_first(zip, given);
    add_text(zip, "images/a.svg", picture);
}

/* Opens, verifies and reads; "" if all of that went well. */
static const char *said(struct given *given, const struct str *bytes)
{
    static struct fail why;
    const struct verify_signer *signer;

    tmpdir_write(&given->dir, "p.zip", str_text(bytes), bytes->length);
    struct package *package =
        package_open(fs_system(), tmpdir_path(&given->dir, "p.zip"), &why);
    bool ok = package && package_signed(package, &given->keys, &signer, &why) &&
              package_read(package, NULL, &why);
    package_close(package);
    return ok ? "" : why.text;
}

static void assert_said(struct given *given, struct zip_bytes *zip,
                        const char *words)
{
    const char *sentence = said(given, &zip->out);

    if (!strstr(sentence, words) || (!*words && *sentence))
        fail_msg("wanted '%s', got '%s'", words, sentence);
    zip_bytes_fini(zip);
}

static void a_signed_package_is_whole(void **state)
{
    struct zip_lie behind = {.has_descriptor = true};
    struct zip_lie folder = {.mode = 0040755};
    struct zip_bytes zip = {0};
    struct given given;

    (void)state;
    set_up(&given);
    add_all(&zip, &given);
    zip_bytes_end(&zip);
    assert_said(&given, &zip, "");
    /* The order does not matter, nor do folders and where sizes stand. */
    zip_bytes_add(&zip, "images/", "", 0, &folder);
    zip_bytes_add(&zip, "images/a.svg", picture, strlen(picture), &behind);
    add_first(&zip, &given);
    zip_bytes_end(&zip);
    assert_said(&given, &zip, "");
    tear_down(&given);
}

static void what_is_not_as_signed_is_refused(void **state)
{
    struct zip_bytes zip = {0};
    struct given given;

    (void)state;
    set_up(&given);
    add_text(&zip, MANIFEST_NAME, given.manifest.text);
    add_text(&zip, "bundle.yaml", yaml);
    add_text(&zip, "images/a.svg", picture);
    zip_bytes_end(&zip);
    assert_said(&given, &zip, "it is not signed");

    add_first(&zip, &given);
    add_text(&zip, "images/a.svg",
             "<svg xmlns='http://www.w3.org/2000/SVG'/>\n");
    zip_bytes_end(&zip);
    assert_said(&given, &zip,
                "'images/a.svg' is not the file that MANIFEST lists");

    *strstr(given.manifest.text, "serial: 3") = 'S';
    *strstr(given.manifest.text, "Serial: 3") = 's';
    strstr(given.manifest.text, "serial: 3")[8] = '4';
    add_all(&zip, &given);
    zip_bytes_end(&zip);
    assert_said(&given, &zip, "changed after it was signed");
    tear_down(&given);
}

/* Under the same signature, and with a zip file that is right in itself. */
static void every_byte_of_manifest_counts(void **state)
{
    struct given given;

    (void)state;
    set_up(&given);
    for (size_t i = 0; i < given.manifest.length; i++)
        for (int bit = 0; bit < 8; bit += 3) {
            struct zip_bytes zip = {0};
            given.manifest.text[i] ^= (char)(1 << bit);
            add_all(&zip, &given);
            zip_bytes_end(&zip);
            if (!*said(&given, &zip.out))
                fail_msg("byte %zu, bit %d", i, bit);
            zip_bytes_fini(&zip);
            given.manifest.text[i] ^= (char)(1 << bit);
        }
    tear_down(&given);
}

static void files_that_are_not_listed_or_not_there_are_named(void **state)
{
    struct zip_lie folder = {.mode = 0040755};
    struct zip_bytes zip = {0};
    struct given given;

    (void)state;
    set_up(&given);
    add_all(&zip, &given);
    add_text(&zip, "more.yaml", "");
    zip_bytes_end(&zip);
    assert_said(&given, &zip, "'more.yaml' is in it, but not listed");
    add_all(&zip, &given);
    zip_bytes_add(&zip, "more/", "", 0, &folder);
    zip_bytes_end(&zip);
    assert_said(&given, &zip, "'more' is in it, but not listed");
    add_first(&zip, &given);
    zip_bytes_end(&zip);
    assert_said(&given, &zip, "'images/a.svg' is listed in MANIFEST, but not");
    add_first(&zip, &given);
    zip_bytes_add(&zip, "images/a.svg/", "", 0, &folder);
    zip_bytes_end(&zip);
    assert_said(&given, &zip, "not listed");
    add_all(&zip, &given);
    add_text(&zip, "bundle.yaml", yaml);
    zip_bytes_end(&zip);
    assert_said(&given, &zip, "'bundle.yaml' is in it twice");
    add_text(&zip, "bundle.yaml", yaml);
    add_text(&zip, "images/a.svg", picture);
    zip_bytes_end(&zip);
    assert_said(&given, &zip, "there is no MANIFEST in it");
    add_first(&zip, &given);
    add_text(&zip, "images/a.svg", "<svg/>\n");
    zip_bytes_end(&zip);
    assert_said(&given, &zip, "its files have 17 bytes, MANIFEST says 52");
    tear_down(&given);
}

static void names_that_lead_elsewhere_are_refused(void **state)
{
    static const char *const names[] = {
        "../bundle.yaml",
        "/etc/passwd",
        "images/../../x",
        "a\\b",
        "IMAGES/A.SVG",
        "Bundle.yaml",
        "a//b",
        "./a",
        ".ssh",
        "bundle.yaml.",
        "images/a.svg ",
        "\x1b[2J",
        "manifest ",
        "a/MANIFEST",
        "a/b/c/d/e/f/g/h",
        "",
    };
    char long_name[301];
    struct zip_bytes zip = {0};
    struct given given;

    (void)state;
    set_up(&given);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        add_all(&zip, &given);
        add_text(&zip, names[i], "");
        zip_bytes_end(&zip);
        assert_said(&given, &zip, "is a name no bundle may hold");
    }
    memset(long_name, 'a', 300);
    long_name[300] = '\0';
    add_all(&zip, &given);
    add_text(&zip, long_name, "");
    zip_bytes_end(&zip);
    assert_said(&given, &zip, "is a name no bundle may hold");
    /* A NUL in a name: what is behind it is another name to some programs. */
    add_all(&zip, &given);
    zip_bytes_add(&zip, "aXb", "", 0, NULL);
    zip.out.text[zip.out.length - 2] = '\0';
    zip.directory.text[zip.directory.length - 2] = '\0';
    zip_bytes_end(&zip);
    assert_said(&given, &zip, "is a name no bundle may hold");
    tear_down(&given);
}

/* As the last file. */
static void assert_lie(struct given *given, const struct zip_lie *lie,
                       const char *words)
{
    struct zip_bytes zip = {0};

    add_first(&zip, given);
    zip_bytes_add(&zip, "images/a.svg", picture, strlen(picture), lie);
    zip_bytes_end(&zip);
    assert_said(given, &zip, words);
}

static void links_devices_and_pipes_are_refused(void **state)
{
    static const uint32_t modes[] = {0120777, 0060600, 0020600,
                                     0010600, 0140600, 0040755};
    struct given given;

    (void)state;
    set_up(&given);
    for (size_t i = 0; i < sizeof modes / sizeof *modes; i++)
        assert_lie(&given, &(struct zip_lie){.mode = modes[i]},
                   "'images/a.svg' is neither a file nor a folder");
    tear_down(&given);
}

static void a_directory_that_says_otherwise_is_refused(void **state)
{
    /* Info-ZIP's field of another name for it (APPNOTE 4.6.9), with the sum
     * of "images/a.svg" by which a reader takes it. */
    static const char locator[] =
        "BB\x14\0PK\6\7\0\0\0\0\0\0\0\0\0\0\0\0\1\0\0\0";
    static const char elsewhere[] = "up\x11\0\x01"
                                    "\x12\x61\x83\xf8"
                                    "images/b.svg";
    struct given given;
    const char *differs = "is not described in the same way";

    (void)state;
    set_up(&given);
    assert_lie(&given, &(struct zip_lie){.local_name = "images/b.svg"},
               differs);
    assert_lie(&given, &(struct zip_lie){.local_bytes = 7}, differs);
    assert_lie(&given,
               &(struct zip_lie){.has_descriptor = true,
                                 .descriptor = "PK\7\10aaaabbbbcccc"},
               differs);
    assert_lie(&given, &(struct zip_lie){.offset = 30}, "not described");
    assert_lie(&given, &(struct zip_lie){.offset = 0xFFFFFFF0},
               "does not lie in the file");
    assert_lie(&given, &(struct zip_lie){.central_bytes = 7}, "two sizes");
    assert_lie(&given, &(struct zip_lie){.gap = "hidden"},
               "holds what its directory does not tell of");
    assert_lie(&given, &(struct zip_lie){.flags = 1}, "is encrypted");
    assert_lie(&given, &(struct zip_lie){.method = 12}, "'deflate' is");
    assert_lie(&given, &(struct zip_lie){.sum = 7}, "cannot be unpacked");
    assert_lie(&given, &(struct zip_lie){.method = 8}, "cannot be unpacked");
    assert_lie(&given,
               &(struct zip_lie){.extra = elsewhere,
                                 .extra_bytes = sizeof elsewhere - 1},
               "tells a file's name or sizes twice");
    /* libarchive would read another directory. */
    assert_lie(
        &given,
        &(struct zip_lie){.extra = locator, .extra_bytes = sizeof locator - 1},
        "this is a zip64 file");
    tear_down(&given);
}

static void what_stands_before_behind_or_between_is_refused(void **state)
{
    struct zip_bytes zip = {0};
    struct given given;
    struct str text = {0};

    (void)state;
    set_up(&given);
    add_all(&zip, &given);
    zip_bytes_end(&zip);
    str_add_bytes(&text, zip.out.text, zip.out.length);
    str_add_char(&text, '!');
    assert_non_null(strstr(said(&given, &text), "behind its end"));
    str_clear(&text);
    str_add(&text, "#!/bin/sh\n");
    str_add_bytes(&text, zip.out.text, zip.out.length);
    assert_non_null(strstr(said(&given, &text), "not where it says"));
    for (size_t bytes = 0; bytes < zip.out.length; bytes++) {
        struct str cut = {.text = zip.out.text, .length = bytes};
        assert_string_not_equal(said(&given, &cut), "");
    }
    zip_bytes_fini(&zip);
    str_fini(&text);
    tear_down(&given);
}

static void more_than_a_bundle_may_have_is_refused_unread(void **state)
{
    static const struct zip_lie bomb = {.central_bytes = 0xFFFFFFF0,
                                        .method = 8};
    struct zip_bytes zip = {0};
    struct given given;
    char name[16];

    (void)state;
    set_up(&given);
    add_first(&zip, &given);
    zip_bytes_add(&zip, "images/a.svg", picture, strlen(picture), &bomb);
    zip_bytes_end(&zip);
    assert_said(&given, &zip, "is not described in the same way");
    add_all(&zip, &given);
    for (int i = 0; i < ZIP_ENTRIES; i++) {
        snprintf(name, sizeof name, "f%d", i);
        add_text(&zip, name, "");
    }
    zip_bytes_end(&zip);
    assert_said(&given, &zip, "holds more files than a bundle may have");
    tear_down(&given);
}

struct seen {
    struct str text;
    int open;
};

static bool on_begin(void *user, const char *path, int64_t bytes,
                     struct fail *why)
{
    struct seen *seen = user;

    (void)why;
    assert_int_equal(seen->open++, 0);
    str_addf(&seen->text, "%s %lld\n", path, (long long)bytes);
    return true;
}

static bool on_add(void *user, const void *bytes, size_t count,
                   struct fail *why)
{
    struct seen *seen = user;

    (void)why;
    str_add_bytes(&seen->text, bytes, count);
    return true;
}

static bool on_end(void *user, struct fail *why)
{
    struct seen *seen = user;

    seen->open--;
    str_add(&seen->text, "end\n");
    return strstr(seen->text.text, "a.svg") == NULL ||
           fail_set(why, FAIL_FULL, "no room");
}

static void exactly_the_listed_files_come_out(void **state)
{
    struct seen seen = {0};
    struct package_sink sink = {&seen, on_begin, on_add, on_end};
    struct zip_bytes zip = {0};
    struct package *package;
    struct given given;
    struct fail why;

    (void)state;
    set_up(&given);
    add_all(&zip, &given);
    zip_bytes_end(&zip);
    assert_string_equal(said(&given, &zip.out), "");
    package = package_open(fs_system(), tmpdir_path(&given.dir, "p.zip"), &why);
    assert_non_null(package);
    assert_int_equal(package_bytes(package), zip.out.length);
    assert_false(package_read(package, &sink, &why));
    assert_int_equal(why.kind, FAIL_FULL);
    assert_string_equal(seen.text.text,
                        "bundle.yaml 10\nbundle: 1\nend\nimages/a.svg 42\n"
                        "<svg xmlns='http://www.w3.org/2000/svg'/>\nend\n");
    package_close(package);
    str_fini(&seen.text);
    zip_bytes_fini(&zip);
    tear_down(&given);
}

/* Each call fails once: a message, and never a package that is only part. */
static void a_file_that_cannot_be_read_is_said(void **state)
{
    struct zip_bytes zip = {0};
    struct given given;
    struct fail why;
    int64_t calls = 0, failed = 0;

    (void)state;
    set_up(&given);
    add_all(&zip, &given);
    zip_bytes_end(&zip);
    for (int64_t at = 0; at <= calls; at++) {
        struct simfs disk;
        simfs_init(&disk, 1);
        int file = disk.fs.ops->open(&disk.fs, "/p.zip", FS_WRITE | FS_CREATE);
        assert_true(file >= 0);
        assert_true(disk.fs.ops->write_at(&disk.fs, file, zip.out.text,
                                          zip.out.length, 0) >= 0);
        disk.fs.ops->close(&disk.fs, file);
        disk.fail_at = at ? disk.calls + at : 0;
        int64_t before = disk.calls;
        struct package *package = package_open(&disk.fs, "/p.zip", &why);
        bool ok = package && package_read(package, NULL, &why);
        if (at == 0) {
            assert_true(ok);
            calls = disk.calls - before;
        } else if (!ok) {
            failed++;
            if (why.kind != FAIL_IO)
                fail_msg("call %d: %s", (int)at, why.text);
        }
        package_close(package);
        simfs_fini(&disk);
    }
    assert_true(calls > 10 && failed > calls / 2);
    zip_bytes_fini(&zip);
    tear_down(&given);
}

/* Somebody's browser has unpacked it. */
static const char *said_of_folder(struct given *given)
{
    static struct fail why;
    const struct verify_signer *signer;
    struct package *package =
        package_open(fs_system(), tmpdir_path(&given->dir, "f"), &why);
    bool ok = package && package_signed(package, &given->keys, &signer, &why) &&
              package_read(package, NULL, &why);

    package_close(package);
    return ok ? "" : why.text;
}

static void assert_folder(struct given *given, const char *words)
{
    const char *sentence = said_of_folder(given);

    if (!strstr(sentence, words) || (!*words && *sentence))
        fail_msg("wanted '%s', got '%s'", words, sentence);
}

static void a_package_that_was_unpacked_is_one(void **state)
{
    struct given given;

    (void)state;
    set_up(&given);
    tmpdir_make_folder(&given.dir, "f");
    assert_folder(&given, "no MANIFEST");
    tmpdir_write_text(&given.dir, "f/MANIFEST", given.manifest.text);
    assert_folder(&given, "not signed");
    tmpdir_write_text(&given.dir, "f/MANIFEST.minisig", given.signature.text);
    assert_folder(&given, "cannot read 'bundle.yaml'");
    tmpdir_write_text(&given.dir, "f/bundle.yaml", yaml);
    tmpdir_make_folder(&given.dir, "f/images/a.svg");
    assert_folder(&given, "'images/a.svg' is no file");
    assert_int_equal(rmdir(tmpdir_path(&given.dir, "f/images/a.svg")), 0);
    assert_int_equal(mkfifo(tmpdir_path(&given.dir, "f/images/a.svg"), 0600),
                     0);
    assert_folder(&given, "'images/a.svg' is no file");
    assert_int_equal(unlink(tmpdir_path(&given.dir, "f/images/a.svg")), 0);
    tmpdir_write_text(&given.dir, "b.svg", picture);
    assert_int_equal(symlink(tmpdir_path(&given.dir, "b.svg"),
                             tmpdir_path(&given.dir, "f/images/a.svg")),
                     0);
    assert_folder(&given, "'images/a.svg' is no file");
    assert_int_equal(unlink(tmpdir_path(&given.dir, "f/images/a.svg")), 0);
    tmpdir_write_text(&given.dir, "f/images/a.svg", "<svg/>");
    assert_folder(&given, "'images/a.svg' is not the file");
    tmpdir_write_text(&given.dir, "f/images/a.svg", picture);
    /* What else lies there is never looked at. */
    tmpdir_write_text(&given.dir, "f/.DS_Store", "x");
    tmpdir_write_text(&given.dir, "f/images/b.svg", "x");
    assert_folder(&given, "");
    tear_down(&given);
}

static void what_is_no_package_is_said(void **state)
{
    struct given given;
    struct fail why;

    (void)state;
    set_up(&given);
    assert_null(package_open(fs_system(), tmpdir_path(&given.dir, "no"), &why));
    assert_int_equal(why.kind, FAIL_MISSING);
    assert_null(package_open(fs_system(), given.dir.path, &why));
    assert_int_equal(why.kind, FAIL_INVALID);
    assert_null(
        package_open(fs_system(), tmpdir_path(&given.dir, "lab.pub"), &why));
    assert_non_null(strstr(why.text, "no zip file"));
    tear_down(&given);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_signed_package_is_whole),
        cmocka_unit_test(what_is_not_as_signed_is_refused),
        cmocka_unit_test(every_byte_of_manifest_counts),
        cmocka_unit_test(files_that_are_not_listed_or_not_there_are_named),
        cmocka_unit_test(names_that_lead_elsewhere_are_refused),
        cmocka_unit_test(links_devices_and_pipes_are_refused),
        cmocka_unit_test(a_directory_that_says_otherwise_is_refused),
        cmocka_unit_test(what_stands_before_behind_or_between_is_refused),
        cmocka_unit_test(more_than_a_bundle_may_have_is_refused_unread),
        cmocka_unit_test(exactly_the_listed_files_come_out),
        cmocka_unit_test(a_file_that_cannot_be_read_is_said),
        cmocka_unit_test(a_package_that_was_unpacked_is_one),
        cmocka_unit_test(what_is_no_package_is_said),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
