#include "content/form.h"
#include <string.h>

enum { TEXT_BYTES_A_CHARACTER = 4, WORDS_LENGTH = 280 };

int question_steps(const struct question *question)
{
    return (int)(question->end - question->start + 1);
}

static size_t bytes_of(const char *text)
{
    return text ? strlen(text) : 0;
}

/* All choices, quoted and with commas, or the longest alone. */
static size_t choice_bytes(const struct question *question, bool is_all)
{
    size_t all = 0, longest = 0;

    for (size_t i = 0; i < question->choices.count; i++) {
        const struct choice *choice = model_object(&question->choices, i);
        size_t bytes = bytes_of(choice->name) + strlen("\"\",");
        all += bytes;
        longest = bytes > longest ? bytes : longest;
    }
    return is_all ? all + strlen("[]") : longest;
}

static size_t text_bytes(int64_t characters)
{
    return (size_t)characters * TEXT_BYTES_A_CHARACTER + strlen("\"\"");
}

static size_t answer_bytes(const struct question *question)
{
    size_t key = bytes_of(question->id) + strlen("\"\":,");

    switch ((enum question_type)question->type) {
    case QUESTION_DIALOGIC:
        key += strlen("\"bystand\"");
        return question->words < 0
                   ? key
                   : key + bytes_of(question->id) + strlen("\".words\":,") +
                         text_bytes(WORDS_LENGTH);
    case QUESTION_SELECT_ONE:
        return key + choice_bytes(question, false);
    case QUESTION_SELECT_MULTIPLE:
    case QUESTION_RANK:
        return key + choice_bytes(question, true);
    case QUESTION_RANGE:
    case QUESTION_INTEGER:
        return key + strlen("-9223372036854775808");
    case QUESTION_TEXT:
        return key + text_bytes(question->max_length);
    case QUESTION_NOTE:
        return 0;
    }
    return 0;
}

size_t form_worst_bytes(const struct model *model)
{
    size_t bytes =
        strlen("{\"id\":\"\",\"v\":1,\"programme\":\"\",\"host\":\"\","
               "\"serial\":2147483647,\"form\":\"feedback\","
               "\"language\":\"\",\"answers\":{}}") +
        32 + LANGUAGE_BYTES;

    bytes += bytes_of(model->kind == MODEL_HOST ? model->programme : model->id);
    bytes += bytes_of(model->kind == MODEL_HOST ? model->id : NULL);
    for (size_t i = 0; i < model->feedback.count; i++)
        bytes += answer_bytes(model_object(&model->feedback, i));
    return bytes;
}
