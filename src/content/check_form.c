#include "base/str.h"
#include "content/check.h"
#include "content/expr.h"
#include "content/form.h"
#include <string.h>

enum { FACES = 5, RANGE_STEPS = 11 };

static struct yaml_mark mark_of(const struct question *question,
                                const char *key)
{
    const struct yaml_node *node = yaml_node_get(question->node, key);

    return node ? node->mark : question->node->mark;
}

/* "did you mean 'x'?", or what there is. */
static const char *about_help(struct check *check, const char *about)
{
    enum { WORDS = 256 };
    const struct model *model = check->model;
    const char *words[WORDS + 1] = {NULL};
    size_t count = 0;

    for (size_t p = 0; p < model->pages.count; p++) {
        const struct page *page = model_object(&model->pages, p);
        for (size_t b = 0; b < page->blocks.count && count < WORDS; b++) {
            const struct block *block = model_object(&page->blocks, b);
            if (block->learning && block->learning->id)
                words[count++] = block->learning->id;
        }
    }
    for (size_t i = 0; i < model->proposals.count && count < WORDS; i++) {
        const struct proposal *proposal = model_object(&model->proposals, i);
        if (proposal->id)
            words[count++] = proposal->id;
    }
    const char *nearest = str_nearest(about, words);
    if (nearest)
        return arena_printf(check->folder->arena, "did you mean '%s'?",
                            nearest);
    return count > 0
               ? arena_printf(check->folder->arena, "there is '%s'", words[0])
               : NULL;
}

static void check_about(struct check *check, const struct question *question)
{
    const struct model *model = check->model;

    if (question->about) {
        if (!model_learning(model, question->about) &&
            !model_proposal(model, question->about))
            message_add(
                check->messages, MESSAGE_ERROR, mark_of(question, "about"),
                about_help(check, question->about),
                "no learning or proposal has the id '%s'", question->about);
    } else if (!model_learning(model, NULL) && !question->label.node) {
        message_add(check->messages, MESSAGE_ERROR, question->node->mark,
                    "write a learning on a page, or a label",
                    "this question is about nothing: the bundle has no "
                    "learning");
    }
}

static void check_range(struct check *check, const struct question *question)
{
    int steps = question_steps(question);

    if (steps < 2 || steps > RANGE_STEPS)
        message_add(check->messages, MESSAGE_ERROR, mark_of(question, "end"),
                    NULL, "from %d to %d are %d steps; 2 to %d are possible",
                    (int)question->start, (int)question->end, steps,
                    RANGE_STEPS);
    else if (question->appearance == APPEARANCE_FACES && steps != FACES)
        message_add(check->messages, MESSAGE_ERROR,
                    mark_of(question, "appearance"),
                    "leave 'start' and 'end' out, or use 'numbers'",
                    "there are %d faces, but %d steps", FACES, steps);
    if (question->labels.count > 0 &&
        question->labels.count != (size_t)(steps > 0 ? steps : 0))
        message_add(check->messages, MESSAGE_ERROR, mark_of(question, "labels"),
                    "one for each step, or none", "%zu labels for %d steps",
                    question->labels.count, steps);
}

static void check_choices(struct check *check, const struct question *question)
{
    const struct schema_list *choices = &question->choices;

    for (size_t i = 1; i < choices->count; i++) {
        const struct choice *choice = model_object(choices, i);
        for (size_t k = 0; choice->name && k < i; k++) {
            const struct choice *before = model_object(choices, k);
            if (!str_equal(before->name, choice->name))
                continue;
            message_add(check->messages, MESSAGE_ERROR, choice->node->mark,
                        NULL, "a second choice '%s' in this question",
                        choice->name);
            break;
        }
    }
}

/* The place of a token inside a value that stands there as it is read; of the
 * value, where quotes inside it or line breaks make the two differ. */
static struct yaml_mark mark_inside(const struct yaml_node *node, size_t offset)
{
    struct yaml_mark mark = node->mark;
    const char *text = node->text;
    size_t quote = 0;

    if (!mark.source || mark.offset >= mark.source->length)
        return mark;
    if (strchr("'\"", mark.source->bytes[mark.offset]))
        quote = 1;
    if (strncmp(mark.source->bytes + mark.offset + quote, text, offset) != 0)
        return mark;
    mark.offset += quote + offset;
    mark.column += (int)quote;
    for (size_t i = 0; i < offset; i++)
        mark.column += ((unsigned char)text[i] & 0xC0) != 0x80;
    return mark;
}

static const struct expr *check_expression(struct check *check, size_t i,
                                           const char *key, const char *text,
                                           enum expr_use use)
{
    const struct question *question = model_object(&check->model->feedback, i);
    const struct yaml_node *node = yaml_node_get(question->node, key);
    struct expr_fault fault;

    if (!text || !node)
        return NULL;
    const struct expr *expr =
        expr_parse(text, check->model, i, use, check->folder->arena, &fault);
    if (!expr)
        message_add(check->messages, MESSAGE_ERROR,
                    mark_inside(node, fault.offset), fault.help, "in '%s': %s",
                    key, fault.text);
    return expr;
}

static void check_expressions(struct check *check, struct question *question,
                              size_t i)
{
    question->relevant_expr = check_expression(
        check, i, "relevant", question->relevant, EXPR_RELEVANT);
    question->constraint_expr = check_expression(
        check, i, "constraint", question->constraint, EXPR_CONSTRAINT);
    if (question->constraint && !question->constraint_message.node)
        message_add(check->messages, MESSAGE_ERROR,
                    mark_of(question, "constraint"), "add 'constraint_message'",
                    "nothing says which answers are accepted");
}

static void check_unique(struct check *check, size_t i)
{
    const struct question *question = model_object(&check->model->feedback, i);

    for (size_t k = 0; question->id && k < i; k++) {
        const struct question *before =
            model_object(&check->model->feedback, k);
        if (!str_equal(before->id, question->id))
            continue;
        message_add(check->messages, MESSAGE_ERROR, mark_of(question, "id"),
                    NULL, "a second question '%s'; the first is in line %d",
                    question->id, before->node->mark.line);
        return;
    }
}

void check_form(struct check *check)
{
    const struct model *model = check->model;
    size_t bytes = form_worst_bytes(model);

    for (size_t i = 0; i < model->feedback.count; i++) {
        struct question *question =
            ((struct question **)model->feedback.items)[i];
        check_unique(check, i);
        check_expressions(check, question, i);
        check_choices(check, question);
        if (question->type == QUESTION_DIALOGIC)
            check_about(check, question);
        if (question->type == QUESTION_RANGE)
            check_range(check, question);
    }
    const struct yaml_node *form = yaml_node_key(model->node, "feedback");
    if (form && bytes > FORM_RECORD_BYTES)
        message_add(check->messages, MESSAGE_ERROR, form->mark,
                    "shorten 'max_length' of its texts, or ask less",
                    "a record of this form could have %zu bytes; %d is the "
                    "most",
                    bytes, FORM_RECORD_BYTES);
}
