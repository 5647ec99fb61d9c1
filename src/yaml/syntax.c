#include "yaml/syntax.h"
#include "base/str.h"
#include "base/utf8.h"
#include <string.h>

struct syntax_walk syntax_walk_new(const struct yaml_source *source)
{
    bool has_bom =
        source->length >= 3 && memcmp(source->bytes, "\xEF\xBB\xBF", 3) == 0;

    return (struct syntax_walk){0, {source, 1, 1, has_bom ? 3 : 0}};
}

struct yaml_mark syntax_mark(struct syntax_walk *walk, yaml_mark_t to)
{
    const struct yaml_source *source = walk->mark.source;

    if (to.index < walk->index)
        *walk = syntax_walk_new(source);
    while (walk->index < to.index && walk->mark.offset < source->length) {
        const char *at = source->bytes + walk->mark.offset;
        uint32_t c;

        walk->mark.offset +=
            utf8_decode(at, source->length - walk->mark.offset, &c);
        walk->mark.column++;
        walk->index++;
        if (c == '\n' || (c == '\r' && at[1] != '\n')) {
            walk->mark.line++;
            walk->mark.column = 1;
        }
    }
    return walk->mark;
}

/* One sentence of libyaml and what we say instead. */
struct phrase {
    const char *context; /* NULL: any */
    const char *problem; /* NULL: any */
    bool is_at_context;  /* the fault is where the context began */
    const char *text, *help;
};

static const struct phrase phrases[] = {
    {"while scanning a quoted scalar", "found unexpected end of stream", true,
     "this quote is never closed", "add the closing quote"},
    {"while scanning a quoted scalar", "found unexpected document indicator",
     true, "this quote is not closed before the line '---' or '...'",
     "add the closing quote"},
    {"while parsing a quoted scalar", "found unknown escape character", false,
     "this letter after '\\' means nothing in double quotes",
     "write '\\\\' for a backslash, or use single quotes"},
    {"while parsing a quoted scalar", NULL, false,
     "an escape ('\\x..', '\\u....') that is no character", NULL},
    {"while scanning an alias", NULL, true,
     "a text that begins with '*' must stand in quotes",
     "for Markdown: \"**bold** at the start\""},
    {"while scanning an anchor", NULL, true,
     "a text that begins with '&' must stand in quotes", NULL},
    {"while scanning a tag", NULL, true,
     "a text that begins with '!' must stand in quotes", NULL},
    {"while parsing a tag", NULL, true,
     "a text that begins with '!' must stand in quotes", NULL},
    {NULL, "found undefined tag handle", true,
     "a text that begins with '!' must stand in quotes", NULL},
    {"while scanning a directive", NULL, true,
     "a text that begins with '%' must stand in quotes", NULL},
    {NULL, "found a tab character that violates indentation", false,
     "a tab in the indentation", "use spaces"},
    {NULL, "found a tab character where an indentation space is expected",
     false, "a tab in the indentation", "use spaces"},
    {"while scanning a block scalar", NULL, false,
     "nothing may follow '|' or '>' in its line",
     "begin the text in the next line, indented"},
    {"while scanning a simple key", "could not find expected ':'", true,
     "no ': ' after this key",
     "a key needs a colon and a space; a longer text needs quotes or deeper "
     "indentation"},
    {NULL, "block sequence entries are not allowed in this context", false,
     "a list cannot begin here",
     "put '- ' at the start of a line of its own; a text that begins with "
     "'- ' needs quotes"},
    {NULL, "mapping keys are not allowed in this context", false,
     "a text that begins with '? ' must stand in quotes", NULL},
    {"while parsing a flow node", NULL, false, "a value is missing here",
     "a text that begins with one of , [ ] { } needs quotes"},
    {"while parsing a block collection", NULL, false,
     "this line does not fit the list above",
     "items of a list begin with '- ', all in the same column"},
    {"while parsing a block mapping", NULL, false,
     "this line does not fit the lines above",
     "keys that belong together begin in the same column; a text over several "
     "lines is indented deeper than its key"},
    {"while parsing a block node", NULL, false, "a value is missing here",
     NULL},
    {NULL, "did not find expected <document start>", false,
     "this does not belong to what stands above",
     "check the indentation: keys that belong together begin in the same "
     "column"},
};

static bool is_same(const char *wanted, const char *said)
{
    return !wanted || (said && strcmp(wanted, said) == 0);
}

/* "title: Visit: the lab": the second colon. Where the line has no colon
 * before it, the line above is the matter. */
static void stray_colon(struct yaml_mark mark, struct messages *messages)
{
    const char *place = mark.source->bytes + mark.offset, *line = place;
    const char *end = place, *value = NULL;
    struct str help = {0};

    while (line > mark.source->bytes && line[-1] != '\n')
        line--;
    while (*end && *end != '\n' && *end != '\r')
        end++;
    for (const char *at = line; at + 1 < place && !value; at++)
        if (at[0] == ':' && at[1] == ' ')
            value = at + 2;
    if (value && !memchr(value, '"', (size_t)(end - value)) &&
        end - value <= 60) {
        line += strspn(line, " -");
        str_addf(&help, "put the text in quotes: %.*s\"%.*s\"",
                 (int)(value - line), line, (int)(end - value), value);
    } else if (value) {
        str_add(&help, "put the whole text in quotes");
    } else {
        str_add(&help, "check the indentation of this line, and whether the "
                       "line above needs quotes or a space behind its ':'");
    }
    message_add(messages, MESSAGE_ERROR, mark, help.text, "%s",
                value ? "': ' inside a text without quotes"
                      : "': ' where no key can stand");
    str_fini(&help);
}

static void bad_first(struct yaml_mark mark, struct messages *messages)
{
    char c = mark.source->bytes[mark.offset];

    if (c == '\t')
        message_add(messages, MESSAGE_ERROR, mark, "use spaces",
                    "a tab in the indentation");
    else
        message_add(messages, MESSAGE_ERROR, mark, NULL,
                    "a text that begins with '%c' must stand in quotes", c);
}

/* 'L'atelier': the quote before the place was meant as an apostrophe. */
static bool is_behind_quote(struct yaml_mark mark)
{
    const char *bytes = mark.source->bytes;
    size_t at = mark.offset;

    while (at > 0 && bytes[at - 1] == ' ')
        at--;
    return at > 0 && (bytes[at - 1] == '\'' || bytes[at - 1] == '"') &&
           mark.offset < mark.source->length && bytes[mark.offset] != '\n' &&
           bytes[mark.offset] != '\r';
}

static void say_phrase(const struct phrase *phrase, struct yaml_mark at,
                       struct yaml_mark context, struct messages *messages)
{
    message_add(messages, MESSAGE_ERROR, phrase->is_at_context ? context : at,
                phrase->help, "%s", phrase->text);
}

/* An open bracket swallows the lines below it: the fault is noticed far from
 * where it is, so both places are named. */
static void open_bracket(struct yaml_mark at, struct yaml_mark context,
                         struct messages *messages)
{
    char open = context.source->bytes[context.offset];

    if (at.offset >= at.source->length)
        message_add(messages, MESSAGE_ERROR, context, NULL,
                    "this '%c' is never closed", open);
    else if (at.line != context.line)
        message_add(messages, MESSAGE_ERROR, at,
                    "a text with , : or brackets inside [] or {} needs quotes",
                    "the '%c' of line %d is not closed, or a ',' is missing",
                    open, context.line);
    else
        message_add(messages, MESSAGE_ERROR, at,
                    "a text with , : or brackets inside [] or {} needs quotes",
                    "a ',' or the closing '%c' is missing",
                    open == '[' ? ']' : '}');
}

void syntax_message(const yaml_parser_t *parser,
                    const struct yaml_source *source, struct messages *messages)
{
    struct syntax_walk walk = syntax_walk_new(source);
    struct yaml_mark at = syntax_mark(&walk, parser->problem_mark);
    struct yaml_mark context =
        parser->context ? syntax_mark(&walk, parser->context_mark) : at;
    const char *problem = parser->problem ? parser->problem : "no YAML";

    if (is_same("mapping values are not allowed in this context", problem)) {
        stray_colon(at, messages);
        return;
    }
    if (is_same("found character that cannot start any token", problem)) {
        bad_first(at, messages);
        return;
    }
    if (parser->error == YAML_PARSER_ERROR && is_behind_quote(at)) {
        message_add(messages, MESSAGE_ERROR, at,
                    "in single quotes write '' for an apostrophe; in double "
                    "quotes write \\\" for a quote",
                    "a text goes on behind its closing quote");
        return;
    }
    if (is_same("while parsing a flow sequence", parser->context) ||
        is_same("while parsing a flow mapping", parser->context)) {
        open_bracket(at, context, messages);
        return;
    }
    for (size_t i = 0; i < sizeof phrases / sizeof *phrases; i++) {
        if (!is_same(phrases[i].context, parser->context) ||
            !is_same(phrases[i].problem, problem))
            continue;
        say_phrase(&phrases[i], at, context, messages);
        return;
    }
    message_add(messages, MESSAGE_ERROR, at, NULL, "%s", problem);
}
