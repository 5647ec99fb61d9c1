#include "kiosk/session_answer.h"

#include "base/str.h"
#include "kiosk/session_private.h"
#include "kiosk/session_rank.h"
#include <stdlib.h>
#include <string.h>

static int word_index(const char *word)
{
    for (int i = 0; i < DIALOGIC__COUNT; i++)
        if (str_equal(dialogic_words[i], word))
            return i;
    return -1;
}

int session_choice(const struct question *question, const char *name)
{
    for (size_t i = 0; i < question->choices.count; i++) {
        const struct choice *choice = model_object(&question->choices, i);
        if (str_equal(choice->name, name))
            return (int)i;
    }
    return -1;
}

static bool answer_one(struct answer *answer, int index)
{
    if (index < 0)
        return false;
    answer->is_given = true; /* words beside it stay */
    answer->choice = index;
    return true;
}

static bool answer_range(struct answer *answer, const struct question *question,
                         const char *value)
{
    char *end;
    long number = strtol(value, &end, 10);

    if (*end || end == value || number < question->start ||
        number > question->end)
        return false;
    *answer = (struct answer){.is_given = true, .number = number};
    return true;
}

static void answer_several(struct answer *answer, int index)
{
    if (index < 0 || index >= 32)
        return;
    answer->chosen ^= (uint32_t)1 << index;
    answer->is_given = answer->chosen != 0;
}

static void type_digit(struct answer *answer, int digit)
{
    const int64_t most = 999999999;
    int64_t number = answer->number < 0 ? answer->number * 10 - digit
                                        : answer->number * 10 + digit;

    if (number > most || number < -most)
        return;
    answer->number = number;
    answer->is_given = true;
}

static void answer_integer(struct answer *answer, const char *value)
{
    if (str_starts(value, "digit.") && value[6] >= '0' && value[6] <= '9')
        type_digit(answer, value[6] - '0');
    else if (str_equal(value, "minus"))
        answer->number = -answer->number;
    else if (str_equal(value, "delete")) {
        answer->is_given = answer->number / 10 != 0;
        answer->number /= 10;
    }
}

/* True if the answer is a single choice that was made. */
static bool answer_question(struct answer *answer,
                            const struct question *question, const char *value)
{
    switch ((enum question_type)question->type) {
    case QUESTION_DIALOGIC:
        return answer_one(answer, word_index(value));
    case QUESTION_SELECT_ONE:
        return answer_one(answer, session_choice(question, value));
    case QUESTION_RANGE:
        return answer_range(answer, question, value) &&
               question->appearance != APPEARANCE_SLIDER;
    case QUESTION_SELECT_MULTIPLE:
        answer_several(answer, session_choice(question, value));
        return false;
    case QUESTION_INTEGER:
        answer_integer(answer, value);
        return false;
    case QUESTION_RANK:
        session_rank(answer, question, value);
        return false;
    case QUESTION_TEXT:
    case QUESTION_NOTE:
        return false;
    }
    return false;
}

const char *session_value(const struct question *question, const char *id)
{
    size_t length = strlen(question->id);

    return strncmp(id, question->id, length) == 0 && id[length] == '.'
               ? id + length + 1
               : NULL;
}

void session_answer_taken(struct session *session, const struct asking *asking)
{
    session->record.text[0] = '\0'; /* other answers, another record */
    session->is_refused = false;
    session->advance_at_ms = 0;
    asking_forget(asking, &session->answers);
}

void session_answer(struct session *session, const struct kiosk *kiosk,
                    const char *id, int64_t now_ms)
{
    struct asking asking = session_asking(session, kiosk);
    size_t index = (size_t)session->here.question;
    const struct question *question =
        model_object(&asking.model->feedback, index);
    const char *value = session_value(question, id);

    if (!value)
        return;
    bool is_single =
        answer_question(&session->answers.items[index], question, value);
    session_answer_taken(session, &asking);
    bool is_last = asking_after(&asking, (int)index) < 0;
    if (is_single && !is_last && !session->ease.less_motion &&
        asking_accepts(&asking, index) && !asking_takes_words(&asking, index))
        session->advance_at_ms = now_ms + SESSION_ADVANCE_MS;
}

void session_answer_drag(struct session *session, const struct kiosk *kiosk,
                         const struct action *action)
{
    struct asking asking = session_asking(session, kiosk);
    size_t index = (size_t)session->here.question;
    const struct question *question =
        model_object(&asking.model->feedback, index);
    int steps = question_steps(question);

    if (question->type != QUESTION_RANGE ||
        !str_equal(action->id + strlen("answer."), question->id))
        return;
    session->answers.items[index] =
        (struct answer){.is_given = true,
                        .number = question->start +
                                  (int64_t)(action->share * (steps - 1) + 0.5)};
    session_answer_taken(session, &asking);
}
