#include "base/str.h"

#include "base/arena.h"
#include <assert.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void str_fini(struct str *str)
{
    memory_wipe(str->text, str->room);
    free(str->text);
    *str = (struct str){0};
}

void str_clear(struct str *str)
{
    str->length = 0;
    if (str->text)
        str->text[0] = '\0';
}

/* Room for `more` bytes and the NUL; a sum that wraps is asked for as the
 * most there is, which memory_grow() refuses. */
static void reserve(struct str *str, size_t more)
{
    size_t need = str->length + more + 1;

    if (need <= more)
        need = SIZE_MAX;
    if (need <= str->room)
        return;
    if (need < SIZE_MAX / 2 && need < str->room * 2)
        need = str->room * 2;
    if (need < 32)
        need = 32;
    char *text = memory_get(need);
    if (str->length > 0)
        memcpy(text, str->text, str->length);
    memory_wipe(str->text, str->room);
    free(str->text);
    str->text = text;
    str->room = need;
}

void str_add(struct str *str, const char *text)
{
    str_add_bytes(str, text, strlen(text));
}

void str_add_bytes(struct str *str, const void *bytes, size_t length)
{
    reserve(str, length);
    if (length > 0)
        memcpy(str->text + str->length, bytes, length);
    str->length += length;
    str->text[str->length] = '\0';
}

void str_add_char(struct str *str, char c)
{
    str_add_bytes(str, &c, 1);
}

void str_add_hex(struct str *str, const void *bytes, size_t count)
{
    static const char digits[] = "0123456789abcdef";
    const unsigned char *byte = bytes;

    for (size_t i = 0; i < count; i++) {
        str_add_char(str, digits[byte[i] >> 4]);
        str_add_char(str, digits[byte[i] & 15]);
    }
}

void str_addf(struct str *str, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    str_addv(str, format, args);
    va_end(args);
}

void str_addv(struct str *str, const char *format, va_list args)
{
    va_list again;
    int length;

    va_copy(again, args);
    length = vsnprintf(NULL, 0, format, again);
    va_end(again);
    assert(length >= 0);
    if (length < 0)
        return;
    reserve(str, (size_t)length);
    vsnprintf(str->text + str->length, (size_t)length + 1, format, args);
    str->length += (size_t)length;
}

size_t str_place(const char *text, const char *at)
{
    if (*at != '{' || (at > text && at[-1] == '$'))
        return 0;
    size_t bytes = strspn(at + 1, "abcdefghijklmnopqrstuvwxyz_");
    return at[1 + bytes] == '}' ? bytes : 0;
}

void str_add_filled(struct str *str, const char *text,
                    bool (*value)(const void *user, const char *name,
                                  size_t bytes, struct str *out),
                    const void *user)
{
    for (const char *at = text; *at;) {
        size_t bytes = str_place(text, at);
        if (bytes > 0 && value(user, at + 1, bytes, str))
            at += bytes + 2;
        else
            str_add_char(str, *at++);
    }
}

static bool add_place(const void *user, const char *name, size_t bytes,
                      struct str *out)
{
    for (const char *const *place = user; *place; place += 2)
        if (strlen(*place) == bytes && !memcmp(*place, name, bytes)) {
            str_add(out, place[1] ? place[1] : "");
            return true;
        }
    return false;
}

void str_fill(struct str *str, const char *text, const char *const *places)
{
    str_add_filled(str, text, add_place, places);
}

const char *str_text(const struct str *str)
{
    return str->text ? str->text : "";
}

bool str_equal(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

bool str_starts(const char *text, const char *start)
{
    return strncmp(text, start, strlen(start)) == 0;
}

bool str_ends(const char *text, const char *end)
{
    size_t text_length = strlen(text), end_length = strlen(end);

    return text_length >= end_length &&
           strcmp(text + text_length - end_length, end) == 0;
}

enum { WORD_BYTES = 64 };

static int least(int a, int b)
{
    return a < b ? a : b;
}

int str_distance(const char *a, const char *b)
{
    size_t rows = strlen(a), columns = strlen(b);
    int table[3][WORD_BYTES + 1];
    int *before = table[0], *above = table[1], *row = table[2];

    if (rows > WORD_BYTES || columns > WORD_BYTES)
        return INT_MAX;
    for (size_t j = 0; j <= columns; j++)
        row[j] = (int)j;
    for (size_t i = 1; i <= rows; i++) {
        int *oldest = before;
        before = above;
        above = row;
        row = oldest;
        row[0] = (int)i;
        for (size_t j = 1; j <= columns; j++) {
            row[j] = above[j - 1] + (a[i - 1] != b[j - 1]);
            row[j] = least(row[j], least(above[j], row[j - 1]) + 1);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = least(row[j], before[j - 2] + 1);
        }
    }
    return row[columns];
}

const char *str_nearest(const char *word, const char *const *words)
{
    size_t length = strlen(word);
    int best = length < 3 ? (int)length : 3;
    const char *nearest = NULL;

    for (size_t i = 0; words[i]; i++) {
        int distance = str_distance(word, words[i]);
        if (distance < best) {
            best = distance;
            nearest = words[i];
        }
    }
    for (size_t i = 0; !nearest && length >= 3 && words[i]; i++)
        if (str_starts(words[i], word))
            nearest = words[i];
    return nearest;
}
