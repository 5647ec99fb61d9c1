#include "support/check.h"

#include "visitor.h"
#include <string.h>

static void one_touch_on_a_language_starts_at_the_site(void **state)
{
    (void)state;
    struct visitor visitor = somebody(0);

    assert_screen(visitor, "attract");
    tap(&visitor, "lang.ar");
    assert_screen(visitor, "host");
    assert_int_equal(visitor.session.language, 1);
}

static void without_a_site_it_starts_with_all_hosts(void **state)
{
    (void)state;
    struct visitor visitor = somebody(-1);

    tap(&visitor, "lang.en");
    assert_screen(visitor, "home");
    tap(&visitor, "host.bar");
    assert_screen(visitor, "host");
    assert_int_equal(visitor.session.here.host, 1);
}

static void back_leads_the_way_one_came(void **state)
{
    (void)state;
    struct visitor visitor = somebody(0);

    tap(&visitor, "lang.en");
    tap(&visitor, "hosts");
    tap(&visitor, "host.foo");
    tap(&visitor, "page.two");
    assert_int_equal(visitor.session.here.page, 1);
    tap(&visitor, "back");
    assert_screen(visitor, "host");
    tap(&visitor, "back");
    assert_screen(visitor, "home");
    tap(&visitor, "back");
    assert_screen(visitor, "host");
    tap(&visitor, "back");
    assert_screen(visitor, "attract");
}

static void the_trail_forgets_its_beginning_not_its_end(void **state)
{
    (void)state;
    struct visitor visitor = somebody(0);

    tap(&visitor, "lang.en");
    for (int i = 0; i < 3 * SESSION_TRAIL; i++)
        tap(&visitor, i % 2 ? "lab" : "hosts");
    tap(&visitor, "back");
    assert_screen(visitor, "home");
    for (int i = 0; i < SESSION_TRAIL; i++)
        tap(&visitor, "back");
    assert_true(visitor.session.here.screen == SCREEN_HOST ||
                visitor.session.here.screen == SCREEN_ATTRACT);
}

static void a_language_keeps_place_and_answers(void **state)
{
    (void)state;
    struct visitor visitor = at_first_question();

    tap(&visitor, "answer.stance.oppose");
    struct place before = visitor.session.here;
    tap(&visitor, "lang.ar");
    assert_memory_equal(&before, &visitor.session.here, sizeof before);
    assert_int_equal(answers_given(&visitor.session.answers), 1);
}

static void a_visitor_who_left_is_warned_then_forgotten(void **state)
{
    (void)state;
    struct visitor visitor = at_first_question();

    tap(&visitor, "answer.stance.move");
    tap(&visitor, "next");
    wait_ms(&visitor, 59999);
    assert_false(visitor.session.is_warned);
    wait_ms(&visitor, 1);
    assert_true(visitor.session.is_warned);
    wait_ms(&visitor, SESSION_WARNING_MS - 1);
    assert_screen(visitor, "question");
    wait_ms(&visitor, 1);
    struct session fresh;
    session_wipe(&fresh, &visitor.kiosk);
    assert_memory_equal(&fresh, &visitor.session, sizeof fresh);
}

static void
a_touch_on_the_warning_is_a_sign_of_life_and_nothing_else(void **state)
{
    (void)state;
    struct visitor visitor = at_first_question();

    wait_ms(&visitor, 61000);
    tap(&visitor, "answer.stance.move");
    assert_false(visitor.session.is_warned);
    assert_int_equal(answers_given(&visitor.session.answers), 0);
    wait_ms(&visitor, 59000);
    assert_false(visitor.session.is_warned);
}

static void the_thank_you_goes_without_a_warning(void **state)
{
    (void)state;
    struct visitor visitor = who_sends();

    act(&visitor, (struct action){.kind = ACTION_SAVED});
    wait_ms(&visitor, 60000);
    assert_screen(visitor, "attract");
}

static void the_ring_runs_out_in_steps(void **state)
{
    (void)state;
    struct visitor visitor = at_first_question();

    wait_ms(&visitor, 60000);
    assert_true(session_ring_share(&visitor.session, &visitor.kiosk,
                                   visitor.now_ms) > 0.99);
    int64_t next =
        session_deadline_ms(&visitor.session, &visitor.kiosk, visitor.now_ms);
    assert_int_equal(next, visitor.now_ms + SESSION_RING_MS);
    assert_true(session_ring_share(&visitor.session, &visitor.kiosk,
                                   visitor.now_ms + 19999) < 0.02);
}

static void nobody_there_wakes_up_only_for_the_next_welcome(void **state)
{
    (void)state;
    struct visitor visitor = somebody(0);

    wait_ms(&visitor, 5);
    int64_t next =
        session_deadline_ms(&visitor.session, &visitor.kiosk, visitor.now_ms);
    assert_int_equal(next - visitor.now_ms, SESSION_ATTRACT_MS);
    wait_ms(&visitor, SESSION_ATTRACT_MS - 1);
    assert_int_equal(visitor.session.attract_step, 0);
    wait_ms(&visitor, 1);
    assert_int_equal(visitor.session.attract_step, 1);
    assert_screen(visitor, "attract");
}

static void what_a_visitor_set_is_forgotten_with_the_visitor(void **state)
{
    (void)state;
    struct visitor visitor = somebody(0);

    tap(&visitor, "ease");
    tap(&visitor, "ease.text.3");
    tap(&visitor, "ease.look.2");
    tap(&visitor, "ease.motion");
    tap(&visitor, "ease.reach");
    tap(&visitor, "ease.volume.less");
    tap(&visitor, "sheet.close");
    tap(&visitor, "lang.en");
    assert_int_equal(visitor.session.ease.text_size, 3);
    assert_int_equal(visitor.session.ease.look, 2);
    assert_true(visitor.session.ease.less_motion);
    assert_true(visitor.session.ease.within_reach);
    assert_int_equal(visitor.session.ease.volume_percent, 60);
    wait_ms(&visitor, 60000);
    wait_ms(&visitor, SESSION_WARNING_MS);
    assert_screen(visitor, "attract");
    assert_int_equal(visitor.session.ease.text_size, 0);
    assert_int_equal(visitor.session.ease.look, 0);
    assert_false(visitor.session.ease.less_motion);
    assert_false(visitor.session.ease.within_reach);
}

static void who_leaves_before_choosing_a_language_leaves_nothing(void **state)
{
    (void)state;
    struct visitor visitor = somebody(0);

    tap(&visitor, "ease");
    tap(&visitor, "ease.text.2");
    wait_ms(&visitor, 59999);
    assert_int_equal(visitor.session.ease.text_size, 2);
    wait_ms(&visitor, 1);
    assert_int_equal(visitor.session.ease.text_size, 0);
    assert_int_equal(visitor.session.sheet.kind, SHEET_NONE);
}

static void who_reads_slowly_is_given_twice_the_time(void **state)
{
    (void)state;
    struct visitor visitor = somebody(0);

    tap(&visitor, "lang.en");
    act(&visitor, (struct action){.kind = ACTION_SHOWN, .time_ms = 50000});
    wait_ms(&visitor, 99999);
    assert_false(visitor.session.is_warned);
    wait_ms(&visitor, 1);
    assert_true(visitor.session.is_warned);
    /* The warning has few words; its own time does not shrink by that. */
    act(&visitor, (struct action){.kind = ACTION_SHOWN, .time_ms = 1000});
    wait_ms(&visitor, SESSION_WARNING_MS - 1);
    assert_screen(visitor, "host");
}

static void the_warning_sounds_once_and_can_be_answered_many_times(void **state)
{
    (void)state;
    struct visitor visitor = somebody(0);

    tap(&visitor, "lang.en");
    for (int i = 0; i < 12; i++) {
        visitor.now_ms += 60000;
        assert_true(act(&visitor, (struct action){.kind = ACTION_TIME}) &
                    EFFECT_SIGNAL);
        visitor.now_ms += 19000;
        assert_false(act(&visitor, (struct action){.kind = ACTION_TIME}) &
                     EFFECT_SIGNAL);
        act(&visitor, (struct action){.kind = ACTION_TOUCH});
        assert_false(visitor.session.is_warned);
        assert_screen(visitor, "host");
    }
}

static void sound_that_plays_is_no_silence(void **state)
{
    (void)state;
    struct visitor visitor = somebody(0);

    tap(&visitor, "lang.en");
    tap(&visitor, "page.one");
    assert_true(tap(&visitor, "listen.audio/story.opus") & EFFECT_SOUND);
    assert_string_equal(visitor.session.sound.id, "audio/story.opus");
    wait_ms(&visitor, 200000);
    assert_false(visitor.session.is_warned);
    act(&visitor, (struct action){.kind = ACTION_SOUND,
                                  .length_ms = 30000,
                                  .is_end = true});
    assert_false(visitor.session.sound.is_playing);
    wait_ms(&visitor, 60000);
    assert_true(visitor.session.is_warned);
}

static void a_recording_stops_where_its_page_is_left(void **state)
{
    (void)state;
    struct visitor visitor = somebody(0);

    tap(&visitor, "lang.en");
    tap(&visitor, "page.one");
    tap(&visitor, "listen.audio/story.opus");
    act(&visitor, (struct action){.kind = ACTION_SOUND,
                                  .time_ms = 1000,
                                  .length_ms = 30000});
    assert_true(tap(&visitor, "sound.on") & EFFECT_SEEK);
    assert_int_equal(visitor.session.sound.position_ms, 11000);
    act(&visitor,
        (struct action){.kind = ACTION_DRAG, .id = "sound.seek", .share = 0.5});
    assert_int_equal(visitor.session.sound.position_ms, 15000);
    tap(&visitor, "sound.pause");
    assert_false(visitor.session.sound.is_playing);
    assert_true(tap(&visitor, "back") & EFFECT_SOUND);
    assert_string_equal(visitor.session.sound.id, "");
}

static void less_motion_leaves_the_pace_to_the_visitor(void **state)
{
    (void)state;
    struct visitor visitor = at_first_question();

    tap(&visitor, "ease");
    tap(&visitor, "ease.motion");
    tap(&visitor, "sheet.close");
    tap(&visitor, "answer.stance.move");
    wait_ms(&visitor, 5000);
    assert_int_equal(visitor.session.here.question, 0);
    tap(&visitor, "next");
    assert_int_equal(visitor.session.here.question, 2);
}

static void a_picture_seen_whole_stretches_about_the_fingers(void **state)
{
    (void)state;
    struct visitor visitor = somebody(0);
    struct sheet_place *sheet = &visitor.session.sheet;
    struct action stretch = {.kind = ACTION_ZOOM,
                             .id = "sheet.picture",
                             .factor = 2,
                             .x = 100,
                             .width = 1000,
                             .height = 600};

    tap(&visitor, "lang.en");
    tap(&visitor, "page.one");
    tap(&visitor, "picture.0.2");
    assert_int_equal(sheet->kind, SHEET_PICTURE);
    assert_int_equal(sheet->item, 2);
    act(&visitor, stretch);
    assert_int_equal(sheet->pan_x, -100); /* what was at 100 is still there */
    stretch.factor = 0.1;
    act(&visitor, stretch);
    assert_int_equal(sheet->pan_x, 0);
    tap(&visitor, "sheet.bigger");
    assert_true(sheet->zoom > 1.5);
    tap(&visitor, "sheet.smaller");
    assert_true(sheet->zoom < 1.01);
    act(&visitor, (struct action){.kind = ACTION_TAP,
                                  .id = "sheet.picture",
                                  .taps = 2,
                                  .width = 1000,
                                  .height = 600});
    assert_true(sheet->zoom > 2);
    tap(&visitor, "sheet.to.1");
    assert_int_equal(sheet->item, 1);
    assert_true(sheet->zoom < 1.01);
    tap(&visitor, "sheet.close");
    assert_int_equal(sheet->kind, SHEET_NONE);
    assert_screen(visitor, "page");
}

static void scrolling_ends_at_both_ends(void **state)
{
    (void)state;
    struct visitor visitor = somebody(0);
    struct action far = {
        .kind = ACTION_SCROLL, .delta_px = 900, .scroll_max = 300};

    tap(&visitor, "lang.en");
    act(&visitor, far);
    assert_int_equal(visitor.session.here.scroll_px, 300);
    far.delta_px = -900;
    act(&visitor, far);
    assert_int_equal(visitor.session.here.scroll_px, 0);
}

static void content_that_became_shorter_moves_at_once(void **state)
{
    (void)state;
    struct visitor visitor = somebody(0);

    tap(&visitor, "lang.en");
    visitor.session.here.scroll_px = 900;
    act(&visitor, (struct action){.kind = ACTION_SCROLL,
                                  .delta_px = -10,
                                  .scroll_max = 300});
    assert_int_equal(visitor.session.here.scroll_px, 290);
}

static void without_content_no_touch_does_anything(void **state)
{
    (void)state;
    struct visitor visitor = somebody(-1);

    visitor.kiosk.library = NULL;
    session_wipe(&visitor.session, &visitor.kiosk);
    tap(&visitor, "lang.en");
    tap(&visitor, "home");
    assert_screen(visitor, "not-ready");
}

static void one_that_was_never_set_up_shows_none_of_its_content(void **state)
{
    (void)state;
    struct visitor visitor = somebody(-1);

    visitor.kiosk.is_unset = true;
    session_wipe(&visitor.session, &visitor.kiosk);
    tap(&visitor, "lang.en");
    assert_screen(visitor, "not-ready");
}

static void a_recording_is_looked_for_in_the_bundle_that_has_it(void **state)
{
    (void)state;
    struct visitor visitor = somebody(-1);

    tap(&visitor, "lang.en");
    tap(&visitor, "listen.bar:audio/name.opus");
    assert_string_equal(visitor.session.sound.id, "audio/name.opus");
    assert_int_equal(visitor.session.sound.host, 1);
    tap(&visitor, "host.foo");
    tap(&visitor, "listen.audio/name.opus");
    assert_int_equal(visitor.session.sound.host, 0);
    tap(&visitor, "listen.rabat:audio/purpose.opus");
    assert_int_equal(visitor.session.sound.host, -1);
    tap(&visitor, "listen.rabat:audio/purpose.opus");
    assert_false(visitor.session.sound.is_playing);
}

static void a_group_is_not_asked_about_a_person(void **state)
{
    (void)state;
    struct visitor visitor = somebody(0);
    struct asking asking;

    stance.about_person = true;
    asking = session_asking_of(&visitor.session, &visitor.kiosk, 0, 0);
    assert_int_equal(asking_count(&asking), 3);
    visitor.kiosk.is_group = true;
    asking = session_asking_of(&visitor.session, &visitor.kiosk, 0, 0);
    assert_int_equal(asking_count(&asking), 2);
    stance.about_person = false;
}

static void a_visit_is_from_the_language_to_the_first_screen_again(void **state)
{
    (void)state;
    struct visitor visitor = somebody(0);

    assert_false(session_is_visit(&visitor.session));
    tap(&visitor, "lang.en");
    assert_true(session_is_visit(&visitor.session));
    tap(&visitor, "back");
    assert_false(session_is_visit(&visitor.session));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_group_is_not_asked_about_a_person),
        cmocka_unit_test(
            a_visit_is_from_the_language_to_the_first_screen_again),
        cmocka_unit_test(one_touch_on_a_language_starts_at_the_site),
        cmocka_unit_test(without_a_site_it_starts_with_all_hosts),
        cmocka_unit_test(back_leads_the_way_one_came),
        cmocka_unit_test(the_trail_forgets_its_beginning_not_its_end),
        cmocka_unit_test(a_language_keeps_place_and_answers),
        cmocka_unit_test(a_visitor_who_left_is_warned_then_forgotten),
        cmocka_unit_test(
            a_touch_on_the_warning_is_a_sign_of_life_and_nothing_else),
        cmocka_unit_test(the_thank_you_goes_without_a_warning),
        cmocka_unit_test(the_ring_runs_out_in_steps),
        cmocka_unit_test(nobody_there_wakes_up_only_for_the_next_welcome),
        cmocka_unit_test(what_a_visitor_set_is_forgotten_with_the_visitor),
        cmocka_unit_test(who_leaves_before_choosing_a_language_leaves_nothing),
        cmocka_unit_test(who_reads_slowly_is_given_twice_the_time),
        cmocka_unit_test(
            the_warning_sounds_once_and_can_be_answered_many_times),
        cmocka_unit_test(sound_that_plays_is_no_silence),
        cmocka_unit_test(a_recording_stops_where_its_page_is_left),
        cmocka_unit_test(less_motion_leaves_the_pace_to_the_visitor),
        cmocka_unit_test(a_picture_seen_whole_stretches_about_the_fingers),
        cmocka_unit_test(scrolling_ends_at_both_ends),
        cmocka_unit_test(content_that_became_shorter_moves_at_once),
        cmocka_unit_test(without_content_no_touch_does_anything),
        cmocka_unit_test(one_that_was_never_set_up_shows_none_of_its_content),
        cmocka_unit_test(a_recording_is_looked_for_in_the_bundle_that_has_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
