#include "sync/batch_head.h"

#include "support/batches.h"
#include "support/check.h"
#include <string.h>

static const char plain[] =
    "{\"encounter_batch\":1,\"kiosk\":\"foo-1\",\"site\":null,\"period\":"
    "\"2026-11\",\"clock\":\"bounded\",\"label\":\"5\\\"\\u00e9\",\"records\":"
    "2}\n";

static void a_header_says_whose_it_is_and_whether_it_is_sealed(void **state)
{
    struct batch_head head;
    struct fail why;
    struct str text = {0};

    (void)state;
    assert_true(batch_head_read(plain, strlen(plain), &head, &why));
    assert_string_equal(head.kiosk, "foo-1");
    assert_string_equal(head.period, "2026-11");
    assert_int_equal(head.records, 2);
    assert_false(head.is_sealed);
    batches_write(&text, "foo-1", "unknown", 7, true, "x");
    assert_true(batch_head_read(text.text, text.length, &head, &why));
    assert_string_equal(head.period, "unknown");
    assert_true(head.is_sealed);
    assert_true(batch_lines_agree(&head, text.text, text.length, &why));
    str_fini(&text);
}

static void a_header_that_is_cut_anywhere_is_none(void **state)
{
    struct batch_head head;
    struct fail why;

    (void)state;
    for (size_t bytes = 0; bytes < strlen(plain); bytes++) {
        assert_false(batch_head_read(plain, bytes, &head, &why));
        assert_int_equal(why.kind, FAIL_CORRUPT);
    }
}

static void expect_none(const char *line)
{
    struct batch_head head;
    struct fail why;

    if (batch_head_read(line, strlen(line), &head, &why))
        fail_msg("taken: %s", line);
}

#define REST ",\"kiosk\":\"a\",\"period\":\"2026-11\",\"records\":1"

static void what_is_not_understood_is_refused(void **state)
{
    (void)state;
    expect_none("{}\n");
    expect_none("\n");
    expect_none("{\"id\":\"ab\"}\n");
    expect_none("{\"encounter_batch\":2" REST "}\n");
    expect_none("{\"encounter_batch\":1" REST ",\"x\":{}}\n");
    expect_none("{\"encounter_batch\":1" REST ",\"x\":[]}\n");
    expect_none("{\"encounter_batch\":1" REST ",\"key\":null}\n");
    expect_none("{\"encounter_batch\":1" REST ",\"key\":\"\"}\n");
    expect_none("{\"encounter_batch\":1" REST ",\"key\":1}\n");
    expect_none("{\"encounter_batch\":1" REST ",}\n");
    expect_none("{\"encounter_batch\":1" REST ",\"records\":-1}\n");
    expect_none("{\"encounter_batch\":1" REST ",\"records\":1234567890123}\n");
    expect_none("{\"encounter_batch\":1,\"kiosk\":\"\\u0061\",\"period\":"
                "\"2026-11\",\"records\":1}\n");
    expect_none("{\"encounter_batch\":1,\"kiosk\":\"a\",\"period\":"
                "\"2026-11-26\",\"records\":1}\n");
}

static void expect_disagreement(const char *lines, bool is_sealed,
                                const char *said)
{
    struct batch_head head = {.records = 2, .is_sealed = is_sealed};
    struct fail why = {0};

    if (batch_lines_agree(&head, lines, strlen(lines), &why))
        fail_msg("taken: %s", lines);
    assert_int_equal(why.kind, FAIL_CORRUPT);
    if (!strstr(why.text, said))
        fail_msg("%s: %s", lines, why.text);
}

#define BOX "{\"sealed\":\"AA+/==\"}\n"

static void a_plain_line_never_passes_for_a_sealed_one(void **state)
{
    (void)state;
    expect_disagreement("h\n" BOX "{\"id\":\"a\"}\n", true, "line 3");
    expect_disagreement("h\n" BOX "{\"sealed\":\"\"}\n", true, "line 3");
    expect_disagreement("h\n{\"sealed\":\"A\",\"id\":\"a\"}\n" BOX, true,
                        "line 2");
    expect_disagreement("h\n{\"sealed\":\"what I said\"}\n" BOX, true,
                        "line 2");
    expect_disagreement("h\n\n" BOX, true, "line 2");
}

static void fewer_or_more_lines_than_said_are_told(void **state)
{
    (void)state;
    expect_disagreement("h\n" BOX, true, "1 records where its header says 2");
    expect_disagreement("h\na\nb\nc\n", false, "3 records");
    expect_disagreement("h\na\nb", false, "1 records");
    expect_disagreement("h", false, "0 records");
    expect_disagreement("", false, "0 records");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_header_says_whose_it_is_and_whether_it_is_sealed),
        cmocka_unit_test(a_header_that_is_cut_anywhere_is_none),
        cmocka_unit_test(what_is_not_understood_is_refused),
        cmocka_unit_test(a_plain_line_never_passes_for_a_sealed_one),
        cmocka_unit_test(fewer_or_more_lines_than_said_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
