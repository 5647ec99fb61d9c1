#include "kiosk/session_answer.h"

#include "base/str.h"
#include <stdlib.h>
#include <string.h>

static int word_index(const char *word)
{
    for (int i = 0; i < DIALOGIC__COUNT; i++)
        if (str_equal(dialogic_words[i], word))
            return i;
    return -1;
}

static int choice_index(const struct question *question, const char *name)
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
    *answer = (struct answer){.is_given = true, .choice = index};
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

/* True if the answer is a single choice that was made. */
static bool answer_question(struct answer *answer,
                            const struct question *question, const char *value)
{
    switch (question->type) {
    case QUESTION_DIALOGIC:
        return answer_one(answer, word_index(value));
    case QUESTION_SELECT_ONE:
        return answer_one(answer, choice_index(question, value));
    case QUESTION_RANGE:
        return answer_range(answer, question, value);
    case QUESTION_SELECT_MULTIPLE:
        answer_several(answer, choice_index(question, value));
        return false;
    default:
        return false;
    }
}

void session_answer(struct session *session, const struct kiosk *kiosk,
                    const char *id, int64_t now_ms)
{
    if (session->here.screen != SCREEN_QUESTION)
        return;

    const struct model *model = kiosk_model(kiosk, session->here.host);
    int index = session->here.question;
    const struct question *question =
        model_object(&model->feedback, (size_t)index);
    size_t length = strlen(question->id);

    if (strncmp(id, question->id, length) || id[length] != '.')
        return;
    session->record.text[0] = '\0'; /* other answers, another record */
    bool is_single = answer_question(&session->answers.items[index], question,
                                     id + length + 1);
    bool is_last = session_question_after(model, index) < 0;
    if (is_single && !is_last && !session->ease.less_motion)
        session->advance_at_ms = now_ms + SESSION_ADVANCE_MS;
}
