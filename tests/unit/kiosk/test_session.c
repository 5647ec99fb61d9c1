#include "support/check.h"

#include "kiosk/session.h"
#include <string.h>

/* A programme with two hosts. "foo" asks: stance (dialogic), words (text,
 * without a screen), topics (several), felt (faces, last); "bar" asks felt. */
static struct learning learning = {.id = "equal"};
static struct block learning_block = {.kind = BLOCK_LEARNING,
                                      .learning = &learning};
static struct block *blocks[] = {&learning_block};
static struct page page_one = {.id = "one", .blocks = {blocks, 1}};
static struct page page_two = {.id = "two"};
static struct page *pages[] = {&page_one, &page_two};
static struct choice work_choice = {.name = "work"};
static struct choice home_choice = {.name = "home"};
static struct choice *topic_choices[] = {&work_choice, &home_choice};
static struct question stance = {.id = "stance", .type = QUESTION_DIALOGIC};
static struct question words = {.id = "words", .type = QUESTION_TEXT};
static struct question topics = {.id = "topics",
                                 .type = QUESTION_SELECT_MULTIPLE,
                                 .choices = {topic_choices, 2}};
static struct question felt = {.id = "felt",
                               .type = QUESTION_RANGE,
                               .appearance = APPEARANCE_FACES,
                               .start = 1,
                               .end = 5};
static struct question *foo_questions[] = {&stance, &words, &topics, &felt};
static struct question *bar_questions[] = {&felt};
static struct model programme_model = {.kind = MODEL_PROGRAMME, .id = "rabat"};
static struct model foo_model = {
    .id = "foo", .pages = {pages, 2}, .feedback = {foo_questions, 4}};
static struct model bar_model = {.id = "bar", .feedback = {bar_questions, 1}};
static struct bundle programme = {.model = &programme_model};
static struct bundle foo = {.model = &foo_model}, bar = {.model = &bar_model};
static struct bundle *hosts[] = {&foo, &bar};
static struct library library = {&programme, hosts, 2};
static struct config config = {.idle_s = 60};

struct visitor {
    struct kiosk kiosk;
    struct session session;
    int64_t now_ms;
};

static struct visitor somebody(int site)
{
    struct visitor visitor = {
        .kiosk = {.library = &library,
                  .config = &config,
                  .languages = {{.tag = "en"}, {.tag = "ar", .is_rtl = true}},
                  .language_count = 2,
                  .site = site},
        .now_ms = 1000};
    session_wipe(&visitor.session, &visitor.kiosk);
    return visitor;
}

static unsigned act(struct visitor *visitor, struct action action)
{
    return session_update(&visitor->session, &visitor->kiosk, &action,
                          visitor->now_ms);
}

static unsigned tap(struct visitor *visitor, const char *id)
{
    return act(visitor, (struct action){.kind = ACTION_TAP, .id = id});
}

static void wait_ms(struct visitor *visitor, int64_t ms)
{
    visitor->now_ms += ms;
    act(visitor, (struct action){.kind = ACTION_TIME});
}

#define assert_screen(visitor, name)                                           \
    assert_string_equal(screen_names[(visitor).session.here.screen], name)

static struct visitor at_first_question(void)
{
    struct visitor visitor = somebody(0);
    tap(&visitor, "lang.en");
    tap(&visitor, "say");
    tap(&visitor, "notice.start");
    return visitor;
}

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

static void the_notice_comes_once_a_visit(void **state)
{
    (void)state;
    struct visitor visitor = somebody(0);

    tap(&visitor, "lang.en");
    tap(&visitor, "say");
    assert_screen(visitor, "notice");
    tap(&visitor, "notice.not-now");
    assert_screen(visitor, "host");
    tap(&visitor, "say");
    tap(&visitor, "notice.start");
    assert_screen(visitor, "question");
    tap(&visitor, "home");
    tap(&visitor, "say");
    assert_screen(visitor, "question");
    tap(&visitor, "back");
    assert_screen(visitor, "host");
}

static void a_single_choice_moves_on_by_itself_a_little_later(void **state)
{
    (void)state;
    struct visitor visitor = at_first_question();

    tap(&visitor, "answer.stance.follow");
    assert_int_equal(visitor.session.here.question, 0);
    wait_ms(&visitor, SESSION_ADVANCE_MS - 1);
    assert_int_equal(visitor.session.here.question, 0);
    wait_ms(&visitor, 1);
    assert_int_equal(visitor.session.here.question, 2); /* words: no screen */
}

static void two_quick_touches_on_one_answer_are_one_step(void **state)
{
    (void)state;
    struct visitor visitor = at_first_question();

    tap(&visitor, "answer.stance.follow");
    tap(&visitor, "answer.stance.follow");
    wait_ms(&visitor, SESSION_ADVANCE_MS);
    wait_ms(&visitor, SESSION_ADVANCE_MS);
    assert_int_equal(visitor.session.here.question, 2);
}

static void next_before_that_moves_only_once(void **state)
{
    (void)state;
    struct visitor visitor = at_first_question();

    tap(&visitor, "answer.stance.move");
    tap(&visitor, "next");
    wait_ms(&visitor, SESSION_ADVANCE_MS);
    assert_int_equal(visitor.session.here.question, 2);
}

static void several_choices_wait_and_can_be_taken_back(void **state)
{
    (void)state;
    struct visitor visitor = at_first_question();

    tap(&visitor, "skip");
    tap(&visitor, "answer.topics.home");
    tap(&visitor, "answer.topics.work");
    tap(&visitor, "answer.topics.home");
    wait_ms(&visitor, SESSION_ADVANCE_MS);
    assert_int_equal(visitor.session.here.question, 2);
    assert_int_equal(visitor.session.answers.items[2].chosen, 1);
    tap(&visitor, "answer.topics.work");
    assert_int_equal(answers_given(&visitor.session.answers), 0);
}

static void a_skipped_question_keeps_no_stale_answer(void **state)
{
    (void)state;
    struct visitor visitor = at_first_question();

    tap(&visitor, "answer.stance.move");
    tap(&visitor, "skip");
    assert_int_equal(answers_given(&visitor.session.answers), 0);
    wait_ms(&visitor, SESSION_ADVANCE_MS);
    assert_int_equal(visitor.session.here.question, 2);
}

static void the_last_choice_waits_to_be_sent(void **state)
{
    (void)state;
    struct visitor visitor = at_first_question();

    tap(&visitor, "skip");
    tap(&visitor, "skip");
    tap(&visitor, "answer.felt.4");
    wait_ms(&visitor, 10 * SESSION_ADVANCE_MS);
    assert_screen(visitor, "question");
    assert_int_equal(tap(&visitor, "send") & EFFECT_SAVE, EFFECT_SAVE);
    assert_screen(visitor, "saving");
}

static void nothing_is_sent_without_an_answer(void **state)
{
    (void)state;
    struct visitor visitor = at_first_question();

    assert_int_equal(tap(&visitor, "send") & EFFECT_SAVE, 0);
    tap(&visitor, "skip");
    tap(&visitor, "skip");
    tap(&visitor, "skip");
    assert_screen(visitor, "host");
}

static void
answers_out_of_range_and_of_other_questions_do_not_count(void **state)
{
    (void)state;
    struct visitor visitor = at_first_question();
    static const char *const wrong[] = {"answer.felt.3", "answer.stance.maybe",
                                        "answer.stance", "answer.",
                                        "answer.stancefollow"};

    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        tap(&visitor, wrong[i]);
    tap(&visitor, "skip");
    tap(&visitor, "skip");
    tap(&visitor, "answer.felt.0");
    tap(&visitor, "answer.felt.6");
    tap(&visitor, "answer.felt.3x");
    assert_int_equal(answers_given(&visitor.session.answers), 0);
}

static struct visitor who_sends(void)
{
    struct visitor visitor = at_first_question();
    tap(&visitor, "answer.stance.bystand");
    tap(&visitor, "send");
    return visitor;
}

static void thanks_come_only_when_it_is_saved(void **state)
{
    (void)state;
    struct visitor visitor = who_sends();

    wait_ms(&visitor, 600000);
    assert_screen(visitor, "saving");
    unsigned effects = act(&visitor, (struct action){.kind = ACTION_SAVED});
    assert_int_equal(effects & EFFECT_THANKS, EFFECT_THANKS);
    assert_screen(visitor, "thanks");
    assert_int_equal(answers_given(&visitor.session.answers), 0);
}

static void not_saved_says_so_and_tries_the_same_record_again(void **state)
{
    (void)state;
    struct visitor visitor = who_sends();

    strcpy(visitor.session.record.text, "abc");
    unsigned effects = act(&visitor, (struct action){.kind = ACTION_NOT_SAVED});
    assert_int_equal(effects & EFFECT_THANKS, 0);
    assert_screen(visitor, "not-saved");
    assert_int_equal(tap(&visitor, "again") & EFFECT_SAVE, EFFECT_SAVE);
    assert_string_equal(visitor.session.record.text, "abc");
    assert_int_equal(answers_given(&visitor.session.answers), 1);
}

static void the_same_answers_sent_again_are_the_same_record(void **state)
{
    (void)state;
    struct visitor visitor = who_sends();

    strcpy(visitor.session.record.text, "abc");
    act(&visitor, (struct action){.kind = ACTION_NOT_SAVED});
    tap(&visitor, "home");
    tap(&visitor, "say");
    tap(&visitor, "send");
    assert_string_equal(visitor.session.record.text, "abc");
}

static void other_answers_are_another_record(void **state)
{
    (void)state;
    struct visitor visitor = who_sends();

    strcpy(visitor.session.record.text, "abc");
    act(&visitor, (struct action){.kind = ACTION_NOT_SAVED});
    tap(&visitor, "home");
    tap(&visitor, "say");
    tap(&visitor, "answer.stance.move");
    tap(&visitor, "send");
    assert_string_equal(visitor.session.record.text, "");
}

static void a_touch_meant_for_a_screen_that_is_gone_does_nothing(void **state)
{
    (void)state;
    struct visitor visitor = somebody(-1);

    tap(&visitor, "lang.en");
    static const char *const late[] = {
        "notice.start", "skip", "next", "send", "answer.stance.move", "say"};
    for (size_t i = 0; i < sizeof late / sizeof *late; i++)
        tap(&visitor, late[i]);
    assert_screen(visitor, "home");
}

static void another_host_begins_with_empty_answers(void **state)
{
    (void)state;
    struct visitor visitor = at_first_question();

    tap(&visitor, "answer.stance.move");
    tap(&visitor, "home");
    tap(&visitor, "hosts");
    tap(&visitor, "host.bar");
    tap(&visitor, "say");
    assert_int_equal(answers_given(&visitor.session.answers), 0);
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
        cmocka_unit_test(the_notice_comes_once_a_visit),
        cmocka_unit_test(a_single_choice_moves_on_by_itself_a_little_later),
        cmocka_unit_test(two_quick_touches_on_one_answer_are_one_step),
        cmocka_unit_test(next_before_that_moves_only_once),
        cmocka_unit_test(several_choices_wait_and_can_be_taken_back),
        cmocka_unit_test(a_skipped_question_keeps_no_stale_answer),
        cmocka_unit_test(the_last_choice_waits_to_be_sent),
        cmocka_unit_test(nothing_is_sent_without_an_answer),
        cmocka_unit_test(
            answers_out_of_range_and_of_other_questions_do_not_count),
        cmocka_unit_test(thanks_come_only_when_it_is_saved),
        cmocka_unit_test(not_saved_says_so_and_tries_the_same_record_again),
        cmocka_unit_test(the_same_answers_sent_again_are_the_same_record),
        cmocka_unit_test(other_answers_are_another_record),
        cmocka_unit_test(a_touch_meant_for_a_screen_that_is_gone_does_nothing),
        cmocka_unit_test(another_host_begins_with_empty_answers),
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
        cmocka_unit_test(a_recording_is_looked_for_in_the_bundle_that_has_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
