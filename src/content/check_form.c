#include "base/str.h"
#include "content/check.h"
#include "content/expr.h"
#include "content/form.h"
#include <string.h>

enum { FACES = 5, RANGE_STEPS = 11 };

struct yaml_mark check_mark(const struct yaml_node *map, const char *key)
{
    const struct yaml_node *node = yaml_node_get(map, key);

    return node ? node->mark : map->mark;
}

static struct yaml_mark mark_of(const struct question *question,
                                const char *key)
{
    return check_mark(question->node, key);
}

static void refuse_about(struct check *check, const struct question *question)
{
    enum { WORDS = 256 };
    const struct model *model = check->model;
    const char *words[WORDS + 1] = {NULL}, *nearest;
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
    nearest = str_nearest(question->about, words);
    if (check->is_partial && !nearest)
        return; /* it may be on a page that could not be read */
    message_add(check->messages, FAULT_NO_SUCH_ABOUT,
                mark_of(question, "about"),
                WITH(message_text("id", question->about),
                     message_text("nearest", nearest),
                     message_text("other", words[0])));
}

static void check_about(struct check *check, const struct question *question)
{
    const struct model *model = check->model;

    if (question->about) {
        if (!model_learning(model, question->about) &&
            !model_proposal(model, question->about))
            refuse_about(check, question);
    } else if (!check->is_partial && !model_learning(model, NULL) &&
               !question->label.node) {
        message_add(check->messages, FAULT_ABOUT_NOTHING, question->node->mark,
                    NULL);
    }
}

static void check_range(struct check *check, const struct question *question)
{
    int steps = question_steps(question);

    if (steps < 2 || steps > RANGE_STEPS)
        message_add(check->messages, FAULT_STEPS, mark_of(question, "end"),
                    WITH(message_number("start", question->start),
                         message_number("end", question->end),
                         message_number("steps", steps),
                         message_number("least", 2),
                         message_number("most", RANGE_STEPS)));
    else if (question->appearance == APPEARANCE_FACES && steps != FACES)
        message_add(check->messages, FAULT_FACES,
                    mark_of(question, "appearance"),
                    WITH(message_number("faces", FACES),
                         message_number("steps", steps)));
    if (question->labels.count > 0 &&
        question->labels.count != (size_t)(steps > 0 ? steps : 0))
        message_add(
            check->messages, FAULT_LABELS, mark_of(question, "labels"),
            WITH(message_number("labels", (int64_t)question->labels.count),
                 message_number("steps", steps)));
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
            message_add(check->messages, FAULT_CHOICE_TWICE,
                        check_mark(choice->node, "name"),
                        WITH(message_text("id", choice->name)));
            break;
        }
    }
}

/* The place of a token inside a value that stands there as it is read; of the
 * value, where quotes inside it or line breaks make the two differ. */
static struct yaml_mark mark_inside(const struct yaml_node *node, size_t offset,
                                    size_t bytes)
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
    mark.bytes = bytes;
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
    if (!expr) {
        fault.values[0] = message_text("key", key);
        message_add(check->messages, fault.fault,
                    mark_inside(node, fault.offset, fault.length),
                    fault.values);
    }
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
        message_add(check->messages, FAULT_SILENT_CONSTRAINT,
                    mark_of(question, "constraint"), NULL);
}

static void check_unique(struct check *check, size_t i)
{
    const struct question *question = model_object(&check->model->feedback, i);

    for (size_t k = 0; question->id && k < i; k++) {
        const struct question *before =
            model_object(&check->model->feedback, k);
        if (!str_equal(before->id, question->id))
            continue;
        message_add(check->messages, FAULT_QUESTION_TWICE,
                    mark_of(question, "id"),
                    WITH(message_text("id", question->id),
                         message_number("line", mark_of(before, "id").line)));
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
        message_add(check->messages, FAULT_RECORD_LARGE, form->mark,
                    WITH(message_number("bytes", (int64_t)bytes),
                         message_number("most", FORM_RECORD_BYTES)));
}
