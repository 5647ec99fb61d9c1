#include "fingers.h"
#include "support/check.h"
#include <string.h>

/* A page that scrolls with a row and its grip in it, a button at the right. */
static int set_up(void **state)
{
    static struct page page;
    page = (struct page){0};
    draw_list_init(&page.list, &page.arena, (struct rect){0, 0, 1000, 1000},
                   0xFFFFFF);
    draw_list_touch(&page.list, (struct touch_area){.id = "page",
                                                    .rect = {0, 0, 600, 900},
                                                    .is_scroll = true,
                                                    .scroll_max = 500});
    draw_list_touch(&page.list, (struct touch_area){
                                    .id = "row", .rect = {0, 400, 600, 100}});
    draw_list_touch(&page.list,
                    (struct touch_area){.id = "row.grip",
                                        .rect = {500, 400, 100, 100},
                                        .is_lift = true});
    draw_list_touch(&page.list,
                    (struct touch_area){.id = "other.grip",
                                        .rect = {500, 600, 100, 100},
                                        .is_lift = true});
    draw_list_touch(
        &page.list,
        (struct touch_area){.id = "next", .rect = {700, 600, 200, 100}});
    gesture_init(&page.gesture, 20);
    *state = &page;
    return 0;
}

static bool is_carried(const struct page *page)
{
    struct gesture_event event;
    return gesture_carries(&page->gesture, &event);
}

static void a_grip_is_carried_as_far_as_the_finger_goes(void **state)
{
    struct page *page = *state;
    down(page, 1, 550, 450, 0);
    assert_int_equal(go(page, 1, 552, 440, 10).kind, GESTURE_NONE);
    assert_false(is_carried(page));
    struct gesture_event event = go(page, 1, 552, 420, 20);
    assert_int_equal(event.kind, GESTURE_LIFT);
    assert_string_equal(event.id, "row.grip");
    assert_int_equal(event.dy, -30);
    assert_true(is_carried(page));
    assert_int_equal(go(page, 1, 552, 470, 30).dy, 50);
    event = up(page, 1, 552, 480, 40);
    assert_int_equal(event.kind, GESTURE_LIFT);
    assert_int_equal(event.dy, 10);
    assert_true(event.is_end);
    assert_false(is_carried(page));
}

static void beside_the_grip_the_page_scrolls(void **state)
{
    struct page *page = *state;
    down(page, 1, 200, 450, 0);
    assert_int_equal(go(page, 1, 200, 400, 20).kind, GESTURE_SCROLL);
    assert_false(is_carried(page));
}

static void a_grip_that_is_only_touched_is_tapped(void **state)
{
    struct page *page = *state;
    down(page, 1, 550, 450, 0);
    assert_int_equal(go(page, 1, 520, 455, 20).kind, GESTURE_NONE);
    struct gesture_event event = up(page, 1, 520, 455, 60);
    assert_int_equal(event.kind, GESTURE_TAP);
    assert_string_equal(event.id, "row.grip");
}

static void a_finger_that_begins_across_can_still_carry(void **state)
{
    struct page *page = *state;
    down(page, 1, 550, 450, 0);
    assert_int_equal(go(page, 1, 510, 455, 20).kind, GESTURE_NONE);
    assert_int_equal(go(page, 1, 510, 490, 40).kind, GESTURE_LIFT);
}

static void while_it_is_carried_no_other_finger_means_anything(void **state)
{
    struct page *page = *state;
    down(page, 2, 200, 450, 0); /* would scroll */
    down(page, 3, 550, 650, 5); /* would carry the other */
    down(page, 1, 550, 450, 10);
    assert_int_equal(go(page, 1, 550, 400, 20).kind, GESTURE_LIFT);
    assert_int_equal(go(page, 2, 200, 300, 30).kind, GESTURE_NONE);
    assert_int_equal(go(page, 3, 550, 800, 30).kind, GESTURE_NONE);
    down(page, 4, 750, 650, 40);
    assert_int_equal(up(page, 4, 750, 650, 90).kind, GESTURE_NONE);
    assert_int_equal(up(page, 2, 200, 300, 90).kind, GESTURE_NONE);
    assert_int_equal(up(page, 3, 550, 800, 90).kind, GESTURE_NONE);
    assert_int_equal(go(page, 1, 550, 390, 100).dy, -10);
    down(page, 4, 750, 650, 110);
    assert_true(up(page, 1, 550, 390, 120).is_end);
    down(page, 5, 750, 650, 200);
    assert_int_equal(up(page, 5, 750, 650, 250).kind, GESTURE_TAP);
}

static void a_hand_laid_on_it_does_not_drop_what_is_carried(void **state)
{
    struct page *page = *state;
    down(page, 1, 550, 450, 0);
    go(page, 1, 550, 400, 20);
    for (int i = 2; i < 14; i++) /* more than there are fingers */
        down(page, i, 100 + 10 * i, 700, 30);
    for (int i = 2; i < 14; i++)
        assert_int_equal(up(page, i, 100 + 10 * i, 700, 60).kind, GESTURE_NONE);
    assert_int_equal(go(page, 1, 550, 380, 70).dy, -20);
    assert_true(up(page, 1, 550, 380, 80).is_end);
}

static void
a_finger_whose_leaving_was_lost_carries_nothing_for_long(void **state)
{
    struct page *page = *state;
    down(page, 1, 550, 450, 0);
    go(page, 1, 550, 400, 20);
    down(page, 2, 750, 650, 6000);
    assert_false(is_carried(page));
    assert_int_equal(up(page, 2, 750, 650, 6050).kind, GESTURE_TAP);
}

static void what_was_cancelled_is_not_carried(void **state)
{
    struct page *page = *state;
    down(page, 1, 550, 450, 0);
    go(page, 1, 550, 400, 20);
    gesture_clear(&page->gesture);
    assert_false(is_carried(page));
    assert_int_equal(up(page, 1, 550, 400, 40).kind, GESTURE_NONE);
}

static int pulled(struct page *page, int64_t from_ms, int64_t to_ms)
{
    int sum = 0;
    for (int64_t now = from_ms; now <= to_ms; now += 16) {
        struct gesture_event event = gesture_tick(&page->gesture, now);
        if (event.kind == GESTURE_PULL) {
            assert_string_equal(event.id, "page");
            sum += event.delta_px;
        }
    }
    return sum;
}

static void near_the_end_of_the_page_it_is_pulled_along(void **state)
{
    struct page *page = *state;
    down(page, 1, 550, 450, 0);
    go(page, 1, 550, 600, 20);
    assert_false(gesture_is_moving(&page->gesture));
    assert_int_equal(pulled(page, 30, 500), 0);
    go(page, 1, 550, 830, 510);
    assert_true(gesture_is_moving(&page->gesture));
    int slow = pulled(page, 520, 1020);
    go(page, 1, 550, 990, 1030);
    int fast = pulled(page, 1040, 1540);
    assert_true(slow > 0 && fast > slow);
    go(page, 1, 550, 20, 1550);
    assert_true(pulled(page, 1560, 2060) < 0);
    up(page, 1, 550, 20, 2070);
    assert_false(gesture_is_moving(&page->gesture));
}

/* As it lies there, it may have been meant to go up. */
static void a_row_at_the_end_is_not_pulled_before_it_goes_that_way(void **state)
{
    struct page *page = *state;
    page->list.areas[2].rect.y = 780;
    down(page, 1, 550, 850, 0);
    go(page, 1, 550, 820, 20);
    assert_false(gesture_is_moving(&page->gesture));
    assert_int_equal(pulled(page, 30, 500), 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_grip_is_carried_as_far_as_the_finger_goes),
        TEST(beside_the_grip_the_page_scrolls),
        TEST(a_grip_that_is_only_touched_is_tapped),
        TEST(a_finger_that_begins_across_can_still_carry),
        TEST(while_it_is_carried_no_other_finger_means_anything),
        TEST(a_hand_laid_on_it_does_not_drop_what_is_carried),
        TEST(a_finger_whose_leaving_was_lost_carries_nothing_for_long),
        TEST(what_was_cancelled_is_not_carried),
        TEST(near_the_end_of_the_page_it_is_pulled_along),
        TEST(a_row_at_the_end_is_not_pulled_before_it_goes_that_way),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
