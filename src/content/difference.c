#include "content/difference.h"
#include "content/difference_files.h"
#include "content/flat.h"
#include <string.h>

static int by_place(const void *left, const void *right)
{
    const struct flat_row *a = left, *b = right;
    int order = strcmp(a->kind, b->kind);

    if (order == 0)
        order = strcmp(a->id, b->id);
    if (order == 0)
        order = strcmp(a->key, b->key);
    return order != 0 ? order : strcmp(a->language, b->language);
}

static int by_value(const void *left, const void *right)
{
    const struct flat_row *a = left, *b = right;
    int order = by_place(a, b);

    return order != 0 ? order : strcmp(a->value, b->value);
}

static int by_value_and_order(const void *left, const void *right)
{
    const struct flat_row *a = left, *b = right;
    int order = by_value(a, b);

    return order != 0 ? order : (a->order > b->order) - (a->order < b->order);
}

static const char *keep(struct difference *difference, const char *text)
{
    return arena_string(&difference->arena, text, strlen(text));
}

static struct difference_language *language_of(struct difference *difference,
                                               const char *tag)
{
    for (size_t i = 0; i < difference->languages.count; i++)
        if (str_equal(difference->languages.items[i].tag, tag))
            return &difference->languages.items[i];
    array_push(&difference->languages,
               (struct difference_language){.tag = keep(difference, tag)});
    return &difference->languages.items[difference->languages.count - 1];
}

static void add_thing(struct difference *difference, const struct flat_row *row,
                      enum difference_state state)
{
    array_push(&difference->things,
               (struct difference_thing){.kind = keep(difference, row->kind),
                                         .id = keep(difference, row->id),
                                         .state = state});
}

static const char *last_key(const struct difference_thing *thing)
{
    return thing->keys.count ? thing->keys.items[thing->keys.count - 1] : "";
}

/* Rows come sorted: those of a thing one after the other, after its own. */
static void add_key(struct difference *difference, const struct flat_row *row)
{
    struct difference_thing *thing =
        difference->things.count
            ? &difference->things.items[difference->things.count - 1]
            : NULL;

    if (!*row->kind) {
        if (difference->keys.count == 0 ||
            !str_equal(difference->keys.items[difference->keys.count - 1],
                       row->key))
            array_push(&difference->keys, keep(difference, row->key));
        return;
    }
    if (!thing || !str_equal(thing->kind, row->kind) ||
        !str_equal(thing->id, row->id)) {
        add_thing(difference, row, DIFFERENCE_CHANGED);
        thing = &difference->things.items[difference->things.count - 1];
    }
    if (thing->state == DIFFERENCE_CHANGED &&
        !str_equal(last_key(thing), row->key))
        array_push(&thing->keys, keep(difference, row->key));
}

/* What always differs, or is said in the first line. */
static bool is_version(const struct flat_row *row)
{
    return !*row->kind &&
           (str_equal(row->key, "version") || str_equal(row->key, "serial"));
}

/* All rows of one place: `gone` were there, `come` are there, the others are
 * alike. */
static void differ(struct difference *difference, const struct flat_row *row,
                   size_t gone, size_t come)
{
    size_t changed = gone < come ? gone : come;

    if ((gone == 0 && come == 0) || is_version(row))
        return;
    if (row->is_words) {
        struct difference_language *language =
            language_of(difference, row->language);
        language->added += come - changed;
        language->changed += changed;
        language->removed += gone - changed;
    }
    if (!*row->key)
        add_thing(difference, row, come ? DIFFERENCE_NEW : DIFFERENCE_GONE);
    else if (!difference->is_new)
        add_key(difference, row);
}

/* Two rows that are alike, as they stand in the one and in the other. */
struct pair {
    const struct flat_row *row;
    size_t before, after;
};
struct pairs ARRAY(struct pair);

/* Goes through both, sorted. */
static void match(struct difference *difference, const struct flat *before,
                  const struct flat *after, struct pairs *pairs)
{
    const struct flat_row *a = before->rows.items, *b = after->rows.items;
    const struct flat_row *a_end = a + before->rows.count;
    const struct flat_row *b_end = b + after->rows.count;

    while (a < a_end || b < b_end) {
        const struct flat_row *place =
            b == b_end || (a < a_end && by_place(a, b) <= 0) ? a : b;
        size_t gone = 0, come = 0;
        for (;;) {
            bool has_a = a < a_end && by_place(a, place) == 0;
            bool has_b = b < b_end && by_place(b, place) == 0;
            int order = has_a && has_b ? by_value(a, b) : has_a ? -1 : 1;
            if (!has_a && !has_b)
                break;
            if (order == 0)
                array_push(pairs, (struct pair){b, a->order, b->order});
            gone += order < 0;
            come += order > 0;
            a += order <= 0;
            b += order >= 0;
        }
        differ(difference, place, gone, come);
    }
}

/* Whose order a row is part of: that there is a page is the bundle's. */
static const char *order_kind(const struct flat_row *row)
{
    return *row->key ? row->kind : "";
}
static const char *order_id(const struct flat_row *row)
{
    return *row->key ? row->id : "";
}

/* Languages apart: which comes first among them is a key of the bundle. */
static int same_order(const struct pair *a, const struct pair *b)
{
    int order = strcmp(order_kind(a->row), order_kind(b->row));

    if (order == 0)
        order = strcmp(order_id(a->row), order_id(b->row));
    return order != 0 ? order : strcmp(a->row->language, b->row->language);
}

static int by_owner(const void *left, const void *right)
{
    const struct pair *a = left, *b = right;
    int order = same_order(a, b);

    return order != 0 ? order
                      : (a->before > b->before) - (a->before < b->before);
}

static bool has_thing(const struct difference *difference,
                      const struct flat_row *row)
{
    for (size_t i = 0; i < difference->things.count; i++)
        if (str_equal(difference->things.items[i].kind, row->kind) &&
            str_equal(difference->things.items[i].id, row->id))
            return true;
    return false;
}

static void find_moves(struct difference *difference, struct pairs *pairs)
{
    if (pairs->count > 0)
        qsort(pairs->items, pairs->count, sizeof *pairs->items, by_owner);
    for (size_t i = 1; i < pairs->count; i++) {
        const struct pair *pair = &pairs->items[i];
        if (same_order(pair - 1, pair) != 0 || pair[-1].after < pair->after)
            continue;
        if (!*order_kind(pair->row)) {
            difference->is_reordered = true;
        } else if (!has_thing(difference, pair->row)) {
            add_thing(difference, pair->row, DIFFERENCE_CHANGED);
            array_push(
                &difference->things.items[difference->things.count - 1].keys,
                "order");
        }
    }
}

static int by_tag(const void *left, const void *right)
{
    const struct difference_language *a = left, *b = right;

    return strcmp(a->tag, b->tag);
}

static int by_name(const void *left, const void *right)
{
    const struct difference_thing *a = left, *b = right;
    int order = strcmp(a->kind, b->kind);

    return order != 0 ? order : strcmp(a->id, b->id);
}

static void sort_rows(struct flat *flat)
{
    if (flat->rows.count > 0)
        qsort(flat->rows.items, flat->rows.count, sizeof *flat->rows.items,
              by_value_and_order);
}

static void compare_models(struct difference *difference,
                           const struct model *before,
                           const struct model *after)
{
    struct flat a = {0}, b = {0};
    struct pairs pairs = {0};

    if (before)
        flat_read(&a, before);
    flat_read(&b, after);
    sort_rows(&a);
    sort_rows(&b);
    match(difference, &a, &b, &pairs);
    find_moves(difference, &pairs);
    if (difference->languages.count > 0)
        qsort(difference->languages.items, difference->languages.count,
              sizeof *difference->languages.items, by_tag);
    if (difference->things.count > 0)
        qsort(difference->things.items, difference->things.count,
              sizeof *difference->things.items, by_name);
    array_fini(&pairs);
    flat_fini(&a);
    flat_fini(&b);
}

bool difference_read(struct difference *difference, const struct fs *fs,
                     const struct bundle *before, const struct bundle *after,
                     struct fail *why)
{
    *difference = (struct difference){.is_new = !before};
    difference->id = keep(difference, after->model->id);
    difference->new_version = keep(difference, after->model->version);
    difference->new_serial = after->model->serial;
    if (before) {
        difference->old_version = keep(difference, before->model->version);
        difference->old_serial = before->model->serial;
    }
    compare_models(difference, before ? before->model : NULL, after->model);
    return difference_files(difference, fs, before, after, why);
}

void difference_fini(struct difference *difference)
{
    for (size_t i = 0; i < difference->things.count; i++)
        array_fini(&difference->things.items[i].keys);
    array_fini(&difference->things);
    array_fini(&difference->languages);
    array_fini(&difference->keys);
    array_fini(&difference->files);
    arena_fini(&difference->arena);
}

bool difference_is_none(const struct difference *difference)
{
    return !difference->is_new && !difference->is_reordered &&
           difference->languages.count == 0 && difference->keys.count == 0 &&
           difference->things.count == 0 && difference->files.count == 0;
}
