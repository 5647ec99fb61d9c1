#ifndef BASE_STR_H
#define BASE_STR_H

/*
 * A growing byte string, always NUL-terminated once anything was added
 * (`text` is NULL before). The holder owns it: str_fini().
 */

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

struct str {
    char *text;
    size_t length, room; /* bytes; length without the NUL */
};

void str_fini(struct str *str);
void str_clear(struct str *str); /* length 0, memory kept */
void str_add(struct str *str, const char *text);
void str_add_bytes(struct str *str, const void *bytes, size_t length);
void str_add_char(struct str *str, char c);
/* Two digits of 0-9a-f a byte. */
void str_add_hex(struct str *str, const void *bytes, size_t count);
void str_addf(struct str *str, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void str_addv(struct str *str, const char *format, va_list args)
    __attribute__((format(printf, 2, 0)));
/* Adds `text` with each of its places filled: {name}, of a-z and _, but not
 * ${name}. `value` adds what stands for `bytes` of `name`, or returns false:
 * then the place stays as it is. */
void str_add_filled(struct str *str, const char *text,
                    bool (*value)(const void *user, const char *name,
                                  size_t bytes, struct str *out),
                    const void *user);
/* The bytes of the name of a place that begins at `at` of `text`, or 0. */
size_t str_place(const char *text, const char *at);
/* The same from pairs: `places` is name, value, ..., NULL. */
void str_fill(struct str *str, const char *text, const char *const *places);
/* The text, "" if nothing was ever added. Borrowed. */
const char *str_text(const struct str *str);

bool str_equal(const char *a, const char *b); /* NULL equals only NULL */
bool str_starts(const char *text, const char *start);
bool str_ends(const char *text, const char *end);

/* Optimal string alignment distance (insert, delete, replace, swap of two
 * neighbours; Damerau 1964), by bytes; words over 64 bytes count as far. */
int str_distance(const char *a, const char *b);
/* The nearest of `words` (NULL-terminated list) that an author may have
 * meant: distance at most 2 and less than the word's length, else one that
 * `word` is a prefix of (3 bytes or more), else NULL. */
const char *str_nearest(const char *word, const char *const *words);

#endif
