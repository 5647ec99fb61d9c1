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

/* "did you mean 'label'?", or what is allowed. NULL once nobody will read it.
 */
const char *value_help(struct decode *decode, const char *word,
                       const char *const *words);

#endif
