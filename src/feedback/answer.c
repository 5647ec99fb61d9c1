#include "feedback/answer.h"

#include "base/json_write.h"
#include "base/rand.h"
#include "feedback/keys.h"
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

bool answers_have_words(const struct answers *answers)
{
    return answers->texts_used > 0;
}

/* The texts behind it move up; what they leave is wiped. */
static void remove_text(struct answers *answers, size_t question)
{
    struct answer *answer = &answers->items[question];
    size_t at = answer->text_at, bytes = answer->text_bytes + 1;

    if (!answer->text_bytes)
        return;
    memmove(answers->texts + at, answers->texts + at + bytes,
            answers->texts_used - at - bytes);
    answers->texts_used -= bytes;
    memset(answers->texts + answers->texts_used, 0, bytes);
    for (size_t i = 0; i < ANSWERS_MAX; i++)
        if (answers->items[i].text_bytes && answers->items[i].text_at > at)
            answers->items[i].text_at -= bytes;
    answer->text_at = answer->text_bytes = 0;
}

void answers_take_back(struct answers *answers, size_t question)
{
    remove_text(answers, question);
    answers->items[question] = (struct answer){0};
}

bool answers_set_text(struct answers *answers, size_t question,
                      const char *utf8, size_t bytes)
{
    struct answer *answer = &answers->items[question];
    size_t had = answer->text_bytes ? answer->text_bytes + 1 : 0;

    if (bytes >= sizeof answers->texts - (answers->texts_used - had))
        return false;
    remove_text(answers, question);
    if (!bytes)
        return true;
    answer->text_at = answers->texts_used;
    answer->text_bytes = bytes;
    memcpy(answers->texts + answer->text_at, utf8, bytes);
    answers->texts[answer->text_at + bytes] = '\0';
    answers->texts_used += bytes + 1;
    return true;
}

const char *answers_text(const struct answers *answers, size_t question)
{
    const struct answer *answer = &answers->items[question];

    return answer->text_bytes ? answers->texts + answer->text_at : "";
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

static void write_order(struct json *json, const struct question *question,
                        const struct answer *answer)
{
    json_array(json, question->id);
    for (int i = 0; i < answer->ordered; i++)
        json_string(json, NULL, choice_name(question, answer->order[i]));
    json_end(json);
}

/* A text, or what was written beside an action. */
static void write_text(struct json *json, const char *key,
                       const struct answers *answers, size_t i)
{
    if (answers->items[i].text_bytes)
        json_string(json, key, answers_text(answers, i));
}

static void write_words(struct json *json, const struct question *question,
                        const struct answers *answers, size_t i)
{
    char key[ID_BYTES + sizeof ".words"];

    snprintf(key, sizeof key, "%s.words", question->id);
    write_text(json, key, answers, i);
}

static void write_answer(struct json *json, const struct question *question,
                         const struct answers *answers, size_t i)
{
    const struct answer *answer = &answers->items[i];
    size_t choice = (size_t)answer->choice;

    switch ((enum question_type)question->type) {
    case QUESTION_DIALOGIC:
        assert(choice < DIALOGIC__COUNT);
        json_string(json, question->id, dialogic_words[choice]);
        write_words(json, question, answers, i);
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
        write_text(json, question->id, answers, i);
        break;
    case QUESTION_RANK:
        if (answer->ordered)
            write_order(json, question, answer);
        break;
    case QUESTION_NOTE:
        break;
    }
}

static void write_answers(struct json *json, const struct model *model,
                          const struct answers *answers)
{
    json_object(json, record_keys[RECORD_ANSWERS]);
    for (size_t i = 0; i < model->feedback.count && i < ANSWERS_MAX; i++) {
        const struct question *question = model_object(&model->feedback, i);

        if (answers->items[i].is_given)
            write_answer(json, question, answers, i);
    }
    json_end(json);
}

static void write_face(struct json *json, int face)
{
    json_object(json, record_keys[RECORD_ANSWERS]);
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
    json_string(&json, record_keys[RECORD_ID], record->id.text);
    json_integer(&json, record_keys[RECORD_V], RECORD_VERSION);
    json_string(&json, record_keys[RECORD_PROGRAMME], record->programme);
    if (host)
        json_string(&json, record_keys[RECORD_HOST], host);
    json_integer(&json, record_keys[RECORD_SERIAL], model->serial);
    json_string(&json, record_keys[RECORD_FORM],
                record->face    ? "attract"
                : record->about ? "proposal"
                                : "feedback");
    if (record->about)
        json_string(&json, record_keys[RECORD_ABOUT], record->about);
    if (record->language)
        json_string(&json, record_keys[RECORD_LANGUAGE], record->language);
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
