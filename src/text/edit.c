#include "text/edit.h"
#include "base/utf8.h"
#include "text/grapheme.h"
#include "text/script.h"
#include <assert.h>
#include <string.h>

static bool is_allowed(uint32_t code_point)
{
    return code_point >= 0x20 && (code_point < 0x7F || code_point >= 0xA0) &&
           code_point != 0x2028 && code_point != 0x2029;
}

/* How many bytes of it may stand in a text. */
static size_t good_bytes(const char *utf8, size_t length)
{
    size_t at = 0, bad = length;
    uint32_t code_point;
    if (!utf8_valid(utf8, length, &bad))
        length = bad;
    while (at < length) {
        size_t bytes = utf8_decode(utf8 + at, length - at, &code_point);
        if (!is_allowed(code_point))
            break;
        at += bytes;
    }
    return at;
}

void edit_init(struct edit *edit, char *text, size_t room, size_t most)
{
    assert(room > 0 && room <= EDIT_BYTES + 1);
    *edit = (struct edit){.text = text, .room = room, .most = most};
    size_t length = 0;
    while (length + 1 < room && text[length] != '\0')
        length++;
    edit->length = good_bytes(text, length);
    memset(text + edit->length, 0, room - edit->length);
    edit->caret = edit->anchor = edit->length;
}

void edit_wipe(struct edit *edit)
{
    /* Through a volatile pointer: a compiler may not leave it out. */
    volatile char *bytes = edit->text;
    for (size_t i = 0; i < edit->room; i++)
        bytes[i] = 0;
    edit->length = edit->caret = edit->anchor = 0;
}

bool edit_has_selection(const struct edit *edit)
{
    return edit->caret != edit->anchor;
}

size_t edit_from(const struct edit *edit)
{
    return edit->caret < edit->anchor ? edit->caret : edit->anchor;
}

size_t edit_to(const struct edit *edit)
{
    return edit->caret < edit->anchor ? edit->anchor : edit->caret;
}

size_t edit_left(const struct edit *edit)
{
    if (edit->most == 0)
        return SIZE_MAX;
    size_t used = utf8_count(edit->text, edit->length);
    return used < edit->most ? edit->most - used : 0;
}

/* What stood apart may be one letter now: the caret goes behind it. */
static void settle(struct edit *edit, size_t caret)
{
    size_t start = grapheme_start(edit->text, edit->length, caret);
    if (start != caret)
        caret = grapheme_next(edit->text, edit->length, start);
    edit->caret = edit->anchor = caret;
}

/* Bytes [from, to) give way to `bytes` others. */
static void replace(struct edit *edit, size_t from, size_t to, const char *with,
                    size_t bytes)
{
    size_t length = edit->length - (to - from) + bytes;
    memmove(edit->text + from + bytes, edit->text + to, edit->length - to);
    if (bytes > 0)
        memcpy(edit->text + from, with, bytes);
    if (length < edit->length)
        memset(edit->text + length, 0, edit->length - length);
    edit->length = length;
    edit->text[length] = '\0';
    settle(edit, from + bytes);
}

bool edit_insert(struct edit *edit, const char *utf8)
{
    size_t from = edit_from(edit), to = edit_to(edit), bytes = strlen(utf8);
    if (good_bytes(utf8, bytes) != bytes ||
        edit->length - (to - from) + bytes >= edit->room)
        return false;
    size_t freed = utf8_count(edit->text + from, to - from);
    if (edit->most > 0 && utf8_count(utf8, bytes) > edit_left(edit) + freed)
        return false;
    replace(edit, from, to, utf8, bytes);
    return true;
}

void edit_delete_back(struct edit *edit)
{
    size_t from = edit_from(edit), to = edit_to(edit);
    if (from == to)
        from = grapheme_previous(edit->text, edit->length, to);
    replace(edit, from, to, NULL, 0);
}

void edit_delete_forward(struct edit *edit)
{
    size_t from = edit_from(edit), to = edit_to(edit);
    if (from == to)
        to = grapheme_next(edit->text, edit->length, from);
    replace(edit, from, to, NULL, 0);
}

void edit_put_caret(struct edit *edit, size_t byte, bool chooses)
{
    edit->caret = grapheme_start(edit->text, edit->length, byte);
    if (!chooses)
        edit->anchor = edit->caret;
}

void edit_select_all(struct edit *edit)
{
    edit->anchor = 0;
    edit->caret = edit->length;
}

static bool is_word(const struct edit *edit, size_t at)
{
    uint32_t code_point;
    if (at >= edit->length)
        return false;
    utf8_decode(edit->text + at, edit->length - at, &code_point);
    return letter_is_word(code_point);
}

void edit_select_word(struct edit *edit, size_t byte)
{
    const char *text = edit->text;
    size_t length = edit->length;
    size_t from = grapheme_start(text, length, byte);
    size_t before = grapheme_previous(text, length, from);
    if (!is_word(edit, from) && (is_word(edit, before) || from == length))
        from = before;
    size_t to = grapheme_next(text, length, from);
    if (is_word(edit, from)) {
        while (to < length && is_word(edit, to))
            to = grapheme_next(text, length, to);
        while (from > 0 && is_word(edit, grapheme_previous(text, length, from)))
            from = grapheme_previous(text, length, from);
    }
    edit->anchor = from;
    edit->caret = to;
}
