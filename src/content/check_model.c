#include "base/array.h"
#include "base/str.h"
#include "content/check.h"
#include "content/model_schema.h"
#include <math.h>
#include <string.h>
#include <strings.h>

static const double CONTRAST_MIN = 4.5;

/* Ids that may come only once; sorted afterwards, for a hostile bundle may
 * have thousands. */
struct id {
    const char *text;
    struct yaml_mark mark;
    size_t order;
};
struct ids ARRAY(struct id);

static void add_id(struct ids *ids, const char *id,
                   const struct yaml_node *node, const char *key)
{
    const struct yaml_node *value = yaml_node_get(node, key);

    if (id)
        array_push(ids,
                   (struct id){id, (value ? value : node)->mark, ids->count});
}

static int compare(const void *left, const void *right)
{
    const struct id *a = left, *b = right;
    int order = strcmp(a->text, b->text);

    if (order != 0)
        return order;
    return a->order < b->order ? -1 : 1;
}

/* Says each repeated id at its second place; empties the array. */
static void say_repeated(struct ids *ids, enum fault fault,
                         struct messages *messages)
{
    const struct id *first = NULL;

    if (ids->count > 0)
        qsort(ids->items, ids->count, sizeof *ids->items, compare);
    for (size_t i = 0; i < ids->count; i++) {
        const struct id *id = &ids->items[i];
        if (!first || strcmp(first->text, id->text) != 0)
            first = id;
        else
            message_add(messages, fault, id->mark,
                        WITH(message_text("id", id->text),
                             message_number("line", first->mark.line),
                             message_text("file", first->mark.source->path)));
    }
    array_fini(ids);
}

static void check_pages(struct check *check)
{
    const struct model *model = check->model;
    struct ids pages = {0}, learnings = {0}, proposals = {0};

    for (size_t p = 0; p < model->pages.count; p++) {
        const struct page *page = model_object(&model->pages, p);
        add_id(&pages, page->id, page->node, "id");
        for (size_t b = 0; b < page->blocks.count; b++) {
            const struct block *block = model_object(&page->blocks, b);
            if (block->learning)
                add_id(&learnings, block->learning->id, block->learning->node,
                       "id");
        }
    }
    for (size_t i = 0; i < model->proposals.count; i++) {
        const struct proposal *proposal = model_object(&model->proposals, i);
        add_id(&proposals, proposal->id, proposal->node, "id");
    }
    say_repeated(&pages, FAULT_PAGE_TWICE, check->messages);
    say_repeated(&learnings, FAULT_LEARNING_TWICE, check->messages);
    say_repeated(&proposals, FAULT_PROPOSAL_TWICE, check->messages);
}

/* Lists of words, as languages and hosts are. */
static void check_repeated_words(struct check *check,
                                 const struct schema_list *list,
                                 const char *key, enum fault fault)
{
    const struct yaml_node *node = yaml_node_get(check->model->node, key);

    for (size_t i = 1; node && i < list->count; i++)
        for (size_t k = 0; k < i; k++)
            if (strcasecmp(model_string(list, i), model_string(list, k)) == 0) {
                message_add(check->messages, fault, node->mark,
                            WITH(message_text("id", model_string(list, i))));
                break;
            }
}

static double linear(uint32_t channel)
{
    double c = channel / 255.0;

    return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

/* Of white letters on a colour: WCAG 2.1, 1.05 / (luminance + 0.05). */
static double contrast_with_white(uint32_t colour)
{
    double luminance = 0.2126 * linear(colour >> 16 & 255) +
                       0.7152 * linear(colour >> 8 & 255) +
                       0.0722 * linear(colour & 255);

    return 1.05 / (luminance + 0.05);
}

static void check_colour(struct check *check)
{
    uint32_t colour = check->model->colour, darker = colour;
    const struct yaml_node *node = yaml_node_get(check->model->node, "colour");
    double contrast = contrast_with_white(colour);

    if (!node || contrast >= CONTRAST_MIN)
        return;
    for (uint32_t percent = 99; contrast_with_white(darker) < CONTRAST_MIN;
         percent--)
        darker = (colour >> 16 & 255) * percent / 100 << 16 |
                 (colour >> 8 & 255) * percent / 100 << 8 |
                 (colour & 255) * percent / 100;
    struct arena *arena = check->folder->arena;
    message_add(
        check->messages, FAULT_CONTRAST, node->mark,
        WITH(message_text("ratio", arena_printf(arena, "%.1f:1",
                                                floor(contrast * 10) / 10)),
             message_text("least", arena_printf(arena, "%.1f:1", CONTRAST_MIN)),
             message_text("darker", arena_printf(arena, "#%06X", darker))));
}

/* The last part of a path; NULL where it does not tell a name. */
static const char *folder_name(struct arena *arena, const char *path)
{
    size_t end = strlen(path), start;

    while (end > 0 && path[end - 1] == '/')
        end--;
    start = end;
    while (start > 0 && path[start - 1] != '/')
        start--;
    const char *name = arena_string(arena, path + start, end - start);
    return *name && strcmp(name, ".") != 0 && strcmp(name, "..") != 0 ? name
                                                                      : NULL;
}

static void check_id(struct check *check)
{
    const struct model *model = check->model;
    const struct yaml_node *node = yaml_node_get(model->node, "id");
    const char *name = folder_name(check->folder->arena, check->folder->root);

    if (!check->is_unpacked && model->id && node && name &&
        strcmp(name, model->id) != 0)
        message_add(
            check->messages, FAULT_ID_FOLDER, node->mark,
            WITH(message_text("id", model->id), message_text("folder", name)));
}

/* It becomes part of file names: <id>_<version>.encounter.zip. */
static void check_version(struct check *check)
{
    const struct model *model = check->model;
    const struct yaml_node *node = yaml_node_get(model->node, "version");

    if (!model->version || !node)
        return;
    if (!path_is_well_formed(model->version) || strchr(model->version, '/') ||
        strlen(model->version) > 32)
        message_add(check->messages, FAULT_BAD_VERSION, node->mark,
                    WITH(message_text("value", model->version)));
}

void check_model(struct check *check)
{
    check_id(check);
    check_version(check);
    check_colour(check);
    check_repeated_words(check, &check->model->languages, "languages",
                         FAULT_LANGUAGE_TWICE);
    check_repeated_words(check, &check->model->hosts, "hosts",
                         FAULT_HOST_TWICE);
    check_pages(check);
}
