#include "support/check.h"
#include "ui/layout.h"
#include <string.h>

/* A typesetter of our own: a letter is half its size wide, a line is as high
 * as one and a half; lines break at spaces, longer words at the letter. */
static struct arena lines_arena;

static size_t line_end(const char *text, size_t start, size_t length,
                       size_t most, bool *ret_is_forced)
{
    size_t end = start, last_space = 0;
    *ret_is_forced = false;
    while (end < length && end - start < most) {
        if (text[end] == ' ')
            last_space = end;
        end++;
    }
    if (end == length || text[end] == ' ')
        return end;
    if (last_space > start)
        return last_space;
    *ret_is_forced = true;
    return end;
}

const struct paragraph *typesetter_paragraph(struct typesetter *setter,
                                             const char *utf8,
                                             const struct text_style *style,
                                             const struct text_span *bold,
                                             size_t bold_count, int width_px,
                                             int max_lines)
{
    (void)setter, (void)bold, (void)bold_count;
    struct paragraph *paragraph = arena_get(&lines_arena, sizeof *paragraph);
    size_t length = strlen(utf8), letter = (size_t)style->size_px / 2;
    size_t most = width_px > 0 ? (size_t)width_px / letter : length;
    most = most < 1 ? 1 : most;
    paragraph->line_px = style->size_px * 3 / 2;
    paragraph->lines =
        arena_array(&lines_arena, length + 1, sizeof *paragraph->lines);
    for (size_t at = 0; at < length;) {
        if (max_lines > 0 && paragraph->line_count == (size_t)max_lines) {
            paragraph->is_cut = true;
            break;
        }
        struct paragraph_line *line =
            &paragraph->lines[paragraph->line_count++];
        line->start = at;
        line->end = line_end(utf8, at, length, most, &line->is_forced);
        line->width_px = (int)((line->end - at) * letter);
        if (line->width_px > paragraph->width_px)
            paragraph->width_px = line->width_px;
        at = line->end + (utf8[line->end] == ' ');
    }
    paragraph->height_px = (int)paragraph->line_count * paragraph->line_px;
    paragraph->hash = length * 1000 + (size_t)style->size_px;
    return paragraph;
}

/* Nobody writes in these texts. */
struct caret_text typesetter_caret(struct typesetter *setter, const char *utf8,
                                   const struct paragraph *paragraph,
                                   int width_px, struct arena *arena)
{
    (void)setter;
    return (struct caret_text){utf8, paragraph, NULL, width_px, arena};
}

struct page {
    struct arena arena;
    struct theme *theme;
    struct frame frame;
    struct draw_list list;
};
static struct page page;

static int set_up(void **state)
{
    struct fail why = {0};
    page = (struct page){0};
    if (!theme_read("assets", &page.theme, &why))
        return -1;
    page.frame = (struct frame){.arena = &page.arena,
                                .theme = page.theme,
                                .language = "en",
                                .scale = 1,
                                .width = 1000,
                                .height = 600};
    *state = &page;
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    theme_free(page.theme);
    arena_fini(&page.arena);
    arena_fini(&lines_arena);
    return 0;
}

static void run(struct node *root)
{
    draw_list_init(&page.list, &page.arena, (struct rect){0, 0, 1000, 600},
                   0xFFFFFF);
    layout_run(&page.frame, root, &page.list);
}

static struct node *box(struct node *parent, struct box what)
{
    return layout_box(&page.frame, parent, what);
}

/* A box that is drawn, told by its colour. */
static struct node *mark(struct node *parent, uint32_t colour, struct box what)
{
    what.has_fill = true;
    what.fill = colour;
    return box(parent, what);
}

static struct node *words(struct node *parent, struct label label)
{
    if (label.size == 0)
        label.size = 20;
    return layout_text(&page.frame, parent, label);
}

static struct rect rect_of(uint32_t colour)
{
    for (size_t i = 0; i < page.list.count; i++)
        if (page.list.items[i].kind == DRAW_BOX &&
            page.list.items[i].colour == colour)
            return page.list.items[i].rect;
    fail_msg("no box #%06X", colour);
    return (struct rect){0, 0, 0, 0};
}

static const struct draw_item *item_of(enum draw_kind kind)
{
    for (size_t i = 0; i < page.list.count; i++)
        if (page.list.items[i].kind == kind)
            return &page.list.items[i];
    return NULL;
}

static void expect_rect(struct rect rect, int x, int y, int w, int h)
{
    if (rect.x != x || rect.y != y || rect.w != w || rect.h != h)
        fail_msg("%d,%d %dx%d, not %d,%d %dx%d", rect.x, rect.y, rect.w, rect.h,
                 x, y, w, h);
}

static void a_column_stretches_its_children_and_stacks_them(void **state)
{
    (void)state;
    struct node *root = box(NULL, (struct box){.gap = 10, .pad = EDGES(20)});
    mark(root, 1, (struct box){.height = 50});
    mark(root, 2, (struct box){.height = 30, .width = 100});
    run(root);
    expect_rect(rect_of(1), 20, 20, 960, 50);
    expect_rect(rect_of(2), 20, 80, 100, 30);
}

static void weights_share_what_is_left_to_the_last_pixel(void **state)
{
    (void)state;
    struct node *root = box(NULL, (struct box){.axis = AXIS_ROW});
    mark(root, 1, (struct box){.width = 100});
    mark(root, 2, (struct box){.weight = 1});
    mark(root, 3, (struct box){.weight = 1});
    mark(root, 4, (struct box){.weight = 5});
    run(root);
    expect_rect(rect_of(1), 0, 0, 100, 600);
    expect_rect(rect_of(2), 100, 0, 128, 600);
    expect_rect(rect_of(3), 228, 0, 129, 600);
    expect_rect(rect_of(4), 357, 0, 643, 600);
}

static void a_weight_in_a_column_fills_the_height(void **state)
{
    (void)state;
    struct node *root = box(NULL, (struct box){0});
    mark(root, 1, (struct box){.height = 80});
    mark(root, 2, (struct box){.weight = 1});
    mark(root, 3, (struct box){.height = 60});
    run(root);
    expect_rect(rect_of(2), 0, 80, 1000, 460);
    expect_rect(rect_of(3), 0, 540, 1000, 60);
}

static void a_weight_never_goes_below_what_it_holds(void **state)
{
    (void)state;
    struct node *root = box(NULL, (struct box){0});
    struct node *high = mark(root, 1, (struct box){.weight = 1});
    mark(high, 9, (struct box){.height = 400});
    mark(root, 2, (struct box){.weight = 1});
    run(root);
    expect_rect(rect_of(1), 0, 0, 1000, 400);
    expect_rect(rect_of(2), 0, 400, 1000, 200);
}

static void arabic_mirrors_rows_pads_and_corners(void **state)
{
    (void)state;
    page.frame.is_rtl = true;
    struct node *root =
        box(NULL, (struct box){.axis = AXIS_ROW, .pad = {40, 10, 0, 0}});
    mark(root, 1,
         (struct box){.width = 100,
                      .radius = 9,
                      .corners = CORNER_TOP_LEFT | CORNER_BOTTOM_RIGHT});
    mark(root, 2, (struct box){.width = 200});
    layout_icon(&page.frame, root, "arrow", 30, 0, true);
    layout_icon(&page.frame, root, "globe", 30, 0, false);
    words(root, (struct label){.text = "abc"});
    run(root);
    expect_rect(rect_of(1), 860, 0, 100, 600);
    expect_rect(rect_of(2), 660, 0, 200, 600);
    assert_int_equal(page.list.items[0].corners,
                     CORNER_TOP_RIGHT | CORNER_BOTTOM_LEFT);
    assert_true(page.list.items[2].is_mirrored);
    assert_false(page.list.items[3].is_mirrored);
    expect_rect(item_of(DRAW_TEXT)->rect, 570, 0, 30, 30);
    assert_int_equal(item_of(DRAW_TEXT)->align, TEXT_RIGHT);
}

static void every_mirrored_frame_is_the_mirror_of_the_other(void **state)
{
    struct rect rects[2][64];
    size_t counts[2];
    (void)state;
    for (int side = 0; side < 2; side++) {
        page.frame.is_rtl = side == 1;
        struct node *root =
            box(NULL, (struct box){.pad = {13, 7, 5, 3}, .gap = 9});
        struct node *grid = box(root, (struct box){.columns = 3, .gap = 11});
        for (uint32_t i = 0; i < 5; i++)
            mark(grid, i, (struct box){.height = 40});
        struct node *row = box(root, (struct box){.axis = AXIS_ROW,
                                                  .justify = JUSTIFY_BETWEEN,
                                                  .align = ALIGN_CENTRE});
        mark(row, 10, (struct box){.width = 77, .height = 31});
        mark(row, 11, (struct box){.width = 111, .height = 20});
        struct node *centre =
            box(root, (struct box){.align = ALIGN_END, .weight = 1});
        mark(centre, 12, (struct box){.width = 91, .height = 31});
        run(root);
        counts[side] = page.list.count;
        for (size_t i = 0; i < page.list.count; i++)
            rects[side][i] = page.list.items[i].rect;
    }
    assert_int_equal(counts[0], counts[1]);
    for (size_t i = 0; i < counts[0]; i++)
        expect_rect(rects[1][i], 1000 - rects[0][i].x - rects[0][i].w,
                    rects[0][i].y, rects[0][i].w, rects[0][i].h);
}

static void
a_grid_has_equal_columns_and_rows_as_high_as_their_highest(void **state)
{
    (void)state;
    struct node *root = box(NULL, (struct box){0});
    struct node *grid = box(root, (struct box){.columns = 3, .gap = 20});
    mark(grid, 1, (struct box){.min_height = 50});
    mark(grid, 2, (struct box){.min_height = 80});
    mark(grid, 3, (struct box){0});
    mark(grid, 4, (struct box){.min_height = 10});
    run(root);
    expect_rect(rect_of(1), 0, 0, 320, 80);
    expect_rect(rect_of(2), 340, 0, 320, 80);
    expect_rect(rect_of(3), 680, 0, 320, 80);
    expect_rect(rect_of(4), 0, 100, 320, 10);
}

static void a_stack_lays_its_children_on_top_of_each_other(void **state)
{
    (void)state;
    struct node *root =
        box(NULL, (struct box){.axis = AXIS_STACK, .align = ALIGN_CENTRE});
    mark(root, 1, (struct box){.width = 400, .height = 200});
    mark(root, 2, (struct box){.width = 100, .height = 100});
    run(root);
    expect_rect(rect_of(1), 300, 200, 400, 200);
    expect_rect(rect_of(2), 450, 250, 100, 100);
}

static void a_text_is_as_high_as_its_width_makes_it(void **state)
{
    (void)state;
    struct node *root = box(NULL, (struct box){.align = ALIGN_START});
    struct node *narrow = mark(root, 1, (struct box){.width = 120});
    words(narrow, (struct label){.text = "one two three four"});
    run(root);
    /* twelve letters a line: "one two" "three four" */
    expect_rect(rect_of(1), 0, 0, 120, 60);
    assert_int_equal(item_of(DRAW_TEXT)->paragraph->line_count, 2);
}

static void a_text_takes_the_width_of_its_words_where_it_may(void **state)
{
    (void)state;
    struct node *root = box(NULL, (struct box){.align = ALIGN_CENTRE});
    struct node *pill =
        mark(root, 1, (struct box){.axis = AXIS_ROW, .pad = {30, 30, 0, 0}});
    words(pill, (struct label){.text = "English"});
    run(root);
    expect_rect(rect_of(1), 435, 0, 130, 30);
}

static void texts_of_a_full_row_wrap_in_proportion_and_keep_words(void **state)
{
    (void)state;
    struct node *root = box(NULL, (struct box){.axis = AXIS_ROW, .width = 300});
    struct node *row = box(root, (struct box){.axis = AXIS_ROW, .width = 300});
    struct node *a = mark(row, 1, (struct box){0});
    struct node *b = mark(row, 2, (struct box){0});
    layout_icon(&page.frame, row, "arrow", 40, 0, true);
    words(a, (struct label){.text = "aaaaa bbbbb ccccc ddddd"});
    words(b, (struct label){.text = "eeeeeeeeee ff"});
    run(root);
    struct rect first = rect_of(1), second = rect_of(2);
    assert_int_equal(first.w + second.w, 260);
    assert_true(second.w >= 100);
    for (size_t i = 0; i < page.list.count; i++) {
        const struct paragraph *paragraph = page.list.items[i].paragraph;
        for (size_t k = 0; paragraph != NULL && k < paragraph->line_count; k++)
            assert_false(paragraph->lines[k].is_forced);
    }
    assert_int_equal(item_of(DRAW_ICON)->rect.w, 40);
}

static void a_label_shrinks_rather_than_break_a_word(void **state)
{
    (void)state;
    struct node *root = box(NULL, (struct box){0});
    words(
        box(root, (struct box){.width = 200}),
        (struct label){.text = "Entrepreneurship", .size = 36, .min_size = 20});
    run(root);
    const struct paragraph *paragraph = item_of(DRAW_TEXT)->paragraph;
    assert_int_equal(paragraph->line_count, 1);
    assert_int_equal(paragraph->line_px, 24 * 3 / 2);
}

static void
a_label_shrinks_rather_than_have_more_lines_but_loses_no_word(void **state)
{
    (void)state;
    struct node *root = box(NULL, (struct box){0});
    words(box(root, (struct box){.width = 200}),
          (struct label){.text = "one two three four five six seven "
                                 "eight nine ten eleven twelve",
                         .size = 36,
                         .min_size = 28,
                         .max_lines = 2});
    run(root);
    const struct paragraph *paragraph = item_of(DRAW_TEXT)->paragraph;
    assert_int_equal(paragraph->line_px, 28 * 3 / 2);
    assert_false(paragraph->is_cut);
    assert_true(paragraph->line_count > 2);
}

static struct node *tall_page(int scroll_px)
{
    struct node *root = box(NULL, (struct box){0});
    mark(root, 1, (struct box){.height = 100});
    struct node *page_box = box(root, (struct box){.id = "page",
                                                   .is_scroll = true,
                                                   .scroll_px = scroll_px,
                                                   .weight = 1});
    for (uint32_t i = 0; i < 10; i++)
        mark(page_box, 10 + i,
             (struct box){.height = 90,
                          .id = i == 4   ? "low"
                                : i == 9 ? "last"
                                         : NULL});
    return root;
}

static void a_page_that_is_too_high_scrolls_in_what_is_left(void **state)
{
    (void)state;
    run(tall_page(0));
    const struct touch_area *area = draw_list_area(&page.list, "page");
    assert_true(area->is_scroll);
    expect_rect(area->rect, 0, 100, 1000, 500);
    assert_int_equal(area->scroll_max, 400);
    expect_rect(item_of(DRAW_CLIP)->rect, 0, 74, 1000, 526); /* shadows */
    expect_rect(rect_of(10), 0, 100, 1000, 90);
    assert_null(draw_list_area(&page.list, "last"));
}

static bool says_that_it_goes_on(void)
{
    for (size_t i = 0; i < page.list.count; i++)
        if (page.list.items[i].kind == DRAW_ICON &&
            strcmp(page.list.items[i].name, "down") == 0)
            return true;
    return false;
}

static void a_page_says_that_it_goes_on_until_its_end(void **state)
{
    (void)state;
    run(tall_page(0));
    assert_true(says_that_it_goes_on());
    run(tall_page(399));
    assert_true(says_that_it_goes_on());
    run(tall_page(400));
    assert_false(says_that_it_goes_on());
}

static void a_plain_window_says_nothing(void **state)
{
    (void)state;
    struct node *window = layout_box(
        &page.frame, NULL,
        (struct box){.id = "field", .is_scroll = true, .is_plain = true});
    layout_box(&page.frame, window, (struct box){.height = 2000});
    run(window);
    assert_int_equal(draw_list_area(&page.list, "field")->scroll_max, 1400);
    assert_false(says_that_it_goes_on());
}

static void scrolling_stops_at_both_ends(void **state)
{
    (void)state;
    run(tall_page(90));
    expect_rect(rect_of(11), 0, 100, 1000, 90);
    run(tall_page(5000));
    expect_rect(rect_of(19), 0, 510, 1000, 90);
    run(tall_page(-70));
    expect_rect(rect_of(10), 0, 100, 1000, 90);
}

static void
what_is_half_scrolled_away_is_touched_only_where_it_is_seen(void **state)
{
    (void)state;
    run(tall_page(380));
    expect_rect(draw_list_area(&page.list, "low")->rect, 0, 100, 1000, 70);
}

static void a_page_that_fits_does_not_scroll(void **state)
{
    (void)state;
    struct node *root = box(NULL, (struct box){0});
    struct node *fits =
        box(root,
            (struct box){
                .id = "page", .is_scroll = true, .scroll_px = 50, .weight = 1});
    mark(fits, 1, (struct box){.height = 90});
    run(root);
    assert_int_equal(draw_list_area(&page.list, "page")->scroll_max, 0);
    expect_rect(rect_of(1), 0, 0, 1000, 90);
}

static void small_buttons_have_areas_a_finger_can_hit(void **state)
{
    (void)state;
    struct node *root =
        box(NULL, (struct box){.axis = AXIS_STACK, .align = ALIGN_CENTRE});
    mark(root, 1, (struct box){.id = "dot", .width = 20, .height = 30});
    run(root);
    expect_rect(rect_of(1), 490, 285, 20, 30);
    expect_rect(draw_list_area(&page.list, "dot")->rect, 464, 264, 72, 72);
}

static void an_area_never_grows_over_a_neighbour(void **state)
{
    (void)state;
    struct node *root = box(NULL, (struct box){.gap = 4});
    mark(root, 1, (struct box){.id = "above", .height = 100});
    mark(root, 2, (struct box){.id = "thin", .height = 20});
    mark(root, 3, (struct box){.id = "below", .height = 100});
    run(root);
    struct rect thin = draw_list_area(&page.list, "thin")->rect;
    expect_rect(thin, 0, 100, 1000, 28);
}

static void a_pressed_button_is_darker_and_nothing_else_changes(void **state)
{
    (void)state;
    struct str out[2] = {{0}, {0}};
    for (int i = 0; i < 2; i++) {
        page.frame.pressed = i == 1 ? "b" : NULL;
        struct node *root = box(NULL, (struct box){0});
        mark(root, 0xFFFFFF, (struct box){.id = "a", .height = 100});
        mark(root, 0xC86432, (struct box){.id = "b", .height = 100});
        run(root);
        draw_list_print(&page.list, &out[i]);
    }
    assert_non_null(
        strstr(str_text(&out[1]), "box 0,100 1000x100 fill #B45A2D"));
    assert_non_null(strstr(str_text(&out[1]), "box 0,0 1000x100 fill #FFFFFF"));
    assert_non_null(
        strstr(str_text(&out[0]), "box 0,100 1000x100 fill #C86432"));
    str_fini(&out[0]);
    str_fini(&out[1]);
}

static void a_larger_screen_scales_and_edges_still_meet(void **state)
{
    (void)state;
    page.frame.scale = 1.37;
    struct node *root = box(NULL, (struct box){.axis = AXIS_ROW});
    for (uint32_t i = 0; i < 7; i++)
        mark(root, i, (struct box){.weight = 1});
    run(root);
    int x = 0;
    for (uint32_t i = 0; i < 7; i++) {
        assert_int_equal(rect_of(i).x, x);
        x += rect_of(i).w;
    }
    assert_int_equal(x, 1000);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_column_stretches_its_children_and_stacks_them),
        TEST(weights_share_what_is_left_to_the_last_pixel),
        TEST(a_weight_in_a_column_fills_the_height),
        TEST(a_weight_never_goes_below_what_it_holds),
        TEST(arabic_mirrors_rows_pads_and_corners),
        TEST(every_mirrored_frame_is_the_mirror_of_the_other),
        TEST(a_grid_has_equal_columns_and_rows_as_high_as_their_highest),
        TEST(a_stack_lays_its_children_on_top_of_each_other),
        TEST(a_text_is_as_high_as_its_width_makes_it),
        TEST(a_text_takes_the_width_of_its_words_where_it_may),
        TEST(texts_of_a_full_row_wrap_in_proportion_and_keep_words),
        TEST(a_label_shrinks_rather_than_break_a_word),
        TEST(a_label_shrinks_rather_than_have_more_lines_but_loses_no_word),
        TEST(a_page_that_is_too_high_scrolls_in_what_is_left),
        TEST(a_page_says_that_it_goes_on_until_its_end),
        TEST(a_plain_window_says_nothing),
        TEST(scrolling_stops_at_both_ends),
        TEST(what_is_half_scrolled_away_is_touched_only_where_it_is_seen),
        TEST(a_page_that_fits_does_not_scroll),
        TEST(small_buttons_have_areas_a_finger_can_hit),
        TEST(an_area_never_grows_over_a_neighbour),
        TEST(a_pressed_button_is_darker_and_nothing_else_changes),
        TEST(a_larger_screen_scales_and_edges_still_meet),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
