#include "kiosk/sticks.h"

#include "support/check.h"
#include <stdio.h>
#include <string.h>

enum { START_MS = 1000 };

static struct sticks sticks;

static bool hear(const char *text, int64_t now_ms)
{
    char line[STICK_LINE_BYTES];
    struct stick_news news;

    snprintf(line, sizeof line, "%s", text);
    assert_true(stick_news_read(line, &news));
    return sticks_hear(&sticks, &news, false, now_ms);
}

static int begin(void **state)
{
    (void)state;
    memset(&sticks, 0, sizeof sticks);
    return 0;
}

static void what_came_of_a_stick_is_kept_in_its_order(void **state)
{
    (void)state;
    hear("stick sda1 reading percent=10", START_MS);
    hear("stick sda1 checking percent=50", START_MS);
    hear("stick sda1 took id=foo version=2 before=1", START_MS);
    hear("stick sda1 refused file=a.zip reason=unsigned", START_MS);
    hear("stick sda1 copying percent=30", START_MS);
    assert_int_equal(sticks.count, 1);
    const struct stick *stick = &sticks.all[0];
    assert_int_equal(stick->step, STICK_STEP_COPYING);
    assert_int_equal(stick->percent, 30);
    assert_int_equal(stick->item_count, 2);
    assert_string_equal(stick->items[0].id, "foo");
    assert_string_equal(stick->items[0].before, "1");
    assert_int_equal(stick->items[1].reason, STICK_UNSIGNED);
    assert_false(stick_is_over(stick));
    assert_true(stick_went_wrong(stick));
}

static void taken_out_it_is_forgotten_and_the_other_stays(void **state)
{
    (void)state;
    hear("stick sda1 reading", START_MS);
    hear("stick sdb1 waiting", START_MS);
    assert_int_equal(sticks.count, 2);
    assert_true(hear("stick sda1 gone", START_MS));
    assert_int_equal(sticks.count, 1);
    assert_string_equal(sticks.all[0].name, "sdb1");
    assert_false(hear("stick sda1 gone", START_MS));
}

static void one_that_was_done_goes_by_itself_after_a_minute(void **state)
{
    (void)state;
    hear("stick sda1 reading", START_MS);
    hear("stick sda1 done", START_MS);
    assert_int_equal(sticks_deadline_ms(&sticks), START_MS + STICK_GOOD_MS);
    sticks_pass_time(&sticks, START_MS + STICK_GOOD_MS - 1);
    assert_int_equal(sticks.count, 1);
    sticks_pass_time(&sticks, START_MS + STICK_GOOD_MS);
    assert_int_equal(sticks.count, 0);
    assert_int_equal(sticks_deadline_ms(&sticks), -1);
}

static void what_went_wrong_stays_longer(void **state)
{
    (void)state;
    hear("stick sda1 refused file=a reason=damaged", START_MS);
    hear("stick sda1 done", START_MS);
    sticks_pass_time(&sticks, START_MS + STICK_GOOD_MS);
    assert_int_equal(sticks.count, 1);
    sticks_pass_time(&sticks, START_MS + STICK_BAD_MS);
    assert_int_equal(sticks.count, 0);
}

static void a_silent_one_has_stopped_and_may_go_on(void **state)
{
    int64_t stopped_ms = START_MS + STICK_SILENT_MS;

    (void)state;
    hear("stick sda1 took id=foo version=2", START_MS);
    hear("stick sda1 copying percent=1", START_MS);
    sticks_pass_time(&sticks, stopped_ms - 1);
    assert_false(stick_is_over(&sticks.all[0]));
    sticks_pass_time(&sticks, stopped_ms);
    assert_int_equal(sticks.all[0].step, STICK_STEP_STOPPED);
    assert_true(stick_is_over(&sticks.all[0]));
    hear("stick sda1 copying percent=2", stopped_ms + 1);
    assert_int_equal(sticks.all[0].step, STICK_STEP_COPYING);
    assert_int_equal(sticks.all[0].item_count, 1);
    sticks_pass_time(&sticks, stopped_ms + STICK_SILENT_MS + 1);
    sticks_pass_time(&sticks, stopped_ms + STICK_SILENT_MS + STICK_BAD_MS + 1);
    assert_int_equal(sticks.count, 0);
}

static void who_waits_for_another_is_not_taken_for_dead(void **state)
{
    int64_t now_ms = START_MS;

    (void)state;
    hear("stick sdb1 waiting", now_ms);
    for (int i = 0; i < 4; i++) {
        hear("stick sda1 reading percent=5", now_ms += STICK_SILENT_MS - 1);
        sticks_pass_time(&sticks, now_ms);
    }
    assert_string_equal(sticks.all[0].name, "sdb1");
    assert_int_equal(sticks.all[0].step, STICK_STEP_WAITING);
    sticks_pass_time(&sticks, now_ms + STICK_SILENT_MS);
    sticks_pass_time(&sticks, now_ms + 2 * STICK_SILENT_MS);
    assert_int_equal(sticks.all[0].step, STICK_STEP_STOPPED);
}

static void one_that_is_at_work_cannot_be_closed(void **state)
{
    (void)state;
    hear("stick sda1 done", START_MS);
    hear("stick sdb1 copying", START_MS);
    assert_true(sticks_tap(&sticks, "stick.close"));
    assert_int_equal(sticks.count, 1);
    assert_string_equal(sticks.all[0].name, "sdb1");
    assert_true(sticks.is_folded);
    assert_true(sticks_tap(&sticks, "stick.open"));
    assert_false(sticks.is_folded);
    hear("stick sdb1 failed reason=full", START_MS);
    sticks_tap(&sticks, "stick.close");
    assert_int_equal(sticks.count, 0);
}

static void plugged_in_again_it_begins_anew(void **state)
{
    (void)state;
    hear("stick sda1 refused file=a reason=damaged", START_MS);
    hear("stick sda1 done", START_MS);
    hear("stick sda1 reading", START_MS);
    assert_int_equal(sticks.all[0].item_count, 0);
    assert_false(stick_went_wrong(&sticks.all[0]));
    hear("stick sda1 left id=foo version=1", START_MS);
    sticks_pass_time(&sticks, START_MS + STICK_SILENT_MS);
    hear("stick sda1 reading", START_MS + STICK_SILENT_MS);
    assert_int_equal(sticks.all[0].item_count, 0);
}

static void one_without_our_folder_stays_so_when_it_is_done(void **state)
{
    (void)state;
    hear("stick sda1 not-ours", START_MS);
    hear("stick sda1 done", START_MS);
    assert_int_equal(sticks.all[0].step, STICK_STEP_NOT_OURS);
}

static void a_fifth_takes_the_place_of_one_that_is_over(void **state)
{
    (void)state;
    for (int i = 0; i < STICKS; i++) {
        char line[64];
        snprintf(line, sizeof line, "stick sd%c1 reading", 'a' + i);
        assert_true(hear(line, START_MS));
    }
    assert_false(hear("stick sde1 reading", START_MS));
    hear("stick sdb1 done", START_MS);
    assert_true(hear("stick sde1 reading", START_MS));
    assert_int_equal(sticks.count, STICKS);
    assert_string_equal(sticks.all[STICKS - 1].name, "sde1");
    assert_string_equal(sticks.all[1].name, "sdc1");
}

static void more_than_there_is_room_for_is_counted(void **state)
{
    (void)state;
    for (int i = 0; i < STICK_ITEMS + 7; i++)
        hear("stick sda1 left id=foo version=1", START_MS);
    assert_int_equal(sticks.all[0].item_count, STICK_ITEMS);
    assert_int_equal(sticks.all[0].item_more, 7);
}

static void a_long_name_is_cut_between_letters(void **state)
{
    char line[STICK_LINE_BYTES] = "stick sda1 refused reason=damaged file=x";

    (void)state;
    for (int i = 0; i < 130; i++)
        strcat(line, "%C3%A9");
    hear(line, START_MS);
    const char *file = sticks.all[0].items[0].file;
    assert_int_equal(strlen(file), 1 + 77 * 2 + strlen("…"));
    assert_string_equal(file + strlen(file) - strlen("é…"), "é…");
}

static void during_a_visit_it_begins_folded(void **state)
{
    struct stick_news news = {.stick = "sda1", .event = STICK_READING};

    (void)state;
    sticks_hear(&sticks, &news, true, START_MS);
    assert_true(sticks.is_folded);
    assert_false(sticks_tap(&sticks, "answer.yes"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(what_came_of_a_stick_is_kept_in_its_order,
                               begin),
        cmocka_unit_test_setup(taken_out_it_is_forgotten_and_the_other_stays,
                               begin),
        cmocka_unit_test_setup(one_that_was_done_goes_by_itself_after_a_minute,
                               begin),
        cmocka_unit_test_setup(what_went_wrong_stays_longer, begin),
        cmocka_unit_test_setup(a_silent_one_has_stopped_and_may_go_on, begin),
        cmocka_unit_test_setup(who_waits_for_another_is_not_taken_for_dead,
                               begin),
        cmocka_unit_test_setup(one_that_is_at_work_cannot_be_closed, begin),
        cmocka_unit_test_setup(plugged_in_again_it_begins_anew, begin),
        cmocka_unit_test_setup(one_without_our_folder_stays_so_when_it_is_done,
                               begin),
        cmocka_unit_test_setup(a_fifth_takes_the_place_of_one_that_is_over,
                               begin),
        cmocka_unit_test_setup(more_than_there_is_room_for_is_counted, begin),
        cmocka_unit_test_setup(a_long_name_is_cut_between_letters, begin),
        cmocka_unit_test_setup(during_a_visit_it_begins_folded, begin),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
