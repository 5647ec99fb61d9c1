#include "fingers.h"
#include "support/check.h"
#include <math.h>
#include <string.h>

/* A picture above, a bar in a page that scrolls below, a key at the right. */
static int set_up(void **state)
{
    static struct page page;
    page = (struct page){0};
    draw_list_init(&page.list, &page.arena, (struct rect){0, 0, 1000, 1000},
                   0xFFFFFF);
    draw_list_touch(&page.list, (struct touch_area){.id = "picture",
                                                    .rect = {0, 0, 1000, 400},
                                                    .is_zoom = true});
    draw_list_touch(&page.list, (struct touch_area){.id = "page",
                                                    .rect = {0, 400, 600, 600},
                                                    .is_scroll = true,
                                                    .scroll_max = 500});
    draw_list_touch(&page.list, (struct touch_area){.id = "bar",
                                                    .rect = {50, 600, 400, 80},
                                                    .is_drag = true});
    draw_list_touch(&page.list,
                    (struct touch_area){.id = "key",
                                        .rect = {700, 800, 200, 100},
                                        .wants_hold = true});
    draw_list_touch(
        &page.list,
        (struct touch_area){.id = "next", .rect = {700, 600, 200, 100}});
    gesture_init(&page.gesture, 20);
    *state = &page;
    return 0;
}

static void two_fingers_stretch_about_their_middle(void **state)
{
    struct page *page = *state;
    down(page, 1, 400, 200, 0);
    down(page, 2, 600, 200, 10);
    struct gesture_event event = go(page, 2, 800, 200, 20);
    assert_int_equal(event.kind, GESTURE_ZOOM);
    assert_string_equal(event.id, "picture");
    assert_true(fabs(event.factor - 2) < 1e-9);
    assert_int_equal(event.x, 500);
    assert_int_equal(event.dx, 100);
    assert_int_equal(up(page, 1, 400, 200, 30).is_end, false);
    event = go(page, 2, 810, 200, 40); /* one goes on without a jump */
    assert_int_equal(event.dx, 10);
    assert_true(event.factor == 1);
    assert_true(up(page, 2, 810, 200, 50).is_end);
}

static void one_finger_moves_a_picture_and_taps_it_twice(void **state)
{
    struct page *page = *state;
    down(page, 1, 400, 200, 0);
    assert_int_equal(go(page, 1, 410, 200, 10).kind, GESTURE_NONE);
    assert_int_equal(go(page, 1, 450, 220, 20).dx, 50);
    assert_int_equal(up(page, 1, 450, 220, 30).kind, GESTURE_ZOOM);
    down(page, 1, 400, 200, 1000);
    assert_int_equal(up(page, 1, 400, 200, 1050).taps, 1);
    down(page, 1, 404, 203, 1150);
    struct gesture_event event = up(page, 1, 404, 203, 1200);
    assert_int_equal(event.kind, GESTURE_TAP);
    assert_int_equal(event.taps, 2);
    down(page, 1, 404, 203, 1250);
    assert_int_equal(up(page, 1, 404, 203, 1300).taps, 1);
}

static void a_third_finger_on_a_picture_changes_nothing(void **state)
{
    struct page *page = *state;
    down(page, 1, 200, 200, 0);
    down(page, 2, 600, 200, 100);
    down(page, 3, 900, 300, 200);
    assert_int_equal(go(page, 3, 700, 300, 210).kind, GESTURE_NONE);
    assert_true(fabs(go(page, 2, 1000, 200, 220).factor - 2) < 1e-9);
}

static void a_finger_on_a_bar_tells_where_it_is(void **state)
{
    struct page *page = *state;
    down(page, 1, 100, 640, 0);
    assert_int_equal(go(page, 1, 110, 640, 10).kind, GESTURE_NONE);
    struct gesture_event event = go(page, 1, 200, 645, 20);
    assert_int_equal(event.kind, GESTURE_DRAG);
    assert_int_equal(event.x, 200);
    event = up(page, 1, 260, 645, 30);
    assert_int_equal(event.kind, GESTURE_DRAG);
    assert_int_equal(event.x, 260);
    assert_true(event.is_end);
}

static void a_tap_on_a_bar_goes_there(void **state)
{
    struct page *page = *state;
    down(page, 1, 300, 640, 0);
    struct gesture_event event = up(page, 1, 300, 640, 60);
    assert_int_equal(event.kind, GESTURE_DRAG);
    assert_int_equal(event.x, 300);
    assert_true(event.is_end);
}

static void scrolling_over_a_bar_does_not_move_it(void **state)
{
    struct page *page = *state;
    down(page, 1, 300, 640, 0);
    struct gesture_event event = go(page, 1, 302, 580, 20);
    assert_int_equal(event.kind, GESTURE_SCROLL);
    assert_int_equal(event.delta_px, 60);
    assert_int_equal(up(page, 1, 302, 580, 400).kind, GESTURE_SCROLL);
}

static void resting_is_a_hold_only_where_it_is_wanted(void **state)
{
    struct page *page = *state;
    down(page, 1, 750, 850, 100);
    assert_int_equal(gesture_deadline_ms(&page->gesture), 600);
    assert_int_equal(gesture_tick(&page->gesture, 599).kind, GESTURE_NONE);
    struct gesture_event event = gesture_tick(&page->gesture, 600);
    assert_int_equal(event.kind, GESTURE_HOLD);
    assert_string_equal(event.id, "key");
    assert_int_equal(gesture_tick(&page->gesture, 700).kind, GESTURE_NONE);
    assert_int_equal(up(page, 1, 750, 850, 800).kind, GESTURE_NONE);
    down(page, 1, 750, 650, 1000);
    assert_int_equal(gesture_deadline_ms(&page->gesture), -1);
    assert_int_equal(up(page, 1, 750, 650, 4000).kind, GESTURE_TAP);
}

static void from_a_hold_a_finger_slides_to_what_opened(void **state)
{
    struct page *page = *state;
    down(page, 1, 750, 850, 100);
    assert_int_equal(gesture_tick(&page->gesture, 600).kind, GESTURE_HOLD);
    assert_int_equal(go(page, 1, 750, 700, 700).kind, GESTURE_NONE);
    struct gesture_event event = up(page, 1, 750, 650, 800);
    assert_int_equal(event.kind, GESTURE_SLIDE);
    assert_string_equal(event.id, "next");
    down(page, 1, 750, 850, 1000);
    assert_int_equal(gesture_tick(&page->gesture, 1500).kind, GESTURE_HOLD);
    assert_int_equal(up(page, 1, 660, 500, 1600).kind, GESTURE_NONE);
    down(page, 1, 750, 850, 2000); /* a tap does not remember it */
    assert_int_equal(up(page, 1, 750, 650, 2100).kind, GESTURE_NONE);
}

static void a_palm_means_nothing(void **state)
{
    struct page *page = *state;
    down(page, 1, 720, 620, 0);
    down(page, 2, 760, 640, 10);
    down(page, 3, 800, 660, 20);
    assert_null(gesture_pressed(&page->gesture));
    for (int i = 1; i <= 3; i++)
        assert_int_equal(up(page, i, 760, 640, 100).kind, GESTURE_NONE);
    down(page, 1, 760, 640, 300);
    assert_int_equal(up(page, 1, 760, 640, 350).kind, GESTURE_TAP);
}

static void ten_fingers_at_once_mean_nothing(void **state)
{
    struct page *page = *state;
    for (int i = 0; i < 10; i++)
        down(page, i, 100 * i, 420 + 50 * i, 100 * i);
    for (int i = 0; i < 10; i++)
        assert_int_equal(up(page, i, 100 * i, 420 + 50 * i, 1100).kind,
                         GESTURE_NONE);
}

static void two_fingers_on_two_buttons_both_count(void **state)
{
    struct page *page = *state;
    down(page, 1, 750, 850, 0);
    down(page, 2, 750, 650, 5);
    assert_string_equal(up(page, 1, 750, 850, 10).id, "key");
    assert_string_equal(up(page, 2, 750, 650, 12).id, "next");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(two_fingers_stretch_about_their_middle),
        TEST(one_finger_moves_a_picture_and_taps_it_twice),
        TEST(a_third_finger_on_a_picture_changes_nothing),
        TEST(a_finger_on_a_bar_tells_where_it_is),
        TEST(a_tap_on_a_bar_goes_there),
        TEST(scrolling_over_a_bar_does_not_move_it),
        TEST(resting_is_a_hold_only_where_it_is_wanted),
        TEST(from_a_hold_a_finger_slides_to_what_opened),
        TEST(a_palm_means_nothing),
        TEST(ten_fingers_at_once_mean_nothing),
        TEST(two_fingers_on_two_buttons_both_count),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
