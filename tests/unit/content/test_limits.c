/* Bundles made to hurt: each must be answered with its own message, in little
 * memory. Each is read in a process of its own, so that the peak of one does
 * not hide in that of another. The time is printed, not judged: it depends on
 * the machine. */
#include "base/array.h"
#include "base/str.h"
#include "content/bundle.h"
#include "support/tmpdir.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

enum { PEAK_KIB = 64 * 1024, FILE_BYTES = 256 * 1024 };

static const char *const head =
    "bundle: 1\nkind: host\nid: house\nprogramme: lab\nversion: \"1\"\n"
    "serial: 3\nlanguages: [en]\nname: A house\n"
    "cover: {image: images/a.svg, alt: A}\n";

static const char *const drawing =
    "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 6 4'/>";

/* The sanitizer keeps what was freed, which is not the program's memory. */
const char *__asan_default_options(void);
const char *__asan_default_options(void)
{
    return "quarantine_size_mb=1";
}

struct answer {
    long peak_kib;
    double ms;
    char said[8000];
};

static double now_ms(void)
{
    struct timeval now;

    gettimeofday(&now, NULL);
    return (double)now.tv_sec * 1000.0 + (double)now.tv_usec / 1000.0;
}

static void read_here(const struct tmpdir *dir, int out)
{
    struct messages messages = {0};
    struct answer answer = {0};
    struct rusage usage;
    double start = now_ms();

    bundle_free(bundle_read(tmpdir_path(dir, "house"), "house", &messages));
    answer.ms = now_ms() - start;
    FILE *said = fmemopen(answer.said, sizeof answer.said - 1, "w");
    messages_print(&messages, 12, said);
    fclose(said);
    messages_fini(&messages);
    getrusage(RUSAGE_SELF, &usage);
    answer.peak_kib = usage.ru_maxrss;
    if (write(out, &answer, sizeof answer) != (ssize_t)sizeof answer)
        _exit(2);
    _exit(0);
}

/* Reads the bundle in a child and expects `wanted` in what it says. */
static void expect(const struct tmpdir *dir, const char *name,
                   const char *wanted)
{
    struct answer answer;
    int pipe_ends[2], status;

    assert_int_equal(pipe(pipe_ends), 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0)
        read_here(dir, pipe_ends[1]);
    close(pipe_ends[1]);
    ssize_t got = read(pipe_ends[0], &answer, sizeof answer);
    close(pipe_ends[0]);
    waitpid(child, &status, 0);
    if (got != (ssize_t)sizeof answer || status != 0)
        fail_msg("%s: the reader died (status %d)", name, status);
    print_message("%-28s %7.1f ms %6ld KiB\n", name, answer.ms,
                  answer.peak_kib);
    if (!strstr(answer.said, wanted))
        fail_msg("%s: wanted '%s', said:\n%s", name, wanted, answer.said);
    assert_true(answer.peak_kib <= PEAK_KIB);
}

static void start(struct tmpdir *dir)
{
    tmpdir_init(dir);
    tmpdir_write_text(dir, "house/images/a.svg", drawing);
}

/* `unit` as often as fits, after `before`. */
static void fill(struct str *out, const char *before, const char *unit,
                 size_t bytes)
{
    str_clear(out);
    str_add(out, before);
    while (out->length + strlen(unit) <= bytes)
        str_add(out, unit);
}

static void expect_filled(const char *name, const char *before,
                          const char *unit, const char *wanted)
{
    struct tmpdir dir;
    struct str text = {0};

    start(&dir);
    fill(&text, before, unit, FILE_BYTES);
    tmpdir_write(&dir, "house/bundle.yaml", text.text, text.length);
    expect(&dir, name, wanted);
    str_fini(&text);
    tmpdir_fini(&dir);
}

static void nested_brackets_are_answered_at_once(void **state)
{
    const char *deep = "deeper than 32";

    (void)state;
    expect_filled("brackets", "", "[", deep);
    expect_filled("braces", "", "{a: ", deep);
    expect_filled("brackets in lines", "", "[\n", deep);
    expect_filled("lists in lists", "", "- ", deep);
    expect_filled("keys of keys", "", "? ", deep);
    expect_filled("brackets after keys", "", "? [", deep);
    expect_filled("brackets in a value", "a: ", "[", deep);
}

static void aliases_are_not_followed(void **state)
{
    struct tmpdir dir;
    struct str text = {0};

    (void)state;
    start(&dir);
    str_add(&text, "a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 30; i++)
        str_addf(&text, "a%d: &a%d [*a%d, *a%d, *a%d, *a%d, *a%d, *a%d]\n", i,
                 i, i - 1, i - 1, i - 1, i - 1, i - 1, i - 1);
    tmpdir_write(&dir, "house/bundle.yaml", text.text, text.length);
    expect(&dir, "a billion laughs", "anchors are not used here");
    str_fini(&text);
    tmpdir_fini(&dir);
    expect_filled("thousands of aliases", "a: [", "*x, ",
                  "aliases are not used here");
}

static void endless_files_are_cut_short(void **state)
{
    (void)state;
    expect_filled("60,000 items", "a:\n", "- b\n",
                  "more than 50000 parts in one file");
    expect_filled("a long text", "bundle: ", "a",
                  "a text of 256 KiB; 16 KiB is the most");
    expect_filled("a long text in lines", "source: |\n", "  aaaaaa\n",
                  "16 KiB is the most");
    expect_filled("an open quote", "a: \"", "a\n ", "this quote is never");
    expect_filled("zero bytes", "a: b\n", "\x01", "control character 0x01");
    expect_filled("half characters", "a: ", "\xC3\xA9\xC3", "not UTF-8");
    expect_filled("comments", head, "# x\n", "'pages' is missing");
    expect_filled("escapes", "a: \"", "\\n", "never closed");
}

static void thousands_of_faults_are_counted_and_few_are_kept(void **state)
{
    struct tmpdir dir;
    struct str text = {0};

    (void)state;
    start(&dir);
    for (int i = 0; i < 16000; i++)
        str_addf(&text, "labell%d: x\n", i);
    tmpdir_write(&dir, "house/bundle.yaml", text.text, text.length);
    expect(&dir, "16,000 unknown keys", "more are not shown\n16007 errors");
    str_fini(&text);
    tmpdir_fini(&dir);
    expect_filled("18,000 repeated keys", "", "aaaaaaaaaa: b\n",
                  "stands here a second time");
}

static void a_huge_file_is_refused_before_it_is_read(void **state)
{
    struct tmpdir dir;

    (void)state;
    start(&dir);
    tmpdir_write_text(&dir, "house/bundle.yaml", head);
    assert_int_equal(
        truncate(tmpdir_path(&dir, "house/bundle.yaml"), FILE_BYTES + 1), 0);
    expect(&dir, "one byte too much",
           "is 257 KiB large; a text file may have 256 KiB");
    assert_int_equal(truncate(tmpdir_path(&dir, "house/bundle.yaml"), 5 << 20),
                     0);
    expect(&dir, "5 MiB of YAML", "more text than a bundle may have: 4 MiB");
    assert_int_equal(truncate(tmpdir_path(&dir, "house/bundle.yaml"), 1 << 30),
                     0);
    expect(&dir, "1 GiB of YAML", "larger than a bundle may be: 512 MiB");
    tmpdir_write_text(&dir, "house/bundle.yaml", head);
    assert_int_equal(
        truncate(tmpdir_path(&dir, "house/images/a.svg"), (off_t)1 << 40), 0);
    expect(&dir, "a drawing of 1 TiB", "larger than a bundle may be: 512 MiB");
    tmpdir_fini(&dir);
}

static void too_many_files_are_not_counted_to_the_end(void **state)
{
    struct tmpdir dir;

    (void)state;
    start(&dir);
    tmpdir_write_text(&dir, "house/bundle.yaml", head);
    for (int i = 0; i < 2000; i++) {
        char name[64];
        snprintf(name, sizeof name, "house/images/p%d.png", i);
        tmpdir_write_text(&dir, name, "");
    }
    expect(&dir, "2,003 files", "more files than a bundle may have: 2000");
    tmpdir_fini(&dir);
    start(&dir);
    tmpdir_write_text(&dir, "house/a/b/c/d/e/f/g/h.png", "x");
    expect(&dir, "folders in folders", "lies too deep inside the bundle");
    tmpdir_fini(&dir);
}

/* 4 MiB of text that is almost nothing but nodes. */
static void many_pages_of_brackets_are_given_up(void **state)
{
    struct tmpdir dir;
    struct str text = {0}, list = {0};

    (void)state;
    start(&dir);
    str_addf(&list, "%spages:\n", head);
    fill(&text, "[", "[],", 72 * 1024);
    str_add(&text, "]");
    for (int i = 0; i < 50; i++) {
        char name[64];
        snprintf(name, sizeof name, "house/pages/p%d.yaml", i);
        tmpdir_write(&dir, name, text.text, text.length);
        str_addf(&list, "  - page: pages/p%d.yaml\n", i);
    }
    tmpdir_write(&dir, "house/bundle.yaml", list.text, list.length);
    expect(&dir, "50 pages of brackets", "more parts than a bundle may have");
    str_fini(&text);
    str_fini(&list);
    tmpdir_fini(&dir);
}

static void expect_story(const char *name, const char *unit)
{
    struct tmpdir dir;
    struct str text = {0};

    start(&dir);
    str_addf(&text, "%spages:\n  - id: one\n    title: One\n    blocks:\n",
             head);
    for (int i = 0; i < 200; i++)
        str_add(&text, "      - text: text/one.md\n");
    tmpdir_write(&dir, "house/bundle.yaml", text.text, text.length);
    fill(&text, "", unit, FILE_BYTES);
    tmpdir_write(&dir, "house/text/one.md", text.text, text.length);
    expect(&dir, name, "");
    str_fini(&text);
    tmpdir_fini(&dir);
}

static void markdown_made_to_hurt_stays_small(void **state)
{
    (void)state;
    expect_story("quotes in quotes", "> ");
    expect_story("lists in lists", "- ");
    expect_story("open links", "[");
    expect_story("open pictures", "![](");
    expect_story("open emphasis", "*a _b ");
    expect_story("closed emphasis", "a** b__ ");
    expect_story("ticks", "`a``b```");
    expect_story("tags", "<a ");
    expect_story("link definitions", "[a]: b\n");
    expect_story("tables", "|a|\n|-|\n");
    expect_story("entities", "&#x41;&");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nested_brackets_are_answered_at_once),
        cmocka_unit_test(aliases_are_not_followed),
        cmocka_unit_test(endless_files_are_cut_short),
        cmocka_unit_test(thousands_of_faults_are_counted_and_few_are_kept),
        cmocka_unit_test(a_huge_file_is_refused_before_it_is_read),
        cmocka_unit_test(too_many_files_are_not_counted_to_the_end),
        cmocka_unit_test(many_pages_of_brackets_are_given_up),
        cmocka_unit_test(markdown_made_to_hurt_stays_small),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
