#include "content/markdown.h"
#include "base/array.h"
#include "base/str.h"
#include "base/utf8.h"
#include <ctype.h>
#include <md4c.h>
#include <stdlib.h>
#include <string.h>

enum { LEVELS = 16, ENTITY_BYTES = 16 };

/* One open list; number 0 is a list of bullets. */
struct list {
    unsigned int number;
    bool is_ordered;
};

struct writer {
    struct arena *arena;
    struct str text;
    struct ARRAY(struct markdown_span) bold;
    struct ARRAY(struct markdown_block) blocks;
    struct list lists[LEVELS];
    int depth; /* of lists, may go beyond LEVELS */
    enum markdown_kind kind;
    int level;
    const char *marker;
    int bold_depth;
    size_t bold_start;
    bool is_code, has_unshown;
};

static void end_bold(struct writer *writer)
{
    size_t end = writer->text.length;

    if (end > writer->bold_start)
        array_push(&writer->bold,
                   (struct markdown_span){writer->bold_start, end});
}

/* White space at the end of a block is no text. */
static void trim(struct writer *writer)
{
    struct str *text = &writer->text;

    while (text->length > 0 && strchr(" \n", text->text[text->length - 1]))
        text->text[--text->length] = '\0';
    for (size_t i = 0; i < writer->bold.count; i++)
        if (writer->bold.items[i].end > text->length)
            writer->bold.items[i].end = text->length;
    while (writer->bold.count > 0 &&
           writer->bold.items[writer->bold.count - 1].start >= text->length)
        writer->bold.count--;
}

/* Makes a block of what was written so far, if there is anything. */
static void flush(struct writer *writer)
{
    struct markdown_block block = {
        .kind = writer->kind, .level = writer->level, .marker = writer->marker};

    if (writer->bold_depth > 0)
        end_bold(writer);
    trim(writer);
    if (writer->text.length > 0) {
        block.text =
            arena_string(writer->arena, writer->text.text, writer->text.length);
        block.bold_count = writer->bold.count;
        block.bold =
            arena_array(writer->arena, writer->bold.count, sizeof *block.bold);
        if (writer->bold.count > 0)
            memcpy(block.bold, writer->bold.items,
                   writer->bold.count * sizeof *block.bold);
        array_push(&writer->blocks, block);
        if (writer->kind == MARKDOWN_ITEM)
            writer->marker = ""; /* further paragraphs of the same item */
    }
    str_clear(&writer->text);
    writer->bold.count = 0;
    writer->bold_start = 0;
}

static struct list *top_list(struct writer *writer)
{
    int top = writer->depth > LEVELS ? LEVELS : writer->depth;

    return &writer->lists[top > 0 ? top - 1 : 0];
}

static int item_level(const struct writer *writer)
{
    return (writer->depth > LEVELS ? LEVELS : writer->depth) - 1;
}

/* What the next text is a part of, once a block inside it has ended. */
static void continue_item(struct writer *writer)
{
    bool is_item = writer->depth > 0;

    writer->kind = is_item ? MARKDOWN_ITEM : MARKDOWN_PARAGRAPH;
    writer->level = is_item ? item_level(writer) : 0;
    writer->marker = is_item ? "" : NULL;
}

static void enter_list(struct writer *writer, bool is_ordered,
                       unsigned int start)
{
    flush(writer);
    writer->depth++;
    *top_list(writer) = (struct list){start, is_ordered};
}

static void enter_item(struct writer *writer)
{
    struct list *list = top_list(writer);

    flush(writer);
    writer->kind = MARKDOWN_ITEM;
    writer->level = item_level(writer);
    writer->marker = list->is_ordered
                         ? arena_printf(writer->arena, "%u.", list->number++)
                         : "•";
}

static void enter_heading(struct writer *writer, unsigned int level)
{
    flush(writer);
    writer->kind = MARKDOWN_HEADING;
    writer->marker = NULL;
    writer->level = level <= 2 ? 2 : 3;
}

static int on_enter_block(MD_BLOCKTYPE type, void *detail, void *user)
{
    struct writer *writer = user;

    switch (type) {
    case MD_BLOCK_UL:
        enter_list(writer, false, 0);
        break;
    case MD_BLOCK_OL:
        enter_list(writer, true, ((MD_BLOCK_OL_DETAIL *)detail)->start);
        break;
    case MD_BLOCK_LI:
        enter_item(writer);
        break;
    case MD_BLOCK_H:
        enter_heading(writer, ((MD_BLOCK_H_DETAIL *)detail)->level);
        break;
    case MD_BLOCK_CODE:
        writer->is_code = true;
        flush(writer);
        break;
    case MD_BLOCK_TABLE:
        writer->has_unshown = true;
        flush(writer);
        break;
    default:
        break;
    }
    return 0;
}

static int on_leave_block(MD_BLOCKTYPE type, void *detail, void *user)
{
    struct writer *writer = user;

    (void)detail;
    if (type == MD_BLOCK_TH || type == MD_BLOCK_TD) {
        str_add(&writer->text, " ");
        return 0;
    }
    flush(writer);
    if (type == MD_BLOCK_UL || type == MD_BLOCK_OL)
        writer->depth--;
    if (type == MD_BLOCK_CODE)
        writer->is_code = false;
    continue_item(writer);
    return 0;
}

static int on_enter_span(MD_SPANTYPE type, void *detail, void *user)
{
    struct writer *writer = user;

    (void)detail;
    if (type == MD_SPAN_EM || type == MD_SPAN_STRONG) {
        if (writer->bold_depth++ == 0)
            writer->bold_start = writer->text.length;
    } else if (type != MD_SPAN_CODE) {
        writer->has_unshown = true;
    }
    return 0;
}

static int on_leave_span(MD_SPANTYPE type, void *detail, void *user)
{
    struct writer *writer = user;

    (void)detail;
    if ((type == MD_SPAN_EM || type == MD_SPAN_STRONG) &&
        --writer->bold_depth == 0)
        end_bold(writer);
    return 0;
}

/* White space becomes one space, none at the start of a line. */
static void add_folded(struct writer *writer, const char *text, size_t bytes)
{
    for (size_t i = 0; i < bytes; i++) {
        char c = text[i] == '\t' || text[i] == '\n' || text[i] == '\r'
                     ? ' '
                     : text[i];
        size_t length = writer->text.length;
        char last = length > 0 ? writer->text.text[length - 1] : '\n';
        if (c == ' ' && (last == ' ' || last == '\n'))
            continue;
        str_add_char(&writer->text, c);
    }
}

static void add_break(struct writer *writer)
{
    struct str *text = &writer->text;

    if (text->length > 0 && text->text[text->length - 1] == ' ')
        text->text[text->length - 1] = '\n';
    else if (text->length > 0)
        str_add_char(text, '\n');
}

/* "&amp;" and its like; an entity we do not know stays as written. */
static void add_entity(struct writer *writer, const char *text, size_t bytes)
{
    static const struct {
        const char *name, *utf8;
    } entities[] = {{"&amp;", "&"},       {"&lt;", "<"},
                    {"&gt;", ">"},        {"&quot;", "\""},
                    {"&nbsp;", "\u00A0"}, {"&shy;", "\u00AD"}};
    char digits[ENTITY_BYTES] = "", utf8[4];
    unsigned long code = 0;

    for (size_t i = 0; i < sizeof entities / sizeof *entities; i++)
        if (strlen(entities[i].name) == bytes &&
            memcmp(entities[i].name, text, bytes) == 0) {
            str_add(&writer->text, entities[i].utf8);
            return;
        }
    if (bytes > 3 && bytes < sizeof digits && text[1] == '#') {
        bool is_hex = text[2] == 'x' || text[2] == 'X';
        memcpy(digits, text + 2 + is_hex, bytes - 3 - is_hex);
        code = strtoul(digits, NULL, is_hex ? 16 : 10);
    }
    if (code >= 0x20 && code <= 0x10FFFF && (code < 0xD800 || code > 0xDFFF))
        str_add_bytes(&writer->text, utf8, utf8_encode((uint32_t)code, utf8));
    else
        str_add_bytes(&writer->text, text, bytes);
}

/* With HTML switched off its tags arrive as text. */
static bool has_tag(const char *text, size_t bytes)
{
    bool is_open = false;

    for (size_t i = 0; i + 1 < bytes; i++) {
        if (text[i] == '<' &&
            (isalpha((unsigned char)text[i + 1]) || text[i + 1] == '/'))
            is_open = true;
        if (is_open && text[i + 1] == '>')
            return true;
    }
    return false;
}

static int on_text(MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE bytes,
                   void *user)
{
    struct writer *writer = user;

    if (type == MD_TEXT_BR || (writer->is_code && bytes == 1 && *text == '\n'))
        add_break(writer);
    else if (type == MD_TEXT_NULLCHAR)
        str_add(&writer->text, "\uFFFD");
    else if (type == MD_TEXT_ENTITY)
        add_entity(writer, text, bytes);
    else
        add_folded(writer, text, bytes);
    if (type == MD_TEXT_NORMAL && !writer->has_unshown)
        writer->has_unshown = has_tag(text, bytes);
    return 0;
}

struct markdown markdown_parse(const char *text, struct arena *arena)
{
    const MD_PARSER parser = {
        .flags = MD_FLAG_NOHTML | MD_FLAG_NOINDENTEDCODEBLOCKS | MD_FLAG_TABLES,
        .enter_block = on_enter_block,
        .leave_block = on_leave_block,
        .enter_span = on_enter_span,
        .leave_span = on_leave_span,
        .text = on_text,
    };
    struct writer writer = {.arena = arena};
    struct markdown markdown;

    md_parse(text, (MD_SIZE)strlen(text), &parser, &writer);
    flush(&writer);
    markdown = (struct markdown){.count = writer.blocks.count,
                                 .has_unshown = writer.has_unshown};
    markdown.blocks =
        arena_array(arena, markdown.count, sizeof *markdown.blocks);
    if (markdown.count > 0)
        memcpy(markdown.blocks, writer.blocks.items,
               markdown.count * sizeof *markdown.blocks);
    array_fini(&writer.blocks);
    array_fini(&writer.bold);
    str_fini(&writer.text);
    return markdown;
}
