#include "base/str.h"
#include "content/expr_private.h"
#include <assert.h>
#include <string.h>

enum { WORDS = 66 };

bool expr_refuse(struct expr_parser *parser, size_t offset, size_t length,
                 enum fault fault, const struct message_value *values)
{
    *parser->fault =
        (struct expr_fault){.offset = offset, .length = length, .fault = fault};
    parser->fault->values[0] = message_text("key", "");
    for (size_t i = 1; values && values->name; values++) {
        assert(i + 1 < EXPR_VALUES);
        parser->fault->values[i++] = *values;
    }
    return false;
}

bool expr_refuse_part(struct expr_parser *parser, const struct expr_part *part,
                      enum fault fault, const struct message_value *values)
{
    return expr_refuse(parser, part->offset, part->length, fault, values);
}

enum expr_type expr_type_of(const struct question *question)
{
    switch ((enum question_type)question->type) {
    case QUESTION_RANGE:
    case QUESTION_INTEGER:
        return TYPE_NUMBER;
    case QUESTION_SELECT_MULTIPLE:
    case QUESTION_RANK:
        return TYPE_SET;
    case QUESTION_TEXT:
        return TYPE_TEXT;
    default:
        return TYPE_CHOICE;
    }
}

const char *expr_nearest_question(struct expr_parser *parser, const char *id)
{
    const char *words[WORDS] = {NULL};
    size_t count = 0;

    for (size_t i = 0; i < parser->model->feedback.count && count + 1 < WORDS;
         i++) {
        const struct question *one = model_object(&parser->model->feedback, i);
        if (one->id && i <= parser->self)
            words[count++] = one->id;
    }
    return str_nearest(id, words);
}

static struct message_value write_selected(void)
{
    return message_text("write", "selected(${question}, 'choice')");
}

bool expr_must_be_condition(struct expr_parser *parser,
                            const struct expr_part *part)
{
    if (part->type == TYPE_CONDITION)
        return true;
    return expr_refuse_part(parser, part, FAULT_NO_CONDITION,
                            part->type == TYPE_SET ? WITH(write_selected())
                                                   : NULL);
}

bool expr_must_be_answer(struct expr_parser *parser,
                         const struct expr_part *part, bool takes_one)
{
    if (part->question &&
        (part->type == TYPE_SET || (takes_one && part->type == TYPE_CHOICE)))
        return true;
    return expr_refuse_part(
        parser, part, takes_one ? FAULT_SELECTED_ANSWER : FAULT_COUNT_ANSWER,
        NULL);
}

static const char *const actions[] = {"move", "follow", "oppose", "bystand",
                                      NULL};

/* The choice's place in its question; -1 after a fault. */
int expr_find_choice(struct expr_parser *parser,
                     const struct question *question,
                     const struct expr_part *word)
{
    const char *words[WORDS] = {NULL};
    const char *const *all = actions;

    if (question->type != QUESTION_DIALOGIC) {
        for (size_t i = 0; i < question->choices.count && i + 1 < WORDS; i++) {
            const struct choice *choice = model_object(&question->choices, i);
            words[i] = choice->name ? choice->name : "";
        }
        all = words;
    }
    for (int i = 0; all[i]; i++)
        if (str_equal(all[i], word->expr->word))
            return i;
    expr_refuse_part(
        parser, word, FAULT_NO_CHOICE,
        WITH(message_text("id", question->id ? question->id : ""),
             message_text("value", word->expr->word),
             message_text("nearest", str_nearest(word->expr->word, all))));
    return -1;
}

static bool is_blank(const struct expr_part *part)
{
    return part->expr->op == EXPR_LITERAL_WORD && !part->expr->word[0];
}

static const char *type_name(enum expr_type type)
{
    static const char *const names[] = {"a condition", "a number", "a text",
                                        "a choice", "several choices"};
    return names[type];
}

static bool refuse_pair(struct expr_parser *parser, const struct expr_part *a,
                        const struct expr_part *b)
{
    bool is_set = a->type == TYPE_SET || b->type == TYPE_SET;

    if (a->type == TYPE_NUMBER && b->expr->op == EXPR_LITERAL_WORD)
        return expr_refuse_part(parser, b, FAULT_NUMBER_IN_QUOTES, NULL);
    struct message_value write = write_selected();
    if (!is_set)
        write.text = NULL;
    return expr_refuse_part(parser, b, FAULT_NO_PAIR,
                            WITH(message_word("left", type_name(a->type)),
                                 message_word("right", type_name(b->type)),
                                 write));
}

/* A choice is compared with the name of one of its own. */
static bool check_choice(struct expr_parser *parser,
                         const struct expr_part *choice,
                         const struct expr_part *word)
{
    return word->expr->op != EXPR_LITERAL_WORD ||
           expr_find_choice(parser, choice->question, word) >= 0;
}

bool expr_check_pair(struct expr_parser *parser, enum expr_op op,
                     const struct expr_part *a, const struct expr_part *b)
{
    bool is_order = op != EXPR_EQUAL && op != EXPR_UNEQUAL;

    if (a->type == TYPE_CONDITION || b->type == TYPE_CONDITION ||
        (is_order && (a->type != TYPE_NUMBER || b->type != TYPE_NUMBER)))
        return refuse_pair(parser, a, b);
    if ((is_blank(a) && b->question) || (is_blank(b) && a->question))
        return true;
    if (a->type == TYPE_SET || b->type == TYPE_SET ||
        (a->type == TYPE_NUMBER) != (b->type == TYPE_NUMBER))
        return refuse_pair(parser, a, b);
    if (a->type == TYPE_CHOICE && !check_choice(parser, a, b))
        return false;
    return b->type != TYPE_CHOICE || check_choice(parser, b, a);
}
