#ifndef YAML_VALUE_H
#define YAML_VALUE_H

/* Decoding of single values, for schema.c. */

#include "yaml/schema.h"

struct decode {
    struct arena *arena;
    struct messages *messages;
};

/* Decodes any type but OBJECT into *out. False: an error was added and the
 * field keeps what it had. */
bool value_decode(struct decode *decode, const struct schema_field *field,
                  const struct yaml_node *node, void *out);

/* Adds a fault about a word that is none of `words`, with the nearest of them
 * or, if none is near, all. */
void value_refuse_word(struct decode *decode, enum fault fault,
                       const struct yaml_node *node, const char *key,
                       const char *const *words);

/* "a list": what a node is, in a message. */
const char *value_kind(const struct yaml_node *node);

#endif
