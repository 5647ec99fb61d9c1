#include "yaml/syntax.h"
#include "base/str.h"
#include "base/utf8.h"
#include <string.h>

struct syntax_walk syntax_walk_new(const struct yaml_source *source)
{
    bool has_bom =
        source->length >= 3 && memcmp(source->bytes, "\xEF\xBB\xBF", 3) == 0;

    return (struct syntax_walk){0, {source, 1, 1, has_bom ? 3 : 0, 0}};
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

/* One sentence of libyaml and our fault for it. */
struct phrase {
    const char *context; /* NULL: any */
    const char *problem; /* NULL: any */
    bool is_at_context;  /* the fault is where the context began */
    enum fault fault;
};

/* Those of libyaml 0.2.5 (scanner.c, parser.c, reader.c) that are not
 * answered by a function below. */
static const struct phrase phrases[] = {
    {"while scanning a quoted scalar", "found unexpected end of stream", true,
     FAULT_OPEN_QUOTE},
    {"while scanning a quoted scalar", "found unexpected document indicator",
     true, FAULT_OPEN_QUOTE_DOCUMENT},
    {"while parsing a quoted scalar", "found unknown escape character", false,
     FAULT_ESCAPE_UNKNOWN},
    {"while parsing a quoted scalar", NULL, false, FAULT_ESCAPE_WRONG},
    {"while scanning an alias", NULL, true, FAULT_FIRST_CHARACTER},
    {"while scanning an anchor", NULL, true, FAULT_FIRST_CHARACTER},
    {"while scanning a tag", NULL, true, FAULT_FIRST_CHARACTER},
    {"while parsing a tag", NULL, true, FAULT_FIRST_CHARACTER},
    {NULL, "found undefined tag handle", true, FAULT_FIRST_CHARACTER},
    {"while scanning a directive", NULL, true, FAULT_FIRST_CHARACTER},
    {"while scanning a %YAML directive", NULL, true, FAULT_FIRST_CHARACTER},
    {"while scanning a %TAG directive", NULL, true, FAULT_FIRST_CHARACTER},
    {NULL, "found duplicate %YAML directive", false, FAULT_FIRST_CHARACTER},
    {NULL, "found incompatible YAML document", false, FAULT_FIRST_CHARACTER},
    {NULL, "found duplicate %TAG directive", false, FAULT_FIRST_CHARACTER},
    {NULL, "found a tab character that violates indentation", false, FAULT_TAB},
    {NULL, "found a tab character where an indentation space is expected",
     false, FAULT_TAB},
    {"while scanning a block scalar", NULL, false, FAULT_BLOCK_HEADER},
    {"while scanning a plain scalar", NULL, false, FAULT_COLON_IN_TEXT},
    {"while scanning a simple key", "could not find expected ':'", true,
     FAULT_NO_COLON},
    {NULL, "block sequence entries are not allowed in this context", false,
     FAULT_LIST_HERE},
    {NULL, "mapping keys are not allowed in this context", false,
     FAULT_FIRST_CHARACTER},
    {"while parsing a flow node", NULL, false, FAULT_VALUE_MISSING},
    {"while parsing a block collection", NULL, false, FAULT_LIST_LINE},
    {"while parsing a block mapping", NULL, false, FAULT_MAP_LINE},
    {"while parsing a block node", NULL, false, FAULT_VALUE_MISSING},
    {NULL, "did not find expected <document start>", false, FAULT_ELSEWHERE},
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
    struct str quoted = {0};

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
        str_addf(&quoted, "%.*s\"%.*s\"", (int)(value - line), line,
                 (int)(end - value), value);
    }
    mark.bytes = 1;
    message_add(messages, value ? FAULT_COLON_IN_TEXT : FAULT_COLON_STRAY, mark,
                WITH(message_text("quoted", quoted.text)));
    str_fini(&quoted);
}

static void say_character(enum fault fault, struct yaml_mark mark,
                          struct messages *messages)
{
    char character[2] = {mark.source->bytes[mark.offset], '\0'};

    message_add(messages, fault, mark,
                WITH(message_text("character", character)));
}

static void bad_first(struct yaml_mark mark, struct messages *messages)
{
    if (mark.source->bytes[mark.offset] != '\t') {
        say_character(FAULT_FIRST_CHARACTER, mark, messages);
        return;
    }
    mark.bytes = 1;
    message_add(messages, FAULT_TAB, mark, NULL);
}

/* "- key: ..." and "key:" */
static bool is_key_line(const char *line, const char *end)
{
    const char *at = line + strspn(line, " -");
    size_t word = strspn(at, "abcdefghijklmnopqrstuvwxyz_");

    return word > 1 && at + word < end && at[word] == ':' &&
           strchr(" \r\n", at[word + 1]);
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

static bool is_in_brackets(const yaml_parser_t *parser)
{
    return is_same("while parsing a flow sequence", parser->context) ||
           is_same("while parsing a flow mapping", parser->context);
}

/* An open bracket swallows the lines below it: the fault is noticed far from
 * where it is, so both places are named. */
static void open_bracket(struct yaml_mark at, struct yaml_mark context,
                         struct messages *messages)
{
    char open[2] = {context.source->bytes[context.offset], '\0'};
    const char *close = open[0] == '[' ? "]" : "}";
    bool is_end = at.offset >= at.source->length;

    context.bytes = 1;
    message_add(messages,
                is_end                   ? FAULT_OPEN_BRACKET
                : at.line > context.line ? FAULT_OPEN_BRACKET_ABOVE
                                         : FAULT_NO_COMMA,
                is_end ? context : at,
                WITH(message_text("open", open), message_text("close", close),
                     message_number("line", context.line)));
}

bool syntax_quote_runs_on(const struct yaml_source *source, yaml_mark_t start,
                          yaml_mark_t end, struct messages *messages)
{
    struct syntax_walk walk = syntax_walk_new(source);

    if (end.line == start.line)
        return false;
    struct yaml_mark open = syntax_mark(&walk, start);
    const char *close = source->bytes + syntax_mark(&walk, end).offset;
    const char *line = source->bytes + open.offset;
    while ((line = memchr(line, '\n', (size_t)(close - line)))) {
        if (!is_key_line(++line, close))
            continue;
        open.bytes = 1;
        message_add(messages, FAULT_QUOTE_RUNS_ON, open,
                    WITH(message_number("line", (int64_t)end.line + 1)));
        return true;
    }
    return false;
}

/* The same of a text that the parser has read and not yet handed out. */
static bool pending_quote_runs_on(const yaml_parser_t *parser,
                                  const struct yaml_source *source,
                                  struct messages *messages)
{
    for (const yaml_token_t *token = parser->tokens.head;
         token != parser->tokens.tail; token++)
        if (token->type == YAML_SCALAR_TOKEN &&
            (token->data.scalar.style == YAML_DOUBLE_QUOTED_SCALAR_STYLE ||
             token->data.scalar.style == YAML_SINGLE_QUOTED_SCALAR_STYLE) &&
            syntax_quote_runs_on(source, token->start_mark, token->end_mark,
                                 messages))
            return true;
    return false;
}

static void say_phrase(const yaml_parser_t *parser, struct yaml_mark at,
                       struct yaml_mark context, struct messages *messages)
{
    for (size_t i = 0; i < sizeof phrases / sizeof *phrases; i++) {
        const struct phrase *phrase = &phrases[i];
        if (!is_same(phrase->context, parser->context) ||
            !is_same(phrase->problem, parser->problem))
            continue;
        say_character(phrase->fault, phrase->is_at_context ? context : at,
                      messages);
        return;
    }
    message_add(
        messages, FAULT_NO_YAML, at,
        WITH(message_text("problem", parser->problem ? parser->problem : "?")));
}

static void say(const yaml_parser_t *parser, struct yaml_mark at,
                struct yaml_mark context, struct messages *messages)
{
    const char *problem = parser->problem ? parser->problem : "";
    const char *end = at.source->bytes + at.source->length;
    bool is_in = is_in_brackets(parser);

    if (is_same("mapping values are not allowed in this context", problem))
        stray_colon(at, messages);
    else if (is_same("found character that cannot start any token", problem))
        bad_first(at, messages);
    else if (parser->error == YAML_PARSER_ERROR && is_behind_quote(at) &&
             !(is_in && is_key_line(at.source->bytes + at.offset, end)))
        message_add(messages, FAULT_BEHIND_QUOTE, at, NULL);
    else if (is_in)
        open_bracket(at, context, messages);
    else if (is_same("while parsing a block collection", parser->context) &&
             at.column > context.column)
        message_add(messages, FAULT_MAP_LINE, at, NULL);
    else
        say_phrase(parser, at, context, messages);
}

void syntax_message(const yaml_parser_t *parser,
                    const struct yaml_source *source, struct messages *messages)
{
    struct syntax_walk walk = syntax_walk_new(source);
    struct yaml_mark at = syntax_mark(&walk, parser->problem_mark);
    struct yaml_mark context =
        parser->context ? syntax_mark(&walk, parser->context_mark) : at;

    if (!pending_quote_runs_on(parser, source, messages))
        say(parser, at, context, messages);
}
