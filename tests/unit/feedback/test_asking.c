#include "feedback/asking.h"
#include "support/check.h"
#include <stdlib.h>

/* role: visitor or works_here; why: asked of those who work here; felt: 1 to 5
 * of which 1 is refused; age: about a person, required; note; words. */
enum { ROLE, WHY, FELT, AGE, HELLO, WORDS, COUNT };

struct form {
    struct arena arena;
    struct model model;
    struct choice choices[2];
    void *choice_list[2];
    struct question questions[COUNT];
    void *list[COUNT];
    struct answers answers;
    struct asking asking;
};

static const struct expr *parse(struct form *form, size_t self,
                                enum expr_use use, const char *text)
{
    struct expr_fault fault;
    const struct expr *expr =
        expr_parse(text, &form->model, self, use, &form->arena, &fault);

    if (!expr)
        fail_msg("%s: %s", text, fault_entries[fault.fault].code);
    return expr;
}

static int set_up(void **state)
{
    struct form *form = memory_get(sizeof *form);
    static const struct question questions[COUNT] = {
        [ROLE] = {.id = "role", .type = QUESTION_SELECT_ONE},
        [WHY] = {.id = "why", .type = QUESTION_TEXT},
        [FELT] = {.id = "felt", .type = QUESTION_RANGE},
        [AGE] = {.id = "age",
                 .type = QUESTION_INTEGER,
                 .required = true,
                 .about_person = true},
        [HELLO] = {.id = "hello", .type = QUESTION_NOTE, .required = true},
        [WORDS] = {.id = "words", .type = QUESTION_DIALOGIC},
    };

    form->choices[0].name = "visitor";
    form->choices[1].name = "works_here";
    for (size_t i = 0; i < 2; i++)
        form->choice_list[i] = &form->choices[i];
    for (size_t i = 0; i < COUNT; i++) {
        form->questions[i] = questions[i];
        form->list[i] = &form->questions[i];
    }
    form->questions[ROLE].choices = (struct schema_list){form->choice_list, 2};
    form->model.feedback = (struct schema_list){form->list, COUNT};
    form->questions[WHY].relevant_expr =
        parse(form, WHY, EXPR_RELEVANT, "${role} = 'works_here'");
    form->questions[FELT].constraint_expr =
        parse(form, FELT, EXPR_CONSTRAINT, ". > 1");
    form->questions[WORDS].relevant_expr =
        parse(form, WORDS, EXPR_RELEVANT, "${why} != ''");
    form->asking =
        (struct asking){.model = &form->model, .answers = &form->answers};
    *state = form;
    return 0;
}

static int tear_down(void **state)
{
    struct form *form = *state;

    arena_fini(&form->arena);
    free(form);
    return 0;
}

static void give_role(struct form *form, int choice)
{
    form->answers.items[ROLE] =
        (struct answer){.is_given = true, .choice = choice};
}

static void give_why(struct form *form)
{
    form->answers.items[WHY].is_given = true;
    answers_set_text(&form->answers, WHY, "because", 7);
}

static void only_what_is_relevant_is_asked(void **state)
{
    struct form *form = *state;
    struct asking *asking = &form->asking;

    assert_int_equal(asking_after(asking, -1), ROLE);
    assert_int_equal(asking_after(asking, ROLE), FELT);
    assert_int_equal(asking_before(asking, FELT), ROLE);
    assert_int_equal(asking_count(asking), 3); /* role, felt, age */
    give_role(form, 1);
    assert_int_equal(asking_after(asking, ROLE), WHY);
    assert_int_equal(asking_count(asking), 4);
    give_why(form);
    assert_int_equal(asking_after(asking, HELLO), WORDS);
    assert_int_equal(asking_after(asking, WORDS), -1);
}

static void
an_answer_no_longer_asked_for_is_gone_with_what_hangs_on_it(void **state)
{
    struct form *form = *state;
    struct answers empty = {0};

    give_role(form, 1);
    give_why(form);
    form->answers.items[WORDS] = (struct answer){.is_given = true};
    answers_set_text(&form->answers, WORDS, "and more", 8);
    give_role(form, 0);
    asking_forget(&form->asking, &form->answers);
    assert_true(form->answers.items[ROLE].is_given);
    assert_false(form->answers.items[WHY].is_given);
    assert_false(form->answers.items[WORDS].is_given);
    assert_memory_equal(form->answers.texts, empty.texts, sizeof empty.texts);
}

static void no_text_means_no_words_at_all(void **state)
{
    struct form *form = *state;

    give_role(form, 1);
    assert_true(asking_takes_words(&form->asking, WORDS));
    form->asking.no_text = true;
    assert_int_equal(asking_after(&form->asking, ROLE), FELT);
    assert_false(asking_takes_words(&form->asking, WORDS));
}

static void a_group_is_not_asked_about_a_person(void **state)
{
    struct form *form = *state;

    form->asking.is_group = true;
    assert_int_equal(asking_after(&form->asking, FELT), HELLO);
    assert_int_equal(asking_missing(&form->asking), -1);
}

static void what_is_required_or_refused_keeps_the_form(void **state)
{
    struct form *form = *state;

    assert_int_equal(asking_missing(&form->asking), AGE);
    form->answers.items[AGE] = (struct answer){.is_given = true};
    assert_int_equal(asking_missing(&form->asking), -1);
    form->answers.items[FELT] = (struct answer){.is_given = true, .number = 1};
    assert_false(asking_accepts(&form->asking, FELT));
    assert_int_equal(asking_missing(&form->asking), FELT);
    form->answers.items[FELT].number = 2;
    assert_true(asking_accepts(&form->asking, FELT));
    assert_int_equal(asking_missing(&form->asking), -1);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(only_what_is_relevant_is_asked),
        TEST(an_answer_no_longer_asked_for_is_gone_with_what_hangs_on_it),
        TEST(no_text_means_no_words_at_all),
        TEST(a_group_is_not_asked_about_a_person),
        TEST(what_is_required_or_refused_keeps_the_form),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
