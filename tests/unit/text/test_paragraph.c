/*
 * Paragraphs in a font in which every letter is 10 px wide and marks have no
 * width. A capital in a test's text stands for an Arabic letter, as in the
 * examples of UAX 9; lines are compared as they are seen, from the left.
 */

#include "base/rand.h"
#include "base/str.h"
#include "base/utf8.h"
#include "text/paragraph.h"

#include "support/check.h"
#include <string.h>

enum { FIRST_LETTER = 0x0628, LATIN = 0, ARABIC = 1 };

static bool is_arabic(uint32_t code_point)
{
    return code_point >= 0x0600 && code_point < 0x0700;
}

static bool is_mark(uint32_t code_point)
{
    return code_point == 0x0301 || code_point == 0x200C ||
           code_point == 0x200D ||
           (code_point >= 0x064B && code_point < 0x0660);
}

static int fake_width_px(void *user, int face, bool is_bold, uint32_t script,
                         bool is_rtl, const char *utf8)
{
    int *calls = user, width = 0;
    uint32_t code_point;
    (void)face, (void)is_bold, (void)script, (void)is_rtl;
    if (calls)
        ++*calls;
    for (const char *at = utf8; *at;) {
        at += utf8_decode(at, strlen(at), &code_point);
        width += is_mark(code_point) ? 0 : 10;
    }
    return width;
}

/* The Arabic face has no brackets, as Noto Sans Arabic. */
static int fake_face(void *user, uint32_t code_point, uint32_t script,
                     int previous)
{
    (void)user;
    if (is_arabic(code_point))
        return ARABIC;
    if (code_point == ' ' || code_point == '.')
        return script == 0x41726162 ? ARABIC : previous >= 0 ? previous : LATIN;
    return LATIN;
}

struct page {
    struct arena arena;
    struct str text, seen;
    struct paragraph *paragraph;
    int calls;
};

static int open_page(void **state)
{
    static struct page page;
    memset(&page, 0, sizeof page);
    *state = &page;
    return 0;
}

static int close_page(void **state)
{
    struct page *page = *state;
    str_fini(&page->text);
    str_fini(&page->seen);
    arena_fini(&page->arena);
    return 0;
}

static void add_code_point(struct str *str, uint32_t code_point)
{
    char bytes[4];
    str_add_bytes(str, bytes, utf8_encode(code_point, bytes));
}

static void set_text(struct page *page, const char *text,
                     const struct text_style *style,
                     const struct text_span *bold, int width_px, int max_lines)
{
    const struct paragraph_measure measure = {fake_width_px, fake_face,
                                              &page->calls};
    str_clear(&page->text);
    str_add(&page->text, "");
    for (; *text; text++)
        if (*text >= 'A' && *text <= 'X')
            add_code_point(&page->text, FIRST_LETTER + (uint32_t)(*text - 'A'));
        else
            str_add_char(&page->text, *text);
    page->paragraph =
        paragraph_set(str_text(&page->text), style, bold, bold ? 1 : 0,
                      width_px, max_lines, &measure, &page->arena);
}

static void set(struct page *page, const char *language, const char *text,
                int width_px, int max_lines)
{
    const struct text_style style = {.language = language, .size_px = 28};
    set_text(page, text, &style, NULL, width_px, max_lines);
}

static uint32_t mirrored(uint32_t code_point)
{
    static const char pairs[] = "()[]<>";
    const char *at =
        code_point < 128 && code_point ? strchr(pairs, (int)code_point) : NULL;
    if (!at)
        return code_point;
    return (uint32_t)((at - pairs) % 2 ? at[-1] : at[1]);
}

static void see_run(const struct paragraph_run *run, struct str *out)
{
    uint32_t letters[256];
    size_t count = 0;
    for (const char *at = run->shown; *at; count++)
        at += utf8_decode(at, strlen(at), &letters[count]);
    for (size_t i = 0; i < count; i++) {
        bool is_rtl = run->level % 2;
        uint32_t letter = letters[is_rtl ? count - 1 - i : i];
        if (is_rtl)
            letter = mirrored(letter);
        if (letter >= FIRST_LETTER && letter < FIRST_LETTER + 24)
            letter = letter - FIRST_LETTER + 'A';
        add_code_point(out, letter);
    }
}

/* Lines parted by '/'. */
static const char *seen(struct page *page)
{
    const struct paragraph *paragraph = page->paragraph;
    str_clear(&page->seen);
    str_add(&page->seen, "");
    for (size_t i = 0; i < paragraph->line_count; i++) {
        const struct paragraph_line *line = &paragraph->lines[i];
        int x = 0;
        if (i)
            str_add_char(&page->seen, '/');
        for (size_t k = 0; k < line->run_count; k++) {
            assert_int_equal(line->runs[k].x_px, x);
            x += line->runs[k].width_px;
            see_run(&line->runs[k], &page->seen);
        }
        assert_int_equal(line->width_px, x);
    }
    return str_text(&page->seen);
}

static void as_many_words_as_fit_stand_on_a_line(void **state)
{
    struct page *page = *state;
    set(page, "en", "aaa bbb ccc", 70, 0);
    assert_string_equal(seen(page), "aaa bbb/ccc");
    assert_int_equal(page->paragraph->width_px, 70);
    assert_int_equal(page->paragraph->height_px, 80);
    set(page, "en", "aaa bbb ccc", 69, 0);
    assert_string_equal(seen(page), "aaa/bbb/ccc");
    set(page, "en", "aaa bbb ccc", 0, 0);
    assert_string_equal(seen(page), "aaa bbb ccc");
    set(page, "ar", "ABC DEF GHI", 70, 0);
    assert_string_equal(seen(page), "FED CBA/IHG");
    assert_true(page->paragraph->is_rtl);
}

static void spaces_at_a_lines_end_hang(void **state)
{
    struct page *page = *state;
    set(page, "en", "aaa    bbb  ", 30, 0);
    assert_string_equal(seen(page), "aaa/bbb");
    assert_int_equal(page->paragraph->width_px, 30);
    set(page, "ar", "AAA    BBB  ", 30, 0);
    assert_string_equal(seen(page), "AAA/BBB");
    set(page, "en", "  ", 30, 0);
    assert_int_equal(page->paragraph->line_count, 1);
    assert_int_equal(page->paragraph->width_px, 0);
}

static void lines_follow_each_other_without_a_gap(void **state)
{
    struct page *page = *state;
    set(page, "en", "aaa   bbb\nccc", 30, 0);
    const struct paragraph_line *lines = page->paragraph->lines;
    assert_int_equal(page->paragraph->line_count, 3);
    assert_int_equal(lines[0].start, 0);
    assert_int_equal(lines[0].end, 6);
    assert_int_equal(lines[1].start, 6);
    assert_int_equal(lines[1].end, 9);
    assert_int_equal(lines[2].start, 10);
    assert_int_equal(lines[2].end, 13);
}

static void a_word_wider_than_the_line_is_broken(void **state)
{
    struct page *page = *state;
    set(page, "en", "see abcdefghij k", 35, 0);
    assert_string_equal(seen(page), "see/abc/def/ghi/j k");
    assert_false(page->paragraph->lines[0].is_forced);
    assert_true(page->paragraph->lines[1].is_forced);
    assert_false(page->paragraph->lines[4].is_forced);
    set(page, "en", "abc", 5, 0);
    assert_string_equal(seen(page), "a/b/c");
}

static void a_broken_word_keeps_marks_with_their_letters(void **state)
{
    struct page *page = *state;
    set(page, "en", "e\u0301e\u0301e\u0301e\u0301e\u0301", 20, 0);
    assert_string_equal(seen(page), "e\u0301e\u0301/e\u0301e\u0301/e\u0301");
    set(page, "en", "e\u0301\u0301\u0301e\u0301", 1, 0);
    assert_string_equal(seen(page), "e\u0301\u0301\u0301/e\u0301");
}

static void a_page_without_a_space_is_not_measured_again_and_again(void **state)
{
    struct page *page = *state;
    struct str text = {0};
    for (int i = 0; i < 16000; i++)
        str_add_char(&text, 'a');
    set(page, "en", str_text(&text), 800, 0);
    assert_int_equal(page->paragraph->line_count, 200);
    assert_in_range(page->calls, 1, 200 * 24);
    str_fini(&text);
}

static void words_are_measured_once_and_runs_once_a_line(void **state)
{
    struct page *page = *state;
    set(page, "en", "aa bb cc dd ee ff gg hh ii jj", 80, 0);
    assert_int_equal(page->paragraph->line_count, 4);
    assert_int_equal(page->calls, 10 + 9 + 4);
}

static void a_soft_hyphen_shows_only_where_it_breaks(void **state)
{
    struct page *page = *state;
    set(page, "en", "extra\u00ADordinary", 200, 0);
    assert_string_equal(seen(page), "extraordinary");
    set(page, "en", "extra\u00ADordinary", 80, 0);
    assert_string_equal(seen(page), "extra-/ordinary");
    /* The hyphen itself must fit. */
    set(page, "en", "ab extra\u00ADordinary", 80, 0);
    assert_string_equal(seen(page), "ab/extra-/ordinary");
    set(page, "en", "extra\u00AD", 80, 0);
    assert_string_equal(seen(page), "extra");
}

static void a_text_too_long_ends_in_an_ellipsis(void **state)
{
    struct page *page = *state;
    set(page, "en", "aaa bbb ccc ddd", 80, 1);
    assert_string_equal(seen(page), "aaa bbb…");
    assert_true(page->paragraph->is_cut);
    set(page, "en", "aaa bbb ccc ddd", 79, 1);
    assert_string_equal(seen(page), "aaa…");
    set(page, "en", "aaa bbb ccc ddd", 40, 3);
    assert_string_equal(seen(page), "aaa/bbb/ccc…");
    set(page, "en", "aaa bbb", 70, 1);
    assert_string_equal(seen(page), "aaa bbb");
    assert_false(page->paragraph->is_cut);
    set(page, "en", "abcdefgh ij", 50, 1);
    assert_string_equal(seen(page), "abcd…");
    set(page, "en", "one\ntwo", 0, 1);
    assert_string_equal(seen(page), "one…");
    set(page, "en", "abc def", 5, 1);
    assert_string_equal(seen(page), "…");
}

static void the_ellipsis_of_arabic_stands_on_the_left(void **state)
{
    struct page *page = *state;
    set(page, "ar", "AAA BBB CCC", 80, 1);
    assert_string_equal(seen(page), "…BBB AAA");
    set(page, "ar", "AAA bbb CCC", 80, 1);
    assert_string_equal(seen(page), "…bbb AAA");
    set(page, "en", "aaa BBB ccc", 80, 1);
    assert_string_equal(seen(page), "aaa BBB…");
}

static void a_newline_ends_a_line(void **state)
{
    struct page *page = *state;
    set(page, "en", "a\n\nb\n", 80, 0);
    assert_string_equal(seen(page), "a//b");
    assert_int_equal(page->paragraph->height_px, 120);
    set(page, "en", "a\u2028b", 80, 0);
    assert_string_equal(seen(page), "a/b");
    set(page, "en", "", 80, 0);
    assert_int_equal(page->paragraph->line_count, 0);
    assert_int_equal(page->paragraph->height_px, 0);
    /* Each line of a text is a paragraph of its own for order. */
    set(page, "ar", "abc\nDEF (x)", 0, 0);
    assert_string_equal(seen(page), "abc/(x) FED");
}

static void latin_digits_and_brackets_keep_their_order_in_arabic(void **state)
{
    struct page *page = *state;
    set(page, "ar", "ABC (lab) DEF info@x.de, G 2018.", 0, 0);
    assert_string_equal(seen(page), ".2018 G ,info@x.de FED (lab) CBA");
    set(page, "ar", "lab 21 (ABC) x", 0, 0);
    assert_string_equal(seen(page), "x (CBA) lab 21");
    set(page, "ar", "A 9:00-17:30 B", 0, 0);
    assert_string_equal(seen(page), "B 17:30-9:00 A");
    set(page, "ar", "ABC [def (ghi)] 50%", 0, 0);
    assert_string_equal(seen(page), "50% [def (ghi)] CBA");
    set(page, "en", "see ABC (DEF) 12, ok", 0, 0);
    assert_string_equal(seen(page), "see 12 (FED) CBA, ok");
}

static void order_is_found_for_each_line_alone(void **state)
{
    struct page *page = *state;
    set(page, "ar", "AB cd ef GH", 50, 0);
    assert_string_equal(seen(page), "cd BA/HG ef");
    set(page, "en", "ab CD EF gh", 50, 0);
    assert_string_equal(seen(page), "ab DC/FE gh");
}

static void isolates_part_numbers_and_are_not_shown(void **state)
{
    struct page *page = *state;
    set(page, "ar", "A \u206812\u2069\u206834\u2069 B", 0, 0);
    assert_string_equal(seen(page), "B 3412 A");
    set(page, "ar", "A \u2066+212 5\u2069 B", 0, 0);
    assert_string_equal(seen(page), "B +212 5 A");
    set(page, "en", "a\u200E\u200Bb\uFEFF", 0, 0);
    assert_string_equal(seen(page), "ab");
    assert_int_equal(page->paragraph->lines[0].run_count, 1);
}

static void fixed_spaces_never_break(void **state)
{
    struct page *page = *state;
    set(page, "fr", "a 10\u00A0000\u202F% b", 60, 0);
    assert_string_equal(seen(page), "a/10\u00A0000/\u202F% b");
    assert_true(page->paragraph->lines[1].is_forced);
    set(page, "fr", "non\u202F! oui", 60, 0);
    assert_string_equal(seen(page), "non\u202F!/oui");
}

static void a_space_does_not_cut_a_run(void **state)
{
    struct page *page = *state;
    set(page, "ar", "ABC DEF, GHI.", 0, 0);
    const struct paragraph_line *line = &page->paragraph->lines[0];
    for (size_t i = 0; i < line->run_count; i++)
        if (line->runs[i].face == ARABIC)
            assert_int_equal(line->runs[i].script, 0x41726162);
    assert_int_equal(line->run_count, 3); /* the comma is of the other face */
    set(page, "en", "see this 12 (x)", 0, 0);
    assert_int_equal(page->paragraph->lines[0].run_count, 1);
}

static void bold_words_are_runs_of_their_own(void **state)
{
    struct page *page = *state;
    const struct text_style style = {.language = "en", .size_px = 28};
    const struct text_span bold = {4, 7};
    set_text(page, "see two and", &style, &bold, 0, 0);
    const struct paragraph_line *line = &page->paragraph->lines[0];
    assert_int_equal(line->run_count, 3);
    assert_false(line->runs[0].is_bold);
    assert_true(line->runs[1].is_bold);
    assert_string_equal(line->runs[1].shown, "two");
    assert_false(line->runs[2].is_bold);
    /* never between a letter and its mark */
    const struct text_span half = {0, 1};
    set_text(page, "e\u0301a", &style, &half, 0, 0);
    assert_string_equal(page->paragraph->lines[0].runs[0].shown, "e\u0301");
}

static void bad_bytes_are_shown_and_controls_are_not(void **state)
{
    struct page *page = *state;
    set(page, "en",
        "a\xFF"
        "b\xC3",
        0, 0);
    assert_string_equal(seen(page), "a\uFFFD"
                                    "b\uFFFD");
    set(page, "en",
        "a\x01\r\x7F\xC2\x85"
        "b\tc",
        0, 0);
    assert_string_equal(seen(page), "ab c");
}

static void neighbouring_bars_of_tifinagh_stay_plain(void **state)
{
    struct page *page = *state;
    set(page, "zgh", "ⴼⵍⵍⴰⵏ", 0, 0);
    assert_string_equal(page->paragraph->lines[0].runs[0].shown, "ⴼⵍ\u200Cⵍⴰⵏ");
}

static void the_hash_is_of_all_that_is_seen(void **state)
{
    struct page *page = *state;
    const struct text_style plain = {"en", 28, false, 0};
    const struct text_style others[] = {
        {"fr", 28, false, 0},
        {"en", 29, false, 0},
        {"en", 28, true, 0},
        {"en", 28, false, 44},
    };
    const struct text_span bold = {0, 1};
    set_text(page, "abc", &plain, NULL, 100, 0);
    uint64_t hash = page->paragraph->hash;
    set_text(page, "abc", &plain, NULL, 100, 0);
    assert_true(page->paragraph->hash == hash);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        set_text(page, "abc", &others[i], NULL, 100, 0);
        assert_true(page->paragraph->hash != hash);
    }
    set_text(page, "abd", &plain, NULL, 100, 0);
    assert_true(page->paragraph->hash != hash);
    set_text(page, "abc", &plain, &bold, 100, 0);
    assert_true(page->paragraph->hash != hash);
    set_text(page, "abc", &plain, NULL, 101, 0);
    assert_true(page->paragraph->hash != hash);
    set_text(page, "abc", &plain, NULL, 100, 1);
    assert_true(page->paragraph->hash != hash);
}

/* Pieces that break, turn, join, hide or are no text at all. */
static void add_any(struct str *text, struct rand *rand)
{
    static const char *const pieces[] = {
        "a",        "bc",     " ",      "  ",     "\n",          "\t",
        "-",        "\u00AD", "(",      ")",      "12",          "\u0628",
        "\u064B",   "\u0301", "\u200B", "\u200D", "«",           "+",
        "…",        "\u200F", "\u2067", "\u2069", "\u202E",      "\u202C",
        "ⵍ",        "ⵏ",      "٣",      "\u00A0", "\U0001F1F2 ", "\xFF",
        "\xE2\x80", "\x01",
    };
    str_add(text, pieces[rand_below(rand, sizeof pieces / sizeof *pieces)]);
}

static void any_text_is_set_whole_and_in_bounds(void **state)
{
    struct page *page = *state;
    struct rand rand = rand_seeded(7);
    struct str text = {0};
    for (int round = 0; round < 3000; round++) {
        str_clear(&text);
        str_add(&text, "");
        for (uint32_t left = rand_below(&rand, 40); left > 0; left--)
            add_any(&text, &rand);
        int width = 10 * (int)rand_below(&rand, 12);
        set(page, round % 2 ? "ar" : "en", str_text(&text), width, 0);
        size_t at = 0;
        for (size_t i = 0; i < page->paragraph->line_count; i++) {
            const struct paragraph_line *line = &page->paragraph->lines[i];
            assert_in_range(line->start, at, at + 3); /* a newline between */
            assert_true(line->end >= line->start);
            if (width >= 40) /* letters that joiners hold together */
                assert_in_range(line->width_px, 0, width);
            at = line->end;
        }
        assert_in_range(text.length - at, 0, 1);
        seen(page);
        set(page, "ar", str_text(&text), width, 1 + round % 3);
        assert_in_range(page->paragraph->line_count, 0, 1 + round % 3);
        seen(page);
        arena_reset(&page->arena);
    }
    str_fini(&text);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_page, close_page)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(as_many_words_as_fit_stand_on_a_line),
        TEST(spaces_at_a_lines_end_hang),
        TEST(lines_follow_each_other_without_a_gap),
        TEST(a_word_wider_than_the_line_is_broken),
        TEST(a_broken_word_keeps_marks_with_their_letters),
        TEST(a_page_without_a_space_is_not_measured_again_and_again),
        TEST(words_are_measured_once_and_runs_once_a_line),
        TEST(a_soft_hyphen_shows_only_where_it_breaks),
        TEST(a_text_too_long_ends_in_an_ellipsis),
        TEST(the_ellipsis_of_arabic_stands_on_the_left),
        TEST(a_newline_ends_a_line),
        TEST(latin_digits_and_brackets_keep_their_order_in_arabic),
        TEST(order_is_found_for_each_line_alone),
        TEST(isolates_part_numbers_and_are_not_shown),
        TEST(fixed_spaces_never_break),
        TEST(a_space_does_not_cut_a_run),
        TEST(bold_words_are_runs_of_their_own),
        TEST(bad_bytes_are_shown_and_controls_are_not),
        TEST(neighbouring_bars_of_tifinagh_stay_plain),
        TEST(any_text_is_set_whole_and_in_bounds),
        TEST(the_hash_is_of_all_that_is_seen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
