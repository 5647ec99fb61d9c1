/* Any text is an expression that can be evaluated, or a fault inside it. */
#include "content/expr.h"
#include "fuzz/target.h"
#include <string.h>

enum { QUESTIONS = 8, CHOICES = 3 };

/* One question of each type; the last asks. */
struct form {
    struct model model;
    struct choice choices[CHOICES];
    void *choice_list[CHOICES];
    struct question questions[QUESTIONS];
    void *question_list[QUESTIONS];
};

static void fill(struct form *form)
{
    static const char *const ids[QUESTIONS] = {
        "stance", "role", "topics", "felt", "why", "age", "order", "hello"};
    static const char *const names[CHOICES] = {"work", "language", "rights"};

    for (size_t i = 0; i < CHOICES; i++) {
        form->choices[i].name = names[i];
        form->choice_list[i] = &form->choices[i];
    }
    for (size_t i = 0; i < QUESTIONS; i++) {
        form->questions[i] =
            (struct question){.id = ids[i],
                              .type = (enum question_type)i,
                              .choices = {form->choice_list, CHOICES}};
        form->question_list[i] = &form->questions[i];
    }
    form->model.feedback = (struct schema_list){form->question_list, QUESTIONS};
}

static struct expr_value missing(const void *user, size_t question)
{
    (void)user;
    assert(question < QUESTIONS);
    return (struct expr_value){.kind = EXPR_MISSING};
}

/* A value of the question's kind. */
static struct expr_value given(const void *user, size_t question)
{
    static const struct expr_value values[QUESTIONS] = {
        {.kind = EXPR_WORD, .word = "oppose"},
        {.kind = EXPR_WORD, .word = "work"},
        {.kind = EXPR_SET, .set = 5},
        {.kind = EXPR_NUMBER, .number = 3},
        {.kind = EXPR_WORD, .word = "because"},
        {.kind = EXPR_NUMBER, .number = -2.5},
        {.kind = EXPR_SET, .set = 7},
        {.kind = EXPR_MISSING}};

    (void)user;
    assert(question < QUESTIONS);
    return values[question];
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count)
{
    struct form form = {.model = {.node = NULL}};
    struct arena arena = {0};
    char *text = arena_string(&arena, (const char *)bytes, count);

    fill(&form);
    for (size_t self = 0; self < QUESTIONS; self += QUESTIONS - 1) {
        struct expr_fault fault = {0};
        const struct expr *expr = expr_parse(
            text, &form.model, self,
            count % 2 ? EXPR_CONSTRAINT : EXPR_RELEVANT, &arena, &fault);
        if (!expr) {
            assert(fault.offset + fault.length <= strlen(text));
            continue;
        }
        expr_is_true(expr, &(struct expr_answers){NULL, missing});
        expr_is_true(expr, &(struct expr_answers){NULL, given});
    }
    arena_fini(&arena);
    return 0;
}
