#ifndef YAML_MESSAGE_H
#define YAML_MESSAGE_H

/*
 * What is wrong with a file, said as a compiler does:
 *
 *     content/foo/bundle.yaml:12:9: error[E201]: unknown key 'labell'
 *         labell: Who they are
 *         ^
 *     help: did you mean 'label'?
 *
 * A message is a fault of the catalogue and its named values, so that it can
 * be said in any language and read by programs. A struct messages gathers all
 * faults of one run and owns all it holds: a source may go as soon as
 * message_add() returned. Only the first MESSAGES_KEPT are held, the others
 * are counted. Text from a file is shown without its control and direction
 * characters, so that a file cannot write to the terminal.
 */

#include "base/arena.h"
#include "yaml/fault.h"
#include <stdint.h>
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
    size_t bytes;  /* of what is meant; 0: the word that begins there */
};

enum { MESSAGES_KEPT = 200 };

enum message_value_kind {
    MESSAGE_TEXT,   /* as it stands in a file: the same in every language */
    MESSAGE_WORD,   /* ours, in English: fault_words.h has the others */
    MESSAGE_NUMBER, /* whole */
};
struct message_value {
    const char *name;
    enum message_value_kind kind;
    const char *text; /* NULL: the value is not there */
    int64_t number;
    const char *french; /* of a word whose French stands beside it, or NULL */
};
static inline struct message_value message_text(const char *name,
                                                const char *text)
{
    return (struct message_value){name, MESSAGE_TEXT, text, 0, NULL};
}
static inline struct message_value message_word(const char *name,
                                                const char *english)
{
    return (struct message_value){name, MESSAGE_WORD, english, 0, NULL};
}
/* The sentence of a key of a table. */
static inline struct message_value
message_doc(const char *name, const char *english, const char *french)
{
    return (struct message_value){name, MESSAGE_WORD, english, 0, french};
}
static inline struct message_value message_number(const char *name,
                                                  int64_t number)
{
    return (struct message_value){name, MESSAGE_NUMBER, "", number, NULL};
}
/* A list of values, as message_add() takes it. */
#define WITH(...) ((const struct message_value[]){__VA_ARGS__, {.name = NULL}})

struct message {
    enum fault fault;
    enum message_severity severity;
    const char *path;
    int line, column, end_column; /* 0: of the file as a whole */
    const struct message_value *values;
    const char *text;    /* in English */
    const char *help;    /* in English; NULL: none */
    const char *excerpt; /* the source line, cut and indented; NULL: none */
    int caret;           /* columns before the caret; -1: `token` instead */
    const char *token;   /* what stands at the place */
};

struct fault_words;
struct messages {
    struct arena arena;
    struct message *items;
    size_t count, room;
    size_t errors, warnings, notes; /* of all, kept or not */
};

void messages_fini(struct messages *messages);

/* Adds a fault. `values` is WITH(...) or NULL; all is copied. */
void message_add(struct messages *messages, enum fault fault,
                 struct yaml_mark mark, const struct message_value *values);
/* A fault of a whole file or folder. */
void message_add_path(struct messages *messages, enum fault fault,
                      const char *path, const struct message_value *values);

/* A fault at the place of the last one: what follows from it. */
void message_add_after(struct messages *messages, enum fault fault);

/* True once no more will be kept: nothing is gained by looking for help. */
bool messages_full(const struct messages *messages);

/* Those that are kept, by file and place. Caller frees the array. */
const struct message **messages_sorted_new(const struct messages *messages);

/* Sorted by file and place, at most `limit` of them, then a line like
 * "2 errors, 1 warning" if there are any. The source line is cut to about 100
 * columns around the place; in a line with right-to-left letters the token is
 * quoted instead of a caret, since no column of a terminal is right there.
 *
 * `words` NULL: English. In a language that is read from the right the place
 * has a line of its own, left to right and as it is in English, so that
 * editors find it; the sentence begins the next one, which so becomes a
 * paragraph from the right wherever there are such. Its values stand in
 * isolates (U+2068, U+2069), in files as on terminals: what turns lines
 * around at all needs them, all else does not show them. */
void messages_print(struct messages *messages, size_t limit, FILE *out);
void messages_print_in(struct messages *messages,
                       const struct fault_words *words, size_t limit,
                       FILE *out);
/* The same, without limit and sum, as one object a line: file, line, col,
 * end_col, code, severity, message, help, values. No isolates. */
void messages_print_json(struct messages *messages,
                         const struct fault_words *words, FILE *out);

#endif
