#include "base/log.h"

#include "base/utf8.h"
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const char *program_name = "encounter";

void log_open(const char *program)
{
    program_name = program;
}

/* File names may come from a stick; none may steer the terminal. */
static void disarm(char *text, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)text[i];
        if ((c < 0x20 && c != '\n' && c != '\t') || c == 0x7F)
            text[i] = '?';
    }
}

/* Bytes of a text that should have `wanted`, without a character cut short. */
static size_t whole(const char *text, size_t wanted)
{
    size_t length = strlen(text), bad;

    return length == wanted || utf8_valid(text, length, &bad) ||
                   length - bad > 3
               ? length
               : bad;
}

/* One write a line, so that lines of two threads do not mix; no heap, so that
 * running out of memory can be told. */
void log_line(const char *format, ...)
{
    char line[2048];
    size_t length;
    int saved = errno, head, body;
    ssize_t done;
    va_list args;

    head = snprintf(line, 128, "%s: ", program_name);
    length = head < 0 ? 0 : head < 128 ? (size_t)head : 127;
    va_start(args, format);
    body = vsnprintf(line + length, sizeof line - 1 - length, format, args);
    va_end(args);
    if (body > 0)
        length += whole(line + length, (size_t)body);
    disarm(line, length);
    line[length++] = '\n';
    do
        done = write(STDERR_FILENO, line, length);
    while (done < 0 && errno == EINTR);
    errno = saved;
}

void log_fail(const struct fail *why)
{
    log_line("%s", why->text);
}
