#include "support/check.h"
#include "ui/gesture.h"
#include <string.h>

/* A page that scrolls at the left with a card in it, a button at the right. */
struct page {
    struct arena arena;
    struct draw_list list;
    struct gesture gesture;
};

static int set_up(void **state)
{
    static struct page page;
    page = (struct page){0};
    draw_list_init(&page.list, &page.arena, (struct rect){0, 0, 1000, 1000},
                   0xFFFFFF);
    draw_list_touch(&page.list, (struct touch_area){.id = "page",
                                                    .rect = {0, 0, 600, 1000},
                                                    .is_scroll = true,
                                                    .scroll_max = 500});
    draw_list_touch(&page.list, (struct touch_area){
                                    .id = "card", .rect = {50, 50, 200, 200}});
    draw_list_touch(
        &page.list,
        (struct touch_area){.id = "next", .rect = {700, 800, 200, 100}});
    draw_list_touch(
        &page.list,
        (struct touch_area){.id = "skip", .rect = {700, 600, 200, 100}});
    gesture_init(&page.gesture, 20);
    *state = &page;
    return 0;
}

static int tear_down(void **state)
{
    struct page *page = *state;
    arena_fini(&page->arena);
    return 0;
}

static void expect_tap(struct gesture_event event, const char *id)
{
    assert_int_equal(event.kind, GESTURE_TAP);
    assert_string_equal(event.id, id);
}

static void a_finger_down_and_up_on_a_button_taps_it(void **state)
{
    struct page *page = *state;
    gesture_down(&page->gesture, &page->list, 1, 750, 850, 0);
    assert_string_equal(gesture_pressed(&page->gesture), "next");
    expect_tap(gesture_up(&page->gesture, &page->list, 1, 755, 848, 80),
               "next");
    assert_null(gesture_pressed(&page->gesture));
}

static void a_finger_that_leaves_the_button_taps_nothing(void **state)
{
    struct page *page = *state;
    gesture_down(&page->gesture, &page->list, 1, 750, 850, 0);
    struct gesture_event event =
        gesture_up(&page->gesture, &page->list, 1, 750, 650, 80);
    assert_int_equal(event.kind, GESTURE_NONE);
}

static void a_trembling_finger_still_taps(void **state)
{
    struct page *page = *state;
    gesture_down(&page->gesture, &page->list, 1, 100, 100, 0);
    for (int i = 0; i < 10; i++)
        assert_int_equal(
            gesture_move(&page->gesture, 1, 100 + i % 3, 100 + i % 4, 10 * i)
                .kind,
            GESTURE_NONE);
    expect_tap(gesture_up(&page->gesture, &page->list, 1, 110, 105, 120),
               "card");
}

static void a_drag_moves_the_page_with_the_finger_and_taps_nothing(void **state)
{
    struct page *page = *state;
    int sum = 0;
    gesture_down(&page->gesture, &page->list, 1, 100, 200, 0);
    for (int i = 1; i <= 10; i++) {
        struct gesture_event event =
            gesture_move(&page->gesture, 1, 100, 200 - 10 * i, 16 * i);
        sum += event.delta_px;
        if (event.kind == GESTURE_SCROLL)
            assert_string_equal(event.id, "page");
        if (i > 2)
            assert_null(gesture_pressed(&page->gesture));
    }
    assert_int_equal(sum, 100);
    struct gesture_event event =
        gesture_up(&page->gesture, &page->list, 1, 100, 100, 1000);
    assert_int_equal(event.delta_px, 0);
    assert_true(event.is_end);
    assert_false(gesture_is_moving(&page->gesture));
}

static int drag_fast(struct page *page)
{
    int sum = 0;
    gesture_down(&page->gesture, &page->list, 1, 100, 900, 0);
    for (int i = 1; i <= 10; i++)
        sum +=
            gesture_move(&page->gesture, 1, 100, 900 - 20 * i, 10 * i).delta_px;
    gesture_up(&page->gesture, &page->list, 1, 100, 700, 105);
    return sum;
}

static void a_flung_page_glides_on_and_comes_to_rest(void **state)
{
    struct page *page = *state;
    assert_int_equal(drag_fast(page), 200);
    assert_true(gesture_is_moving(&page->gesture));
    int sum = 0, last = 1000, ticks = 0;
    for (int64_t now = 115; gesture_is_moving(&page->gesture); now += 10) {
        struct gesture_event event = gesture_tick(&page->gesture, now);
        assert_true(event.delta_px >= 0 && event.delta_px <= last + 1);
        last = event.delta_px;
        sum += event.delta_px;
        assert_true(++ticks < 400);
    }
    /* 2 px a ms, fading with 325 ms: about 650 px. */
    assert_in_range(sum, 560, 660);
}

static void a_fling_goes_as_far_whatever_the_frame_rate(void **state)
{
    struct page *page = *state;
    int way[2] = {0};
    for (int round = 0; round < 2; round++) {
        drag_fast(page);
        int step = round == 0 ? 4 : 33;
        for (int64_t now = 105; gesture_is_moving(&page->gesture); now += step)
            way[round] += gesture_tick(&page->gesture, now).delta_px;
    }
    assert_in_range(way[0] - way[1] + 20, 0, 40);
}

static void a_tap_while_it_glides_only_stops_it(void **state)
{
    struct page *page = *state;
    drag_fast(page);
    gesture_down(&page->gesture, &page->list, 1, 100, 100, 150);
    assert_false(gesture_is_moving(&page->gesture));
    assert_null(gesture_pressed(&page->gesture));
    assert_int_equal(
        gesture_up(&page->gesture, &page->list, 1, 100, 100, 200).kind,
        GESTURE_NONE);
    gesture_down(&page->gesture, &page->list, 1, 100, 100, 300);
    expect_tap(gesture_up(&page->gesture, &page->list, 1, 100, 100, 350),
               "card");
}

static void a_finger_that_rests_before_it_leaves_flings_nothing(void **state)
{
    struct page *page = *state;
    gesture_down(&page->gesture, &page->list, 1, 100, 900, 0);
    for (int i = 1; i <= 10; i++)
        gesture_move(&page->gesture, 1, 100, 900 - 20 * i, 10 * i);
    gesture_up(&page->gesture, &page->list, 1, 100, 700, 400);
    assert_false(gesture_is_moving(&page->gesture));
}

static void two_taps_between_frames_are_exactly_two_actions(void **state)
{
    struct page *page = *state;
    gesture_down(&page->gesture, &page->list, 1, 750, 850, 5);
    expect_tap(gesture_up(&page->gesture, &page->list, 1, 750, 850, 5), "next");
    gesture_down(&page->gesture, &page->list, 1, 750, 650, 5);
    expect_tap(gesture_up(&page->gesture, &page->list, 1, 750, 650, 5), "skip");
    assert_int_equal(
        gesture_up(&page->gesture, &page->list, 1, 750, 650, 6).kind,
        GESTURE_NONE);
}

static void two_fingers_tap_what_each_lies_on(void **state)
{
    struct page *page = *state;
    gesture_down(&page->gesture, &page->list, 1, 750, 850, 0);
    gesture_down(&page->gesture, &page->list, 2, 750, 650, 3);
    expect_tap(gesture_up(&page->gesture, &page->list, 2, 750, 650, 60),
               "skip");
    expect_tap(gesture_up(&page->gesture, &page->list, 1, 750, 850, 70),
               "next");
}

static void two_fingers_do_not_scroll_a_page_twice_as_far(void **state)
{
    struct page *page = *state;
    int sum = 0;
    gesture_down(&page->gesture, &page->list, 1, 100, 500, 0);
    gesture_down(&page->gesture, &page->list, 2, 300, 500, 0);
    for (int i = 1; i <= 10; i++) {
        sum +=
            gesture_move(&page->gesture, 1, 100, 500 - 10 * i, 10 * i).delta_px;
        sum +=
            gesture_move(&page->gesture, 2, 300, 500 - 10 * i, 10 * i).delta_px;
    }
    assert_int_equal(sum, 100);
}

static void a_page_that_fits_lets_a_wandering_finger_tap(void **state)
{
    struct page *page = *state;
    page->list.areas[0].scroll_max = 0;
    gesture_down(&page->gesture, &page->list, 1, 100, 100, 0);
    assert_int_equal(gesture_move(&page->gesture, 1, 100, 200, 50).kind,
                     GESTURE_NONE);
    expect_tap(gesture_up(&page->gesture, &page->list, 1, 100, 200, 60),
               "card");
}

static void the_first_touch_at_the_very_corner_is_left_out(void **state)
{
    struct page *page = *state;
    draw_list_touch(&page->list, (struct touch_area){.id = "corner",
                                                     .rect = {0, 0, 40, 40}});
    gesture_down(&page->gesture, &page->list, 1, 0, 0, 0);
    assert_null(gesture_pressed(&page->gesture));
    assert_int_equal(gesture_up(&page->gesture, &page->list, 1, 0, 0, 50).kind,
                     GESTURE_NONE);
    gesture_down(&page->gesture, &page->list, 1, 0, 0, 100);
    expect_tap(gesture_up(&page->gesture, &page->list, 1, 0, 0, 150), "corner");
}

static void a_screen_that_changed_forgets_its_fingers(void **state)
{
    struct page *page = *state;
    gesture_down(&page->gesture, &page->list, 1, 750, 850, 0);
    gesture_clear(&page->gesture);
    assert_int_equal(
        gesture_up(&page->gesture, &page->list, 1, 750, 850, 60).kind,
        GESTURE_NONE);
}

static void fingers_that_never_went_up_do_not_make_it_deaf(void **state)
{
    struct page *page = *state;
    for (int i = 0; i < GESTURE_FINGERS; i++)
        gesture_down(&page->gesture, &page->list, i, 750, 650, i);
    gesture_down(&page->gesture, &page->list, 99, 750, 850, 5000);
    assert_int_equal(
        gesture_up(&page->gesture, &page->list, 99, 750, 850, 5055).kind,
        GESTURE_TAP);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_finger_down_and_up_on_a_button_taps_it),
        TEST(a_finger_that_leaves_the_button_taps_nothing),
        TEST(a_trembling_finger_still_taps),
        TEST(a_drag_moves_the_page_with_the_finger_and_taps_nothing),
        TEST(a_flung_page_glides_on_and_comes_to_rest),
        TEST(a_fling_goes_as_far_whatever_the_frame_rate),
        TEST(a_tap_while_it_glides_only_stops_it),
        TEST(a_finger_that_rests_before_it_leaves_flings_nothing),
        TEST(two_taps_between_frames_are_exactly_two_actions),
        TEST(two_fingers_tap_what_each_lies_on),
        TEST(two_fingers_do_not_scroll_a_page_twice_as_far),
        TEST(a_page_that_fits_lets_a_wandering_finger_tap),
        TEST(the_first_touch_at_the_very_corner_is_left_out),
        TEST(a_screen_that_changed_forgets_its_fingers),
        TEST(fingers_that_never_went_up_do_not_make_it_deaf),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
