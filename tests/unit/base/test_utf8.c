#include "base/utf8.h"
#include "support/check.h"
#include <string.h>

static void every_code_point_comes_back_as_it_went(void **state)
{
    (void)state;
    for (uint32_t c = 0; c <= 0x10FFFF; c++) {
        char bytes[4];
        uint32_t back = 0;
        size_t length;
        if (c >= 0xD800 && c <= 0xDFFF)
            continue;
        length = utf8_encode(c, bytes);
        if (!utf8_valid(bytes, length, NULL) ||
            utf8_decode(bytes, length, &back) != length || back != c)
            fail_msg("U+%04X does not come back", (unsigned int)c);
    }
}

static void what_is_no_code_point_is_written_as_replacement(void **state)
{
    static const uint32_t wrong[] = {0xD800, 0xDFFF, 0x110000, 0xFFFFFFFF};
    char bytes[4];

    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        assert_int_equal(utf8_encode(wrong[i], bytes), 3);
        assert_memory_equal(bytes, "\xEF\xBF\xBD", 3);
    }
}

static const struct {
    const char *text;
    size_t bad;
} faults[] = {
    {"\x80", 0},             /* a tail alone */
    {"a\xC0\x80", 1},        /* NUL in two bytes */
    {"\xC1\xBF", 0},         /* overlong */
    {"ab\xE0\x9F\xBF", 2},   /* overlong */
    {"\xF0\x8F\xBF\xBF", 0}, /* overlong */
    {"\xED\xA0\x80", 0},     /* a surrogate */
    {"\xF4\x90\x80\x80", 0}, /* beyond U+10FFFF */
    {"\xF5\x80\x80\x80", 0},
    {"\xFF", 0},
    {"caf\xE9", 3},      /* Latin-1 */
    {"\xD8\xB3\xD8", 2}, /* ends inside a character */
    {"\xF0\x9F\x98", 0},
    {"\xE2\x82"
     "A",
     0}, /* a tail is missing */
    {"\xF0\x9F\x98\xC3", 0},
};

static void the_first_bad_byte_is_named(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        size_t bad = 99;
        assert_false(utf8_valid(faults[i].text, strlen(faults[i].text), &bad));
        assert_int_equal(bad, faults[i].bad);
        assert_false(utf8_valid(faults[i].text, strlen(faults[i].text), NULL));
    }
}

static void a_bad_byte_is_one_replacement_and_one_step(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        const char *at = faults[i].text + faults[i].bad;
        uint32_t code_point = 0;
        assert_int_equal(utf8_decode(at, strlen(at), &code_point), 1);
        assert_int_equal(code_point, 0xFFFD);
    }
}

static void nothing_is_read_beyond_the_count(void **state)
{
    size_t bad = 99;

    (void)state;
    assert_true(utf8_valid("\xD8\xB3\xFF", 2, &bad));
    assert_int_equal(bad, 99);
    assert_false(utf8_valid("\xD8\xB3", 1, &bad));
    assert_int_equal(bad, 0);
    assert_true(utf8_valid(NULL, 0, NULL));
    assert_true(utf8_valid("a\0b", 3, NULL));
}

static void code_points_are_counted_and_bad_bytes_are_one_each(void **state)
{
    const char *text = "a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80\xFF\xFE";

    (void)state;
    assert_int_equal(utf8_count(text, strlen(text)), 6);
    assert_int_equal(utf8_count(text, 0), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_code_point_comes_back_as_it_went),
        cmocka_unit_test(what_is_no_code_point_is_written_as_replacement),
        cmocka_unit_test(the_first_bad_byte_is_named),
        cmocka_unit_test(a_bad_byte_is_one_replacement_and_one_step),
        cmocka_unit_test(nothing_is_read_beyond_the_count),
        cmocka_unit_test(code_points_are_counted_and_bad_bytes_are_one_each),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
