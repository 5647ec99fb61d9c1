/*
 * A text being written, and where its caret stands, in a font in which every
 * letter is 10 px wide and marks have no width. A capital in a text stands for
 * an Arabic letter, as in the examples of UAX 9; it has two bytes.
 */

#include "base/rand.h"
#include "base/utf8.h"
#include "text/bidi.h"
#include "text/caret.h"
#include "text/edit.h"
#include "text/grapheme.h"

#include "support/check.h"
#include <string.h>

enum { FIRST_LETTER = 0x0628, LINE_PX = 40, BOX_PX = 200 };
#define FAMILY  "\U0001F468\u200D\U0001F469\u200D\U0001F467"
#define FLAG    "\U0001F1F2\U0001F1E6"
#define VOWELED "\u0645\u064E\u0631\u0652" /* two letters with their marks */
#define E_ACUTE "e\u0301"

struct page {
    char bytes[EDIT_BYTES + 1];
    struct edit edit;
    struct arena arena;
    struct caret_text text;
    struct paragraph_measure measure;
};

static int fake_width_px(void *user, int face, bool is_bold, uint32_t script,
                         bool is_rtl, const char *utf8)
{
    int width = 0;
    uint32_t code_point;
    (void)user, (void)face, (void)is_bold, (void)script, (void)is_rtl;
    while (*utf8 != '\0') {
        utf8 += utf8_decode(utf8, strlen(utf8), &code_point);
        bool is_mark = code_point == 0x301 || code_point == 0x200D ||
                       code_point == 0x200C ||
                       (code_point >= 0x64B && code_point < 0x660);
        width += is_mark ? 0 : 10;
    }
    return width;
}

static int fake_face(void *user, uint32_t code_point, uint32_t script,
                     int previous)
{
    (void)user, (void)code_point, (void)script, (void)previous;
    return 0;
}

static int open_page(void **state)
{
    static struct page page;
    memset(&page, 0, sizeof page);
    page.measure = (struct paragraph_measure){fake_width_px, fake_face, NULL};
    edit_init(&page.edit, page.bytes, sizeof page.bytes, 0);
    *state = &page;
    return 0;
}

static int close_page(void **state)
{
    struct page *page = *state;
    arena_fini(&page->arena);
    return 0;
}

static void write_text(struct page *page, const char *text)
{
    edit_select_all(&page->edit);
    edit_delete_back(&page->edit);
    for (; *text != '\0'; text++) {
        char bytes[5] = {*text};
        if (*text >= 'A' && *text <= 'X')
            utf8_encode(FIRST_LETTER + (uint32_t)(*text - 'A'), bytes);
        else if ((unsigned char)*text >= 0x80)
            memcpy(bytes, text, 2), text++;
        assert_true(edit_insert(&page->edit, bytes));
    }
}

static void set(struct page *page, const char *language, int width_px)
{
    const struct text_style style = {
        .language = language, .size_px = 28, .line_px = LINE_PX};
    page->text = (struct caret_text){
        page->edit.text,
        paragraph_set(page->edit.text, &style, NULL, 0, width_px, 0,
                      &page->measure, &page->arena),
        &page->measure, width_px > 0 ? width_px : BOX_PX, &page->arena};
}

static size_t count_letters(const char *utf8)
{
    size_t count = 0, length = strlen(utf8);
    for (size_t at = 0; at < length; count++)
        at = grapheme_next(utf8, length, at);
    return count;
}

static void what_a_reader_takes_for_a_letter_is_one(void **state)
{
    (void)state;
    assert_int_equal(count_letters(""), 0);
    assert_int_equal(count_letters("abc"), 3);
    assert_int_equal(count_letters(E_ACUTE "x"), 2);
    assert_int_equal(count_letters(VOWELED), 2);
    assert_int_equal(count_letters(FAMILY "a"), 2);
    assert_int_equal(count_letters(FLAG FLAG), 2);
    assert_int_equal(count_letters("\U0001F44D\U0001F3FD!"), 2);
    assert_int_equal(count_letters("\u2D4D\u2D4F"), 2);
    assert_int_equal(count_letters("\u1112\u1161\u11AB\uAC00\u11A8"), 2);
    assert_int_equal(count_letters("\u0928\u093F"), 1);
    assert_int_equal(count_letters("a\u200Eb"), 2);
    assert_int_equal(count_letters("\u0644\u200D\u0627"), 2);
    assert_int_equal(count_letters("\r\n\n"), 2);
    assert_int_equal(count_letters("\xFFz"), 2);
}

static void deleting_takes_a_whole_letter(void **state)
{
    struct page *page = *state;
    struct edit *edit = &page->edit;
    static const char *const letters[] = {
        "a",     "\u00E9", E_ACUTE,  "\u0645\u064E\u0651",
        FAMILY,  FLAG,     "\u2D63", "\U0001F44D\U0001F3FD",
        "\u0644"};
    for (size_t i = 0; i < sizeof letters / sizeof *letters; i++) {
        assert_true(edit_insert(edit, "b"));
        assert_true(edit_insert(edit, letters[i]));
        edit_delete_back(edit);
        assert_string_equal(edit->text, "b");
        assert_true(edit_insert(edit, letters[i]));
        edit_put_caret(edit, 1, false);
        edit_delete_forward(edit);
        assert_string_equal(edit->text, "b");
        edit_delete_forward(edit);
        edit_delete_back(edit);
        edit_delete_back(edit);
        assert_string_equal(edit->text, "");
    }
}

/* The alef of a lam-alef goes alone: they are two letters. */
static void a_ligature_is_deleted_letter_by_letter(void **state)
{
    struct page *page = *state;
    assert_true(edit_insert(&page->edit, "\u0644\u0627"));
    edit_delete_back(&page->edit);
    assert_string_equal(page->edit.text, "\u0644");
}

static void the_caret_never_stands_inside_a_letter(void **state)
{
    struct page *page = *state;
    struct edit *edit = &page->edit;
    assert_true(edit_insert(edit, "a" E_ACUTE VOWELED FAMILY));
    for (size_t i = 0; i <= edit->length + 3; i++) {
        edit_put_caret(edit, i, false);
        assert_int_equal(grapheme_start(edit->text, edit->length, edit->caret),
                         edit->caret);
    }
    edit_put_caret(edit, 1, false);
    assert_true(edit_insert(edit, "\u0327")); /* falls to the a */
    assert_int_equal(edit->caret, 3);
    edit_put_caret(edit, 0, false);
    edit_delete_forward(edit);
    edit_delete_forward(edit);
    assert_int_equal(strlen(edit->text), edit->length);
    assert_string_equal(edit->text, VOWELED FAMILY);
}

static void a_full_text_takes_no_more(void **state)
{
    struct page *page = *state;
    struct edit *edit = &page->edit;
    edit_init(edit, page->bytes, sizeof page->bytes, 3);
    assert_int_equal(edit_left(edit), 3);
    assert_true(edit_insert(edit, "\u00E9\u2D63"));
    assert_int_equal(edit_left(edit), 1);
    assert_false(edit_insert(edit, "\u0644\u0627"));
    assert_true(edit_insert(edit, "\u0644"));
    assert_false(edit_insert(edit, "a"));
    assert_string_equal(edit->text, "\u00E9\u2D63\u0644");
    edit_select_all(edit);
    assert_true(edit_insert(edit, "abc"));
    assert_string_equal(edit->text, "abc");
    edit_init(edit, page->bytes, 5, 0);
    assert_true(edit_insert(edit, "d"));
    assert_false(edit_insert(edit, "e"));
    assert_string_equal(edit->text, "abcd");
}

static void only_letters_come_in(void **state)
{
    struct page *page = *state;
    assert_false(edit_insert(&page->edit, "a\nb"));
    assert_false(edit_insert(&page->edit, "\t"));
    assert_false(edit_insert(&page->edit, "\u2028"));
    assert_false(edit_insert(&page->edit, "\xC3"));
    assert_int_equal(page->edit.length, 0);
    strcpy(page->bytes, "good\nbad");
    edit_init(&page->edit, page->bytes, sizeof page->bytes, 0);
    assert_string_equal(page->edit.text, "good");
    assert_int_equal(page->edit.caret, 4);
}

static void nothing_of_what_was_deleted_stays_in_memory(void **state)
{
    struct page *page = *state;
    struct edit *edit = &page->edit;
    assert_true(edit_insert(edit, "a secret and its end"));
    edit_put_caret(edit, 8, false);
    edit_put_caret(edit, 1, true);
    edit_delete_back(edit);
    assert_string_equal(edit->text, "a and its end");
    for (size_t i = edit->length; i < edit->room; i++)
        assert_int_equal(page->bytes[i], 0);
    edit_wipe(edit);
    for (size_t i = 0; i < edit->room; i++)
        assert_int_equal(page->bytes[i], 0);
    assert_int_equal(edit->caret, 0);
}

static void expect_word(struct page *page, size_t byte, const char *word)
{
    char chosen[64] = "";
    edit_select_word(&page->edit, byte);
    memcpy(chosen, page->edit.text + edit_from(&page->edit),
           edit_to(&page->edit) - edit_from(&page->edit));
    assert_string_equal(chosen, word);
}

static void the_word_at_a_place_is_chosen(void **state)
{
    struct page *page = *state;
    assert_true(edit_insert(&page->edit,
                            "d\u00E9j\u00E0, " VOWELED " \u2D63\u2D49\u2D66"));
    expect_word(page, 0, "d\u00E9j\u00E0");
    expect_word(page, 3, "d\u00E9j\u00E0");
    expect_word(page, 6, "d\u00E9j\u00E0"); /* behind it */
    expect_word(page, 7, " ");
    expect_word(page, 8, VOWELED);
    expect_word(page, 17, "\u2D63\u2D49\u2D66");
    expect_word(page, 99, "\u2D63\u2D49\u2D66");
    assert_true(edit_insert(&page->edit, "z"));
    assert_string_equal(page->edit.text, "d\u00E9j\u00E0, " VOWELED " z");
    edit_wipe(&page->edit);
    expect_word(page, 0, "");
}

static int x_of(struct page *page, size_t byte, bool types_rtl)
{
    return caret_at(&page->text, byte, types_rtl).x;
}

static void the_caret_of_latin_goes_right_and_of_arabic_left(void **state)
{
    struct page *page = *state;
    write_text(page, "abc");
    set(page, "en", 0);
    for (size_t i = 0; i <= 3; i++)
        assert_int_equal(x_of(page, i, false), 10 * (int)i);
    write_text(page, "ABC");
    set(page, "ar", 0);
    for (size_t i = 0; i <= 3; i++)
        assert_int_equal(x_of(page, 2 * i, true), BOX_PX - 10 * (int)i);
    write_text(page, "");
    set(page, "en", 0);
    assert_int_equal(x_of(page, 0, false), 0);
    assert_int_equal(x_of(page, 0, true), 0);
    assert_int_equal(caret_at(&page->text, 0, false).h, LINE_PX);
    set(page, "ar", 0);
    assert_int_equal(x_of(page, 0, true), BOX_PX);
}

/* Seen: a b C B A; the byte behind b has two places. */
static void
where_directions_meet_the_caret_is_where_a_letter_will_appear(void **state)
{
    struct page *page = *state;
    write_text(page, "abABC");
    set(page, "en", 0);
    assert_int_equal(x_of(page, 2, false), 20);
    assert_int_equal(x_of(page, 2, true), 50);
    assert_int_equal(x_of(page, 4, true), 40);
    assert_int_equal(x_of(page, 8, true), 20);
    assert_int_equal(x_of(page, 8, false), 50);
    write_text(page, "ABab");
    set(page, "ar", 0);
    assert_int_equal(x_of(page, 4, true), BOX_PX - 20);
    assert_int_equal(x_of(page, 4, false), BOX_PX - 40);
    assert_int_equal(x_of(page, 6, false), BOX_PX - 20);
    assert_int_equal(x_of(page, 6, true), BOX_PX - 40);
}

static void spaces_that_hang_have_places_too(void **state)
{
    struct page *page = *state;
    write_text(page, "ab ");
    set(page, "en", 0);
    assert_int_equal(x_of(page, 3, false), 30);
    write_text(page, "AB ");
    set(page, "ar", 0);
    assert_int_equal(x_of(page, 5, true), BOX_PX - 30);
    write_text(page, "  ");
    set(page, "ar", 0);
    assert_int_equal(x_of(page, 2, true), BOX_PX - 20);
    write_text(page, "ab     ");
    set(page, "en", 40);
    assert_int_equal(x_of(page, 7, false), 40);
}

static void marks_stand_on_their_letter(void **state)
{
    struct page *page = *state;
    assert_true(edit_insert(&page->edit, E_ACUTE VOWELED "b"));
    set(page, "en", 0);
    assert_int_equal(x_of(page, 3, false), 10);
    assert_int_equal(x_of(page, 7, true), 20);
    assert_int_equal(x_of(page, 11, false), 30);
    assert_int_equal(x_of(page, 12, false), 40);
}

static void lam_and_alef_are_parted_in_the_middle(void **state)
{
    struct page *page = *state;
    assert_true(edit_insert(&page->edit, "\u0633\u0644\u0627\u0645"));
    set(page, "ar", 0);
    assert_int_equal(x_of(page, 2, true), BOX_PX - 10);
    assert_int_equal(x_of(page, 4, true), BOX_PX - 20);
    assert_int_equal(x_of(page, 6, true), BOX_PX - 30);
}

static void a_finger_finds_the_nearest_place(void **state)
{
    struct page *page = *state;
    write_text(page, "abABC");
    set(page, "en", 0);
    assert_int_equal(caret_byte(&page->text, -50, 5), 0);
    assert_int_equal(caret_byte(&page->text, 4, 5), 0);
    assert_int_equal(caret_byte(&page->text, 6, -90), 1);
    assert_int_equal(caret_byte(&page->text, 31, 5), 6);
    assert_int_equal(caret_byte(&page->text, 38, 900), 4);
    write_text(page, "aaa bbb ccc");
    set(page, "en", 70);
    assert_int_equal(caret_byte(&page->text, 0, LINE_PX), 8);
    assert_int_equal(caret_byte(&page->text, 500, LINE_PX), 11);
    assert_int_equal(caret_byte(&page->text, 500, 0), 7);
    assert_int_equal(caret_at(&page->text, 7, false).y, 0);
    assert_int_equal(caret_at(&page->text, 8, false).y, LINE_PX);
}

/* The place seen furthest to the left, or to the right. */
static size_t outermost(struct page *page, bool types_rtl, int side)
{
    const struct edit *edit = &page->edit;
    size_t found = 0;
    for (size_t i = 0; i <= edit->length; i++)
        if (grapheme_start(edit->text, edit->length, i) == i &&
            (x_of(page, i, types_rtl) - x_of(page, found, types_rtl)) * side >
                0)
            found = i;
    return found;
}

/* Goes from one end to the other and back: each step is to that side, and
 * every place of the text was visited. Around a number within Arabic two
 * bytes may have one place: `skipped` is how many. */
static void steps_through(struct page *page, bool types_rtl, size_t skipped)
{
    size_t length = page->edit.length, letters = count_letters(page->edit.text);
    for (int step = -1; step <= 1; step += 2) {
        size_t byte = outermost(page, types_rtl, -step), steps = 0;
        bool went_to[64] = {false};
        went_to[byte] = true;
        for (size_t next; steps <= letters; steps++, byte = next) {
            next = caret_step(&page->text, byte, types_rtl, step);
            if (next == byte)
                break;
            assert_true(
                (x_of(page, next, types_rtl) - x_of(page, byte, types_rtl)) *
                    step >
                0);
            went_to[next] = true;
        }
        assert_in_range(steps, letters - skipped, letters);
        assert_int_equal(
            x_of(page, byte, types_rtl),
            x_of(page, outermost(page, types_rtl, step), types_rtl));
        for (size_t i = 0; i <= length && skipped == 0; i++)
            if (grapheme_start(page->edit.text, length, i) == i)
                assert_true(went_to[i]);
    }
}

static void steps_go_to_the_side_that_is_seen(void **state)
{
    struct page *page = *state;
    static const char *const texts[] = {
        "abc",       "ABC",         "abABC",        "ABab", "ab AB cd",
        "AB ab CD ", "ab AB 12 cd", "AB 12 ab CD ", "12AB"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        for (int way = 0; way < 4; way++) {
            write_text(page, texts[i]);
            set(page, way % 2 ? "ar" : "en", 0);
            steps_through(page, way / 2, strchr(texts[i], '1') ? 2 : 0);
        }
    edit_wipe(&page->edit);
    assert_true(edit_insert(&page->edit, "x" VOWELED FAMILY E_ACUTE "\u2D63"));
    set(page, "en", 0);
    steps_through(page, false, 0);
}

static void steps_go_on_in_the_next_line(void **state)
{
    struct page *page = *state;
    write_text(page, "aa bb");
    set(page, "en", 20);
    assert_int_equal(caret_step(&page->text, 2, false, 1), 3);
    assert_int_equal(caret_at(&page->text, 3, false).y, LINE_PX);
    assert_int_equal(caret_step(&page->text, 3, false, -1), 2);
    assert_int_equal(caret_step(&page->text, 0, false, -1), 0);
    assert_int_equal(caret_step(&page->text, 5, false, 1), 5);
    write_text(page, "AA BB");
    set(page, "ar", 20);
    assert_int_equal(caret_step(&page->text, 4, true, -1), 5);
    assert_int_equal(caret_step(&page->text, 5, true, 1), 4);
}

static void expect_boxes(struct page *page, size_t from, size_t to,
                         const int *expected, size_t count)
{
    struct caret_box *boxes;
    assert_int_equal(caret_boxes(&page->text, from, to, &boxes), count);
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(boxes[i].x, expected[3 * i]);
        assert_int_equal(boxes[i].w, expected[3 * i + 1]);
        assert_int_equal(boxes[i].y, expected[3 * i + 2]);
    }
}

static void what_is_chosen_has_several_boxes_where_directions_mix(void **state)
{
    struct page *page = *state;
    write_text(page, "abABCcd");
    set(page, "en", 0);
    expect_boxes(page, 1, 1, NULL, 0);
    expect_boxes(page, 0, 10, (const int[]){0, 70, 0}, 1);
    expect_boxes(page, 1, 4, (const int[]){10, 10, 0, 40, 10, 0}, 2);
    expect_boxes(page, 4, 9, (const int[]){20, 20, 0, 50, 10, 0}, 2);
    write_text(page, "aaa bbb");
    set(page, "en", 40);
    expect_boxes(page, 2, 6, (const int[]){20, 20, 0, 0, 20, LINE_PX}, 2);
}

static void do_something(struct page *page, struct rand *rand)
{
    static const char *const pieces[] = {
        "a",      " ",      "\u0301", "\u0644",      "\u0627",
        "\u064E", "7",      "\u2D4D", FAMILY,        FLAG,
        "\u200D", "\u200F", "(",      "\u0633\u0644"};
    struct edit *edit = &page->edit;
    size_t byte = rand_below(rand, (uint32_t)edit->length + 3);
    switch (rand_below(rand, 8)) {
    case 0:
        edit_delete_back(edit);
        break;
    case 1:
        edit_delete_forward(edit);
        break;
    case 2:
        edit_put_caret(edit, byte, rand_below(rand, 2));
        break;
    case 3:
        edit_select_word(edit, byte);
        break;
    default:
        edit_insert(edit,
                    pieces[rand_below(rand, sizeof pieces / sizeof *pieces)]);
    }
}

static void whatever_is_done_the_text_stays_whole(void **state)
{
    struct page *page = *state;
    struct edit *edit = &page->edit;
    struct rand rand = rand_seeded(5);
    edit_init(edit, page->bytes, 120, 40);
    for (int i = 0; i < 4000; i++) {
        do_something(page, &rand);
        assert_int_equal(strlen(edit->text), edit->length);
        assert_true(edit->length < edit->room);
        assert_true(utf8_valid(edit->text, edit->length, NULL));
        assert_true(utf8_count(edit->text, edit->length) <= 40);
        for (size_t k = edit->length; k < edit->room; k++)
            assert_int_equal(edit->text[k], 0);
        assert_int_equal(grapheme_start(edit->text, edit->length, edit->caret),
                         edit->caret);
        assert_int_equal(grapheme_start(edit->text, edit->length, edit->anchor),
                         edit->anchor);

        arena_reset(&page->arena);
        set(page, i % 2 ? "ar" : "en", 70);
        struct caret_box *boxes,
            box = caret_at(&page->text, edit->caret, i % 3);
        assert_true(box.x >= 0 && box.x <= 70);
        assert_true(caret_byte(&page->text, box.x, box.y) <= edit->length);
        assert_true(caret_step(&page->text, edit->caret, i % 3,
                               i % 2 ? 1 : -1) <= edit->length);
        caret_boxes(&page->text, edit_from(edit), edit_to(edit), &boxes);
    }
}

#define ON_A_PAGE(name)                                                        \
    cmocka_unit_test_setup_teardown(name, open_page, close_page)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_a_reader_takes_for_a_letter_is_one),
        ON_A_PAGE(deleting_takes_a_whole_letter),
        ON_A_PAGE(a_ligature_is_deleted_letter_by_letter),
        ON_A_PAGE(the_caret_never_stands_inside_a_letter),
        ON_A_PAGE(a_full_text_takes_no_more),
        ON_A_PAGE(only_letters_come_in),
        ON_A_PAGE(nothing_of_what_was_deleted_stays_in_memory),
        ON_A_PAGE(whatever_is_done_the_text_stays_whole),
        ON_A_PAGE(the_word_at_a_place_is_chosen),
        ON_A_PAGE(the_caret_of_latin_goes_right_and_of_arabic_left),
        ON_A_PAGE(
            where_directions_meet_the_caret_is_where_a_letter_will_appear),
        ON_A_PAGE(spaces_that_hang_have_places_too),
        ON_A_PAGE(marks_stand_on_their_letter),
        ON_A_PAGE(lam_and_alef_are_parted_in_the_middle),
        ON_A_PAGE(a_finger_finds_the_nearest_place),
        ON_A_PAGE(steps_go_to_the_side_that_is_seen),
        ON_A_PAGE(steps_go_on_in_the_next_line),
        ON_A_PAGE(what_is_chosen_has_several_boxes_where_directions_mix),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
