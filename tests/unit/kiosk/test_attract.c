#include "support/check.h"

#include "kiosk/session.h"
#include <string.h>

/* A programme whose first screen asks "How was your visit?", with one host. */
static struct text_entry question_entry = {.utf8 = "How was your visit?"};
static struct attract attract = {
    .question = {.entries = &question_entry, .count = 1}};
static struct privacy privacy;
static struct question felt = {
    .id = "felt", .type = QUESTION_RANGE, .start = 1, .end = 5};
static struct question *questions[] = {&felt};
static struct model programme_model = {.kind = MODEL_PROGRAMME,
                                       .id = "rabat",
                                       .attract = &attract,
                                       .privacy = &privacy};
static struct model foo_model = {.id = "foo", .feedback = {questions, 1}};
static struct bundle programme = {.model = &programme_model};
static struct bundle foo = {.model = &foo_model};
static struct bundle *hosts[] = {&foo};
static struct library library = {&programme, hosts, 1};
static struct config config = {.idle_s = 60};

struct visitor {
    struct kiosk kiosk;
    struct session session;
    int64_t now_ms;
};

static struct visitor somebody(void)
{
    struct visitor visitor = {
        .kiosk = {.library = &library,
                  .config = &config,
                  .languages = {{.tag = "en"}, {.tag = "ar", .is_rtl = true}},
                  .language_count = 2,
                  .site = 0},
        .now_ms = 1000};
    session_wipe(&visitor.session, &visitor.kiosk);
    return visitor;
}

static unsigned act(struct visitor *visitor, enum action_kind kind,
                    const char *id)
{
    return session_update(&visitor->session, &visitor->kiosk,
                          &(struct action){.kind = kind, .id = id},
                          visitor->now_ms);
}

static unsigned tap(struct visitor *visitor, const char *id)
{
    return act(visitor, ACTION_TAP, id);
}

static unsigned wait_ms(struct visitor *visitor, int64_t ms)
{
    visitor->now_ms += ms;
    return act(visitor, ACTION_TIME, NULL);
}

static int64_t deadline(const struct visitor *visitor)
{
    return session_deadline_ms(&visitor->session, &visitor->kiosk,
                               visitor->now_ms) -
           visitor->now_ms;
}

static void a_face_is_sent_four_seconds_after_the_touch(void **state)
{
    (void)state;
    struct visitor visitor = somebody();

    assert_int_equal(tap(&visitor, "face.4") & EFFECT_SAVE_FACE, 0);
    assert_int_equal(visitor.session.face.state, FACE_CHOSEN);
    assert_int_equal(visitor.session.face.number, 4);
    assert_int_equal(wait_ms(&visitor, 3999) & EFFECT_SAVE_FACE, 0);
    assert_true(wait_ms(&visitor, 1) & EFFECT_SAVE_FACE);
    assert_int_equal(visitor.session.face.number, 4);
    assert_int_equal(wait_ms(&visitor, 10000) & EFFECT_SAVE_FACE, 0);
}

static void it_is_called_kept_only_when_the_disk_has_answered(void **state)
{
    (void)state;
    struct visitor visitor = somebody();

    tap(&visitor, "face.4");
    wait_ms(&visitor, 4000);
    assert_int_equal(visitor.session.face.state, FACE_SAVING);
    wait_ms(&visitor, 30000); /* a slow card */
    assert_int_equal(visitor.session.face.state, FACE_SAVING);
    act(&visitor, ACTION_FACE_SAVED, NULL);
    assert_int_equal(visitor.session.face.state, FACE_KEPT);
    wait_ms(&visitor, 4000);
    assert_int_equal(visitor.session.face.state, FACE_NONE);
}

static void a_failed_save_is_said_and_another_touch_tries_anew(void **state)
{
    (void)state;
    struct visitor visitor = somebody();

    tap(&visitor, "face.4");
    wait_ms(&visitor, 4000);
    act(&visitor, ACTION_FACE_NOT_SAVED, NULL);
    assert_int_equal(visitor.session.face.state, FACE_NOT_KEPT);
    wait_ms(&visitor, 4000);
    assert_int_equal(visitor.session.face.state, FACE_NOT_KEPT);
    tap(&visitor, "face.4");
    assert_true(wait_ms(&visitor, 4000) & EFFECT_SAVE_FACE);
}

static void what_is_taken_back_is_gone_without_trace(void **state)
{
    (void)state;
    struct visitor visitor = somebody();
    const struct face_answer none = {0};

    tap(&visitor, "face.2");
    wait_ms(&visitor, 3000);
    tap(&visitor, "face.undo");
    assert_memory_equal(&visitor.session.face, &none, sizeof none);
    assert_int_equal(wait_ms(&visitor, 10000) & EFFECT_SAVE_FACE, 0);
    tap(&visitor, "lang.en");
    assert_int_equal(visitor.session.face.state, FACE_NONE);
}

static void undo_comes_too_late_once_it_is_sent(void **state)
{
    (void)state;
    struct visitor visitor = somebody();

    tap(&visitor, "face.2");
    wait_ms(&visitor, 4000);
    tap(&visitor, "face.undo");
    assert_int_equal(visitor.session.face.state, FACE_SAVING);
    act(&visitor, ACTION_FACE_SAVED, NULL);
    tap(&visitor, "face.undo");
    assert_int_equal(visitor.session.face.state, FACE_KEPT);
}

static void another_face_changes_the_answer_and_starts_anew(void **state)
{
    (void)state;
    struct visitor visitor = somebody();

    tap(&visitor, "face.2");
    wait_ms(&visitor, 3000);
    tap(&visitor, "face.5");
    assert_int_equal(wait_ms(&visitor, 3999) & EFFECT_SAVE_FACE, 0);
    assert_true(wait_ms(&visitor, 1) & EFFECT_SAVE_FACE);
    assert_int_equal(visitor.session.face.number, 5);
}

static void a_second_touch_on_the_same_face_changes_nothing(void **state)
{
    (void)state;
    struct visitor visitor = somebody();

    tap(&visitor, "face.2");
    wait_ms(&visitor, 3000);
    tap(&visitor, "face.2");
    assert_true(wait_ms(&visitor, 1000) & EFFECT_SAVE_FACE);
}

static void choosing_a_language_keeps_the_face_once(void **state)
{
    (void)state;
    struct visitor visitor = somebody();

    tap(&visitor, "face.3");
    wait_ms(&visitor, 1000);
    assert_true(tap(&visitor, "lang.ar") & EFFECT_SAVE_FACE);
    assert_string_equal(screen_names[visitor.session.here.screen], "host");
    assert_int_equal(visitor.session.language, 1);
    assert_int_equal(visitor.session.face.number, 3);
    assert_int_equal(wait_ms(&visitor, 10000) & EFFECT_SAVE_FACE, 0);
    act(&visitor, ACTION_FACE_SAVED, NULL);
    assert_int_equal(visitor.session.face.state, FACE_KEPT);
}

static void it_goes_on_being_saved_when_the_visit_ends_before(void **state)
{
    (void)state;
    struct visitor visitor = somebody();

    tap(&visitor, "face.3");
    tap(&visitor, "lang.en");
    tap(&visitor, "back");
    assert_string_equal(screen_names[visitor.session.here.screen], "attract");
    assert_int_equal(visitor.session.face.state, FACE_SAVING);
    tap(&visitor, "face.1"); /* the next visitor waits for the disk */
    assert_int_equal(visitor.session.face.number, 3);
    act(&visitor, ACTION_FACE_SAVED, NULL);
    tap(&visitor, "face.1");
    assert_int_equal(visitor.session.face.number, 1);
}

static void its_outcome_is_not_taken_for_that_of_a_form(void **state)
{
    (void)state;
    struct visitor visitor = somebody();

    tap(&visitor, "face.3");
    tap(&visitor, "lang.en");
    tap(&visitor, "say");
    tap(&visitor, "notice.start");
    tap(&visitor, "answer.felt.4");
    assert_true(tap(&visitor, "send") & EFFECT_SAVE);
    act(&visitor, ACTION_FACE_SAVED, NULL);
    assert_string_equal(screen_names[visitor.session.here.screen], "saving");
    act(&visitor, ACTION_NOT_SAVED, NULL);
    assert_string_equal(screen_names[visitor.session.here.screen], "not-saved");
    assert_int_equal(visitor.session.face.state, FACE_KEPT);
}

static void faces_count_only_where_they_stand(void **state)
{
    (void)state;
    struct visitor visitor = somebody();

    tap(&visitor, "face.0");
    tap(&visitor, "face.6");
    tap(&visitor, "face.12");
    tap(&visitor, "face.");
    assert_int_equal(visitor.session.face.state, FACE_NONE);
    tap(&visitor, "lang.en");
    tap(&visitor, "face.4");
    assert_int_equal(visitor.session.face.state, FACE_NONE);
}

static void without_a_question_or_a_notice_nothing_is_asked(void **state)
{
    (void)state;
    struct visitor visitor = somebody();

    assert_true(session_asks_face(&visitor.kiosk));
    programme_model.privacy = NULL;
    assert_false(session_asks_face(&visitor.kiosk));
    tap(&visitor, "face.4");
    assert_int_equal(visitor.session.face.state, FACE_NONE);
    programme_model.privacy = &privacy;
    programme_model.attract = NULL;
    assert_false(session_asks_face(&visitor.kiosk));
    programme_model.attract = &attract;
    visitor.kiosk.library = NULL;
    assert_false(session_asks_face(&visitor.kiosk));
}

static void the_bar_runs_empty_in_four_seconds(void **state)
{
    (void)state;
    struct visitor visitor = somebody();
    int pictures = 0;

    tap(&visitor, "face.4");
    double before = 2;
    while (visitor.session.face.state == FACE_CHOSEN && pictures < 1000) {
        double share = session_face_share(&visitor.session, visitor.now_ms);
        assert_true(share < before && share > 0);
        before = share;
        pictures++;
        wait_ms(&visitor, deadline(&visitor));
    }
    assert_int_equal(visitor.now_ms, 5000);
    /* The last is the one that stands until it is sent. */
    assert_int_equal(pictures, 1 + (SESSION_FACE_MS - SESSION_BAR_END_MS) /
                                       SESSION_BAR_MS);
}

static void with_less_motion_the_bar_stands_still(void **state)
{
    (void)state;
    struct visitor visitor = somebody();

    tap(&visitor, "ease");
    tap(&visitor, "ease.motion");
    assert_true(visitor.session.ease.less_motion);
    tap(&visitor, "ease.close");
    tap(&visitor, "sheet.close");
    tap(&visitor, "face.4");
    assert_int_equal(deadline(&visitor), SESSION_FACE_MS);
    wait_ms(&visitor, 2000);
    assert_true(session_face_share(&visitor.session, visitor.now_ms) == 1);
}

static void with_nobody_there_it_wakes_no_more_often_than_without(void **state)
{
    (void)state;
    struct visitor visitor = somebody();
    int wakes = 0;

    wait_ms(&visitor, 0);
    for (int64_t end_ms = visitor.now_ms + 80000; visitor.now_ms < end_ms;
         wakes++)
        wait_ms(&visitor, deadline(&visitor));
    assert_int_equal(wakes, 10); /* the welcomes */
}

static void the_welcome_waits_while_a_face_is_thought_about(void **state)
{
    (void)state;
    struct visitor visitor = somebody();

    wait_ms(&visitor, 0);
    wait_ms(&visitor, 7000);
    tap(&visitor, "face.4");
    wait_ms(&visitor, 2000);
    assert_int_equal(visitor.session.attract_step, 0);
    wait_ms(&visitor, 2000);
    act(&visitor, ACTION_FACE_SAVED, NULL);
    wait_ms(&visitor, 4000);
    assert_int_equal(visitor.session.attract_step, 0);
    wait_ms(&visitor, 8000);
    assert_int_equal(visitor.session.attract_step, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_face_is_sent_four_seconds_after_the_touch),
        cmocka_unit_test(it_is_called_kept_only_when_the_disk_has_answered),
        cmocka_unit_test(a_failed_save_is_said_and_another_touch_tries_anew),
        cmocka_unit_test(what_is_taken_back_is_gone_without_trace),
        cmocka_unit_test(undo_comes_too_late_once_it_is_sent),
        cmocka_unit_test(another_face_changes_the_answer_and_starts_anew),
        cmocka_unit_test(a_second_touch_on_the_same_face_changes_nothing),
        cmocka_unit_test(choosing_a_language_keeps_the_face_once),
        cmocka_unit_test(it_goes_on_being_saved_when_the_visit_ends_before),
        cmocka_unit_test(its_outcome_is_not_taken_for_that_of_a_form),
        cmocka_unit_test(faces_count_only_where_they_stand),
        cmocka_unit_test(without_a_question_or_a_notice_nothing_is_asked),
        cmocka_unit_test(the_bar_runs_empty_in_four_seconds),
        cmocka_unit_test(with_less_motion_the_bar_stands_still),
        cmocka_unit_test(with_nobody_there_it_wakes_no_more_often_than_without),
        cmocka_unit_test(the_welcome_waits_while_a_face_is_thought_about),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
