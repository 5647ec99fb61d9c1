#include "feedback/asking.h"

static const struct question *question_at(const struct asking *asking, size_t i)
{
    return model_object(&asking->model->feedback, i);
}

static size_t count_of(const struct asking *asking)
{
    size_t count = asking->model->feedback.count;

    return count < ANSWERS_MAX ? count : ANSWERS_MAX;
}

static struct expr_value word(const char *text)
{
    return (struct expr_value){.kind = EXPR_WORD, .word = text};
}

static struct expr_value value_of(const void *user, size_t i)
{
    const struct asking *asking = user;
    const struct question *question = question_at(asking, i);
    const struct answer *answer = &asking->answers->items[i];
    uint32_t set = 0;

    if (!answer->is_given)
        return (struct expr_value){.kind = EXPR_MISSING};
    switch ((enum question_type)question->type) {
    case QUESTION_DIALOGIC:
        return word(dialogic_words[answer->choice]);
    case QUESTION_SELECT_ONE:
        return word(((const struct choice *)model_object(
                         &question->choices, (size_t)answer->choice))
                        ->name);
    case QUESTION_SELECT_MULTIPLE:
        return (struct expr_value){.kind = EXPR_SET, .set = answer->chosen};
    case QUESTION_RANK:
        for (int k = 0; k < answer->ordered; k++)
            set |= (uint32_t)1 << answer->order[k];
        return (struct expr_value){.kind = EXPR_SET, .set = set};
    case QUESTION_RANGE:
    case QUESTION_INTEGER:
        return (struct expr_value){.kind = EXPR_NUMBER,
                                   .number = (double)answer->number};
    case QUESTION_TEXT:
        return word(answers_text(asking->answers, i));
    case QUESTION_NOTE:
        break;
    }
    return (struct expr_value){.kind = EXPR_MISSING};
}

static bool is_true(const struct asking *asking, const struct expr *expr)
{
    struct expr_answers answers = {asking, value_of};

    return expr_is_true(expr, &answers);
}

bool asking_asks(const struct asking *asking, size_t i)
{
    const struct question *question = question_at(asking, i);

    if (asking->is_closed ||
        (question->type == QUESTION_TEXT && asking->no_text))
        return false;
    if (question->about_person && asking->is_group)
        return false;
    return !question->relevant_expr || is_true(asking, question->relevant_expr);
}

bool asking_takes_words(const struct asking *asking, size_t i)
{
    const struct question *question = question_at(asking, i);

    return question->type == QUESTION_DIALOGIC && question->words >= 0 &&
           !asking->no_text;
}

int asking_after(const struct asking *asking, int from)
{
    for (size_t i = (size_t)(from + 1); i < count_of(asking); i++)
        if (asking_asks(asking, i))
            return (int)i;
    return -1;
}

int asking_before(const struct asking *asking, int from)
{
    for (int i = from - 1; i >= 0; i--)
        if (asking_asks(asking, (size_t)i))
            return i;
    return -1;
}

size_t asking_count(const struct asking *asking)
{
    size_t count = 0;

    for (int i = asking_after(asking, -1); i >= 0; i = asking_after(asking, i))
        count += question_at(asking, (size_t)i)->type != QUESTION_NOTE;
    return count;
}

bool asking_accepts(const struct asking *asking, size_t i)
{
    const struct question *question = question_at(asking, i);

    return !question->constraint_expr || !asking->answers->items[i].is_given ||
           is_true(asking, question->constraint_expr);
}

int asking_missing(const struct asking *asking)
{
    for (int i = asking_after(asking, -1); i >= 0;
         i = asking_after(asking, i)) {
        const struct question *question = question_at(asking, (size_t)i);
        bool is_given = asking->answers->items[i].is_given;
        if (!asking_accepts(asking, (size_t)i) ||
            (question->required && !is_given &&
             question->type != QUESTION_NOTE))
            return i;
    }
    return -1;
}

/* Questions ask only for those before them: one round in their order. */
void asking_forget(const struct asking *asking, struct answers *answers)
{
    for (size_t i = 0; i < count_of(asking); i++)
        if (answers->items[i].is_given && !asking_asks(asking, i))
            answers_take_back(answers, i);
}
