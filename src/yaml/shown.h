#ifndef YAML_SHOWN_H
#define YAML_SHOWN_H

/* Text from a file as it may be shown on a terminal. */

#include "base/str.h"
#include "yaml/message.h"

/* Adds it: a tab as an arrow, what would move the terminal's cursor or turn
 * its lines around as U+FFFD. Returns its columns. */
int shown_add(struct str *out, const char *text, size_t bytes);
/* A copy, cut after 2,000 bytes. */
const char *shown_copy(struct arena *arena, const char *text);
/* The columns of a terminal that a text takes. */
int shown_columns(const char *text);

/* Fills the excerpt, caret, token and end_column of a message. */
void shown_excerpt(struct message *message, struct arena *arena,
                   struct yaml_mark mark);

#endif
