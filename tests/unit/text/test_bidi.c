#include "text/bidi.h"

#include "support/check.h"
#include <string.h>

static void the_language_gives_the_direction(void **state)
{
    static const char *const rtl[] = {"ar",      "AR",          "ar-MA",
                                      "ary",     "ar-ary",      "fa-IR",
                                      "az-Arab", "zh-yue-Hebr", "he"};
    static const char *const ltr[] = {
        "", "en", "fr", "zgh", "ar-Latn", "shi-Tfng", "arn", "a", "en-x-arab"};
    (void)state;
    for (size_t i = 0; i < sizeof rtl / sizeof *rtl; i++)
        if (!language_is_rtl(rtl[i]))
            fail_msg("%s reads right to left", rtl[i]);
    for (size_t i = 0; i < sizeof ltr / sizeof *ltr; i++)
        if (language_is_rtl(ltr[i]))
            fail_msg("%s reads left to right", ltr[i]);
}

static void the_first_word_does_not_turn_a_paragraph(void **state)
{
    const uint32_t text[] = {'G', 'I', 'Z', ' ', 0x0628, ' ', '1', '.'};
    const uint8_t expected[] = {2, 2, 2, 1, 1, 1, 2, 1};
    uint8_t levels[8];
    (void)state;
    assert_true(bidi_levels(text, 8, true, levels));
    assert_memory_equal(levels, expected, sizeof expected);
}

static void too_deep_a_nesting_still_gives_levels(void **state)
{
    uint32_t text[400];
    uint8_t levels[400];
    (void)state;
    for (size_t i = 0; i < 399; i++)
        text[i] = i % 2 ? 0x202B : 0x202A;
    text[399] = 'a';
    bidi_levels(text, 400, false, levels);
    for (size_t i = 0; i < 400; i++)
        assert_in_range(levels[i], 0, 126);
}

static void assert_order(const char *levels, const char *expected)
{
    uint8_t values[16] = {0};
    size_t order[16], count = strlen(levels);
    char shown[17] = "";
    for (size_t i = 0; i < count; i++)
        values[i] = (uint8_t)(levels[i] - '0');
    bidi_visual_order(values, count, order);
    for (size_t i = 0; i < count; i++)
        shown[i] = (char)('a' + order[i]);
    assert_string_equal(shown, expected);
}

/* By hand from rule L2. */
static void runs_are_turned_by_levels(void **state)
{
    (void)state;
    assert_order("", "");
    assert_order("0", "a");
    assert_order("1", "a");
    assert_order("010", "abc");
    assert_order("121", "cba");
    assert_order("1212", "dcba");
    assert_order("01210", "adcbe");
    assert_order("12321", "ebcda");
    assert_order("01233210", "agcedfbh");
    assert_order("2012", "abdc");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_language_gives_the_direction),
        cmocka_unit_test(the_first_word_does_not_turn_a_paragraph),
        cmocka_unit_test(too_deep_a_nesting_still_gives_levels),
        cmocka_unit_test(runs_are_turned_by_levels),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
