#include "base/str.h"
#include "content/advice.h"
#include "content/form.h"
#include <string.h>

enum { MOST_COMBINATIONS = 1000000000, ACTIONS = 4 };

static int64_t times(int64_t a, int64_t b)
{
    return a > MOST_COMBINATIONS / b ? MOST_COMBINATIONS : a * b;
}

static int64_t power_of_two(size_t exponent)
{
    return exponent < 30 ? (int64_t)1 << exponent : MOST_COMBINATIONS;
}

static int64_t factorial(size_t count)
{
    int64_t product = 1;

    for (size_t i = 2; i <= count; i++)
        product = times(product, (int64_t)i);
    return product;
}

/* How many different answers a question can have; 0: nobody can count them.
 * No answer is one of them, unless one is required. */
static int64_t answers_of(const struct question *question)
{
    int64_t none = question->required ? 0 : 1;

    switch ((enum question_type)question->type) {
    case QUESTION_SELECT_ONE:
        return (int64_t)question->choices.count + none;
    case QUESTION_SELECT_MULTIPLE:
        return power_of_two(question->choices.count);
    case QUESTION_RANK:
        return factorial(question->choices.count) + none;
    case QUESTION_RANGE:
        return question_steps(question) + none;
    case QUESTION_DIALOGIC:
        return question->words < 0 ? ACTIONS + none : 0;
    case QUESTION_NOTE:
        return 1;
    case QUESTION_TEXT:
    case QUESTION_INTEGER:
        return 0;
    }
    return 1;
}

void advice_form(struct check *check, const struct advice *advice)
{
    const struct model *model = check->model;
    int64_t all = model->languages.count ? (int64_t)model->languages.count : 1;
    const struct question *first = NULL;
    struct str ids = {0};

    for (size_t i = 0; i < model->feedback.count; i++) {
        const struct question *question = model_object(&model->feedback, i);
        if (!question->about_person || !question->id)
            continue;
        int64_t answers = answers_of(question);
        if (answers == 0) {
            message_add(check->messages, FAULT_WRITES_ABOUT_PERSON,
                        check_mark(question->node, "about_person"),
                        WITH(message_text("id", question->id)));
            continue;
        }
        first = first ? first : question;
        str_addf(&ids, "%s'%s'", ids.length ? ", " : "", question->id);
        all = answers > 0 ? times(all, answers) : all;
    }
    if (first && times(all, advice->k) > advice->group)
        message_add(check->messages, FAULT_SINGLES_OUT,
                    check_mark(first->node, "about_person"),
                    WITH(message_text("questions", ids.text),
                         message_number("combinations", all),
                         message_number("group", advice->group),
                         message_number("k", advice->k),
                         message_number("most", advice->group / advice->k)));
    str_fini(&ids);
}
