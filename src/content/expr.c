#include "base/str.h"
#include "content/expr_private.h"
#include <assert.h>

static bool is_empty(const struct expr_value *value)
{
    switch (value->kind) {
    case EXPR_MISSING:
        return true;
    case EXPR_NUMBER:
        return false;
    case EXPR_WORD:
        return !value->word || !value->word[0];
    case EXPR_SET:
        return value->set == 0;
    }
    return true;
}

static double count_of(uint32_t set)
{
    int count = 0;

    for (; set; set &= set - 1)
        count++;
    return count;
}

static struct expr_value value_of(const struct expr *expr,
                                  const struct expr_answers *answers)
{
    struct expr_value value = {.kind = EXPR_MISSING};

    switch (expr->op) {
    case EXPR_LITERAL_NUMBER:
        return (struct expr_value){.kind = EXPR_NUMBER, .number = expr->number};
    case EXPR_LITERAL_WORD:
        return (struct expr_value){.kind = EXPR_WORD, .word = expr->word};
    case EXPR_ANSWER:
        return answers->answer(answers->user, expr->question);
    case EXPR_COUNT:
        value = value_of(expr->a, answers);
        return (struct expr_value){
            .kind = EXPR_NUMBER,
            .number = value.kind == EXPR_SET ? count_of(value.set) : 0};
    default:
        assert(!"the parser lets only values stand here");
        return value;
    }
}

static bool is_equal(const struct expr *expr,
                     const struct expr_answers *answers)
{
    struct expr_value a = value_of(expr->a, answers);
    struct expr_value b = value_of(expr->b, answers);

    if (is_empty(&a) || is_empty(&b))
        return is_empty(&a) && is_empty(&b);
    if (a.kind != b.kind)
        return false;
    return a.kind == EXPR_NUMBER ? a.number == b.number
                                 : str_equal(a.word, b.word);
}

static bool is_ordered(const struct expr *expr,
                       const struct expr_answers *answers)
{
    struct expr_value a = value_of(expr->a, answers);
    struct expr_value b = value_of(expr->b, answers);

    if (a.kind != EXPR_NUMBER || b.kind != EXPR_NUMBER)
        return false;
    switch (expr->op) {
    case EXPR_LESS:
        return a.number < b.number;
    case EXPR_AT_MOST:
        return a.number <= b.number;
    case EXPR_MORE:
        return a.number > b.number;
    default:
        return a.number >= b.number;
    }
}

static bool is_selected(const struct expr *expr,
                        const struct expr_answers *answers)
{
    struct expr_value value = value_of(expr->a, answers);

    if (value.kind == EXPR_SET)
        return value.set >> (unsigned)expr->number & 1;
    return value.kind == EXPR_WORD && str_equal(value.word, expr->word);
}

bool expr_is_true(const struct expr *expr, const struct expr_answers *answers)
{
    switch (expr->op) {
    case EXPR_OR:
        return expr_is_true(expr->a, answers) || expr_is_true(expr->b, answers);
    case EXPR_AND:
        return expr_is_true(expr->a, answers) && expr_is_true(expr->b, answers);
    case EXPR_NOT:
        return !expr_is_true(expr->a, answers);
    case EXPR_EQUAL:
        return is_equal(expr, answers);
    case EXPR_UNEQUAL:
        return !is_equal(expr, answers);
    case EXPR_SELECTED:
        return is_selected(expr, answers);
    default:
        return is_ordered(expr, answers);
    }
}
