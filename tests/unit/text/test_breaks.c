#include "base/utf8.h"
#include "text/breaks.h"

#include "support/check.h"
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* In a child, since Debian 12's libunibreak ends the process on some. */
static void no_code_point_ends_the_program(void **state)
{
    (void)state;
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        uint8_t breaks[3];
        for (uint32_t code_point = 0; code_point <= 0x10FFFF; code_point++) {
            const uint32_t between[] = {'a', code_point, 'b'};
            line_breaks(&code_point, 1, "fr", breaks);
            line_breaks(between, 3, "ar", breaks);
        }
        _exit(0);
    }
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
}

/* `expected` is the text with '|' where a line may end. */
static void assert_breaks(const char *language, const char *expected)
{
    uint32_t code_points[128] = {0};
    uint8_t breaks[128];
    char shown[512] = "";
    size_t count = 0, length = 0;
    for (const char *at = expected; *at;) {
        at += utf8_decode(at, strlen(at), &code_points[count]);
        if (code_points[count] != '|')
            count++;
    }
    line_breaks(code_points, count, language, breaks);
    for (size_t i = 0; i < count; i++) {
        length += utf8_encode(code_points[i], shown + length);
        if (i + 1 < count && breaks[i] != BREAK_NO)
            shown[length++] = '|';
    }
    assert_string_equal(shown, expected);
    assert_int_equal(breaks[count - 1], BREAK_MUST);
}

static void hyphens_that_begin_a_word_stay_with_it(void **state)
{
    (void)state;
    assert_breaks("en", "install |--allow-|older");
    assert_breaks("en", "-5 |to |-3");
    assert_breaks("en", "- |one");
    assert_breaks("ar", "على |--allow");
}

static void lines_end_after_spaces_and_hyphens(void **state)
{
    (void)state;
    assert_breaks("en", "one |two  |three");
    assert_breaks("fr", "Orient-|Occident");
    assert_breaks("en", "ex\u00AD|ample");
    assert_breaks("ar", "مؤسسة |شرق");
    assert_breaks("zgh", "ⴰⵣⵓⵍ |ⴼⵍⵍⴰⵡⵏ");
}

static void what_belongs_together_stays_together(void **state)
{
    (void)state;
    assert_breaks("fr", "9\u00A0h\u202F30 |du |soir\u202F!");
    assert_breaks("fr", "«\u00A0oui\u00A0»");
    assert_breaks("fr", "« non »");
    assert_breaks("fr-MA", "« non »");
    assert_breaks("en", "a\u2060b |3.5 |(x)");
    assert_breaks(NULL, "a |b");
}

static void flags_and_joined_signs_are_not_cut(void **state)
{
    (void)state;
    assert_breaks("en", "\U0001F1F2\U0001F1E6");
    assert_breaks("en", "\U0001F468\u200D\U0001F469");
    assert_breaks("en", "\U0001F44B\U0001F3FD");
    assert_breaks("en", "\u2764\uFE0F");
}

static void an_address_ends_a_line_only_behind_a_slash(void **state)
{
    (void)state;
    assert_breaks("en",
                  "see |www.we-do-change.org/|what-we-do/|lab-x. |now-|then");
    assert_breaks("ar", "انظر |https://|a-b.org/|c-d");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_code_point_ends_the_program),
        cmocka_unit_test(lines_end_after_spaces_and_hyphens),
        cmocka_unit_test(hyphens_that_begin_a_word_stay_with_it),
        cmocka_unit_test(what_belongs_together_stays_together),
        cmocka_unit_test(flags_and_joined_signs_are_not_cut),
        cmocka_unit_test(an_address_ends_a_line_only_behind_a_slash),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
