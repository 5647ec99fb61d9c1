#include "yaml/message.h"
#include "base/str.h"
#include "base/utf8.h"
#include <stdlib.h>
#include <string.h>

enum { EXCERPT_COLUMNS = 100, TOKEN_COLUMNS = 30, SENTENCE_BYTES = 2000 };

void messages_fini(struct messages *messages)
{
    arena_fini(&messages->arena);
    free(messages->items);
    *messages = (struct messages){0};
}

bool messages_full(const struct messages *messages)
{
    return messages->count >= MESSAGES_KEPT;
}

/* Controls, and the marks, embeddings and isolates that turn text around. */
static bool is_harmless(uint32_t c)
{
    return c >= 0x20 && (c < 0x7F || c > 0x9F) &&
           !(c >= 0x200E && c <= 0x200F) && !(c >= 0x2028 && c <= 0x202E) &&
           !(c >= 0x2066 && c <= 0x2069) && c != 0xFEFF;
}

/* Columns of a terminal; only what stands in our languages. */
static int cell_count(uint32_t c)
{
    bool is_mark = (c >= 0x300 && c <= 0x36F) || (c >= 0x200B && c <= 0x200F) ||
                   (c >= 0xFE00 && c <= 0xFE0F);

    return is_mark ? 0 : 1;
}

static bool is_right_to_left(uint32_t c)
{
    return (c >= 0x590 && c <= 0x8FF) || (c >= 0xFB1D && c <= 0xFDFF) ||
           (c >= 0xFE70 && c <= 0xFEFC);
}

/* Adds text as it may be shown: a tab as an arrow, the rest that would move
 * the terminal's cursor as U+FFFD. Returns its columns. */
static int add_shown(struct str *out, const char *text, size_t bytes)
{
    int columns = 0;

    for (size_t at = 0; at < bytes;) {
        uint32_t c;
        char encoded[4];

        at += utf8_decode(text + at, bytes - at, &c);
        if (c == '\t')
            c = 0x2192;
        if (c == '\n' || c == '\r')
            c = ' ';
        if (!is_harmless(c))
            c = 0xFFFD;
        str_add_bytes(out, encoded, utf8_encode(c, encoded));
        columns += cell_count(c);
    }
    return columns;
}

static const char *shown_copy(struct arena *arena, const char *text)
{
    struct str str = {0};
    size_t bytes = strlen(text);
    const char *copy;

    add_shown(&str, text, bytes > SENTENCE_BYTES ? SENTENCE_BYTES : bytes);
    copy = arena_string(arena, str_text(&str), str.length);
    str_fini(&str);
    return copy;
}

struct span {
    const char *start, *end;
};

/* The line around an offset without the white space at its ends. */
static struct span line_around(const struct yaml_source *source, size_t offset)
{
    const char *first = source->bytes, *last = first + source->length;
    struct span line = {first + offset, first + offset};

    while (line.start > first && line.start[-1] != '\n' &&
           line.start[-1] != '\r')
        line.start--;
    while (line.end < last && *line.end != '\n' && *line.end != '\r')
        line.end++;
    while (line.start < first + offset && *line.start == ' ')
        line.start++;
    while (line.end > first + offset && line.end[-1] == ' ')
        line.end--;
    return line;
}

static bool is_continuation(char c)
{
    return ((unsigned char)c & 0xC0) == 0x80;
}

/* Leaves at most EXCERPT_COLUMNS code points, the place among them. */
static struct span cut_around(struct span line, const char *place)
{
    struct span cut = {place, place};

    for (int i = 0; i < EXCERPT_COLUMNS * 2 / 3 && cut.start > line.start;
         i++) {
        do
            cut.start--;
        while (cut.start > line.start && is_continuation(*cut.start));
    }
    size_t left = utf8_count(cut.start, (size_t)(place - cut.start));

    for (size_t i = left; i < EXCERPT_COLUMNS && cut.end < line.end; i++) {
        do
            cut.end++;
        while (cut.end < line.end && is_continuation(*cut.end));
    }
    return cut;
}

static bool has_right_to_left(struct span span)
{
    while (span.start < span.end) {
        uint32_t c;

        span.start +=
            utf8_decode(span.start, (size_t)(span.end - span.start), &c);
        if (is_right_to_left(c))
            return true;
    }
    return false;
}

/* From the place to what ends a word of YAML. */
static struct span token_at(const char *place, const char *end)
{
    struct span token = {place, place};
    int columns = 0;

    while (token.end < end && columns < TOKEN_COLUMNS) {
        if (token.end > place && strchr(",]}", *token.end))
            break;
        if (token.end > place && *token.end == ':' &&
            (token.end + 1 == end || token.end[1] == ' '))
            break;
        if (!is_continuation(*token.end))
            columns++;
        token.end++;
    }
    while (token.end < end && is_continuation(*token.end))
        token.end++;
    return token;
}

static void message_excerpt(struct message *message, struct arena *arena,
                            struct yaml_mark mark)
{
    struct span line = line_around(mark.source, mark.offset);
    const char *place = mark.source->bytes + mark.offset;
    struct span cut = cut_around(line, place);
    struct str excerpt = {0}, pointer = {0};

    if (line.start == line.end)
        return;
    str_add(&excerpt, cut.start > line.start ? "    …" : "    ");
    int columns = cut.start > line.start ? 5 : 4;
    columns += add_shown(&excerpt, cut.start, (size_t)(place - cut.start));
    add_shown(&excerpt, place, (size_t)(cut.end - place));
    if (cut.end < line.end)
        str_add(&excerpt, "…");
    if (has_right_to_left(cut)) {
        struct span token = token_at(place, line.end);
        str_add(&pointer, "    here: \"");
        add_shown(&pointer, token.start, (size_t)(token.end - token.start));
        str_add(&pointer, "\"");
    } else {
        str_addf(&pointer, "%*s^", columns, "");
    }
    message->excerpt = arena_string(arena, excerpt.text, excerpt.length);
    message->pointer = arena_string(arena, pointer.text, pointer.length);
    str_fini(&excerpt);
    str_fini(&pointer);
}

/* The next message to fill, NULL when it is only counted. */
static struct message *message_new(struct messages *messages,
                                   enum message_severity severity)
{
    if (severity == MESSAGE_ERROR)
        messages->errors++;
    else
        messages->warnings++;
    if (messages_full(messages))
        return NULL;
    if (messages->count == messages->room) {
        messages->room = messages->room ? messages->room * 2 : 16;
        messages->items = memory_grow(messages->items, messages->room,
                                      sizeof *messages->items);
    }
    struct message *message = &messages->items[messages->count++];
    *message = (struct message){.severity = severity};
    return message;
}

__attribute__((format(printf, 4, 0))) static void
message_say(struct message *message, struct arena *arena, const char *help,
            const char *format, va_list args)
{
    struct str text = {0};

    str_addv(&text, format, args);
    message->text = shown_copy(arena, str_text(&text));
    str_fini(&text);
    if (help)
        message->help = shown_copy(arena, help);
}

void message_addv(struct messages *messages, enum message_severity severity,
                  struct yaml_mark mark, const char *help, const char *format,
                  va_list args)
{
    struct message *message = message_new(messages, severity);
    struct arena *arena = &messages->arena;

    if (!message)
        return;
    message_say(message, arena, help, format, args);
    if (!mark.source)
        return;
    message->path = shown_copy(arena, mark.source->path);
    message->line = mark.line;
    message->column = mark.column;
    message_excerpt(message, arena, mark);
}

void message_add(struct messages *messages, enum message_severity severity,
                 struct yaml_mark mark, const char *help, const char *format,
                 ...)
{
    va_list args;

    va_start(args, format);
    message_addv(messages, severity, mark, help, format, args);
    va_end(args);
}

void message_add_path(struct messages *messages, enum message_severity severity,
                      const char *path, const char *help, const char *format,
                      ...)
{
    struct message *message = message_new(messages, severity);
    va_list args;

    if (!message)
        return;
    va_start(args, format);
    message_say(message, &messages->arena, help, format, args);
    va_end(args);
    message->path = shown_copy(&messages->arena, path);
}

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

static void print_one(const struct message *message, FILE *out)
{
    if (message->path)
        fprintf(out, "%s:", message->path);
    if (message->line > 0)
        fprintf(out, "%d:%d:", message->line, message->column);
    fprintf(out, "%s%s: %s\n", message->path ? " " : "",
            message->severity == MESSAGE_ERROR ? "error" : "warning",
            message->text);
    if (message->excerpt)
        fprintf(out, "%s\n%s\n", message->excerpt, message->pointer);
    if (message->help)
        fprintf(out, "help: %s\n", message->help);
}

static void print_counts(const struct messages *messages, FILE *out)
{
    const char *comma = "";

    if (messages->errors > 0) {
        fprintf(out, "%zu error%s", messages->errors,
                messages->errors == 1 ? "" : "s");
        comma = ", ";
    }
    if (messages->warnings > 0)
        fprintf(out, "%s%zu warning%s", comma, messages->warnings,
                messages->warnings == 1 ? "" : "s");
    fputc('\n', out);
}

void messages_print(struct messages *messages, size_t limit, FILE *out)
{
    struct message **sorted;
    size_t shown = messages->count < limit ? messages->count : limit;

    if (messages->errors + messages->warnings == 0)
        return;
    sorted = memory_grow(NULL, messages->count, sizeof *sorted);
    for (size_t i = 0; i < messages->count; i++)
        sorted[i] = &messages->items[i];
    qsort(sorted, messages->count, sizeof *sorted, compare);
    for (size_t i = 0; i < shown; i++)
        print_one(sorted[i], out);
    free(sorted);
    size_t all = messages->errors + messages->warnings;
    if (shown < all)
        fprintf(out, "%zu more are not shown\n", all - shown);
    print_counts(messages, out);
}
