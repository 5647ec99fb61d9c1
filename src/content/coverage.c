#include "content/coverage.h"
#include "base/json_write.h"
#include "content/model_schema.h"
#include "content/texts.h"
#include "yaml/shown.h"
#include <string.h>

struct walk {
    struct coverage *coverage;
    const struct model *model;
    struct coverage_row *row;
};

static struct coverage_row *row_of(struct coverage *coverage,
                                   enum fault_label screen, const char *id)
{
    for (size_t i = 0; id == NULL && i < coverage->count; i++)
        if (coverage->rows[i].screen == screen)
            return &coverage->rows[i];
    struct coverage_row *row = &coverage->rows[coverage->count++];
    row->screen = screen;
    row->id = id ? arena_string(&coverage->arena, id, strlen(id)) : NULL;
    row->missing = arena_array(&coverage->arena, coverage->language_count + 1,
                               sizeof *row->missing);
    return row;
}

static void on_object(void *user, const struct schema *schema, void *object)
{
    struct walk *walk = user;
    struct coverage *coverage = walk->coverage;

    if (schema == &page_schema) {
        const char *id = ((const struct page *)object)->id;
        walk->row = row_of(coverage, LABEL_page, id ? id : "?");
    } else if (schema == &question_schema) {
        walk->row = row_of(coverage, LABEL_feedback, NULL);
    } else if (schema == &proposal_schema) {
        walk->row = row_of(coverage, LABEL_proposals, NULL);
    } else if (schema == &privacy_schema) {
        walk->row = row_of(coverage, LABEL_privacy, NULL);
    } else if (schema == &partner_schema) {
        walk->row = row_of(coverage, LABEL_partners, NULL);
    }
}

/* The bundle's own texts stand beside its pages in the struct. */
static bool is_own(const struct model *model, const struct text *text)
{
    const char *first = (const char *)model, *at = (const char *)text;

    return at >= first && at < first + sizeof *model;
}

static void on_text(void *user, const struct schema_field *field,
                    struct text *text)
{
    struct walk *walk = user;
    struct coverage *coverage = walk->coverage;
    struct coverage_row *row =
        is_own(walk->model, text) ? &coverage->rows[0] : walk->row;

    (void)field;
    row->texts++;
    for (size_t i = 0; i < coverage->language_count; i++) {
        if (!texts_lack(text, coverage->languages[i]))
            continue;
        row->missing[i]++;
        coverage->missing++;
    }
}

void coverage_read(struct coverage *coverage, const struct model *model,
                   const char *shown)
{
    enum { OTHER_ROWS = 5 };
    struct walk walk = {.coverage = coverage, .model = model};
    const struct schema_visitor visitor = {
        .user = &walk, .on_object = on_object, .on_text = on_text};
    struct arena *arena = &coverage->arena;
    size_t count = model->languages.count;

    coverage->bundle = arena_string(arena, shown, strlen(shown));
    coverage->languages =
        arena_array(arena, count + 1, sizeof *coverage->languages);
    for (size_t i = 0; i < count; i++) {
        const char *tag = model_string(&model->languages, i);
        coverage->languages[i] = arena_string(arena, tag, strlen(tag));
    }
    coverage->language_count = count;
    coverage->rows = arena_array(arena, model->pages.count + OTHER_ROWS + 1,
                                 sizeof *coverage->rows);
    walk.row = row_of(coverage, LABEL_start, NULL);
    schema_walk(&model_schema, (void *)model, &visitor);
}

void coverage_fini(struct coverage *coverage)
{
    arena_fini(&coverage->arena);
    *coverage = (struct coverage){0};
}

/* "page welcome", padded to `columns`; returns its own columns. */
static int print_name(const struct coverage_row *row,
                      const struct fault_words *words, int columns, FILE *out)
{
    struct str name = {0};

    str_addf(&name, "  %s%s%s", fault_label(words, row->screen),
             row->id ? " " : "", row->id ? row->id : "");
    int own = shown_columns(str_text(&name));
    if (out)
        fprintf(out, "%s%*s", str_text(&name),
                columns > own ? columns - own : 0, "");
    str_fini(&name);
    return own;
}

static void print_row(const struct coverage *coverage,
                      const struct coverage_row *row, FILE *out)
{
    for (size_t i = 0; i < coverage->language_count; i++) {
        int columns = (int)strlen(coverage->languages[i]) + 2;
        if (row->missing[i])
            fprintf(out, "%*zu", columns, row->missing[i]);
        else
            fprintf(out, "%*s", columns, ".");
    }
    fputc('\n', out);
}

static void print_languages(const struct coverage *coverage, const char *before,
                            FILE *out)
{
    for (size_t i = 0; i < coverage->language_count; i++)
        fprintf(out, "%s%s", before, coverage->languages[i]);
    fputc('\n', out);
}

void coverage_print(const struct coverage *coverage,
                    const struct fault_words *words, FILE *out)
{
    int columns = 0;

    if (coverage->count == 0)
        return;
    if (coverage->missing == 0) {
        fprintf(out, "%s: %s", coverage->bundle,
                fault_label(words, LABEL_complete));
        print_languages(coverage, " ", out);
        return;
    }
    fprintf(out, "%s: %s\n", coverage->bundle, fault_label(words, LABEL_grid));
    for (size_t i = 0; i < coverage->count; i++) {
        int own = print_name(&coverage->rows[i], words, 0, NULL);
        columns = own > columns ? own : columns;
    }
    fprintf(out, "%*s", columns, "");
    print_languages(coverage, "  ", out);
    for (size_t i = 0; i < coverage->count; i++) {
        print_name(&coverage->rows[i], words, columns, out);
        print_row(coverage, &coverage->rows[i], out);
    }
}

static void json_row(struct json *json, const struct coverage *coverage,
                     const struct coverage_row *row)
{
    json_object(json, NULL);
    json_string(json, "screen", fault_labels[row->screen].text);
    if (row->id)
        json_string(json, "id", row->id);
    json_integer(json, "texts", (int64_t)row->texts);
    json_object(json, "missing");
    for (size_t i = 0; i < coverage->language_count; i++)
        if (row->missing[i])
            json_integer(json, coverage->languages[i],
                         (int64_t)row->missing[i]);
    json_end(json);
    json_end(json);
}

void coverage_print_json(const struct coverage *coverage, FILE *out)
{
    struct str line = {0};
    struct json json = {.out = &line};

    json_object(&json, NULL);
    json_string(&json, "bundle", coverage->bundle);
    json_array(&json, "languages");
    for (size_t i = 0; i < coverage->language_count; i++)
        json_string(&json, NULL, coverage->languages[i]);
    json_end(&json);
    json_array(&json, "screens");
    for (size_t i = 0; i < coverage->count; i++)
        json_row(&json, coverage, &coverage->rows[i]);
    json_end(&json);
    json_end(&json);
    fprintf(out, "%s\n", str_text(&line));
    str_fini(&line);
}
