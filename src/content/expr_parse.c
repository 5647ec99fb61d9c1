#include "base/str.h"
#include "content/expr_private.h"
#include <stdlib.h>
#include <string.h>

/* Recursive descent, one function a level of binding. A condition and a value
 * are different things all the way: `type` says which a node is. */
enum { DEPTH = 32 };

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_name(char c)
{
    return is_letter(c) || is_digit(c) || c == '-' || c == '_';
}

static void skip_space(struct expr_parser *parser)
{
    while (parser->text[parser->at] == ' ' || parser->text[parser->at] == '\t')
        parser->at++;
}

/* The token there, if it is this one; a word is not the start of a longer. */
static bool take(struct expr_parser *parser, const char *token)
{
    size_t length = strlen(token);

    skip_space(parser);
    if (strncmp(parser->text + parser->at, token, length) != 0 ||
        (is_letter(token[0]) && is_name(parser->text[parser->at + length])))
        return false;
    parser->at += length;
    parser->end = parser->at;
    return true;
}

/* The bytes of what stands there, for a fault. */
static size_t token_length(const char *text)
{
    size_t length = 0;

    while (is_name(text[length]))
        length++;
    return length ? length : text[0] ? 1 : 0;
}

/* `write`: how it is written, or NULL. */
static bool refuse_here(struct expr_parser *parser, const char *write,
                        const char *expected)
{
    const char *text;
    size_t length;

    skip_space(parser);
    text = parser->text + parser->at;
    length = token_length(text);
    return expr_refuse(
        parser, parser->at, length, length ? FAULT_EXPECTED : FAULT_ENDS,
        WITH(message_text("token", arena_string(parser->arena, text, length)),
             message_word("expected", expected), message_text("write", write)));
}

static struct expr *node(struct expr_parser *parser, enum expr_op op,
                         const struct expr *a, const struct expr *b)
{
    struct expr *expr = arena_get(parser->arena, sizeof *expr);

    *expr = (struct expr){.op = op, .a = a, .b = b};
    return expr;
}

static bool answer_of(struct expr_parser *parser, size_t question,
                      size_t offset, struct expr_part *ret)
{
    const struct question *asked =
        model_object(&parser->model->feedback, question);

    ret->offset = offset;
    ret->length = parser->at - offset;
    ret->question = asked;
    ret->type = expr_type_of(asked);
    ret->expr = node(parser, EXPR_ANSWER, NULL, NULL);
    ret->expr->question = question;
    if (asked->type == QUESTION_NOTE)
        return expr_refuse_part(parser, ret, FAULT_NOTE_ANSWER, NULL);
    return true;
}

static bool find_question(struct expr_parser *parser, const char *id,
                          size_t offset, struct expr_part *ret)
{
    const struct schema_list *all = &parser->model->feedback;

    for (size_t i = 0; i < all->count; i++) {
        const struct question *one = model_object(all, i);
        if (!str_equal(one->id, id))
            continue;
        if (i < parser->self ||
            (i == parser->self && parser->use == EXPR_CONSTRAINT))
            return answer_of(parser, i, offset, ret);
        return expr_refuse(parser, offset, parser->at - offset,
                           i == parser->self ? FAULT_OWN_QUESTION
                                             : FAULT_LATER_QUESTION,
                           WITH(message_text("id", id)));
    }
    return expr_refuse(
        parser, offset, parser->at - offset, FAULT_NO_QUESTION,
        WITH(message_text("id", id),
             message_text("nearest", expr_nearest_question(parser, id))));
}

static bool parse_reference(struct expr_parser *parser, struct expr_part *ret)
{
    size_t offset = parser->at - strlen("${");
    size_t start = parser->at;

    while (is_name(parser->text[parser->at]))
        parser->at++;
    size_t end = parser->at;
    char *id = arena_string(parser->arena, parser->text + start, end - start);
    if (!take(parser, "}"))
        return expr_refuse(parser, offset, end - offset, FAULT_OPEN_REFERENCE,
                           NULL);
    return find_question(parser, id, offset, ret);
}

static bool parse_word(struct expr_parser *parser, char quote,
                       struct expr_part *ret)
{
    size_t start = parser->at;
    const char *close = strchr(parser->text + start, quote);

    if (!close)
        return expr_refuse(parser, start - 1, 1, FAULT_OPEN_WORD, NULL);
    parser->at = parser->end = (size_t)(close - parser->text) + 1;
    ret->type = TYPE_TEXT;
    ret->offset = start - 1;
    ret->length = parser->at - ret->offset;
    ret->expr = node(parser, EXPR_LITERAL_WORD, NULL, NULL);
    ret->expr->word = arena_string(parser->arena, parser->text + start,
                                   (size_t)(close - parser->text) - start);
    return true;
}

/* Digits, perhaps with a point: strtod() would take more than that. */
static bool parse_number(struct expr_parser *parser, struct expr_part *ret)
{
    size_t start = parser->at, digits = 0;

    if (parser->text[parser->at] == '-')
        parser->at++;
    for (; is_digit(parser->text[parser->at]); parser->at++)
        digits++;
    if (parser->text[parser->at] == '.')
        for (parser->at++; is_digit(parser->text[parser->at]); parser->at++)
            digits++;
    if (digits == 0 || digits > 15) {
        parser->at = start;
        return refuse_here(parser, NULL, "a number");
    }
    char *text =
        arena_string(parser->arena, parser->text + start, parser->at - start);
    parser->end = parser->at;
    ret->type = TYPE_NUMBER;
    ret->offset = start;
    ret->length = parser->at - start;
    ret->expr = node(parser, EXPR_LITERAL_NUMBER, NULL, NULL);
    ret->expr->number = strtod(text, NULL);
    return true;
}

static bool parse_own(struct expr_parser *parser, size_t offset,
                      struct expr_part *ret)
{
    if (parser->use == EXPR_CONSTRAINT)
        return answer_of(parser, parser->self, offset, ret);
    return expr_refuse(parser, offset, 1, FAULT_OWN_ANSWER, NULL);
}

static bool parse_or(struct expr_parser *parser, struct expr_part *ret);
static bool parse_value(struct expr_parser *parser, struct expr_part *ret);

static bool must_close(struct expr_parser *parser)
{
    return take(parser, ")") || refuse_here(parser, NULL, "')'");
}

static bool parse_selected(struct expr_parser *parser, struct expr_part *ret)
{
    struct expr_part answer = {0}, word = {0};
    int choice;

    if (!parse_value(parser, &answer) ||
        !expr_must_be_answer(parser, &answer, true))
        return false;
    if (!take(parser, ","))
        return refuse_here(parser, "selected(${question}, 'choice')", "','");
    if (!parse_value(parser, &word))
        return false;
    if (word.expr->op != EXPR_LITERAL_WORD)
        return expr_refuse_part(parser, &word, FAULT_CHOICE_NAME, NULL);
    choice = expr_find_choice(parser, answer.question, &word);
    if (choice < 0)
        return false;
    ret->type = TYPE_CONDITION;
    ret->expr = node(parser, EXPR_SELECTED, answer.expr, NULL);
    ret->expr->number = choice;
    ret->expr->word = word.expr->word;
    return must_close(parser);
}

static bool parse_count(struct expr_parser *parser, struct expr_part *ret)
{
    struct expr_part answer = {0};

    if (!parse_value(parser, &answer) ||
        !expr_must_be_answer(parser, &answer, false))
        return false;
    ret->type = TYPE_NUMBER;
    ret->expr = node(parser, EXPR_COUNT, answer.expr, NULL);
    return must_close(parser);
}

static bool parse_not(struct expr_parser *parser, struct expr_part *ret)
{
    struct expr_part part = {0};

    if (!parse_or(parser, &part) || !expr_must_be_condition(parser, &part))
        return false;
    ret->type = TYPE_CONDITION;
    ret->expr = node(parser, EXPR_NOT, part.expr, NULL);
    return must_close(parser);
}

static bool parse_call(struct expr_parser *parser, struct expr_part *ret)
{
    static const struct {
        const char *name;
        bool (*parse)(struct expr_parser *, struct expr_part *);
    } functions[] = {{"not", parse_not},
                     {"selected", parse_selected},
                     {"count-selected", parse_count}};

    for (size_t i = 0; i < sizeof functions / sizeof *functions; i++) {
        if (!take(parser, functions[i].name))
            continue;
        if (!take(parser, "("))
            return refuse_here(parser, NULL, "'('");
        return functions[i].parse(parser, ret);
    }
    return refuse_here(parser,
                       "${question} . 'text' 12 not() selected() "
                       "count-selected()",
                       "a value");
}

static bool parse_value_there(struct expr_parser *parser, struct expr_part *ret)
{
    char c;

    skip_space(parser);
    ret->offset = parser->at;
    c = parser->text[parser->at];
    if (is_digit(c) || c == '-' ||
        (c == '.' && is_digit(parser->text[parser->at + 1])))
        return parse_number(parser, ret);
    if (take(parser, "${"))
        return parse_reference(parser, ret);
    if (take(parser, "'") || take(parser, "\""))
        return parse_word(parser, c, ret);
    if (take(parser, "."))
        return parse_own(parser, parser->at - 1, ret);
    if (take(parser, "("))
        return parse_or(parser, ret) && must_close(parser);
    return parse_call(parser, ret);
}

static bool parse_value(struct expr_parser *parser, struct expr_part *ret)
{
    size_t offset;
    bool ok;

    skip_space(parser);
    offset = parser->at;
    if (parser->depth == DEPTH)
        return expr_refuse(parser, offset, parser->text[offset] != '\0',
                           FAULT_PARENTHESES, NULL);
    parser->depth++;
    ok = parse_value_there(parser, ret);
    parser->depth--;
    if (ok) {
        ret->offset = offset;
        ret->length = parser->end - offset;
    }
    return ok;
}

static bool take_comparison(struct expr_parser *parser, enum expr_op *ret_op)
{
    static const struct {
        const char *token;
        enum expr_op op;
    } all[] = {{"!=", EXPR_UNEQUAL},  {"<=", EXPR_AT_MOST},
               {">=", EXPR_AT_LEAST}, {"=", EXPR_EQUAL},
               {"<", EXPR_LESS},      {">", EXPR_MORE}};

    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (take(parser, all[i].token)) {
            *ret_op = all[i].op;
            return true;
        }
    return false;
}

static bool parse_comparison(struct expr_parser *parser, struct expr_part *ret)
{
    struct expr_part b = {0};
    enum expr_op op;

    if (!parse_value(parser, ret))
        return false;
    if (!take_comparison(parser, &op))
        return true;
    if (!parse_value(parser, &b) || !expr_check_pair(parser, op, ret, &b))
        return false;
    ret->expr = node(parser, op, ret->expr, b.expr);
    ret->type = TYPE_CONDITION;
    ret->question = NULL;
    ret->length = parser->end - ret->offset;
    return true;
}

static bool parse_chain(struct expr_parser *parser, const char *token,
                        enum expr_op op,
                        bool (*parse)(struct expr_parser *, struct expr_part *),
                        struct expr_part *ret)
{
    if (!parse(parser, ret))
        return false;
    while (take(parser, token)) {
        struct expr_part b = {0};
        if (!expr_must_be_condition(parser, ret) || !parse(parser, &b) ||
            !expr_must_be_condition(parser, &b))
            return false;
        ret->expr = node(parser, op, ret->expr, b.expr);
        ret->length = parser->end - ret->offset;
    }
    return true;
}

static bool parse_and(struct expr_parser *parser, struct expr_part *ret)
{
    return parse_chain(parser, "and", EXPR_AND, parse_comparison, ret);
}

static bool parse_or(struct expr_parser *parser, struct expr_part *ret)
{
    return parse_chain(parser, "or", EXPR_OR, parse_and, ret);
}

const struct expr *expr_parse(const char *text, const struct model *model,
                              size_t self, enum expr_use use,
                              struct arena *arena, struct expr_fault *ret_fault)
{
    struct expr_parser parser = {.text = text,
                                 .model = model,
                                 .self = self,
                                 .use = use,
                                 .arena = arena,
                                 .fault = ret_fault};
    struct expr_part part = {0};

    if (!parse_or(&parser, &part) || !expr_must_be_condition(&parser, &part))
        return NULL;
    skip_space(&parser);
    if (text[parser.at]) {
        refuse_here(&parser, NULL, "'and', 'or' or the end");
        return NULL;
    }
    return part.expr;
}
