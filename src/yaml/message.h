#ifndef YAML_MESSAGE_H
#define YAML_MESSAGE_H

/*
 * What is wrong with a file, said as a compiler does:
 *
 *     content/foo/bundle.yaml:12:9: error: unknown key 'labell'
 *         labell: Who they are
 *         ^
 *     help: did you mean 'label'?
 *
 * A struct messages gathers all faults of one run and owns all it holds: a
 * source may go as soon as message_add() returned. Only the first
 * MESSAGES_KEPT are held, the others are counted. Text from a file is shown
 * without its control and direction characters, so that a file cannot write
 * to the terminal.
 */

#include "base/arena.h"
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>

struct yaml_source {
    const char *path;  /* as it is printed */
    const char *bytes; /* NUL-terminated */
    size_t length;
};

/* A place: 1-based line and column (in code points, as editors count). */
struct yaml_mark {
    const struct yaml_source *source; /* NULL: a message without a place */
    int line, column;
    size_t offset; /* in bytes */
};

enum message_severity { MESSAGE_ERROR, MESSAGE_WARNING };

enum { MESSAGES_KEPT = 200 };

struct message {
    enum message_severity severity;
    const char *path;
    int line, column; /* 0: of the file as a whole */
    const char *text;
    const char *help;    /* NULL: none */
    const char *excerpt; /* the source line, cut and indented; NULL: none */
    const char *pointer; /* the line below it; NULL: none */
};

struct messages {
    struct arena arena;
    struct message *items;
    size_t count, room;
    size_t errors, warnings; /* of all, kept or not */
};

void messages_fini(struct messages *messages);

/* `help` may be NULL; text and help are copied. */
void message_add(struct messages *messages, enum message_severity severity,
                 struct yaml_mark mark, const char *help, const char *format,
                 ...) __attribute__((format(printf, 5, 6)));
void message_addv(struct messages *messages, enum message_severity severity,
                  struct yaml_mark mark, const char *help, const char *format,
                  va_list args) __attribute__((format(printf, 5, 0)));
/* A fault of a whole file or folder. */
void message_add_path(struct messages *messages, enum message_severity severity,
                      const char *path, const char *help, const char *format,
                      ...) __attribute__((format(printf, 5, 6)));

/* True once no more will be kept: nothing is gained by looking for help. */
bool messages_full(const struct messages *messages);

/* Sorted by file and place, at most `limit` of them, then a line like
 * "2 errors, 1 warning" if there are any. The source line is cut to about 100
 * columns around the place; in a line with right-to-left letters the token is
 * quoted instead of a caret, since no column of a terminal is right there. */
void messages_print(struct messages *messages, size_t limit, FILE *out);

#endif
