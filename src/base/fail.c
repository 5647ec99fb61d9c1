#include "base/fail.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { ROOM = sizeof((struct fail *)NULL)->text };

/* Appends to a text of `used` bytes as much as fits, never part of a
 * character. Returns the new length. */
static size_t append(char text[ROOM], size_t used, const char *more)
{
    size_t length = strlen(more), room = ROOM - 1 - used;

    if (length > room) {
        length = room;
        while (length > 0 && room - length < 3 &&
               ((unsigned char)more[length] & 0xC0) == 0x80)
            length--;
    }
    memcpy(text + used, more, length);
    text[used + length] = '\0';
    return used + length;
}

/* Wider than fail.text, so that append() sees where a character is cut. */
__attribute__((format(printf, 2, 0))) static void
format_wide(char wide[ROOM + 8], const char *format, va_list args)
{
    if (vsnprintf(wide, ROOM + 8, format, args) < 0)
        wide[0] = '\0';
}

bool fail_set(struct fail *why, enum fail_kind kind, const char *format, ...)
{
    char wide[ROOM + 8];
    va_list args;

    va_start(args, format);
    format_wide(wide, format, args);
    va_end(args);
    why->kind = kind;
    append(why->text, 0, wide);
    return false;
}

static enum fail_kind kind_of(int number)
{
    switch (number) {
    case ENOSPC:
    case EDQUOT:
        return FAIL_FULL;
    case ENOENT:
        return FAIL_MISSING;
    case EACCES:
    case EPERM:
    case EROFS:
        return FAIL_DENIED;
    default:
        return FAIL_IO;
    }
}

bool fail_errno(struct fail *why, const char *format, ...)
{
    int number = errno;
    char wide[ROOM + 8], words[128];
    size_t used;
    va_list args;

    va_start(args, format);
    format_wide(wide, format, args);
    va_end(args);
    if (strerror_r(number, words, sizeof words) != 0)
        snprintf(words, sizeof words, "error %d", number);
    why->kind = kind_of(number);
    used = append(why->text, 0, wide);
    used = append(why->text, used, ": ");
    append(why->text, used, words);
    return false;
}

bool fail_within(struct fail *why, const char *format, ...)
{
    char wide[ROOM + 8], inner[ROOM];
    size_t used;
    va_list args;

    va_start(args, format);
    format_wide(wide, format, args);
    va_end(args);
    memcpy(inner, why->text, sizeof inner);
    used = append(why->text, 0, wide);
    used = append(why->text, used, ": ");
    append(why->text, used, inner);
    return false;
}

int fail_exit_status(const struct fail *why)
{
    switch (why->kind) {
    case FAIL_IO:
        return 74;
    case FAIL_CORRUPT:
    case FAIL_INVALID:
        return 65;
    case FAIL_FULL:
        return 73;
    case FAIL_MISSING:
        return 66;
    case FAIL_DENIED:
        return 77;
    case FAIL_BUSY:
        return 75;
    case FAIL_USAGE:
        return 64;
    case FAIL_CONFIG:
        return 78;
    case FAIL_NO_DEVICE:
        return 69;
    case FAIL_NONE:
        break;
    }
    return 70;
}
