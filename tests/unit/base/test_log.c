#include "base/log.h"
#include "base/utf8.h"
#include "support/check.h"
#include "support/heard.h"
#include <errno.h>
#include <string.h>

static struct heard heard;

/* What log_line() writes on stderr for "%s" of `text`. */
static const char *say(const char *text)
{
    heard_begin(&heard);
    log_line("%s", text);
    return heard_end(&heard);
}

static void a_line_names_the_program(void **state)
{
    (void)state;
    log_open("encounter-report");
    assert_string_equal(say("100% done"), "encounter-report: 100% done\n");
}

static void what_would_steer_a_terminal_is_shown_as_question_marks(void **state)
{
    (void)state;
    log_open("p");
    assert_string_equal(say("a\x1B[2J\r\x7F\tb\nc \xC3\xA9"),
                        "p: a?[2J??\tb\nc \xC3\xA9\n");
}

static void a_long_line_is_cut_between_characters_and_ended(void **state)
{
    char text[6000];

    (void)state;
    log_open("p");
    for (int lead = 0; lead < 4; lead++) {
        memset(text, 'x', (size_t)lead);
        for (size_t i = (size_t)lead; i + 4 < sizeof text; i += 4)
            memcpy(text + i, "\xF0\x9F\x98\x80", 5);
        say(text);
        assert_in_range(strlen(heard.text), 1000, 2048);
        assert_true(utf8_valid(heard.text, strlen(heard.text), NULL));
        assert_int_equal(heard.text[strlen(heard.text) - 1], '\n');
    }
}

static void a_program_name_of_any_length_leaves_room(void **state)
{
    char name[400] = {0};

    (void)state;
    memset(name, 'n', sizeof name - 1);
    log_open(name);
    assert_non_null(strstr(say("sentence"), "sentence\n"));
    log_open("p");
}

static void logging_leaves_errno_alone(void **state)
{
    (void)state;
    errno = ENOSPC;
    log_line("%s", "this line belongs to a test of the log");
    assert_int_equal(errno, ENOSPC);
}

static void report(int number)
{
    struct fail why;

    fail_set(&why, FAIL_IO, "fault %d", number);
    log_fail(&why);
}

static void the_last_faults_are_remembered_once_each(void **state)
{
    struct log_faults faults;

    (void)state;
    for (int i = 0; i < LOG_FAULTS + 3; i++)
        report(i);
    report(5);
    report(LOG_FAULTS + 2);
    log_faults(&faults);
    assert_int_equal(faults.count, LOG_FAULTS);
    assert_string_equal(faults.text[0], "fault 3");
    assert_string_equal(faults.text[1], "fault 4");
    assert_string_equal(faults.text[2], "fault 6");
    assert_string_equal(faults.text[LOG_FAULTS - 2], "fault 5");
    assert_string_equal(faults.text[LOG_FAULTS - 1], "fault 10");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_line_names_the_program),
        cmocka_unit_test(
            what_would_steer_a_terminal_is_shown_as_question_marks),
        cmocka_unit_test(a_long_line_is_cut_between_characters_and_ended),
        cmocka_unit_test(a_program_name_of_any_length_leaves_room),
        cmocka_unit_test(logging_leaves_errno_alone),
        cmocka_unit_test(the_last_faults_are_remembered_once_each),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
