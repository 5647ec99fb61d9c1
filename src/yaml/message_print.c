#include "base/json_write.h"
#include "yaml/fault_words.h"
#include <stdlib.h>
#include <string.h>

static int compare(const void *left, const void *right)
{
    const struct message *a = *(const struct message *const *)left;
    const struct message *b = *(const struct message *const *)right;
    int order = strcmp(a->path ? a->path : "", b->path ? b->path : "");

    if (order != 0)
        return order;
    if (a->line != b->line)
        return a->line < b->line ? -1 : 1;
    if (a->column != b->column)
        return a->column < b->column ? -1 : 1;
    return a < b ? -1 : a > b; /* as they were found */
}

const struct message **messages_sorted_new(const struct messages *messages)
{
    const struct message **sorted =
        memory_grow(NULL, messages->count + 1, sizeof *sorted);

    for (size_t i = 0; i < messages->count; i++)
        sorted[i] = &messages->items[i];
    if (messages->count > 0)
        qsort(sorted, messages->count, sizeof *sorted, compare);
    return sorted;
}

static enum fault_label severity_label(enum message_severity severity)
{
    return severity == MESSAGE_ERROR     ? LABEL_error
           : severity == MESSAGE_WARNING ? LABEL_warning
                                         : LABEL_note;
}

struct print {
    const struct fault_words *words;
    struct arena arena; /* of one message */
    FILE *out;
    const char *comma;
};

static void print_place(const struct message *message, FILE *out)
{
    if (message->path)
        fprintf(out, "%s:", message->path);
    if (message->line > 0)
        fprintf(out, "%d:%d:", message->line, message->column);
}

static void print_excerpt(struct print *print, const struct message *message)
{
    fprintf(print->out, "%s\n", message->excerpt);
    if (message->caret < 0)
        fprintf(print->out, "    %s: \"%s\"\n",
                fault_label(print->words, LABEL_here), message->token);
    else
        fprintf(print->out, "%*s^\n", message->caret, "");
}

static void print_one(struct print *print, const struct message *message)
{
    const struct fault_words *words = print->words;
    bool is_turned = words && words->is_right_to_left;
    const char *help = fault_say_help(words, &print->arena, message->fault,
                                      message->values, true);

    print_place(message, print->out);
    if (is_turned && message->path)
        fprintf(print->out, " [%s]\n", fault_entries[message->fault].code);
    else if (message->path)
        fputc(' ', print->out);
    fputs(fault_label(words, severity_label(message->severity)), print->out);
    if (!is_turned)
        fprintf(print->out, "[%s]", fault_entries[message->fault].code);
    fprintf(
        print->out, ": %s\n",
        fault_say(words, &print->arena, message->fault, message->values, true));
    if (message->excerpt)
        print_excerpt(print, message);
    if (help)
        fprintf(print->out, "%s: %s\n", fault_label(words, LABEL_help), help);
    arena_reset(&print->arena);
}

static void print_count(struct print *print, size_t count, enum fault_label one,
                        enum fault_label several, const char **comma)
{
    if (count == 0)
        return;
    fprintf(print->out, "%s%s", *comma,
            fault_count(print->words, &print->arena, count == 1 ? one : several,
                        count));
    *comma = print->comma;
}

static void print_counts(struct print *print, const struct messages *messages)
{
    const char *comma = "";
    bool is_turned = print->words && print->words->is_right_to_left;

    print->comma = is_turned ? "، " : ", ";
    print_count(print, messages->errors, LABEL_one_error, LABEL_errors, &comma);
    print_count(print, messages->warnings, LABEL_one_warning, LABEL_warnings,
                &comma);
    print_count(print, messages->notes, LABEL_one_note, LABEL_notes, &comma);
    fputc('\n', print->out);
}

void messages_print_in(struct messages *messages,
                       const struct fault_words *words, size_t limit, FILE *out)
{
    struct print print = {.words = words, .out = out};
    size_t shown = messages->count < limit ? messages->count : limit;
    size_t all = messages->errors + messages->warnings + messages->notes;

    if (all == 0)
        return;
    const struct message **sorted = messages_sorted_new(messages);
    for (size_t i = 0; i < shown; i++)
        print_one(&print, sorted[i]);
    free(sorted);
    if (shown < all)
        fprintf(out, "%s\n",
                fault_count(words, &print.arena, LABEL_more, all - shown));
    print_counts(&print, messages);
    arena_fini(&print.arena);
}

void messages_print(struct messages *messages, size_t limit, FILE *out)
{
    messages_print_in(messages, NULL, limit, out);
}

static void json_place(struct json *json, const struct message *message)
{
    if (message->path)
        json_string(json, "file", message->path);
    if (message->line == 0)
        return;
    json_integer(json, "line", message->line);
    json_integer(json, "col", message->column);
    json_integer(json, "end_col", message->end_column);
}

static void json_values(struct json *json, const struct message_value *values)
{
    json_object(json, "values");
    for (; values->name; values++)
        if (values->kind == MESSAGE_NUMBER)
            json_integer(json, values->name, values->number);
        else
            json_string(json, values->name, values->text);
    json_end(json);
}

static void json_one(struct print *print, const struct message *message)
{
    struct str line = {0};
    struct json json = {.out = &line};
    const char *help = fault_say_help(print->words, &print->arena,
                                      message->fault, message->values, false);

    json_object(&json, NULL);
    json_place(&json, message);
    json_string(&json, "code", fault_entries[message->fault].code);
    json_string(&json, "severity",
                fault_labels[severity_label(message->severity)].text);
    json_string(&json, "message",
                fault_say(print->words, &print->arena, message->fault,
                          message->values, false));
    if (help)
        json_string(&json, "help", help);
    json_values(&json, message->values);
    json_end(&json);
    fprintf(print->out, "%s\n", str_text(&line));
    str_fini(&line);
    arena_reset(&print->arena);
}

void messages_print_json(struct messages *messages,
                         const struct fault_words *words, FILE *out)
{
    struct print print = {.words = words, .out = out};
    const struct message **sorted = messages_sorted_new(messages);

    for (size_t i = 0; i < messages->count; i++)
        json_one(&print, sorted[i]);
    free(sorted);
    arena_fini(&print.arena);
}
