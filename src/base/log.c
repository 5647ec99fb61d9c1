#include "base/log.h"

#include "base/utf8.h"
#include <errno.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const char *program_name = "encounter";

static pthread_mutex_t faults_mutex = PTHREAD_MUTEX_INITIALIZER;
static struct log_faults faults; /* guarded by it */

void log_open(const char *program)
{
    program_name = program;
}

const char *log_program(void)
{
    return program_name;
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

/* One that is there already goes to the end. */
static void keep_fault(const char *text)
{
    int at = 0;

    while (at < faults.count && strcmp(faults.text[at], text) != 0)
        at++;
    if (at == LOG_FAULTS)
        at = 0;
    else if (at == faults.count)
        faults.count++;
    memmove(faults.text[at], faults.text[at + 1],
            (size_t)(faults.count - 1 - at) * LOG_FAULT_BYTES);
    snprintf(faults.text[faults.count - 1], LOG_FAULT_BYTES, "%s", text);
}

void log_fail(const struct fail *why)
{
    log_line("%s", why->text);
    pthread_mutex_lock(&faults_mutex);
    keep_fault(why->text);
    pthread_mutex_unlock(&faults_mutex);
}

void log_faults(struct log_faults *ret_faults)
{
    pthread_mutex_lock(&faults_mutex);
    *ret_faults = faults;
    pthread_mutex_unlock(&faults_mutex);
}
