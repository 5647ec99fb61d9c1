#include "feedback/answer.h"

#include "base/json_write.h"
#include "base/rand.h"
#include <assert.h>
#include <stdio.h>
#include <string.h>

enum { RECORD_VERSION = 1, CHOSEN_BITS = 32 };

const char *const dialogic_words[DIALOGIC__COUNT] = {
    [DIALOGIC_MOVE] = "move",
    [DIALOGIC_FOLLOW] = "follow",
    [DIALOGIC_OPPOSE] = "oppose",
    [DIALOGIC_BYSTAND] = "bystand",
};

void answers_clear(struct answers *answers)
{
    memset(answers, 0, sizeof *answers);
}

size_t answers_given(const struct answers *answers)
{
    size_t given = 0;

    for (size_t i = 0; i < ANSWERS_MAX; i++)
        given += answers->items[i].is_given;
    return given;
}

struct record_id record_id_new(struct rand *rand)
{
    uint8_t bytes[16];
    struct record_id id;

    rand_fill(rand, bytes, sizeof bytes);
    for (size_t i = 0; i < sizeof bytes; i++)
        snprintf(id.text + 2 * i, 3, "%02x", bytes[i]);
    return id;
}

static const char *choice_name(const struct question *question, size_t i)
{
    const struct choice *choice = model_object(&question->choices, i);

    return choice->name;
}

static void write_chosen(struct json *json, const struct question *question,
                         uint32_t chosen)
{
    json_array(json, question->id);
    for (size_t i = 0; i < question->choices.count && i < CHOSEN_BITS; i++)
        if (chosen & (uint32_t)1 << i)
            json_string(json, NULL, choice_name(question, i));
    json_end(json);
}

/* Types without a screen of their own yet have no answers. */
static void write_answer(struct json *json, const struct question *question,
                         const struct answer *answer)
{
    size_t choice = (size_t)answer->choice;

    switch ((enum question_type)question->type) {
    case QUESTION_DIALOGIC:
        assert(choice < DIALOGIC__COUNT);
        json_string(json, question->id, dialogic_words[choice]);
        break;
    case QUESTION_SELECT_ONE:
        assert(choice < question->choices.count);
        json_string(json, question->id, choice_name(question, choice));
        break;
    case QUESTION_SELECT_MULTIPLE:
        if (answer->chosen)
            write_chosen(json, question, answer->chosen);
        break;
    case QUESTION_RANGE:
    case QUESTION_INTEGER:
        json_integer(json, question->id, answer->number);
        break;
    case QUESTION_TEXT:
    case QUESTION_RANK:
    case QUESTION_NOTE:
        break;
    }
}

static void write_answers(struct json *json, const struct model *model,
                          const struct answers *answers)
{
    json_object(json, "answers");
    for (size_t i = 0; i < model->feedback.count && i < ANSWERS_MAX; i++) {
        const struct question *question = model_object(&model->feedback, i);

        if (answers->items[i].is_given && question_is_shown(question))
            write_answer(json, question, &answers->items[i]);
    }
    json_end(json);
}

static void write_face(struct json *json, int face)
{
    json_object(json, "answers");
    json_integer(json, "attract", face);
    json_end(json);
}

bool record_write(const struct record *record, struct str *out,
                  struct fail *why)
{
    const struct model *model = record->model;
    const char *host = model->kind == MODEL_HOST ? model->id : record->site;
    struct json json = {.out = out};
    size_t start = out->length, bytes;

    json_object(&json, NULL);
    json_string(&json, "id", record->id.text);
    json_integer(&json, "v", RECORD_VERSION);
    json_string(&json, "programme", record->programme);
    if (host)
        json_string(&json, "host", host);
    json_integer(&json, "serial", model->serial);
    json_string(&json, "form", record->face ? "attract" : "feedback");
    if (record->language)
        json_string(&json, "language", record->language);
    if (record->face)
        write_face(&json, record->face);
    else
        write_answers(&json, model, record->answers);
    json_end(&json);
    bytes = out->length - start;
    if (bytes <= FORM_RECORD_BYTES)
        return true;
    out->text[out->length = start] = '\0';
    return fail_set(why, FAIL_INVALID,
                    "a record is %zu bytes, more than %d: the form of %s",
                    bytes, FORM_RECORD_BYTES, model->id);
}
