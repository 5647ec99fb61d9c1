#include "kiosk/session_rank.h"
#include "support/check.h"
#include <string.h>

/* One host that asks for an order of four. */
static struct choice mint = {.name = "mint"}, beans = {.name = "beans"},
                     figs = {.name = "figs"}, rue = {.name = "rue"};
static struct choice *choices[] = {&mint, &beans, &figs, &rue};
static struct question order = {
    .id = "order", .type = QUESTION_RANK, .choices = {choices, 4}};
static struct question *questions[] = {&order};
static struct model programme_model = {.kind = MODEL_PROGRAMME, .id = "ask"};
static struct model garden_model = {.id = "garden", .feedback = {questions, 1}};
static struct bundle programme = {.model = &programme_model};
static struct bundle garden = {.model = &garden_model};
static struct bundle *hosts[] = {&garden};
static struct library library = {&programme, hosts, 1};
static struct config config = {.idle_s = 60};

struct visitor {
    struct kiosk kiosk;
    struct session session;
    int64_t now_ms;
};

static void act(struct visitor *visitor, struct action action)
{
    session_update(&visitor->session, &visitor->kiosk, &action,
                   visitor->now_ms);
}

static void tap(struct visitor *visitor, const char *id)
{
    act(visitor, (struct action){.kind = ACTION_TAP, .id = id});
}

/* `ranked` are touched in their order. */
static struct visitor who_ranked(const char *const *ranked)
{
    struct visitor visitor = {.kiosk = {.library = &library,
                                        .config = &config,
                                        .languages = {{.tag = "en"}},
                                        .language_count = 1},
                              .now_ms = 1000};

    session_wipe(&visitor.session, &visitor.kiosk);
    tap(&visitor, "lang.en");
    tap(&visitor, "say");
    tap(&visitor, "notice.start");
    for (; *ranked; ranked++)
        tap(&visitor, *ranked);
    return visitor;
}
#define RANKED(...) who_ranked((const char *const[]){__VA_ARGS__, NULL})
#define MINT        "answer.order.mint"
#define BEANS       "answer.order.beans"
#define FIGS        "answer.order.figs"
#define RUE         "answer.order.rue"

static void carry(struct visitor *visitor, const char *id, int place)
{
    act(visitor,
        (struct action){.kind = ACTION_LIFT, .id = id, .place = place, .y = 7});
}

static void drop(struct visitor *visitor, const char *id, int place)
{
    carry(visitor, id, place);
    act(visitor,
        (struct action){
            .kind = ACTION_LIFT, .id = id, .place = place, .is_end = true});
    assert_false(visitor->session.lift.is_on);
}

/* First letters, the best first. */
static void assert_order(const struct visitor *visitor, const char *letters)
{
    const struct answer *answer = &visitor->session.answers.items[0];
    char found[ANSWERS_CHOICES + 1] = "";

    for (int i = 0; i < answer->ordered; i++)
        found[i] = choices[answer->order[i]]->name[0];
    assert_string_equal(found, letters);
    assert_int_equal(answer->is_given, answer->ordered > 0);
}

static void assert_rows(const struct visitor *visitor, const char *letters)
{
    struct rank_rows rows = session_rank_rows(
        &visitor->session, &order, &visitor->session.answers.items[0]);
    char found[ANSWERS_CHOICES + 2] = "";
    int length = 0;

    for (int i = 0; i < rows.count; i++) {
        if (i == rows.ordered)
            found[length++] = '|';
        found[length++] = choices[rows.choices[i]]->name[0];
    }
    assert_string_equal(found, letters);
}

static void touches_rank_take_back_and_step(void **state)
{
    (void)state;
    struct visitor visitor = RANKED(FIGS, MINT, RUE);

    assert_order(&visitor, "fmr");
    tap(&visitor, MINT ".up");
    assert_order(&visitor, "mfr");
    tap(&visitor, MINT ".down");
    tap(&visitor, RUE ".down");
    assert_order(&visitor, "fmr");
    tap(&visitor, FIGS);
    assert_order(&visitor, "mr");
}

static void what_is_carried_is_dropped_where_it_was_let_go(void **state)
{
    (void)state;
    struct visitor visitor = RANKED(FIGS, MINT, RUE);

    drop(&visitor, RUE, 0);
    assert_order(&visitor, "rfm");
    drop(&visitor, RUE, 1);
    assert_order(&visitor, "frm");
    drop(&visitor, FIGS, 2);
    assert_order(&visitor, "rmf");
}

static void until_then_the_others_make_room_and_the_answer_stays(void **state)
{
    (void)state;
    struct visitor visitor = RANKED(FIGS, MINT, RUE);

    carry(&visitor, FIGS, 1);
    assert_rows(&visitor, "mfr|b");
    carry(&visitor, FIGS, 2);
    assert_rows(&visitor, "mrf|b");
    assert_order(&visitor, "fmr");
    assert_int_equal(visitor.session.lift.top_px, 7);
}

static void from_below_a_row_is_carried_into_the_order(void **state)
{
    (void)state;
    struct visitor visitor = RANKED(FIGS, MINT);

    carry(&visitor, RUE, 3); /* still below the bound */
    assert_rows(&visitor, "fm|br");
    carry(&visitor, RUE, 1);
    assert_rows(&visitor, "frm|b");
    drop(&visitor, RUE, 1);
    assert_order(&visitor, "frm");
    drop(&visitor, BEANS, 3);
    assert_order(&visitor, "frmb");
}

static void the_first_can_be_carried_into_an_empty_order(void **state)
{
    (void)state;
    struct visitor visitor = who_ranked((const char *const[]){NULL});

    drop(&visitor, FIGS, 2);
    assert_order(&visitor, "");
    drop(&visitor, FIGS, 0);
    assert_order(&visitor, "f");
}

static void below_the_bound_a_row_is_in_no_order_again(void **state)
{
    (void)state;
    struct visitor visitor = RANKED(FIGS, MINT);

    drop(&visitor, FIGS, 2);
    assert_order(&visitor, "m");
    assert_rows(&visitor, "m|bfr");
}

static void carried_too_far_down_a_whole_order_stays_whole(void **state)
{
    (void)state;
    struct visitor visitor = RANKED(FIGS, MINT, RUE, BEANS);

    drop(&visitor, FIGS, 4);
    assert_order(&visitor, "mrbf");
}

static void a_grip_that_was_only_touched_takes_nothing_out(void **state)
{
    (void)state;
    struct visitor visitor = RANKED(FIGS);

    tap(&visitor, FIGS ".grip");
    assert_order(&visitor, "f");
    tap(&visitor, MINT ".grip");
    assert_order(&visitor, "fm");
}

static void what_is_not_let_go_leaves_the_order_as_it_was(void **state)
{
    (void)state;
    struct visitor visitor = RANKED(FIGS, MINT);

    carry(&visitor, MINT, 0);
    act(&visitor, (struct action){.kind = ACTION_UNLIFT});
    assert_order(&visitor, "fm");
    assert_rows(&visitor, "fm|br");
}

static void the_warning_puts_back_what_is_carried(void **state)
{
    (void)state;
    struct visitor visitor = RANKED(FIGS, MINT);

    carry(&visitor, MINT, 0);
    visitor.now_ms += 61000;
    act(&visitor, (struct action){.kind = ACTION_TIME});
    assert_true(visitor.session.is_warned);
    assert_false(visitor.session.lift.is_on);
    drop(&visitor, MINT, 0); /* it lies under the warning */
    assert_order(&visitor, "fm");
}

static void a_sheet_over_it_puts_it_back_too(void **state)
{
    (void)state;
    struct visitor visitor = RANKED(FIGS, MINT);

    carry(&visitor, MINT, 0);
    tap(&visitor, "ease");
    assert_false(visitor.session.lift.is_on);
    drop(&visitor, MINT, 0);
    assert_order(&visitor, "fm");
}

static void only_rows_of_the_order_on_the_screen_are_carried(void **state)
{
    (void)state;
    struct visitor visitor = RANKED(FIGS, MINT);

    carry(&visitor, "answer.order.nobody", 0);
    carry(&visitor, "answer.other.mint", 0);
    carry(&visitor, "answer.order", 0);
    carry(&visitor, "ease.volume", 0);
    assert_false(visitor.session.lift.is_on);
    tap(&visitor, "back");
    carry(&visitor, MINT, 0);
    assert_false(visitor.session.lift.is_on);
}

static void another_order_is_another_record_the_same_is_not(void **state)
{
    (void)state;
    struct visitor visitor = RANKED(FIGS, MINT);

    strcpy(visitor.session.record.text, "sent");
    drop(&visitor, MINT, 1);
    assert_string_equal(visitor.session.record.text, "sent");
    drop(&visitor, MINT, 0);
    assert_string_equal(visitor.session.record.text, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(touches_rank_take_back_and_step),
        cmocka_unit_test(what_is_carried_is_dropped_where_it_was_let_go),
        cmocka_unit_test(until_then_the_others_make_room_and_the_answer_stays),
        cmocka_unit_test(from_below_a_row_is_carried_into_the_order),
        cmocka_unit_test(the_first_can_be_carried_into_an_empty_order),
        cmocka_unit_test(below_the_bound_a_row_is_in_no_order_again),
        cmocka_unit_test(carried_too_far_down_a_whole_order_stays_whole),
        cmocka_unit_test(a_grip_that_was_only_touched_takes_nothing_out),
        cmocka_unit_test(what_is_not_let_go_leaves_the_order_as_it_was),
        cmocka_unit_test(the_warning_puts_back_what_is_carried),
        cmocka_unit_test(a_sheet_over_it_puts_it_back_too),
        cmocka_unit_test(only_rows_of_the_order_on_the_screen_are_carried),
        cmocka_unit_test(another_order_is_another_record_the_same_is_not),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
