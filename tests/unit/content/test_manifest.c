#include "content/manifest.h"

#include "support/check.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SUM "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
#define HEAD                                                                   \
    "# encounter-bundle 1\n# id: foo\n# programme: lab\n# kind: host\n"        \
    "# version: 2026.11.1\n# serial: 3\n# grammar: 1\n"                        \
    "# languages: en ar-MA zgh\n# bytes: 81234\n"
static const char whole[] =
    HEAD SUM "  bundle.yaml\n" SUM "  images/a.svg\n" SUM "  text/a.md\n";

static bool parse(const char *text, size_t bytes, struct manifest *manifest,
                  struct arena *arena, struct fail *why)
{
    /* A copy without a NUL behind it, so that a sanitizer sees what is read. */
    char *copy = malloc(bytes ? bytes : 1);

    assert_non_null(copy);
    memcpy(copy, text, bytes);
    bool ok = manifest_parse(copy, bytes, arena, manifest, why);
    free(copy);
    return ok;
}

static void what_is_written_is_read_again(void **state)
{
    struct arena arena = {0};
    struct manifest manifest;
    struct str text = {0};
    struct fail why;

    (void)state;
    if (!parse(whole, strlen(whole), &manifest, &arena, &why))
        fail_msg("%s", why.text);
    assert_string_equal(manifest.id, "foo");
    assert_string_equal(manifest.programme, "lab");
    assert_int_equal(manifest.kind, MODEL_HOST);
    assert_int_equal(manifest.serial, 3);
    assert_int_equal(manifest.bytes, 81234);
    assert_int_equal(manifest.language_count, 3);
    assert_string_equal(manifest.languages[1], "ar-MA");
    assert_int_equal(manifest.count, 3);
    assert_int_equal(manifest.files[0].hash[1], 0x23);
    assert_non_null(manifest_find(&manifest, "text/a.md"));
    assert_null(manifest_find(&manifest, "text/b.md"));
    manifest_text(&manifest, &text);
    assert_string_equal(text.text, whole);
    str_clear(&text);
    manifest_comment(&manifest, &(struct wall_time){.unix_s = 4129833600},
                     &text);
    assert_string_equal(text.text,
                        "id:foo version:2026.11.1 serial:3 date:2100-11-14");
    str_clear(&text);
    /* A clock that is surely wrong. */
    manifest_comment(&manifest, &(struct wall_time){.unix_s = 946684800},
                     &text);
    assert_string_equal(text.text, "id:foo version:2026.11.1 serial:3");
    str_fini(&text);
    arena_fini(&arena);
}

static void assert_refused(const char *text, size_t bytes, const char *words)
{
    struct arena arena = {0};
    struct manifest manifest;
    struct fail why;

    if (parse(text, bytes, &manifest, &arena, &why))
        fail_msg("accepted, wanted '%s'", words);
    assert_int_equal(why.kind, FAIL_INVALID);
    if (!strstr(why.text, words))
        fail_msg("wanted '%s', got '%s'", words, why.text);
    arena_fini(&arena);
}

static void each_wrong_line_of_the_head_is_named(void **state)
{
    static const struct {
        const char *from, *to, *words;
    } cases[] = {
        {"bundle 1", "bundle 2", "MANIFEST:1: made by a later Encounter"},
        {"# enc", "#enc", "MANIFEST:1: this is no manifest"},
        {"id: foo", "id: Foo", "MANIFEST:2: this is no id"},
        {"id: foo", "id: ../foo", "MANIFEST:2: this is no id"},
        {"# id: foo\n", "", "MANIFEST:2: '# id: '"},
        {"# id: foo\n", "# id: foo\n# id: foo\n", "MANIFEST:3"},
        {"kind: host", "kind: hosts", "MANIFEST:4: a bundle is of kind"},
        {"kind: host", "kind: programme", "a programme belongs to itself"},
        {"2026.11.1", "..", "MANIFEST:5: a version"},
        {"2026.11.1", "1/2", "MANIFEST:5: a version"},
        {"2026.11.1", "123456789012345678901234567890123", "MANIFEST:5"},
        {"serial: 3", "serial: 0", "MANIFEST:6: this number must be 1"},
        {"serial: 3", "serial: 03", "MANIFEST:6: this is no number"},
        {"serial: 3", "serial: -3", "MANIFEST:6: this is no number"},
        {"serial: 3", "serial: 3 ", "MANIFEST:6: this is no number"},
        {"serial: 3", "serial: ", "MANIFEST:6: this number must be 1"},
        {"serial: 3", "serial: 2147483648", "MANIFEST:6: this number is too"},
        {"serial: 3", "serial: 99999999999999999999999", "too large"},
        {"grammar: 1", "grammar: x", "MANIFEST:7"},
        {"en ar", "en  ar", "MANIFEST:8: this is no list"},
        {"en ar", "EN_ ar", "MANIFEST:8: this is no list"},
        {"zgh", "zgh ", "MANIFEST:8: this is no list"},
        {"81234", "536870913", "MANIFEST:9: this number is too large"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *at = strstr(whole, cases[i].from);
        struct str text = {0};
        assert_non_null(at);
        str_add_bytes(&text, whole, (size_t)(at - whole));
        str_add(&text, cases[i].to);
        str_add(&text, at + strlen(cases[i].from));
        assert_refused(text.text, text.length, cases[i].words);
        str_fini(&text);
    }
}

static void the_highest_serial_is_2147483647(void **state)
{
    const char *at = strstr(whole, "serial: 3");
    struct arena arena = {0};
    struct manifest manifest;
    struct str text = {0};
    struct fail why;

    (void)state;
    str_addf(&text, "%.*sserial: 2147483647%s", (int)(at - whole), whole,
             at + strlen("serial: 3"));
    assert_true(parse(text.text, text.length, &manifest, &arena, &why));
    assert_int_equal(manifest.serial, 2147483647);
    str_fini(&text);
    arena_fini(&arena);
}

static void no_path_leads_out_or_is_two_things(void **state)
{
    static const char *const bad[] = {
        "../b.yaml",
        "/etc/b",
        "a//b",
        "a/../b",
        "a/./b",
        "b/..",
        ".hidden",
        "a/.b",
        "a/",
        "A.svg",
        "a b",
        "a\\b",
        "con.",
        "a./b",
        "a\x01",
        "",
        "é",
        "MANIFEST",
        "a/b/c/d/e/f/g/h",
    };
    struct str text = {0};

    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        str_clear(&text);
        str_addf(&text, HEAD SUM "  %s\n", bad[i]);
        assert_refused(text.text, text.length, "no bundle may hold");
    }
    str_clear(&text);
    str_add(&text, HEAD SUM "  ");
    for (int i = 0; i < 201; i++)
        str_add_char(&text, 'a');
    str_add_char(&text, '\n');
    assert_refused(text.text, text.length, "no bundle may hold");
    str_fini(&text);
}

#define TWO(a, b) HEAD SUM "  " a "\n" SUM "  " b "\n"
static void files_are_listed_once_sorted_and_never_as_folders(void **state)
{
    (void)state;
    assert_refused(TWO("bundle.yaml", "bundle.yaml"),
                   strlen(TWO("bundle.yaml", "bundle.yaml")), "a second time");
    assert_refused(TWO("bundle.yaml", "a"), strlen(TWO("bundle.yaml", "a")),
                   "not sorted");
    assert_refused(TWO("a", "b"), strlen(TWO("a", "b")),
                   "bundle.yaml is not listed");
    assert_refused(HEAD, strlen(HEAD), "bundle.yaml is not listed");
    assert_refused(TWO("bundle.yaml", "bundle.yaml/a"),
                   strlen(TWO("bundle.yaml", "bundle.yaml/a")),
                   "'bundle.yaml' would be a file and a folder");
}

static void a_line_is_a_sum_two_spaces_and_a_path(void **state)
{
    static const char *const bad[] = {
        SUM " bundle.yaml\n",
        SUM " *bundle.yaml\n",
        "0123  bundle.yaml\n",
        "\\" SUM "  bundle.yaml\n",
        ("ABCDEF6789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
         "  bundle.yaml\n"),
        "# a comment\n",
        "\n",
    };
    struct str text = {0};

    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        str_clear(&text);
        str_addf(&text, HEAD "%s", bad[i]);
        assert_refused(text.text, text.length, "MANIFEST:10: this is no SHA");
    }
    str_fini(&text);
    assert_refused(whole, strlen(whole) - 1, "the last line has no end");
    assert_refused(whole, sizeof whole, "is no text"); /* its NUL */
    assert_refused("", 0, "MANIFEST:1: a line is missing");
}

static void two_thousand_files_are_the_most(void **state)
{
    struct arena arena = {0};
    struct manifest manifest;
    struct str text = {0};
    struct fail why;

    (void)state;
    str_add(&text, HEAD);
    for (int i = 0; i < MANIFEST_FILES - 1; i++)
        str_addf(&text, SUM "  a%04d\n", i);
    str_add(&text, SUM "  bundle.yaml\n");
    assert_true(parse(text.text, text.length, &manifest, &arena, &why));
    assert_int_equal(manifest.count, MANIFEST_FILES);
    str_add(&text, SUM "  c\n");
    assert_refused(text.text, text.length, "at most 2,000 files");
    while (text.length <= MANIFEST_BYTES)
        str_add(&text, "more and more\n");
    assert_refused(text.text, text.length, "larger than 1 MiB");
    str_fini(&text);
    arena_fini(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_written_is_read_again),
        cmocka_unit_test(each_wrong_line_of_the_head_is_named),
        cmocka_unit_test(the_highest_serial_is_2147483647),
        cmocka_unit_test(no_path_leads_out_or_is_two_things),
        cmocka_unit_test(files_are_listed_once_sorted_and_never_as_folders),
        cmocka_unit_test(a_line_is_a_sum_two_spaces_and_a_path),
        cmocka_unit_test(two_thousand_files_are_the_most),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
