#include "yaml/shown.h"
#include "base/utf8.h"
#include <string.h>

enum { EXCERPT_COLUMNS = 100, TOKEN_COLUMNS = 30, COPY_BYTES = 2000 };

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

int shown_add(struct str *out, const char *text, size_t bytes)
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

const char *shown_copy(struct arena *arena, const char *text)
{
    struct str str = {0};
    size_t bytes = strlen(text);
    const char *copy;

    shown_add(&str, text, bytes > COPY_BYTES ? COPY_BYTES : bytes);
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

int shown_columns(const char *text)
{
    struct str none = {0};
    int columns = shown_add(&none, text, strlen(text));

    str_fini(&none);
    return columns;
}

/* A quoted text to its closing quote, NULL if that is not in its line. */
static const char *quoted_end(const char *place, const char *end)
{
    for (const char *at = place + 1; at < end; at++) {
        if (*place == '"' && *at == '\\')
            at++;
        else if (*at == *place && *place == '\'' && at + 1 < end &&
                 at[1] == '\'')
            at++;
        else if (*at == *place)
            return at + 1;
    }
    return NULL;
}

/* From the place to what ends a word of YAML. */
static const char *word_end(const char *place, const char *end)
{
    const char *at = place;

    if (at < end && (*at == '"' || *at == '\'')) {
        const char *close = quoted_end(place, end);
        return close ? close : end;
    }
    while (at < end) {
        if (at > place && strchr(",]}", *at))
            break;
        if (at > place && *at == ':' &&
            (at + 1 == end || at[1] == ' ' || at[1] == '\r'))
            break;
        at++;
    }
    while (at > place + 1 && at[-1] == ' ')
        at--;
    return at;
}

static const char *token_end(struct yaml_mark mark, const char *end)
{
    const char *place = mark.source->bytes + mark.offset;

    if (mark.bytes == 0)
        return word_end(place, end);
    return mark.bytes < (size_t)(end - place) ? place + mark.bytes : end;
}

/* The token, cut. */
static const char *token_copy(struct arena *arena, const char *place,
                              const char *end)
{
    struct str token = {0};
    const char *at = place;

    for (int i = 0; i < TOKEN_COLUMNS && at < end; i++) {
        do
            at++;
        while (at < end && is_continuation(*at));
    }
    shown_add(&token, place, (size_t)(at - place));
    const char *copy = arena_string(arena, str_text(&token), token.length);
    str_fini(&token);
    return copy;
}

void shown_excerpt(struct message *message, struct arena *arena,
                   struct yaml_mark mark)
{
    struct span line = line_around(mark.source, mark.offset);
    const char *place = mark.source->bytes + mark.offset;
    const char *end = token_end(mark, line.end);
    struct span cut = cut_around(line, place);
    struct str excerpt = {0};

    message->end_column =
        message->column + (int)utf8_count(place, (size_t)(end - place));
    if (line.start == line.end)
        return;
    str_add(&excerpt, cut.start > line.start ? "    …" : "    ");
    message->caret = cut.start > line.start ? 5 : 4;
    message->caret +=
        shown_add(&excerpt, cut.start, (size_t)(place - cut.start));
    shown_add(&excerpt, place, (size_t)(cut.end - place));
    if (cut.end < line.end)
        str_add(&excerpt, "…");
    if (has_right_to_left(cut))
        message->caret = -1;
    message->token = token_copy(arena, place, end);
    message->excerpt = arena_string(arena, excerpt.text, excerpt.length);
    str_fini(&excerpt);
}
