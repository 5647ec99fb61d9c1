#include "content/expr.h"
#include "support/check.h"
#include "yaml/fault_words.h"
#include <stdlib.h>
#include <string.h>

/* A form of one question a kind, in this order. */
enum { ROLE, TOPICS, FELT, AGE, WHY, STANCE, NOTE, ORDER, LAST, COUNT };

struct form {
    struct arena arena;
    struct model model;
    struct choice choices[3];
    void *choice_list[3];
    struct question questions[COUNT];
    void *question_list[COUNT];
    struct expr_value values[COUNT];
};

static int set_up(void **state)
{
    static const char *const names[] = {"work", "language", "rights"};
    static const struct question questions[COUNT] = {
        [ROLE] = {.id = "role", .type = QUESTION_SELECT_ONE},
        [TOPICS] = {.id = "topics", .type = QUESTION_SELECT_MULTIPLE},
        [FELT] = {.id = "felt", .type = QUESTION_RANGE},
        [AGE] = {.id = "age", .type = QUESTION_INTEGER},
        [WHY] = {.id = "why", .type = QUESTION_TEXT},
        [STANCE] = {.id = "stance", .type = QUESTION_DIALOGIC},
        [NOTE] = {.id = "hello", .type = QUESTION_NOTE},
        [ORDER] = {.id = "order", .type = QUESTION_RANK},
        [LAST] = {.id = "last", .type = QUESTION_INTEGER},
    };
    struct form *form = memory_get(sizeof *form);

    for (size_t i = 0; i < 3; i++) {
        form->choices[i].name = names[i];
        form->choice_list[i] = &form->choices[i];
    }
    for (size_t i = 0; i < COUNT; i++) {
        form->questions[i] = questions[i];
        form->questions[i].choices = (struct schema_list){form->choice_list, 3};
        form->question_list[i] = &form->questions[i];
    }
    form->model.feedback = (struct schema_list){form->question_list, COUNT};
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

static struct expr_value answer(const void *user, size_t question)
{
    return ((const struct form *)user)->values[question];
}

/* Its sentence, without what names the key. */
static const char *said(struct form *form, const struct expr_fault *fault)
{
    return fault_say(NULL, &form->arena, fault->fault, fault->values, false) +
           strlen("in '': ");
}

static bool is_true(struct form *form, const char *text)
{
    struct expr_answers answers = {form, answer};
    struct expr_fault fault = {0};
    const struct expr *expr = expr_parse(text, &form->model, LAST,
                                         EXPR_CONSTRAINT, &form->arena, &fault);

    if (!expr)
        fail_msg("%s: %s", text, said(form, &fault));
    return expr_is_true(expr, &answers);
}

static void give_word(struct form *form, size_t question, const char *word)
{
    form->values[question] =
        (struct expr_value){.kind = EXPR_WORD, .word = word};
}

static void give_number(struct form *form, size_t question, double number)
{
    form->values[question] =
        (struct expr_value){.kind = EXPR_NUMBER, .number = number};
}

static void give_set(struct form *form, size_t question, uint32_t set)
{
    form->values[question] = (struct expr_value){.kind = EXPR_SET, .set = set};
}

static void answers_are_compared(void **state)
{
    struct form *form = *state;

    give_word(form, ROLE, "work");
    give_number(form, FELT, 4);
    give_word(form, WHY, "no");
    give_word(form, STANCE, "oppose");
    assert_true(is_true(form, "${role} = 'work'"));
    assert_false(is_true(form, "${role} = \"rights\""));
    assert_true(is_true(form, "${role} != 'rights'"));
    assert_true(is_true(form, "${felt} > 3"));
    assert_true(is_true(form, "${felt}>=4 and ${felt}<=4"));
    assert_false(is_true(form, "${felt} < 4"));
    assert_true(is_true(form, "-1.5 < ${felt}"));
    assert_true(is_true(form, "${why} = 'no'"));
    assert_true(is_true(form, "${stance} = 'oppose'"));
    assert_true(is_true(form, "4 = ${felt}"));
}

static void and_binds_closer_than_or(void **state)
{
    struct form *form = *state;

    assert_true(is_true(form, "1 = 1 or 1 = 1 and 1 = 2"));
    assert_false(is_true(form, "(1 = 1 or 1 = 1) and 1 = 2"));
    assert_true(is_true(form, "not(1 = 2) and not(1 = 2 or 1 = 3)"));
}

static void what_was_chosen_can_be_asked_for(void **state)
{
    struct form *form = *state;

    give_set(form, TOPICS, 5); /* work, rights */
    give_word(form, ROLE, "language");
    assert_true(is_true(form, "selected(${topics}, 'work')"));
    assert_false(is_true(form, "selected(${topics}, 'language')"));
    assert_true(is_true(form, "selected(${topics}, 'rights')"));
    assert_true(is_true(form, "count-selected(${topics}) = 2"));
    assert_true(is_true(form, "selected(${role}, 'language')"));
}

/* As in XPath: equal to '' alone, and != is the opposite of = . */
static void an_answer_that_is_missing_is_no_surprise(void **state)
{
    struct form *form = *state;

    assert_false(is_true(form, "${role} = 'work'"));
    assert_true(is_true(form, "${role} != 'work'"));
    assert_true(is_true(form, "${role} = ''"));
    assert_true(is_true(form, "${felt} = ''"));
    assert_true(is_true(form, "${topics} = ''"));
    assert_false(is_true(form, "${felt} != ''"));
    assert_false(is_true(form, "${felt} < 100"));
    assert_false(is_true(form, "${felt} > -100"));
    assert_true(is_true(form, "not(${felt} < 100)"));
    assert_false(is_true(form, "selected(${topics}, 'work')"));
    assert_true(is_true(form, "count-selected(${topics}) = 0"));
    assert_false(is_true(form, "${felt} = 0"));
    give_set(form, TOPICS, 0);
    assert_true(is_true(form, "${topics} = ''"));
    give_word(form, WHY, "");
    assert_true(is_true(form, "${why} = ''"));
}

static void a_constraint_sees_its_own_answer(void **state)
{
    struct form *form = *state;

    give_number(form, LAST, 30);
    assert_true(is_true(form, ". >= 18 and . < 120"));
    give_number(form, LAST, 130);
    assert_false(is_true(form, ". >= 18 and . < 120"));
    assert_true(is_true(form, ".5 < ."));
}

static void a_fault_names_the_token_and_what_to_do(void **state)
{
    static const struct {
        const char *text, *token, *fault, *help;
    } all[] = {
        {"${topcs} = ''", "${topcs}", "no question has the id 'topcs'",
         "did you mean 'topics'?"},
        {"${last} > 3", "${last}", "a question cannot depend on itself",
         "ask for questions that stand before it"},
        {". > 3", ".", "'.' is the answer itself, which only 'constraint' has",
         "ask for another question with ${id}"},
        {"${role} = 'wrok'", "'wrok'", "'role' has no choice 'wrok'",
         "did you mean 'work'?"},
        {"${stance} = 'oposse'", "'oposse'", "'stance' has no choice 'oposse'",
         "did you mean 'oppose'?"},
        {"selected(${topics}, 'wrok')", "'wrok'",
         "'topics' has no choice 'wrok'", "did you mean 'work'?"},
        {"${topics} = 'work'", "'work'",
         "several choices cannot be compared with a text",
         "write selected(${question}, 'choice')"},
        {"${felt} = '4'", "'4'", "a number cannot be compared with a text",
         "write the number without quotes"},
        {"${why} < 4", "4", "a text cannot be compared with a number", NULL},
        {"${topics}", "${topics}", "this is a value, not a condition",
         "write selected(${question}, 'choice')"},
        {"${felt} and 1 = 1", "${felt}", "this is a value, not a condition",
         "compare it with something: = != < <= > >="},
        {"(1 = 1) = 2", "2", "a condition cannot be compared with a number",
         NULL},
        {"${hello} = ''", "${hello}", "a note has no answer", NULL},
        {"count-selected(${role}) = 1", "${role}",
         "count-selected() asks for a question of which several can be chosen",
         NULL},
        {"selected(${felt}, 'work')", "${felt}",
         "selected() asks for a question with choices", NULL},
        {"selected(${topics}, ${role})", "${role}",
         "selected() asks for one choice by its name",
         "write its name in quotes"},
        {"${role} = 'work", "'", "an open quote", NULL},
        {"${role = 1", "${role", "an open '${'", "write ${question}"},
        {"1 = 1 nad 2 = 2", "nad",
         "'nad' where 'and', 'or' or the end is "
         "expected",
         NULL},
        {"1 = 1 and", "", "it ends where a value is expected",
         "write ${question} . 'text' 12 not() selected() "
         "count-selected()"},
        {"(1 = 1", "", "it ends where ')' is expected", NULL},
        {"", "", "it ends where a value is expected",
         "write ${question} . 'text' 12 not() selected() "
         "count-selected()"},
        {"today() > 1", "today", "'today' where a value is expected",
         "write ${question} . 'text' 12 not() selected() "
         "count-selected()"},
        {"- 1 = 1", "-", "'-' where a number is expected", NULL},
    };
    struct form *form = *state;

    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        struct expr_fault fault = {0};
        char token[40] = "";
        assert_null(expr_parse(all[i].text, &form->model, LAST, EXPR_RELEVANT,
                               &form->arena, &fault));
        memcpy(token, all[i].text + fault.offset, fault.length);
        if (strcmp(token, all[i].token) != 0)
            fail_msg("%s: the token is '%s'", all[i].text, token);
        assert_string_equal(said(form, &fault), all[i].fault);
        const char *help = fault_say_help(NULL, &form->arena, fault.fault,
                                          fault.values, false);
        if (all[i].help)
            assert_string_equal(help, all[i].help);
        else
            assert_null(help);
    }
}

static void a_question_that_comes_later_cannot_be_asked_for(void **state)
{
    struct form *form = *state;
    struct expr_fault fault = {0};

    assert_null(expr_parse("${felt} = 3", &form->model, ROLE, EXPR_RELEVANT,
                           &form->arena, &fault));
    assert_string_equal(said(form, &fault), "'felt' is asked later");
}

static void what_is_nested_without_end_is_refused(void **state)
{
    struct form *form = *state;
    struct expr_fault fault = {0};
    char text[10001];

    memset(text, '(', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    assert_null(expr_parse(text, &form->model, LAST, EXPR_RELEVANT,
                           &form->arena, &fault));
    assert_string_equal(said(form, &fault),
                        "parentheses are nested too deeply");
}

/* Whatever bytes an author writes: an expression or a fault inside them. */
static void any_bytes_are_answered(void **state)
{
    static const char *const pieces[] = {"${role}",   "${felt}",
                                         "${topics}", "${",
                                         "}",         "'work'",
                                         "'",         "\"",
                                         "and",       "or",
                                         "not(",      "(",
                                         ")",         "=",
                                         "!",         "!=",
                                         "<",         ">=",
                                         "selected(", ",",
                                         ".",         "4",
                                         "-",         " ",
                                         "\xd8\xa7",  "count-selected(",
                                         "1e9",       "''"};
    enum { ROUNDS = 20000, PIECES = sizeof pieces / sizeof *pieces };
    struct form *form = *state;
    struct expr_answers answers = {form, answer};
    uint32_t seed = 2018;
    int whole = 0;

    for (int round = 0; round < ROUNDS; round++) {
        char text[200] = "";
        struct expr_fault fault = {0};
        for (int i = 0; i < 9; i++) {
            seed = seed * 1664525 + 1013904223;
            strcat(text, pieces[(seed >> 16) % PIECES]);
            if ((seed >> 10) % 4 == 0)
                break;
        }
        const struct expr *expr = expr_parse(
            text, &form->model, LAST,
            round % 2 ? EXPR_RELEVANT : EXPR_CONSTRAINT, &form->arena, &fault);
        if (expr) {
            expr_is_true(expr, &answers);
            whole++;
        } else {
            assert_non_null(fault.values[0].name);
            assert_true(fault.offset + fault.length <= strlen(text));
        }
        arena_reset(&form->arena);
    }
    assert_true(whole > 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(answers_are_compared),
        TEST(and_binds_closer_than_or),
        TEST(what_was_chosen_can_be_asked_for),
        TEST(an_answer_that_is_missing_is_no_surprise),
        TEST(a_constraint_sees_its_own_answer),
        TEST(a_fault_names_the_token_and_what_to_do),
        TEST(a_question_that_comes_later_cannot_be_asked_for),
        TEST(what_is_nested_without_end_is_refused),
        TEST(any_bytes_are_answered),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
