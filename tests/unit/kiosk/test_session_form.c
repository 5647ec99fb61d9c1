#include "support/check.h"

#include "visitor.h"
#include <string.h>

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

int main(void)
{
    const struct CMUnitTest tests[] = {
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
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
