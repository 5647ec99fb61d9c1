#include "base/args.h"
#include "base/str.h"
#include "support/check.h"
#include <stdio.h>
#include <string.h>
#include <unistd.h>

struct options {
    bool json;
    const char *config, *content;
    int count;
};

static const struct arg table[] = {
    {"json", NULL, "Print JSON Lines.", ARG_FLAG,
     offsetof(struct options, json)},
    {"config", "FILE",
     "Read FILE in place of /etc/encounter/kiosk.yaml, "
     "which need not be there at all.",
     ARG_TEXT, offsetof(struct options, config)},
    {"content", "DIR", "Show the bundles in DIR.", ARG_TEXT,
     offsetof(struct options, content)},
    {"count", "N", "Stop after N.", ARG_INTEGER,
     offsetof(struct options, count)},
};

static const struct args args = {
    .program = "encounter-test",
    .summary = "Tries options.",
    .usage = "[options] DIR...",
    .table = table,
    .count = sizeof table / sizeof *table,
    .more = "A last paragraph.",
    .letter = "config",
};

struct run {
    char *argv[16];
    int argc, first;
    struct options options;
    struct fail why;
    enum args_result result;
    char text[256];
};

/* Parses a line, its words parted by blanks. */
static void run(struct run *run, const char *line)
{
    static char program[] = "encounter-test";

    *run = (struct run){.argc = 1, .argv = {program}, .first = -1};
    snprintf(run->text, sizeof run->text, "%s", line);
    for (char *word = run->text; *word;) {
        char *end = word + strcspn(word, " ");
        bool last = *end == '\0';
        run->argv[run->argc++] = word;
        *end = '\0';
        word = last ? end : end + 1;
    }
    run->result = args_parse(&args, run->argc, run->argv, &run->options,
                             &run->first, &run->why);
}

static void expect_operands(const struct run *run, const char *expected)
{
    struct str operands = {0};

    assert_int_equal(run->result, ARGS_RUN);
    for (int i = run->first; i < run->argc; i++)
        str_addf(&operands, "%s;", run->argv[i]);
    assert_string_equal(str_text(&operands), expected);
    str_fini(&operands);
}

static void expect_wrong(const char *line, const char *said)
{
    struct run r;

    run(&r, line);
    assert_int_equal(r.result, ARGS_WRONG);
    assert_int_equal(r.why.kind, FAIL_USAGE);
    assert_string_equal(r.why.text, said);
    assert_int_equal(r.first, -1);
}

static void values_follow_a_blank_or_an_equals_sign(void **state)
{
    struct run r;

    (void)state;
    run(&r, "--config a.yaml --count=-12 --json one two");
    expect_operands(&r, "one;two;");
    assert_string_equal(r.options.config, "a.yaml");
    assert_int_equal(r.options.count, -12);
    assert_true(r.options.json);
    assert_null(r.options.content);
    run(&r, "--config=a=b --content=--x");
    assert_string_equal(r.options.config, "a=b");
    assert_string_equal(r.options.content, "--x");
}

static void one_option_has_a_short_form(void **state)
{
    struct run r;

    (void)state;
    run(&r, "a -c x.yaml b");
    expect_operands(&r, "a;b;");
    assert_string_equal(r.options.config, "x.yaml");
    expect_wrong("-c", "--config needs a value: --config FILE");
    expect_wrong("-c x --config y", "--config is given twice");
    expect_wrong("-cx", "unknown option -cx, see --help");
    expect_wrong("-j", "unknown option -j, see --help");
}

static void without_options_nothing_is_touched(void **state)
{
    struct run r;

    (void)state;
    run(&r, "");
    expect_operands(&r, "");
    assert_int_equal(r.first, 1);
    assert_false(r.options.json);
    run(&r, "dir");
    expect_operands(&r, "dir;");
}

static void options_may_stand_behind_operands(void **state)
{
    struct run r;

    (void)state;
    run(&r, "list a --json b --config k c");
    expect_operands(&r, "list;a;b;c;");
    assert_true(r.options.json);
    assert_string_equal(r.options.config, "k");
}

static void two_dashes_end_the_options(void **state)
{
    struct run r;

    (void)state;
    run(&r, "a --json -- --config - b");
    expect_operands(&r, "a;--config;-;b;");
    assert_null(r.options.config);
    run(&r, "- --json");
    expect_operands(&r, "-;");
    run(&r, "--");
    expect_operands(&r, "");
}

static void an_unknown_option_names_the_nearest(void **state)
{
    (void)state;
    expect_wrong("--cofig a", "unknown option --cofig, did you mean --config?");
    expect_wrong("--conf=a", "unknown option --conf, did you mean --config?");
    expect_wrong("--helps", "unknown option --helps, did you mean --help?");
    expect_wrong("--colour", "unknown option --colour, see --help");
    expect_wrong("-h", "unknown option -h, see --help");
    expect_wrong("--=x", "unknown option --, see --help");
}

static void a_wrong_line_says_what_is_wrong(void **state)
{
    (void)state;
    expect_wrong("--json a --json", "--json is given twice");
    expect_wrong("--config a --config=b", "--config is given twice");
    expect_wrong("--json=yes", "--json takes no value");
    expect_wrong("--config", "--config needs a value: --config FILE");
    expect_wrong("--config=", "--config needs a value: --config FILE");
    expect_wrong("--config --json", "--config needs a value: --config FILE");
    expect_wrong("--count x", "--count needs a whole number, not 'x'");
    expect_wrong("--count 12x", "--count needs a whole number, not '12x'");
    expect_wrong("--count +1", "--count needs a whole number, not '+1'");
    expect_wrong("--count=-", "--count needs a whole number, not '-'");
    expect_wrong("--count 9999999999",
                 "--count needs a whole number, not '9999999999'");
    expect_wrong("--count 99999999999999999999",
                 "--count needs a whole number, not '99999999999999999999'");
}

static void a_name_of_any_length_is_refused_in_words(void **state)
{
    char line[200] = "--";
    struct run r;

    (void)state;
    memset(line + 2, 'x', 180);
    run(&r, line);
    assert_int_equal(r.result, ARGS_WRONG);
    assert_true(str_starts(r.why.text, "unknown option --xxx"));
}

static char printed[4096];

/* What the line prints on stdout. */
static const char *printed_by(const char *line)
{
    struct run r;
    FILE *file = tmpfile();
    int stdout_before = dup(STDOUT_FILENO);
    size_t got;

    fflush(stdout);
    dup2(fileno(file), STDOUT_FILENO);
    run(&r, line);
    fflush(stdout);
    dup2(stdout_before, STDOUT_FILENO);
    close(stdout_before);
    assert_int_equal(r.result, ARGS_DONE);
    rewind(file);
    got = fread(printed, 1, sizeof printed - 1, file);
    printed[got] = '\0';
    fclose(file);
    return printed;
}

static void help_is_the_table(void **state)
{
    (void)state;
    assert_string_equal(
        printed_by("--json --help"),
        "Usage: encounter-test [options] DIR...\n"
        "\n"
        "Tries options.\n"
        "\n"
        "Options:\n"
        "  --json             Print JSON Lines.\n"
        "  -c, --config FILE  Read FILE in place of /etc/encounter/kiosk.yaml, "
        "which need\n"
        "                     not be there at all.\n"
        "  --content DIR      Show the bundles in DIR.\n"
        "  --count N          Stop after N.\n"
        "  --help             Print this and end.\n"
        "  --version          Print the version and end.\n"
        "\n"
        "A last paragraph.\n");
}

static void version_is_program_and_number(void **state)
{
    (void)state;
    assert_string_equal(printed_by("a --version --unknown"),
                        "encounter-test " ENCOUNTER_VERSION "\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_follow_a_blank_or_an_equals_sign),
        cmocka_unit_test(one_option_has_a_short_form),
        cmocka_unit_test(without_options_nothing_is_touched),
        cmocka_unit_test(options_may_stand_behind_operands),
        cmocka_unit_test(two_dashes_end_the_options),
        cmocka_unit_test(an_unknown_option_names_the_nearest),
        cmocka_unit_test(a_wrong_line_says_what_is_wrong),
        cmocka_unit_test(a_name_of_any_length_is_refused_in_words),
        cmocka_unit_test(help_is_the_table),
        cmocka_unit_test(version_is_program_and_number),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
