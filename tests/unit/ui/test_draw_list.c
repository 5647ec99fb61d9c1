#include "support/check.h"
#include "ui/draw_list.h"
#include <string.h>

static const struct rect screen = {0, 0, 1920, 1080};

static void a_rect_holds_its_first_pixel_and_not_the_one_after(void **state)
{
    struct rect rect = {10, 20, 30, 40};
    (void)state;
    assert_true(rect_contains(rect, 10, 20));
    assert_true(rect_contains(rect, 39, 59));
    assert_false(rect_contains(rect, 40, 20));
    assert_false(rect_contains(rect, 10, 60));
    assert_false(rect_contains(rect, 9, 20));
}

static void rects_that_only_meet_have_nothing_in_common(void **state)
{
    struct rect a = {0, 0, 10, 10};
    (void)state;
    assert_int_equal(rect_common(a, (struct rect){10, 0, 10, 10}).w, 0);
    struct rect common = rect_common(a, (struct rect){5, 6, 10, 10});
    assert_int_equal(common.x, 5);
    assert_int_equal(common.y, 6);
    assert_int_equal(common.w, 5);
    assert_int_equal(common.h, 4);
}

static void around_nothing_is_the_other(void **state)
{
    struct rect a = {5, 5, 10, 10}, none = {0, 0, 0, 0};
    (void)state;
    struct rect both = rect_around(a, none);
    assert_int_equal(both.x, 5);
    assert_int_equal(both.w, 10);
    both = rect_around(a, (struct rect){20, 0, 5, 5});
    assert_int_equal(both.x, 5);
    assert_int_equal(both.y, 0);
    assert_int_equal(both.w, 20);
    assert_int_equal(both.h, 15);
}

/* The same frame from memory that lies elsewhere. */
static void fill(struct draw_list *list, struct arena *arena, const char *icon)
{
    draw_list_init(list, arena, screen, 0xFAF6EF);
    struct draw_item *box =
        draw_list_add(list, DRAW_BOX, (struct rect){56, 300, 400, 200});
    box->has_fill = true;
    box->colour = 0xFFFFFF;
    box->radius = 28;
    box->corners = CORNER_ALL;
    struct draw_item *item =
        draw_list_add(list, DRAW_ICON, (struct rect){60, 310, 48, 48});
    item->name = arena_string(arena, icon, strlen(icon));
    item->colour = 0x1D2433;
}

static void equal_frames_have_equal_hashes(void **state)
{
    struct arena arena = {0};
    struct draw_list a, b, c;
    (void)state;
    fill(&a, &arena, "back");
    fill(&b, &arena, "back");
    fill(&c, &arena, "home");
    assert_true(draw_list_hash(&a) == draw_list_hash(&b));
    assert_false(draw_list_hash(&a) == draw_list_hash(&c));
    arena_fini(&arena);
}

static void every_part_of_an_item_counts_in_its_hash(void **state)
{
    struct paragraph paragraph = {.hash = 7};
    const struct draw_item plain = {.kind = DRAW_ARC, .alpha = 255};
    struct draw_item items[13];
    (void)state;
    for (size_t i = 0; i < 13; i++)
        items[i] = plain;
    items[0].kind = DRAW_BOX;
    items[1].rect.y = 1;
    items[2].colour = 1;
    items[3].alpha = 254;
    items[4].has_fill = true;
    items[5].radius = 1;
    items[6].corners = CORNER_TOP_LEFT;
    items[7].border = 1;
    items[8].border_colour = 1;
    items[9].paragraph = &paragraph;
    items[10].align = TEXT_RIGHT;
    items[11].is_mirrored = true;
    items[12].share = 0.5;
    for (size_t i = 0; i < 13; i++)
        for (size_t j = 0; j < i; j++)
            assert_false(draw_item_hash(&items[i]) ==
                         draw_item_hash(&items[j]));
    for (size_t i = 0; i < 13; i++)
        assert_false(draw_item_hash(&items[i]) == draw_item_hash(&plain));
}

static void touch_areas_leave_no_pixels_and_do_not_change_the_hash(void **state)
{
    struct arena arena = {0};
    struct draw_list a, b;
    (void)state;
    fill(&a, &arena, "back");
    fill(&b, &arena, "back");
    draw_list_touch(&b, (struct touch_area){.id = "x", .rect = screen});
    assert_true(draw_list_hash(&a) == draw_list_hash(&b));
    arena_fini(&arena);
}

static void a_hundred_items_keep_their_order(void **state)
{
    struct arena arena = {0};
    struct draw_list list;
    (void)state;
    draw_list_init(&list, &arena, screen, 0);
    for (int i = 0; i < 100; i++) {
        draw_list_add(&list, DRAW_BOX, (struct rect){i, 0, 1, 1});
        draw_list_touch(&list, (struct touch_area){.id = "t", .scroll_max = i});
    }
    assert_int_equal(list.count, 100);
    for (int i = 0; i < 100; i++)
        assert_int_equal(list.items[i].rect.x, i);
    assert_int_equal(draw_list_area(&list, "t")->scroll_max, 99);
    assert_null(draw_list_area(&list, "other"));
    arena_fini(&arena);
}

static void add_words(struct draw_list *list)
{
    static struct paragraph_line lines[] = {{.start = 0, .end = 4},
                                            {.start = 4, .end = 9}};
    static const struct paragraph paragraph = {
        .lines = lines, .line_count = 2, .line_px = 40, .hash = 1};
    struct draw_item *text =
        draw_list_add(list, DRAW_TEXT, (struct rect){80, 320, 300, 80});
    text->paragraph = &paragraph;
    text->text = "one \"two\"";
    text->align = TEXT_CENTRE;
}

static void a_frame_prints_as_this_and_stays_so(void **state)
{
    struct arena arena = {0};
    struct draw_list list;
    struct str out = {0};
    (void)state;
    fill(&list, &arena, "back");
    list.items[1].is_mirrored = true;
    draw_list_add(&list, DRAW_CLIP, (struct rect){0, 300, 900, 700});
    add_words(&list);
    struct draw_item *picture =
        draw_list_add(&list, DRAW_PICTURE, (struct rect){0, 300, 90, 70});
    picture->name = "/somewhere/content/foo/images/door.svg";
    picture->radius = 8;
    picture->corners = CORNER_TOP_LEFT | CORNER_TOP_RIGHT;
    draw_list_add(&list, DRAW_UNCLIP, screen);
    struct draw_item *arc =
        draw_list_add(&list, DRAW_ARC, (struct rect){5, 6, 90, 90});
    arc->border = 8;
    arc->share = 0.25;
    draw_list_touch(&list, (struct touch_area){.id = "page",
                                               .rect = {0, 300, 900, 700},
                                               .is_scroll = true,
                                               .scroll_max = 120});
    draw_list_touch(&list,
                    (struct touch_area){.id = "back", .rect = {1, 2, 72, 72}});
    draw_list_print(&list, &out);
    assert_string_equal(
        str_text(&out),
        "screen 1920x1080 #FAF6EF\n"
        "box 56,300 400x200 fill #FFFFFF radius 28\n"
        "icon 60,310 48x48 back #1D2433 mirrored\n"
        "clip 0,300 900x700\n"
        "text 80,320 300x80 #000000 centre \"one\" \"\\\"two\\\"\"\n"
        "picture 0,300 90x70 radius 8 corners 3 foo/images/door.svg\n"
        "unclip\n"
        "arc 5,6 90x90 #000000 width 8 share 0.250\n"
        "scroll 0,300 900x700 page max 120\n"
        "touch 1,2 72x72 back\n");
    str_fini(&out);
    arena_fini(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_rect_holds_its_first_pixel_and_not_the_one_after),
        cmocka_unit_test(rects_that_only_meet_have_nothing_in_common),
        cmocka_unit_test(around_nothing_is_the_other),
        cmocka_unit_test(equal_frames_have_equal_hashes),
        cmocka_unit_test(every_part_of_an_item_counts_in_its_hash),
        cmocka_unit_test(
            touch_areas_leave_no_pixels_and_do_not_change_the_hash),
        cmocka_unit_test(a_hundred_items_keep_their_order),
        cmocka_unit_test(a_frame_prints_as_this_and_stays_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
